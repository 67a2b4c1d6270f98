"""Find what a learner must not have in what a learner gets: solutions, hidden tests, keys, outputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sociable_assessment.errors import quote
from sociable_course.lesson_cells import HIDDEN, SCHEME, SOLUTION, split_region
from sociable_course.quiz import SECRETS, Blueprint, Check, Number, Part, Quiz, Sort, Text

_MARKERS = [f"{edge} {region}" for edge in ("BEGIN", "END") for region in (SOLUTION, HIDDEN, SCHEME)]
_TELLING = 12  # characters from which a line or a phrase says something
_DIGITS = 3  # digits from which a number is no coincidence

Notebook = Mapping[str, Any]


def find_leaks(learner: Notebook, instructor: Notebook, quiz: Quiz) -> list[str]:
    """Find what a learner's notebook gives away.

    Args:
        learner: the notebook that is handed out.
        instructor: the notebook with everything.
        quiz: the quiz with its keys.

    Returns:
        One sentence a leak, with the cell that it is in.
    """
    hidden = {line: what for what in (SOLUTION, HIDDEN, SCHEME) for line in _lines_of(instructor, what)}
    phrases = {text: f"the key of '{part.id}'" for part in quiz.parts.values() if part.points for text in _keys(part)}
    return [
        f"cell '{cell.get('id', place)}': {what}"
        for place, cell in enumerate(learner["cells"], start=1)
        for what in (*_find_in(_source(cell), hidden, phrases), *_find_run(cell))
    ]


def _source(cell: Mapping[str, Any]) -> str:
    return "".join(cell["source"])


def _lines_of(notebook: Notebook, region: str) -> Iterator[str]:
    """List the lines that stand in a region, and nowhere in the open."""
    parted = [split_region(_source(cell), region) for cell in notebook["cells"]]
    opened = {line.strip() for outside, _ in parted for line in outside.splitlines()}
    inside = (line.strip() for _, text in parted for line in text.splitlines())
    return (line for line in inside if len(line) >= _TELLING and line not in opened)


def _find_in(source: str, hidden: Mapping[str, str], phrases: Mapping[str, str]) -> Iterator[str]:
    yield from (f"the marker {marker}" for marker in _MARKERS if marker in source)
    lines = {line.strip() for line in source.splitlines()}
    yield from (f"{what} {quote(line)}" for line, what in hidden.items() if line in lines)
    flat = _flatten(source)
    for phrase, what in phrases.items():
        if re.search(rf"(?<![\w.]){re.escape(_flatten(phrase))}(?![\w]|\.\d)", flat):
            yield f"{what}: {quote(phrase)}"


def _flatten(text: str) -> str:
    return " ".join(text.replace("\\", "").split())


def _find_run(cell: Mapping[str, Any]) -> Iterator[str]:
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield "an output, or the number of a run"


def _keys(part: Part) -> Iterator[str]:
    """List the phrases that give a graded part away."""
    texts: list[str | None] = []
    match part:
        case Check():
            texts = [option.feedback for option in part.options]
        case Sort():
            texts = [card.feedback for card in part.cards]
            texts += [each.feedback for card in part.cards for each in card.confusions]
        case Blueprint():
            texts = [step.feedback for step in part.steps]
            texts += [each.feedback for step in part.steps for each in step.slips]
        case Text(sample=str(sample)):
            texts = [*re.split(r"(?<=[.!?:])\s", sample)]
        case Number():
            texts = [each.feedback for each in part.mistakes]
            yield from [number for number in [str(part.answer)] if sum(map(str.isdigit, number)) >= _DIGITS]
    yield from (text for text in texts if text and len(text) >= _TELLING)


def find_quiz_leaks(text: str) -> list[str]:
    """Find the keys of graded parts in a learner's view of a quiz.

    Args:
        text: the JSON.

    Returns:
        One sentence a leak, with the part that it is of.

    >>> find_quiz_leaks('{"numbers": [{"id": "tenth", "points": 2, "answer": 42.9}]}')
    ["part 'tenth': the key 'answer'"]
    """
    data = json.loads(text)
    graded = [(kind, part) for kind in SECRETS for part in data.get(kind, ()) if part.get("points")]
    return [
        f"part '{part['id']}': the key '{secret}'"
        for kind, part in graded
        for secret in SECRETS[kind]
        if _holds(part, secret)
    ]


def _holds(part: Mapping[str, Any], secret: str) -> bool:
    holder, _, key = secret.rpartition(".")
    return any(key in each for each in (part.get(holder, ()) if holder else [part]))
