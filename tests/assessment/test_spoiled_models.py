"""A sound model with any one thing spoiled is either refused or wholly usable: it never falls over later."""

import tomllib
from pathlib import Path

import pytest

from sociable_assessment.errors import InputError
from sociable_assessment.model import Model, with_form
from sociable_assessment.model_check import find_faults
from sociable_assessment.model_file import parse_model
from sociable_assessment.regions import regions
from tests.assessment.models import assess, highest, lowest
from tests.assessment.mutations import mutations

GARDEN = tomllib.loads(Path(__file__).with_name("garden.toml").read_text("utf-8"))


def _text(value) -> str:
    """Write TOML: enough of it for what a spoiled model holds."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_text(each)}' for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else '"' + str(value).replace("\\", "\\\\") + '"'


def _use(model: Model) -> None:
    for form in ("full", *(each.id for each in model.forms)):
        narrowed = with_form(model, form)
        for votes in ({}, lowest(narrowed), highest(narrowed)):
            assess(narrowed, votes)
        regions(narrowed)


@pytest.mark.parametrize("key", sorted(GARDEN))
def test_what_is_spoiled_is_refused_or_usable(key):
    fallen = {}
    for done, bad in mutations({key: GARDEN[key]}):
        data = {name: each for name, each in GARDEN.items() if name != key} | bad
        try:
            if not find_faults(data):
                _use(parse_model("\n".join(f"{name} = {_text(each)}" for name, each in data.items()), done))
        except (InputError, LookupError, TypeError, ValueError, AttributeError) as error:
            fallen[done] = f"{type(error).__name__}: {error}"
    assert fallen == {}


def test_two_things_spoiled_at_once_are_both_refused_in_words():
    faults = find_faults({**GARDEN, "nodes": [1], "items": {"a": 2}, "answer_sets": [], "map": "x", "rungs": "y"})
    places = [fault.split(":")[0] for fault in faults]
    assert {"nodes 1", "items", "answer_sets", "map", "rungs"} <= set(places)
