"""What the lesson says of published figures on value, opinions and answers stands in the tables."""

from __future__ import annotations

import pytest

from sociable_course.opinions import CHOSEN, draw_kinds, draw_replies, draw_value, read_kinds
from sociable_data import load


def test_the_ratings_in_the_lesson_hold():
    kinds = read_kinds()
    assert kinds["mean"].idxmin() == "Editorials"
    assert kinds["mean"].idxmax() == "Tweets"
    assert kinds["mean"].round(1).to_dict() == {
        "Tweets": 0.5,
        "Product reviews": 0.4,
        "Film reviews": 0.0,
        "Editorials": -0.1,
    }
    assert kinds.loc[["Tweets", "Film reviews"], "negative"].round().tolist() == [26, 48]
    assert kinds.loc[["Film reviews", "Editorials"], "neutral"].round().tolist() == [5, 43]


def test_the_shares_of_each_kind_add_up():
    assert read_kinds()[["negative", "neutral", "positive"]].sum(axis=1).tolist() == pytest.approx([100] * 4)


def test_the_value_and_the_benefits_in_the_lesson_hold():
    facts = load("social_value_facts").set_index("indicator")
    value = next(row for name, row in facts.iterrows() if name.startswith("Annual value"))
    assert (value["value_low"], value["value_high"]) == (900, 1300)
    benefits = load("benefits_reported").set_index(["side", "benefit"])["value"]
    inside = [benefits["inside", each] for each in ("faster access to knowledge", "easier access to internal experts")]
    assert inside == [74, 51]
    customers = [benefits["customers", each] for each in ("more effective marketing", "higher customer satisfaction")]
    assert customers == [69, 47]


def test_the_hours_and_what_was_expected_hold():
    hours = load("reply_time_given").set_index("channel")["value"]
    assert [round(hours[each]) for each in ("Twitter", "Facebook", "Email")] == [31, 27, 8]
    assert hours["Twitter"] / hours["Email"] == pytest.approx(4, abs=0.1)
    expected = load("reply_time_expected").set_index("expectation")["value"]
    assert [round(expected[each]) for each in ("Within 1 hour (cumulative)", "Expect no response")] == [50, 7]
    facts = load("service_facts").set_index("indicator")["value"]
    assert facts["Twitter: expect answer within 1 h"] == 64
    assert facts["Would recommend after good social service"] == 71


@pytest.mark.parametrize("chosen", CHOSEN)
def test_a_guess_at_the_lowest_kind_is_told(chosen):
    assert CHOSEN[chosen] in draw_kinds(chosen).finding


@pytest.mark.parametrize("draw", [draw_value, draw_replies])
@pytest.mark.parametrize("foretold", [0, 40, 100])
def test_a_prediction_stands_inside_the_picture(draw, foretold):
    picture = draw(foretold)
    assert f"you said {foretold}" in picture.finding
    assert picture.figure.layout.xaxis.range[1] >= foretold
