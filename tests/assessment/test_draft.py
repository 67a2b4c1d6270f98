"""From the form to a file and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.draft import (
    ENDING,
    build_responses,
    choose_path,
    file_name,
    is_personal,
    list_details,
    list_files,
    split_responses,
)
from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import read_responses, write_responses
from sociable_assessment.responses import Consensus
from tests.assessment.models import examples

MODEL = read_model()
ANSWERS = {
    "goals-named": {"option": "goal-led", "evidence": "The plan, page 3"},
    "goals-tactics": {"dont_know": True},
    "people-groups": {"not_applicable": "We are a ministry."},
}
DETAILS = {"name": "Müller & Söhne", "sector": "toys", "size": "10-49", "wave": "2026", "form": "full"}
TODAY = "2026-11-22"


def test_what_is_saved_is_loaded_again(tmp_path):
    path = tmp_path / "a.json"
    write_responses(path, build_responses(MODEL, ANSWERS, DETAILS, TODAY))
    found = read_responses(path, MODEL)
    assert split_responses(found) == (ANSWERS, DETAILS)
    assert found.raters[0].assessed_on == TODAY


def test_answers_to_items_of_another_model_are_left_out():
    assert build_responses(MODEL, {"unknown": {"option": "x"}}, {}, TODAY).raters[0].answers == {}


def test_a_panel_or_a_consensus_is_not_personal():
    one = build_responses(MODEL, ANSWERS, DETAILS, TODAY)
    assert is_personal(one)
    assert not is_personal(replace(one, raters=(*one.raters, replace(one.raters[0], id="r2"))))
    assert not is_personal(replace(one, consensus={"goals-named": Consensus("experiment")}))


@examples(80)
@given(st.text(min_size=1), st.text())
def test_any_name_makes_a_plain_file_name(name, wave):
    made = file_name(name, wave)
    assert made.endswith(ENDING)
    assert not set(made) & set('/\\:*?"<>|\0\n')
    assert not made.startswith((".", "-"))
    assert len(made) < 120


def test_other_peoples_files_are_never_replaced(tmp_path):
    responses = build_responses(MODEL, ANSWERS, DETAILS, TODAY)
    usual = choose_path(tmp_path, responses, ())
    usual.write_text("someone else's")
    assert choose_path(tmp_path, responses, ()).name == usual.name.replace(ENDING, f"-2{ENDING}")
    assert choose_path(tmp_path, responses, (usual,)) == usual


def test_saved_files_come_before_the_examples(tmp_path):
    (tmp_path / f"b{ENDING}").touch()
    labels = [each.label for each in list_files(tmp_path)]
    assert labels[0] == f"b{ENDING}"
    assert "Example: bank" in labels
    assert not any("consensus" in label for label in labels)


@pytest.mark.parametrize("each", list_files(Path("nowhere")), ids=lambda each: each.label)
def test_every_example_can_be_loaded(each):
    assert read_responses(each.path, MODEL).raters


def test_a_size_of_ones_own_stays_in_the_list():
    sizes = next(field for field in list_details(MODEL, "7 and a cat") if field["id"] == "size")["options"]
    assert ["7 and a cat", "7 and a cat"] in sizes
