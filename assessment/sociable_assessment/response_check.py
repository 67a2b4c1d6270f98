"""Find the faults of responses in a JSON file, those that a schema can state and those that it can't.

It works on the data as read, also when parts are missing or wrong, so that all faults can be told at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import Any

from sociable_assessment.errors import MOST, quote, suggest
from sociable_assessment.history import Fates
from sociable_assessment.model import Model
from sociable_assessment.schema import find, load_schema


def find_faults(data: Mapping[str, Any], model: Model, fates: Fates) -> list[str]:
    """Find every fault of some responses.

    Args:
        data: the responses as `json` read them.
        model: the full model.
        fates: is told what became of older items.

    Returns:
        One sentence a fault.
    """
    shape = (f"{_where(data, fault.path)}: {fault.message}" for fault in find(data, load_schema("responses")))
    return list(dict.fromkeys(chain(islice(shape, MOST + 1), islice(_check(data, model, fates), MOST + 1))))


def _where(data: Any, path: tuple[str | int, ...]) -> str:
    words: list[str] = []
    for place, step in enumerate(path):
        if isinstance(step, int) and path[place - 1] == "raters":
            words[-1] = _who(data["raters"][step], step)
        else:
            words.append(quote(str(step))[1:-1])
    return ", ".join(word for word in words if word != "answers") or "the file"


def _who(rater: Any, place: int) -> str:
    name = rater.get("id") if isinstance(rater, dict) else None
    return f"rater {quote(name)}" if isinstance(name, str) and name.strip() else f"rater number {place + 1}"


def _dicts(found: Any) -> dict[str, Any]:
    return {k: v for k, v in found.items() if isinstance(v, dict)} if isinstance(found, dict) else {}


def _check(data: Mapping[str, Any], model: Model, fates: Fates) -> Iterator[str]:
    """Find what a schema can't state, in whatever part of the data has the right shape."""
    if fault := _check_model(data.get("model"), fates):
        yield f"model: {fault}"
        return
    yield from _check_form(data.get("form", "full"), model)
    raters, consensus = data.get("raters"), _dicts(data.get("consensus"))
    if raters == [] and not consensus:
        yield "raters: there is nobody's answer, and no consensus either"
    listed = raters if isinstance(raters, list) else []
    people = [(place, each) for place, each in enumerate(listed) if isinstance(each, dict)]
    departments = _departments(data, model)
    for place, rater in people:
        yield from _check_rater(rater, _who(rater, place), departments)
        yield from _check_options(_dicts(rater.get("answers")), f"{_who(rater, place)}, ", fates)
    yield from _check_twice([rater.get("id") for _, rater in people])
    yield from _check_options(consensus, "consensus, ", fates)
    yield from _check_actions(data.get("actions"))
    yield from fates.faults


def _check_model(named: Any, fates: Fates) -> str | None:
    if not isinstance(named, dict) or not isinstance(named.get("id"), str):
        return None
    return fates.check_version(named["id"], str(named.get("version", "")))


def _check_form(form: object, model: Model) -> Iterator[str]:
    known = ["full", *(each.id for each in model.forms)]
    if isinstance(form, str) and form not in known:
        yield f"form: no form {quote(form)} in this model; {suggest(form, known)}"


def _check_twice(names: list[Any]) -> Iterator[str]:
    for name, times in Counter(name for name in names if isinstance(name, str)).items():
        if times > 1:
            yield f"rater {quote(name)} stands {times} times; give each person an id of their own"


def _departments(data: Mapping[str, Any], model: Model) -> tuple[str, ...]:
    """Give the closed list: the responses' own, or the model's."""
    own = data.get("departments")
    return tuple(each for each in own if isinstance(each, str)) if isinstance(own, list) else model.departments


def _check_actions(actions: Any) -> Iterator[str]:
    for place, action in enumerate(actions if isinstance(actions, list) else [], start=1):
        if isinstance(action, dict) and (fault := date_fault(action.get("due", ""))):
            yield f"action number {place}, due: {fault}"


def _check_rater(rater: Mapping[str, Any], who: str, departments: tuple[str, ...]) -> Iterator[str]:
    if fault := department_fault(departments, rater.get("department", "")):
        yield f"{who}, department: {fault}"
    if fault := date_fault(rater.get("assessed_on", "")):
        yield f"{who}, assessed_on: {fault}"


def department_fault(departments: tuple[str, ...], name: object) -> str | None:
    """Tell what is wrong with a department.

    Args:
        departments: the closed list; empty where there is none.
        name: the department; "" for none.

    Returns:
        The fault, or None.
    """
    if not name or not isinstance(name, str) or not departments or name in departments:
        return None
    return f"{quote(name)} is not one of {', '.join(departments)}"


def date_fault(text: object) -> str | None:
    """Tell what is wrong with a date.

    Args:
        text: the date; "" for none.

    Returns:
        The fault, or None.

    >>> date_fault("2026-02-30")
    "'2026-02-30' is not a date such as 2026-09-14"
    """
    if not text or not isinstance(text, str):
        return None
    try:
        sound = date.fromisoformat(text).isoformat() == text
    except ValueError:
        sound = False
    return None if sound else f"{quote(text)} is not a date such as 2026-09-14"


def _check_options(answers: Mapping[str, Any], who: str, fates: Fates) -> Iterator[str]:
    today: dict[str, str] = {}
    for name, answer in answers.items():
        item = fates.follow(name)
        if item is None:
            continue
        if item in today:
            yield f"{who}{item}: answered twice, as {quote(today[item])} and as {quote(name)}"
        today[item] = name
        option, allowed = answer.get("option"), [each.id for each in fates.model.item_by_id[item].options]
        if isinstance(option, str) and option.strip() and option not in allowed:
            yield f"{who}{item}: {quote(option)} is not one of {', '.join(allowed)}"
