"""A sound lesson passes; each rule finds the fault that breaks it, and names the place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sociable_assessment.errors import InputError
from sociable_course.claims import read_claims
from sociable_course.lesson_source import read_lesson
from sociable_course.lint import lint
from sociable_course.lint_quiz import lint_quiz
from sociable_course.minutes import check_minutes, lesson_minutes, longest_gap
from sociable_course.quiz_parts import Check, Option
from tests.course.garden import CLAIMS, find_faults, make_checkout, plant, read_faults, read_garden

LINT = read_faults("lint_faults.toml")
QUIZ = read_faults("quiz_faults.toml")


def test_a_sound_lesson_breaks_no_rule():
    lint(read_garden(), CLAIMS)


@pytest.mark.parametrize("planted", LINT)
def test_each_rule_finds_a_planted_fault(tmp_path, planted):
    name, old, new, message = LINT[planted]
    folder = make_checkout(tmp_path)
    plant(folder / name, old, new)
    assert message in "\n".join(find_faults(folder))


@pytest.mark.parametrize("planted", QUIZ)
def test_a_fault_of_a_quiz_is_named(tmp_path, planted):
    old, new, message = QUIZ[planted]
    folder = make_checkout(tmp_path)
    plant(folder / "quiz.toml", old, new)
    assert message in "\n".join(find_faults(folder))


@pytest.mark.parametrize(
    ("lengths", "found"),  # of the right and the wrong option of each check
    [
        ([(9, 5), (9, 5)], 0),  # two checks show no habit
        ([(9, 5), (9, 5), (5, 9), (5, 9)], 0),
        ([(9, 5), (9, 5), (5, 9)], 1),
        ([(9, 5), (9, 9), (5, 9)], 1),
        ([(9, 5), (9, 5), (None, 9)], 0),  # no key, so nothing to compare
    ],
)
def test_the_right_option_is_seldom_the_longest(lengths, found):
    checks = tuple(
        Check(str(place), (), "", (Option("a", "x" * (right or 1), right=bool(right)), Option("b", "x" * wrong)))
        for place, (right, wrong) in enumerate(lengths)
    )
    assert len(list(lint_quiz(replace(read_garden().quiz, checks=checks)))) == found


def test_all_faults_come_in_one_message(tmp_path):
    folder = make_checkout(tmp_path)
    plant(folder / "quiz.toml", 'id = "sitters"', 'id = "Sitters"')
    plant(folder / "quiz.toml", "answer = 15\n", "answer = 101\n")
    assert len(find_faults(folder)) == 2


def test_code_of_an_exercise_and_hidden_tests_may_be_long(tmp_path):
    folder = make_checkout(tmp_path)
    plant(folder / "lesson.py", "baskets = [4, 9, 1, 1]\n", "baskets = [4, 9, 1, 1]\n" + "baskets\n" * 20)
    plant(folder / "lesson.py", 'assert given is not None, "not answered"\n', "assert given\n" * 20)
    assert find_faults(folder) == []


def test_what_is_no_path_and_no_bare_figure(tmp_path):
    folder = make_checkout(tmp_path)
    fine = '"posts / day"\n"3.5"\nlesson.explore(pictures.house_figure, label="A picture")\nlesson.saved()'
    plant(folder / "lesson.py", "lesson.saved()", fine)
    assert find_faults(folder) == []


def test_minutes_are_words_and_what_there_is_to_do(tmp_path):
    folder = make_checkout(tmp_path)
    before = lesson_minutes(read_garden())
    plant(folder / "lesson.py", "# Three of twenty. The", "# " + "word " * 180 + "Three of twenty. The")
    plant(folder / "quiz.toml", "minutes = 0.5", "minutes = 2.5")
    longer = read_lesson(folder)
    assert lesson_minutes(longer) == pytest.approx(before + 3)
    assert longest_gap(longer)[0] == pytest.approx(longest_gap(read_garden())[0] + 3)


def test_declared_minutes_may_differ_by_a_fifth(tmp_path):
    assert check_minutes(read_garden()) is None
    folder = make_checkout(tmp_path)
    plant(folder / "objectives.toml", "minutes = 34", "minutes = 50")
    assert "50 minutes are declared, 3" in (check_minutes(read_lesson(folder)) or "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'format = "sociable-claims/1"\n[[claims]]\nid = "a"\npost = 6\ntext = "x"\nlesson = "01_a"',
            "post: 6 is not one",
        ),
        ('format = "sociable-claims/2"', "'sociable-claims/2' is not 'sociable-claims/1'"),
        (
            'format = "sociable-claims/1"\n' + '[[claims]]\nid = "a"\npost = 1\ntext = "x"\nlesson = "01_a"\n' * 2,
            "claims: id 'a' is used more than once",
        ),
    ],
)
def test_a_fault_of_the_claims_is_named(tmp_path, text, message):
    (tmp_path / "claims.toml").write_text(text)
    with pytest.raises(InputError, match=message.replace("(", r"\(")):
        read_claims(tmp_path / "claims.toml")
