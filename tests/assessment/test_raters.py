"""Raters of one draft."""

from __future__ import annotations

from sociable_assessment.model_file import read_model
from sociable_assessment.raters import (
    FIRST,
    add_rater,
    begin,
    drop_rater,
    find_rater,
    join_raters,
    keep_voters,
    name_raters,
    put_answers,
    put_department,
)

MODEL = read_model()
GIVEN = {"goals-named": {"option": "goal-led"}, "no-such-item": {"option": "x"}}
TODAY = "2026-11-22"
ONE = put_answers(begin(MODEL), FIRST, GIVEN, MODEL, TODAY)


def test_answers_to_items_of_another_model_are_left_out_and_the_day_is_kept():
    rater = find_rater(ONE, FIRST)
    assert (list(rater.answers), rater.assessed_on) == (["goals-named"], TODAY)


def test_raters_added_in_two_windows_are_two():
    assert len({add_rater(ONE)[1] for _ in range(20)}) == 20


def test_raters_who_have_not_begun_do_not_count():
    two, added = add_rater(ONE)
    assert [each.id for each in keep_voters(two).raters] == [FIRST]
    assert [each.id for each in keep_voters(two, added).raters] == [added]
    assert len(keep_voters(begin(MODEL)).raters) == 1


def test_the_last_rater_leaves_an_empty_one_behind():
    assert drop_rater(ONE, FIRST).raters == begin(MODEL).raters


def test_joining_leaves_out_who_has_not_begun_and_keeps_ids_apart():
    two, _ = add_rater(ONE)
    assert [each.id for each in join_raters(two, ONE).raters] == [FIRST, f"{FIRST}-2"]


def test_a_list_names_number_department_and_progress():
    two, added = add_rater(put_department(ONE, FIRST, "customer-service"))
    assert name_raters(two) == [[FIRST, "Rater 1 (customer service): 1 answers"], [added, "Rater 2: 0 answers"]]
