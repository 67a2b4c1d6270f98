"""What enterprises use social media for: two bases kept apart, and every figure that lesson 04 writes."""

from __future__ import annotations

import pytest

from sociable_course import purposes
from sociable_data import load


def value(table, column="value", **where):
    """Look up the one figure that fits."""
    rows = load(table)
    for name, wanted in where.items():
        rows = rows[rows[name] == wanted]
    assert len(rows) == 1, rows
    return rows[column].iloc[0]


def test_the_eu_of_2013_is_as_the_lesson_says():
    shares = purposes.read_purposes("all_enterprises", "EU-28")
    assert list(shares.values()) == [22, 15, 9, 9, 9, 9]
    assert sum(shares.values()) == 73  # by chance the users' share for image: a distractor says so
    users = purposes.read_purposes("social_media_users", "EU-28")
    assert users == {purposes.IMAGE: 73, "Customers’ opinions": 50}


def test_two_bases_of_one_place_give_the_share_on_social_media_that_eurostat_gives():
    found = [purposes.find_users(22, 73), purposes.find_users(15, 50)]
    assert found == pytest.approx([30, 30], abs=0.2)
    assert value("adoption_by_country", geo="EU-28", year=2013) == 30


def test_german_users_are_drawn_as_the_title_says():
    shares = purposes.read_purposes("social_media_users", "Germany")
    assert (shares[purposes.IMAGE], shares[purposes.RECRUITING]) == (62, 34)


def test_no_picture_mixes_the_two_bases():
    one, other = purposes.draw_purposes(20), purposes.draw_users()
    assert "all enterprises" in one.figure.layout.title.subtitle.text.replace("<br>", " ")
    assert "that use social media" in other.figure.layout.title.subtitle.text.replace("<br>", " ")


def test_a_prediction_beyond_the_bars_stays_in_the_picture():
    figure = purposes.draw_purposes(100).figure
    assert figure.layout.xaxis.range[1] > 100


FIGURES = [
    (46, "company_uses_2017", {"use": "Brand awareness and brand building"}),
    (15, "company_uses_2017", {"use": "Marketing research"}),
    (7, "company_uses_2017", {"use": "Improving current products and services"}),
    (65, "departments_and_staffing", {"answer": "Added to existing jobs"}),
    (34, "recruiting_organisations", {"year": 2008}),
    (84, "recruiting_organisations", {"year": 2015}),
    (52, "reasons_against_recruiting", {"reason": "Legal risk / protected characteristics"}),
    (150_000, "service_facts", {"indicator": "Calls deflected per month (claimed)"}),
    (250_000, "service_facts", {"indicator": "Annual saving (claimed, more than)"}),
]


@pytest.mark.parametrize(("said", "table", "where"), FIGURES, ids=[f"{said} in {table}" for said, table, _ in FIGURES])
def test_a_figure_in_the_prose_stands_in_its_table(said, table, where):
    assert value(table, **where) == said


PRICES = [
    ("ContactBabel US HR & Operational Benchmarking", 2015, "Phone call", 6.69, 6.69, "medium"),
    ("ContactBabel US HR & Operational Benchmarking", 2016, "Phone call", 5.25, 5.25, "medium"),
    ("Li & Bernoff, Groundswell (2011 ed.)", 2011, "Phone call, general", 6, 7, "medium"),
    ("Li & Bernoff, Groundswell (2011 ed.)", 2011, "Phone call, technical support", 10, 20, "medium"),
    ("ClickFox", 2011, "Phone call", 15, 15, "medium"),
    ("HelpSocial white paper", None, "Phone call", 6, 6, "low"),
]


@pytest.mark.parametrize("price", PRICES, ids=[f"{study}, {channel}, {year}" for study, year, channel, *_ in PRICES])
def test_a_price_of_a_call_in_the_prose_stands_in_its_table(price):
    study, year, channel, low, high, confidence = price
    where = {"study": study, "channel": channel} | ({"year": year} if year else {})
    found = [value("cost_per_contact", column, **where) for column in ("cost_low", "cost_high", "confidence")]
    assert found == [low, high, confidence]


def test_all_published_prices_of_a_call_are_told_and_none_reaches_the_posts():
    rows = load("cost_per_contact")
    calls = rows[rows["channel"].str.startswith("Phone call")]
    assert len(calls) == len(PRICES)
    assert calls["cost_high"].max() == 20
    assert not (calls["confidence"] == "high").any()
