"""Grading an assignment: who handed in, what is still to do, and writing down what came of it.

A submission is finished when its transaction is: its notebook is written before, whole or not at all, and a run that
is killed at any moment goes on with those that have no verdict for what they are now.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sociable_course.grading_extra import load_tool
from sociable_grading.run.executor import Executor, Job, Result
from sociable_grading.run.gradebook import GradebookRows
from sociable_grading.run.handed_in import Submission, digest, prepare, read_submission
from sociable_grading.run.limits import Limits
from sociable_grading.run.outputs import KnownTexts
from sociable_grading.run.plan import Plan, PlannedCell
from sociable_grading.run.sanitising import NoNotebookError
from sociable_grading.run.scan import find_suspicious
from sociable_grading.verdicts import BY_HAND, GRADED, HELD, NOT_GRADED, SPLIT, CellGrade, Verdict

NO_RESPONSE = "No response."
_AHEAD = 100  # submissions that are read before they are run; more than there are workers


@dataclass(slots=True)
class _Open:
    """A submission on its way: read, prepared, not yet written down."""

    submission: Submission
    digest: str
    reasons: list[str]
    remarks: list[str]
    restored: set[str] = field(default_factory=set)


class Batch:
    """Grades the submissions of one assignment.

    Args:
        coursedir: nbgrader's.
        plan: what is graded.
        rows: the gradebook.
        limits: what a submission may use.
        isolated: whether submissions run behind walls.
    """

    def __init__(self, coursedir: Any, plan: Plan, rows: GradebookRows, limits: Limits, *, isolated: bool) -> None:
        self._coursedir, self._plan, self._rows = coursedir, plan, rows
        self._limits, self._isolated = limits, isolated
        self._open: dict[str, _Open] = {}
        self._left: deque[str] = deque()
        self._checksum = load_tool("nbgrader.utils").compute_checksum

    def choose(self, students: list[str], *, again: bool = False) -> int:
        """Choose what has to be run.

        Args:
            students: whose submissions.
            again: also those that are finished.

        Returns:
            How many were finished before.
        """
        known = {} if again else self._rows.verdicts(self._plan.assignment)
        self._left.extend(
            student for student in students if student not in known or known[student].digest != self._read(student)[1]
        )
        return len(students) - len(self._left)

    def _read(self, student: str) -> tuple[Submission, str]:
        submission = read_submission(self._coursedir, self._plan, student)
        return submission, digest(submission, self._plan, self._limits, isolated=self._isolated)

    def _submit(self, executor: Executor, most: int) -> Iterator[Verdict]:
        """Submit the next ones; give the verdicts of those that can't be run."""
        while self._left and most:
            submission, stands_for = self._read(self._left.popleft())
            opened = _Open(submission, stands_for, [], [])
            try:
                handed, opened.reasons = prepare(submission, self._plan)
            except NoNotebookError as error:
                yield self._put(opened, NOT_GRADED, reasons=(str(error),))
                continue
            opened.remarks, opened.restored = handed.sanitised.remarks, handed.sanitised.restored
            self._open[submission.student] = opened
            executor.submit(Job(submission.student, handed))
            most -= 1

    def record(self, executor: Executor, texts: KnownTexts) -> Iterator[Verdict]:
        """Run what was chosen, and write down each result as it comes; not all of a class is in memory at a time.

        Args:
            executor: runs submissions.
            texts: writes notebooks.

        Yields:
            The verdicts, each of them written down.
        """
        yield from self._submit(executor, _AHEAD)
        for result in executor.results():
            yield from self._submit(executor, 1)
            opened = self._open.pop(result.student)
            if result.fault:
                yield self._put(opened, NOT_GRADED, reasons=(f"the machine failed: {result.fault}",))
            else:
                yield self._record(opened, result, texts)

    def _record(self, opened: _Open, result: Result, texts: KnownTexts) -> Verdict:
        cells = {_name(cell): cell for cell in result.notebook.cells if _name(cell) in self._plan.cells}
        grades = tuple(self._grades(cells, result, opened.restored))
        reasons = [*opened.reasons, *result.suspicions, *self._doubts(grades, result, opened)]
        self._write(opened.submission, result.notebook, texts)
        comments = {name: self._comment(name, cell) for name, cell in cells.items() if self._is_answered(name)}
        opened.remarks += result.remarks
        state = HELD if reasons else GRADED
        return self._put(opened, state, tuple(reasons), grades, comments)

    def _grades(self, cells: Mapping[str, Any], result: Result, restored: set[str]) -> Iterator[CellGrade]:
        for name, cell in self._plan.cells.items():
            if cell.is_test and name in result.outcomes:
                outcome = result.outcomes[name]
                yield CellGrade(name, outcome.score, cell.points, outcome.level, outcome.note)
            elif cell.grade or cell.task:
                yield CellGrade(name, self._by_hand(cell, cells.get(name), restored), cell.points, BY_HAND)

    def _by_hand(self, cell: PlannedCell, found: Any, restored: set[str]) -> float | None:
        """Give what nbgrader gives before a person has looked: nothing for an answer that was left as it was."""
        untouched = found is not None and cell.solution and self._checksum(found) == cell.checksum
        return 0.0 if untouched and cell.name not in restored else None

    def _is_answered(self, name: str) -> bool:
        return self._plan.cells[name].solution or self._plan.cells[name].task

    def _comment(self, name: str, cell: Any) -> str | None:
        planned = self._plan.cells[name]
        return NO_RESPONSE if not planned.task and self._checksum(cell) == planned.checksum else None

    def _doubts(self, grades: tuple[CellGrade, ...], result: Result, opened: _Open) -> Iterator[str]:
        """List why a person should look: a test without a score, a test that hostile code could have passed."""
        tests = [grade for grade in grades if grade.level != BY_HAND]
        for grade in tests:
            if grade.score is None:
                yield f"test '{grade.cell}' gave no score: {grade.note}"
        if any(grade.level != SPLIT for grade in tests):
            found = find_suspicious(self._learners_code(result.notebook, opened.submission))
            if found:
                yield f"a test ran beside code that reaches into the interpreter: {', '.join(found)}"
        missing = [name for name, cell in self._plan.cells.items() if cell.is_test and name not in result.outcomes]
        for name in missing:
            yield f"test '{name}' was not run"

    def _learners_code(self, notebook: Any, submission: Submission) -> str:
        """Join what the learner has written: code cells that are no tests of ours, and modules beside them."""
        tests = {name for name, cell in self._plan.cells.items() if cell.is_test}
        cells = [cell.source for cell in notebook.cells if cell.cell_type == "code" and _name(cell) not in tests]
        modules = [data.decode("utf-8", "replace") for name, data in submission.files.items() if name.endswith(".py")]
        return "\n".join([*cells, *modules])

    def _write(self, submission: Submission, notebook: Any, texts: KnownTexts) -> None:
        """Write the notebook and the learner's files where nbgrader's formgrader looks for them."""
        folder = Path(
            self._coursedir.format_path(self._coursedir.autograded_directory, submission.student, self._plan.assignment)
        )
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in {**submission.files, **self._plan.files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(data)
        stamp = folder / "timestamp.txt"
        stamp.unlink(missing_ok=True)
        if submission.handed_in is not None:
            stamp.write_text(f"{submission.handed_in:%Y-%m-%d %H:%M:%S.%f} UTC\n", encoding="utf-8")
        texts.write(notebook, folder / f"{self._plan.name}.ipynb")

    def _put(
        self,
        opened: _Open,
        state: str,
        reasons: tuple[str, ...] = (),
        grades: tuple[CellGrade, ...] = (),
        comments: Mapping[str, str | None] | None = None,
    ) -> Verdict:
        verdict = Verdict(
            self._plan.assignment,
            opened.submission.student,
            state,
            reasons,
            tuple(opened.remarks),
            grades,
            self._isolated,
            datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            opened.digest,
        )
        return self._rows.write(verdict, self._plan, comments or {}, opened.submission.handed_in)


def _name(cell: Any) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
