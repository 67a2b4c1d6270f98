"""Making sense of what was handed in: a notebook as nbgrader needs it, and what had to be mended for that.

Nothing here runs any of it. What learners may not change is put back; what is missing is restored; what is double
counts once. Only where no notebook is to be found does it give up.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sociable_course.grading_extra import load_tool
from sociable_grading.run.plan import Plan, PlannedCell

MOST_CELLS = 2000
_KINDS = ("code", "markdown", "raw")
_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_OLD = 4


class NoNotebookError(Exception):
    """What was handed in can't be read as a notebook; the message says why."""


@dataclass(slots=True)
class Sanitised:
    """A notebook to run, and what had to be mended; `restored` are the cells that were missing."""

    notebook: Any
    remarks: list[str] = field(default_factory=list)
    restored: set[str] = field(default_factory=set)


def sanitise(data: bytes, plan: Plan) -> Sanitised:
    """Make a notebook of what was handed in.

    Args:
        data: the bytes of the file.
        plan: what is graded in it.

    Returns:
        The notebook, and remarks.

    Raises:
        NoNotebookError: it is none.
    """
    remarks: list[str] = []
    found = _parse(data, remarks)
    cells = [cell for cell in map(_clean, found["cells"][:MOST_CELLS]) if cell is not None]
    if len(cells) < len(found["cells"]):
        remarks.append(f"{len(found['cells']) - len(cells)} cells could not be read")
    mended = Sanitised(None, remarks)
    _name_cells(cells, plan, mended)
    _put_back(cells, plan, mended)
    _restore(cells, plan, mended)
    _make_ids_unique(cells)
    nbformat = load_tool("nbformat")
    metadata = {"kernelspec": plan.kernelspec, "language_info": {"name": "python"}}
    _remark_kernel(found, plan, remarks)
    mended.notebook = nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    return mended


def _parse(data: bytes, remarks: list[str]) -> dict[str, Any]:
    if not data.strip():
        msg = "the notebook is empty"
        raise NoNotebookError(msg)
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        msg = f"the notebook is no JSON: {str(error)[:200]}"
        raise NoNotebookError(msg) from None
    if isinstance(found, dict) and isinstance(found.get("nbformat"), int) and found["nbformat"] < _OLD:
        remarks.append(f"it was in the old notebook format {found['nbformat']}")
        found = _upgrade(data)
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        msg = "the file is no notebook: it has no cells"
        raise NoNotebookError(msg)
    return found


def _upgrade(data: bytes) -> Any:
    nbformat = load_tool("nbformat")
    try:
        return nbformat.reads(data.decode("utf-8-sig", "replace"), as_version=_OLD)
    except Exception as error:  # noqa: BLE001 - what a broken old notebook raises there is anybody's guess
        msg = f"the notebook is in an old format that can't be read: {str(error)[:200]}"
        raise NoNotebookError(msg) from None


