"""The cells of a lesson as its author wrote them, in jupytext's percent format, and what they call."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, quote
from sociable_assessment.files import read_text
from sociable_assessment.schema import check, load_schema, name_place
from sociable_course.grading_extra import load_tool

SOLUTION, HIDDEN, SCHEME = "SOLUTION", "HIDDEN TESTS", "MARK SCHEME"
_UNGRADED: Mapping[str, Any] = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
_UNREAD = "incorrectly_encoded_metadata"  # where jupytext puts a marker that is not of the form key=JSON
_OURS = ("name", "nbgrader", "minutes", "lines_to_next_cell", "cell_marker", "title")


@dataclass(frozen=True, slots=True)
class Call:
    """A call such as `lesson.check("id")`; the id is None where it is not written out."""

    kind: str
    id: str | None
    keywords: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """One cell: text or code, its name, and what nbgrader is to do with it."""

    kind: str
    source: str
    place: int
    name: str | None
    nbgrader: Mapping[str, Any] | None
    minutes: float | None
    metadata: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its id in the notebook: the grade id, else the name, else its place and a hash."""
        grade_id = (self.nbgrader or {}).get("grade_id")
        return grade_id or self.name or f"{self.place:02}-{sha256(self.source.encode()).hexdigest()[:8]}"

    @property
    def label(self) -> str:
        """What it is called in messages."""
        return f"cell '{self.id}'" if self.name or self.nbgrader else f"cell {self.place}"

    def is_(self, flag: str) -> bool:
        """Tell whether nbgrader's metadata set a flag: "solution", "task", "locked" or "grade"."""
        return bool((self.nbgrader or {}).get(flag))

    @property
    def is_test(self) -> bool:
        """Whether it is a code cell that marks by running."""
        return self.is_("grade") and not self.is_("solution") and not self.is_("task")

    @property
    def visible(self) -> str:
        """Its source without hidden tests and mark schemes."""
        return split_region(split_region(self.source, HIDDEN)[0], SCHEME)[0]

    @cached_property
    def tree(self) -> ast.Module | None:
        """Its code as a syntax tree; None for text, and for what is not Python."""
        try:
            return ast.parse(self.source) if self.kind == "code" else None
        except SyntaxError:
            return None

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """What it calls on `lesson`, in order."""
        return tuple(_calls(self.tree)) if self.tree else ()


def _calls(tree: ast.Module) -> Iterator[Call]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for node in sorted(found, key=lambda each: (each.lineno, each.col_offset)):
        match node.func:
            case ast.Attribute(value=ast.Name(id="lesson"), attr=kind):
                keywords = {each.arg: ast.unparse(each.value) for each in node.keywords if each.arg}
                yield Call(kind, _literal(node), keywords)


def _literal(node: ast.Call) -> str | None:
    match node.args:
        case [ast.Constant(value=str(text)), *_]:
            return text
    return None


def split_region(source: str, name: str) -> tuple[str, str]:
    r"""Part a cell's source into what stands outside of marked regions, and what inside.

    Args:
        source: the cell's source.
        name: SOLUTION, HIDDEN or SCHEME.

    Returns:
        The lines outside, and those inside, without the markers.

    >>> split_region("a = 1\n### BEGIN SOLUTION\na = 2\n### END SOLUTION\n", SOLUTION)
    ('a = 1', 'a = 2')
    """
    outside: list[str] = []
    inside: list[str] = []
    kept = outside
    for line in source.splitlines():
        if f"BEGIN {name}" in line:
            kept = inside
        elif f"END {name}" in line:
            kept = outside
        else:
            kept.append(line)
    return "\n".join(outside), "\n".join(inside)


def read_cells(path: Path) -> tuple[Cell, ...]:
    """Read a lesson's cells.

    Args:
        path: the file `lesson.py`.

    Returns:
        The cells, in order.

    Raises:
        InputError: the file can't be read.
        MissingToolError: jupytext is not installed.
    """
    text, jupytext = read_text(path), load_tool("jupytext")
    try:
        notebook = jupytext.reads(text, fmt="py:percent")
    except Exception as error:  # noqa: BLE001 - whatever jupytext and nbformat raise for a text that they can't take
        line = str(error).splitlines()[0]
        raise InputError(str(path), [f"jupytext can't read it: {line}"]) from None
    faults = [fault for place, each in enumerate(notebook.cells, start=1) for fault in _marker_faults(each, place)]
    if faults:
        raise InputError(str(path), faults)
    return tuple(_cell(each, place) for place, each in enumerate(notebook.cells, start=1))


def _marker_faults(data: Any, place: int) -> Iterator[str]:
    if _UNREAD in data.metadata:
        yield f"cell {place}: its marker can't be read: {quote(data.metadata[_UNREAD])}"
    for fault in check(data.metadata, load_schema("cell", "sociable_course")):
        yield f"cell {place}, {name_place(data.metadata, fault.path)}: {fault.message}"


def _cell(data: Any, place: int) -> Cell:
    metadata = dict(data.metadata)
    marked = metadata.get("nbgrader")
    nbgrader = {**_UNGRADED, **marked} if marked is not None else None
    other = {key: value for key, value in metadata.items() if key not in _OURS}
    return Cell(data.cell_type, data.source, place, metadata.get("name"), nbgrader, metadata.get("minutes"), other)
