"""Files that a person opens, told apart by what is in them."""

from __future__ import annotations

import json

import pytest

from sociable_assessment.command_line import main
from sociable_assessment.draft import list_files
from sociable_assessment.errors import InputError
from sociable_assessment.model_file import read_model
from sociable_assessment.opened_files import describe_on, open_bytes, open_file, pick_responses

MODEL = read_model()
EXAMPLES = {each.label.removeprefix("Example: "): each.path for each in list_files(None)}


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("result") / "result.json"
    main(["score", str(EXAMPLES["bank"]), str(EXAMPLES["museum 2025"]), "-o", str(path), "--no-bootstrap"])
    return path


def test_each_kind_of_file_gives_the_organisations_in_it(result):
    assert [each.title for each in open_file(EXAMPLES["museum 2025"], MODEL)] == [
        "City Museum of Harrowmere (fictional), 2025"
    ]
    assert len(open_file(EXAMPLES["bank"].with_suffix(".csv"), MODEL)) == 1
    assert [each.wave for each in open_file(result, MODEL)] == ["2026", "2025"]


def test_a_result_compares_on_another_form_as_its_answers_do(result):
    from_result = describe_on(open_file(result, MODEL)[0], MODEL, "quick")
    from_responses = describe_on(open_file(EXAMPLES["bank"], MODEL)[0], MODEL, "quick")
    for key in ("index", "stage", "coverage", "map", "form", "held_by"):
        assert from_result[key] == from_responses[key]


def test_a_result_on_the_same_form_is_taken_as_it_is(result):
    found = open_file(result, MODEL)[0]
    assert describe_on(found, MODEL, "full") is found.entry


def test_a_result_to_another_model_is_refused(result):
    data = json.loads(result.read_text())
    for entry in data["results"]:
        entry["model"]["id"] = "bakery"
    with pytest.raises(InputError, match="to model 'bakery'"):
        open_bytes("r.json", json.dumps(data).encode(), MODEL)


@pytest.mark.parametrize("name", ["../../evil.json", "C:\\temp\\a.json", "", "a" * 300 + ".json"])
def test_whatever_the_page_calls_a_file_it_is_read_in_a_place_of_its_own(name):
    data = EXAMPLES["bank"].read_bytes()
    if name:
        assert open_bytes(name, data, MODEL)
    else:
        with pytest.raises(InputError, match=r"end in \.json or \.csv"):
            open_bytes(name, data, MODEL)


def test_one_organisation_of_several_is_picked_by_its_name(result):
    found = [*open_file(EXAMPLES["bank"], MODEL), *open_file(EXAMPLES["parts maker"], MODEL)]
    assert pick_responses(found, found[1].name, "", "x.csv") is found[1].responses
    with pytest.raises(InputError, match="2 organisations or waves"):
        pick_responses(found, "Aurora", "", "x.csv")
    with pytest.raises(InputError, match="this is a result"):
        pick_responses(open_file(result, MODEL)[:1], "", "", "x.json")
