"""Crowds and experts, where the truth is known: either can win, and the lesson's numbers hold."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_course import crowds_picture
from sociable_course.crowds import RUNS, Crowd, guess, miss
from sociable_course.crowds_picture import ALOUD, CHOSEN, WAYS, draw_crowd, draw_ways
from tests.assessment.models import examples

numbers = st.floats(-1e6, 1e6)
PAPER, ALOUD_CROWD, ALIKE = (crowd for _, crowd in WAYS.values())


def middle(crowd, who="crowd"):
    return median(getattr(each, who) for each in guess(crowd))


def wins(crowd):
    return sum(each.crowd < each.expert for each in guess(crowd))


@examples(100)
@given(st.lists(numbers, min_size=1, max_size=20), numbers)
def test_a_crowd_never_misses_by_more_than_its_members_do_on_average(guesses, truth):
    crowd, member = miss(guesses, truth)
    assert crowd <= member + 1e-6


def test_different_people_asked_alone_beat_the_expert():
    assert [round(middle(PAPER)), round(middle(PAPER, "expert"))] == [4, 7]
    assert wins(PAPER) == 41


@pytest.mark.parametrize(
    "crowd",
    [ALOUD_CROWD, ALIKE, replace(PAPER, rumour=-40), replace(PAPER, people=10, backgrounds=4), Crowd(500, 1)],
    ids=["aloud", "one background", "an old number", "few people", "500 of one background"],
)
def test_a_crowd_loses_to_the_expert_without_one_of_its_conditions(crowd):
    assert middle(crowd) > middle(crowd, "expert")
    assert wins(crowd) < RUNS / 2


def test_talking_brings_guesses_together_and_away_from_the_truth():
    assert middle(ALOUD_CROWD, "apart") < middle(PAPER, "apart") / 4
    assert middle(ALOUD_CROWD) > 4 * middle(PAPER)


def test_more_people_help_against_chance_but_not_against_a_common_background():
    assert middle(replace(PAPER, people=500)) < middle(replace(PAPER, people=10))
    assert abs(middle(Crowd(500, 1)) - middle(Crowd(60, 1))) < 1


@examples(10)
@given(st.integers(1, 40), st.integers(1, 40))
def test_who_moves_all_the_way_repeats_the_first_guess(people, backgrounds):
    assert all(each.apart == pytest.approx(0, abs=1e-9) for each in guess(Crowd(people, backgrounds, heed=1)))


def test_the_numbers_in_the_lesson_hold():
    assert [round(middle(crowd)) for crowd in (PAPER, ALOUD_CROWD, ALIKE)] == [4, 19, 18]
    assert miss([80, 110, 140], 100) == pytest.approx((10, 70 / 3))
    assert miss([60, 80, 90, 130, 190], 100)[0] == 10
    assert miss([60, 62, 66, 70, 72], 100)[0] == 34
    assert round(middle(Crowd(500, 1))) == 17  # the instructor's page


@pytest.mark.parametrize("chosen", CHOSEN)
def test_a_choice_is_told_and_marked(chosen):
    picture = draw_ways(chosen)
    assert picture.finding.endswith(f"You chose: {CHOSEN[chosen]}.")
    assert sum(">you<" in note.text for note in picture.figure.layout.annotations) == 1


def test_the_dials_begin_where_the_picture_does():
    first = draw_crowd().finding
    starts = {name: list(choices.values()) for name, choices in crowds_picture.DIALS.items()}
    assert draw_crowd(60, 20, starts["they_guess"][0], starts["they_all_know"][0]).finding == first
    assert draw_crowd(they_guess=ALOUD).finding != first
