"""The item strip: for every question the answer, the range of the raters, and whether there is evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sociable_assessment.entries import Entry, form_of, name_entry
from sociable_assessment.labels import break_lines, measure
from sociable_assessment.look import LIGHT, SMALL_SIZE, stage_mark
from sociable_assessment.map_table import NONE
from sociable_assessment.markup import Element, table
from sociable_assessment.model import Item, Model
from sociable_assessment.pictures import WIDTH, Picture
from sociable_assessment.plot_frames import plain
from sociable_assessment.row_frame import Rows, Wanted, draw_lines, hatch, row_figure, stack_rows, write

if TYPE_CHECKING:
    import plotly.graph_objects as go

MARK = 20
_SMALL, _LINE = SMALL_SIZE - 1, 17  # pixels: the names of the columns
RIGHT = 1.2  # where the column right of the options begins; they lie between 0 and 1
SPAN = (-0.16, 1.62)
BLANK: dict[str, Any] = {
    "status": "unknown",
    "option": None,
    "votes": {},
    "dont_know": 0,
    "not_applicable": 0,
    "consensus": None,
}


def draw_items(model: Model, entry: Entry, *, width: int = WIDTH) -> Picture:
    """Draw the answer to every question.

    Args:
        model: the full model.
        entry: one entry of a result file.
        width: how wide the page is at least, in pixels.

    Returns:
        The picture.
    """
    form = form_of(model, entry)
    columns = name_columns(form, width)
    rows = stack_rows(list_items(form), MARK, width=width, top=columns.height)
    finding = say_items(form, entry)
    told = "Answer to each question; bar: from the lowest to the highest rater; hatched: no answer"
    figure = row_figure(finding, told, rows, SPAN, width=width)
    write_columns(figure, columns)
    draw_slots(figure, form, entry, rows)
    _draw_answers(figure, form, entry, rows)
    _write_evidence(figure, form, entry, rows)
    return Picture(figure, f"{name_entry(entry)}: {finding}.", _table(form, entry))


def list_items(form: Model) -> Iterator[Wanted]:
    """List the questions as rows, under the titles of their dimensions.

    Args:
        form: the model, or a form of it.

    Returns:
        The rows.
    """
    for node in form.dimensions:
        yield Wanted(node.id, node.title, heading=True)
        yield from (want(item) for item in form.items_under[node.id])
    owned = {item.id for node in form.dimensions for item in form.items_under[node.id]}
    yield from (want(item) for item in form.items if item.id not in owned)


def want(item: Item, note: str = "") -> Wanted:
    """Make a question's row.

    Args:
        item: the question.
        note: what stands after its title.

    Returns:
        The row; a key question says so.
    """
    return Wanted(
        item.id, item.title or item.question, "; ".join(filter(None, ["key question" if item.key else "", note]))
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the options above their columns: where each stands, and how high they are together."""

    texts: tuple[tuple[float, float, str], ...] = ()
    height: float = 0


def name_columns(form: Model, width: int) -> Columns:
    """Name the columns of the options: side by side, or by turns on two levels where they are too long for that.

    Args:
        form: the model, or a form of it.
        width: of the narrowest page, in pixels.

    Returns:
        Their names, and under them their shapes; none where the questions have different options.
    """
    if len({tuple(option.id for option in item.options) for item in form.items}) != 1:
        return Columns()
    options = form.items[0].options
    pitch = (width - 24) / (SPAN[1] - SPAN[0]) / max(1, len(options) - 1)
    names = [option.text or option.id for option in options]
    crowded = any(measure(name, _SMALL) > pitch - 4 for name in names)
    lines = [break_lines(name, _SMALL, pitch * (2 if crowded else 1) - 6) for name in names]
    levels = [place % 2 if crowded else 0 for place in range(len(options))]
    high = [
        _LINE * max((len(each) for each, at in zip(lines, levels, strict=True) if at == level), default=0)
        for level in (0, 1)
    ]
    places = [place / max(1, len(options) - 1) for place in range(len(options))]
    texts = [
        (place, high[0] * level, "<br>".join(map(plain, each)))
        for place, level, each in zip(places, levels, lines, strict=True)
    ]
    shapes = [(place, sum(high), stage_mark(n, len(options)).glyph) for n, place in enumerate(places)]
    return Columns((*texts, *shapes), sum(high) + 24)


def write_columns(figure: go.Figure, columns: Columns) -> None:
    """Write the names of the options above the first row.

    Args:
        figure: the figure.
        columns: what `name_columns` gives.
    """
    write(figure, columns.texts, "bottom center", size=_SMALL, color=LIGHT["quiet"])


