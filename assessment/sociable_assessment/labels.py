"""Labels beside points, placed so that none covers another: how wide a text is, and on which side it goes.

A figure grows with its page, its letters don't. So a place is taken only where it stays free on every wider page
too: labels lie one above the other, or in the order of their points from left to right.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

BESIDE = ("middle right", "middle left")
BETWEEN = ("top right", "bottom right", "top left", "bottom left")  # the bars of a cross
SIDES = (
    *BESIDE,
    "top center",
    "bottom center",
    *BETWEEN,
)
LINE_HEIGHT = 1.3
_AIR = 2  # pixels around a label
_WIDTHS = {".,:;'|!ijlI()[] \u00a0": 0.4, "ftr/-": 0.46, "mwMW@%—": 1.0}  # of the widest of the usual fonts
_LETTER, _CAPITAL, _FULL = 0.64, 0.76, 1.05
_WIDE_KINDS = {"W", "F"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that wants a label.

    `x` runs from 0 at the left to 1 at the right; `y` is in pixels from the foot, for the height stays as it is.
    `reach` is how far its mark extends, in pixels; `sizes` are width and height of its label's versions, the fullest
    first. Without any there is no label; the mark still keeps others off. `up` and `down` are how far a bar through
    the point reaches. `wanted` are the sides to try first. A label that `must` be there may cover other marks.
    """

    x: float
    y: float
    reach: float
    sizes: tuple[tuple[float, float], ...] = ()
    up: float = 0
    down: float = 0
    wanted: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a label goes: its side, as Plotly names it, and which of its versions."""

    side: str
    version: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that hangs on a point at `x`.

    `left` and `right` are pixels from the point, `low` and `high` pixels from the foot of the area.
    """

    x: float
    left: float
    right: float
    low: float
    high: float

    def span(self, width: float) -> tuple[float, float]:
        """Tell where it begins and ends.

        Args:
            width: of the area, in pixels.

        Returns:
            Pixels from the left.
        """
        return self.x * width + self.left, self.x * width + self.right


def measure(text: str, size: float) -> float:
    """Estimate the width of a line of text, rather too wide than too narrow.

    Args:
        text: the line.
        size: of the letters, in pixels.

    Returns:
        Pixels.

    >>> measure("ill", 10) < measure("MOW", 10)
    True
    """
    return size * sum(map(_measure_letter, text))


@lru_cache(maxsize=512)
def _measure_letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in _WIDE_KINDS:
        return _FULL
    usual = _CAPITAL if letter.isupper() else _LETTER
    return next((width for letters, width in _WIDTHS.items() if letter in letters), usual)


def break_lines(text: str, size: float, width: float) -> list[str]:
    """Break a text into as few lines as fit a width, of much the same length.

    Args:
        text: any text; a word that is too long is broken too.
        size: of the letters, in pixels.
        width: in pixels.

    Returns:
        The lines.

    >>> break_lines("Most of seven organisations are at Experiment", 10, 200)
    ['Most of seven organisations', 'are at Experiment']
    """
    return list(_break_lines(text, size, width))


@lru_cache(maxsize=512)  # a picture that is drawn again has the same titles
def _break_lines(text: str, size: float, width: float) -> tuple[str, ...]:
    longest = max(4, int(width / size / 0.4))
    widths = range(longest, 3, -1)
    fits = next((each for each in widths if _widest(textwrap.wrap(text, each), size) <= width), 4)
    fewest = len(textwrap.wrap(text, fits))
    whole = min(fits, max(map(len, text.split()), default=4))  # so that no word is broken for evenness
    even = next((each for each in range(whole, fits + 1) if len(textwrap.wrap(text, each)) == fewest), fits)
    return tuple(textwrap.wrap(text, even if _widest(textwrap.wrap(text, even), size) <= width else fits))


def _widest(lines: Sequence[str], size: float) -> float:
    return max((measure(line, size) for line in lines), default=0.0)


def measure_lines(lines: Sequence[str], size: float) -> tuple[float, float]:
    """Estimate the room that lines of text take.

    Args:
        lines: the lines.
        size: of the letters, in pixels.

    Returns:
        Width and height in pixels; none for no lines.

    >>> measure_lines([], 14)
    (0.0, 0.0)
    """
    return _widest(lines, size), size * ((len(lines) - 1) * LINE_HEIGHT + 1) if lines else 0.0


