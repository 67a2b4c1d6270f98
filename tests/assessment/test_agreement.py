"""Agreement against brute force, numpy, Monte Carlo, the published definition and the library krippendorff."""

from itertools import product

import krippendorff
import numpy as np
import pytest
from hypothesis import given

from sociable_assessment.agreement import agree, alpha, alpha_by_options, by_chance, r_wg
from sociable_assessment.readings import Tally, tally
from tests.assessment.models import Dice, a_model, an_item, dice, examples, respond, scale


def _counts(ranks, options: int) -> tuple[int, ...]:
    return tuple(np.bincount(ranks, minlength=options).tolist())


def _ranks(dice: Dice, options: int, most: int = 12) -> list[int]:
    return [dice.randrange(options) for _ in range(dice.randint(2, most))]


@given(dice)
@examples(200)
def test_r_wg_is_one_minus_the_variance_over_that_of_random_answers(dice):
    options = dice.randint(2, 7)
    ranks = _ranks(dice, options)
    random_variance = np.var(np.arange(options))
    assert r_wg(_counts(ranks, options)) == pytest.approx(1 - np.var(ranks, ddof=1) / random_variance)


@pytest.mark.parametrize(("counts", "expected"), [((0, 5, 0), 1), ((2, 2, 2, 2), 1 - 10 / 7 / 1.25), ((2, 0, 2), -1)])
def test_r_wg_is_1_at_unanimity_and_negative_when_polarised(counts, expected):
    assert r_wg(counts) == pytest.approx(expected)


@pytest.mark.parametrize(("raters", "options"), [(2, 2), (5, 2), (2, 3), (4, 3), (6, 3), (3, 4), (5, 4), (4, 5)])
def test_by_chance_is_the_share_of_all_panels_that_agree_at_least_as_much(raters, options):
    panels = [_counts(panel, options) for panel in product(range(options), repeat=raters)]
    measured = {counts: r_wg(counts) for counts in set(panels)}
    all_measured = np.array([measured[counts] for counts in panels])
    expected = {counts: np.mean(all_measured >= r - 1e-9) for counts, r in measured.items()}
    assert {counts: by_chance(counts) for counts in measured} == pytest.approx(expected)


@pytest.mark.parametrize("options", [4, 5])
def test_by_chance_is_what_random_panels_of_fourteen_show(options):
    random = np.random.default_rng(20261122)
    variances = np.var(random.integers(options, size=(100_000, 14)), axis=1, ddof=1)
    for ranks in ([1] * 14, [1] * 7 + [2] * 7, [0] * 3 + [1] * 8 + [2] * 3, [0, 1] * 7, [0, 3] * 7):
        share = np.mean(variances <= np.var(ranks, ddof=1) + 1e-9)
        assert by_chance(_counts(ranks, options)) == pytest.approx(share, abs=0.005)


def test_by_chance_of_a_very_large_panel_is_close_to_what_random_panels_show():
    random = np.random.default_rng(20261122)
    variances = np.var(random.integers(7, size=(20_000, 60)), axis=1, ddof=1)
    for variance in np.quantile(variances, [0.1, 0.5, 0.9]):
        ranks = random.integers(7, size=60)
        while abs(np.var(ranks, ddof=1) - variance) > 0.02:
            ranks[random.integers(60)] = random.integers(7)
        share = np.mean(variances <= np.var(ranks, ddof=1) + 1e-9)
        assert by_chance(_counts(ranks, 7)) == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize(
    ("raters", "options", "percent"),
    [
        *((4, 3, 3.7), (4, 4, 18.0), (4, 5, 9.7)),
        *((6, 3, 3.7), (6, 4, 4.6), (6, 5, 4.5)),
        *((8, 3, 0.5), (8, 4, 1.3), (8, 5, 2.1)),
    ],
)
def test_a_bare_cut_off_at_070_is_passed_by_chance_as_often_as_we_say(raters, options, percent):
    panels = {_counts(panel, options) for panel in product(range(options), repeat=min(raters, 5))}
    if raters > 5:
        more = product(panels, product(range(options), repeat=raters - 5))
        panels = {tuple(np.add(five, _counts(rest, options)).tolist()) for five, rest in more}
    passing = [counts for counts in panels if r_wg(counts) >= 0.7 - 1e-9]
    assert 100 * max(map(by_chance, passing)) == pytest.approx(percent, abs=0.15)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (Tally((0, 0, 0)), None),
        (Tally((0, 1, 0), dont_know=5, not_applicable=3), None),
        (Tally((4,)), None),
        (Tally((0, 2, 0)), 1),
        (Tally((0, 2, 0), consensus=0), 1),
    ],
)
def test_agreement_needs_two_votes_and_two_options(votes, expected):
    found = agree(votes)
    assert (found.counts, found.votes, found.r_wg) == (votes.counts, votes.votes, expected)
    assert (found.by_chance is None) == (expected is None)


