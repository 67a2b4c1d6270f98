"""Communities with known rules: control can be right and wrong, a purpose can fail, and the lesson's numbers hold."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_course import control_picture, growth_picture
from sociable_course.communities import COMMUNITIES, READERS, RUNS, Community, carry, list_policies, live
from sociable_course.control_picture import SETTINGS, draw_control
from sociable_course.growth_picture import draw_growth, draw_starts
from tests.assessment.models import examples

STAFF, TRUSTED = READERS.values()
shares = st.floats(0, 1)
communities = st.builds(
    Community,
    title=st.just("A club"),
    start=st.integers(0, 200),
    reach=st.integers(200, 2_000),
    posts=st.floats(0, 3),
    harmful=shares,
    price=st.floats(0, 100),
    pull=shares,
    leave=shares,
    flee=shares,
    work=st.sampled_from([0, 50]),
)


def middle(name, control=0.0, reader=STAFF, kind="useful"):
    return median(getattr(each, kind) for each in live(COMMUNITIES[name], control, reader))


def worth(name, control, reader=STAFF, price=None):
    price = COMMUNITIES[name].price if price is None else price
    return median(each.worth(price) for each in live(COMMUNITIES[name], control, reader))


def members(name, week, **changes):
    runs = live(replace(COMMUNITIES[name], **changes), weeks=growth_picture.WEEKS)
    return median(each.members[week - 1] for each in runs)


@examples(30)
@given(communities, shares)
def test_nobody_is_there_who_has_no_reason_to_be(community, control):
    for year in live(community, control, weeks=8):
        assert all(0 <= each <= community.reach for each in year.members)
        assert year.useful >= 0 <= year.harmful


@examples(30)
@given(communities)
def test_who_catches_all_lets_no_harm_through(community):
    assert all(each.harmful == 0 for each in live(community, 1, replace(STAFF, catch=1), weeks=8))


def test_a_community_where_each_brings_more_than_one_grows_and_any_other_shrinks():
    for name, community in COMMUNITIES.items():
        if not community.work:
            assert (members(name, 104) > community.start) == (carry(community) > 1), name


def test_for_the_fitters_no_control_is_best():
    assert max(SETTINGS.values(), key=lambda control: worth("fitters", control)) == 0
    assert [middle("fitters", control) for control in (0, 1)] == [1038, 251]
    assert [middle("fitters", kind="harmful"), middle("fitters", 1, kind="harmful")] == [33, 0]


def test_on_the_banks_page_more_control_brings_more_contribution():
    assert max(SETTINGS.values(), key=lambda control: worth("bank", control)) == 1
    found = [
        (middle("bank", control), middle("bank", control, kind="harmful"), live(COMMUNITIES["bank"], control))
        for control in (0, 1)
    ]
    assert [(round(useful), round(harmful)) for useful, harmful, _ in found] == [(756, 317), (1228, 27)]
    assert [median(each.members[-1] for each in runs) for *_, runs in found] == [1, 152]


def test_for_the_patients_staff_beat_trusted_members_and_both_beat_nobody():
    staff, trusted, nobody = worth("patients", 1), worth("patients", 1, TRUSTED), worth("patients", 0)
    assert staff > trusted > 0 > nobody


def test_for_the_gardeners_handing_control_over_beats_keeping_and_dropping_it():
    assert worth("gardeners", 1, TRUSTED) > max(worth("gardeners", control) for control in SETTINGS.values())


def test_on_the_banks_page_trusted_members_catch_too_little():
    assert worth("bank", 1) > worth("bank", 1, TRUSTED) > worth("bank", 0)


def test_the_exercise_lists_what_the_simulation_gave():
    found = [live(COMMUNITIES["gardeners"], *rule) for rule in ((0,), (1, TRUSTED), (1, STAFF))]
    for policy, runs in zip(list_policies(), found, strict=True):
        assert policy.useful == pytest.approx(median(each.useful for each in runs), abs=5)
        assert policy.harmful == round(median(each.harmful for each in runs))


def test_from_the_exercises_price_on_staff_are_the_best_of_the_three():
    def best(price):
        return max(list_policies(), key=lambda each: each.useful - price * each.harmful).policy.split()[0]

    prices = [12, 12.2, 28.2, 92.4, 92.6]
    assert [best(price) for price in prices] == ["Nobody", "Trusted", "Trusted", "Trusted", "Staff"]


def test_the_numbers_in_the_lesson_hold():
    assert [middle("fitters", 1, TRUSTED), middle("fitters", 1, TRUSTED, "harmful")] == [792, 7]
    assert pytest.approx(9.5, abs=0.05) == (1038 - 792) / (33 - 7)
    shown = [round(middle("patients", control, kind=kind)) for control in (0, 1) for kind in ("useful", "harmful")]
    assert shown == [1611, 68, 490, 1]
    assert pytest.approx(16.7, abs=0.05) == (1611 - 490) / (68 - 1)
    assert [round(members(name, 104)) for name in ("fitters", "draw", "photographs")] == [84, 7, 28]
    assert members("draw", 52) > members("fitters", 52)
    assert members("draw", 65) < members("fitters", 65)
    fitters = COMMUNITIES["fitters"]
    stays = 1 / (fitters.leave + fitters.flee * fitters.harmful)
    assert round(fitters.posts * (1 - fitters.harmful) * stays) == 19
    assert round(carry(fitters), 1) == 1.7
    assert carry(COMMUNITIES["approved"]) == pytest.approx(0.25)


def test_the_photographs_community_grows_shrinks_and_is_nearly_done():
    path = [members("photographs", week) for week in (1, 30, 104)]
    assert path[1] > path[0] > path[2]
    runs = live(COMMUNITIES["photographs"], weeks=growth_picture.WEEKS)
    assert median(each.useful for each in runs) > 0.9 * COMMUNITIES["photographs"].work


def test_five_hundred_approving_friends_only_make_the_fall_longer():
    assert members("approved", 104, start=500) < 150


@pytest.mark.parametrize("name", ["fitters", "bank"])
@pytest.mark.parametrize("setting", ["none", "half", "all"])
def test_a_decision_is_told_and_marked(name, setting):
    picture = control_picture.reveal(name)(setting)
    assert picture.finding.endswith(f"You chose: {setting}.")
    assert sum(">you<" in note.text for note in picture.figure.layout.annotations) == 1


def test_every_community_with_every_reader_can_be_drawn():
    for community in control_picture.DIALS["community"]:
        for reader in control_picture.DIALS["who_reads"]:
            assert community in draw_control(community, reader, "10").finding


@pytest.mark.parametrize("chosen", growth_picture.CHOSEN)
def test_a_bet_on_growth_is_told(chosen):
    assert growth_picture.CHOSEN[chosen] in draw_starts(chosen).finding


def test_what_is_turned_changes_what_is_drawn():
    town = COMMUNITIES["approved"].title
    assert "doesn’t carry" in draw_growth(town).finding
    assert "more than one carries it" in draw_growth(town, a_useful_post_brings=2, members_leave=0.4).finding
    assert len(live(COMMUNITIES["fitters"])) == RUNS
