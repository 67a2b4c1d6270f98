"""The points of a position map: organisations with their waves and intervals, and the label of each."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sociable_assessment.entries import (
    Entry,
    Pair,
    form_of,
    gap_to,
    group_waves,
    interval,
    place_on_map,
    say_held,
    shorten,
    target_place,
)
from sociable_assessment.labels import BESIDE, BETWEEN, Choice, Spot, measure_lines, place_labels
from sociable_assessment.look import SMALL_SIZE, TEXT_SIZE
from sociable_assessment.model import Model
from sociable_assessment.pictures import BOLD
from sociable_assessment.regions import regions
from sociable_assessment.wording import stage_glyph, stage_title

Role = Literal["you", "other", "earlier", "target"]
GAP = "\u00a0"  # keeps a label off its mark
SIZES = {"you": 18, "other": 11, "earlier": 9, "target": 15}
_NAME_WIDTH, _NAME_LENGTH, _HELD_WIDTH, _SHORT = 22, 60, 26, 16
FEW = 7  # organisations; with more, names are cut shorter, and only your own has its interval drawn
_JOINED, _HOVERED = 3, 8  # names at one point
_SAME = 0.7  # points of 100


@dataclass(frozen=True, slots=True)
class Point:
    """A place to be marked.

    `place` is across and up, or index and 0; `lines` its label, the first `names` of them the name, `short` the name
    where there is little room; `wide` and `high` are its intervals on both axes; `mine` says that it belongs to the
    reader's own organisation.
    """

    role: Role
    place: Pair
    stage: str | None
    lines: tuple[str, ...]
    names: int
    hover: tuple[str, ...]
    short: str = ""
    mine: bool = False
    wide: Pair | None = None
    high: Pair | None = None
    sure: str = ""

    @property
    def versions(self) -> list[tuple[str, ...]]:
        """The label in full, then as short as it may be."""
        name = self.lines[: self.names]
        return [lines for lines in dict.fromkeys([self.lines, name, (self.short,) if self.short else ()]) if lines]


def find_point(model: Model, entry: Entry, role: Role, *, mine: bool = False, few: bool = True) -> Point | None:
    """Find where an entry is marked.

    Args:
        model: the full model.
        entry: one entry of a result file.
        role: what it is on the map.
        mine: whether it is the reader's own.
        few: whether there is room for its whole name, and its interval.

    Returns:
        The point; None when its place is not known.
    """
    form = form_of(model, entry)
    place = locate_entry(form, entry)
    if place is None:
        return None
    barred = role == "you" or (role == "other" and few)
    held = say_held(form, entry, regions(form)) if role != "earlier" else ""
    name = entry["organisation"]["name"] or "You"
    stage = f"{stage_glyph(form, entry['stage'])} {stage_title(form, entry['stage'])}".strip()
    lines = (entry["wave"],) if role == "earlier" else break_name(name, short=not few)
    kept = textwrap.wrap(held, _HELD_WIDTH) if role == "you" else []
    return Point(
        role=role,
        place=place,
        stage=entry["stage"],
        lines=(*filter(None, lines), *kept),
        names=0 if role == "earlier" else len(lines),
        short=cut(name, _SHORT) if role != "earlier" else "",
        hover=(name, *filter(None, [entry["wave"], stage, held])),
        mine=mine,
        wide=interval(entry, "across" if form.map else "index") if barred else None,
        high=interval(entry, "up") if form.map and barred else None,
        sure=(entry.get("uncertainty") or {}).get("kind", ""),
    )


def locate_entry(form: Model, entry: Entry) -> Pair | None:
    """Find an entry's place on the map, or on the index strip of a model without one.

    Args:
        form: the form that it was scored on.
        entry: one entry of a result file.

    Returns:
        Two coordinates from 0 to 100; None when one is not known.
    """
    if form.map is None:
        return None if entry["index"] is None else (entry["index"], 0.0)
    across, up = place_on_map(entry)
    return None if across is None or up is None else (across, up)


def break_name(name: str, *, short: bool) -> tuple[str, ...]:
    """Break a name into lines, and cut one that is too long.

    Args:
        name: of an organisation.
        short: on one line.

    Returns:
        The lines.

    >>> break_name("Donaudampfschifffahrtsgesellschaft Wien", short=True)
    ('Donaudampfschifffahrts …',)
    """
    return (cut(name, _NAME_WIDTH),) if short else tuple(textwrap.wrap(cut(name, _NAME_LENGTH), _NAME_WIDTH))


def cut(text: str, most: int) -> str:
    """Cut a text that is too long.

    Args:
        text: any text.
        most: how many characters it may have.

    Returns:
        The text, or its beginning with an ellipsis.

    >>> cut("Aurora Museum", 20), cut("Aurora Museum", 7)
    ('Aurora Museum', 'Aurora …')
    """
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def find_points(model: Model, entries: Sequence[Entry], you: str | None, target: Entry | None) -> list[list[Point]]:
    """Find all points of a map, those of each organisation together, its last wave last.

    Args:
        model: the full model.
        entries: of any organisations and waves.
        you: the name of the reader's own organisation; None for nobody.
        target: where the reader's organisation wants to be.

    Returns:
        For each organisation that has a place its points, your own first; then the target.
    """
    waves = group_waves(entries)
    paths = [_find_path(model, path, mine=name == you, few=len(waves) <= FEW) for (name, _), path in waves.items()]
    paths = sorted((path for path in paths if path), key=lambda path: not path[-1].mine)
    own = next((path[-1] for (name, _), path in waves.items() if name == you), None)
    aimed = _find_target(model, own, target)
    return [*paths, *([[aimed]] if aimed else [])]


def _find_path(model: Model, waves: Sequence[Entry], *, mine: bool, few: bool) -> list[Point]:
    *before, last = waves
    found = [find_point(model, each, "earlier", mine=mine) for each in before]
    found.append(find_point(model, last, "you" if mine else "other", mine=mine, few=few))
    return [point for point in found if point]


def _find_target(model: Model, own: Entry | None, target: Entry | None) -> Point | None:
    if own is None:
        return find_point(model, target, "target") if target else None
    gap, form = gap_to(model, own, target), form_of(model, own)
    if gap is None:
        return None
    aimed = target_place(form, gap)
    place = (aimed["across"], aimed["up"]) if form.map else (aimed["index"], 0.0)
    if place[0] is None or place[1] is None:
        return None
    stage = gap["stages"][1]
    return Point("target", (place[0], place[1]), stage, ("Target",), 0, ("Target", stage_title(form, stage)), mine=True)


def join_names(points: Sequence[Point]) -> list[Point]:
    """Give points that lie on one another one label with all their names.

    Args:
        points: those that matter most first.

    Returns:
        The points; of those at one place the first has the label.
    """
    piles: list[list[int]] = []
    for number, point in enumerate(points):
        pile = next((p for p in piles if _touch(points[p[0]], point)), None) if point.names else [number]
        if pile is None:
            piles.append([number])
        elif pile[0] != number:
            pile.append(number)
    joined = list(points)
    for first, *rest in piles:
        if rest:
            joined[first] = _join([points[each] for each in (first, *rest)])
        for each in rest:
            joined[each] = replace(points[each], lines=(), names=0, short="")
    return joined


def _touch(one: Point, other: Point) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one.place, other.place, strict=True))


def _join(points: Sequence[Point]) -> Point:
    first = points[0]
    shown = [line for point in points[:_JOINED] for line in point.lines[: point.names]]
    more = len(points) - _JOINED
    lines = (*shown, *([f"and {more} more"] if more > 0 else []))
    rest = first.lines[first.names :]
    short = f"{first.short} and {len(points) - 1} more"
    here = f"Also here: {shorten([point.hover[0] for point in points[1:]], _HOVERED)}"
    names = first.names if first.role == "you" else len(lines)  # one's own name stands out from the others
    return replace(first, lines=(*lines, *rest), names=names, short=short, hover=(*first.hover, here))


@dataclass(frozen=True, slots=True)
class Plot:
    """How large a map is drawn, in pixels; `floor` is the coordinate at its foot, `scale` the pixels of one point."""

    width: float
    height: float
    floor: float
    scale: float


def choose_labels(points: Sequence[Point], plot: Plot) -> list[Choice | None]:
    """Place the labels: your own first, then those of the points that stand most alone.

    Args:
        points: all of them.
        plot: how large it is.

    Returns:
        For each point where its label goes, and which of its versions; None for no room.
    """
    order = sorted(range(len(points)), key=lambda number: (_rank(points[number]), -_alone(points, number), number))
    chosen = place_labels([_spot(points[number], plot) for number in order], (plot.width, plot.height))
    choices = dict(zip(order, chosen, strict=True))
    return [choices[number] for number in range(len(points))]


def _rank(point: Point) -> int:
    return ("you", "target", "other", "earlier").index(point.role)


def _alone(points: Sequence[Point], number: int) -> float:
    x, y = points[number].place
    places = (each.place for other, each in enumerate(points) if other != number)
    return min(((x - a) ** 2 + (y - b) ** 2 for a, b in places), default=math.inf)


def _spot(point: Point, plot: Plot) -> Spot:
    size = TEXT_SIZE * BOLD if point.role == "you" else SMALL_SIZE
    sizes = tuple(measure_lines([f"{GAP}{line}{GAP}" for line in lines], size) for lines in point.versions)
    (x, y), (low, high) = point.place, point.high or (point.place[1], point.place[1])
    reach = SIZES[point.role] * 0.65 + 1
    wanted = BETWEEN if point.wide or point.high else BESIDE[::-1] if point.role == "earlier" else ()
    up, down = (high - y) * plot.scale, (y - low) * plot.scale
    return Spot(x / 100, (y - plot.floor) * plot.scale, reach, sizes, up, down, wanted, must=point.role == "you")
