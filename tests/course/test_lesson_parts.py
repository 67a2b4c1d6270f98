"""The facts and simulations that the lessons stand on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.markup import to_html
from sociable_course import motives, networks, participation, spread

SHARES = st.floats(0, 1)
CASES = st.builds(
    spread.Case,
    title=st.just("Any"),
    motive_share=SHARES,
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
    **{f"plans, {name}": lambda n=name: spread.reveal(n)("motive") for name in spread.CASES},
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
        sum(run.acted for run in spread.repeat(spread.change(case, pass_on=chance), "motive", spread.SEEDS))
        for chance in (0, 0.1, 0.3, 0.6)
    ]
    assert acted == sorted(acted)


def test_the_thesis_wins_two_of_the_shipped_cases_and_loses_two():
    winners = {}
    for name, case in spread.CASES.items():
        motive, everyone = (sum(r.acted for r in spread.repeat(case, p, spread.SEEDS)) for p in ("motive", "everyone"))
        winners[name] = motive > everyone
    assert winners == {"coupling": True, "museum": True, "recall": False, "debt": False}


def test_no_single_change_on_offer_makes_the_fitters_plan_lose():
    title = spread.CASES["coupling"].title
    for name, choices in spread.CONTROLS.items():
        for choice in choices if name != "case" else ():
            assert "Made for the motive" in spread.draw_plans(title, **{name: choice}).finding


# --- what the prose says ---


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
