"""Votes as bars, large enough for the back of the room; the numbers stand beside them, in a table."""

from __future__ import annotations

from collections.abc import Sequence

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
