"""What answers are worth, and how they are read from what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.errors import UnknownNameError
from sociable_course.answer_values import (
    MOST_CHARACTERS,
    AnswerError,
    find_part,
    fits,
    read_number,
    say_number,
    say_value,
    take,
)
from sociable_course.marking import count_words, mark, say_try
from sociable_course.quiz import Check, Quiz, parse_quiz, strip_keys
from tests.course.lesson_quiz import make_quiz, quiz_data

QUIZ = make_quiz()
RIGHT = {card["id"]: card["category"] for card in quiz_data()["sorts"][0]["cards"]}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("42", 42),
        ("42,9", 42.9),
        (" 42.9 % ", 42.9),
        ("1 200", 1200),
        ("1\N{NO-BREAK SPACE}200,5", 1200.5),
        ("1'200", 1200),
        ("\N{MINUS SIGN}3", -3),
        ("+3", 3),
        (".5", 0.5),
        ("5.", 5),
        ("\N{ARABIC-INDIC DIGIT THREE}", 3),
        ("0,125", 0.125),
        ("1.234", 1.234),
        (7, 7),
        (1e-7, 1e-7),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write a number first."),
        (None, "Write a number first."),
        (True, "Write a number first."),
        ("%", "Write a number first."),
        ("forty", "'forty' is not a number. Write it in digits, such as 12 or 12.5."),
        ("1,234", "'1,234' could be 1,234 or 1.234: write 1234 or 1.234."),
        ("1.2.3", "is not a number"),
        (".", "is not a number"),
        ("-", "is not a number"),
        ("nan", "is not a number"),
        ("1e5", "is not a number"),
        (float("nan"), "can be an answer"),
        (float("inf"), "can be an answer"),
        ([], "is not a number"),
        ("9" * 400, "can be an answer"),
    ],
)
def test_what_is_no_number_is_said_in_words(text, said):
    with pytest.raises(AnswerError) as raised:
        read_number(text)
    assert said in str(raised.value)


@given(st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.6g}")))
def test_a_number_that_is_shown_can_be_typed_again(number):
    said = say_number(number)
    if "e" not in said:
        assert read_number(said) == number


@given(
    st.text() | st.none() | st.floats() | st.integers() | st.dictionaries(st.text(), st.text()) | st.lists(st.text())
)
def test_whatever_a_page_or_a_file_sends_is_taken_or_refused_in_words(value):
    for part in QUIZ.parts.values():
        taken = refused = None
        try:
            taken = take(part, value)
        except AnswerError as error:
            refused = str(error)
        assert fits(part, taken) is (refused is None)
        assert refused or (say_value(part, taken) and mark(part, taken).headline)


def test_each_wrong_option_answers_its_misconception():
    check = QUIZ.parts["before-platforms"]
    for option in check.options:
        verdict = mark(check, option.id)
        assert verdict.feedback == option.feedback
        assert verdict.misconceptions == ((option.misconception,) if option.misconception else ())
        assert (verdict.state == "right") is bool(option.right)


def test_a_sort_has_a_note_for_each_card():
    sort = QUIZ.parts["motives"]
    verdict = mark(sort, RIGHT | {"fitter": "show", "aunt": "help"})
    assert (verdict.state, verdict.headline) == ("partly", "4 of 6 are where they belong.")
    assert verdict.notes["fitter"].text.startswith("Not here. The photograph shows something")
    assert verdict.notes["aunt"].text == "Not under “Get or give help”."
    assert verdict.notes["guard"].right
    assert verdict.misconceptions == ("medium-makes-social",)
    assert mark(sort, RIGHT).state == "right"
    none = {card: next(c.id for c in sort.categories if c.id != place) for card, place in RIGHT.items()}
    assert (mark(sort, none).state, mark(sort, none).headline) == ("wrong", "None is where it belongs yet.")


def test_unplaced_cards_are_counted():
    with pytest.raises(AnswerError, match="Place all 6 cards first: 1 is left"):
        take(QUIZ.parts["motives"], {card: place for card, place in RIGHT.items() if card != "aunt"})


@pytest.mark.parametrize(("value", "state"), [(42.9, "right"), (43.4, "right"), (42.4, "right"), (43.5, "wrong")])
def test_a_number_is_right_within_its_tolerance(value, state):
    assert mark(QUIZ.parts["top-tenth"], value).state == state


def test_a_known_wrong_number_gets_its_own_answer():
    verdict = mark(QUIZ.parts["top-tenth"], 10.0)
    assert verdict.misconceptions == ("tenth-of-acts",)
    assert verdict.feedback.startswith("A tenth of the people, yes.")
    assert "not 11 percent" in mark(QUIZ.parts["top-tenth"], 11.0).feedback


def test_outside_its_bounds_a_number_is_refused():
    with pytest.raises(AnswerError, match="101 can't be: the answer lies between 0 and 100"):
        take(QUIZ.parts["top-tenth"], "101")


def graded() -> Quiz:
    data = quiz_data()
    for kind in ("checks", "sorts", "texts", "numbers"):
        data[kind][0]["points"] = 2
    data["texts"][0]["rubric"][0]["points"] = 2
    return parse_quiz(strip_keys(data))


def test_of_a_graded_part_nothing_is_given_away():
    quiz = graded()
    given = {"before-platforms": "no-network", "motives": RIGHT, "offer": "word " * 9, "top-tenth": 10.0}
    for name, value in given.items():
        verdict = mark(quiz.parts[name], take(quiz.parts[name], value))
        assert (verdict.state, verdict.headline, verdict.feedback) == (
            "kept",
            "Kept.",
            "It is marked when you hand in.",
        )
        assert verdict.misconceptions == ()
        assert not verdict.notes


def test_a_text_is_always_kept_and_its_length_told():
    offer = QUIZ.parts["offer"]
    assert "2 of at least 8 words" in mark(offer, "two words").feedback
    assert mark(offer, "a " * 8).state == "kept"
    with pytest.raises(AnswerError, match="write something first"):
        take(offer, " \n ")
    with pytest.raises(AnswerError, match="10,000 is the most"):
        take(offer, "x" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(
    ("tries", "said"), [(1, ""), (2, "2nd try"), (3, "3rd try"), (4, "4th try"), (11, "11th try"), (22, "22nd try")]
)
def test_tries_are_counted(tries, said):
    assert say_try(tries) == said


def test_words_are_counted_as_a_writer_would():
    assert count_words("Well-known – it's\n§ 5 über 東京") == 5


def test_an_unknown_part_names_the_nearest():
    with pytest.raises(UnknownNameError, match="no check 'before-platform'; did you mean 'before-platforms'"):
        find_part(QUIZ, Check, "before-platform")
    with pytest.raises(UnknownNameError, match="has no check 'motives'"):
        find_part(QUIZ, Check, "motives")
