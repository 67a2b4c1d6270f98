"""Answers to an older version of a model: taken, and what changed is told. And ids that look like something else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sociable_assessment.model import Node
from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import read_responses
from sociable_assessment.response_table import read_table
from sociable_assessment.responses import Answer
from sociable_assessment.table_layout import Cells
from tests.assessment.models import a_model, an_item, scale
from tests.assessment.planting import refuse_on_both_roads, run
from tests.assessment.roads import bare, by_column, by_rater

GARDEN = Path(__file__).with_name("garden.toml")
MODEL = read_model(GARDEN)
ROADS = (by_rater, by_column)
OLD = """organisation,rater,model,soil-turned,soil-turned.evidence,soil-prayed,soil-prayed.evidence,tools-owned
Allotments,ann,garden 1.1.0,often,The spade.,daily,On her knees.,yes
Allotments,bea,garden 1.0.0,always,,,,no
"""
CHANGES = {
    "item 'soil-turned' is now called 'soil-dug'",
    "item 'soil-prayed' was retired (Nobody could check it.); its answers don't count",
    "answered on version 1.1.0, scored on 1.2.0",
    "answered on version 1.0.0, scored on 1.2.0",
}


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text(OLD, "utf-8")
    return path


def test_renamed_items_are_followed_and_retired_ones_left_out_of_a_table(old):
    (found,), _ = read_table(old, MODEL)
    assert [dict(rater.answers) for rater in found.raters] == [
        {"soil-dug": Answer("often", evidence="The spade."), "tools-owned": Answer("yes")},
        {"soil-dug": Answer("always"), "tools-owned": Answer("no")},
    ]
    assert set(found.changes) == CHANGES


@pytest.mark.parametrize("road", ROADS)
def test_a_result_lists_what_changed(road, old):
    assert [set(entry["changes"]) for entry in road(old, MODEL)] == [CHANGES]


@pytest.mark.parametrize("road", [[], ["--no-bootstrap"]])
def test_the_command_says_what_changed(road, old, capsys):
    found = run(capsys, "score", old, "--model", GARDEN, *road)
    assert {line.split(": ", 1)[1] for line in found.err.splitlines()} >= CHANGES


def test_both_roads_read_older_answers_alike(old):
    first, second = ([bare(entry) for entry in road(old, MODEL)] for road in ROADS)
    assert first == second


def test_renamed_items_are_followed_in_json(tmp_path):
    path = tmp_path / "old.json"
    answers = {"soil-turned": {"option": "often"}, "soil-prayed": {"option": "daily"}}
    text = {
        "format": "sociable-responses/1",
        "model": {"id": "garden", "version": "1.1.0"},
        "organisation": {"name": "Allotments"},
        "raters": [{"id": "ann", "answers": answers}],
        "consensus": {"soil-turned": {"option": "always"}, "soil-prayed": {"option": "daily"}},
    }
    path.write_text(json.dumps(text), "utf-8")
    found = read_responses(path, MODEL)
    assert (found.raters[0].answers.keys(), found.consensus.keys()) == ({"soil-dug"}, {"soil-dug"})
    assert set(found.changes) == CHANGES - {"answered on version 1.0.0, scored on 1.2.0"}


REFUSED = {  # the text replaced, its replacement, and the faults
    "an old id misspelt": ("soil-turned,", "soil-truned,", ["row 1, column 4: no item or column 'soil-truned'"]),
    "an unknown option": (
        "bea,garden 1.0.0,always",
        "bea,,maybe",
        ["row 3, soil-dug: 'maybe' is not one of never, often"],
    ),
    "both names of an item": (
        ",tools-owned\n",
        ",soil-dug\n",
        ["row 1, columns 4 and 8 ('soil-dug') both hold 'soil-dug'"],
    ),
    "an option of a retired item": (",daily,", ",always,", []),
}


@pytest.mark.parametrize("name", REFUSED)
def test_older_answers_are_checked_as_today_s_are(name, old, capsys):
    before, after, faults = REFUSED[name]
    old.write_text(OLD.replace(before, after, 1), "utf-8")
    if faults:
        message = refuse_on_both_roads(capsys, old, "--model", str(GARDEN))
        assert all(any(fault in line for line in message) for fault in faults)
    else:
        assert run(capsys, "score", old, "--model", GARDEN).status in {0, 1}


def test_a_table_of_retired_items_alone_is_refused(old, capsys):
    old.write_text("organisation,rater,soil-prayed\nAllotments,ann,daily\n", "utf-8")
    message = refuse_on_both_roads(capsys, old, "--model", str(GARDEN))
    assert message[1] == "  - row 1, no column is headed by an item's id or its question, save those that are retired"


ADVICE = (
    "The answers are to 1.1.0: if 'soil-truned' has a new name in 1.2.0, add it under [renamed], or under [retired] "
    "if it is gone"
)


def test_an_unknown_item_of_older_answers_may_have_been_renamed(old, capsys):
    old.write_text(OLD.replace("soil-turned", "soil-truned"), "utf-8")
    message = refuse_on_both_roads(capsys, old, "--model", str(GARDEN))
    assert message[1].endswith(ADVICE)


def test_an_unknown_item_of_today_s_answers_was_not_renamed(old, capsys):
    old.write_text(OLD.replace("soil-turned", "soil-truned").replace("1.1.0", "1.2.0").replace("1.0.0", ""), "utf-8")
    assert "[renamed]" not in "".join(refuse_on_both_roads(capsys, old, "--model", str(GARDEN)))


@pytest.mark.parametrize(("version", "told"), [("1.1.0", True), ("1.2.0", False)])
def test_an_unknown_item_of_older_answers_in_json_may_have_been_renamed(version, told, tmp_path, capsys):
    path = tmp_path / "old.json"
    text = {
        "format": "sociable-responses/1",
        "model": {"id": "garden", "version": version},
        "organisation": {"name": "Allotments"},
        "raters": [{"id": "ann", "answers": {"soil-truned": {"option": "often"}}}],
    }
    path.write_text(json.dumps(text), "utf-8")
    message = refuse_on_both_roads(capsys, path, "--model", str(GARDEN))
    assert message[1].startswith("  - no item 'soil-truned' in garden 1.2.0; allowed: ")
    assert message[1].endswith(ADVICE) is told


def test_answers_newer_than_a_model_of_one_s_own_ask_for_the_newer_model(old, capsys):
    old.write_text(OLD.replace("1.1.0", "2.0.0"), "utf-8")
    message = refuse_on_both_roads(capsys, old, "--model", str(GARDEN))
    assert message[1].endswith("newer than this model (1.2.0); get the newer model")


def test_a_question_s_old_text_can_be_renamed(tmp_path):
    model = replace(MODEL, renamed={**MODEL.renamed, "How often is it dug?": "soil-dug"})
    path = _table(tmp_path, "organisation,rater,How often is it dug?\nA,ann,often\n")
    assert [road(path, model)[0]["items"]["soil-dug"]["option"] for road in ROADS] == ["often"] * 2


def test_both_names_of_an_item_in_json_are_refused(tmp_path, capsys):
    path = tmp_path / "old.json"
    answers = {"soil-turned": {"option": "often"}, "soil-dug": {"option": "often"}}
    text = {
        "format": "sociable-responses/1",
        "model": {"id": "garden", "version": "1.2.0"},
        "organisation": {"name": "Allotments"},
        "raters": [{"id": "ann", "answers": answers}],
    }
    path.write_text(json.dumps(text), "utf-8")
    message = refuse_on_both_roads(capsys, path, "--model", str(GARDEN))
    assert message[1] == "  - rater 'ann', soil-dug: answered twice, as 'soil-turned' and as 'soil-dug'"


# ---------------------------------------------------------------- ids and questions that could be something else


def _table(folder, text):
    path = folder / "answers.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("name", ["name", "language", "email", "user-name", "timestamp"])
def test_an_item_called_like_a_form_tool_s_column_is_an_item(name, road, tmp_path):
    model = a_model([an_item(name), an_item("other")])
    (entry,) = road(_table(tmp_path, f"organisation,rater,{name}\nA,ann,yes\n"), model)
    assert entry["items"][name]["option"] == "yes"


@pytest.mark.parametrize("road", ROADS)
def test_options_that_are_numbers_stay_texts(road, tmp_path):
    item = an_item("a", options=scale("0", "01", "1", "1.0", "True"))
    path = _table(tmp_path, "organisation,rater,a\nA,r1,01\nA,r2,1.0\nA,r3,0\nA,r4,1\nA,r5,1\n")
    (entry,) = road(path, a_model([item]))
    assert entry["items"]["a"]["votes"] == {"0": 1, "01": 1, "1": 2, "1.0": 1, "True": 0}


@pytest.mark.parametrize("cell", ["01", "1.0", "1e0", "+1", " 1_0"])
def test_a_number_that_is_not_an_option_as_written_is_refused(cell, tmp_path):
    model = a_model([an_item("a", options=scale("0", "1"))])
    path = _table(tmp_path, f"organisation,rater,a\nA,r1,{cell}\nA,r2,0\n")
    told = set()
    for road in ROADS:
        with pytest.raises(Exception, match="is not one of 0, 1") as caught:
            road(path, model)
        told.add(str(caught.value))
    assert len(told) == 1


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ('"0,25"', "; write it as 0.25"),
        ("0.250", "; write it as 0.25"),
        ("1.0", "; write it as 1"),
        ("+.5", ""),
        ("0.2", ""),
        ("nan", ""),
        ("1,0,0", ""),
        ("1_0", ""),
    ],
)
def test_a_number_that_equals_an_option_is_told_how_to_write_it(cell, hint):
    read = Cells(an_item("a", options=scale("0", "0.25", "1")))
    with pytest.raises(ValueError, match=r"is not one of 0, 0\.25, 1 ") as caught:
        read.read(cell.strip('"'))
    assert str(caught.value).endswith(f"or empty){hint}")


def test_a_number_that_equals_two_options_is_told_neither():
    with pytest.raises(ValueError, match=r"or empty\)$"):
        Cells(an_item("a", options=scale("1", "1.0"))).read("1.00")


@pytest.mark.parametrize("option", ["?", "n/a: no", "don't know", "-"])
def test_an_option_goes_before_the_word_for_something_else(option, tmp_path):
    model = a_model([an_item("a", options=scale("no", option))])
    path = _table(tmp_path, f"organisation,rater,a\nA,r1,{option}\n")
    assert [road(path, model)[0]["items"]["a"]["option"] for road in ROADS] == [option] * 2


def test_a_question_that_several_items_ask_is_refused_as_a_heading(tmp_path):
    asked = [replace(an_item(name), question="How often?") for name in ("a", "b")]
    with pytest.raises(Exception, match=r"column 3: several items ask 'How often\?'; head it with the item's id"):
        by_rater(_table(tmp_path, "organisation,rater,How often?\nA,r1,yes\n"), a_model(asked))


def test_any_department_is_taken_where_the_model_lists_none(tmp_path):
    path = _table(tmp_path, "organisation,rater,department,a\nA,r1,01,yes\nA,r2,Sales team,yes\nA,r3,,yes\n")
    model = a_model([an_item("a", "left")], [Node("left", None)])
    assert [road(path, model)[0]["departments"]["index"] for road in ROADS] == [
        {"left": {"01": None, "Sales team": None}}
    ] * 2
