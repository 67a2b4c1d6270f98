"""The profile beside the map: a table with a bar for each dimension, quick enough to follow every answer.

It is a table in the page, not a figure, so it is its own text twin.
"""

from __future__ import annotations

from sociable_assessment.markup import Element, element
from sociable_assessment.scoring import Scores
from sociable_assessment.standing import Standing


def draw_bars(standing: Standing, other: Scores | None = None, other_name: str = "", said: str = "") -> Element:
    """Draw the profile.

    Args:
        standing: where the organisation stands.
        other: the scores of what it is compared with, on the same form; None for nothing.
        other_name: what that is called.
        said: what the comparison comes to, in a sentence.

    Returns:
        The table; nothing for a model without dimensions.
    """
    model = standing.model
    if not model.dimensions:
        return element("div", *([element("p", said)] if said else []))
    heading = element("div", element("h2", "Dimension by dimension"), *([element("p", said)] if said else []))
    caption = element("caption", "Index of each dimension, from 0 to 100")
    rows = [_row(node.title, _index(standing.scores, node.id), _at(other, node.id)) for node in model.dimensions]
    columns = ["Dimension", "", "You", *([other_name] if other is not None else [])]
    head = element("tr", *(_heading(text) for text in columns))
    kind = "sociable-bars sociable-compared" if other is not None else "sociable-bars"
    body = element("tbody", *(element("tr", *cells) for cells in rows))
    return element("div", heading, element("table", caption, element("thead", head), body, kind=kind))


def _heading(text: str) -> Element:
    return element("th", text, scope="col") if text else element("td")


def _index(scores: Scores, node: str) -> float | None:
    return scores[node].index


def _at(scores: Scores | None, node: str) -> tuple[float | None] | None:
    return None if scores is None else (_index(scores, node),)


def _row(title: str, index: float | None, other: tuple[float | None] | None) -> list[Element]:
    lengths: dict[str, str] = {} if index is None else {"data_share": f"{index:.1f}"}
    if other and other[0] is not None:
        lengths["data_mark"] = f"{other[0]:.1f}"
    kind = "sociable-bar" + (" sociable-unknown" if index is None else "")
    bar = element("span", element("span", kind="sociable-bar-fill"), kind=kind, aria_hidden="true", **lengths)
    cells = [element("th", title, scope="row"), element("td", bar, kind="sociable-bar-cell"), _number(index)]
    return [*cells, *([_number(other[0])] if other else [])]


def _number(index: float | None) -> Element:
    return element("td", "open" if index is None else f"{index:.0f}", kind="sociable-number-cell")
