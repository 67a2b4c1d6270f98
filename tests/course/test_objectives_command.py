"""`sociable-course objectives`: what checks each objective, for how many points, and what is right."""

from __future__ import annotations

import re

import pytest

from sociable_course.answer_key import tell_answer
from sociable_course.command_line import main
from sociable_course.quiz import Text
from tests import ROOT
from tests.course.garden import LESSON, make_checkout, plant, read_garden

PARTS = read_garden().quiz.parts
LESSONS = sorted(path.parent.name for path in ROOT.glob("course/lessons/*/lesson.py"))


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the command in a checkout with the garden lesson; gives status and output."""
    make_checkout(tmp_path)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = main(["objectives", *arguments])
        return status, *capsys.readouterr()

    return run


def test_each_objective_stands_with_its_checks_their_kinds_and_points(run):
    status, out, err = run(LESSON)
    assert (status, err) == (0, "")
    assert f"## {LESSON}: A garden that people share\n\n34 minutes alone, 9 points.\n" in out
    assert "| Estimate how few do most of the work. | `share` (number); `harvest-test` (3 points) |" in out
    assert "`fence` (check, 1 point); `beds` (sort, 2 points) |" in out
    assert "| Draft a rule that can be broken. | `sign` (text); `rule-task` (2 points) |" in out


def test_no_answer_is_told_unasked(run):
    assert "give or take" not in run()[1]
    assert "give or take" in run("--answers")[1]


def test_each_part_and_each_solution_has_a_row_with_what_is_right(run):
    out = run("--answers")[1]
    for part in PARTS.values():
        assert re.search(rf"^\| `{part.id}`, {part.kind} \| .* \| .+ \|$", out, re.MULTILINE), part.id
    assert "`top_share = " in out


def test_a_right_answer_that_changes_is_told_anew(tmp_path, run):
    plant(tmp_path / "course/lessons" / LESSON / "quiz.toml", "answer = 15\n", "answer = 16\n")
    assert "| 16 percent, give or take" in run("--answers")[1]


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_points_of_a_lesson_are_all_in_its_map(monkeypatch, capsys, lesson):
    monkeypatch.chdir(ROOT)
    main(["objectives", lesson])
    out = capsys.readouterr().out
    told = {name: float(points) for name, points in re.findall(r"`([\w-]+)` \([^)]*?([\d.]+) points\)", out)}
    total = re.search(r"alone, ([\d.]+) points", out)
    assert total is not None
    assert sum(told.values()) == float(total[1])


def test_a_text_without_a_sample_says_so():
    assert tell_answer(Text("a", (), "Write.", ())) == "for instance: no sample"


def test_elsewhere_it_says_where_to_work(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["objectives"]) == 2
    assert "work in the folder that holds Sociable's README" in capsys.readouterr().err
