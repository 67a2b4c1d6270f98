"""Every lesson of the course, found by its folder: it keeps the rules, is built and timed, and helps instructors."""

from __future__ import annotations

import re

import pytest

from sociable_course.claims import read_claims
from sociable_course.command_line import main
from sociable_course.lesson_source import read_lesson
from sociable_course.lint import find_lint
from sociable_course.minutes import check_minutes
from tests import ROOT
from tests.course.garden import FIXTURES

COURSE = ROOT / "course"
CLAIMS = read_claims(COURSE / "claims.toml")
FOLDERS = {folder.name: folder for folder in sorted((COURSE / "lessons").iterdir()) if folder.is_dir()}
GARDEN = FIXTURES / "lessons" / "90_garden"
FILES = ["instructor.md", "lesson.py", "objectives.toml", "quiz.toml"]
HEADINGS = ["Timing", "What usually goes wrong", "Discussion", "Misconceptions"]

each_lesson = pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)


def page_faults(text, misconceptions):
    """Tell what an instructor's page lacks: a heading, or a word on a misconception."""
    headings = [title for title in re.findall(r"^## (.+)$", text, re.MULTILINE) if title in HEADINGS]
    faults = [] if headings == HEADINGS else [f"its headings are {headings}"]
    return faults + [f"nothing on '{each.id}'" for each in misconceptions if f"`{each.id}`" not in text]


@each_lesson
def test_a_lesson_is_one_folder_of_four_files(folder):
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith((".", "_"))) == FILES


@each_lesson
def test_a_lesson_keeps_every_rule(folder):
    assert find_lint(read_lesson(folder), CLAIMS) == []


@each_lesson
def test_what_is_committed_is_what_the_lesson_makes_and_holds_no_secret(folder, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = main(["build", "--check", folder.name])
    assert status == 0, capsys.readouterr().out


@each_lesson
def test_a_lesson_takes_the_minutes_that_it_declares(folder):
    assert check_minutes(read_lesson(folder)) is None


@each_lesson
def test_an_instructors_page_says_what_is_needed(folder):
    text = (folder / "instructor.md").read_text(encoding="utf-8")
    assert page_faults(text, read_lesson(folder).quiz.misconceptions) == []


def test_nothing_is_built_that_has_no_lesson(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    main(["build", "--check"])
    assert "has no lesson" not in capsys.readouterr().out


def test_a_gap_in_an_instructors_page_is_found():
    text = (GARDEN / "instructor.md").read_text(encoding="utf-8")
    beliefs = read_lesson(GARDEN).quiz.misconceptions
    assert page_faults(text, beliefs) == ["nothing on 'part-for-whole'"]
    assert page_faults(text.replace("## Discussion", "## Talk"), beliefs[:1]) == [
        "its headings are ['Timing', 'What usually goes wrong', 'Misconceptions']"
    ]


def test_every_post_has_claims_and_each_has_one_home():
    assert {claim.post for claim in CLAIMS} == {1, 2, 3, 4, 5}
    assert all(claim.id.startswith(f"{claim.post}-") for claim in CLAIMS)
