"""What a drawing needs from the entries of a result file: whose they are, in which order, and what is between two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sociable_assessment.model import Axis, Model, with_form
from sociable_assessment.position import Position
from sociable_assessment.regions import Region, ahead
from sociable_assessment.trend import describe_gap

Entry = Mapping[str, Any]
Pair = tuple[float, float]


def form_of(model: Model, entry: Entry) -> Model:
    """Find the form that an entry was scored on.

    Args:
        model: the full model, or that form.
        entry: one entry of a result file.

    Returns:
        The model, or its form.
    """
    return model if model.form == entry["form"] else with_form(model, entry["form"])


def name_entry(entry: Entry) -> str:
    """Name an entry by its organisation and wave.

    Args:
        entry: one entry of a result file.

    Returns:
        Such as "Aurora Museum, 2026"; without a name "Your organisation".

    >>> name_entry({"organisation": {"name": "Aurora Museum"}, "wave": "2026"})
    'Aurora Museum, 2026'
    """
    return ", ".join(filter(None, [entry["organisation"]["name"] or "Your organisation", entry["wave"]]))


def group_waves(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Put together the waves of each organisation, those on the same form, in the order of the waves' names.

    Args:
        entries: of any organisations and waves.

    Returns:
        The entries by name and form.
    """
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: str(each["wave"])):
        found.setdefault((entry["organisation"]["name"], entry["form"]), []).append(entry)
    return found


def name_dimensions(form: Model, items: Iterable[str]) -> list[str]:
    """Name the dimensions that some items belong to.

    Args:
        form: the model, or a form of it.
        items: ids; those that the model lacks are passed over.

    Returns:
        The dimensions' titles, in the order of the model.
    """
    wanted = set(items)
    return [node.title for node in form.dimensions if wanted & {item.id for item in form.items_under[node.id]}]


def say_held(form: Model, entry: Entry, starts: tuple[Region, ...]) -> str:
    """Say that an organisation lies ahead of its stage, and what holds it there.

    Args:
        form: the model, or the form that the entry was scored on.
        entry: one entry of a result file.
        starts: the form's regions.

    Returns:
        A few words; "" when it is not ahead.
    """
    across, up = place_on_map(entry)
    stage = entry["stage"]
    position = Position(stage, entry["could_be"], {}, entry["index"], entry["coverage"], across, up)
    if ahead(starts, position, on_map=across is not None and up is not None) is None:
        return ""
    title = next(each.title for each in form.stages if each.id == stage)
    return f"held at {title} by: {shorten(name_dimensions(form, entry['held_by']))}"


def shorten(names: Sequence[str], most: int = 3) -> str:
    """List names, the first few in full.

    Args:
        names: any number.
        most: how many are named.

    Returns:
        A list in words.

    >>> shorten(["a", "b", "c", "d"])
    'a, b, c and 1 more'
    """
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def place_on_map(entry: Entry) -> tuple[float | None, float | None]:
    """Find an entry's place on the map.

    Args:
        entry: one entry of a result file.

    Returns:
        Across and up, each None where not known.
    """
    found = entry["map"] or {}
    return found.get("across"), found.get("up")


def interval(entry: Entry, axis: str) -> Pair | None:
    """Find how far an index or a place may move with other raters.

    Args:
        entry: one entry of a result file; older ones have an interval for the index alone.
        axis: "index", "across" or "up".

    Returns:
        The lowest and the highest; None where that is not known.
    """
    sure = entry.get("uncertainty") or {}
    if axis != "index":
        found = sure.get(axis)
    elif sure.get("kind") == "range":
        found = (min(sure["indices"]), max(sure["indices"])) if sure["indices"] else None
    else:
        found = (sure.get("low"), sure.get("high"))
    return (found[0], found[1]) if found and None not in found else None


def gap_to(model: Model, entry: Entry, target: Entry | None) -> dict[str, Any] | None:
    """Find the gap between an entry and a target.

    Args:
        model: the full model.
        entry: where the organisation is.
        target: where it wants to be, as an entry; None for the gap that the entry itself holds.

    Returns:
        Stages, the index of every node, the items below their target and the effort; None without a target.
    """
    if target is None:
        stored: dict[str, Any] | None = entry.get("target")
        return stored
    return describe_gap(model, entry, target)["target"]  # type: ignore[no-any-return]


def target_place(form: Model, gap: Mapping[str, Any]) -> dict[str, float | None]:
    """Find the place of a target.

    Args:
        form: the model, or the form that was scored.
        gap: what `gap_to` gives.

    Returns:
        Its index, and across and up where the model has a map.
    """
    axes = {"across": form.map.across, "up": form.map.up} if form.map else {}
    found = {name: _mean(axis, gap["index"]) for name, axis in axes.items()}
    return {"index": gap["index"][form.id][1], **found}


def _mean(axis: Axis, indices: Mapping[str, Sequence[float | None]]) -> float | None:
    known = [indices[node][1] for node in axis.of]
    values = [value for value in known if value is not None]
    return sum(values) / len(values) if values and len(values) == len(known) else None
