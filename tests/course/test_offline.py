"""Published figures of lesson 05, each held to its table, and the museum's quarters."""

from __future__ import annotations

from itertools import accumulate

import pytest

from sociable_course import offline
from sociable_data import load
from tests import ROOT
from tests.course.test_purposes import value

TEXT = (ROOT / "course/lessons/05_social_strategy/lesson.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("case", "fact", "figure"),
    [
        ("Online social networks", "Actions related to viewing pictures or profiles", 70),
        ("Facebook", "Clicks viewing others' content", 80),
        ("Facebook", "Clicks posting own content, low", 8),
        ("Facebook", "Clicks posting own content, high", 9),
        ("mixi", "Activity viewing others' content", 60),
        ("mixi", "Activity checking who visited own page", 10),
        ("mixi", "Sampled users with no picture of themselves", 66),
        ("Facebook (US)", "Users with more than 10 own pictures", 80),
        ("HBR 2011 study", "Companies studied", 60),
        ("Wilson et al. HBR 2011", "Companies analysed", 1100),
        ("Fee-based dating sites", "Gross revenue", 1),
        ("Fee-based dating sites", "New marriages they account for", 16.7),
        ("eBay Group Gifts", "Participants per successful gift", 4.2),
        ("eBay Group Gifts", "Price relative to mean eBay sale", 5),
        ("eBay Group Gifts", "Participants opening a new PayPal account", 33.3),
    ],
)
def test_each_case_is_as_told(case, fact, figure):
    assert value("case_facts", case=case, fact=fact) == figure


def test_the_confidence_that_the_lesson_names_is_the_tables():
    rows = load("case_facts")
    assert set(rows[rows["case"] == "eBay Group Gifts"]["confidence"]) == {"low"}
    assert set(rows[rows["case"] == "Facebook"]["confidence"]) >= {"medium"}
    assert value("case_facts", "confidence", case="mixi", fact="Activity viewing others' content") == "medium"
    assert value("case_facts", "confidence", case="mixi", fact="Sampled users with no picture of themselves") == "high"


def test_what_marketers_could_show_is_as_told():
    rows = offline.read_proof()
    proven = rows[rows["answer"] == offline.PROVEN]
    assert list(proven["value"]) == [15, 15.9, 13.2, 11.5, 16, 23]
    assert [value("proof_of_impact", "n", wave=wave, answer=offline.PROVEN) for wave in ("Feb 2014", "Feb 2015")] == [
        408,
        288,
    ]
    asked = {answer: value("proof_of_impact", wave="Feb 2016", answer=answer) for answer in offline._ANSWERS}
    assert list(asked.values()) == [11.5, 40.6, 47.9]
    assert asked[offline.PROVEN] + asked[offline.SENSED] == pytest.approx(52.1)


def test_the_ratings_are_as_told():
    integration, contribution = "integration with marketing strategy", "contribution to company performance"
    found = [value("cmo_ratings", wave=wave, question=integration) for wave in ("Feb 2013", "Feb 2016")]
    found += [value("cmo_ratings", wave=wave, question=contribution) for wave in ("Feb 2016", "Aug 2018")]
    assert found == [3.8, 4.2, 3.2, 3.4]
    assert value("cmo_ratings", "standard_deviation", wave="Feb 2013", question=integration) == 1.9


def test_the_banks_are_as_told():
    assert value("bank_platforms", year=2019, platform="Facebook") == 97
    said = "Say social media is important"
    assert [value("bank_commitment", year=year, statement=said) for year in (2016, 2019, 2023)] == [76, 84, 89]


def test_predictions_are_drawn_and_said():
    assert offline.draw_looking(30).finding == "Of 100 actions, 70 were looking at somebody; you said 30."
    assert offline.draw_proof(40).finding == "In 2016, 11.5 percent had proof in numbers; you said 40."


def test_rows_of_medium_confidence_are_hollow():
    figure = offline.draw_proof(40).figure
    assert list(figure.data[0].marker.symbol) == ["circle"] * 4 + ["circle-open"] * 2


def test_the_museums_quarters_cross_where_the_answers_say():
    rows = offline.list_quarters()
    leads = [row["people"] - row["channel"] for row in rows]
    sums = list(accumulate(leads))
    assert next(row["quarter"] for row, lead in zip(rows, leads, strict=True) if lead > 0) == 5
    assert next(row["quarter"] for row, lead in zip(rows, sums, strict=True) if lead > 0) == 7
    assert max(rows, key=lambda row: sums[row["quarter"] - 1])["quarter"] == 8
    assert min(abs(each) for each in sums) > 2  # no rounding decides it


def test_the_payback_of_a_campaign_is_as_told():
    assert 2700 * 0.01 * 0.5 == 13.5
    quarters = 50 / 13.5
    assert quarters == pytest.approx(3.7, abs=0.01)
    tea = 19_600 * 0.02 * 0.06
    assert tea == pytest.approx(23.5, abs=0.05)
    assert 50 / tea == pytest.approx(2.1, abs=0.06)
    assert 100 / tea == pytest.approx(4.25, abs=0.01)
