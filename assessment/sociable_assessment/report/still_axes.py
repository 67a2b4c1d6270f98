"""The frame of a still picture: where the drawing stands, and which pixel belongs to which number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociable_assessment.report.still_text import measure, read_text

_TITLE_ROW, _SUBTITLE_ROW = 23, 19  # pixels that `pictures` gives a line of the title, and of what stands below it
_TICK_ROOM = 14
_NICE = (1, 2, 2.5, 5, 10)
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: the pixels `start` and `end` stand for the numbers `low` and `high`."""

    name: str
    look: Data
    start: float
    end: float
    low: float
    high: float
    categories: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...] = ()

    @property
    def letter(self) -> str:
        """Either x or y."""
        return self.name[0]

    def at(self, value: Any) -> float:
        """Give the pixel of a number or category."""
        number = self.categories.index(value) if self.categories and isinstance(value, str) else float(value)
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where everything stands."""

    layout: Data
    width: float
    height: float
    box: tuple[float, float, float, float]  # left, top, right, bottom
    axes: Mapping[str, Axis]

    def font(self, own: Data | None) -> dict[str, Any]:
        """Give a font: its own wishes over the figure's."""
        return {**self.layout.get("font", {}), **(own or {})}

    def axis(self, letter: str, ref: str | None) -> Axis:
        """Find the axis that a trace, shape or annotation refers to, such as `x2`."""
        return self.axes[ref or letter]

    def other(self, axis: Axis) -> Axis:
        """Find the axis that an axis is anchored to."""
        letter = "y" if axis.letter == "x" else "x"
        return self.axes.get(axis.look.get("anchor") or letter + axis.name[1:], self.axes[letter])

    def at(self, letter: str, each: Data, key: str) -> float:
        """Give the pixel of one end of a shape, or of an annotation's place."""
        ref, value = each.get(f"{letter}ref") or letter, each.get(key, 0)
        left, top, right, bottom = self.box
        if ref == "paper":
            return float(left + value * (right - left) if letter == "x" else bottom - value * (bottom - top))
        name, _, domain = ref.partition(" ")
        axis = self.axes[name]
        return float(axis.start + value * (axis.end - axis.start)) if domain else axis.at(value)

    def share(self, letter: str, each: Data) -> float:
        """Tell how far along the drawing a place is, 0 at left or foot, 1 at right or top."""
        place, (left, top, right, bottom) = self.at(letter, each, letter), self.box
        return (place - left) / (right - left) if letter == "x" else (bottom - place) / (bottom - top)


def lay_out(data: Data, width: float) -> Frame:
    """Lay a figure out for a width, without its title.

    Args:
        data: the figure, as plain data.
        width: in pixels.

    Returns:
        The frame.
    """
    layout = data["layout"]
    title = layout.get("title") or {}
    saved = _TITLE_ROW * _count_lines(title) + _SUBTITLE_ROW * _count_lines(title.get("subtitle") or {})
    margin = {"l": 80, "r": 80, "t": 100, "b": 80, **layout.get("margin", {})}
    height = layout.get("height", 450) - saved
    left = max([margin["l"], *(_label_room(layout, data, name) for name in _names(layout, "y"))])
    box = (left, margin["t"] - saved, width - margin["r"], height - margin["b"])
    axes = {name: _axis(layout, data, name, box) for letter in "xy" for name in _names(layout, letter)}
    return Frame(layout, width, height, box, axes)


def _count_lines(title: Data) -> int:
    text = title.get("text") or ""
    return text.count("<br>") + 1 if text else 0


def _names(layout: Data, letter: str) -> list[str]:
    return sorted(key.replace("axis", "") for key in {*layout, f"{letter}axis"} if key.startswith(f"{letter}axis"))


def _look(layout: Data, name: str) -> Data:
    found: Data = layout.get(f"{name[0]}axis{name[1:]}", {})
    return found


def _label_room(layout: Data, data: Data, name: str) -> float:
    """Tell how many pixels the labels of an upright axis need, where it may widen the margin for them."""
    look = _look(layout, name)
    if not look.get("automargin") or not look.get("showticklabels", True) or not look.get("visible", True):
        return 0
    texts = look.get("ticktext") or _categories(look, data, name)
    font = {**layout.get("font", {}), **look.get("tickfont", {})}
    return max((measure(read_text(str(text), font)) for text in texts), default=0) + _TICK_ROOM


def _axis(layout: Data, data: Data, name: str, box: tuple[float, float, float, float]) -> Axis:
    look, (left, top, right, bottom) = _look(layout, name), box
    first, last = look.get("domain", (0, 1))
    start, end = (left, right) if name[0] == "x" else (bottom, top)
    ends = start + first * (end - start), start + last * (end - start)
    categories = tuple(map(str, _categories(look, data, name)))
    low, high = _range(look, data, name, categories)
    bare = Axis(name, look, *ends, low, high, categories)
    return Axis(name, look, *ends, low, high, categories, tuple(_ticks(bare)))


def _categories(look: Data, data: Data, name: str) -> list[Any]:
    if look.get("categoryarray") is not None:
        return list(look["categoryarray"])
    values = [value for trace in data["data"] for value in _values(trace, name)]
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _values(trace: Data, name: str) -> Sequence[Any]:
    if (trace.get(f"{name[0]}axis") or name[0]) != name:
        return ()
    found: Sequence[Any] = trace.get(name[0], ())
    return found


def _range(look: Data, data: Data, name: str, categories: Sequence[str]) -> tuple[float, float]:
    if look.get("range") is not None:
        low, high = map(float, look["range"])
        return (low, high) if low != high else (low, low + 1)
    if categories:
        low, high = -0.5, len(categories) - 0.5
    else:
        known = [float(v) for trace in data["data"] for v in _values(trace, name) if v is not None]
        low, high = min(known, default=0.0), max(known, default=1.0)
        low, high = (low, high) if high > low else (low - 1, high + 1)
    return (high, low) if look.get("autorange") == "reversed" else (low, high)


def _ticks(axis: Axis) -> list[tuple[float, str]]:
    look = axis.look
    if look.get("tickvals") is not None:
        texts = look.get("ticktext")
        texts = [f"{value:g}" for value in look["tickvals"]] if texts is None else texts
        return [(axis.at(value), str(text)) for value, text in zip(look["tickvals"], texts, strict=True)]
    if axis.categories:
        return [(axis.at(text), text) for text in axis.categories]
    low, high = sorted((axis.low, axis.high))
    step = look.get("dtick") or _nice_step(high - low, look.get("nticks") or 6)
    first = math.ceil(low / step - 1e-9)
    count = math.floor(high / step + 1e-9) - first + 1
    suffix = look.get("ticksuffix", "")
    return [(axis.at((first + n) * step), f"{(first + n) * step:g}{suffix}") for n in range(max(0, count))]


def _nice_step(span: float, most: int) -> float:
    """Choose a round step that gives at most so many ticks."""
    rough = span / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return float(next(power * nice for nice in _NICE if power * nice >= rough - 1e-9))
