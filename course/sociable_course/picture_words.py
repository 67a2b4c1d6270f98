"""A lesson's pictures as text cells, for print and for a page without a kernel: finding, table, source."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module

from sociable_assessment.errors import InputError
from sociable_assessment.markup import to_html
from sociable_assessment.pictures import Picture
from sociable_course.lesson_cells import Cell

_SUMMARY = "The picture in words, for print or without a kernel"


def write_words(cell: Cell) -> str | None:
    """Write what a cell shows at first: of `lesson.show(module.draw())` and of `lesson.explore(module.draw, …)`.

    Args:
        cell: a cell of a lesson.

    Returns:
        Markdown, folded away; None where the cell shows no picture of a module of the course.

    Raises:
        InputError: the picture can't be drawn without more being given.
    """
    named = _find_function(cell.tree) if cell.tree else None
    return _fold(_draw(cell, *named)) if named else None


def _find_function(tree: ast.Module) -> tuple[str, str] | None:
    for node in ast.walk(tree):
        match node:
            case (
                ast.Call(
                    func=ast.Attribute(value=ast.Name(id="lesson"), attr="show"),
                    args=[ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=function), args=[], keywords=[])],
                )
                | ast.Call(
                    func=ast.Attribute(value=ast.Name(id="lesson"), attr="explore"),
                    args=[ast.Attribute(value=ast.Name(id=module), attr=function), *_],
                )
            ):
                return module, function
    return None


def _draw(cell: Cell, module: str, function: str) -> Picture:
    draw = getattr(import_module(f"sociable_course.{module}"), function)
    asked = inspect.signature(draw).parameters.values()
    needed = [each.name for each in asked if each.default is each.empty and each.kind is not each.VAR_KEYWORD]
    if needed:
        source = "a lesson's pictures"
        fault = f"cell '{cell.id}': {module}.{function} needs a default for {', '.join(needed)}, to be told in words"
        raise InputError(source, [fault])
    picture: Picture = draw()
    return picture


def _fold(picture: Picture) -> str:
    source = f"Source: {picture.source}" if picture.source else ""
    blocks = [f"<details><summary>{_SUMMARY}</summary>", picture.finding, to_html(picture.table), source, "</details>"]
    return "\n\n".join(filter(None, blocks))
