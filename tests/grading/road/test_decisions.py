"""A person decides about what is held: shown, written down with a name and a reason, exported, taken back."""

from __future__ import annotations

import csv
import io
import json

import pytest

from sociable_grading.command_line import main
from sociable_grading.course_folder import open_gradebook
from sociable_grading.verdicts import GRADED, HELD, NOT_GRADED, SPLIT, CellGrade, Verdict, read_verdicts
from tests.grading.road.classroom import LESSON
from tests.grading.road.test_standings import decide as put
from tests.grading.road.test_standings import give, hand_in

GRADES = (CellGrade("top-fifth-test", 4, 4, SPLIT, "took the top fifth"), CellGrade("offer-task", None, 6))


@pytest.fixture
def held(course, monkeypatch):
    """A course in which ann is held with all marks, ben with a text to mark; cat's notebook can't be read."""
    for student in ("ann", "ben", "dan"):
        hand_in(course, student)
    give(course, "ann", top_fifth_test=4, offer_task=5)
    give(course, "ben", top_fifth_test=4, offer_task=None)
    give(course, "dan", top_fifth_test=4, offer_task=6)
    hand_in(course, "cat", graded=False)
    reason = ("it looked for the grader",)
    put(
        course,
        *(
            Verdict(LESSON, name, HELD, reason, ("a cell was restored",), GRADES, digest=name)
            for name in ("ann", "ben")
        ),
        Verdict(LESSON, "cat", NOT_GRADED, ("the notebook can't be read",), digest="cat"),
        Verdict(LESSON, "dan", GRADED, grades=GRADES),
    )
    with open_gradebook(course) as gradebook:
        for student in ("ann", "ben"):
            for row in gradebook.find_submission(LESSON, student).notebooks[0].grades:
                row.needs_manual_grade = True
        gradebook.db.commit()
    monkeypatch.chdir(course.grading)
    return course


def decide(*words, because="I have read it"):
    return main(["decide", LESSON, *words, *(["--because", because] if because else []), "--by", "kim"])


def exported(capsys):
    capsys.readouterr()
    main(["export", LESSON])
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    return {row["student"]: (row[f"{LESSON} (of 10)"], row[f"{LESSON} state"]) for row in rows}


def waiting(course, student):
    with open_gradebook(course) as gradebook:
        return [
            row.name for row in gradebook.find_submission(LESSON, student).notebooks[0].grades if row.needs_manual_grade
        ]


@pytest.mark.usefixtures("held")
def test_it_lists_what_is_to_be_decided_and_why(capsys):
    assert main(["decide", LESSON]) == 1
    said = capsys.readouterr().out
    assert "ann: held: it looked for the grader" in said
    assert "cat: not graded: the notebook can't be read" in said
    assert "dan" not in said
    assert f"{LESSON}: 3 to be decided, 0 decided" in said


def test_it_shows_all_that_is_known_of_a_submission(held, capsys):
    assert main(["decide", LESSON, "ann"]) == 1
    said = capsys.readouterr().out
    for told in ("reason: it looked", "remark: a cell", "4 of 4, split (took the top fifth)", "no score, of 6"):
        assert told in said
    assert f"submitted: {held.step('submitted', 'ann', LESSON)}" in said
    assert "decided: nothing yet" in said


def test_a_released_score_is_exported_with_who_and_why(held, capsys):
    assert decide("ann", "release") == 0
    assert "released by kim on 20" in capsys.readouterr().out
    points, state = exported(capsys)["ann"]
    assert points == "9"
    assert state.startswith("graded: released by kim on ")
    assert state.endswith(": I have read it")
    assert waiting(held, "ann") == []


def test_what_has_no_score_yet_still_waits_after_a_release(held, capsys):
    decide("ben", "release")
    assert waiting(held, "ben") == ["offer-task"]
    assert exported(capsys)["ben"] == ("", "not graded: a person has to mark offer-task")
    with open_gradebook(held) as gradebook:
        row = gradebook.find_grade("offer-task", LESSON, LESSON, "ben")
        row.manual_score, row.needs_manual_grade = 3, False
        gradebook.db.commit()
    assert exported(capsys)["ben"][0] == "7"


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("student", ["ann", "cat"])
@pytest.mark.parametrize("decision", ["zero", "no-score"])
def test_no_points_and_no_score_are_different(capsys, student, decision):
    points, state = {"zero": ("0", "graded"), "no-score": ("", "not graded")}[decision]
    assert decide(student, decision) == 0
    found = exported(capsys)[student]
    assert found[0] == points
    assert found[1].startswith(f"{state}: ")
    assert found[1].endswith("I have read it")


def test_a_decision_is_taken_back(held, capsys):
    decide("ann", "release")
    assert decide("ann", "undo", because="") == 1
    assert exported(capsys)["ann"] == ("", "held: it looked for the grader")
    assert len(waiting(held, "ann")) == 2


@pytest.mark.usefixtures("held")
def test_the_report_tells_the_decision(capsys):
    decide("ann", "zero", because="copied from ben")
    capsys.readouterr()
    main(["report", LESSON])
    assert "given no points by kim" in capsys.readouterr().out
    main(["report", LESSON, "--json"])
    learners = {each["student"]: each for each in json.loads(capsys.readouterr().out)["learners"]}
    assert learners["ann"]["decision"]["reason"] == "copied from ben"
    assert learners["ann"]["score"] == 0
    assert learners["ben"]["decision"] is None


@pytest.mark.parametrize(
    ("words", "because", "says"),
    [
        (("ann", "zero"), "", "say why"),
        (("dan", "zero"), "x", "it is graded; change its points in formgrader; waiting are: ann, ben, cat"),
        (("eve", "zero"), "x", "no run has a verdict on it"),
        (("cat", "release"), "x", "there is no score to release"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(held, capsys, words, because, says):
    before = read_verdicts(held.db_url)
    assert decide(*words, because=because) == 2
    assert says in capsys.readouterr().err
    assert read_verdicts(held.db_url) == before
