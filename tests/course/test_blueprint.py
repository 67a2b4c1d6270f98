"""The blueprint: how it is written, answered, marked, shown in words, and kept from those who must not see its key."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.errors import InputError
from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture, house_figure
from sociable_course import open_lesson
from sociable_course.answer_values import AnswerError, fits, say_value, take
from sociable_course.hidden_tests import can_write_tests, write_tests
from sociable_course.leaks import find_leaks, find_quiz_leaks
from sociable_course.marking import mark
from sociable_course.overlay import lay_over_quiz
from sociable_course.quiz import parse_quiz, strip_keys
from sociable_course.twin_cells import write_twin
from sociable_course.widgets import ERRORS

FITS = {"ask.where": "public", "ask.who": "expert", "pay.where": "stay", "pay.who": "nobody"}
SLIP = "The neighbour reads it too."


def quiz_data(points=0):
    where = [{"id": each, "text": each.capitalize()} for each in ("public", "members", "stay")]
    who = [{"id": each, "text": each.capitalize()} for each in ("expert", "nobody")]
    slip = {"column": "where", "option": "public", "misconception": "all-in-public", "feedback": SLIP}
    ask = [{"where": "public", "who": "expert"}, {"where": ["members"], "who": ["expert", "nobody"]}]
    steps = [
        {"id": "ask", "text": "Ask for a loan.", "accepted": ask, "feedback": "Ten answers serve all."},
        {
            "id": "pay",
            "text": "Pay it back.",
            "accepted": [{"where": "stay", "who": "nobody"}],
            "feedback": "Nobody else's business.",
            "slips": [slip],
        },
    ]
    columns = [{"id": "where", "text": "Where?", "options": where}, {"id": "who", "text": "Who?", "options": who}]
    part = {"id": "loan", "objectives": ["plan"], "prompt": "Decide.", "columns": columns, "steps": steps}
    beliefs = [{"id": "all-in-public", "text": "All in public."}]
    head = {"format": "sociable-quiz/1", "lesson": "99_fixture", "misconceptions": beliefs}
    return {**head, "blueprints": [{**part, **({"points": points} if points else {})}]}


PART = parse_quiz(quiz_data()).parts["loan"]


@pytest.fixture
def lesson(tmp_path):
    """A lesson whose callbacks must not break."""
    ERRORS.clear()
    yield open_lesson(parse_quiz(quiz_data()), tmp_path)
    assert ERRORS == []


def draw(choices):
    finding = f"Asked {choices['ask.where']}."
    return Picture(house_figure("A loan"), finding, table("Choices", ("Step",), [("ask",)]), "Invented.")


# --- as its author writes it ---


def plant(**changes):
    data = quiz_data()
    part = data["blueprints"][0]
    for place, value in changes.items():
        where, key = place.split("__")
        target = {"ask": part["steps"][0], "pay": part["steps"][1], "where": part["columns"][0]}[where]
        target[key] = value
    return data


WRONG_SLIP = {"column": "where", "option": "stay", "misconception": "all-in-public", "feedback": "No."}
FAULTS = {
    "a row with a gap": ({"ask__accepted": [{"where": "stay"}]}, "step 'ask': a row that fits says nothing on 'who'"),
    "no such column": ({"pay__accepted": [{"where": "stay", "who": "nobody", "when": "now"}]}, "no column 'when'"),
    "no such choice": ({"pay__accepted": [{"where": "stya", "who": "nobody"}]}, "no choice 'stya' in column 'where'"),
    "a slip that fits": ({"pay__slips": [WRONG_SLIP]}, "step 'pay': 'stay' is a slip, and fits"),
    "an unknown slip": ({"pay__slips": [WRONG_SLIP | {"option": "moon"}]}, "no choice 'moon'"),
    "a slip's belief": ({"pay__slips": [WRONG_SLIP | {"misconception": "x"}]}, "no misconception 'x'"),
    "an option twice": ({"where__options": [{"id": "a", "text": "A"}] * 2}, "column 'where': id 'a' is used more than"),
    "no rows": ({"ask__accepted": []}, "step 'ask', accepted: needs at least 1"),
    "two steps of one name": ({"pay__id": "ask"}, "id 'ask' is used more than once"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_blueprint_is_named(name):
    changes, said = FAULTS[name]
    with pytest.raises(InputError) as raised:
        parse_quiz(plant(**changes))
    assert said in str(raised.value)


@pytest.mark.parametrize("key", ["accepted", "feedback"])
def test_a_blueprint_without_points_needs_its_key(key):
    data = quiz_data()
    del data["blueprints"][0]["steps"][0][key]
    with pytest.raises(InputError, match=f"step 'ask': '{key}' is missing"):
        parse_quiz(data)


# --- as a learner answers it ---


def test_every_choice_must_be_made_and_the_first_gap_is_named():
    assert take(PART, FITS) == FITS
    for value, said in (
        ({k: v for k, v in FITS.items() if k != "pay.who"}, "Choose in all 4 places first: 1 is left; the first is st"),
        (FITS | {"ask.where": "moon"}, "no choice 'moon'"),
        (FITS | {"moon.where": "stay"}, "no place 'moon.where'"),
        ("public", "Choose for each step first."),
    ):
        with pytest.raises(AnswerError, match=said):
            take(PART, value)


@given(st.dictionaries(st.sampled_from([*FITS, "x"]), st.sampled_from(["public", "members", "stay", "nobody", "y"])))
def test_whatever_is_sent_is_taken_whole_or_refused_in_words(value):
    try:
        taken = take(PART, value)
    except AnswerError as error:
        assert str(error).endswith(".")  # noqa: PT017 - either this or the next line
    else:
        assert fits(PART, taken)
        assert mark(PART, taken).headline
        assert say_value(PART, taken) == "4 choices for 2 steps"


@pytest.mark.parametrize(
    ("changes", "state", "note"),
    [
        ({}, "right", "Ten answers serve all."),
        ({"ask.where": "members", "ask.who": "nobody"}, "right", "Ten answers serve all."),
        ({"ask.who": "nobody"}, "partly", "Look again at “Who?”."),  # the nearest row that fits counts
        ({"ask.where": "stay"}, "partly", "Look again at “Where?”."),
    ],
)
def test_a_step_may_have_several_rows_that_fit(changes, state, note):
    verdict = mark(PART, FITS | changes)
    assert verdict.state == state
    assert verdict.notes["ask"].text == note


def test_a_slip_gets_its_own_reply_and_counts_as_its_misconception():
    verdict = mark(PART, FITS | {"pay.where": "public"})
    assert (verdict.headline, verdict.notes["pay"].text) == ("1 of 2 steps fit.", SLIP)
    assert verdict.misconceptions == ("all-in-public",)
    both = mark(PART, FITS | {"pay.where": "public", "pay.who": "expert"})
    assert both.notes["pay"].text == f"{SLIP} Look again at “Who?”."
    none = mark(PART, {"ask.where": "stay", "ask.who": "nobody", "pay.where": "members", "pay.who": "expert"})
    assert (none.state, none.headline) == ("wrong", "No step fits as a whole yet.")


def test_it_is_kept_shown_again_and_drawn_each_time(lesson):
    asked = lesson.blueprint("loan", then=draw)
    assert asked.view is None
    asked.choose(FITS | {"pay.where": "public"})
    assert asked.question.notes["pay"] == {"right": False, "text": SLIP}
    assert asked.view.picture.finding == "Asked public."
    asked.choose(FITS | {"ask.where": "members"})
    assert (asked.state, asked.view.picture.finding) == ("right", "Asked members.")
    again = open_lesson(lesson.quiz, lesson.answers.path.parent).blueprint("loan", then=draw)
    assert again.question.draft == again.question.kept == FITS | {"ask.where": "members"}
    assert again.view.picture.finding == "Asked members."


def test_without_a_full_answer_nothing_is_kept_or_drawn(lesson):
    asked = lesson.blueprint("loan", then=draw)
    asked.choose({"ask.where": "public"})
    assert "3 are left" in asked.message
    assert (asked.view, lesson.answers.path.exists()) == (None, False)


def test_what_is_no_service_bears_another_title(lesson):
    titles = [lesson.blueprint("loan").question.words["eyebrow"]]
    titles.append(lesson.blueprint("loan", title="Placement").question.words["eyebrow"])
    assert titles == ["Blueprint", "Placement"]


def test_it_is_read_again_in_words(lesson):
    assert "Not answered yet." in str(lesson.read("loan"))
    lesson.blueprint("loan").choose(FITS)
    assert "Ask for a loan. Where?: Public; Who?: Expert." in str(lesson.read("loan"))
    words = write_twin(PART)
    assert "*Where?*: Public; Members; Stay" in words
    assert "- Pay it back." in words


# --- as it is marked ---


def earn(given):
    """Run the hidden tests as a test cell; gives its last value."""
    *lines, last = write_tests(parse_quiz(quiz_data(points=4)).parts["loan"], None)

    class Kept:
        value = given

    class Lesson:
        class answers:  # noqa: N801 - stands for an attribute
            @staticmethod
            def read():
                return {"loan": Kept} if given else {}

    names = {"lesson": Lesson}
    exec("\n".join(lines), names)  # noqa: S102 - our own code
    return eval(last.split("#", maxsplit=1)[0], names)  # noqa: S307 - likewise


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, 4),
        ({"ask.where": "members"}, 4),
        ({"pay.where": "public"}, 3),
        ({"pay.where": "public", "pay.who": "expert"}, 2),
    ],
)
def test_each_choice_that_fits_earns_its_share(changes, points, capsys):
    assert earn(FITS | changes) == points
    assert ("does not fit: pay (where)" in capsys.readouterr().out) is (points < 4)


def test_nothing_given_earns_nothing_and_says_so():
    with pytest.raises(AssertionError, match="not answered"):
        earn(None)


def test_the_marker_and_the_note_agree():
    for where in ("public", "members", "stay"):
        for who in ("expert", "nobody"):
            given = FITS | {"ask.where": where, "ask.who": who}
            assert (earn(given) == 4) is (mark(PART, given).state == "right")


def test_learners_get_no_key_and_a_key_that_slips_out_is_found():
    data = strip_keys(quiz_data(points=4))
    assert [step.keys() for step in data["blueprints"][0]["steps"]] == [{"id", "text"}] * 2
    stripped = parse_quiz(data).parts["loan"]
    assert (mark(stripped, FITS).state, can_write_tests(stripped)) == ("kept", False)
    assert find_quiz_leaks(json.dumps(data)) == []
    data["blueprints"][0]["steps"][0]["accepted"] = []
    assert find_quiz_leaks(json.dumps(data)) == ["part 'loan': the key 'steps.accepted'"]
    page = {"cells": [{"id": "said", "cell_type": "markdown", "source": f"Mind: {SLIP}"}]}
    assert find_leaks(page, {"cells": []}, parse_quiz(quiz_data(points=4))) == [
        f"cell 'said': the key of 'loan': '{SLIP}'"
    ]


def test_a_private_key_is_laid_over_the_public_one():
    other = {"id": "pay", "accepted": [{"where": "members", "who": "expert"}], "slips": []}
    laid = lay_over_quiz(quiz_data(points=4), {"keys": [{"id": "loan", "steps": [other]}]})
    part = parse_quiz(laid).parts["loan"]
    assert mark(part, FITS | {"pay.where": "members", "pay.who": "expert"}).state == "right"
    assert mark(part, FITS).state == "partly"
