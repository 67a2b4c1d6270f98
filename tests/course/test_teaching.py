"""The plan for four half days agrees with the lessons: minutes, clock, points, links, commands."""

from __future__ import annotations

import re
import shlex

import pytest

from sociable_course.command_line import _parser
from sociable_course.quiz import read_quiz
from tests import ROOT

PAGE = ROOT / "course" / "teaching.md"
TEXT = PAGE.read_text(encoding="utf-8")
DAYS = [
    re.findall(r"^\| (\d+):(\d\d) \| (\d+) \| (.+) \|$", part, re.MULTILINE) for part in TEXT.split("half day:")[1:]
]
LESSONS = {path.name[:2]: path for path in sorted(ROOT.glob("course/lessons/0[0-7]_*"))}


@pytest.mark.parametrize("day", DAYS)
def test_each_row_begins_when_the_one_before_ends(day):
    starts = [60 * int(hour) + int(minute) for hour, minute, _, _ in day]
    ends = [start + int(minutes) for start, (_, _, minutes, _) in zip(starts, day, strict=True)]
    assert starts[1:] == ends[:-1]
    assert ends[-1] - starts[0] <= 3.5 * 60


@pytest.mark.parametrize("day", DAYS)
def test_nobody_sits_longer_than_a_hundred_minutes_without_a_break(day):
    sitting = longest = 0
    for _, _, minutes, what in day:
        sitting = 0 if re.match("Break|Stretch", what) else sitting + int(minutes)
        longest = max(longest, sitting)
    assert longest <= 100


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_gets_the_minutes_of_its_own_page(lesson):
    planned = sum(int(minutes) for day in DAYS for _, _, minutes, what in day if what.startswith(f"Lesson {lesson}"))
    rows = re.findall(
        r"^\| (\d+)–(\d+) \| (.+) \|$", (LESSONS[lesson] / "instructor.md").read_text("utf-8"), re.MULTILINE
    )
    in_room = [int(end) for _, end, what in rows if "recommendation" not in what]  # it is for home
    assert planned == in_room[-1]


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_marked_stands_there_with_its_points(lesson):
    quiz = read_quiz(LESSONS[lesson] / "quiz.toml")
    rows = re.findall(rf"^\| {lesson} \| (.*) \| (.*) \|$", TEXT.partition("## What is marked")[2], re.MULTILINE)
    told = [re.findall(r"`([\w-]+)`, (\d+) points", cell) for row in rows for cell in row] or [[], []]
    marked = {part.id: (part.kind == "text", part.points) for part in quiz.parts.values() if part.points}
    assert {name: (place == 1, int(points)) for place, cell in enumerate(told) for name, points in cell} == marked


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)", TEXT))
def test_every_link_leads_somewhere(link):
    assert (PAGE.parent / link).exists()


@pytest.mark.parametrize("line", re.findall(r"^\.venv-test/bin/sociable-course (.+)$", TEXT, re.MULTILINE))
def test_every_command_is_taken(line):
    assert callable(_parser().parse_args(shlex.split(line.partition(" > ")[0])).run)
