"""The answers that are no option, and the columns that are no question, in every spelling that people use."""

import pytest

from sociable_assessment.reserved import ALIASES, KEYS, find_reason, is_special, is_unsure, names_column


@pytest.mark.parametrize("cell", ["?", " ? ", "Don't know", "don’t KNOW", "I don't know"])
def test_dont_know_is_told_in_any_spelling(cell):
    assert (is_unsure(cell), is_special(cell)) == (True, True)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("n/a: no shop", "no shop"),
        ("N/A : a\nb", "a\nb"),
        ("Not applicable:x", "x"),
        ("n/a", ""),
        ("N.A.", ""),
        ("n/a:", ""),
    ],
)
def test_not_applicable_is_told_with_its_reason_or_for_lack_of_one(cell, reason):
    assert (find_reason(cell), is_special(cell)) == (reason, True)


@pytest.mark.parametrize("cell", ["", "no", "na", "NA: x", "DK", "-", "not", "n/ab: x", "??"])
def test_nothing_else_is_taken_for_either(cell):
    assert (is_unsure(cell), find_reason(cell), is_special(cell)) == (False, None, False)


@pytest.mark.parametrize("name", [*KEYS, *ALIASES, "Organisation", " WAVE "])
def test_a_column_that_is_no_question_is_known_by_its_name(name):
    assert names_column(name)


@pytest.mark.parametrize("name", ["raters", "name", "email", "goals-named", ""])
def test_any_other_name_is_free(name):
    assert not names_column(name)
