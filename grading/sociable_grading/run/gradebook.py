"""nbgrader's own rows for one submission, written in one transaction with its verdict."""

from __future__ import annotations

from collections.abc import Mapping
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


class GradebookRows:
    """Writes to nbgrader's gradebook.

    Args:
        gradebook: nbgrader's, open.
    """

    def __init__(self, gradebook: Any) -> None:
        self._gradebook = gradebook
        self._planned: dict[str, _Planned] = {}
        self._api = load_tool("nbgrader.api")
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
        session = self._gradebook.db
        try:
            verdict = found.inherit(find_verdict(session.connection(), found.assignment, found.student))
            if verdict.state != NOT_GRADED:
                sheet = self._open_sheet(plan, verdict.student, handed_in)
                self._grade(sheet, plan, verdict)
                self._comment(sheet, plan, comments)
            put_verdict(session.connection(), verdict)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        return verdict

    def _read_planned(self, plan: Plan) -> _Planned:
        """Read once what all submissions hang on."""
        if plan.assignment not in self._planned:
            assignment = self._gradebook.find_assignment(plan.assignment)
            notebook = self._gradebook.find_notebook(plan.name, plan.assignment)
            grades = {cell.name: cell.id for cell in [*notebook.grade_cells, *notebook.task_cells]}
            comments = {cell.name: cell.id for cell in [*notebook.solution_cells, *notebook.task_cells]}
            self._planned[plan.assignment] = _Planned(assignment.id, notebook.id, grades, comments)
            self._gradebook.db.expunge_all()
        return self._planned[plan.assignment]

    def _open_sheet(self, plan: Plan, student: str, handed_in: datetime | None) -> str:
        """Find the row of a learner's notebook, or make it and all that hangs on it, as nbgrader does."""
        api, planned = self._api, self._read_planned(plan)
        self._find_or_make(api.Student, {"id": student}, {})
        same = {"assignment_id": planned.assignment, "student_id": student}
        submission = self._find_or_make(api.SubmittedAssignment, same, {"timestamp": handed_in})
        same = {"assignment_id": submission, "notebook_id": planned.notebook}
        sheet = self._find_or_make(api.SubmittedNotebook, same, {"late_submission_penalty": None})
        self._fill(api.Grade, sheet, planned.grades)
        self._fill(api.Comment, sheet, planned.comments)
        return sheet

    def _find_or_make(self, kind: Any, same: Mapping[str, str], rest: Mapping[str, object]) -> str:
        """Give the id of the row that has these values; the rest is set anew."""
        connection, table = self._gradebook.db.connection(), kind.__table__
        matches = [table.c[name] == value for name, value in same.items()]
        found = connection.execute(table.select().with_only_columns(table.c.id).where(*matches)).scalar()
        if found is None:
            made = connection.execute(table.insert().values(**same, **rest))
            return str(made.inserted_primary_key[0])
        if rest:
            connection.execute(table.update().where(table.c.id == found).values(**rest))
        return str(found)

    def _fill(self, kind: Any, sheet: str, cells: Mapping[str, str]) -> None:
        """Make the rows that a sheet lacks."""
        connection, table = self._gradebook.db.connection(), kind.__table__
        held = table.select().with_only_columns(table.c.cell_id).where(table.c.notebook_id == sheet)
        missing = set(cells.values()) - set(connection.execute(held).scalars())
        if missing:
            connection.execute(table.insert(), [{"notebook_id": sheet, "cell_id": cell} for cell in sorted(missing)])

    def _grade(self, sheet: str, plan: Plan, verdict: Verdict) -> None:
        """Write the scores; what a person has marked waits for that person again."""
        connection, table = self._gradebook.db.connection(), self._api.Grade.__table__
        ids = self._read_planned(plan).grades
        marked = table.c.notebook_id == sheet, table.c.manual_score.is_not(None)
        by_person = set(connection.execute(table.select().with_only_columns(table.c.cell_id).where(*marked)).scalars())
        for grade in verdict.grades:
            if grade.cell in ids:
                cell = ids[grade.cell]
                waits = verdict.waits or grade.score is None or cell in by_person
                row = table.update().where(table.c.notebook_id == sheet, table.c.cell_id == cell)
                connection.execute(row.values(auto_score=grade.score, needs_manual_grade=waits))

    def _comment(self, sheet: str, plan: Plan, comments: Mapping[str, str | None]) -> None:
        connection, table = self._gradebook.db.connection(), self._api.Comment.__table__
        for name, cell in self._read_planned(plan).comments.items():
            if name in comments:
                row = table.update().where(table.c.notebook_id == sheet, table.c.cell_id == cell)
                connection.execute(row.values(auto_comment=comments[name]))
