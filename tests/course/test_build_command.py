"""`sociable-course build`: what it writes, what it says, and its exit status."""

from __future__ import annotations

import sys

import pytest

from sociable_course.command_line import main
from tests import ROOT
from tests.course.garden import LESSON, OVERLAY, make_checkout, plant

LEARNER = f"course/notebooks/{LESSON}/{LESSON}.ipynb"
QUIZ = f"course/sociable_course/quizzes/{LESSON}.json"
INSTRUCTOR = f"grading/source/{LESSON}/{LESSON}.ipynb"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the command in a checkout with the garden lesson; gives status, output and messages."""
    make_checkout(tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = main(["build", *map(str, arguments)])
        return status, *capsys.readouterr()

    return run


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_writes_three_files_and_says_so_then_nothing(tmp_path, run):
    before = files(tmp_path)
    status, out, err = run()
    assert (status, err) == (0, "")
    assert files(tmp_path).keys() - before.keys() == {LEARNER, QUIZ, INSTRUCTOR}
    assert out.startswith(f"{LESSON}: 36 of 34 minutes; ")
    assert all(name in out for name in (LEARNER, QUIZ, INSTRUCTOR))
    assert run() == (0, f"{LESSON}: 36 of 34 minutes; nothing has changed\n", "")


def test_check_writes_nothing_and_is_content_with_what_was_built(tmp_path, run):
    run()
    before = files(tmp_path)
    assert run("--check") == (0, "1 lessons are as their sources say\n", "")
    assert run("--check", LESSON)[0] == 0
    assert run("--check", "--overlay", OVERLAY)[0] == 0
    assert files(tmp_path) == before


def test_check_finds_what_is_missing(tmp_path, run):
    status, out, _ = run("--check")
    assert status == 1
    assert f"{LEARNER} is missing" in out
    assert f"{QUIZ} is missing" in out
    assert out.endswith("Run: make build\n")
    assert not (tmp_path / "course" / "notebooks").exists()


def test_check_finds_a_source_that_has_changed_since(tmp_path, run):
    run()
    plant(tmp_path / "course/lessons" / LESSON / "lesson.py", "Three of twenty. The", "Three in twenty. The")
    status, out, _ = run("--check")
    assert (status, out) == (1, f"{LEARNER}, cell 'debrief', differs from its source\nRun: make build\n")


@pytest.mark.parametrize("text", ["", "not JSON", "[]", '{"cells": 3}'])
def test_check_finds_a_notebook_that_is_none(tmp_path, run, text):
    run()
    (tmp_path / LEARNER).write_text(text)
    status, out, _ = run("--check")
    assert status == 1
    assert LEARNER in out


def test_check_finds_what_has_no_lesson(tmp_path, run):
    run()
    (tmp_path / "course/notebooks/91_orchard").mkdir()
    (tmp_path / "course/notebooks/91_orchard/91_orchard.ipynb").touch()
    (tmp_path / "course/sociable_course/quizzes/91_orchard.json").touch()
    status, out, _ = run("--check")
    assert status == 1
    assert "course/notebooks/91_orchard/91_orchard.ipynb has no lesson" in out
    assert "course/sociable_course/quizzes/91_orchard.json has no lesson" in out
    assert run("--check", LESSON)[0] == 0


def test_a_lesson_that_breaks_a_rule_is_not_built(tmp_path, run):
    plant(tmp_path / "course/lessons" / LESSON / "lesson.py", 'lesson.check("sitters")', 'lesson.check("siters")')
    before = files(tmp_path)
    status, out, err = run()
    assert (status, out) == (2, "")
    assert "lesson 90_garden: cell 'sitters': no quiz part 'siters'; did you mean 'sitters'?" in err
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["91_orchard"], "no lesson '91_orchard'"),
        (["90_gardn"], "did you mean '90_garden'?"),
        (["--overlay", "nowhere"], "nowhere: 1 fault\n  - there is no such folder of overlays"),
    ],
)
def test_wrong_names_are_refused(run, arguments, message):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert message in err


def test_it_works_in_a_checkout_alone(tmp_path, monkeypatch, run):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    status, _, err = run()
    assert status == 2
    assert "work in the folder that holds Sociable's README" in err


@pytest.mark.parametrize("missing", ["jupytext", "nbgrader.preprocessors"])
def test_a_missing_library_says_what_to_install(run, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    status, _, err = run()
    assert status == 2
    assert "pip install 'sociable[grading]'" in err
    assert missing in err


def test_help_shows_an_example(capsys):
    with pytest.raises(SystemExit) as left:
        main(["build", "--help"])
    assert left.value.code == 0
    assert "sociable-course build 01_people_not_media --overlay" in capsys.readouterr().out


def test_make_build_runs_it():
    assert "sociable-course build $(ARGS)" in (ROOT / "Makefile").read_text(encoding="utf-8")
