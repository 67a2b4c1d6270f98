"""The quiz of a lesson: its predictions, checks, sorts, blueprints, texts, numbers and rounds, as frozen data.

Authors write it as `quiz.toml`; the builder puts the learner's view of it beside this module, as JSON, without the
keys of graded parts. What a quiz is made of stands in `quiz_parts`, its shape stands in `schemas/quiz.schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, UnknownNameError, suggest
from sociable_assessment.files import parse_toml, read_text
from sociable_course.quiz_check import PARTS, find_faults
from sociable_course.quiz_parts import (
    Blueprint,
    Card,
    Category,
    Check,
    Column,
    Confusion,
    Criterion,
    Misconception,
    Mistake,
    Number,
    Option,
    Part,
    Prediction,
    Quiz,
    Rounds,
    Slip,
    Sort,
    Step,
    Text,
)

__all__ = [
    "Blueprint",
    "Card",
    "Category",
    "Check",
    "Column",
    "Confusion",
    "Criterion",
    "Misconception",
    "Mistake",
    "Number",
    "Option",
    "Part",
    "Prediction",
    "Quiz",
    "Rounds",
    "Slip",
    "Sort",
    "Step",
    "Text",
    "load_quiz",
    "parse_quiz",
    "read_quiz",
    "strip_keys",
]

SECRETS: Mapping[str, tuple[str, ...]] = {  # keys that a learner must not have, and what holds each
    "checks": ("options.right", "options.misconception", "options.feedback"),
    "sorts": ("cards.category", "cards.feedback", "cards.confusions"),
    "blueprints": ("steps.accepted", "steps.feedback", "steps.slips"),
    "texts": ("sample",),
    "numbers": ("answer", "tolerance", "mistakes"),
}


def read_quiz(path: Path) -> Quiz:
    """Read a quiz as its author wrote it.

    Args:
        path: the TOML file.

    Returns:
        The quiz, with its keys.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    return parse_quiz(parse_toml(read_text(path), str(path)), str(path))


@lru_cache
def load_quiz(lesson: str) -> Quiz:
    """Load the learner's view of a lesson's quiz.

    Args:
        lesson: the lesson's id.

    Returns:
        The quiz, without the keys of graded parts.

    Raises:
        UnknownNameError: there is no such lesson.
    """
    folder = files("sociable_course").joinpath("quizzes")
    known = [each.name.removesuffix(".json") for each in folder.iterdir()] if folder.is_dir() else []
    if lesson not in known:
        msg = f"no lesson '{lesson}'; {suggest(lesson, known)}"
        raise UnknownNameError(msg)
    return parse_quiz(json.loads(folder.joinpath(f"{lesson}.json").read_text("utf-8")), lesson)


def parse_quiz(data: Mapping[str, Any], source: str = "quiz") -> Quiz:
    """Make a quiz of data.

    Args:
        data: what `json` or `tomllib` read; a graded part has all its keys or none.
        source: what the data are called in messages.

    Returns:
        The quiz.

    Raises:
        InputError: the data have faults; all of them are named.

    >>> quiz = parse_quiz({"format": "sociable-quiz/1", "lesson": "01_people", "predictions": [
    ...     {"id": "guess", "objectives": ["plan"], "prompt": "?", "unit": "%", "minimum": 0, "maximum": 100}]})
    >>> quiz.parts["guess"].maximum
    100
    """
    if faults := find_faults(data):
        raise InputError(source, faults)
    misconceptions = tuple(Misconception(**each) for each in data.get("misconceptions", ()))
    parts = {kind: tuple(_MAKE[kind](each) for each in data.get(kind, ())) for kind in PARTS}
    return Quiz(data["lesson"], misconceptions, **parts)


def _prediction(data: Mapping[str, Any]) -> Prediction:
    return Prediction(**_fill(data, options=tuple(Option(**each) for each in data.get("options", ()))))


def _check(data: Mapping[str, Any]) -> Check:
    known = any("right" in option for option in data["options"])
    right = {"right": False} if known else {}
    return Check(**_fill(data, options=tuple(Option(**{**right, **each}) for each in data["options"])))


def _sort(data: Mapping[str, Any]) -> Sort:
    return Sort(**_fill(data, categories=_categories(data["categories"]), cards=tuple(map(_card, data["cards"]))))


def _card(data: Mapping[str, Any]) -> Card:
    return Card(**{**data, "confusions": tuple(Confusion(**each) for each in data.get("confusions", ()))})


def _blueprint(data: Mapping[str, Any]) -> Blueprint:
    columns = tuple(Column(**{**each, "options": _categories(each["options"])}) for each in data["columns"])
    return Blueprint(**_fill(data, columns=columns, steps=tuple(map(_step, data["steps"]))))


def _step(data: Mapping[str, Any]) -> Step:
    known = {"accepted": tuple(map(_row, data["accepted"]))} if "accepted" in data else {}
    return Step(**{**data, **known, "slips": tuple(Slip(**each) for each in data.get("slips", ()))})


def _row(data: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Read a row that fits; a column takes one option or several."""
    return {column: (each,) if isinstance(each, str) else tuple(each) for column, each in data.items()}


def _categories(data: Sequence[Mapping[str, Any]]) -> tuple[Category, ...]:
    return tuple(Category(**each) for each in data)


def _text(data: Mapping[str, Any]) -> Text:
    return Text(**_fill(data, rubric=tuple(Criterion(**each) for each in data["rubric"])))


def _number(data: Mapping[str, Any]) -> Number:
    return Number(**_fill(data, mistakes=tuple(Mistake(**each) for each in data.get("mistakes", ()))))


def _rounds(data: Mapping[str, Any]) -> Rounds:
    return Rounds(**_fill(data))


def _fill(data: Mapping[str, Any], **made: Any) -> dict[str, Any]:
    return {**data, "objectives": tuple(data["objectives"]), **made}


_MAKE: Mapping[str, Any] = {
    "predictions": _prediction,
    "checks": _check,
    "sorts": _sort,
    "blueprints": _blueprint,
    "texts": _text,
    "numbers": _number,
    "rounds": _rounds,
}


def strip_keys(data: Mapping[str, Any]) -> dict[str, Any]:
    """Take the keys of graded parts out of a quiz.

    Args:
        data: a quiz as `tomllib` read it.

    Returns:
        The learner's view: the same without them.

    >>> strip_keys({"numbers": [{"id": "a", "answer": 1, "points": 2}, {"id": "b", "answer": 1}]})
    {'numbers': [{'id': 'a', 'points': 2}, {'id': 'b', 'answer': 1}]}
    """
    return {
        kind: [_strip(part, SECRETS[kind]) if part.get("points") else part for part in value]
        if kind in SECRETS
        else value
        for kind, value in data.items()
    }


def _strip(part: Mapping[str, Any], secrets: tuple[str, ...]) -> dict[str, Any]:
    inner: dict[str, set[str]] = {}
    for secret in secrets:
        holder, _, key = secret.rpartition(".")
        inner.setdefault(holder, set()).add(key)
    kept = {key: value for key, value in part.items() if key not in inner.get("", ())}
    for holder in inner.keys() & kept.keys():
        kept[holder] = [{k: v for k, v in each.items() if k not in inner[holder]} for each in kept[holder]]
    return kept
