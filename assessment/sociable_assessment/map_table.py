"""The position map as a table: the same numbers, also of those whose label had no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sociable_assessment.entries import Entry, form_of, group_waves, interval, place_on_map, say_held
from sociable_assessment.map_points import Point, locate_entry
from sociable_assessment.markup import Element, table
from sociable_assessment.model import Model
from sociable_assessment.regions import regions
from sociable_assessment.wording import stage_glyph, stage_title

NONE = "–"


def map_table(model: Model, entries: Sequence[Entry], paths: Sequence[Sequence[Point]]) -> Element:
    """Write the organisations on a map as a table, then its target and where the regions begin.

    Args:
        model: the full model.
        entries: what is on the map.
        paths: its points, among them the target.

    Returns:
        The table.
    """
    drawn = model.map
    axes = ("index",) if drawn is None else ("index", "across", "up")
    heads = (
        ()
        if drawn is None
        else (f"From {drawn.across.low} to {drawn.across.high}", f"From {drawn.up.low} to {drawn.up.high}")
    )
    header = ("Organisation", "Wave", "Stage held", "Index", *heads, "Remark")
    rows = [_row(model, entry, axes) for waves in group_waves(entries).values() for entry in waves]
    aims = [_target(model, point) for path in paths for point in path if point.role == "target"]
    caption = "Index and place on the map, each from 0 to 100; in brackets, how far other raters might move it"
    return table(caption, header, [*sorted(rows), *aims, *_begins(model)])


def _row(model: Model, entry: Entry, axes: Sequence[str]) -> tuple[str, ...]:
    form = form_of(model, entry)
    stage = show_stage(form, entry["stage"])
    places = dict(zip(("index", "across", "up"), (entry["index"], *place_on_map(entry)), strict=True))
    shown = [show_place(places[axis], interval(entry, axis)) for axis in axes]
    quick = "quick form: indicative only" if entry["indicative"] else ""
    nowhere = "" if locate_entry(form, entry) else "too few answers for a place on the map"
    remark = "; ".join(filter(None, [say_held(form, entry, regions(form)), nowhere, quick]))
    return (entry["organisation"]["name"] or "You", entry["wave"], stage, *shown, remark)


def show_stage(form: Model, stage: str | None) -> str:
    """Show a stage with its shape.

    Args:
        form: the model, or a form of it.
        stage: the stage's id; None for none.

    Returns:
        Such as "■ Goal-led".
    """
    return f"{stage_glyph(form, stage)} {stage_title(form, stage)}".strip() or NONE


def show_place(value: float | None, between: tuple[float, float] | None = None) -> str:
    """Show a number from 0 to 100 with its interval.

    Args:
        value: the number; None where it is not known.
        between: its lowest and highest, where known.

    Returns:
        Such as "46 (39 to 52)".

    >>> show_place(45.8, (38.8, 51.9)), show_place(None)
    ('46 (39 to 52)', '–')
    """
    if value is None:
        return NONE
    return f"{value:.0f} ({between[0]:.0f} to {between[1]:.0f})" if between else f"{value:.0f}"


def _target(model: Model, point: Point) -> tuple[str, ...]:
    places = ("", *(f"{value:.0f}" for value in point.place)) if model.map else (f"{point.place[0]:.0f}",)
    return ("Target", "", show_stage(model, point.stage), *places, "")


def _begins(model: Model) -> Iterator[tuple[str, ...]]:
    for start in regions(model)[1:]:
        places = (f"{start.index:.0f}", *((f"{start.across:.0f}", f"{start.up:.0f}") if model.map else ()))
        yield (f"{stage_title(model, start.stage)} begins", "", "", *places, "")
