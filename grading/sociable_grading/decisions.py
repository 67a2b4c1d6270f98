"""What a person decides about submissions that a run has held or not graded.

The decision is kept with the verdict, and nbgrader's rows stop waiting for somebody in the same transaction. A later
run keeps it as long as the submission and the reasons are the same; anything else is held anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sociable_assessment.errors import InputError
from sociable_course.answer_values import say_number
from sociable_course.grading_extra import load_tool
from sociable_grading.course_folder import Course, open_gradebook
from sociable_grading.verdicts import (
    BY_HAND,
    GRADED,
    HELD,
    RELEASE,
    CellGrade,
    Decision,
    Verdict,
    list_verdicts,
    put_verdict,
)


def list_doubtful(course: Course, assignment: str) -> list[Verdict]:
    """List the verdicts of an assignment that a person has to decide on, or has decided on.

    Args:
        course: the course.
        assignment: its name.

    Returns:
        The verdicts that are held or not graded, by student.
    """
    with open_gradebook(course) as gradebook:
        found = list_verdicts(gradebook.db.connection(), assignment)
    return [verdict for verdict in found if verdict.state != GRADED]


def find_doubtful(course: Course, assignment: str, student: str) -> Verdict:
    """Find the verdict of one learner.

    Args:
        course: the course.
        assignment: its name.
        student: the learner's id.

    Returns:
        The verdict, held or not graded.

    Raises:
        InputError: there is nothing to decide.
    """
    with open_gradebook(course) as gradebook:
        return _find(gradebook, assignment, student)


def decide(course: Course, assignment: str, student: str, decision: Decision | None) -> Verdict:
    """Write down what a person decided, in place of what was decided before.

    Args:
        course: the course.
        assignment: its name.
        student: the learner's id.
        decision: what was decided; None takes the last decision back.

    Returns:
        The verdict with it.

    Raises:
        InputError: there is nothing to decide, or no score to release.
    """
    with open_gradebook(course) as gradebook:
        verdict = _find(gradebook, assignment, student)
        if decision is not None and decision.what == RELEASE and verdict.state != HELD:
            source = f"{assignment}, {student}"
            raise InputError(source, [f"it is {verdict.state}: there is no score to release; choose zero or no-score"])
        decided = replace(verdict, decision=decision)
        put_verdict(gradebook.db.connection(), decided)
        for row in _rows(gradebook, assignment, student):
            row.needs_manual_grade = _waits(row, decided)
        gradebook.db.commit()
    return decided


def _find(gradebook: Any, assignment: str, student: str) -> Verdict:
    found = {verdict.student: verdict for verdict in list_verdicts(gradebook.db.connection(), assignment)}
    verdict = found.get(student)
    if verdict is not None and verdict.state != GRADED:
        return verdict
    open_ = [name for name, each in found.items() if each.state != GRADED]
    there = f"waiting are: {', '.join(open_)}" if open_ else "nothing of this assignment is held or not graded"
    fault = "it is graded; change its points in formgrader" if verdict else "no run has a verdict on it"
    source = f"{assignment}, {student}"
    raise InputError(source, [f"{fault}; {there}"])


def _rows(gradebook: Any, assignment: str, student: str) -> list[Any]:
    try:
        submission = gradebook.find_submission(assignment, student)
    except load_tool("nbgrader.api").MissingEntry:
        return []
    return [row for notebook in submission.notebooks for row in notebook.grades]


def _waits(row: Any, verdict: Verdict) -> bool:
    """Tell whether a grade still waits for a person: all do while the submission is held."""
    released = verdict.decision is not None and verdict.decision.what == RELEASE
    return verdict.waits or (released and row.manual_score is None and row.auto_score is None)


def say(course: Course, verdict: Verdict) -> Iterator[str]:
    """Say all that is known of a submission, for who decides.

    Args:
        course: the course.
        verdict: its verdict.

    Yields:
        Lines.
    """
    yield f"{verdict.student}: {verdict.state}"
    yield from (f"  reason: {each}" for each in verdict.reasons)
    yield from (f"  remark: {each}" for each in verdict.remarks)
    yield from (f"  {_say_grade(each)}" for each in verdict.grades)
    for step in ("submitted", "autograded"):
        folder = course.step(step, verdict.student, verdict.assignment)
        if folder.is_dir():
            yield f"  {step}: {folder}"
    yield f"  decided: {verdict.decision or 'nothing yet'}"


def _say_grade(grade: CellGrade) -> str:
    most = say_number(grade.maximum)
    score = f"no score, of {most}" if grade.score is None else f"{say_number(grade.score)} of {most}"
    ran = f", {grade.level}" if grade.level != BY_HAND else ""
    return f"{grade.cell}: {score}{ran}" + (f" ({grade.note})" if grade.note else "")
