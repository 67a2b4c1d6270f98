"""Find the faults of responses in a JSON file, those that a schema can state and those that it can't.

It works on the data as read, also when parts are missing or wrong, so that all faults can be told at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sociable_assessment.errors import UnknownNameError, suggest
from sociable_assessment.history import Fates, check_version
from sociable_assessment.model import Model
from sociable_assessment.schema import check, load_schema


def find_faults(data: Mapping[str, Any], model: Model, fates: Fates) -> list[str]:
    """Find every fault of some responses.

    Args:
        data: the responses as `json` read them.
        model: the full model.
        fates: is told what became of older items.

    Returns:
        One sentence a fault.
    """
    faults = [f"{_where(data, fault.path)}: {fault.message}" for fault in check(data, load_schema("responses"))]
    return list(dict.fromkeys([*faults, *_check(data, model, fates)]))


def _where(data: Any, path: tuple[str | int, ...]) -> str:
    words: list[str] = []
    for place, step in enumerate(path):
        if isinstance(step, int) and path[place - 1] == "raters":
            rater = data["raters"][step]
            name = rater.get("id") if isinstance(rater, dict) else None
            words[-1] = f"rater '{name}'" if isinstance(name, str) else f"rater number {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(word for word in words if word != "answers") or "the file"


def _dicts(found: Any) -> dict[str, Any]:
    return {k: v for k, v in found.items() if isinstance(v, dict)} if isinstance(found, dict) else {}


def _check(data: Mapping[str, Any], model: Model, fates: Fates) -> Iterator[str]:
    """Find what a schema can't state, in whatever part of the data has the right shape."""
    named = data.get("model")
    if isinstance(named, dict) and isinstance(named.get("id"), str):
        fault, change = check_version(model, named["id"], str(named.get("version", "")))
        fates.changes |= {change: None} if change else {}
        if fault:
            yield f"model: {fault}"
            return
    form = data.get("form", "full")
    if form not in ["full", *(each.id for each in model.forms)]:
        yield f"form: no form '{form}' in this model; {suggest(str(form), ['full', *(f.id for f in model.forms)])}"
    raters = data.get("raters")
    people = [each for each in raters if isinstance(each, dict)] if isinstance(raters, list) else []
    if not people and not _dicts(data.get("consensus")):
        yield "raters: there is nobody's answer, and no consensus either"
    for place, rater in enumerate(people):
        who = f"rater '{rater.get('id', place + 1)}'"
        yield from _check_rater(rater, who, model)
        yield from _check_options(_dicts(rater.get("answers")), f"{who}, ", fates)
    yield from _check_twice([rater.get("id") for rater in people])
    yield from _check_options(_dicts(data.get("consensus")), "consensus, ", fates)
    yield from fates.faults


def _check_twice(names: list[Any]) -> Iterator[str]:
    for name in dict.fromkeys(name for name in names if isinstance(name, str) and names.count(name) > 1):
        yield f"rater '{name}' stands {names.count(name)} times; give each person an id of their own"


def _check_rater(rater: Mapping[str, Any], who: str, model: Model) -> Iterator[str]:
    if fault := department_fault(model, rater.get("department", "")):
        yield f"{who}, {fault}"
    if fault := date_fault(rater.get("assessed_on", "")):
        yield f"{who}, {fault}"


def department_fault(model: Model, name: object) -> str | None:
    """Tell what is wrong with a department.

    Args:
        model: the model, which may hold a closed list.
        name: the department; "" for none.

    Returns:
        The fault, or None.
    """
    if not name or not isinstance(name, str) or not model.departments or name in model.departments:
        return None
    return f"department: '{name}' is not one of {', '.join(model.departments)}"


def date_fault(text: object) -> str | None:
    """Tell what is wrong with a date.

    Args:
        text: the date; "" for none.

    Returns:
        The fault, or None.

    >>> date_fault("2026-02-30")
    "assessed_on: '2026-02-30' is not a date such as 2026-09-14"
    """
    if not text or not isinstance(text, str):
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return f"assessed_on: '{text}' is not a date such as 2026-09-14"
    return None


def _check_options(answers: Mapping[str, Any], who: str, fates: Fates) -> Iterator[str]:
    today: dict[str, str] = {}
    for name, answer in answers.items():
        item = fates.follow(name)
        if item is None:
            continue
        if item in today:
            yield f"{who}{item}: answered twice, as '{today[item]}' and as '{name}'"
        today[item] = name
        option = answer.get("option")
        try:
            fates.model.item_by_id[item].rank(option) if isinstance(option, str) and option else None
        except UnknownNameError:
            allowed = ", ".join(each.id for each in fates.model.item_by_id[item].options)
            yield f"{who}{item}: '{option}' is not one of {allowed}"
