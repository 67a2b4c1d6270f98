"""What is graded in an assignment: read once from the gradebook and the instructor's notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_course.grading_extra import load_tool
from sociable_grading.run.needs import Needs, SourceCell, find_needs, is_python, show_to_learners
from sociable_grading.verdicts import BY_HAND, GUARDED, LEVELS, PLAIN, SPLIT


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """A cell that nbgrader knows. `level` says how its test runs, BY_HAND where a person grades it."""

    name: str
    cell_type: str
    source: str
    checksum: str | None
    grade: bool
    solution: bool
    locked: bool
    task: bool
    points: float
    level: str = BY_HAND
    needs: Needs = field(default_factory=Needs)

    @property
    def shown(self) -> str:
        """What learners see of it."""
        return show_to_learners(self.source)

    @property
    def is_test(self) -> bool:
        """Tell whether a test gives its points."""
        return self.grade and not self.solution and self.cell_type == "code"


@dataclass(frozen=True, slots=True)
class Plan:
    """An assignment of one notebook: its cells by nbgrader's name; the ids of all cells in the order of the source.

    `notebook` is the instructor's, with everything, as nbformat's JSON; `files` are the data that learners were given.
    """

    assignment: str
    name: str
    cells: Mapping[str, PlannedCell]
    order: tuple[tuple[str, str], ...]
    kernelspec: Mapping[str, Any] | None
    notebook: str
    files: Mapping[str, bytes]

    def level_of(self, name: str) -> str:
        """Tell how the test of a cell runs."""
        return self.cells[name].level

    def released(self) -> Iterator[str]:
        """List the code cells as learners were given them: none of the solutions, nothing hidden."""
        for cell in json.loads(self.notebook)["cells"]:
            planned = self.cells.get(_name(cell))
            if cell["cell_type"] == "code":
                yield planned.shown if planned is not None else "".join(cell["source"])

    def at_most(self, level: str) -> Plan:
        """Let no test run at a stronger level.

        Args:
            level: one of `LEVELS`, strongest first.
        """
        weakest = LEVELS.index(level)
        lowered = {
            name: LEVELS[max(LEVELS.index(cell.level), weakest)] for name, cell in self.cells.items() if cell.is_test
        }
        cells = {name: replace(cell, level=lowered.get(name, cell.level)) for name, cell in self.cells.items()}
        return replace(self, cells=cells)

    def lower(self, names: Sequence[str]) -> Plan:
        """Let tests run in the learner's process, because they can't run outside it.

        Args:
            names: their cells.
        """
        cells = {name: replace(cell, level=GUARDED) if name in names else cell for name, cell in self.cells.items()}
        return replace(self, cells=cells)


def read_plan(gradebook: Any, coursedir: Any, assignment: str) -> Plan:
    """Read what is graded in an assignment.

    Args:
        gradebook: nbgrader's, open.
        coursedir: nbgrader's.
        assignment: its name.

    Returns:
        The plan.

    Raises:
        InputError: it has not been released, or not with one notebook.
    """
    api = load_tool("nbgrader.api")
    try:
        notebooks = gradebook.find_assignment(assignment).notebooks
    except api.MissingEntry:
        notebooks = []
    if len(notebooks) != 1:
        fault = f"{len(notebooks)} notebooks are in the gradebook; one is graded. Run: sociable-grade release"
        raise InputError(assignment, [fault])
    [notebook] = notebooks
    folder = Path(coursedir.format_path(coursedir.source_directory, ".", assignment))
    path = folder / f"{notebook.name}.ipynb"
    try:
        source = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(str(path), [f"the instructor's notebook can't be read: {error}"]) from None
    kernelspec = json.loads(notebook.kernelspec) if notebook.kernelspec else None
    cells = _with_levels(_planned(notebook), source["cells"])
    files = read_files(folder, coursedir.ignore)
    order = tuple((_name(cell), str(cell.get("id", ""))) for cell in source["cells"])
    return Plan(assignment, notebook.name, cells, order, kernelspec, json.dumps(source), files)


def _name(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _planned(notebook: Any) -> dict[str, PlannedCell]:
    grades = {cell.name: cell.max_score for cell in notebook.grade_cells}
    tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    return {
        cell.name: PlannedCell(
            cell.name,
            cell.cell_type,
            cell.source,
            cell.checksum,
            grade=cell.name in grades,
            solution=cell.name in solutions,
            locked=bool(cell.locked),
            task=cell.name in tasks,
            points=float({**grades, **tasks}.get(cell.name, 0)),
        )
        for cell in notebook.source_cells
    }


def _with_levels(planned: Mapping[str, PlannedCell], source: Sequence[Mapping[str, Any]]) -> dict[str, PlannedCell]:
    found = dict(planned)
    before: list[SourceCell] = []
    for cell in source:
        if cell["cell_type"] != "code":
            continue
        text, plan = "".join(cell["source"]), found.get(_name(cell))
        if plan is not None and plan.is_test:
            found[plan.name] = _level(plan, before)
        else:
            before.append(SourceCell(text, learners=plan is not None and plan.solution))
    return found


def _level(cell: PlannedCell, before: Sequence[SourceCell]) -> PlannedCell:
    if not is_python(cell.source):
        return replace(cell, level=PLAIN)
    return replace(cell, level=SPLIT, needs=find_needs(cell.source, before))


def read_files(folder: Path, ignore: Sequence[str], most: int = 50_000_000) -> dict[str, bytes]:
    """Read the files of a folder that are no notebooks.

    Args:
        folder: the folder.
        ignore: patterns of names that are left out.
        most: bytes together; what is beyond is left out.

    Returns:
        Their bytes by their path in it; links and special files are left out.
    """
    found: dict[str, bytes] = {}
    left = most
    for path in sorted(folder.rglob("*")):
        names = path.relative_to(folder).parts
        ignored = any(Path(name).match(pattern) for name in names for pattern in ignore)
        if ignored or path.suffix == ".ipynb" or path.is_symlink() or not path.is_file():
            continue
        if any(parent.is_symlink() for parent in path.parents if folder in parent.parents):
            continue
        left -= path.stat().st_size
        if left < 0:
            break
        found["/".join(names)] = path.read_bytes()
    return found
