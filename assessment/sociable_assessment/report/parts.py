"""What a report is made of, as plain data: sections of words, points, tables and pictures.

HTML and DOCX are two ways of writing the same document, so their words and numbers can't differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sociable_assessment.markup import Element

Kind = Literal["text", "index", "exact", "share", "value", "ratio", "count", "days", "change"]
Value = str | float | int | None
Style = Literal["plain", "finding", "quiet"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and what kind of value it holds."""

    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption; its first column names each row. None is a value that is not known."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a list: a lead in bold, the rest, and lines below it."""

    lead: str
    text: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A key figure: what it is, its value in words, and what goes with it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Key figures, side by side."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A question with what was answered, or a step with what is to be done; `quotes` are people's own words."""

    title: str
    tag: str = ""
    lines: tuple[Point, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, wide for paper and screens and narrow for phones; its numbers stand in a table of the report.

    `name` is unlike that of any other; `title` is the finding or question, `measure` what is measured, `source` who
    measured it.
    """

    name: str
    title: str
    measure: str
    wide: Element
    narrow: Element
    source: str = ""


Block = Grid | Words | Points | Facts | Card | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: the cover, then its sections."""

    title: str
    eyebrow: str
    details: str
    cover: tuple[Block, ...]
    sections: tuple[Section, ...] = field(default=())
