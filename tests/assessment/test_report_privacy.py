"""No format of a report shows one person's answers to others, or lets them be worked out."""

import json
import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.errors import InputError
from sociable_assessment.report import FORMATS, write_report
from sociable_assessment.report.privacy import withhold
from tests.assessment.models import examples
from tests.assessment.reports import Page, alike, all_texts, example, model, panel

ITEMS = [item.id for item in model().items]
DEPARTMENTS = ("brand",) * 4 + ("research",) * 3 + ("service",) * 2


def report(entry, place):
    write_report(model(), [entry], place, FORMATS)
    return all_texts(place)


def mixed(count):
    """People of whom none answers as another does."""
    options = [option.id for option in model().items[0].options]
    return [{item: options[(n + place) % 4] for place, item in enumerate(ITEMS)} for n in range(count)]


def test_one_person_keeps_everything():
    entry = panel(mixed(1)[0])
    assert withhold(entry) == entry


def test_of_two_people_neither_is_shown(tmp_path):
    entry = panel(*mixed(2))
    shown = withhold(entry)
    assert {item["votes"] is None for item in shown["items"].values()} == {True}
    assert (shown["uncertainty"], shown["agreement"], shown["agenda"]) == (None, None, [])
    texts = report(entry, tmp_path)
    for ending, text in texts.items():
        assert "r_wg" not in text or ending in {".csv", ".xlsx"}, ending
        assert not re.search(r"\b1 (?:Not yet|Experiment|Goal-led|Organisation-wide)\b", text), ending
    assert "Two people answered." in texts[".html"]


@pytest.mark.parametrize("count", [2, 3, 5, 7, 9])
def test_what_was_withheld_before_stays_as_it_is(count):
    shown = withhold(panel(*mixed(count)))
    assert withhold(shown) == shown
    if 3 <= count < 8:
        assert len(shown["uncertainty"]["indices"]) == 2


def test_a_question_that_two_of_nine_answered_keeps_their_votes(tmp_path):
    votes = mixed(9)
    for each in votes[2:]:
        del each[ITEMS[0]]
    entry = panel(*votes)
    shown = withhold(entry)
    assert shown["items"][ITEMS[0]]["votes"] is None
    assert shown["items"][ITEMS[1]]["votes"] == entry["items"][ITEMS[1]]["votes"]
    assert shown["agreement"]["items"][ITEMS[0]] == {"r_wg": None, "by_chance": None}
    assert ITEMS[0] not in [topic["item"] for topic in shown["agenda"]]
    report(entry, tmp_path)
    page = Page(next(tmp_path.glob("*.html")).read_text("utf-8"))
    assert page.tables["Every question"][1][3:7] == ["–"] * 4


def test_nobodys_own_index_is_shown(tmp_path):
    entry = panel(*(alike("experiment", **dict.fromkeys(ITEMS[:n], "organisation-wide")) for n in (1, 2, 4, 6)))
    own = {f"{index:.2f}" for index in entry["uncertainty"]["indices"]} - {f"{entry['index']:.2f}"}
    assert own
    texts = report(entry, tmp_path)
    assert [ending for ending, text in texts.items() for index in own if index in text] == []
    assert withhold(entry)["uncertainty"]["indices"] == [35.0, 50.0]
    assert [withhold(entry)["uncertainty"][axis] for axis in ("across", "up")] == [None, None]


def test_a_small_department_stays_hidden_in_every_format(tmp_path):
    entry = panel(*mixed(9), departments=DEPARTMENTS)
    views = entry["departments"]["index"]
    assert {view["service"] for view in views.values()} == {None}
    assert {view["research"] for view in views.values()} == {None}  # with service it would be found by subtraction
    texts = report(entry, tmp_path)
    page = Page(next(tmp_path.glob("*.html")).read_text("utf-8"))
    assert page.tables["Index by dimension, as each department sees it"][0] == ["Dimension", "Brand"]
    book = openpyxl.load_workbook(next(tmp_path.glob("*.xlsx")))
    assert [cell.value for cell in book["Departments"][2] if cell.value] == ["Dimension", "Brand"]
    data = json.loads(next(tmp_path.glob("*.json")).read_text("utf-8"))
    assert data["results"][0]["departments"] == entry["departments"]
    assert "Not shown at all: Research and Service." in texts[".html"]


def test_raters_ids_are_in_no_format(tmp_path):
    texts = report(panel(*mixed(5)), tmp_path)
    assert [ending for ending, text in texts.items() if re.search(r"\br[0-4]\b", text)] == []


VOTES = st.lists(st.sampled_from(["", "?", "not-yet", "goal-led"]), min_size=len(ITEMS), max_size=len(ITEMS))


@given(st.lists(VOTES, min_size=2, max_size=6))
@examples(25)
def test_votes_that_are_shown_are_always_of_three_people_or_more(panels):
    votes = [{i: o for i, o in zip(ITEMS, each, strict=True) if o not in {"", "?"}} for each in panels]
    shown = withhold(panel(*votes))
    for item in shown["items"].values():
        assert item["votes"] is None or sum(item["votes"].values()) >= 3
    assert all(sum(shown["items"][topic["item"]]["votes"].values()) >= 3 for topic in shown["agenda"])


def test_two_results_of_the_same_people_but_one_are_refused(tmp_path):
    with pytest.raises(InputError, match="2 results on the form 'full'; a report takes one"):
        write_report(model(), [example(), example()], tmp_path)
