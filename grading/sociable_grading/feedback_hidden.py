"""Hidden tests kept out of feedback: out of a test cell's source, its traceback, and any output that repeats them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociable_course.lesson_cells import HIDDEN, SCHEME, SOLUTION

_KINDS = f"(?:{HIDDEN}|{SCHEME}|{SOLUTION})"
_REGION = re.compile(
    rf"^[^\n]*BEGIN {_KINDS}[^\n]*\n.*?(?:^[^\n]*END {_KINDS}[^\n]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_STANDS = "# Hidden tests stand here."
_FAILED = "A test that is not shown was not passed."
_DROPPED = "An output was left out here: it repeated a test that is not shown.\n"
_TELLING = 8  # characters from which a line says something
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def hide_tests(cells: Sequence[Any]) -> None:
    """Take hidden tests out of cells, in place: an autograded notebook holds them.

    Args:
        cells: the cells of a notebook that has been graded.
    """
    secrets = {line for cell in cells for line in _secret_lines(cell["source"])}
    for cell in cells:
        hidden = _REGION.search(cell["source"]) is not None
        if cell["cell_type"] == "code":
            cell["outputs"] = [_hide(output, secrets, in_test=hidden) for output in cell.get("outputs", ())]
        if hidden:
            cell["source"] = _REGION.sub(_STANDS, cell["source"])


def _secret_lines(source: str) -> Iterator[str]:
    """List what a region says that is not said in the open."""
    opened = _flatten(_REGION.sub("", source))
    for region in _REGION.findall(source):
        lines = (_flatten(line) for line in region.splitlines())
        yield from (line for line in lines if len(line) >= _TELLING and line not in opened)
        yield from (text for text in re.findall(r"[\"']([^\"'\n]{8,})[\"']", region) if _flatten(text) not in opened)


def _flatten(text: str) -> str:
    return " ".join(_ANSI.sub("", text).split())


def _hide(output: Any, secrets: set[str], *, in_test: bool) -> Any:
    if output["output_type"] == "error" and in_test:
        name = str(output.get("ename", "Error"))
        return type(output)({**output, "evalue": _FAILED, "traceback": [f"{name}: {_FAILED}"]})
    said = _flatten(" ".join(_texts(output)))
    if any(_flatten(secret) in said for secret in secrets):
        return _note(output)
    return output


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    else:
        yield json.dumps(value, default=str)


def _note(output: Any) -> Any:
    return type(output)({"output_type": "stream", "name": "stdout", "text": _DROPPED})
