"""An overlay: a lesson's solutions, hidden tests and keys, kept in a private folder and laid over the public ones.

`DIR/NN_topic/overlay.toml` has the format "sociable-overlay/1": `[[cells]]` with a `grade_id`, a `solution` and
`hidden_tests`; `[[keys]]` with the `id` of a quiz part and its keys, written as in `quiz.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, suggest
from sociable_course.lesson_cells import HIDDEN, SOLUTION, Cell
from sociable_course.quiz_check import PARTS
from sociable_course.shape import read_shaped

Data = Mapping[str, Any]


def read_overlay(folder: Path, lesson: str) -> dict[str, Any]:
    """Read the overlay of a lesson.

    Args:
        folder: the folder of all overlays.
        lesson: the lesson's id.

    Returns:
        The overlay's data; empty when there is none for this lesson.

    Raises:
        InputError: the folder is missing, or the file has faults; all of them are named.
    """
    if not folder.is_dir():
        raise InputError(str(folder), ["there is no such folder of overlays"])
    path = folder / lesson / "overlay.toml"
    return read_shaped(path, "overlay", lambda data: _other(data, lesson)) if path.is_file() else {}


def _other(data: Data, lesson: str) -> list[str]:
    return [] if data["lesson"] == lesson else [f"lesson: '{data['lesson']}' is not '{lesson}'"]


def lay_over_cells(cells: Sequence[Cell], overlay: Data) -> tuple[Cell, ...]:
    """Put an overlay's solutions and hidden tests into cells.

    Args:
        cells: the public cells.
        overlay: from `read_overlay`.

    Returns:
        The cells that are built.

    Raises:
        InputError: the overlay names cells that don't exist.
    """
    given = {each["grade_id"]: each for each in overlay.get("cells", ())}
    _all_known("cell", given, [cell.id for cell in cells if cell.nbgrader])
    return tuple(replace(cell, source=_cover(cell, given[cell.id])) if cell.id in given else cell for cell in cells)


def _cover(cell: Cell, given: Data) -> str:
    source = _put(cell.source, SOLUTION, given["solution"]) if "solution" in given else cell.source
    return _put(source, HIDDEN, given["hidden_tests"]) if "hidden_tests" in given else source


def _put(source: str, region: str, text: str) -> str:
    r"""Replace what stands in a marked region, or add the region at the end.

    >>> _put("a = None\n### BEGIN SOLUTION\na = 1\n### END SOLUTION", "SOLUTION", "a = 2\n")
    'a = None\n### BEGIN SOLUTION\na = 2\n### END SOLUTION'
    """
    lines = source.splitlines()
    starts = [place for place, line in enumerate(lines) if f"BEGIN {region}" in line]
    ends = [place for place, line in enumerate(lines) if f"END {region}" in line]
    if starts and ends:
        return "\n".join([*lines[: starts[0] + 1], *text.strip("\n").splitlines(), *lines[ends[0] :]])
    return "\n".join([*lines, f"### BEGIN {region}", text.strip("\n"), f"### END {region}"])


def lay_over_quiz(quiz: Data, overlay: Data) -> dict[str, Any]:
    """Put an overlay's keys into a quiz.

    Args:
        quiz: the public quiz's data.
        overlay: from `read_overlay`.

    Returns:
        The data with keys.

    Raises:
        InputError: the overlay names parts that don't exist.
    """
    given = {each["id"]: each for each in overlay.get("keys", ())}
    ids = [part["id"] for kind in PARTS for part in quiz.get(kind, ())]
    _all_known("quiz part", given, ids)
    kinds = {kind: [_merge(part, given.get(part["id"], {})) for part in quiz[kind]] for kind in PARTS if kind in quiz}
    return {**quiz, **kinds}


def _merge(part: Data, given: Data) -> dict[str, Any]:
    """Merge keys into a part; those of its options, cards and steps by their ids.

    >>> _merge({"id": "a", "options": [{"id": "x", "text": "X"}]}, {"options": [{"id": "x", "right": True}]})
    {'id': 'a', 'options': [{'id': 'x', 'text': 'X', 'right': True}]}
    """
    merged = {**part, **given}
    for key in ("options", "cards", "steps"):
        if key in part and key in given:
            by_id = {each.get("id"): each for each in given[key]}
            merged[key] = [{**each, **by_id.get(each["id"], {})} for each in part[key]]
    return merged


def _all_known(what: str, named: Iterable[str], known: Sequence[str]) -> None:
    faults = [f"no {what} '{name}'; {suggest(name, known)}" for name in named if name not in known]
    if faults:
        source = "overlay.toml"
        raise InputError(source, faults)
