"""How the raters' votes lie apart: a dot for each rater, the questions to discuss first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sociable_assessment.entries import Entry, form_of, name_entry
from sociable_assessment.item_picture import (
    BLANK,
    RIGHT,
    SPAN,
    draw_slots,
    name_columns,
    show_answer,
    want,
    write_columns,
)
from sociable_assessment.look import LIGHT, SMALL_SIZE
from sociable_assessment.map_table import NONE
from sociable_assessment.markup import Element, table
from sociable_assessment.model import Item, Model
from sociable_assessment.pictures import WIDTH, Picture
from sociable_assessment.row_frame import Rows, Wanted, draw_columns, lower, row_figure, stack_rows, write

if TYPE_CHECKING:
    import plotly.graph_objects as go

_DOT, _ACROSS, _MOST = "●", 5, 15  # dots beside one another; with more votes for one option, columns
_LINE, _COLUMN = 15, 28  # pixels: a line of dots, the tallest column


def draw_spread(model: Model, entry: Entry, *, width: int = WIDTH) -> Picture:
    """Draw every rater's vote on each question: those of the agenda first, then the others.

    Args:
        model: the full model.
        entry: one entry of a result file.
        width: how wide the page is at least, in pixels.

    Returns:
        The picture.
    """
    form = form_of(model, entry)
    columns = name_columns(form, width)
    rows = stack_rows(_list_rows(form, entry), _height(entry), width=width, top=columns.height)
    finding = say_spread(form, entry)
    figure = row_figure(
        finding, "Raters’ votes on each question; the darker are for the answer that counts", rows, SPAN, width=width
    )
    write_columns(figure, columns)
    rows = rows if _most(entry) <= _MOST else lower(rows, _COLUMN / 2 + 6)
    draw_slots(figure, form, entry, rows)
    _draw_votes(figure, form, entry, rows)
    return Picture(figure, f"{name_entry(entry)}: {finding}.", _table(form, entry))


def _list_rows(form: Model, entry: Entry) -> Iterator[Wanted]:
    agenda = {topic["item"]: topic for topic in entry["agenda"] if topic["item"] in form.item_by_id}
    if agenda:
        yield Wanted("discuss-first", "Discuss these first", heading=True)
    for name, topic in agenda.items():
        yield want(form.item_by_id[name], "decides the stage" if topic["decisive"] else "")
    if agenda and len(agenda) < len(form.items):
        yield Wanted("then", "The other questions", heading=True)
    yield from (want(item) for item in form.items if item.id not in agenda)


def _height(entry: Entry) -> float:
    """Make room for the tallest stack of dots, or for a column with its number."""
    most = _most(entry)
    return _COLUMN + 24 if most > _MOST else 8 + _LINE * max(1, -(-most // _ACROSS))


def _most(entry: Entry) -> int:
    return max((count for data in entry["items"].values() for count in data["votes"].values()), default=0)


def _draw_votes(figure: go.Figure, form: Model, entry: Entry, rows: Rows) -> None:
    votes = [vote for name, at in rows.at.items() for vote in _list_votes(form.item_by_id[name], entry, at)]
    most = _most(entry)
    draw = _draw_dots if most <= _MOST else _draw_columns
    for counts in (False, True):
        draw(figure, [vote for vote in votes if vote.counts == counts], LIGHT["you" if counts else "control"], most)
    found = [(RIGHT, at, "<br>".join(_say_rest(entry["items"].get(name, BLANK)))) for name, at in rows.at.items()]
    write(figure, found, "middle right", size=SMALL_SIZE - 1, color=LIGHT["quiet"])


@dataclass(frozen=True, slots=True)
class _Vote:
    """How many chose an option: its place across, that of its row, and whether it is the answer that counts."""

    place: float
    at: float
    count: int
    counts: bool


def _list_votes(item: Item, entry: Entry, at: float) -> list[_Vote]:
    data = entry["items"].get(item.id, BLANK)
    found = [(option, count) for option, count in data["votes"].items() if count]
    return [_Vote(item.rank(option) / max(1, item.top), at, count, option == data["option"]) for option, count in found]


def _draw_dots(figure: go.Figure, votes: Sequence[_Vote], colour: str, _: int) -> None:
    dots = [(vote.place, vote.at, "<br>".join(textwrap.wrap(_DOT * vote.count, _ACROSS))) for vote in votes]
    write(figure, dots, "middle center", size=SMALL_SIZE, color=colour)


def _draw_columns(figure: go.Figure, votes: Sequence[_Vote], colour: str, most: int) -> None:
    """Draw a column for each option, its foot on the line, its number above it."""
    heads = [vote.at - _COLUMN * vote.count / most for vote in votes]
    draw_columns(figure, [(vote.place, vote.at, head) for vote, head in zip(votes, heads, strict=True)], colour, 16)
    numbers = [(vote.place, head, str(vote.count)) for vote, head in zip(votes, heads, strict=True)]
    write(figure, numbers, "top center", size=SMALL_SIZE - 1)


def _say_rest(data: dict[str, Any]) -> list[str]:
    return [
        text
        for text in (
            f"{data['dont_know']} don’t know" if data["dont_know"] else "",
            f"{data['not_applicable']} n/a" if data["not_applicable"] else "",
            "agreed" if data["consensus"] else "",
        )
        if text
    ]


def say_spread(form: Model, entry: Entry) -> str:
    """Say on what the raters differ.

    Args:
        form: the model, or a form of it.
        entry: one entry of a result file.

    Returns:
        A line.
    """
    voted = any(count for data in entry["items"].values() for count in data["votes"].values())
    if not voted:
        return "Nobody has answered yet"
    if entry["raters"] < 2:  # noqa: PLR2004 - it takes two to differ
        return "One person answered, so there is nobody to differ with"
    agenda = [topic for topic in entry["agenda"] if topic["item"] in form.item_by_id]
    if not agenda:
        return "All raters agree on every question, or agreed on it in the room"
    item = form.item_by_id[agenda[0]["item"]]
    return f"First to discuss: {item.title or item.question}"


def _table(form: Model, entry: Entry) -> Element:
    order = list(dict.fromkeys([*(topic["item"] for topic in entry["agenda"]), *form.item_by_id]))
    rows = [_row(form.item_by_id[name], entry) for name in order if name in form.item_by_id]
    header = ("Question", "Answer", "Votes", "Don’t know", "Does not apply", "Agreement (1 is unanimous)")
    return table("Votes on each question, those to discuss first", header, rows)


def _row(item: Item, entry: Entry) -> tuple[str, ...]:
    data = entry["items"].get(item.id, BLANK)
    votes = [f"{option.text or option.id}: {data['votes'].get(option.id, 0)}" for option in item.options]
    agreed = ((entry["agreement"] or {"items": {}})["items"].get(item.id) or {}).get("r_wg")
    shown = NONE if agreed is None else f"{agreed:.2f}"
    return (
        item.question,
        show_answer(item, data),
        ", ".join(votes),
        str(data["dont_know"]),
        str(data["not_applicable"]),
        shown,
    )
