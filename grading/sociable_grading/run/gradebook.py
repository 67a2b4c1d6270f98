"""nbgrader's own rows for one submission, written in one transaction with its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sociable_course.grading_extra import load_tool
from sociable_grading.run.plan import Plan
from sociable_grading.verdicts import (
    NOT_GRADED,
    CellGrade,
    Verdict,
    find_verdict,
    list_verdicts,
    make_table,
    put_verdict,
)


class GradebookRows:
    """Writes to nbgrader's gradebook.

    Args:
        gradebook: nbgrader's, open.
    """

    def __init__(self, gradebook: Any) -> None:
        self._gradebook = gradebook
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
                with session.no_autoflush:  # else SQLAlchemy warns of rows that are half made
                    submission = self._submission(plan.assignment, verdict.student)
                submission.timestamp = handed_in
                [notebook] = [each for each in submission.notebooks if each.name == plan.name]
                self._grade(notebook, verdict)
                for comment in notebook.comments:
                    if comment.name in comments:
                        comment.auto_comment = comments[comment.name]
                notebook.late_submission_penalty = None
            put_verdict(session.connection(), verdict)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        session.expunge_all()
        return verdict

    def _submission(self, assignment: str, student: str) -> Any:
        session, api = self._gradebook.db, self._api
        person = session.get(api.Student, student)
        if person is None:
            person = api.Student(id=student)
            session.add(person)
        planned = self._gradebook.find_assignment(assignment)
        same = {"assignment_id": planned.id, "student_id": student}
        found = session.query(api.SubmittedAssignment).filter_by(**same).one_or_none()
        return found if found is not None else self._mirror(planned, person)

    def _mirror(self, assignment: Any, student: Any) -> Any:
        """Make the rows of a submission as nbgrader does, without its commit."""
        api = self._api
        submission = api.SubmittedAssignment(assignment=assignment, student=student)
        for notebook in assignment.notebooks:
            made = api.SubmittedNotebook(notebook=notebook, assignment=submission)
            for cell in [*notebook.grade_cells, *notebook.task_cells]:
                api.Grade(cell=cell, notebook=made)
            for cell in [*notebook.solution_cells, *notebook.task_cells]:
                api.Comment(cell=cell, notebook=made)
        self._gradebook.db.add(submission)
        return submission

    @staticmethod
    def _grade(notebook: Any, verdict: Verdict) -> None:
        grades: dict[str, CellGrade] = {grade.cell: grade for grade in verdict.grades}
        for row in notebook.grades:
            grade = grades.get(row.name)
            if grade is None:
                continue
            row.auto_score = grade.score
            by_person = row.manual_score is not None or grade.score is None
            row.needs_manual_grade = by_person or verdict.waits
