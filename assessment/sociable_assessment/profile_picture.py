"""The dimensions of one organisation, beside an earlier wave and a target; and the gap to a target by its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sociable_assessment.entries import Entry, form_of, gap_to, name_entry
from sociable_assessment.look import LIGHT
from sociable_assessment.map_table import NONE, show_place
from sociable_assessment.markup import table
from sociable_assessment.model import Model, Node
from sociable_assessment.pictures import WIDTH, Picture
from sociable_assessment.row_frame import (
    Rows,
    Wanted,
    draw_lines,
    hatch,
    mark_scale,
    row_figure,
    stack_rows,
    write_right,
)
from sociable_assessment.wording import plural, say_answer

if TYPE_CHECKING:
    import plotly.graph_objects as go

Indices = Mapping[str, float | None]
_BAR, _MARK = 12, 22
_SCALE = {0.0: "0", 50.0: "50", 100.0: "100"}
_FULL = (0.0, 100.0)
_EVEN = 0.5  # indices nearer than this count as the same
TARGET = "⊕"
MEASURE = "Index of each dimension, 0\u00a0to\u00a0100"


def draw_profile(
    model: Model, entry: Entry, *, before: Entry | None = None, target: Entry | None = None, width: int = WIDTH
) -> Picture:
    """Draw the index of every dimension.

    Args:
        model: the full model.
        entry: one entry of a result file.
        before: an entry to compare with: an earlier wave, or another organisation.
        target: where the organisation wants to be, as an entry; None for the target that the entry holds.
        width: how wide the page is at least, in pixels.

    Returns:
        The picture.
    """
    form = form_of(model, entry)
    here = _indices(form, entry)
    earlier = _indices(form, before) if before else {}
    aim = _aim(form, gap_to(model, entry, target))
    rows = stack_rows(
        [Wanted(node.id, node.title, _say_open(entry, node)) for node in form.dimensions], _MARK, width=width
    )
    finding = say_profile(form, here, earlier)
    figure = row_figure(finding, _say_measure(entry, before, aim), rows, _FULL, right=84 if before else 52, width=width)
    _draw_bars(figure, rows, here)
    draw_lines(
        figure, [(0, index, rows.at[node] + 10) for node, index in earlier.items() if index], LIGHT["control"], 5
    )
    draw_marks(figure, rows, aim, "circle-cross-open", LIGHT["ink"])
    _write_values(figure, rows, here, earlier)
    mark_scale(figure, _SCALE)
    return Picture(figure, f"{name_entry(entry)}: {_lower(finding)}.", _profile_table(form, entry, before, aim))


def _indices(form: Model, entry: Entry) -> dict[str, float | None]:
    return {node.id: entry["nodes"].get(node.id, {}).get("index") for node in form.dimensions}


def _aim(form: Model, gap: Mapping[str, Any] | None) -> dict[str, float | None]:
    return {node.id: gap["index"][node.id][1] for node in form.dimensions} if gap else {}


def _say_open(entry: Entry, node: Node) -> str:
    found = entry["nodes"].get(node.id)
    if not found or found["index"] is not None:
        return ""
    return f"{found['answered']} of {found['asked']} answered" if found["asked"] else "does not apply"


def _say_measure(entry: Entry, before: Entry | None, aim: Indices) -> str:
    compared = ""
    if before:
        same = before["organisation"]["name"] == entry["organisation"]["name"]
        compared = f"thin bar: {before['wave'] or 'before' if same else name_entry(before)}"
    aimed = f"{TARGET} target" if aim else ""
    measure = MEASURE
    quick = "quick form: indicative only" if entry["indicative"] else ""
    return "; ".join(filter(None, [measure, compared, aimed, quick]))


def say_profile(form: Model, here: Indices, earlier: Indices) -> str:
    """Say in one line what a profile shows.

    Args:
        form: the model, or a form of it.
        here: the index of each dimension.
        earlier: the same of an earlier wave; empty for none.

    Returns:
        The largest change, or else the highest and the lowest dimension.
    """
    known = {node.title: index for node in form.dimensions if (index := here.get(node.id)) is not None}
    if not known:
        return "Too few answers for a profile yet"
    changes = {
        node.title: change for node in form.dimensions if (change := _change(here, earlier, node.id)) is not None
    }
    if changes:
        return _say_change(changes)
    high, low = max(known, key=lambda title: known[title]), min(known, key=lambda title: known[title])
    if known[high] - known[low] < _EVEN:
        return f"{_which(form, known)} at {known[high]:.0f}"
    return f"{high} leads, at {known[high]:.0f}; {low} trails, at {known[low]:.0f}"


def _which(form: Model, known: Mapping[str, float]) -> str:
    if len(known) == 1:
        return f"{next(iter(known))} stands"
    return "All dimensions stand" if len(known) == len(form.dimensions) else "The dimensions answered so far stand"


def _change(here: Indices, earlier: Indices, node: str) -> float | None:
    """Take the difference of what is shown, as the table of changes does, so that both say the same."""
    now, then = here.get(node), earlier.get(node)
    return None if now is None or then is None else float(round(now) - round(then))


def _say_change(changes: Mapping[str, float]) -> str:
    most = max(changes, key=lambda title: abs(changes[title]))
    if abs(changes[most]) < _EVEN:
        return "No dimension has moved"
    return f"{most} {'rose' if changes[most] > 0 else 'fell'} most, by {abs(changes[most]):.0f}"


def _draw_bars(figure: go.Figure, rows: Rows, indices: Indices) -> None:
    draw_lines(figure, [(0, 100, at) for at in rows.at.values()], LIGHT["control"], 1, 0.5)
    known = {node: index for node, index in indices.items() if index is not None}
    figure.add_bar(
        x=list(known.values()),
        y=[rows.at[node] for node in known],
        width=[_BAR] * len(known),
        orientation="h",
        marker={"color": LIGHT["you"], "line": {"width": 0}},
        hoverinfo="skip",
    )
    hatch(figure, [(0, 100, rows.at[node]) for node, index in indices.items() if index is None], _BAR)


def draw_marks(figure: go.Figure, rows: Rows, indices: Indices, symbol: str, colour: str) -> None:
    """Mark one index in each row.

    Args:
        figure: the figure.
        rows: its rows.
        indices: by the row's key; those that are not known have no mark.
        symbol: as Plotly names it.
        colour: as #rrggbb.
    """
    known = {node: index for node, index in indices.items() if index is not None}
    figure.add_scatter(
        x=list(known.values()),
        y=[rows.at[node] for node in known],
        mode="markers",
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"width": 2, "color": colour}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _write_values(figure: go.Figure, rows: Rows, here: Indices, earlier: Indices) -> None:
    texts = []
    for node, at in rows.at.items():
        change = _change(here, earlier, node)
        moved = f" <span style='color:{LIGHT['quiet']}'>{show_change(change)}</span>" if change is not None else ""
        texts.append((at, f"<b>{show_place(here[node])}</b>{moved}"))
    write_right(figure, texts)


def show_change(change: float) -> str:
    """Show a change with its sign.

    Args:
        change: in points.

    Returns:
        Such as "+4".

    >>> show_change(3.6), show_change(-0.2), show_change(-12.0)
    ('+4', '±0', '\u221212')
    """
    whole = round(change)
    return f"+{whole}" if whole > 0 else f"\N{MINUS SIGN}{-whole}" if whole else "±0"


def _profile_table(form: Model, entry: Entry, before: Entry | None, aim: Indices) -> Any:
    columns: list[tuple[str, Indices]] = [(entry["wave"] or "Index", _indices(form, entry))]
    columns += [(name_entry(before), _indices(form, before))] if before else []
    columns += [("Target", aim)] if aim else []
    rows = [
        (node.title, *(show_place(indices.get(node.id)) for _, indices in columns), _say_answered(entry, node))
        for node in form.dimensions
    ]
    header = ("Dimension", *(name for name, _ in columns), "Questions answered")
    return table("Index of each dimension, from 0 to 100", header, rows)


def _say_answered(entry: Entry, node: Node) -> str:
    found = entry["nodes"].get(node.id)
    return f"{found['answered']} of {found['asked']}" if found else NONE


def draw_gap(model: Model, entry: Entry, target: Entry | None = None, *, width: int = WIDTH) -> Picture:
    """Draw how far an organisation is from its target, the widest gap first.

    Args:
        model: the full model.
        entry: one entry of a result file.
        target: where it wants to be, as an entry; None for the target that the entry holds.
        width: how wide the page is at least, in pixels.

    Returns:
        The picture.
    """
    form = form_of(model, entry)
    gap = gap_to(model, entry, target)
    here, aim = _indices(form, entry), _aim(form, gap)
    order = sorted(form.dimensions, key=lambda node: -(_change(aim, here, node.id) or 0))
    rows = stack_rows([Wanted(node.id, node.title, _say_open(entry, node)) for node in order], _MARK, width=width)
    finding = say_gap(gap)
    measure = "; ".join([MEASURE, f"● {entry['wave'] or 'now'}", *([f"{TARGET} target"] if gap else [])])
    figure = row_figure(finding, measure, rows, _FULL, right=52, width=width)
    draw_lines(figure, [(0, 100, at) for at in rows.at.values()], LIGHT["control"], 1, 0.5)
    _draw_gaps(figure, rows, here, aim)
    mark_scale(figure, _SCALE)
    return Picture(figure, f"{name_entry(entry)}: {_lower(finding)}.", _gap_table(form, order, here, aim, gap))


def _draw_gaps(figure: go.Figure, rows: Rows, here: Indices, aim: Indices) -> None:
    both = [(a, b, rows.at[node]) for node, a in here.items() if a is not None and (b := aim.get(node)) is not None]
    draw_lines(figure, both, LIGHT["you"], 4, 0.45)
    draw_marks(figure, rows, here, "circle", LIGHT["you"])
    draw_marks(figure, rows, aim, "circle-cross-open", LIGHT["ink"])
    hatch(figure, [(0, 100, rows.at[node]) for node, index in here.items() if index is None], _BAR)
    write_right(figure, [(at, f"<b>{show_change(b - a)}</b>") for a, b, at in both])


def say_gap(gap: Mapping[str, Any] | None) -> str:
    """Say how far the target is.

    Args:
        gap: what `gap_to` gives.

    Returns:
        A line.
    """
    if gap is None:
        return "No target is set"
    if not gap["items"]:
        return "The target is reached"
    days = f", about {plural(round(gap['effort'], 1), 'person-day')}" if gap["effort"] else ""
    return f"{plural(len(gap['items']), 'question')} below the target{days}"


def _gap_table(form: Model, order: Sequence[Node], here: Indices, aim: Indices, gap: Mapping[str, Any] | None) -> Any:
    rows = [(node.title, show_place(here[node.id]), show_place(aim.get(node.id))) for node in order]
    for name, (now, then) in (gap or {"items": {}})["items"].items():
        item = form.item_by_id[name]
        before, after = (say_answer(item, None if option is None else item.rank(option)) for option in (now, then))
        rows.append((item.title or item.question, before, after))
    return table("Dimensions by index, then the questions below their target", ("What", "Now", "Target"), rows)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text.startswith(("No ", "The ", "All ", "Too ")) else text
