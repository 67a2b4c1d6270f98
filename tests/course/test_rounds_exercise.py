"""Decision rounds as an exercise: how they are written, decided, kept quarter by quarter, read again and replayed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.errors import InputError
from sociable_course import open_lesson
from sociable_course.answer_values import AnswerError, fits, say_value, take
from sociable_course.hidden_tests import can_write_tests
from sociable_course.marking import mark
from sociable_course.quiz import parse_quiz, strip_keys
from sociable_course.rounds import QUARTERS, play, think
from sociable_course.rounds_picture import draw_run
from sociable_course.scenarios import CHOICES, SCENARIOS
from sociable_course.twin_cells import write_twin
from sociable_course.widgets import ERRORS

PEOPLE = [sorted(move, key=list(CHOICES).index) for move in think(SCENARIOS["couplings"], "people")]


def quiz_data(**changes):
    part = {"id": "run", "objectives": ["plan"], "prompt": "Decide.", "scenario": "couplings", "seed": 2, **changes}
    return {"format": "sociable-quiz/1", "lesson": "99_fixture", "rounds": [part]}


PART = parse_quiz(quiz_data()).parts["run"]


@pytest.fixture
def lesson(tmp_path):
    """A lesson whose callbacks must not break."""
    ERRORS.clear()
    yield open_lesson(parse_quiz(quiz_data()), tmp_path)
    assert ERRORS == []


def kept(lesson):
    return json.loads(lesson.answers.path.read_text("utf-8"))["answers"]["run"]


def page_sends(widget, **content):
    widget.question._handle_custom_msg(content, [])


# --- as its author writes it ---


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scenario": "coupling"}, "no scenario 'coupling'; did you mean 'couplings'?"),
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"points": 4}, "points"),
    ],
)
def test_a_fault_of_rounds_is_named(changes, said):
    with pytest.raises(InputError) as raised:
        parse_quiz(quiz_data(**changes))
    assert said.split(";")[0] in str(raised.value)


def test_there_is_no_key_to_keep_from_learners():
    assert strip_keys(quiz_data()) == quiz_data()
    assert not can_write_tests(PART)


def test_the_words_for_print_name_the_choices_and_their_costs():
    words = write_twin(PART)
    assert "400 thousand € for 8 quarters" in words
    assert all(f"- {each.text}: {each.cost} thousand €" in words for each in CHOICES.values())


# --- as an answer ---


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "Choose for a quarter first."),
        (["campaign"], "Choose for a quarter first."),
        ([[1]], "Choose for a quarter first."),
        ([], "from 1 to 8 quarters"),
        ([[]] * 9, "from 1 to 8 quarters"),
        ([["moon"]], "no choice 'moon'"),
        ([["campaign", "meet", "training"]] * 5, "That costs 95 thousand €, and 20 are left."),
    ],
)
def test_what_is_no_run_is_refused_in_words(value, said):
    with pytest.raises(AnswerError) as raised:
        take(PART, value)
    assert said in str(raised.value)


@given(st.lists(st.lists(st.sampled_from([*CHOICES, "moon"]), max_size=4), max_size=9))
def test_whatever_is_sent_is_taken_whole_or_refused_in_words(value):
    try:
        taken = take(PART, value)
    except AnswerError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either this or the next line
    else:
        assert fits(PART, taken)
        assert mark(PART, taken).state == "kept"
        assert say_value(PART, taken) == f"{len(value)} of 8 quarters"


# --- as a learner plays it ---


def test_each_quarter_is_kept_as_it_is_decided_and_a_run_is_one_try(lesson):
    asked = lesson.play("run", then=draw_run)
    for quarter, move in enumerate(PEOPLE, start=1):
        assert asked.question.content["quarter"] == f"Quarter {quarter} of 8"
        asked.decide(move)
        assert kept(lesson)["value"] == PEOPLE[:quarter]
    assert len(kept(lesson)["tries"]) == 1
    assert asked.question.content["quarter"] == "All 8 quarters are over"
    assert asked.question.content["finished"]
    asked.decide([])
    assert "All quarters are over." in asked.message
    assert kept(lesson)["value"] == PEOPLE


def test_consequences_are_said_and_drawn_after_each_quarter_and_explained_at_the_end(lesson):
    asked = lesson.play("run", then=draw_run)
    assert asked.view.picture.finding.startswith("At the start: 300 customers")
    asked.decide(["campaign"])
    assert "You chose: a campaign." in asked.message
    assert "by the campaign" in asked.message
    assert asked.view.picture.finding.startswith("After quarter 1:")
    for _ in range(QUARTERS - 1):
        asked.decide([])
    assert "With the same luck: channel-first 829" in asked.message
    assert "thousand €" in asked.view.picture.finding


def test_too_dear_a_quarter_changes_nothing_and_says_what_is_left(lesson):
    asked = lesson.play("run")
    for _ in range(4):
        asked.decide(["campaign", "meet", "training"])
    asked.decide(["campaign"])
    assert "That costs 50 thousand €, and 20 are left." in asked.message
    assert len(kept(lesson)["value"]) == 4
    assert asked.question.draft == ["training"]  # what is still paid for stays ticked


def test_reopening_goes_on_where_one_stopped(lesson):
    lesson.play("run").decide(["training", "meet"])
    again = open_lesson(lesson.quiz, lesson.answers.path.parent).play("run", then=draw_run)
    assert again.question.content["quarter"] == "Quarter 2 of 8"
    assert again.question.draft == again.question.kept == ["meet", "training"]
    again.decide([])
    assert kept(lesson)["value"] == [["meet", "training"], []]


def test_a_new_run_keeps_the_old_one_until_its_first_quarter_is_decided(lesson):
    asked = lesson.play("run", then=draw_run)
    asked.decide(["campaign"])
    page_sends(asked, act="again")
    assert asked.question.content["quarter"] == "Quarter 1 of 8"
    assert not asked.question.content["begun"]
    assert kept(lesson)["value"] == [["campaign"]]
    assert asked.view.picture.finding.startswith("At the start")
    page_sends(asked, act="keep", value=["training"])
    assert kept(lesson)["value"] == [["training"]]
    assert kept(lesson)["tries"] == [[["campaign"]], [["training"]]]
    assert "(Run 2)" in asked.message


def test_a_kept_run_is_replayed_from_its_choices_and_the_seed(lesson):
    assert lesson.run("run") is None
    asked = lesson.play("run")
    for move in PEOPLE:
        asked.decide(move)
    assert lesson.run("run") == play(SCENARIOS["couplings"], 2, PEOPLE)
    read = str(lesson.read("run"))
    assert "Quarter 1: help people meet, train the staff (45)." in read
    assert "With the same luck: channel-first 829 thousand €, people-first 926 thousand €" in read


def test_a_run_that_no_longer_fits_is_left_in_peace(lesson):
    lesson.answers.keep("run", "rounds", [["moon"]])
    assert lesson.run("run") is None
    asked = lesson.play("run", then=draw_run)
    assert "no longer fits" in asked.message
    assert asked.question.content["quarter"] == "Quarter 1 of 8"
