"""The facts and simulations that the lessons stand on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.markup import to_html
from sociable_course import budgets, funnel, measures, motives, networks, participation, spread

SHARES = st.floats(0, 1)
CASES = st.builds(
    spread.Case,
    title=st.just("Any"),
    reason_share=SHARES,
    closeness=SHARES,
    finding_cost=st.floats(1, 100),
    act_fit=SHARES,
    act_plain=SHARES,
    act_none=SHARES,
    pass_on=SHARES,
)
PLANS = st.sampled_from(list(spread.PLANS))
SEED = st.integers(0, 5)

PICTURES = {
    **{
        f"{name}, {gone}": lambda n=name, g=gone: networks.draw_network(n, g)
        for name in networks.NETWORKS
        for gone in ("nobody", "the best-tied member")
    },
    "split": lambda: networks.draw_split(20),
    "silent": lambda: participation.draw_silent(0),
    "ladder": participation.draw_ladder,
    "reasons": lambda: motives.draw_reasons(100),
    **{f"change, {name}": lambda n=name: motives.draw_change(n) for name in motives.CHOICES},
    **{f"forecasts, {told}": lambda n=told: budgets.draw_forecasts(n) for told in (0, 7)},
    **{f"sectors, {name}": lambda n=name: budgets.reveal_sectors(n) for name in ("b2b", "b2c", "nobody")},
    **{f"measures, {told}": lambda n=told: measures.draw_measures(n) for told in (0, 100)},
    "ages": measures.draw_ages,
    **{
        f"funnel, {firm}, {name}": lambda f=firm, n=name: funnel.reveal(f, funnel.CHOICES)(n)
        for firm in funnel.FIRMS
        for name in funnel.CHOICES
    },
    **{f"plans, {name}": lambda n=name: spread.reveal(n)("reason") for name in spread.CASES},
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_a_title_a_finding_a_captioned_table_and_a_source(name):
    picture = PICTURES[name]()
    assert picture.figure.layout.title.text
    assert picture.figure.layout.title.subtitle.text
    assert not picture.figure.layout.showlegend
    assert not picture.finding[0].islower()
    assert "<caption>" in to_html(picture.table)
    assert picture.source.endswith(".")


# --- networks ---


def test_the_largest_hold_a_share_that_grows_with_their_number():
    ties = [count for _, count in networks.count_ties(networks.find_network("A karate club, 1970s"))]
    shares = [networks.share_of_top(ties, top) for top in range(len(ties) + 1)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 100)
    assert round(shares[7], 1) == 48.7


def test_the_instructors_side_is_foretold_but_for_one_member():
    club = networks.find_network("A karate club, 1970s").graph
    sides = networks.split_club()
    assert [name for name in club if (club.nodes[name]["club"] == "Mr. Hi") != sides[name]] == ["member 9"]
    assert sides["instructor"]
    assert not sides["president"]


def test_florence_breaks_in_three_without_the_medici_and_natchez_does_not_break():
    assert "3 pieces" in networks.draw_network("Families in Florence, 1400s", "the best-tied member").finding
    assert "nobody else" in networks.draw_network("Women in Natchez, 1930s", "the best-tied member").finding


def test_who_stays_keeps_the_place_when_another_leaves():
    before, after = (
        dict(
            zip(
                picture.figure.data[1].hovertext,
                zip(picture.figure.data[1].x, picture.figure.data[1].y, strict=True),
                strict=True,
            )
        )
        for picture in (networks.draw_network("Families in Florence, 1400s", gone) for gone in ("nobody", "x"))
    )
    places = {text.split(":")[0]: place for text, place in before.items()}
    assert {text.split(":")[0]: place for text, place in after.items()}.items() <= places.items()


# --- spread ---


@given(CASES, PLANS, SEED)
def test_who_acts_has_heard_and_nobody_is_counted_twice(case, plan, seed):
    outcome = spread.simulate(case, plan, seed)
    assert 0 <= outcome.acted <= outcome.heard <= spread.PEOPLE


@given(CASES, PLANS, SEED)
def test_the_same_seed_gives_the_same_outcome(case, plan, seed):
    assert spread.simulate(case, plan, seed) == spread.simulate(case, plan, seed)


@given(CASES, PLANS, SEED)
def test_where_nobody_passes_it_on_only_the_contacts_hear(case, plan, seed):
    assert spread.simulate(spread.change(case, pass_on=0), plan, seed).heard <= spread.CONTACTS


@given(CASES, SEED)
def test_where_nobody_would_act_nobody_does(case, seed):
    idle = spread.change(case, act_fit=0, act_plain=0, act_none=0)
    assert {spread.simulate(idle, plan, seed).acted for plan in spread.PLANS} == {0}


def test_more_passing_on_moves_more_people():
    case = spread.CASES["coupling"]
    acted = [
        sum(run.acted for run in spread.repeat(spread.change(case, pass_on=chance), "reason", spread.SEEDS))
        for chance in (0, 0.1, 0.3, 0.6)
    ]
    assert acted == sorted(acted)


def test_the_thesis_wins_two_of_the_shipped_cases_and_loses_two():
    winners = {}
    for name, case in spread.CASES.items():
        reason, everyone = (sum(r.acted for r in spread.repeat(case, p, spread.SEEDS)) for p in ("reason", "everyone"))
        winners[name] = reason > everyone
    assert winners == {"coupling": True, "museum": True, "recall": False, "debt": False}


def test_no_single_change_on_offer_makes_the_fitters_plan_lose():
    title = spread.CASES["coupling"].title
    for name, choices in spread.DIALS.items():
        for choice in choices.values() if name != "case" else ():
            assert spread.draw_plans(title, **{name: choice}).finding.startswith("“Serve a reason” beats"), (
                name,
                choice,
            )


def test_finding_the_fitters_helps_even_without_serving_their_reason():
    case = spread.CASES["coupling"]
    acted = {plan: sum(run.acted for run in spread.repeat(case, plan, spread.SEEDS)) for plan in spread.PLANS}
    assert acted["everyone"] < acted["found"] < acted["reason"]


def test_the_rule_of_thumb_in_the_prose_tells_the_shipped_cases():
    """It loses when share times cost of finding exceeds the pull of the fitting message over the general one."""
    expected = {"coupling": True, "museum": True, "recall": False, "debt": False}
    wins = {
        name: case.reason_share * case.finding_cost < case.act_fit / case.act_plain
        for name, case in spread.CASES.items()
    }
    assert wins == expected


# --- funnel ---

PARTS = st.fixed_dictionaries(dict.fromkeys(funnel.GOALS, st.floats(0, 4)))
FIRMS = st.sampled_from(list(funnel.FIRMS.values()))


@given(FIRMS, PARTS, st.integers(1, 12))
def test_nobody_is_lost_from_the_funnel_and_nobody_made(firm, parts, quarters):
    for people in funnel.simulate(firm, parts, quarters):
        assert min(people) >= 0
        assert sum(people) == pytest.approx(sum(firm.people))


@given(PARTS)
def test_the_budget_is_spent_and_no_more(parts):
    assert sum(funnel.share_budget(parts)) == pytest.approx(100)


@given(FIRMS)
def test_money_for_awareness_leaves_fewer_strangers(firm):
    few, more = ({**dict.fromkeys(funnel.GOALS, 1.0), "awareness": part} for part in (0.5, 2.0))
    assert funnel.simulate(firm, more)[-1][0] < funnel.simulate(firm, few)[-1][0]


def test_awareness_alone_loses_in_both_firms_and_worst_where_everyone_knows_the_firm():
    shares = {
        name: funnel.earn(firm, funnel.CHOICES["awareness"]) / funnel.earn(firm, funnel.CHOICES["equal"])
        for name, firm in funnel.FIRMS.items()
    }
    assert shares["couplings"] < 1 / 3 < shares["tea"] < 1


def test_the_plan_without_awareness_earns_a_seventh_more_for_the_couplings_and_less_for_the_tea():
    earned = {
        name: {plan: funnel.earn(firm, parts) for plan, parts in funnel.CHOICES.items()}
        for name, firm in funnel.FIRMS.items()
    }
    assert earned["couplings"]["middle"] / earned["couplings"]["equal"] == pytest.approx(8 / 7, abs=0.02)
    assert earned["tea"]["middle"] < earned["tea"]["equal"]


# --- what the prose says ---


def test_seven_forecasts_were_too_high_and_lost_to_no_change():
    errors = [each.error for each in budgets.list_forecasts()]
    assert [round(error, 1) for error in errors] == [5.8, 8.8, 9.0, 9.6, 2.0, 6.7, 9.1]
    assert (round(budgets.mean_error(), 1), round(budgets.mean_error(unchanged=True), 1)) == (7.3, 4.1)


def test_sectors_and_measures_are_those_of_the_tables():
    assert budgets.read_sectors() == {"B2B product": 7.5, "B2B services": 9.6, "B2C product": 9.6, "B2C services": 9.9}
    assert all(budgets.read_sectors("Feb 2014")[sector] < share for sector, share in budgets.read_sectors().items())
    last = measures.read_measures().query("wave == 'Aug 2014'")["value"].tolist()
    assert last == [45, 12.5, 17, 6]


def test_the_numbers_in_the_prose_are_those_of_the_tables():
    assert participation.read_tiers(participation.RULE) == {
        "lurkers": 90,
        "occasional contributors": 9,
        "heavy contributors": 1,
    }
    assert participation.read_tiers("Wikipedia")["never edit"] == 99.8
    change = {reason: (before, after) for reason, before, after in motives.read_change()}
    assert change["Stay up to date with news and current events"] == (41, 36.5)
    assert change["Find funny or entertaining content"] == (37, 35)
    reasons = dict(motives.read_reasons("Pew 2011", 2011)[["reason", "value"]].itertuples(index=False))
    assert [
        reasons[r] for r in ("Making new friends", "Staying in touch with family", "Reading comments by public figures")
    ] == [9, 64, 5]


def test_the_women_went_to_events_89_times_and_the_four_keenest_31_times():
    from sociable_data import load_network

    both = load_network("davis")
    times = sorted((both.degree(woman) for woman in both.graph["top"]), reverse=True)
    assert (len(times), sum(times), times[:4]) == (18, 89, [8, 8, 8, 7])
