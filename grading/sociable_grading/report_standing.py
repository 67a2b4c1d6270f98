"""How a learner stands in an assignment: a score that counts, or in words why there is none.

A score counts only if every cell of it has been graded, by the machine or by a person, and nobody holds it back.
Whatever fails on the way has no score; it is never a zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sociable_grading.course_folder import Course, open_gradebook
from sociable_grading.verdicts import (
    GRADED,
    HELD,
    NOT_GRADED,
    ZERO,
    Decision,
    Verdict,
    list_verdicts,
)

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """One graded cell: its score, None while nobody gave one; `by_hand` when a person has to look."""

    name: str
    score: float | None
    maximum: float
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A learner, as the gradebook knows them."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        """The full name, or the id."""
        return " ".join(filter(None, [self.first_name, self.last_name])) or self.id


@dataclass(frozen=True, slots=True)
class Standing:
    """How one learner stands in one assignment. `state` is graded, held, not graded or missing; `reason` says why."""

    person: Person
    assignment: str
    state: str
    reason: str
    score: float | None
    maximum: float
    cells: tuple[Cell, ...] = ()
    handed_in: str = ""
    late: bool = False
    graded_at: str = ""
    level: str = ""
    remarks: tuple[str, ...] = ()
    decision: Decision | None = None

    @property
    def counts(self) -> bool:
        """Tell whether there is a score to export."""
        return self.state == GRADED and self.score is not None

    def __str__(self) -> str:
        """Say the state with its reason.

        >>> str(Standing(Person("ann"), "01", "not graded", "the notebook can't be read", None, 10))
        "not graded: the notebook can't be read"
        """
        return f"{self.state}: {self.reason}" if self.reason else self.state


def read_standings(course: Course, assignments: Sequence[str] = ()) -> list[Standing]:
    """Read how everybody stands.

    Args:
        course: the course.
        assignments: of these only; none means all that were released and have points.

    Returns:
        A standing for each learner in each assignment.
    """
    with open_gradebook(course) as gradebook:
        verdicts = {(each.assignment, each.student): each for each in list_verdicts(gradebook.db.connection())}
        released = sorted(gradebook.assignments, key=lambda each: each.name)  # nbgrader sorts by due date
        chosen = [each for each in released if each.name in assignments or (not assignments and _most(each))]
        return [
            standing for assignment in chosen for standing in _in_assignment(course, gradebook, assignment, verdicts)
        ]


def read_standing(course: Course, assignment: str, student: str) -> Standing:
    """Read how one learner stands.

    Args:
        course: the course.
        assignment: one that was released.
        student: the learner's id.

    Returns:
        The standing.
    """
    with open_gradebook(course) as gradebook:
        found = gradebook.find_assignment(assignment)
        submission = next((each for each in found.submissions if each.student.id == student), None)
        verdicts = list_verdicts(gradebook.db.connection(), assignment)
        verdict = next((each for each in verdicts if each.student == student), None)
        person = Person(student) if submission is None else _person(submission.student)
        return stand(person, found, submission, verdict, course.step("submitted", student, assignment))


def _in_assignment(
    course: Course, gradebook: Any, assignment: Any, verdicts: Mapping[Any, Verdict]
) -> Iterator[Standing]:
    handed = {each.student.id: each for each in assignment.submissions}
    people = {each.id: _person(each) for each in gradebook.students}
    folders = sorted(path.parent.name for path in course.grading.glob(f"submitted/*/{assignment.name}"))
    only_verdicts = [student for name, student in verdicts if name == assignment.name]
    for student in sorted({*people, *folders, *only_verdicts}):
        person = people.get(student, Person(student))
        files = course.step("submitted", student, assignment.name)
        verdict = verdicts.get((assignment.name, student))
        yield stand(person, assignment, handed.get(student), verdict, files)


def _most(assignment: Any) -> float:
    return float(sum(notebook.max_score for notebook in assignment.notebooks))


def _person(student: Any) -> Person:
    return Person(student.id, student.first_name or "", student.last_name or "", student.email or "")


def stand(person: Person, assignment: Any, submission: Any, verdict: Verdict | None, files: Path) -> Standing:
    """Say how a learner stands.

    Args:
        person: the learner.
        assignment: nbgrader's row.
        submission: nbgrader's row, or None.
        verdict: what our run found, or None where nbgrader itself graded.
        files: the folder of what was handed in.

    Returns:
        The standing.
    """
    cells = tuple(_cell(each) for notebook in submission.notebooks for each in notebook.grades) if submission else ()
    state, reason = _decide(submission, verdict, cells, files)
    score = _score(submission, verdict) if state == GRADED else None
    late = bool(submission is not None and submission.timestamp and submission.total_seconds_late > 0)
    return Standing(
        person,
        assignment.name,
        state,
        reason,
        score,
        _most(assignment),
        cells,
        str(submission.timestamp) if submission is not None and submission.timestamp else "",
        late,
        verdict.graded_at if verdict else _graded_at(files),
        verdict.level if verdict else "",
        verdict.remarks if verdict else (),
        verdict.decision if verdict else None,
    )


def _decide(submission: Any, verdict: Verdict | None, cells: Sequence[Cell], files: Path) -> tuple[str, str]:
    decision = verdict.decision if verdict else None
    if verdict is not None and (not verdict.counts or _is_zero(decision)):
        return verdict.stands, str(decision or "; ".join(verdict.reasons))
    if submission is None and not files.is_dir():
        return MISSING, "nothing was handed in"
    if submission is None or not _graded_at(files):
        return NOT_GRADED, "it has not been graded, or nbgrader failed on it"
    if waiting := [cell.name for cell in cells if cell.by_hand]:
        return NOT_GRADED, f"a person has to mark {', '.join(waiting)}"
    if empty := [cell.name for cell in cells if cell.score is None]:
        return NOT_GRADED, f"no test gave a score for {', '.join(empty)}"
    return GRADED, str(decision or "")


def _is_zero(decision: Decision | None) -> bool:
    return decision is not None and decision.what == ZERO


def _graded_at(files: Path) -> str:
    """Tell when nbgrader graded a submission, by the notebook that it left; "" where it left none."""
    autograded = files.parents[2] / "autograded" / files.parent.name / files.name
    times = [path.stat().st_mtime for path in autograded.glob("*.ipynb")]
    return f"{datetime.fromtimestamp(max(times), UTC):%Y-%m-%dT%H:%M:%SZ}" if times else ""


def _cell(grade: Any) -> Cell:
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    by_hand = bool(grade.needs_manual_grade)
    score = None if given is None else float(given) + float(grade.extra_credit or 0)
    return Cell(grade.name, score, float(grade.max_score), by_hand)


def _score(submission: Any, verdict: Verdict | None) -> float:
    if verdict is not None and _is_zero(verdict.decision):
        return 0.0
    penalty = sum(float(notebook.late_submission_penalty or 0) for notebook in submission.notebooks)
    return max(0.0, float(submission.score) - penalty)


def counted(standings: Sequence[Standing]) -> dict[str, int]:
    """Count the standings by their state, the usual ones first."""
    states = [GRADED, HELD, NOT_GRADED, MISSING]
    return {state: sum(each.state == state for each in standings) for state in states}
