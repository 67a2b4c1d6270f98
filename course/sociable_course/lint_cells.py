"""Rules for each cell of a lesson: what it is called, how long it is, and what it must not hold."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from sociable_assessment.errors import quote
from sociable_course.lesson_cells import HIDDEN, SCHEME, SOLUTION, Cell
from sociable_course.lesson_source import METHODS, LessonSource
from sociable_course.twin_cells import twin_id

LONGEST_CELL = 15
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 64
_PATH = re.compile(
    r"(?:~|\.{1,2}[/\\]).*|\S*[/\\]\S*|\S+\.(?:csv|html|ipynb|json|parquet|pdf|png|py|svg|toml|tsv|txt|xlsx?|zip)"
)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.+)$", re.MULTILINE)
_DRAWERS = {"go", "px", "plt"}
_FIGURES = {"fig", "figure"}


def lint_cells(lesson: LessonSource) -> Iterator[str]:
    """Find what is wrong with cells, taken one by one.

    Args:
        lesson: the lesson.

    Yields:
        One sentence a fault.
    """
    yield from _check_names(lesson)
    yield from _check_headings(lesson)
    yield from _check_setup(lesson)
    for cell in lesson.cells:
        for fault in (*_check_regions(cell), *(_check_code(cell) if cell.kind == "code" else ())):
            yield f"{cell.label}: {fault}"


def _check_names(lesson: LessonSource) -> Iterator[str]:
    ids = [cell.id for cell in lesson.cells] + [twin_id(part) for part in lesson.quiz.parts]
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"cell '{name}': {count} cells have this name or grade id"
    for cell in lesson.cells:
        if len(cell.id) > _LONGEST_ID or not _ID.fullmatch(cell.id):
            yield f"{cell.label}: {quote(cell.id)} is no name: small letters and digits, words joined by -, at most 64"


def _check_headings(lesson: LessonSource) -> Iterator[str]:
    above = 0
    for cell in lesson.cells:
        text = _FENCE.sub("", cell.source) if cell.kind == "markdown" else ""
        for marks, title in _HEADING.findall(text):
            level = len(marks)
            if (level == 1) != (above == 0):
                yield f"{cell.label}: heading {quote(title)}: a lesson has one heading of level 1, its first"
            elif level > above + 1:
                yield f"{cell.label}: heading {quote(title)}: level {level} follows level {above}"
            above = level


def _check_setup(lesson: LessonSource) -> Iterator[str]:
    opened = [(cell, name) for cell in lesson.cells if cell.tree for name in _opened(cell.tree)]
    if len(opened) != 1:
        yield f'the lesson: {len(opened)} cells call open_lesson; one does, with lesson = open_lesson("{lesson.id}")'
    for cell, name in opened:
        if name != lesson.id:
            yield f"{cell.label}: it opens lesson {quote(str(name))}, not '{lesson.id}'"


def _opened(tree: ast.Module) -> Iterator[object]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="open_lesson"), args=[ast.Constant(value=name), *_]):
                yield name
            case ast.Call(func=ast.Name(id="open_lesson")):
                yield "?"


def _check_regions(cell: Cell) -> Iterator[str]:
    for region, fits, where in (
        (SOLUTION, cell.is_("solution"), "a solution cell"),
        (HIDDEN, cell.is_test, "a test cell"),
        (SCHEME, cell.is_("task"), "a task cell"),
    ):
        found = re.findall(rf"(BEGIN|END) {region}", cell.source)
        if found and found != ["BEGIN", "END"]:
            yield f"it has {' '.join(found)} of {region}; each region begins and ends once"
        if found and not fits:
            yield f"it has {region} and is not {where}"


def _check_code(cell: Cell) -> Iterator[str]:
    if cell.tree is None:
        yield "this is not Python"
        return
    if not cell.is_("solution") and len(cell.visible.splitlines()) > LONGEST_CELL:
        yield f"{len(cell.visible.splitlines())} lines; more than {LONGEST_CELL} belong in a module"
    for call in cell.calls:
        if call.kind in METHODS and call.id is None:
            yield f"lesson.{call.kind} needs the id of a quiz part, written out"
    yield from _check_paths(cell.tree)
    yield from _check_figures(cell.tree)


def _check_paths(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _PATH.fullmatch(node.value):
            yield f"{quote(node.value)} is a path; a lesson names data, never files"


def _check_figures(tree: ast.Module) -> Iterator[str]:
    last = tree.body[-1].value if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    shown = [node for node in ast.walk(tree) if _shows(node)]
    if shown or (last is not None and _is_figure(last, tree)):
        yield "a picture without its text twin; show it by lesson.show, lesson.explore or lesson.predict"


def _shows(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="lesson"), attr="show")):
            return False
        case ast.Call(func=ast.Attribute(attr="show")) | ast.Call(func=ast.Name(id="display")):
            return True
    return False


def _is_figure(node: ast.expr, tree: ast.Module) -> bool:
    match node:
        case ast.Name(id=name):
            given = [each.value for each in ast.walk(tree) if isinstance(each, ast.Assign) and _names(each, name)]
            return name in _FIGURES or name.endswith(("_fig", "_figure")) or any(_is_figure(e, tree) for e in given)
        case ast.Attribute(attr="figure") | ast.Call(func=ast.Name(id="house_figure")):
            return True
        case ast.Call(func=function):
            return _root(function) in _DRAWERS
    return False


def _names(assignment: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in assignment.targets) and not (
        isinstance(assignment.value, ast.Name)
    )


def _root(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
