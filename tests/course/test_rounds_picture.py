"""Pictures of the decision rounds, and every figure of theirs that lesson 05 writes."""

from __future__ import annotations

import itertools
import json
from statistics import median

import pytest

from sociable_assessment.markup import to_html
from sociable_course import rounds_debrief, rounds_picture
from sociable_course.rounds import QUARTERS, WAYS, play, think
from sociable_course.rounds_words import rival
from sociable_course.scenarios import SCENARIOS
from tests import ROOT

LESSON = ROOT / "course/lessons/05_social_strategy"
MIX = [["campaign", "training", "meet"]] * 2 + [
    ["meet", "service"],
    ["community", "meet"],
    ["community"],
    ["community"],
]
SEED = {"couplings": 2, "tea": 1}


def run(name, way):
    return rival(play(SCENARIOS[name], SEED.get(name, 7), []), way)


def surplus(name, way, quarter=QUARTERS):
    return round(run(name, way).states[quarter].surplus)


def finding(name, **changes):
    return rounds_debrief.draw_ways(SCENARIOS[name].title, **changes).finding


def words():
    return " ".join((LESSON / "lesson.py").read_text("utf-8").replace("\n#", " ").split())


# --- what the pictures show ---


def test_a_run_is_drawn_with_all_its_quarters_and_told_in_a_table():
    picture = rounds_picture.draw_run(play(SCENARIOS["tea"], 1, [["campaign"], ["meet", "training"]]))
    assert list(picture.figure.data[0].x) == [0, 1, 2]
    whole = [tied + other for tied, other in zip(picture.figure.data[0].y, picture.figure.data[1].y, strict=True)]
    assert whole[0] == 400
    assert "help people meet, train the staff" in to_html(picture.table)
    assert picture.figure.layout.yaxis.range[0] == 0


def test_the_debrief_shows_the_run_beside_both_ways_and_nothing_with_what_each_choice_added():
    picture = rounds_picture.draw_run(run("couplings", "people"))
    assert len(picture.figure.data) == 4
    html = to_html(picture.table)
    for said in (
        "Channel-first",
        "People-first",
        "Nothing at all",
        "You",
        "926",
        "829",
        "847",
        "Help people meet (cost",
    ):
        assert said in html


def test_labels_of_lines_that_end_together_are_moved_apart():
    figure = rounds_picture.draw_run(run("couplings", "people")).figure
    heights = sorted(each.y for each in figure.layout.annotations)
    low, high = figure.layout.yaxis.range
    assert all(above - below > 0.05 * (high - low) for below, above in itertools.pairwise(heights))


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (
            {"channel": 1, "people": 2, "nothing": 3, "You": 4},
            "You end highest with 4 thousand €; nothing at all with 3",
        ),
        (
            {"channel": 9, "people": 2, "nothing": 3, "You": 1},
            "Channel-first ends highest with 9 thousand €; you come l",
        ),
    ],
)
def test_the_title_says_who_ended_where(ends, said):
    assert rounds_picture.say_ranking(ends).startswith(said)


def test_an_organisation_left_alone_is_held_against_the_outcome_stated():
    stated = rounds_picture.reveal_idle("couplings", 2)(380.0)
    assert stated.finding == "Left alone, Brackwell would keep 155 of 300 customers; you stated 380."
    expected = rounds_picture.reveal_idle("tea", 1)("people")
    assert (
        expected.finding == "Left alone, the tea shop would keep 193 of 400 customers; you expect people-first to lead."
    )


def test_before_a_run_the_clicks_of_both_ways_are_shown_and_what_to_do():
    picture = rounds_debrief.draw_roads(None, 40)
    assert "play first, then run this cell again" in picture.finding
    assert len(picture.figure.data[0].y) == 2
    played = rounds_debrief.draw_roads(play(SCENARIOS["couplings"], 2, MIX), 40)
    assert "Of your new customers so far, a click count sees" in played.finding
    assert "you said 40" in played.finding
    assert len(played.figure.data[0].y) == 3


def test_each_dial_changes_the_picture():
    ours = rounds_debrief.draw_ways()
    for name, choices in rounds_debrief.DIALS.items():
        pictures = [rounds_debrief.draw_ways(**{name: value}) for value in choices.values()]
        assert len({json.dumps(each.figure.to_plotly_json(), default=str) for each in pictures}) > 1, name
        assert any(each.finding == ours.finding for each in pictures)


# --- what the lesson says of them ---


def test_the_rounds_at_brackwell_are_as_told():
    assert [surplus("couplings", way, 4) for way in WAYS] == [422, 370, 504]
    assert [surplus("couplings", way) for way in WAYS] == [829, 926, 847]
    mixed = play(SCENARIOS["couplings"], 2, [*MIX, [], []])
    assert round(mixed.last.surplus) == 1145
    assert finding("couplings") == "People-first beats channel-first in 56 of 60 runs; nothing at all beats both in 1."
    for said in ("422 to 370", "with 504", "926, channel-first at 829, nothing at 847", "last two: 1,145", "wins 56"):
        assert said in words()


