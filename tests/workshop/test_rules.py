"""The rules of a session, without a server: what may be done when, what a form may hold, who is shown apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from sociable_assessment.departments import department_views, group_raters
from sociable_assessment.errors import InputError
from sociable_assessment.model import Node
from sociable_assessment.model_file import read_model, read_model_text
from sociable_assessment.readings import Tally, tally
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.workshop import session as rules
from sociable_assessment.workshop.answering import read_answer
from sociable_assessment.workshop.fields import Fields
from sociable_assessment.workshop.groups import count_by_department
from sociable_assessment.workshop.limits import Bucket, Limits
from sociable_assessment.workshop.outcome import add_second, find_outcome, leave_out_few
from sociable_assessment.workshop.secret_words import ALPHABET, draw_code, read_code, spell_code
from sociable_assessment.workshop.session import Participant, Phase, Progress, RefusedError, Session, Setup
from sociable_assessment.workshop.setting_up import read_setup
from tests.assessment.models import Dice, a_model, a_rater, an_item, dice, examples

SETUP = Setup("Aurora", read_model_text())
OPEN = Session("s", SETUP, Phase.ANSWERING, "346KMN", 100.0, joining=True, made_at=0.0)
SHOWN = replace(OPEN, phase=Phase.REVEALED, revealed_at=50.0)
CLOSED = replace(OPEN, phase=Phase.CLOSED)
ANN = Participant(1, "s", 1, "", "")


def allowed(check, *arguments, **options) -> bool:
    try:
        check(*arguments, **options)
    except RefusedError:
        return False
    return True


def test_first_votes_are_taken_until_the_reveal_and_never_after():
    assert [allowed(rules.check_answering, each, ANN) for each in (OPEN, SHOWN, CLOSED)] == [True, False, False]
    assert not allowed(rules.check_answering, OPEN, replace(ANN, removed=True))


def test_nobody_joins_a_closed_a_locked_or_an_expired_session_or_a_full_one():
    assert allowed(rules.check_joining, OPEN, 99.0, 0)
    assert not allowed(rules.check_joining, OPEN, 101.0, 0)
    assert not allowed(rules.check_joining, CLOSED, 0.0, 0)
    assert not allowed(rules.check_joining, replace(OPEN, joining=False), 0.0, 0)
    assert not allowed(rules.check_joining, OPEN, 0.0, rules.MOST_PARTICIPANTS)


def test_a_late_comer_has_no_second_vote_as_it_could_be_told_from_the_others():
    assert allowed(rules.check_voting_again, SHOWN, ANN, is_open=True)
    assert not allowed(rules.check_voting_again, SHOWN, replace(ANN, late=True), is_open=True)
    assert not allowed(rules.check_voting_again, SHOWN, ANN, is_open=False)
    assert not allowed(rules.check_voting_again, OPEN, ANN, is_open=True)


def test_nothing_of_too_few_people_is_ever_shown_and_an_early_reveal_asks_first():
    assert not allowed(rules.check_reveal, OPEN, Progress(9, (9, 9, 0)), sure=True)
    assert not allowed(rules.check_reveal, OPEN, Progress(9, (9, 9, 9, 4)), sure=False)
    assert allowed(rules.check_reveal, OPEN, Progress(9, (9, 9, 9, 4)), sure=True)
    assert allowed(rules.check_reveal, OPEN, Progress(9, (9, 9, 9)), sure=False)
    assert not allowed(rules.check_reveal, CLOSED, Progress(9, (9, 9, 9)), sure=True)


def test_nobody_is_moved_or_taken_out_once_votes_are_shown():
    assert allowed(rules.check_panel_open, OPEN)
    assert not allowed(rules.check_panel_open, SHOWN)
    assert not allowed(rules.check_panel_open, replace(SHOWN, phase=Phase.CLOSED))


# --- what a form may hold ---

GOOD = {
    "organisation": "Aurora",
    "form": "quick",
    "who": "named",
    "minimum_group": "2",
    "departments": "Brand\nHR Berlin",
}


def test_a_setup_keeps_the_models_departments_by_id_and_ones_own_as_typed():
    made = read_setup(Fields(GOOD), [read_model_text()])
    assert (made.departments, made.named, made.minimum_group, made.form) == (("brand", "HR Berlin"), True, 2, "quick")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"organisation": " "}, "Organisation"),
        ({"organisation": "x" * 81}, "at most 80"),
        ({"minimum_group": "1"}, "from 2 to 20"),
        ({"minimum_group": "9" * 5000}, "from 2 to 20"),
        ({"minimum_group": "٣"}, "from 2 to 20"),
        ({"form": "short"}, "Form"),
        ({"who": ""}, "Anonymous or named"),
        ({"departments": "Brand\nbrand"}, "capitals"),
        ({"departments": "\n".join(map(str, range(21)))}, "at most 20 lines"),
        ({"departments": "x" * 41}, "at most 40"),
    ],
)
def test_a_bad_setup_is_refused_with_the_reason(wrong, told):
    with pytest.raises(InputError) as caught:
        read_setup(Fields({**GOOD, **wrong}), [read_model_text()])
    assert told in str(caught.value)


def test_invisible_characters_and_such_that_turn_text_around_are_taken_out():
    assert Fields({"name": "A\u202enn\x00\ud800 \x1b[2J"}).text("name", 20) == "Ann [2J"


ITEM = read_model().items[0]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Choose one"),
        ({"answer": "always"}, "Choose one"),
        ({"answer": "?not-applicable", "reason": " "}, "needs a reason"),
        ({"answer": "not-yet", "evidence": "x" * 1001}, "at most 1000"),
    ],
)
def test_an_answer_that_is_none_is_refused(sent, told):
    with pytest.raises(InputError) as caught:
        read_answer(ITEM, Fields(sent))
    assert told in str(caught.value)


def test_the_four_kinds_of_answer_stay_apart():
    assert read_answer(ITEM, Fields({"answer": "not-yet"})) == Answer(option="not-yet")
    assert read_answer(ITEM, Fields({"answer": "?dont-know", "reason": "left over"})) == Answer(dont_know=True)
    assert read_answer(ITEM, Fields({"answer": "?not-applicable", "reason": "No"})) == Answer(not_applicable="No")


# --- codes and limits ---


def test_codes_have_no_letter_that_looks_like_another_and_are_read_however_they_are_typed():
    assert not set(ALPHABET) & set("0O1IL5S2Z8BUVAEI")
    code = draw_code(6)
    assert read_code(f" {spell_code(code).lower()}-") == code
    assert len({draw_code(6) for _ in range(200)}) > 190


def test_a_room_behind_one_address_never_waits_for_a_page():
    now = [0.0]
    limits = Limits()
    limits.pages.clock = limits.device_pages.clock = lambda: now[0]
    for second in range(600):
        now[0] = float(second)
        for phone in range(60):  # each looks again every second; ours do every eight
            assert limits.pages.take("192.0.2.1"), (second, phone)
            assert limits.device_pages.take(f"phone {phone}"), (second, phone)


def test_wrong_codes_are_limited_for_each_address_and_over_all_and_a_jump_of_the_clock_frees_nobody():
    now = [0.0]
    limits = Limits(Bucket(3, 0.1, lambda: now[0]), Bucket(5, 0.1, lambda: now[0]))
    for _ in range(3):
        assert limits.may_guess("a")
        limits.note_wrong("a")
    assert not limits.may_guess("a")
    limits.note_wrong("b")
    limits.note_wrong("c")
    assert (limits.may_guess("b"), limits.may_guess("d")) == (False, True)  # all together guessed too often
    now[0] = 10.0
    assert limits.may_guess("a")


# --- who is shown apart ---

NODES = [Node("left", None), Node("right", None)]
MODEL = a_model([an_item("a", "left"), an_item("b", "left"), an_item("c", "right")], NODES)
HOUSE = ("brand", "research", "service", "")


def random_house(dice: Dice) -> Responses:
    raters = [
        a_rater(f"r{n}", dice.votes(MODEL, ("?", "", "n/a", "")), dice.choice(HOUSE))
        for n in range(dice.randint(1, 14))
    ]
    return Responses(Organisation("Museum"), tuple(raters))


def voters(house: Responses, item: str, department: str) -> int:
    chosen = [r.answers.get(item) for r in house.raters if r.department == department]
    return sum(answer is not None and answer.option is not None for answer in chosen)


@given(dice)
@examples(300)
def test_no_question_shows_a_department_or_leaves_a_rest_of_fewer_people_than_the_minimum(dice):
    house, minimum = random_house(dice), dice.randint(2, 4)
    for item in MODEL.items:
        shown = count_by_department(MODEL, house, item, minimum)
        assert all(sum(counts) >= minimum for counts in shown.values())
        rest = sum(voters(house, item.id, name) for name in HOUSE if name not in shown)
        assert not shown or rest == 0 or rest >= minimum


@given(dice)
@examples(300)
def test_a_department_is_shown_on_all_questions_of_a_dimension_or_on_none_so_that_its_index_gives_none_away(dice):
    house, minimum = random_house(dice), dice.randint(2, 4)
    first, second, _ = MODEL.items
    one, other = (set(count_by_department(MODEL, house, item, minimum)) for item in (first, second))
    assert one == other


@given(dice)
@examples(300)
def test_what_too_few_answered_leaves_no_trace_in_the_result_and_nobody_else_decides_for_them(dice):
    house, minimum = random_house(dice), dice.randint(2, 4)
    before, after = tally(MODEL, house), tally(MODEL, leave_out_few(MODEL, house, minimum))
    for item in MODEL.items:
        votes, left = before[item.id], after[item.id]
        if votes.votes >= minimum or not votes.votes:
            assert left == votes
        else:
            assert left.votes == 0
            assert (left.not_applicable > 0) == (votes.not_applicable > votes.votes)


def test_a_second_vote_stands_beside_the_first_unless_too_few_voted_and_changes_no_answer():
    house = Responses(Organisation("Museum"), tuple(a_rater(f"r{n}", {"a": "yes"}) for n in range(4)))
    before = find_outcome(MODEL, house)
    after = add_second(before, {"a": Tally((0, 2, 0, 1), dont_know=1), "b": Tally((0, 2, 0, 0), dont_know=2)}, 3)
    assert after.agreed["items"]["a"].pop("second_votes") == {"no": 0, "partly": 2, "mostly": 0, "yes": 1}
    assert after == before


def test_leaving_out_few_changes_nothing_else():
    rater = Rater("r", {"a": Answer(option="yes", evidence="seen")})
    house = Responses(Organisation("Museum"), (rater,))
    assert leave_out_few(MODEL, house, 2).raters[0].answers == {}


def test_one_dont_know_drops_a_department_of_three_from_its_questions_while_its_index_stays():
    three = [a_rater(f"x{n}", {"a": "yes" if n else "?", "b": "no"}, "brand") for n in range(3)]
    five = [a_rater(f"y{n}", {"a": "yes", "b": "no"}, "research") for n in range(5)]
    house = Responses(Organisation("Museum"), (*three, *five))
    assert [set(count_by_department(MODEL, house, item, 3)) for item in MODEL.items[:2]] == [set(), set()]
    views = department_views(MODEL, group_raters(MODEL, house), 3)
    assert None not in views["left"].values()
