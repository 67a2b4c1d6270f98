"""Uncertainty against slow independent computations with numpy."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from sociable_assessment.model import Axis, Clause, Map, Node
from sociable_assessment.readings import Reading
from sociable_assessment.responses import Organisation, Responses
from sociable_assessment.uncertainty import Robustness, Spread, bootstrap, quantiles, robustness, spread
from tests.assessment.models import (
    a_model,
    a_rater,
    an_item,
    assess,
    assess_readings,
    dice,
    examples,
    rank_of,
    respond,
    stages,
)

NAMES = "abcd"
MODEL = a_model(
    [an_item(name, "left") for name in NAMES],
    [Node("left", None)],
    stages=stages([Clause("partly", of=("left",), at_least=0.5)], [Clause("mostly", of=("left",), at_least=0.75)]),
)
WORDS = ("no", "partly", "mostly", "yes")


def _panel(size: int, seed: int = 1) -> tuple[np.ndarray, Responses]:
    """Ranks, raters by items, of people who lean to their own side."""
    random = np.random.default_rng(seed)
    ranks = np.clip(random.integers(4, size=(size, 4)) // 2 + random.integers(3, size=(size, 1)), 0, 3)
    return ranks, respond(*({n: WORDS[r] for n, r in zip(NAMES, row, strict=True)} for row in ranks.tolist()))


def _numpy_bootstrap(ranks: np.ndarray, draws: int) -> tuple[float, float, dict[str, float]]:
    random = np.random.default_rng(7)
    panels = ranks[random.integers(len(ranks), size=(draws, len(ranks)))]
    low, high = np.quantile(100 * panels.mean(axis=(1, 2)) / 3, [0.025, 0.975])
    medians = np.sort(panels, axis=1)[:, (len(ranks) - 1) // 2, :]
    first = (medians >= 1).sum(axis=1) >= 2
    second = first & ((medians >= 2).sum(axis=1) >= 3)
    shares = {"s0": np.mean(~first), "s1": np.mean(first & ~second), "s2": np.mean(second)}
    return low, high, shares


@pytest.mark.parametrize("size", [8, 11])
def test_the_bootstrap_is_that_of_an_independent_one(size):
    ranks, responses = _panel(size)
    found = bootstrap(MODEL, responses, resamples=2000)
    low, high, shares = _numpy_bootstrap(ranks, 20_000)
    assert (found.low, found.high) == (pytest.approx(low, abs=2), pytest.approx(high, abs=2))
    assert found.stages == pytest.approx(shares, abs=0.04)


def test_the_bootstrap_is_the_same_each_time_and_another_with_another_seed():
    _, responses = _panel(9)
    first, again, other = (bootstrap(MODEL, responses, resamples=100, seed=seed) for seed in (3, 3, 4))
    assert first == again
    assert first != other


@given(dice)
@examples(40)
def test_an_interval_is_in_order_and_the_shares_of_stages_sum_to_1(dice):
    model = dice.model()
    found = bootstrap(model, respond(*dice.panel(model, size=8)), resamples=20)
    assert (found.low is None) == (found.high is None)
    assert 0 <= (found.low or 0) <= (found.high or 0) <= 100
    assert sum(found.stages.values()) == pytest.approx(1)
    assert list(found.stages) == [stage.id for stage in model.stages]


def test_raters_without_a_vote_are_not_resampled():
    _, responses = _panel(8)
    silent = [a_rater("x", {}), a_rater("y", {"a": "?", "b": "n/a"}), a_rater("z", {"elsewhere": "yes"})]
    more = replace(responses, raters=(*responses.raters, *silent))
    assert bootstrap(MODEL, more, resamples=50) == bootstrap(MODEL, responses, resamples=50)


def test_people_who_agree_leave_no_doubt():
    found = bootstrap(MODEL, respond(*[dict.fromkeys(NAMES, "mostly")] * 8), resamples=50)
    assert (found.low, found.high) == (pytest.approx(200 / 3), pytest.approx(200 / 3))
    assert found.stages == {"s0": 0, "s1": 0, "s2": 1}


def test_a_recorded_consensus_is_not_resampled():
    _, responses = _panel(8)
    agreed = respond(*[{}], consensus=dict.fromkeys(NAMES, "yes")).consensus
    found = bootstrap(MODEL, replace(responses, consensus=agreed), resamples=50)
    assert (found.low, found.high, found.stages["s2"]) == (100, 100, 1)


@pytest.mark.parametrize(("consensus", "low", "stage"), [({}, None, "s0"), (dict.fromkeys(NAMES, "yes"), 100, "s2")])
def test_without_any_votes_there_is_nothing_to_resample(consensus, low, stage):
    found = bootstrap(MODEL, respond({"a": "?"}, {}, consensus=consensus), resamples=20)
    assert (found.low, found.high, found.raters, found.stages[stage]) == (low, low, 0, 1)


@given(dice)
@examples(100)
def test_quantiles_are_those_of_numpy(dice):
    values = [dice.gauss(50, 20) for _ in range(dice.randint(1, 40))]
    expected = np.quantile(values, [0.025, 0.975])
    assert quantiles(values, 0.95) == pytest.approx(tuple(expected))


@pytest.mark.parametrize(("raters", "percent"), [(3, 75), (4, 79), (8, 88)])
def test_a_nominal_95_percent_interval_covers_less_with_few_raters(raters, percent):
    random = np.random.default_rng(20261122)
    panels = random.normal(size=(4000, raters))
    chosen = random.integers(raters, size=(4000, 1000, raters))
    means = np.take_along_axis(panels[:, None, :], chosen, axis=2).mean(axis=2)
    low, high = np.quantile(means, [0.025, 0.975], axis=1)
    assert 100 * np.mean((low <= 0) & (high >= 0)) == pytest.approx(percent, abs=2)


# ---------------------------------------------------------------- few raters


def test_each_raters_own_place_is_listed_by_index_not_by_rater():
    panel = [dict.fromkeys(NAMES, "yes"), dict.fromkeys(NAMES, "no"), {"a": "yes", "b": "yes", "c": "no", "d": "no"}]
    expected = Spread((0, 50, 100), ("s0", "s1", "s2"))
    assert spread(MODEL, respond(*panel)) == spread(MODEL, respond(*panel[::-1])) == expected


def test_a_raters_own_place_is_without_the_consensus_and_left_out_without_answers():
    panel = [dict.fromkeys(NAMES, "yes"), dict.fromkeys(NAMES, "?")]
    agreed = dict.fromkeys(NAMES, "no")
    assert spread(MODEL, respond(*panel, consensus=agreed)) == Spread((100,), ("s2",), left_out=1)


def test_raters_without_an_index_of_their_own_are_counted():
    scarce = replace(MODEL, minimum_coverage=0.7)
    panel = [dict.fromkeys(NAMES, "yes"), {"a": "yes"}, {"b": "no"}, dict.fromkeys(NAMES, "n/a")]
    found = spread(scarce, respond(*panel))
    assert (found.indices, found.left_out) == ((100,), 3)


def test_in_a_model_without_stages_raters_have_an_index_alone():
    assert spread(replace(MODEL, stages=()), respond(dict.fromkeys(NAMES, "yes"))) == Spread((100,), (None,))


MAPPED = replace(MODEL, map=Map(Axis(("left",), "low", "high"), Axis(("m",), "low", "high")))


def test_on_a_map_few_raters_leave_the_place_between_the_lowest_and_the_highest_of_theirs():
    found = spread(MAPPED, respond(dict.fromkeys(NAMES, "partly"), dict.fromkeys(NAMES, "yes")))
    assert found.across == found.up == pytest.approx((100 / 3, 100))


def test_on_a_map_the_place_has_an_interval_on_each_axis_like_the_index():
    found = bootstrap(MAPPED, _panel(9)[1], resamples=200)
    assert found.across == found.up == (found.low, found.high)
    assert bootstrap(MODEL, _panel(9)[1], resamples=200).across is None


@given(dice)
@examples(100)
def test_robustness_counts_the_single_changes_that_move_the_stage(dice):
    model = dice.model()
    readings = assess(model, *dice.panel(model)).readings
    held = rank_of(model, assess_readings(model, readings).position.stage)
    moves = []
    for item in model.items:
        other = set(range(len(item.options))) - {readings[item.id].rank}
        for rank in other if readings[item.id].rank is not None else ():
            changed = {**readings, item.id: Reading("answered", rank, item.options[rank].value)}
            moves.append((item.id, rank_of(model, assess_readings(model, changed).position.stage) - held))
    items = tuple(dict.fromkeys(item for item, move in moves if move))
    lower, higher = sum(move < 0 for _, move in moves), sum(move > 0 for _, move in moves)
    assert robustness(model, readings) == Robustness(len(moves), lower, higher, items)


def test_nothing_known_can_be_changed():
    readings = assess(MODEL, {}).readings
    assert robustness(MODEL, readings) == Robustness(0, 0, 0, ())


def test_an_organisation_without_raters_has_no_spread():
    assert spread(MODEL, Responses(Organisation("Museum"), ())) == Spread((), ())
