"""nbgrader's own rows for one submission, written in one transaction with its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sociable_course.grading_extra import load_tool
from sociable_grading.run.plan import Plan
from sociable_grading.verdicts import (
    NOT_GRADED,
    Verdict,
    find_verdict,
    list_verdicts,
    make_table,
    put_verdict,
)


@dataclass(frozen=True, slots=True)
class _Planned:
    """The ids of an assignment's rows; `grades` and `comments` by the cell's name."""

    assignment: str
    notebook: str
    grades: Mapping[str, str]
    comments: Mapping[str, str]


class _Rows:
    """The rows of a table, with statements that are made once: SQLAlchemy is slow at making them.

    Args:
        kind: nbgrader's class.
        same: columns that no two rows have the same values in.
    """

    def __init__(self, kind: Any, *same: str) -> None:
        table, bound = kind.__table__, load_tool("sqlalchemy").bindparam
        matches = [table.c[name] == bound(f"this_{name}") for name in same]
        self._insert, self._list = table.insert(), table.select().where(matches[0])
        self._find = table.select().with_only_columns(table.c.id).where(*matches)
        self._update = table.update().where(*matches)

    def find_or_make(self, connection: Any, same: Mapping[str, str], rest: Mapping[str, object]) -> str:
        """Give the id of the row that has these values; the rest is set anew."""
        this = {f"this_{name}": value for name, value in same.items()}
        found = connection.execute(self._find, this).scalar()
        if found is None:
            return str(connection.execute(self._insert, {**same, **rest}).inserted_primary_key[0])
        if rest:
            connection.execute(self._update, {**this, **rest})
        return str(found)

    def fill(self, connection: Any, sheet: str, cells: Iterable[str]) -> list[Any]:
        """Give the rows of a sheet; make those that it lacks."""
        held = connection.execute(self._list, {"this_notebook_id": sheet}).all()
        missing = set(cells) - {row.cell_id for row in held}
        if missing:
            connection.execute(self._insert, [{"notebook_id": sheet, "cell_id": cell} for cell in sorted(missing)])
        return list(held)

    def change(self, connection: Any, sheet: str, cells: Mapping[str, Mapping[str, object]]) -> None:
        """Change rows of a sheet, by their cells."""
        if cells:
            rows = [{"this_notebook_id": sheet, "this_cell_id": cell, **new} for cell, new in cells.items()]
            connection.execute(self._update, rows)


class GradebookRows:
    """Writes to nbgrader's gradebook.

    Args:
        gradebook: nbgrader's, open.
    """

    def __init__(self, gradebook: Any) -> None:
        self._gradebook = gradebook
        self._planned: dict[str, _Planned] = {}
        api = load_tool("nbgrader.api")
        self._students = _Rows(api.Student, "id")
        self._submissions = _Rows(api.SubmittedAssignment, "assignment_id", "student_id")
        self._sheets = _Rows(api.SubmittedNotebook, "assignment_id", "notebook_id")
        self._grades = _Rows(api.Grade, "notebook_id", "cell_id")
        self._comments = _Rows(api.Comment, "notebook_id", "cell_id")
        make_table(gradebook.db.connection())
        gradebook.db.commit()

    def verdicts(self, assignment: str) -> dict[str, Verdict]:
        """Give the verdicts that are there, by student."""
        found = list_verdicts(self._gradebook.db.connection(), assignment)
        self._gradebook.db.commit()
        return {verdict.student: verdict for verdict in found}

    def write(
        self, found: Verdict, plan: Plan, comments: Mapping[str, str | None], handed_in: datetime | None
    ) -> Verdict:
        """Write a submission's rows and its verdict; all of it or nothing.

        Args:
            found: what became of it.
            plan: what is graded.
            comments: nbgrader's own remark on each cell that learners fill in.
            handed_in: when, if known.

        Returns:
            The verdict, with the decision that stood on the same submission.
        """
        planned = self._read_planned(plan)
        with self._gradebook.engine.begin() as connection:
            verdict = found.inherit(find_verdict(connection, found.assignment, found.student))
            if verdict.state != NOT_GRADED:
                sheet = self._open_sheet(connection, planned, verdict.student, handed_in)
                self._grade(connection, sheet, planned, verdict)
                self._comment(connection, sheet, planned, comments)
            put_verdict(connection, verdict)
        return verdict

    def _read_planned(self, plan: Plan) -> _Planned:
        """Read once what all submissions hang on."""
        if plan.assignment not in self._planned:
            assignment = self._gradebook.find_assignment(plan.assignment)
            notebook = self._gradebook.find_notebook(plan.name, plan.assignment)
            grades = {cell.name: cell.id for cell in [*notebook.grade_cells, *notebook.task_cells]}
            comments = {cell.name: cell.id for cell in [*notebook.solution_cells, *notebook.task_cells]}
            self._planned[plan.assignment] = _Planned(assignment.id, notebook.id, grades, comments)
            self._gradebook.db.rollback()  # a session that still reads would keep others from writing
        return self._planned[plan.assignment]

    def _open_sheet(self, connection: Any, planned: _Planned, student: str, handed_in: datetime | None) -> str:
        """Find the row of a learner's notebook, or make it and all that hangs on it, as nbgrader does."""
        self._students.find_or_make(connection, {"id": student}, {})
        same = {"assignment_id": planned.assignment, "student_id": student}
        submission = self._submissions.find_or_make(connection, same, {"timestamp": handed_in})
        same = {"assignment_id": submission, "notebook_id": planned.notebook}
        return self._sheets.find_or_make(connection, same, {"late_submission_penalty": None})

    def _grade(self, connection: Any, sheet: str, planned: _Planned, verdict: Verdict) -> None:
        """Write the scores; what a person has marked waits for that person again."""
        held = self._grades.fill(connection, sheet, planned.grades.values())
        by_person = {row.cell_id for row in held if row.manual_score is not None}
        new = {planned.grades[grade.cell]: grade.score for grade in verdict.grades if grade.cell in planned.grades}
        rows = {
            cell: {"auto_score": score, "needs_manual_grade": verdict.waits or score is None or cell in by_person}
            for cell, score in new.items()
        }
        self._grades.change(connection, sheet, rows)

    def _comment(self, connection: Any, sheet: str, planned: _Planned, comments: Mapping[str, str | None]) -> None:
        self._comments.fill(connection, sheet, planned.comments.values())
        new = {cell: {"auto_comment": comments[name]} for name, cell in planned.comments.items() if name in comments}
        self._comments.change(connection, sheet, new)
