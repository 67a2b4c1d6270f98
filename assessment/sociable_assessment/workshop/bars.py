"""Votes as bars, large enough for the back of the room; the numbers stand beside them, in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sociable_assessment.markup import Element, element
from sociable_assessment.model import Item
from sociable_assessment.readings import Tally

_WIDTH = 100


def draw_votes(  # noqa: PLR0913 - the options have defaults, and go by name
    item: Item, counts: Sequence[int], caption: str, *, agreed: str = "", kind: str = "first", most: int = 0
) -> Element:
    """Draw the votes on a question, the highest option first.

    Args:
        item: the question.
        counts: votes for each option, lowest first.
        caption: what is shown.
        agreed: the id of the option that was agreed on.
        kind: "first" or "second": which vote.
        most: the votes of the longest bar, where it is in another drawing beside this one.

    Returns:
        A table with bars.
    """
    most = max([*counts, most, 1])
    rows = [
        _row(option.text, count, most, kind, is_agreed=option.id == agreed)
        for option, count in reversed(list(zip(item.options, counts, strict=True)))
    ]
    return element("table", element("caption", caption), element("tbody", *rows), kind="bars")


def draw_apart(item: Item, groups: Mapping[str, Sequence[int]]) -> Element:
    """Draw the votes of several groups side by side, the highest option first.

    Args:
        item: the question.
        groups: by the group's title, votes for each option, lowest first.

    Returns:
        A table: one row an option, one column a group; each bar is the share of its group.
    """
    head = element("tr", *(element("th", title, scope="col") for title in ("Answer", *groups)))
    rows = []
    for rank, option in reversed(list(enumerate(item.options))):
        cells = [_cell(counts[rank], sum(counts)) for counts in groups.values()]
        rows.append(element("tr", element("th", option.text, scope="row"), *cells))
    caption = element("caption", "First votes, by department")
    return element("table", caption, element("thead", head), element("tbody", *rows), kind="table grid")


def _cell(count: int, size: int) -> Element:
    rects = [("back", float(_WIDTH)), ("first", _WIDTH * count / max(size, 1))]
    drawn = [element("rect", kind=kind, x="0", y="0", width=f"{width:.1f}", height="10") for kind, width in rects]
    box = {"viewBox": f"0 0 {_WIDTH} 10", "preserveAspectRatio": "none", "aria_hidden": "true"}
    return element("td", str(count), element("svg", *drawn, **box))


def _row(title: str, count: int, most: int, kind: str, *, is_agreed: bool) -> Element:
    name = element("th", f"✓ {title}" if is_agreed else title, scope="row")
    number = element("td", str(count), kind="count")
    rect = element("rect", kind=kind, x="0", y="0", width=f"{_WIDTH * count / most:.2f}", height="10")
    box = {"viewBox": f"0 0 {_WIDTH} 10", "preserveAspectRatio": "none"}
    bar = element("td", element("svg", rect, aria_hidden="true", focusable="false", **box))
    return element("tr", name, number, bar, kind="agreed" if is_agreed else "")


def say_others(votes: Tally) -> str:
    """Say who gave no vote.

    Args:
        votes: the votes.

    Returns:
        A sentence, or "".

    >>> say_others(Tally((1, 2), dont_know=2))
    "2 don't know."
    """
    kinds = ((votes.dont_know, "don't know"), (votes.not_applicable, "not applicable"), (votes.unanswered, "no answer"))
    told = [f"{count} {words}" for count, words in kinds if count]
    return f"{', '.join(told)}." if told else ""
