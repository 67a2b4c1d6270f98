"""Running one test: its statements, the value of its last line, what it said."""

from __future__ import annotations

import ast
import contextlib
import io
from typing import Any

MOST_TEXT = 2000


def run_test(source: str, space: dict[str, Any]) -> dict[str, Any]:
    r"""Run a test.

    Args:
        source: Python.
        space: the names it sees; it is changed.

    Returns:
        `ok`; `value`, that of the last line as a number, None where it has none or none that is a number;
        `ename` and `evalue` of an error; `printed`.

    >>> run_test("print('look'); 1 + 0.5", {})
    {'ok': True, 'value': 1.5, 'printed': 'look\n'}
    >>> run_test("assert not 1, 'one'", {})
    {'ok': False, 'value': None, 'ename': 'AssertionError', 'evalue': 'one', 'printed': ''}
    """
    printed = io.StringIO()
    space.setdefault("__name__", "__main__")
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            value = _execute(source, space)
    except BaseException as error:  # noqa: BLE001 - a test may end in any way; all but the good one are failures
        told = {"ename": type(error).__name__[:MOST_TEXT], "evalue": _say(error)}
        return {"ok": False, "value": None, **told, "printed": printed.getvalue()[:MOST_TEXT]}
    return {"ok": True, "value": as_number(value), "printed": printed.getvalue()[:MOST_TEXT]}


def _say(error: BaseException) -> str:
    try:
        return str(error)[:MOST_TEXT]
    except BaseException:  # noqa: BLE001 - an error of the learner's making may not even say what it is
        return ""


def _execute(source: str, space: dict[str, Any]) -> Any:
    """Run statements, and give the value of the last one if it is an expression without a semicolon."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<test>", "exec"), space)  # noqa: S102 - the instructor's own code
    if not isinstance(last, ast.Expr):
        return None
    value = eval(compile(ast.Expression(last.value), "<test>", "eval"), space)  # noqa: S307 - likewise
    return None if source.rstrip().endswith(";") else value


def as_number(value: Any) -> float | None:
    """Read what a test's last line gives as partial credit, as nbgrader would read it on the page.

    >>> as_number(2), as_number("a plot"), as_number(None)
    (2.0, None, None)
    """
    if value is None:
        return None
    try:
        return float(repr(value)) if type(value) in (int, float) else float(value)
    except BaseException:  # noqa: BLE001 - a widget, a text, an object that refuses: no number
        return None
