"""What every lesson's quiz must keep to, beside its format."""

import pytest

from sociable_course.quiz import read_quiz
from tests import ROOT

QUIZZES = sorted(ROOT.glob("course/lessons/*/quiz.toml"))


def places_of_right_options(quiz):
    """List where the right option stands in each check, 0 for first."""
    return [next(place for place, option in enumerate(check.options) if option.right) for check in quiz.checks]


def gives_itself_away(places):
    """Tell whether a learner who always takes the same place would be right each time."""
    return len(places) > 2 and len(set(places)) == 1


@pytest.mark.parametrize("path", QUIZZES, ids=[path.parent.name for path in QUIZZES])
def test_the_right_option_does_not_always_stand_in_the_same_place(path):
    assert not gives_itself_away(places_of_right_options(read_quiz(path)))


def test_a_quiz_that_gives_itself_away_is_found():
    assert gives_itself_away([0, 0, 0])
    assert not gives_itself_away([0, 1, 0])
    assert not gives_itself_away([0, 0])
