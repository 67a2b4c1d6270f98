"""The schemas of a lesson's files are sound, and no spoiled file is met with anything but words about it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sociable_assessment.errors import InputError
from sociable_assessment.schema import check, load_schema
from sociable_course.quiz import parse_quiz, strip_keys
from tests import ROOT
from tests.assessment.mutations import mutations
from tests.assessment.test_schema import KEYWORDS, REMARKS
from tests.course.garden import FIXTURES, LESSON, OVERLAY

SCHEMAS = sorted(path.name.removesuffix(".schema.json") for path in ROOT.glob("course/sociable_course/schemas/*.json"))
FILES = {
    "quiz": FIXTURES / "lessons" / LESSON / "quiz.toml",
    "objectives": FIXTURES / "lessons" / LESSON / "objectives.toml",
    "claims": FIXTURES / "claims.toml",
    "overlay": OVERLAY / LESSON / "overlay.toml",
    "answer_key": FIXTURES / "answers" / f"{LESSON}.toml",
}
HEAVY = {"IPython", "anywidget", "ipywidgets", "jupytext", "nbformat", "nbgrader", "networkx", "pandas", "plotly"}


def keywords(schema: Any) -> set[str]:
    """List the keywords of a schema and of those in it."""
    found = set(schema)
    for key, value in schema.items():
        inner = value.values() if key in {"properties", "$defs"} else [value] if isinstance(value, dict) else []
        found = found.union(*map(keywords, inner))
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_and_our_reader_knows_all_of_it(name):
    schema = load_schema(name, "sociable_course")
    Draft202012Validator.check_schema(schema)
    assert keywords(schema) - KEYWORDS - REMARKS == set()


@pytest.mark.parametrize("name", FILES)
def test_our_reader_and_jsonschema_agree_about_every_spoiled_file(name):
    schema = load_schema(name, "sociable_course")
    library = Draft202012Validator(schema)
    data = tomllib.loads(FILES[name].read_text("utf-8"))
    assert check(data, schema) == []
    few = {key: value[:1] if isinstance(value, list) else value for key, value in data.items()}
    found = [done for done, bad in mutations(few) if bool(check(bad, schema)) == library.is_valid(bad)]
    assert found == []


def test_a_spoiled_quiz_is_taken_or_refused_in_words():
    refused = 0
    for _, spoiled in mutations(tomllib.loads(FILES["quiz"].read_text("utf-8"))):
        try:
            quiz = parse_quiz(spoiled)
        except InputError:
            refused += 1
        else:
            parse_quiz(strip_keys(json.loads(json.dumps(spoiled))))
            assert quiz.parts
    assert refused > 1000


def test_commands_start_without_what_only_lessons_or_authors_need():
    code = "import sys, sociable_course.command_line; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()