def _clean(cell: object) -> dict[str, Any] | None:
    """Take of a cell what a cell may have; outputs are never taken."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
        return None
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    metadata = cell.get("metadata")
    kept = {"cell_type": cell["cell_type"], "source": source.encode("utf-8", "replace").decode()}
    kept["metadata"] = dict(metadata) if isinstance(metadata, dict) else {}
    kept["id"] = cell["id"] if isinstance(cell.get("id"), str) and _ID.fullmatch(cell["id"]) else ""
    return _as_kind(kept, cell["cell_type"])


def _as_kind(cell: dict[str, Any], kind: str) -> dict[str, Any]:
    cell["cell_type"] = kind
    for key in ("outputs", "execution_count"):
        cell.pop(key, None)
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    return cell


def _claimed(cell: Mapping[str, Any]) -> str:
    marked = cell["metadata"].get("nbgrader")
    name = marked.get("grade_id") if isinstance(marked, dict) else None
    return name if isinstance(name, str) else ""


def _name_cells(cells: list[dict[str, Any]], plan: Plan, mended: Sanitised) -> None:
    """Give each planned cell to one cell that was handed in: of copies to the last, as nbgrader does."""
    taken: dict[str, dict[str, Any]] = {}
    for cell in reversed(cells):
        name = _claimed(cell)
        if name in taken:
            mended.remarks.append(f"the cell '{name}' is there more than once; the last one counts")
        elif name in plan.cells:
            taken[name] = cell
        cell["metadata"].pop("nbgrader", None)
    for name in plan.cells.keys() - taken.keys():
        if (lost := _find_lost(cells, plan, name, taken)) is not None:
            taken[name] = lost
            mended.remarks.append(f"the cell '{name}' had lost its mark; it was found again")
    for name, cell in taken.items():
        cell["metadata"]["nbgrader"] = {"grade_id": name}


def _find_lost(
    cells: list[dict[str, Any]], plan: Plan, name: str, taken: Mapping[str, dict[str, Any]]
) -> dict[str, Any] | None:
    """Find a cell that is not marked any more: by its id, or by its text."""
    ids = {planned: cell_id for planned, cell_id in plan.order if planned}
    shown = plan.cells[name].shown.strip()
    free = [cell for cell in cells if not any(cell is other for other in taken.values())]
    by_id = [cell for cell in free if cell["id"] and cell["id"] == ids.get(name)]
    by_text = [cell for cell in free if shown and cell["source"].strip() == shown]
    return next(iter([*by_id, *by_text]), None)


def _put_back(cells: list[dict[str, Any]], plan: Plan, mended: Sanitised) -> None:
    """Put back what learners may not change: marks, kinds, and the text of locked cells."""
    for cell in cells:
        planned = plan.cells.get(_claimed(cell))
        if planned is None:
            continue
        if cell["cell_type"] != planned.cell_type:
            mended.remarks.append(
                f"the cell '{planned.name}' was a {cell['cell_type']} cell; it is {planned.cell_type}"
            )
            _as_kind(cell, planned.cell_type)
        if planned.locked or planned.task:
            if cell["source"].strip() not in (planned.shown.strip(), planned.source.strip()):
                mended.remarks.append(f"the cell '{planned.name}' had been changed; its own text was put back")
            cell["source"] = planned.source
        cell["metadata"]["nbgrader"] = _marks(planned)


def _marks(planned: PlannedCell) -> dict[str, Any]:
    marks = {
        "grade": planned.grade,
        "grade_id": planned.name,
        "locked": planned.locked,
        "schema_version": 3,
        "solution": planned.solution,
        "task": planned.task,
        "cell_type": planned.cell_type,
    }
    points = {"points": planned.points} if planned.grade or planned.task else {}
    return {**marks, **points, **({"checksum": planned.checksum} if planned.checksum else {})}


def _restore(cells: list[dict[str, Any]], plan: Plan, mended: Sanitised) -> None:
    """Restore graded cells that are missing, where they stood."""
    for place, (name, _) in enumerate(plan.order):
        planned = plan.cells.get(name)
        if planned is None or any(_claimed(cell) == name for cell in cells):
            continue
        if not (planned.grade or planned.task):
            mended.remarks.append(f"the cell '{name}' was missing")
            continue
        restored: dict[str, Any] = {"source": planned.source, "metadata": {"nbgrader": _marks(planned)}, "id": ""}
        cells.insert(_place_for(cells, plan, place), _as_kind(restored, planned.cell_type))
        mended.restored.add(name)
        mended.remarks.append(f"the cell '{name}' was missing; it was restored")


def _place_for(cells: list[dict[str, Any]], plan: Plan, place: int) -> int:
    """Find the place before the next cell of the plan that is there, but behind the last one before it."""
    before = (at + 1 for each in reversed(plan.order[:place]) if (at := _find(cells, *each)) is not None)
    after = (at for each in plan.order[place + 1 :] if (at := _find(cells, *each)) is not None)
    return max(next(before, 0), next(after, len(cells)))


def _find(cells: list[dict[str, Any]], name: str, cell_id: str) -> int | None:
    same = (
        at for at, cell in enumerate(cells) if (name and _claimed(cell) == name) or (cell_id and cell["id"] == cell_id)
    )
    return next(same, None)


def _make_ids_unique(cells: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for cell in cells:
        if not cell["id"] or cell["id"] in seen:
            cell["id"] = secrets.token_hex(4)
        seen.add(cell["id"])


def _remark_kernel(found: Mapping[str, Any], plan: Plan, remarks: list[str]) -> None:
    metadata = found.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    name = spec.get("name") if isinstance(spec, dict) else None
    own = (plan.kernelspec or {}).get("name")
    if name != own and name is not None:
        remarks.append(f"it named the kernel {str(name)[:40]!r}; it was run with {own!r}")


def list_tests(notebook: Any, plan: Plan) -> Iterator[str]:
    """List the names of the tests in a notebook, in order."""
    for cell in notebook.cells:
        name = _claimed(cell)
        if name in plan.cells and plan.cells[name].is_test:
            yield name
