"""Spellings of one word: what is taken for the same, what was probably meant, and names that are scored apart."""

import json

import pytest

from sociable_assessment.spelling import find_alike, find_near, fold
from tests.assessment.planting import JSON, ROADS, run

COLUMNS = ["organisation", "rater", "wave", "q1", "How often do you measure?"]


@pytest.mark.parametrize("spelt", ["don't know", " Don’t  KNOW ", "DON'T\nKNOW", "don't\N{NO-BREAK SPACE}know"])
def test_case_spaces_and_curly_apostrophes_do_not_count(spelt):
    assert fold(spelt) == "don't know"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("org", "organisation"),
        ("Organisations", "organisation"),
        ("How often do you measure", "How often do you measure?"),
        ("HOW OFTEN", "How often do you measure?"),
        ("Rater ", "rater"),
        ("or", None),
        ("shoe size", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_the_nearest_word_is_found_whatever_its_capitals(name, meant):
    assert find_near(name, COLUMNS) == meant


def test_a_beginning_of_two_words_means_neither():
    assert find_near("str", ["strategy", "strength"]) is None


def test_names_that_differ_in_spelling_alone_are_told_once():
    names = ["Oak", "acme", "Acme", "Acme", "ACME", "Oak", "Elm"]
    assert find_alike(names) == ["'ACME' and 'Acme' and 'acme' are scored apart; spell them alike if they are one"]


@pytest.mark.parametrize("names", [[], [""], ["", " "], ["a\0b", "A\0B"], [" a  b", "A\nb ", "a c"], ["Ü’x", "ü'X"]])
def test_names_are_alike_when_they_fold_alike(names):
    told = find_alike(names)
    assert len(told) == (1 if len({fold(name) for name in names}) < len(names) else 0)


@pytest.mark.parametrize("road", ROADS)
def test_an_organisation_spelt_in_two_ways_is_noted(road, tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text("organisation,rater,wave,use-need\nAcme,a,Spring,not-yet\nacme ,b,spring,not-yet\n", "utf-8")
    found = run(capsys, "score", path, *road)
    assert [line for line in found.err.splitlines() if line.startswith("note: ")] == [
        "note: 'Acme' and 'acme' are scored apart; spell them alike if they are one",
        "note: 'Spring' and 'spring' are scored apart; spell them alike if they are one",
    ]


@pytest.mark.parametrize("road", ROADS)
def test_organisations_with_names_of_their_own_are_not_noted(road, tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text("organisation,rater,wave,use-need\nAcme,a,1,not-yet\nAcme 2,b,1,not-yet\n", "utf-8")
    assert "note: " not in run(capsys, "score", path, *road).err


def _consensus(folder, organisation="Aurora Museum", wave="2026"):
    path = folder / "consensus.json"
    agreed = {"use-need": {"option": "experiment"}}
    about = {"organisation": {"name": organisation}, "wave": wave, "raters": [], "consensus": agreed}
    path.write_text(json.dumps(json.loads(JSON) | about), "utf-8")
    return path


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({}, []),
        ({"wave": "2027"}, ["of 'Aurora Museum', wave '2027', so"]),
        ({"organisation": "Aurora", "wave": ""}, ["of 'Aurora', so"]),
    ],
)
def test_a_consensus_that_no_rater_belongs_to_is_noted(about, told, tmp_path, capsys):
    path = tmp_path / "answers.json"
    path.write_text(JSON, "utf-8")
    found = run(capsys, "score", path, _consensus(tmp_path, **about), "--no-bootstrap")
    notes = [line for line in found.err.splitlines() if line.startswith("note: no rater belongs to the consensus ")]
    assert [words for words, line in zip(told, notes, strict=True) if words not in line] == []


def test_a_consensus_scored_by_itself_is_not_noted(tmp_path, capsys):
    assert "note: " not in run(capsys, "score", _consensus(tmp_path), "--no-bootstrap").err
