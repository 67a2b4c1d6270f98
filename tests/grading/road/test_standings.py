"""Scores, and why there is none: no failure becomes a nought, in the report, in the export, whoever graded."""

from __future__ import annotations

import csv
import io
import json

import pytest

from sociable_course.answers import Answer
from sociable_grading.command_line import main
from sociable_grading.course_folder import open_gradebook
from sociable_grading.export import write_marks
from sociable_grading.report_misconceptions import count_misconceptions, read_class
from sociable_grading.report_standing import Person, Standing, read_standing, read_standings
from sociable_grading.verdicts import GRADED, HELD, NOT_GRADED, SPLIT, CellGrade, Verdict, make_table, put_verdict
from tests.grading.road.classroom import BEHIND, LESSON, QUIZ, answer

POINTS = f"{LESSON} (of 10)"
STATE = f"{LESSON} state"


def hand_in(course, student, *, graded=True):
    place = course.step("submitted", student, LESSON)
    place.mkdir(parents=True)
    if graded:
        done = course.step("autograded", student, LESSON)
        done.mkdir(parents=True)
        (done / f"{LESSON}.ipynb").write_text("{}")


def give(course, student, **scores):
    """Write grades as nbgrader does; None waits for a person."""
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student(student)
        submission = gradebook.update_or_create_submission(LESSON, student)
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                score = scores[grade.name.replace("-", "_")]
                grade.auto_score = score if grade.name.endswith("-test") else None
                grade.manual_score = None if grade.name.endswith("-test") else score
                grade.needs_manual_grade = score is None
        gradebook.db.commit()


def decide(course, *verdicts):
    with open_gradebook(course) as gradebook:
        make_table(gradebook.db.connection())
        for verdict in verdicts:
            put_verdict(gradebook.db.connection(), verdict)
        gradebook.db.commit()


def rows(text):
    return {row["student"]: (row[POINTS], row[STATE]) for row in csv.DictReader(io.StringIO(text))}


@pytest.fixture
def mixed(course):
    """A class in which everything happens: graded, waiting, held, refused, failed, absent."""
    for student in ("ann", "ben", "cat", "dan"):
        hand_in(course, student)
    give(course, "ann", top_fifth_test=4, offer_task=5)
    give(course, "ben", top_fifth_test=4, offer_task=None)
    give(course, "cat", top_fifth_test=4, offer_task=6)
    give(course, "dan", top_fifth_test=0, offer_task=0)
    hand_in(course, "eve", graded=False)
    hand_in(course, "fay", graded=False)
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_student("gus", first_name="Gus", last_name="=1+1")
    decide(
        course,
        Verdict(
            LESSON, "ann", GRADED, grades=(CellGrade("top-fifth-test", 4, 4, SPLIT),), graded_at="2026-11-22T10:00:00Z"
        ),
        Verdict(LESSON, "cat", HELD, ("it looked for the grader",), remarks=("a cell was restored",)),
        Verdict(LESSON, "fay", NOT_GRADED, ("the notebook can't be read",)),
    )
    return course


def test_each_state_is_told_and_only_a_real_score_counts(mixed):
    found = {each.person.id: (each.score, str(each)) for each in read_standings(mixed, [LESSON])}
    assert found == {
        "ann": (9, "graded"),
        "ben": (None, "not graded: a person has to mark offer-task"),
        "cat": (None, "held: it looked for the grader"),
        "dan": (0, "graded"),
        "eve": (None, "not graded: it has not been graded, or nbgrader failed on it"),
        "fay": (None, "not graded: the notebook can't be read"),
        "gus": (None, "missing: nothing was handed in"),
    }


def test_one_learner_stands_as_in_the_class(mixed):
    every = {each.person.id: each for each in read_standings(mixed, [LESSON])}
    for student in ("ann", "ben", "cat", "dan"):
        assert read_standing(mixed, LESSON, student) == every[student]


def test_the_export_has_a_nought_for_the_one_who_earned_it_alone(mixed, monkeypatch, capsys):
    monkeypatch.chdir(mixed.root)
    assert main(["export", LESSON]) == 1
    captured = capsys.readouterr()
    marks = rows(captured.out)
    assert {name: points for name, (points, _) in marks.items() if points} == {"ann": "9", "dan": "0"}
    assert marks["cat"][1] == "held: it looked for the grader"
    assert marks["fay"][1] == "not graded: the notebook can't be read"
    assert "2 graded, 1 held, 3 not graded, 1 missing" in captured.err


def test_a_cell_without_any_score_is_no_nought(course):
    hand_in(course, "ann")
    give(course, "ann", top_fifth_test=None, offer_task=6)
    with open_gradebook(course) as gradebook:
        gradebook.find_grade("top-fifth-test", LESSON, LESSON, "ann").needs_manual_grade = False
        gradebook.db.commit()
    [standing] = read_standings(course)
    assert str(standing) == "not graded: no test gave a score for top-fifth-test"


