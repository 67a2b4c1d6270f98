"""A portfolio as a table that can be sorted: its columns, and each cell with what it is sorted by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sociable_assessment.entries import Entry, form_of, interval, place_on_map, say_held
from sociable_assessment.map_table import NONE, show_place, show_stage
from sociable_assessment.model import Model
from sociable_assessment.regions import regions

Cell = dict[str, Any]


def list_columns(model: Model) -> list[Cell]:
    """List the columns.

    Args:
        model: the full model.

    Returns:
        Id, label and kind of each: "text", or "number", which is sorted highest first.
    """
    axes = (
        []
        if model.map is None
        else [("across", f"Towards {model.map.across.high}"), ("up", f"Towards {model.map.up.high}")]
    )
    texts = [("organisation", "Organisation"), ("sector", "Sector"), ("size", "People"), ("wave", "Wave")]
    numbers = [("stage", "Stage"), ("index", "Index"), *axes, ("coverage", "Answered"), ("raters", "Raters")]
    columns = (
        [(*each, "text") for each in texts] + [(*each, "number") for each in numbers] + [("remark", "Remark", "text")]
    )
    return [{"id": name, "label": label, "kind": kind} for name, label, kind in columns]


def list_rows(model: Model, entries: Sequence[Entry]) -> list[list[Cell]]:
    """Lay out entries as rows.

    Args:
        model: the full model.
        entries: the entries.

    Returns:
        For each the cells, in the order of the columns: `text`, and `key`, None for what is not known.
    """
    return [_row(model, entry) for entry in entries]


def _row(model: Model, entry: Entry) -> list[Cell]:
    form = form_of(model, entry)
    about, (across, up) = entry["organisation"], place_on_map(entry)
    stages = [stage.id for stage in model.stages]
    stage = entry["stage"]
    places = [] if model.map is None else [_place(entry, "across", across), _place(entry, "up", up)]
    coverage = entry["coverage"]
    quick = "quick form: indicative only" if entry["indicative"] else ""
    remark = "; ".join(filter(None, [say_held(form, entry, regions(form)), quick]))
    return [
        *(_text(about[key]) for key in ("name", "sector", "size")),
        _text(entry["wave"]),
        {"text": show_stage(model, stage), "key": stages.index(stage) if stage in stages else None},
        _place(entry, "index", entry["index"]),
        *places,
        {"text": NONE if coverage is None else f"{100 * coverage:.0f} %", "key": coverage},
        {"text": str(entry["raters"] or NONE), "key": entry["raters"] or None},
        _text(remark),
    ]


def _text(text: str) -> Cell:
    return {"text": text or NONE, "key": text or None}


def _place(entry: Entry, axis: str, value: float | None) -> Cell:
    return {"text": show_place(value, interval(entry, axis)), "key": value}
