"""What a plot says, in text: a sentence and a captioned table for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sociable_assessment.markup import Element, element, table, to_html
from sociable_assessment.model import Model
from sociable_assessment.regions import Region
from sociable_assessment.standing import Bounds, Standing
from sociable_assessment.wording import say_ahead, stage_glyph, stage_title

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation on a map or a strip, as plain data.

    `across`, `up` and `index` run from 0 to 100 and are None where not known; `bounds` is what the unknown
    answers leave open; `held` says in a few words what holds a place that lies ahead of its stage.
    """

    name: str
    stage: str | None
    across: float | None = None
    up: float | None = None
    index: float | None = None
    bounds: Bounds | None = None
    held: str = ""
    you: bool = False


@dataclass(frozen=True, slots=True)
class Twin:
    """A plot in text: its finding as a sentence, and its numbers as a table."""

    sentence: str
    table: Element

    def to_html(self) -> str:
        """Write the twin as HTML.

        Returns:
            A paragraph and a table, every text escaped.
        """
        return to_html(element("div", element("p", self.sentence), self.table))


def find_place(standing: Standing, starts: tuple[Region, ...], *, you: bool = True) -> Place:
    """Put a standing on the map.

    Args:
        standing: where the organisation stands.
        starts: the regions of its model.
        you: whether it is the reader's own.

    Returns:
        Its place.
    """
    position = standing.position
    return Place(
        name=standing.organisation,
        stage=position.stage,
        across=position.across,
        up=position.up,
        index=position.index,
        bounds=standing.bounds,
        held=say_ahead(standing, starts),
        you=you,
    )


def map_twin(model: Model, places: Sequence[Place], starts: Sequence[Region]) -> Twin:
    """Say in text what the position map shows.

    Args:
        model: the model, or a form of it; with a map.
        places: the organisations on it.
        starts: the model's regions.

    Returns:
        The twin.
    """
    drawn = model.map
    if drawn is None:
        return strip_twin(model, places, starts)
    across = f"From {drawn.across.low} to {drawn.across.high}"
    up = f"From {drawn.up.low} to {drawn.up.high}"
    rows = [(p.name or "You", _stage(model, p.stage), _at(p, "across"), _at(p, "up"), p.held) for p in places]
    begin = [
        (f"{stage_title(model, start.stage)} begins", "", f"{start.across:.0f}", f"{start.up:.0f}", "")
        for start in starts[1:]
    ]
    caption = "Place on the map: each axis is a mean index from 0 to 100"
    header = ("Organisation", "Stage held", across, up, "Remark")
    sentences = [_say_place(model, place) for place in places] or ["Nobody is on the map yet."]
    return Twin(" ".join(sentences), table(caption, header, [*rows, *begin]))


def strip_twin(model: Model, places: Sequence[Place], starts: Sequence[Region]) -> Twin:
    """Say in text what the index strip shows.

    Args:
        model: the model, or a form of it.
        places: the organisations on it.
        starts: the model's regions.

    Returns:
        The twin.
    """
    rows = [(place.name or "You", _stage(model, place.stage), _at(place, "index"), place.held) for place in places]
    begin = [(f"{stage_title(model, start.stage)} begins", "", f"{start.index:.0f}", "") for start in starts[1:]]
    sentences = [_say_index(model, place) for place in places] or ["Nobody is on the strip yet."]
    header = ("Organisation", "Stage held", "Index", "Remark")
    return Twin(" ".join(sentences), table("Index from 0 to 100", header, [*rows, *begin]))


def _stage(model: Model, stage: str | None) -> str:
    return f"{stage_glyph(model, stage)} {stage_title(model, stage)}".strip() or "none"


def _at(place: Place, axis: str) -> str:
    value: float | None = getattr(place, axis)
    bounds: Pair | None = getattr(place.bounds, axis) if place.bounds else None
    between = f"{bounds[0]:.0f} to {bounds[1]:.0f}" if bounds else "unknown"
    if value is None:
        return between
    return f"{value:.0f} ({between})" if bounds else f"{value:.0f}"


def _say_place(model: Model, place: Place) -> str:
    drawn, name = model.map, place.name or "You"
    if drawn is None:
        return ""
    ends = f"towards {drawn.across.high}", f"towards {drawn.up.high}"
    across, up = _at(place, "across"), _at(place, "up")
    if place.across is None and place.up is None and place.bounds is None:
        return f"{name}: no place on the map yet."
    stage = stage_title(model, place.stage).lower()
    held = f", {place.held}" if place.held else f", at stage {stage}" if stage else ""
    return f"{name}: {across} of 100 {ends[0]}, {up} of 100 {ends[1]}{held}."


def _say_index(model: Model, place: Place) -> str:
    if place.index is None and place.bounds is None:
        return f"{place.name or 'You'}: no index yet."
    stage = stage_title(model, place.stage).lower()
    return f"{place.name or 'You'}: index {_at(place, 'index')} of 100{f', at stage {stage}' if stage else ''}."