def test_it_works_where_only_nbgrader_graded(course):
    hand_in(course, "ann")
    give(course, "ann", top_fifth_test=3, offer_task=6)
    [standing] = read_standings(course)
    assert (standing.score, standing.state, standing.level) == (9, GRADED, "")
    assert standing.graded_at.endswith("Z")


def test_a_lesson_without_points_is_no_column(mixed, monkeypatch, capsys):
    with open_gradebook(mixed) as gradebook:
        gradebook.add_assignment("00_start_here")
    monkeypatch.chdir(mixed.root)
    main(["export"])
    assert "00_start_here" not in capsys.readouterr().out
    main(["export", "00_start_here"])
    assert "00_start_here (of 0)" in capsys.readouterr().out


def test_assignments_come_by_name_whatever_is_due_first(course):
    with open_gradebook(course) as gradebook:
        gradebook.add_assignment("00_start_here", duedate="2100-01-01T00:00:00")
        gradebook.find_assignment(LESSON).duedate = None
        gradebook.update_or_create_student("ann")
    assert [each.assignment for each in read_standings(course, ["00_start_here", LESSON])] == ["00_start_here", LESSON]


def test_names_that_are_formulas_are_text_in_the_export():
    person = Person("zoe", "=HYPERLINK(1)", "@cmd")
    text = write_marks([Standing(person, LESSON, "missing", "", None, 10)])
    assert "'=HYPERLINK(1)" in text
    assert "'@cmd" in text


def test_the_report_as_json_says_all_of_it(mixed, monkeypatch, capsys):
    answer(mixed.step("submitted", "ann", LESSON), top_fifth=[97.4, 41, 48.7])
    (mixed.step("submitted", "ben", LESSON) / "answers.json").write_text("[]", encoding="utf-8")
    monkeypatch.chdir(mixed.root)
    assert main(["report", LESSON, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"graded": 2, "held": 1, "not graded": 3, "missing": 1}
    learners = {each["student"]: each for each in said["learners"]}
    assert learners["ann"]["graded_at"] == "2026-11-22T10:00:00Z"
    assert learners["ann"]["tests_ran"] == "split"
    assert learners["cat"]["score"] is None
    assert learners["cat"]["remarks"] == ["a cell was restored"]
    assert said["answers_unread"][0].startswith("ben: ")
    assert {each["id"]: (each["learners"], each["in_the_end"]) for each in said["misconceptions"]} == {
        BEHIND[97.4]: (1, 0),
        BEHIND[41.0]: (1, 0),
    }


def test_keys_of_a_private_folder_count_too(mixed, tmp_path, monkeypatch, capsys):
    answer(mixed.step("submitted", "ann", LESSON), top_fifth=12.5)
    folder = tmp_path / "private" / LESSON
    folder.mkdir(parents=True)
    mistake = (
        '{ answer = 12.5, tolerance = 0.1, misconception = "share-not-percent", feedback = "A feedback that is long." }'
    )
    key = f'[[keys]]\nid = "top-fifth"\nanswer = 48.7\ntolerance = 0.5\nmistakes = [{mistake}]\n'
    text = f'format = "sociable-overlay/1"\nlesson = "{LESSON}"\n{key}'
    (folder / "overlay.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(mixed.root)
    for more, found in (([], []), (["--overlay", str(tmp_path / "private")], ["share-not-percent"])):
        main(["report", LESSON, "--json", *more])
        assert [each["id"] for each in json.loads(capsys.readouterr().out)["misconceptions"]] == found


def test_a_learner_counts_once_however_often_they_try():
    tries = (97.4, 41.0, 97.3, 97.4)
    kept = Answer("number", 97.4, tries, "2026-11-22T10:00:00Z")
    strange = Answer("check", "no-such-option", ("no-such-option",), "2026-11-22T10:00:00Z")
    found = count_misconceptions(
        QUIZ, {"ann": {"top-fifth": kept, "four-thousand": strange}, "ben": {"top-fifth": kept}}
    )
    assert {each.id: (each.learners, each.in_the_end) for each in found} == {
        BEHIND[97.4]: (2, 2),
        BEHIND[41.0]: (2, 0),
    }


def test_a_class_without_answers_has_no_misconception(tmp_path):
    assert read_class(tmp_path, QUIZ) == ({}, [])
    assert count_misconceptions(QUIZ, {}) == []


def test_an_empty_gradebook_is_told(course, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    assert main(["export"]) == 2
    assert "nobody is in it" in capsys.readouterr().err
    assert main(["report", LESSON]) == 0
    assert "nobody yet" in capsys.readouterr().out
