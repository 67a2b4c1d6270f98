"""Who owns it: the figures are as the lesson says."""

from __future__ import annotations

from sociable_course import ownership
from sociable_data import load


def test_reporting_lines_are_as_the_lesson_says():
    assert list(ownership.read_reporting().values()) == [40, 26, 14, 2]


def test_no_way_to_organise_it_had_half():
    shares = ownership.read_models()
    assert max(shares.values()) < 50
    hubs = shares["Hub and spoke"] + shares["Multiple hub and spoke (dandelion)"]
    assert round(hubs) == 59


def test_a_figure_that_is_cut_off_is_not_made_up():
    assert "Holistic (honeycomb)" not in ownership.read_models(2012)
    assert ownership.read_models(2010)["Holistic (honeycomb)"] == 1.4


def test_policies_are_more_common_than_knowledge_of_them():
    finding = ownership.draw_policy(40).finding
    assert finding == "85 percent have a policy; in 18 it is well known; you said 40."


def test_half_of_the_executives_are_on_the_lowest_third():
    assert list(ownership.read_ratings().values()) == [52, 31, 17]


def test_opinions_and_barriers_are_as_the_lesson_says():
    opinions = load("who_should_own")
    assert sorted(opinions[opinions["year"] == 2015]["value"], reverse=True) == [51, 28, 9, 5]
    assert sorted(load("maturity_barriers")["value"], reverse=True) == [28, 26, 21]


def test_the_prediction_is_told():
    assert ownership.draw_reporting(12).finding.endswith("you said 12.")
    assert len(ownership.draw_models().figure.data[0].x) == 4
    assert len(ownership.draw_ratings().figure.data[0].x) == 3