def test_a_channel_that_stops_in_time_is_as_told():
    couplings, museum = SCENARIOS["couplings"], SCENARIOS["museum"]
    campaigns = [["campaign"]] * 3 + [[]] * 5
    full = think(couplings, "people")
    stopped = [*full[:6], [], []]
    assert [round(play(couplings, 2, each).last.surplus) for each in (campaigns, stopped)] == [884, 1018]
    rival = [play(couplings, seed, campaigns).last.surplus for seed in rounds_debrief.SEEDS]
    for moves, wins in ((full, 31), (stopped, 59)):
        ours = [play(couplings, seed, moves).last.surplus for seed in rounds_debrief.SEEDS]
        assert sum(mine > other for mine, other in zip(ours, rival, strict=True)) == wins
    two = [["campaign"]] * 2 + [[]] * 6
    assert [round(play(museum, 7, each).last.surplus) for each in (two, [[]] * 8)] == [1083, 1004]
    for said in ("at 884", "wins only 31", "comes to 1,018, and wins 59", "end at 1,083, and nothing at all at 1,004"):
        assert said in words()


def test_what_a_click_count_sees_is_as_told():
    channel, people = (rounds_debrief.count_roads(run("couplings", way)) for way in ("channel", "people"))
    assert {name: round(value) for name, value in channel.items()} == {"clicks": 204, "customers": 19}
    assert {name: round(value) for name, value in people.items()} == {"clicks": 0, "customers": 285}
    assert rounds_debrief.share_seen(run("couplings", "channel")) == pytest.approx(91.5, abs=0.1)


def test_half_time_at_brackwell_is_as_the_check_says():
    assert surplus("couplings", "channel", 4) - surplus("couplings", "people", 4) == 52
    assert round(run("couplings", "people").states[4].tied) == 207


def test_the_rounds_at_the_tea_shop_are_as_told():
    assert [surplus("tea", way) for way in WAYS] == [471, -234, 133]
    assert finding("tea") == "Channel-first beats people-first in 60 of 60 runs."
    assert run("tea", "people").last.ability == pytest.approx(0.9, abs=0.01)
    full = dict.fromkeys(("people_fail_to_meet", "friends_fail_to_share", "help_fails_to_cross_the_boundary"), "1")
    for quarters in ("8", "12"):
        assert "Channel-first beats people-first in 60" in finding("tea", judged_after=quarters, **full)
    every = full | {"a_campaign_wins": "0.5", "a_tied_customer_brings_a_quarter": "0.5", "judged_after": "12"}
    assert "People-first beats channel-first in 54" in finding("tea", **every)


@pytest.mark.parametrize("left_out", range(4))
def test_at_the_tea_shop_nothing_less_than_everything_helps(left_out):
    full = dict.fromkeys(("people_fail_to_meet", "friends_fail_to_share", "help_fails_to_cross_the_boundary"), "1")
    steps = [full, {"a_campaign_wins": "0.5"}, {"a_tied_customer_brings_a_quarter": "0.5"}, {"judged_after": "12"}]
    rest = {name: value for place, each in enumerate(steps) if place != left_out for name, value in each.items()}
    assert finding("tea", **rest).startswith("Channel-first")


@pytest.mark.parametrize(
    "leg",
    [
        {"a_campaign_wins": "2"},
        {"people_fail_to_meet": "0"},
        {"a_tied_customer_brings_a_quarter": "0.1"},
        {"judged_after": "4"},
    ],
)
def test_the_thesis_stands_on_four_legs_at_brackwell(leg):
    assert finding("couplings", **leg).startswith("Channel-first beats people-first in 60 of 60")


def test_the_bank_is_as_told():
    def middle(way, quarters):
        bank = SCENARIOS["bank"]
        return median(play(bank, seed, think(bank, way, quarters)).last.surplus for seed in rounds_debrief.SEEDS)

    assert [round(middle(way, 8), -1) for way in ("people", "channel", "nothing")] == [690, 600, 800]
    assert [round(middle(way, 12), -1) for way in ("people", "channel", "nothing")] == [1580, 1030, 1090]
    assert "nothing at all beats both in 60" in finding("bank")
    assert "People-first beats channel-first in 60 of 60" in finding("bank", judged_after="12")


def test_the_sample_of_a_win_and_a_loss_is_as_told():
    third = [run(name, "people").states[3] for name in ("couplings", "tea")]
    assert [round(100 * each.tied / each.customers) for each in third] == [45, 10]
    fourth = run("couplings", "people").states[4]
    assert [round(fourth.tied), round(fourth.customers)] == [207, 289]
    assert round(run("tea", "people").last.tied) == 52


def test_the_museums_win_is_as_told():
    museum = SCENARIOS["museum"]
    counts = [rounds_debrief.count_roads(play(museum, 7, think(museum, way))) for way in ("people", "channel")]
    assert (round(counts[0]["customers"]), round(counts[1]["clicks"])) == (658, 477)
    assert [surplus("museum", way) for way in ("people", "channel")] == [1018, 967]
    assert surplus("museum", "channel", 4) - surplus("museum", "people", 4) == 19
