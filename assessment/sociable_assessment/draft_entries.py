"""A draft as entries, each kept for itself, so that two windows on one draft never overwrite each other's answers.

The keys: `details/` and a field, `rater/` and an id, `answer/` with rater and item, `consensus/` and an item,
`current` for the rater whose answers the form shows, `version` for the model's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.model import Model
from sociable_assessment.response_file import FORMAT, answer_data, parse_responses
from sociable_assessment.responses import Organisation, Responses

Entries = dict[str, Any]
_SOURCE = "the draft"


def to_entries(responses: Responses, details: Mapping[str, str], current: str) -> Entries:
    """Take a draft apart.

    Args:
        responses: what the raters answered.
        details: whose answers they are, and on which form.
        current: the id of the rater whose answers the form shows.

    Returns:
        By key, what is to be kept; nothing while nothing was given.

    >>> from sociable_assessment.responses import Answer, Organisation, Rater
    >>> one = Responses(Organisation(""), (Rater("self", {"goals-named": Answer(option="experiment")}),))
    >>> to_entries(one, {}, "self")["answer/self/goals-named"]
    {'option': 'experiment'}
    """
    entries: Entries = {f"details/{key}": value for key, value in details.items() if value}
    alone = len(responses.raters) == 1
    for number, rater in enumerate(responses.raters):
        if rater.answers or rater.department or not alone:
            told = {"number": number, "department": rater.department, "assessed_on": rater.assessed_on}
            entries[f"rater/{rater.id}"] = told
        entries |= {f"answer/{rater.id}/{item}": answer_data(answer) for item, answer in rater.answers.items()}
    entries |= {f"consensus/{item}": asdict(agreed) for item, agreed in responses.consensus.items()}
    if entries:
        entries |= {"version": responses.model_version, "current": current}
    return entries


def find_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Entries:
    """Find which entries differ.

    Args:
        before: those that are kept.
        after: those that shall be.

    Returns:
        The new values by key; None for an entry that is gone.

    >>> find_changes({"a": 1, "b": 2}, {"b": 3})
    {'b': 3, 'a': None}
    """
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    return changed | dict.fromkeys(before.keys() - after.keys())


def put_changes(entries: Mapping[str, Any], changes: Mapping[str, Any]) -> Entries:
    """Change entries.

    Args:
        entries: those that are kept.
        changes: new values by key; None removes an entry.

    Returns:
        What is kept then.

    >>> put_changes({"a": 1, "b": 2}, {"a": None, "c": 3})
    {'b': 2, 'c': 3}
    """
    return {key: value for key, value in {**entries, **changes}.items() if value is not None}


def from_entries(entries: Mapping[str, Any], model: Model) -> tuple[Responses, dict[str, str], str, list[str]]:
    """Put a draft together again.

    Args:
        entries: what was kept, by this version of Sociable or an older one; perhaps spoiled.
        model: the full model.

    Returns:
        The responses, the details, the current rater's id, and for what can't be taken a sentence each.
    """
    details = {key.removeprefix("details/"): str(text) for key, text in entries.items() if key.startswith("details/")}
    faults: tuple[str, ...] = ()
    try:
        found = _parse(entries, model)
    except InputError as error:
        faults = error.faults
        found = _parse(_sound(entries, model), model)
    return found, details, str(entries.get("current", "")), [*found.changes, *faults]


def _sound(entries: Mapping[str, Any], model: Model) -> Entries:
    """Leave out the entries that can't be taken, each looked at alone."""
    version = {"version": entries["version"]} if "version" in entries else {}
    base = version if _is_sound(version, model) else {}
    return {**{key: each for key, each in entries.items() if _is_sound({**base, key: each}, model)}, **base}


def _is_sound(entries: Mapping[str, Any], model: Model) -> bool:
    try:
        _parse(entries, model)
    except InputError:
        return False
    return True


def _parse(entries: Mapping[str, Any], model: Model) -> Responses:
    raters, agreed = _raters(entries), _under("consensus/", entries)
    if not raters and not agreed:
        return Responses(Organisation(""), ())
    data = {
        "format": FORMAT,
        "model": {"id": model.id, "version": entries.get("version", model.version)},
        "organisation": {"name": _SOURCE},
        "raters": raters,
        "consensus": agreed,
    }
    return parse_responses(json.dumps(data), model, _SOURCE)


def _raters(entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    told = _under("rater/", entries)
    answers: dict[str, dict[str, Any]] = {name: {} for name in told}
    for key, answer in _under("answer/", entries).items():
        name, _, item = key.rpartition("/")
        answers.setdefault(name, {})[item] = answer
    return [
        {"id": name, **_remarks(told.get(name)), "answers": answers[name]}
        for name in sorted(answers, key=lambda name: _number(told.get(name)))
    ]


def _under(prefix: str, entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix(prefix): each for key, each in entries.items() if key.startswith(prefix)}


def _number(told: object) -> int:
    number = told.get("number") if isinstance(told, dict) else None
    return number if isinstance(number, int) else 0


def _remarks(told: object) -> dict[str, str]:
    known = told if isinstance(told, dict) else {}
    return {key: str(known[key]) for key in ("department", "assessed_on") if known.get(key)}
