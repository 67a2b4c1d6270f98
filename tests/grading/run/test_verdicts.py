"""Verdicts stand beside the grades, and one that is no grade never counts as one."""

from dataclasses import replace

import pytest
import sqlalchemy

from sociable_grading.verdicts import (
    BY_HAND,
    GRADED,
    GUARDED,
    HELD,
    NO_SCORE,
    NOT_GRADED,
    RELEASE,
    SPLIT,
    ZERO,
    CellGrade,
    Decision,
    Verdict,
    make_table,
    put_verdict,
    read_verdicts,
)


@pytest.fixture
def db_url(tmp_path):
    return f"sqlite:///{tmp_path}/gradebook.db"


def put(db_url, *verdicts):
    engine = sqlalchemy.create_engine(db_url)
    with engine.begin() as connection:
        make_table(connection)
        for verdict in verdicts:
            put_verdict(connection, verdict)
    engine.dispose()


def test_a_gradebook_without_a_run_has_no_verdicts(db_url):
    assert read_verdicts(db_url) == []


def test_verdicts_come_back_as_they_were_put(db_url):
    grades = (CellGrade("a", 1.5, 4.0, SPLIT, "took “the top five”"), CellGrade("b", None, 6.0))
    kept = Verdict("01", "zoë", HELD, ("a loop",), ("mended",), grades, isolated=False, graded_at="now", digest="d")
    other = Verdict("00", "ann", NOT_GRADED, ("no notebook",))
    put(db_url, kept, other)
    assert read_verdicts(db_url) == [other, kept]
    assert read_verdicts(db_url, "01") == [kept]
    assert read_verdicts(db_url, "01")[0].digest == "d"


def test_a_new_verdict_takes_the_place_of_the_old_one(db_url):
    put(db_url, Verdict("01", "ann", NOT_GRADED, ("no notebook",)))
    put(db_url, Verdict("01", "ann", GRADED))
    assert read_verdicts(db_url) == [Verdict("01", "ann", GRADED)]


@pytest.mark.parametrize(("state", "counts"), [(GRADED, True), (HELD, False), (NOT_GRADED, False)])
def test_only_what_is_graded_counts(state, counts):
    assert Verdict("01", "ann", state).counts is counts


def test_a_submission_is_as_safe_as_its_weakest_test():
    def level(*levels):
        return Verdict("01", "ann", GRADED, grades=tuple(CellGrade("a", 1, 1, each) for each in levels)).level

    assert (level(SPLIT, GUARDED, BY_HAND), level(SPLIT, BY_HAND), level(BY_HAND)) == (GUARDED, SPLIT, BY_HAND)


DECIDED = Decision(RELEASE, "read it", "kim", "2026-11-22T10:00:00Z")
HELD_ONE = Verdict("01", "ann", HELD, ("ctypes",), digest="d")


@pytest.mark.parametrize(
    ("what", "stands", "counts"), [(RELEASE, GRADED, True), (ZERO, GRADED, True), (NO_SCORE, NOT_GRADED, False)]
)
def test_a_decision_settles_what_was_held(what, stands, counts):
    decided = replace(HELD_ONE, decision=replace(DECIDED, what=what))
    assert (decided.stands, decided.counts, decided.waits) == (stands, counts, False)
    assert decided.state == HELD
    assert "ctypes" in str(decided)
    assert "kim on 2026-11-22: read it" in str(decided)


def test_a_decision_comes_back_as_it_was_put(db_url):
    put(db_url, replace(HELD_ONE, decision=DECIDED))
    [found] = read_verdicts(db_url)
    assert found.decision == DECIDED


@pytest.mark.parametrize(
    "changed",
    [{"digest": "e"}, {"reasons": ("ctypes", "a loop")}, {"state": NOT_GRADED}],
    ids=lambda each: next(iter(each)),
)
def test_a_decision_stands_until_the_submission_or_the_reasons_change(changed):
    decided = replace(HELD_ONE, decision=DECIDED)
    assert HELD_ONE.inherit(decided).decision == DECIDED
    assert replace(HELD_ONE, remarks=("slow",)).inherit(decided).decision == DECIDED
    assert replace(HELD_ONE, **changed).inherit(decided).decision is None
    assert HELD_ONE.inherit(None) == HELD_ONE