def place_labels(spots: Sequence[Spot], area: tuple[float, float]) -> list[Choice | None]:
    """Choose for each label, in turn, the first side on which it covers nothing and nothing is cut off.

    Args:
        spots: the points, those whose labels matter most first.
        area: the narrowest width and the height of the drawing, in pixels.

    Returns:
        For each spot the fullest version that has room, and its side; None where none has, or none is wanted.

    >>> [choice.side for choice in place_labels([Spot(0.5, 50, 6, ((40, 14),))] * 2, (300, 100))]
    ['middle right', 'middle left']
    """
    marks = [(spot, box) for spot in spots for box in (mark_box(spot), bar_box(spot))]
    taken: list[Box] = []
    chosen: list[Choice | None] = []
    for spot in spots:
        others = [mark for each, mark in marks if (each.x, each.y) != (spot.x, spot.y)]  # its own can't be kept off
        choice = _choose(spot, [*taken, *others], area) or (_force(spot, taken, area) if spot.must else None)
        chosen.append(choice)
        taken += [label_box(spot, choice)] if choice else []
    return chosen


def _choose(spot: Spot, taken: Sequence[Box], area: tuple[float, float]) -> Choice | None:
    sides = tuple(dict.fromkeys([*spot.wanted, *SIDES]))
    choices = (Choice(side, version) for version in range(len(spot.sizes)) for side in sides)
    return next((choice for choice in choices if _is_free(label_box(spot, choice), taken, area)), None)


def _force(spot: Spot, taken: Sequence[Box], area: tuple[float, float]) -> Choice | None:
    """Put the shortest version where it covers no other label, though it covers marks."""
    choices = (Choice(side, len(spot.sizes) - 1) for side in SIDES if spot.sizes)
    return next((choice for choice in choices if _is_free(label_box(spot, choice), taken, area)), None)


def _is_free(box: Box, taken: Iterable[Box], area: tuple[float, float]) -> bool:
    width, height = area
    left, right = box.span(width)
    inside = left >= 0 and right <= width and box.low >= 0 and box.high <= height
    return inside and all(are_apart(box, other, width) for other in taken)


def mark_box(spot: Spot) -> Box:
    """Find what a point's own mark covers.

    Args:
        spot: the point.

    Returns:
        A box.
    """
    return Box(spot.x, -spot.reach, spot.reach, spot.y - spot.reach, spot.y + spot.reach)


def bar_box(spot: Spot) -> Box:
    """Find what the upright bar through a point covers.

    Args:
        spot: the point.

    Returns:
        A box; of no height where there is no bar.
    """
    return Box(spot.x, -_AIR, _AIR, spot.y - spot.down, spot.y + spot.up)


def label_box(spot: Spot, choice: Choice) -> Box:
    """Find what a label covers beside its point.

    Args:
        spot: the point.
        choice: where the label goes.

    Returns:
        A box, with a little air.
    """
    width, height = spot.sizes[choice.version]
    level, where = choice.side.split()
    half, off = width / 2 + _AIR, spot.reach
    above, below = (max(off, spot.up), max(off, spot.down)) if where == "center" else (off, off)
    left, right = {"right": (off, off + 2 * half), "left": (-off - 2 * half, -off), "center": (-half, half)}[where]
    rise = height / 2 + _AIR
    low = {"middle": -rise, "top": above, "bottom": -below - 2 * rise}[level]
    return Box(spot.x, left, right, spot.y + low, spot.y + low + 2 * rise)


def are_apart(one: Box, other: Box, width: float) -> bool:
    """Tell whether two boxes don't meet, on an area of this width and on every wider one.

    Args:
        one: a box.
        other: another.
        width: of the area, in pixels.

    Returns:
        True when one lies above the other, or beside it in the order of their points.
    """
    if one.high <= other.low or other.high <= one.low:
        return True
    return _before(one, other, width) or _before(other, one, width)


def _before(one: Box, other: Box, width: float) -> bool:
    return one.x <= other.x and one.span(width)[1] <= other.span(width)[0]