def draw_slots(figure: go.Figure, form: Model, entry: Entry, rows: Rows) -> None:
    """Draw a place for each option of the questions that have an answer, and hatch the others.

    Args:
        figure: the figure.
        form: the model, or a form of it.
        entry: one entry of a result file.
        rows: the rows.
    """
    found = {name: entry["items"].get(name, BLANK) for name in rows.at}
    answered = [name for name, data in found.items() if data["status"] == "answered"]
    draw_lines(figure, [(0, 1, rows.at[name]) for name in answered], LIGHT["control"], 1, 0.5)
    slots = [(place, rows.at[name]) for name in answered for place in _places(form.item_by_id[name])]
    figure.add_scatter(
        x=[x for x, _ in slots],
        y=[y for _, y in slots],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 7, "color": LIGHT["control"], "line": {"width": 1}},
        hoverinfo="skip",
        cliponaxis=False,
    )
    hatch(figure, [(0, 1, rows.at[name]) for name, data in found.items() if data["status"] == "unknown"], 12)
    apart = [
        (0.0, rows.at[name], "Does not apply") for name, data in found.items() if data["status"] == "not-applicable"
    ]
    write(figure, apart, "middle right", color=LIGHT["quiet"])


def _places(item: Item) -> list[float]:
    return [place / max(1, item.top) for place in range(item.top + 1)]


def _draw_answers(figure: go.Figure, form: Model, entry: Entry, rows: Rows) -> None:
    ranges, x, y, symbols, hover = [], [], [], [], []
    for name, at in rows.at.items():
        item, data = form.item_by_id[name], entry["items"].get(name, BLANK)
        voted = [item.rank(option) for option, count in data["votes"].items() if count]
        if voted and min(voted) < max(voted):
            ranges.append((min(voted) / item.top, max(voted) / item.top, at))
        if data["option"] is None:
            continue
        rank = item.rank(data["option"])
        x.append(rank / max(1, item.top))
        y.append(at)
        symbols.append(stage_mark(rank, len(item.options)).symbol)
        hover.append(f"{plain(item.question)}<br>{plain(item.options[rank].text)}")
    draw_lines(figure, ranges, LIGHT["you"], 7, 0.3)
    marker = {"symbol": symbols, "size": 13, "color": LIGHT["you"], "line": {"width": 2, "color": LIGHT["you"]}}
    figure.add_scatter(x=x, y=y, mode="markers", marker=marker, hovertext=hover, hoverinfo="text", cliponaxis=False)


def _write_evidence(figure: go.Figure, form: Model, entry: Entry, rows: Rows) -> None:
    given, missing = [], []
    for name in form.item_by_id:
        data = entry["items"].get(name, BLANK)
        count = len(data.get("evidence", ()))
        if count:
            given.append((RIGHT, rows.at[name], "evidence" if count == 1 else f"evidence × {count}"))
        elif data["status"] == "answered":
            missing.append((RIGHT, rows.at[name], "no evidence"))
    write(figure, given, "middle right", size=SMALL_SIZE - 1)
    write(figure, missing, "middle right", size=SMALL_SIZE - 1, color=LIGHT["quiet"])


def say_items(form: Model, entry: Entry) -> str:
    """Say how many questions have an answer, and evidence.

    Args:
        form: the model, or a form of it.
        entry: one entry of a result file.

    Returns:
        A line.
    """
    found = [entry["items"].get(item.id, BLANK) for item in form.items]
    answered = [data for data in found if data["status"] == "answered"]
    if not answered:
        return "No question is answered yet"
    evident = sum(bool(data.get("evidence")) for data in answered)
    apply = sum(data["status"] != "not-applicable" for data in found)
    return f"{len(answered)} of {apply} questions answered, {evident or 'none'} with evidence"


def _table(form: Model, entry: Entry) -> Element:
    rows = [_row(item, entry["items"].get(item.id, BLANK)) for item in form.items]
    return table("Answer to each question", ("Question", "Answer", "Lowest to highest rater", "Evidence"), rows)


def _row(item: Item, data: dict[str, Any]) -> tuple[str, ...]:
    voted = sorted(item.rank(option) for option, count in data["votes"].items() if count)
    names = [item.options[rank].text or item.options[rank].id for rank in voted]
    between = (names[0] if names[0] == names[-1] else f"{names[0]} to {names[-1]}") if names else NONE
    return (item.question, show_answer(item, data), between, "; ".join(data.get("evidence", ())) or NONE)


def show_answer(item: Item, data: dict[str, Any]) -> str:
    """Show the answer to a question.

    Args:
        item: the question.
        data: what an entry holds of it.

    Returns:
        The option's text, or why there is none.
    """
    if data["status"] == "not-applicable":
        return "does not apply"
    if data["option"] is None:
        return "no answer"
    text = item.options[item.rank(data["option"])].text or data["option"]
    return f"{text}, agreed in the room" if data["consensus"] else text
