"""The decision rounds: what always holds, whoever plays, and that the thesis wins here and loses there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.errors import UnknownNameError
from sociable_course.rounds import (
    QUARTERS,
    WAYS,
    Luck,
    MoveError,
    add_cost,
    begin,
    count_wins,
    draw_luck,
    leave_out,
    play,
    step,
    take_move,
    think,
)
from sociable_course.rounds_words import explain, rival, say_quarters, weigh
from sociable_course.scenarios import CHOICES, FAILURES, SCENARIOS, find_scenario
from tests import ROOT

SEEDS = range(60)
moves = st.lists(st.lists(st.sampled_from(list(CHOICES)), unique=True, max_size=3), max_size=QUARTERS)
scenarios = st.sampled_from(list(SCENARIOS.values()))
seeds = st.integers(0, 10_000)
shares = st.floats(0, 1)


def affordable(scenario, wanted):
    """Drop each quarter that the budget no longer pays for."""
    left, kept = scenario.budget, []
    for move in wanted:
        kept.append(move if add_cost(move) <= left else [])
        left -= add_cost(kept[-1])
    return kept


# --- what always holds ---


@given(scenarios, seeds, moves)
def test_the_budget_is_never_exceeded_and_each_euro_is_accounted_for(scenario, seed, wanted):
    run = play(scenario, seed, affordable(scenario, wanted))
    spent = sum(add_cost(move) for move in run.moves)
    assert run.last.left == scenario.budget - spent >= 0
    margin = sum(state.customers for state in run.states[1:]) * scenario.margin
    assert run.last.surplus == pytest.approx(margin - spent)


@given(scenarios, seeds, moves)
def test_people_are_never_made_or_lost_on_the_way(scenario, seed, wanted):
    run = play(scenario, seed, affordable(scenario, wanted))
    for before, after in zip(run.states, run.states[1:], strict=False):
        assert 0 <= after.tied <= after.customers + 1e-6
        assert after.customers <= scenario.people + 1e-6
        assert 0 <= after.ability <= 1
        came = after.won + after.invited + after.told
        assert after.customers <= before.customers - after.lost + came + 1e-6


@given(scenarios, seeds, moves)
def test_the_same_seed_and_choices_give_the_same_run(scenario, seed, wanted):
    wanted = affordable(scenario, wanted)
    assert play(scenario, seed, wanted) == play(scenario, seed, wanted)


@given(seeds, st.integers(1, QUARTERS))
def test_luck_is_the_same_for_every_way_of_thinking(seed, quarter):
    luck = draw_luck(seed, quarter)
    assert luck == draw_luck(seed, quarter)
    assert all(0.6 <= each <= 1.4 for each in (luck.campaign, luck.ties, luck.leaving))


def test_a_campaign_wins_the_luck_of_its_quarter_whatever_happened_before():
    """Two runs that differ only in training: the campaign of quarter 3 meets the same luck."""
    for first in ((), ("training",)):
        run = play(SCENARIOS["tea"], 5, [first, [], ["campaign"]])
        before = run.states[2]
        strangers = run.scenario.people - before.customers
        assert run.last.won == pytest.approx(strangers * 0.01 * 2 * draw_luck(5, 3).campaign)


CALM = Luck(1, 1, 1)


@given(scenarios, seeds, moves, st.sampled_from(["reach", "tells", "ability"]), st.floats(0.1, 1))
def test_more_reach_word_of_mouth_or_ability_never_means_fewer_customers(scenario, seed, wanted, name, part):
    wanted = affordable(scenario, wanted)
    less = replace(scenario, **{name: getattr(scenario, name) * part})
    low, high = (play(each, seed, wanted).last for each in (less, scenario))
    assert low.customers <= high.customers + 1e-6
    assert low.tied <= high.tied + 1e-6


@given(scenarios, seeds, moves, st.sampled_from(list(FAILURES)), shares)
def test_the_worse_offline_fails_the_more_there_is_to_mend(scenario, seed, wanted, failure, part):
    wanted = affordable(scenario, wanted)
    less = replace(scenario, failures={**scenario.failures, failure: scenario.failures[failure] * part})
    assert play(less, seed, wanted).last.customers <= play(scenario, seed, wanted).last.customers + 1e-6


@given(scenarios, st.sampled_from(list(CHOICES)))
def test_in_its_quarter_nothing_that_is_bought_costs_a_customer(scenario, choice):
    idle, done = (step(scenario, begin(scenario), move, CALM) for move in ((), (choice,)))
    assert done.customers >= idle.customers
    assert done.tied >= idle.tied
    assert done.ability >= idle.ability
    assert done.surplus - idle.surplus >= -CHOICES[choice].cost


def test_where_nothing_fails_only_campaigns_and_training_do_anything():
    whole = replace(SCENARIOS["couplings"], failures=dict.fromkeys(FAILURES, 0.0))
    idle = step(whole, begin(whole), (), CALM)
    for choice in CHOICES.values():
        done = step(whole, begin(whole), (choice.id,), CALM)
        assert (done.customers > idle.customers) is (choice.id == "campaign")
        assert (done.ability > idle.ability) is (choice.id == "training")
        assert done.tied == idle.tied


# --- choices that can't be made ---


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (["moon"], "There is no choice 'moon'"),
        (["meet", "meet"], "once a quarter"),
        (["campaign", "meet", "friends", "service", "community", "training"], "costs 170 thousand €, and 100 are left"),
    ],
)
def test_a_choice_that_cant_be_made_is_refused_in_words(wanted, said):
    state = replace(begin(SCENARIOS["couplings"]), left=100)
    with pytest.raises(MoveError, match=said):
        take_move(state, wanted)


def test_an_unknown_scenario_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="couplings"):
        find_scenario("coupling")


# --- two ways of thinking ---


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda each: each.id)
def test_both_ways_spend_the_whole_budget_and_nothing_spends_nothing(scenario):
    spent = {way: sum(map(add_cost, think(scenario, way))) for way in WAYS}
    assert spent == {"channel": 400, "people": 400, "nothing": 0}
    assert all(len(think(scenario, way, quarters)) == quarters for way in WAYS for quarters in (2, 8, 12))


def test_the_thesis_wins_at_brackwell_and_loses_at_the_tea_shop():
    assert count_wins(SCENARIOS["couplings"], SEEDS) == 56
    assert count_wins(SCENARIOS["tea"], SEEDS) == 0
    assert count_wins(SCENARIOS["couplings"], SEEDS, 4) == 0


# --- in words ---


def test_what_a_choice_brought_is_what_the_run_loses_without_it():
    run = rival(play(SCENARIOS["couplings"], 2, []), "people")
    for choice, cost, gain in weigh(run):
        without = leave_out(run, choice)
        assert run.last.surplus - without.last.surplus == pytest.approx(gain)
        assert without.last.left == run.last.left + cost
    assert [choice for choice, *_ in weigh(run)] == ["meet", "training", "service", "community"]


def test_the_end_is_explained_by_rivals_and_by_what_helped():
    said = " ".join(explain(rival(play(SCENARIOS["couplings"], 2, []), "people")))
    assert "your surplus is 926 thousand €" in said
    assert "channel-first 829" in said
    assert "Helped most: help people meet." in said
    assert "Cost more than it brought: run a community" in said
    nothing = " ".join(explain(rival(play(SCENARIOS["tea"], 1, []), "nothing")))
    assert "You spent nothing." in nothing


def test_a_run_reads_quarter_by_quarter():
    lines = list(say_quarters(play(SCENARIOS["tea"], 1, [["campaign"], []])))
    assert lines[0].startswith("Quarter 1: a campaign (50). Surplus ")
    assert lines[1].startswith("Quarter 2: nothing (0). ")
    assert len(list(say_quarters(play(SCENARIOS["tea"], 1, [[]] * QUARTERS)))) == QUARTERS + 1


# --- the lesson's table ---


def lesson_text():
    return (ROOT / "course/lessons/05_social_strategy/lesson.py").read_text("utf-8")


@pytest.mark.parametrize("choice", CHOICES.values(), ids=lambda each: each.id)
def test_the_lessons_table_says_what_is_true(choice):
    row = next(line for line in lesson_text().splitlines() if line.startswith(f"# | {choice.text} |"))
    _, _, cost, mends, does, source, _ = (cell.strip() for cell in row.split("|"))
    assert (int(cost), mends) == (choice.cost, FAILURES[choice.mends] if choice.mends else "")
    for share in (choice.wins, choice.ties, choice.holds):
        assert not share or f"{100 * share:g} of 100" in does
    assert "assumed" in source
    assert ("*" in does) is (choice.mends is not None)
    if choice.invites:
        assert f"{choice.invites / 0.1:.1f} new people" in does
        assert f"{choice.invites / 0.1:.1f}:" in source
    if choice.teaches:
        assert f"{100 * choice.teaches:g} points" in does


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("People who could be customers", lambda each: f"{each.people:,}"),
        ("Customers, tied among them", lambda each: f"{each.customers}, {each.tied}"),
        ("Margin, euros a quarter", lambda each: f"{1000 * each.margin:g}"),
        ("Untied who leave a quarter", lambda each: f"{100 * each.leaves:g} %"),
        ("Staff are able", lambda each: f"{100 * each.ability:g} %"),
        ("People fail to meet", lambda each: f"{each.failures['strangers']:g}"),
        ("Friends fail to share", lambda each: f"{each.failures['friends']:g}"),
        ("Help fails at the boundary", lambda each: f"{each.failures['boundary']:g}"),
        ("A campaign wins, of 100 strangers", lambda each: f"{each.reach:g}"),
    ],
)
def test_the_lessons_table_of_organisations_is_the_models(label, read):
    row = next(line for line in lesson_text().splitlines() if line.startswith(f"# | {label} |"))
    assert [cell.strip() for cell in row.split("|")[2:-1]] == [read(each) for each in SCENARIOS.values()]
