"""Listening and asking, where the truth is known: either can win, and the lesson's numbers hold."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_course import listening, listening_picture
from sociable_course.listening import MEMBERS, QUESTIONS, RUNS, Question, afford, ask, change, find_voices, listen
from tests.assessment.models import examples

shares = st.floats(0.001, 1)
questions = st.builds(
    Question,
    title=st.just("How many?"),
    share=st.floats(0.01, 0.99),
    write_if=shares,
    write_else=shares,
    posts_if=st.floats(1, 20),
    posts_else=st.floats(1, 20),
    keener=st.floats(0.1, 10),
)


def found(runs):
    return median(100 * mine / (mine + rest) for mine, rest in runs)


def heard(runs):
    return sum(mine > 0 for mine, _ in runs)


@examples(50)
@given(questions)
def test_when_all_write_alike_the_posts_tell_the_truth(question):
    voices = find_voices(change(question, "alike", ""))
    assert list(voices.values()) == pytest.approx([100 * question.share] * 3)


@examples(50)
@given(questions, st.floats(1, 10))
def test_those_who_write_more_are_never_understated(question, times):
    quiet = question.write_else / 10
    voices = find_voices(replace(question, write_if=times * quiet, write_else=quiet))
    assert voices["Of those who post"] >= voices["Of all customers"] - 1e-9


def test_the_loud_minority_misleads_and_the_community_does_not():
    app = QUESTIONS["app"]
    assert round(found(listen(app))) == 81
    assert round(found(ask(app, MEMBERS))) == 10


def test_the_community_loses_on_what_is_rare():
    fault = QUESTIONS["fault"]
    assert heard(listen(fault)) == RUNS
    assert heard(ask(fault, MEMBERS)) == 4


def test_the_community_loses_when_those_concerned_join_more_readily():
    fans = QUESTIONS["fans"]
    truth = 100 * fans.share
    assert round(found(listen(fans))) == 19
    assert [round(found(ask(fans, members))) for members in (MEMBERS, 500)] == [30, 30]
    assert abs(found(ask(fans, MEMBERS)) - truth) > abs(found(listen(fans)) - truth)
    assert abs(found(ask(change(fans, "", "alike"), MEMBERS)) - truth) < 2


def test_the_community_loses_when_money_is_short():
    assert afford(MEMBERS, 8_000) == 0
    assert "no money" in listening_picture.draw_listening(money_a_year=8_000).finding


@examples(50)
@given(st.integers(0, 1000), st.floats(0, 1e6))
def test_nobody_gets_more_members_than_wanted_or_paid_for(members, money):
    got = afford(members, money)
    assert 0 <= got <= members
    assert got == 0 or listening.COSTS.community + got * listening.COSTS.member <= money


def test_more_members_narrow_the_runs():
    spread = [
        max(runs) - min(runs)
        for runs in ([mine / (mine + rest) for mine, rest in ask(QUESTIONS["fans"], members)] for members in (50, 500))
    ]
    assert spread[1] < spread[0]


def test_the_numbers_in_the_lesson_hold():
    app = QUESTIONS["app"]
    voices = find_voices(app)
    assert [round(voices[group], 1) for group in voices] == [12.0, 57.7, 81.4]
    unhappy = listening.CUSTOMERS * app.share
    content = listening.CUSTOMERS - unhappy
    writers = (unhappy * app.write_if, content * app.write_else)
    assert [round(each) for each in (unhappy, *writers)] == [2400, 240, 176]
    assert [round(writers[0] * app.posts_if), round(writers[0] * app.posts_if + writers[1] * app.posts_else)] == [
        960,
        1180,
    ]
    assert round(listening.CUSTOMERS - sum(writers)) == 19_584
    assert listening.COSTS.community + MEMBERS * listening.COSTS.member == 24_000


def test_the_museums_voices_overstate_those_against_by_65_points():
    voices = listening.list_voices()
    against = [each for each in voices if each.against]
    posts = sum(each.posts for each in against) / sum(each.posts for each in voices)
    people = sum(each.members for each in against) / sum(each.members for each in voices)
    assert 100 * (posts - people) == pytest.approx(65)


@pytest.mark.parametrize("way", listening_picture.WAYS)
def test_a_decision_is_told_beside_what_came_of_it(way):
    assert listening_picture.WAYS[way].lower() in listening_picture.reveal("fault")(way).finding
