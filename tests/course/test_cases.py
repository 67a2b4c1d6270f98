"""Three cases on the ladder: answered in full, and placed as the lesson says."""

from __future__ import annotations

import pytest

from sociable_assessment.model_file import read_model
from sociable_assessment.result import describe
from sociable_course import cases
from sociable_course.cases import ANSWERS, CASES, answer, assess

MODEL = read_model()


@pytest.mark.parametrize("case", CASES)
def test_every_item_is_answered(case):
    assert answer(case, MODEL).raters[0].answers.keys() == MODEL.item_by_id.keys()
    assert ANSWERS[case].keys() == {node.id for node in MODEL.dimensions}


@pytest.mark.parametrize(
    ("case", "stage", "index"),
    [("ferries", "experiment", 20), ("homes", "goal-led", 57), ("quillon", "experiment", 77)],
)
def test_the_model_places_each_case_as_the_lesson_says(case, stage, index):
    assert (assess(case)["stage"], round(assess(case)["index"])) == (stage, index)


def test_three_answers_hold_quillon():
    assert assess("quillon")["held_by"] == ["goals-named", "goals-tactics", "goals-expected"]


def test_two_sheets_of_paper_lift_quillon_to_goal_led():
    changed = answer("quillon", MODEL, {"goals-named": "goal-led", "goals-tactics": "goal-led"})
    assert describe(MODEL, changed, resamples=1)["stage"] == "goal-led"


@pytest.mark.parametrize("sheet", ["goals-named", "goals-tactics"])
def test_one_sheet_is_not_enough(sheet):
    changed = answer("quillon", MODEL, {sheet: "goal-led"})
    assert describe(MODEL, changed, resamples=1)["stage"] == "experiment"


def test_the_places_are_told_with_what_was_expected():
    finding = cases.draw_places("two").finding
    assert finding == (
        "Quillon has index 77 and stage Experiment; Mellin Homes has index 57 and stage Goal-led; "
        "you expected to agree in two."
    )
