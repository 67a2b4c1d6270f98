"""Text of a still picture: lines and runs read from the few tags that a figure's texts have, and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from sociable_assessment.labels import LINE_HEIGHT
from sociable_assessment.labels import measure as measure_letters
from sociable_assessment.markup import Element, element
from sociable_assessment.pictures import BOLD


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look."""

    text: str
    colour: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A text as lines of runs, with its size in pixels and its own colour."""

    runs: tuple[tuple[Run, ...], ...]
    size: float
    colour: str

    @property
    def step(self) -> float:
        """How far apart the lines stand."""
        return LINE_HEIGHT * self.size


class _Reader(HTMLParser):
    """Reads `b`, `br`, `span style='color:…'` and character references; other tags are dropped, their text is kept."""

    def __init__(self, colour: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[Run]] = [[]]
        self.looks = [Run("", colour)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
            return
        style = dict(attrs).get("style") or ""
        rules = dict(rule.split(":", 1) for rule in style.split(";") if ":" in rule)
        look = self.looks[-1]
        self.looks.append(replace(look, colour=rules.get("color", look.colour).strip(), bold=look.bold or tag == "b"))

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and len(self.looks) > 1:
            self.looks.pop()

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(replace(self.looks[-1], text=data))


def read_text(text: str, font: Mapping[str, Any]) -> Lines:
    """Read a text as a figure has it.

    Args:
        text: with its few tags.
        font: its `size` and `color`.

    Returns:
        The lines.

    >>> [[run.text for run in line] for line in read_text("<b>R&amp;D</b> leads<br>2026", {"size": 14}).runs]
    [['R&D', ' leads'], ['2026']]
    """
    colour = str(font.get("color", "#000000"))
    reader = _Reader(colour)
    reader.feed(text)
    reader.close()
    return Lines(tuple(map(tuple, reader.lines)), float(font.get("size", 14)), colour)


def measure(lines: Lines) -> float:
    """Estimate how wide a text is.

    Args:
        lines: the text.

    Returns:
        The width of its longest line, in pixels.
    """
    return max((sum(_measure_run(run, lines.size) for run in runs) for runs in lines.runs), default=0.0)


def _measure_run(run: Run, size: float) -> float:
    return measure_letters(run.text, size) * (BOLD if run.bold else 1)


def draw_text(lines: Lines, x: float, y: float, anchor: str, *, turn: float = 0) -> Element:
    """Draw a text.

    Args:
        lines: the text.
        x: where it is anchored.
        y: the foot of its first line.
        anchor: `start`, `middle` or `end`.
        turn: by how many degrees it is turned, clockwise.

    Returns:
        A `text` element.
    """
    rows = []
    for number, runs in enumerate(lines.runs):
        spans = [element("tspan", run.text, **_look(run, lines)) for run in runs]
        place = {"x": "0", "y": f"{number * lines.step:.1f}"}
        rows.append(element("tspan", *spans, **place))
    move = f"translate({x:.1f} {y:.1f})" + (f" rotate({turn:g})" if turn else "")
    look = {"fill": lines.colour, "font_size": f"{lines.size:g}", "text_anchor": anchor}
    return element("text", *rows, transform=move, **look)


def _look(run: Run, lines: Lines) -> dict[str, str]:
    return ({"font_weight": "bold"} if run.bold else {}) | ({"fill": run.colour} if run.colour != lines.colour else {})