def test_two_raters_agree_wholly_by_chance_once_in_as_many_times_as_there_are_options():
    assert agree(Tally((0, 2, 0, 0))).by_chance == pytest.approx(1 / 4)


# ---------------------------------------------------------------- alpha


def _alpha_by_pairs(rows: list[list[int]]) -> float | None:
    """The definition, pair by pair of values within a unit and among all (Hayes & Krippendorff 2007)."""
    units = [row for row in rows if len(row) > 1]
    pooled = np.array([value for row in units for value in row])

    def distance(one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = np.sum((pooled >= low) & (pooled <= high))
        return float(between - (np.sum(pooled == low) + np.sum(pooled == high)) / 2) ** 2

    within = sum(
        distance(a, b) / (len(row) - 1) for row in units for i, a in enumerate(row) for j, b in enumerate(row) if i != j
    )
    among = sum(distance(a, b) for a in pooled for b in pooled)
    return 1 - (len(pooled) - 1) * within / among if among else None


def _ratings(dice: Dice, options: int) -> list[list[int | None]]:
    """Items by raters, with gaps."""
    size = dice.randint(2, 6)
    answers = [*range(options), None]
    return [[dice.choice(answers) for _ in range(size)] for _ in range(dice.randint(1, 7))]


@given(dice)
@examples(200)
def test_alpha_is_that_of_its_definition(dice):
    options = dice.randint(2, 5)
    rows = [[rank for rank in row if rank is not None] for row in _ratings(dice, options)]
    found = alpha([_counts(np.array(row, int), options) for row in rows])
    assert found == pytest.approx(_alpha_by_pairs(rows))


@given(dice)
@examples(200)
def test_alpha_is_that_of_the_library_krippendorff(dice):
    options = dice.randint(2, 5)
    ratings = _ratings(dice, options)
    rows = [[rank for rank in row if rank is not None] for row in ratings]
    found = alpha([_counts(np.array(row, int), options) for row in rows])
    if found is None:
        assert len({rank for row in rows if len(row) > 1 for rank in row}) < 2
        return
    data = np.array([[np.nan if rank is None else rank for rank in row] for row in ratings]).T
    theirs = krippendorff.alpha(data, level_of_measurement="ordinal", value_domain=list(range(options)))
    assert found == pytest.approx(theirs)


@pytest.mark.parametrize("rows", [[], [(1, 0, 0), (0, 1, 0)], [(0, 3, 0), (0, 2, 0)], [(0, 0, 0)]])
def test_there_is_no_alpha_without_two_votes_on_an_item_or_any_difference(rows):
    assert alpha(rows) is None


def test_alpha_is_given_for_each_answer_set_apart():
    steps, short = scale("no", "partly", "yes"), scale("no", "yes")
    model = a_model([an_item("a", options=steps), an_item("b", options=steps), an_item("c", options=short)])
    panel = [{"a": "no", "b": "yes", "c": "no"}, {"a": "no", "b": "yes", "c": "yes"}]
    found = alpha_by_options(model, tally(model, respond(*panel)))
    assert found == {("no", "partly", "yes"): pytest.approx(1), ("no", "yes"): pytest.approx(0)}
