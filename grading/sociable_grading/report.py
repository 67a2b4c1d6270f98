"""The class report: how everybody stands, what waits for a person, and what the class got wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sociable_course.answer_values import say_number
from sociable_course.lesson_source import read_lesson
from sociable_course.quiz import read_quiz
from sociable_grading.course_folder import Course
from sociable_grading.export import points, write_table
from sociable_grading.report_misconceptions import Heard, count_misconceptions, read_class
from sociable_grading.report_standing import Standing, counted, read_standings

_HEAD = ("student", "points", "of", "state", "reason", "handed in", "late", "graded at", "tests ran")


@dataclass(frozen=True, slots=True)
class Report:
    """One assignment: the standings, the misconceptions by learner, and answers that could not be read."""

    assignment: str
    standings: tuple[Standing, ...]
    misconceptions: tuple[Heard, ...]
    answered: int
    faults: tuple[str, ...]


def read_report(course: Course, lesson: str, overlays: Path | None = None) -> Report:
    """Read what is to be reported of an assignment.

    Args:
        course: the course.
        lesson: the assignment.
        overlays: the private folder that it was released with, for its keys; None for the public ones.

    Returns:
        The report.
    """
    standings = tuple(read_standings(course, [lesson]))
    folder = course.lessons / lesson
    quiz = read_lesson(folder, overlays).quiz if overlays else read_quiz(folder / "quiz.toml")
    answers, faults = read_class(course.grading / "submitted", quiz)
    return Report(lesson, standings, tuple(count_misconceptions(quiz, answers)), len(answers), tuple(faults))


def _row(standing: Standing) -> tuple[str, ...]:
    late = "late" if standing.late else ""
    return (
        standing.person.id,
        points(standing),
        say_number(standing.maximum),
        standing.state,
        standing.reason,
        standing.handed_in,
        late,
        standing.graded_at,
        standing.level,
    )


def to_csv(report: Report) -> str:
    """Write the standings as CSV.

    Args:
        report: the report.

    Returns:
        The text.
    """
    return write_table([_HEAD, *(_row(each) for each in report.standings)])


def to_json(report: Report) -> dict[str, Any]:
    """Give a report as plain data.

    Args:
        report: the report.

    Returns:
        What `json` can write.
    """
    return {
        "format": "sociable-class-report/1",
        "assignment": report.assignment,
        "counts": counted(report.standings),
        "learners": [_plain(each) for each in report.standings],
        "answers_read": report.answered,
        "answers_unread": list(report.faults),
        "misconceptions": [
            {"id": each.id, "text": each.text, "learners": each.learners, "in_the_end": each.in_the_end}
            for each in report.misconceptions
        ],
    }


def _plain(standing: Standing) -> dict[str, Any]:
    cells = [
        {"cell": each.name, "score": each.score, "of": each.maximum, "by_hand": each.by_hand} for each in standing.cells
    ]
    return {
        "student": standing.person.id,
        "state": standing.state,
        "reason": standing.reason,
        "score": standing.score if standing.counts else None,
        "of": standing.maximum,
        "handed_in": standing.handed_in,
        "late": standing.late,
        "graded_at": standing.graded_at,
        "tests_ran": standing.level,
        "remarks": list(standing.remarks),
        "decision": asdict(standing.decision) if standing.decision else None,
        "cells": cells,
    }


def say(report: Report) -> Iterator[str]:
    """Say a report in lines for a terminal.

    Args:
        report: the report.

    Yields:
        The lines.
    """
    counts = counted(report.standings)
    yield f"{report.assignment}: " + (", ".join(f"{n} {state}" for state, n in counts.items() if n) or "nobody yet")
    yield from _say_scores(report.standings)
    yield ""
    shown = [("Student", "Points", "State", "Late", "Graded at")]
    shown += [
        (each.person.id, points(each) or "–", str(each), "late" if each.late else "", each.graded_at or "")
        for each in report.standings
    ]
    yield from _columns(shown)
    for each in report.standings:
        yield from (f"  {each.person.id}: {remark}" for remark in each.remarks)
    yield ""
    yield from _say_misconceptions(report)


def _say_scores(standings: Sequence[Standing]) -> Iterator[str]:
    scores = sorted(each.score for each in standings if each.counts and each.score is not None)
    if scores:
        middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
        low, high, median = map(say_number, (scores[0], scores[-1], middle))
        yield f"points of {len(scores)}: from {low} to {high}, median {median}"


def _say_misconceptions(report: Report) -> Iterator[str]:
    yield f"Misconceptions, in the tries of {report.answered} learners:"
    rows = [("Learners", "In the end", "Misconception", "As they would say it")]
    rows += [(str(each.learners), str(each.in_the_end), each.id, each.text) for each in report.misconceptions]
    yield from _columns(rows) if report.misconceptions else ["  none was shown"]
    yield from (f"  answers of {fault}" for fault in report.faults)


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        yield "  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
