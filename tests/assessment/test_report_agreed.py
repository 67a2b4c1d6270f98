"""A report on what a room has agreed on: first votes, what was agreed and who dissents stay apart, and are said so."""

from __future__ import annotations

import pytest

from sociable_assessment.drawings import draw_departments
from sociable_assessment.markup import to_html
from sociable_assessment.report import write_report
from sociable_assessment.responses import Answer, Consensus, Organisation, Rater, Responses
from sociable_assessment.result import describe
from tests.assessment.reports import Page, model

VOTES = ("experiment", "goal-led", "organisation-wide") * 3
DISSENT = "Research: the newsletter has one"


@pytest.fixture
def entry():
    """Nine people in three departments, and one question on which they agreed."""
    items = [item.id for item in model().items]
    raters = tuple(
        Rater(f"r{n}", {item: Answer(vote) for item in items}, department="brand" if n < 3 else "research")
        for n, vote in enumerate(VOTES)
    )
    consensus = {items[3]: Consensus("goal-led", "Two of seven have one", DISSENT)}
    return describe(model(), Responses(Organisation("Aurora"), raters, consensus=consensus), resamples=10)


def test_what_was_agreed_is_listed_with_the_first_votes_and_the_dissent(entry, tmp_path):
    [path] = write_report(model(), [entry], tmp_path, ["html"])
    [heads, row] = Page(path.read_text("utf-8")).tables["Answers agreed in the room"]
    assert heads == ["Question", "First votes", "Agreed", "Who disagrees"]
    assert row[0] == model().items[3].question
    assert "3 Experiment" in row[1]
    assert row[2:] == ["Goal-led", DISSENT]


def test_the_agenda_says_that_it_leaves_out_what_was_agreed(entry, tmp_path):
    [path] = write_report(model(), [entry], tmp_path, ["html"])
    text = path.read_text("utf-8")
    assert "of those that nobody has agreed on yet, votes lie furthest apart there" in text
    assert model().items[3].question not in [row[0] for row in Page(text).tables["The agenda, most pressing first"]]


def test_departments_are_told_to_be_first_votes_where_everyone_has_agreed_since(entry):
    told = draw_departments(model(), entry).figure.layout.title.subtitle.text.replace("<br>", " ")
    assert "departments: first votes, everyone: with what was agreed since" in told
    assert "everyone: with what was agreed since" in to_html(draw_departments(model(), entry).table)
    before = draw_departments(model(), {**entry, "consensus": {}}).figure.layout.title.subtitle.text
    assert "agreed" not in before
