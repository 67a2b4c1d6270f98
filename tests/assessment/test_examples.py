"""The example organisations, by glob: each reads, says that it is invented, and stands where its story says."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import read_responses
from sociable_assessment.response_table import read_table
from sociable_assessment.result import describe

FOLDER = Path(str(files("sociable_assessment").joinpath("examples")))
STORIES = {each["file"]: each for each in tomllib.loads((FOLDER / "stories.toml").read_text("utf-8"))["stories"]}
RESPONSES = sorted(path.name for path in FOLDER.glob("*.json"))
TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))
# What the same answers may differ in: the raters' ids, and so the digest; nothing that is scored.
OWN = {"responses"}


def describe_file(name):
    found = describe(read_model(), read_responses(FOLDER / name, read_model()), resamples=200)
    return {key: value for key, value in found.items() if key not in OWN}


@pytest.mark.parametrize("name", RESPONSES)
def test_an_example_says_that_it_is_fictional(name):
    assert "(fictional)" in read_responses(FOLDER / name, read_model()).organisation.name


@pytest.mark.parametrize("name", [name for name in RESPONSES if not name.endswith("_consensus.json")])
def test_an_example_has_a_story_and_stands_where_it_says(name):
    assert STORIES[name]["stage"] == describe_file(name)["stage"]


@pytest.mark.parametrize("name", sorted(STORIES))
def test_a_story_is_about_a_whole_panel(name):
    responses = read_responses(FOLDER / name, read_model())
    departments = {rater.department for rater in responses.raters}
    answers = [answer for rater in responses.raters for answer in rater.answers.values()]
    assert 8 <= len(responses.raters) <= 14
    assert len(departments) >= 4
    assert any(answer.evidence for answer in answers)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_scores_as_the_json_of_the_same_organisation_does(name):
    tables, _ = read_table(FOLDER / name, read_model())
    for table in tables:
        found = describe(read_model(), table, resamples=200)
        year = f"_{table.wave}" if len(tables) > 1 else ""
        assert describe_file(f"{name.removesuffix('.csv')}{year}.json") == {
            key: value for key, value in found.items() if key not in OWN
        }


@pytest.mark.parametrize("name", [name for name in RESPONSES if name.endswith("_consensus.json")])
def test_a_consensus_belongs_to_an_example_and_keeps_its_dissent(name):
    agreed = read_responses(FOLDER / name, read_model())
    votes = read_responses(FOLDER / name.replace("_consensus", ""), read_model())
    assert (votes.organisation, votes.wave) == (agreed.organisation, agreed.wave)
    assert all(each.dissent and each.reason for each in agreed.consensus.values())
