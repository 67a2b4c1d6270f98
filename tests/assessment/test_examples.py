"""The example organisations: fictional, readable, and standing where their stories say, from JSON and CSV alike."""

import tomllib

import pytest

from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import merge, read_responses
from sociable_assessment.response_table import read_table
from sociable_assessment.result import describe
from tests import ROOT
from tests.assessment.planting import run

MODEL = read_model()
FOLDER = ROOT / "assessment" / "sociable_assessment" / "examples"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".json", ".csv"})
STORIES = tomllib.loads((FOLDER / "stories.toml").read_text("utf-8"))["stories"]
ROADS = ([], ["--no-bootstrap"])


def _read(path):
    return [read_responses(path, MODEL)] if path.suffix == ".json" else read_table(path, MODEL)[0]


def _entries(*names):
    found = merge((name, each) for name in names for each in _read(FOLDER / name))
    return [describe(MODEL, each, resamples=10) | {"responses": None} for each in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_is_labelled_fictional(path):
    assert all("(fictional)" in each.organisation.name for each in _read(path))


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_is_scored(path, road, capsys, monkeypatch):
    monkeypatch.setattr("sociable_assessment.score_command.RESAMPLES", 10)
    found = run(capsys, "score", path, *road)
    consensus_alone = path.name.endswith("_consensus.json")
    assert found.status == (1 if consensus_alone else 0)
    assert "(fictional)" in found.out


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["file"])
def test_an_example_stands_where_its_story_says(story):
    assert [entry["stage"] for entry in _entries(story["file"])] == [story["stage"]]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["file"])
def test_an_example_stands_there_with_its_recorded_consensus_too(story):
    consensus = story["file"].replace(".json", "_consensus.json")
    names = [story["file"], *([consensus] if (FOLDER / consensus).exists() else [])]
    assert [entry["stage"] for entry in _entries(*names)] == [story["stage"]]


def test_every_organisation_has_a_story():
    told = {FOLDER / story["file"] for story in STORIES}
    assert told == {path for path in FILES if path.suffix == ".json" and "_consensus" not in path.name}


@pytest.mark.parametrize(
    ("table", "files"),
    [
        ("bank.csv", ["bank.json"]),
        ("parts_maker.csv", ["parts_maker.json"]),
        ("museum.csv", ["museum_2025.json", "museum_2026.json"]),
    ],
)
def test_json_and_csv_of_an_organisation_score_alike(table, files):
    assert _entries(table) == _entries(*files)


def test_each_example_organisation_has_eight_to_fourteen_raters_of_several_departments():
    found = [each for story in STORIES for each in _read(FOLDER / story["file"])]
    assert all(8 <= len(each.raters) <= 14 for each in found)
    assert all(len({rater.department for rater in each.raters}) > 1 for each in found)
    assert all(any(answer.evidence for rater in each.raters for answer in rater.answers.values()) for each in found)
