"""What a test needs, read from its text: what learners see of it, and whose names it uses.

A name that only the instructor's own cells make can be made anew for the test. One that a learner's cell makes, or
may have changed, must come from the learner's process.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

_HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS[^\n]*\n.*?END HIDDEN TESTS[^\n]*\n?", re.DOTALL | re.MULTILINE)
_GIVEN = frozenset(dir(builtins)) | {"__name__"}


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A code cell of the instructor's notebook; `learners` tells whether learners fill it in."""

    text: str
    learners: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What a test needs: the instructor's cells that make names for it, and the learner's names."""

    made_by: tuple[str, ...] = ()
    learners: tuple[str, ...] = ()


def show_to_learners(source: str) -> str:
    r"""Give the part of a test cell that learners see.

    >>> show_to_learners("a\n### BEGIN HIDDEN TESTS\nassert a\n### END HIDDEN TESTS\nb")
    'a\nb'
    """
    return _HIDDEN.sub("", source).rstrip("\n")


def is_python(source: str) -> bool:
    """Tell whether a text is Python without IPython's own commands.

    >>> is_python("a = 1"), is_python("%timeit a")
    (True, False)
    """
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return False
    return True


def free_names(source: str) -> set[str]:
    """Find the names that a text takes from what ran before it.

    >>> sorted(free_names("given = lesson.given('a', b); [c for c in given]"))
    ['b', 'lesson']
    """
    bound: set[str] = set()
    free: set[str] = set()
    for statement in ast.parse(source).body:
        made = set(_stores(statement))
        loads = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and not _is_store(node)}
        own = made if isinstance(statement, ast.FunctionDef | ast.ClassDef) else _inner(statement)
        free |= loads - bound - own - _GIVEN
        if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            free |= {statement.target.id} - bound
        bound |= made
    return free


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _inner(statement: ast.AST) -> set[str]:
    """List names that comprehensions, lambdas and inner functions make for themselves."""
    kinds = (ast.comprehension, ast.Lambda, ast.FunctionDef, ast.For, ast.With, ast.ExceptHandler)
    return {name for node in ast.walk(statement) if isinstance(node, kinds) for name in _stores(node)}


def _stores(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.alias():
                yield (node.asname or node.name).split(".")[0]


def _imports(tree: ast.AST) -> set[str]:
    return {(node.asname or node.name).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.alias)}


def _touches(tree: ast.AST) -> Iterator[str]:
    """List names that a text may change: an item or attribute set, a method called."""
    for node in ast.walk(tree):
        target = node.func if isinstance(node, ast.Call) else node
        if not isinstance(target, ast.Attribute | ast.Subscript):
            continue
        if isinstance(node, ast.Call) or isinstance(target.ctx, ast.Store | ast.Del):
            while isinstance(target, ast.Attribute | ast.Subscript | ast.Call):
                target = target.func if isinstance(target, ast.Call) else target.value
            if isinstance(target, ast.Name):
                yield target.id


@dataclass(slots=True)
class _Search:
    cells: Sequence[SourceCell]
    learners: set[str] = field(default_factory=set)
    made_by: set[int] = field(default_factory=set)
    seen: dict[tuple[str, int], bool] = field(default_factory=dict)

    def find(self, name: str, before: int) -> bool:
        """Find where a name comes from; True when the learner has a hand in it."""
        key = (name, before)
        if key not in self.seen:
            self.seen[key] = False
            self.seen[key] = self._find(name, before)
        return self.seen[key]

    def _find(self, name: str, before: int) -> bool:
        touched = False
        for place in reversed(range(before)):
            cell = self.cells[place]
            if not is_python(cell.text):
                if cell.learners and name in re.findall(r"\w+", cell.text):
                    return True
                continue
            tree = ast.parse(cell.text)
            stored = name in set(_stores(tree))
            if cell.learners and stored:
                return True
            touched |= cell.learners and name in set(_touches(tree))
            if stored:
                if touched and name not in _imports(tree):
                    return True
                needed = free_names(cell.text)
                if any(list(map(partial(self.find, before=place), sorted(needed)))):  # each of them, to the end
                    return True
                self.made_by.add(place)
                return False
        return False


def find_needs(source: str, before: Sequence[SourceCell]) -> Needs:
    """Find what a test needs.

    Args:
        source: the whole test.
        before: the code cells before it in the instructor's notebook, in order.

    Returns:
        The needs.

    >>> cells = [SourceCell("import math"), SourceCell("x = 1", learners=True), SourceCell("y = x + 1")]
    >>> find_needs("assert math.pi > x and y", cells)
    Needs(made_by=('import math',), learners=('x', 'y'))
    """
    search = _Search(before)
    learners = tuple(name for name in sorted(free_names(source)) if search.find(name, len(before)))
    return Needs(tuple(before[place].text for place in sorted(search.made_by)), learners)


def quote_reasons(levels: Mapping[str, str]) -> str:
    """Say how tests run, for a person.

    >>> quote_reasons({"a": "split", "b": "guarded", "c": "split"})
    'split: a, c; guarded: b'
    """
    by_level: dict[str, list[str]] = {}
    for cell, level in levels.items():
        by_level.setdefault(level, []).append(cell)
    return "; ".join(f"{level}: {', '.join(cells)}" for level, cells in by_level.items())
