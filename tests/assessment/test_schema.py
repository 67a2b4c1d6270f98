"""Our reader of JSON Schema, held to the library jsonschema."""

import json
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import parse_responses
from sociable_assessment.result import describe
from sociable_assessment.result_file import write_entries
from sociable_assessment.schema import Fault, check, load_schema
from sociable_assessment.trend import describe_trend
from tests.assessment.mutations import mutations

PACKAGE = Path(str(files("sociable_assessment")))
SCHEMAS = sorted(path.name.removesuffix(".schema.json") for path in PACKAGE.glob("schemas/*.schema.json"))
EXAMPLES = sorted(path.name for path in PACKAGE.glob("examples/*.json"))
MODELS = sorted(str(path.relative_to(PACKAGE)) for path in PACKAGE.glob("models/*/model.toml"))
KEYWORDS = {
    *("type", "properties", "additionalProperties", "required", "propertyNames", "items", "enum", "const", "pattern"),
    *("minimum", "maximum", "exclusiveMinimum", "minItems", "minLength", "minProperties", "oneOf", "$ref"),
}
REMARKS = {"$schema", "$id", "title", "description", "$defs"}
GARDEN_FILE = Path(__file__).with_name("garden.toml")
GARDEN = tomllib.loads(GARDEN_FILE.read_text("utf-8"))
RESPONSES = {
    "format": "sociable-responses/1",
    "model": {"id": "garden", "version": "1.2.0"},
    "form": "full",
    "organisation": {"name": "Garden", "sector": "allotments", "size": "small"},
    "wave": "2026",
    "raters": [
        {
            "id": "ann",
            "department": "beds",
            "assessed_on": "2026-09-14",
            "answers": {
                "soil-dug": {"option": "often", "evidence": "the spade"},
                "soil-fed": {"dont_know": True},
                "tools-owned": {"not_applicable": "no tools"},
            },
        }
    ],
    "consensus": {"soil-dug": {"option": "often", "reason": "agreed", "dissent": "one"}},
}


@lru_cache
def _result() -> dict[str, Any]:
    """A result file as we write it, of two waves, cut to one of each where all are of one shape."""
    model = read_model(GARDEN_FILE)
    first = parse_responses(json.dumps(RESPONSES), model, "first")
    second = replace(
        first, wave="2027", raters=tuple(replace(first.raters[0], id=f"r{n}") for n in range(8)), consensus={}
    )
    entries = [describe(model, each, resamples=5) for each in (first, second)]
    file = StringIO()
    write_entries(file, entries, describe_trend(model, entries))
    written: dict[str, Any] = json.loads(file.getvalue())
    entry = written["results"][1]
    shortened = {key: dict(list(entry[key].items())[:1]) for key in ("nodes", "items")}
    return written | {"results": [entry | shortened]}


@lru_cache
def _library(name: str) -> Draft202012Validator:
    return Draft202012Validator(load_schema(name))


def _disagreements(name: str, part: dict[str, Any], rest: dict[str, Any]) -> list[str]:
    """Spoil one thing in a part of a document, and list where only one of the two refuses it."""
    schema, library = load_schema(name), _library(name)
    spoiled = ((done, rest | bad) for done, bad in mutations(part))
    return [done for done, bad in spoiled if (check(bad, schema) == []) != library.is_valid(bad)]


def _schemas_in(schema: Any) -> list[dict[str, Any]]:
    """A schema and all that stand in it."""
    inside = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values(), *schema.get("oneOf", ())]
    inside += [schema[key] for key in ("items", "propertyNames", "additionalProperties") if schema.get(key)]
    return [schema, *(found for each in inside if isinstance(each, dict) for found in _schemas_in(each))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_shipped_schema_is_one_by_the_standard(name):
    Draft202012Validator.check_schema(load_schema(name))
    assert load_schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_shipped_schema_says_nothing_that_we_do_not_read(name):
    used = {key for schema in _schemas_in(load_schema(name)) for key in schema}
    assert used - KEYWORDS - REMARKS == set()


@pytest.mark.parametrize("name", SCHEMAS)
def test_beside_a_reference_stand_remarks_alone(name):
    beside = [set(schema) - {"$ref"} for schema in _schemas_in(load_schema(name)) if "$ref" in schema]
    assert [keys for keys in beside if keys - REMARKS] == []


@pytest.mark.parametrize(("name", "document"), [("model", GARDEN), ("responses", RESPONSES), ("result", _result())])
def test_both_take_a_good_document(name, document):
    assert (check(document, load_schema(name)), _library(name).is_valid(document)) == ([], True)


@pytest.mark.parametrize("model", MODELS)
def test_both_take_the_shipped_models(model):
    data = tomllib.loads((PACKAGE / model).read_text("utf-8"))
    assert (check(data, load_schema("model")), _library("model").is_valid(data)) == ([], True)


@pytest.mark.parametrize("example", EXAMPLES)
def test_both_take_the_shipped_examples(example):
    data = json.loads((PACKAGE / "examples" / example).read_text("utf-8"))
    name = data["format"].removeprefix("sociable-").split("/")[0]
    assert (check(data, load_schema(name)), _library(name).is_valid(data)) == ([], True)


@pytest.mark.parametrize("key", sorted(GARDEN))
def test_both_judge_alike_a_model_with_one_thing_spoiled(key):
    rest = {name: value for name, value in _LEAST.items() if name != key}
    value = GARDEN[key][:2] if key == "items" else GARDEN[key]
    assert _disagreements("model", {key: value}, rest) == []


_LEAST = {
    **{key: GARDEN[key] for key in ("format", "id", "version", "title")},
    "answer_sets": {"steps": {"options": GARDEN["answer_sets"]["steps"]["options"][:2]}},
    "items": [{"id": "soil-dug", "answers": "steps", "question": "How often?"}],
}


def test_both_judge_alike_responses_with_one_thing_spoiled():
    assert _disagreements("responses", RESPONSES, {}) == []


def test_both_judge_alike_a_result_with_one_thing_spoiled():
    assert _disagreements("result", _result(), {}) == []


@pytest.mark.parametrize("document", [None, [], "x", 1, True, {}])
@pytest.mark.parametrize("name", SCHEMAS)
def test_both_refuse_what_is_no_such_document(name, document):
    assert (check(document, load_schema(name)) != [], _library(name).is_valid(document)) == (True, False)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_not_a_number_is_refused_as_one(number):
    assert [fault.path for fault in check({**GARDEN, "minimum_coverage": number}, load_schema("model"))] == [
        ("minimum_coverage",)
    ]


def test_an_id_ends_with_its_line():
    # `$` also matches before a last line break in Python, which the standard's own dialect does not
    assert [fault.path for fault in check({**GARDEN, "id": "garden\n"}, load_schema("model"))] == [("id",)]


def test_every_fault_is_found_in_the_order_of_the_data():
    bad = {**RESPONSES, "wave": 3, "raters": [{"answers": {"a": {"dont_know": 1}}}], "mode": "x"}
    del bad["organisation"]
    assert [(fault.path, fault.message) for fault in check(bad, load_schema("responses"))] == [
        (("wave",), "3 is not text"),
        (("raters", 0, "answers", "a", "dont_know"), "1 is not true"),
        (("raters", 0), "'id' is missing"),
        (("mode",), "no such key 'mode'; did you mean 'model'?"),
        ((), "'organisation' is missing"),
    ]


def test_a_long_value_is_shortened_in_the_message():
    (fault,) = check({**RESPONSES, "raters": "x" * 1000}, load_schema("responses"))
    assert fault == Fault(("raters",), f"'{'x' * 55} … is not a list")
