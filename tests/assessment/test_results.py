"""Result files: they hold to the published schema, score again to the same, and give nobody away."""

import json
from itertools import chain

import jsonschema
import pytest

from sociable_assessment.errors import InputError
from sociable_assessment.model import with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.position import place
from sociable_assessment.response_file import digest, parse_responses, read_responses
from sociable_assessment.response_table import read_table
from sociable_assessment.result_file import read_results
from sociable_assessment.schema import load_schema
from sociable_assessment.scoring import score
from sociable_assessment.trend import read_back
from tests import ROOT
from tests.assessment.planting import JSON, run

MODEL = read_model()
EXAMPLES = ROOT / "assessment" / "sociable_assessment" / "examples"
FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".json", ".csv"})
SCHEMA = jsonschema.Draft202012Validator(load_schema("result"))
WAYS = {
    "with uncertainty": [],
    "without": ["--no-bootstrap"],
    "quick form": ["--form", "quick", "--no-bootstrap"],
    "target": ["--target", EXAMPLES / "museum_2026.json"],
}


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch):
    monkeypatch.setattr("sociable_assessment.score_command.RESAMPLES", 10)


def _score(capsys, folder, *arguments):
    """Score into a file, and read it as text."""
    output = folder / "result.json"
    found = run(capsys, "score", *arguments, "-o", output)
    assert found.status in {0, 1}
    assert found.out == ""
    return output


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_result_holds_to_its_schema(path, way, tmp_path, capsys):
    data = json.loads(_score(capsys, tmp_path, path, *WAYS[way]).read_text("utf-8"))
    assert [f"{list(error.path)}: {error.message}" for error in SCHEMA.iter_errors(data)] == []
    assert len(data["results"]) == (2 if path.name == "museum.csv" else 1)
    assert all(("target" in entry) == (way == "target") for entry in data["results"])
    assert all(entry["indicative"] == way.startswith("quick") for entry in data["results"])


@pytest.mark.parametrize("road", [[], ["--no-bootstrap"]])
def test_a_trend_holds_to_the_schema(road, tmp_path, capsys):
    data = json.loads(_score(capsys, tmp_path, EXAMPLES / "museum.csv", *road).read_text("utf-8"))
    assert [error.message for error in SCHEMA.iter_errors(data)] == []
    assert [change["waves"] for change in data["trend"]] == [["2025", "2026"]]


@pytest.mark.parametrize(("raters", "kind"), [(1, "robustness"), (4, "range"), (8, "bootstrap")])
def test_every_kind_of_uncertainty_holds_to_the_schema(raters, kind, tmp_path, capsys):
    path, data = tmp_path / "answers.json", json.loads(JSON)
    path.write_text(json.dumps(data | {"raters": [data["raters"][0] | {"id": str(n)} for n in range(raters)]}), "utf-8")
    found = json.loads(_score(capsys, tmp_path, path).read_text("utf-8"))
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    assert found["results"][0]["uncertainty"]["kind"] == kind


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(load_schema("result"))
    jsonschema.Draft202012Validator.check_schema(load_schema("responses"))


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".json"], ids=lambda path: path.name)
def test_an_example_holds_to_the_schema_of_responses(path):
    validator = jsonschema.Draft202012Validator(load_schema("responses"))
    assert [error.message for error in validator.iter_errors(json.loads(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("way", ["without", "quick form"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_result_read_back_scores_the_same(path, way, tmp_path, capsys):
    for entry in read_results(_score(capsys, tmp_path, path, *WAYS[way])):
        form = with_form(MODEL, entry["form"])
        readings = read_back(form, entry)
        scores = score(form, readings)
        position = place(form, readings, scores)
        found = (position.stage, position.could_be, position.index, list(position.held_by))
        assert found == (entry["stage"], entry["could_be"], entry["index"], entry["held_by"])
        assert {node: each.index for node, each in scores.items()} == {n: e["index"] for n, e in entry["nodes"].items()}


# ---------------------------------------------------------------- nobody is given away


PERSONAL = """ID,Email,Name,organisation,wave,department,use-need,use-need.evidence,people-groups
unique-id-1,ann.unique@aurora.example,Ann Unique,Aurora,2026,brand,goal-led,Seen.,not-yet
unique-id-2,bea.unique@aurora.example,Bea Unique,Aurora,2026,research,?,,n/a: none
"""


@pytest.mark.parametrize("road", [[], ["--no-bootstrap"]])
@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_result_holds_no_rater_and_no_address(ending, road, tmp_path, capsys):
    path, output = tmp_path / "answers.csv", tmp_path / f"result.{ending}"
    path.write_text(PERSONAL, "utf-8")
    found = run(capsys, "score", path, "-o", output, *road)
    assert "nique" not in output.read_text("utf-8") + found.err


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_result_of_an_example_holds_no_rater(path, tmp_path, capsys):
    text = _score(capsys, tmp_path, path).read_text("utf-8")
    found = [read_responses(path, MODEL)] if path.suffix == ".json" else read_table(path, MODEL)[0]
    ids = {rater.id for each in found for rater in each.raters if rater.id.startswith("r")}
    assert [name for name in ids if f'"{name}"' in text] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_evidence_and_reasons_stand_in_no_rater_s_order(path, tmp_path, capsys):
    items = chain.from_iterable(entry["items"].values() for entry in read_results(_score(capsys, tmp_path, path)))
    texts = [texts for item in items for texts in (item["evidence"], item["reasons"])]
    assert texts == [sorted(each) for each in texts]


# ---------------------------------------------------------------- the digest


def _parse(data):
    return parse_responses(json.dumps(data), MODEL, "test")


def test_the_digest_does_not_depend_on_any_order():
    data = json.loads(JSON)
    other = data | {"raters": [r | {"answers": dict(reversed(r["answers"].items()))} for r in data["raters"][::-1]]}
    assert digest(_parse(data)) == digest(_parse(dict(reversed(other.items()))))


@pytest.mark.parametrize(
    ("old", "new"), [("goal-led", "not-yet"), ("2026-09-14", "2026-09-13"), ("in May", "in June"), ("ann", "eva")]
)
def test_the_digest_tells_answers_apart(old, new):
    assert digest(_parse(json.loads(JSON))) != digest(_parse(json.loads(JSON.replace(old, new, 1))))


# ---------------------------------------------------------------- bad result files


def _entry(key, value):
    return lambda data: data | {"results": [data["results"][0] | {key: value}]}


SPOILED = {  # what the message says, and how the result is spoiled
    'this is not a result file: it has no "format": "sociable-result/1"': lambda _: {"format": "sociable-responses/1"},
    "trend: {} is not a list": lambda data: data | {"trend": {}},
    "results, 0, index: 101 must be at most 100": _entry("index", 101),
    "results, 0, index: NaN is not a number or null": _entry("index", float("nan")),
    "results, 0, stages: no such key 'stages'": _entry("stages", ""),
}


@pytest.mark.parametrize("expected", SPOILED)
def test_a_spoiled_result_is_refused(expected, tmp_path, capsys):
    output = _score(capsys, tmp_path, EXAMPLES / "parts_maker.json", "--no-bootstrap")
    output.write_text(json.dumps(SPOILED[expected](json.loads(output.read_text("utf-8")))), "utf-8")
    with pytest.raises(InputError) as caught:
        read_results(output)
    assert expected in str(caught.value)
