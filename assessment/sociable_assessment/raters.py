"""The raters of one draft: they answer one after another, or come from a file."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sociable_assessment.model import Model
from sociable_assessment.responses import Answer, Organisation, Rater, Responses

FIRST = "self"


def begin(model: Model) -> Responses:
    """Begin a draft: nothing known, one rater who has answered nothing.

    Args:
        model: the full model.

    Returns:
        The responses.
    """
    return Responses(Organisation(""), (Rater(FIRST, {}),), model_id=model.id, model_version=model.version)


def put_details(responses: Responses, details: Mapping[str, str]) -> Responses:
    """Say whose answers these are.

    Args:
        responses: the draft.
        details: name, sector, size, wave and form, as far as given.

    Returns:
        The draft with them.
    """
    told = {key: details.get(key, "").strip() for key in ("name", "sector", "size", "wave", "form")}
    organisation = Organisation(told["name"], told["sector"], told["size"])
    return replace(responses, organisation=organisation, wave=told["wave"], form=told["form"] or "full")


def put_answers(
    responses: Responses, rater: str, answers: Mapping[str, Mapping[str, Any]], model: Model, today: str
) -> Responses:
    """Replace one rater's answers.

    Args:
        responses: the draft.
        rater: the rater's id.
        answers: by item id, with the keys of a responses file; those to items that the model lacks are left out.
        model: the full model.
        today: the date, as 2026-09-14.

    Returns:
        The draft with them.
    """
    given = {item: Answer(**answer) for item, answer in answers.items() if item in model.item_by_id}
    return _change(responses, rater, answers=given, assessed_on=today if given else "")


def put_department(responses: Responses, rater: str, department: str) -> Responses:
    """Say where a rater works.

    Args:
        responses: the draft.
        rater: the rater's id.
        department: the department's id; "" for none.

    Returns:
        The draft with it.
    """
    return _change(responses, rater, department=department)


def _change(responses: Responses, rater: str, **values: Any) -> Responses:
    raters = tuple(replace(each, **values) if each.id == rater else each for each in responses.raters)
    return replace(responses, raters=raters)


def find_rater(responses: Responses, rater: str) -> Rater:
    """Find a rater.

    Args:
        responses: the draft.
        rater: the rater's id.

    Returns:
        The rater; the first one where there is none of that id.
    """
    return next((each for each in responses.raters if each.id == rater), responses.raters[0])


def add_rater(responses: Responses) -> tuple[Responses, str]:
    """Add a rater who has answered nothing yet.

    Args:
        responses: the draft.

    Returns:
        The draft with one more, and the new id; another window that adds a rater makes another id.
    """
    rater = Rater(f"rater-{secrets.token_hex(4)}", {})
    return replace(responses, raters=(*responses.raters, rater)), rater.id


def drop_rater(responses: Responses, rater: str) -> Responses:
    """Take a rater out; the last one leaves an empty one behind.

    Args:
        responses: the draft.
        rater: the rater's id.

    Returns:
        The draft without.
    """
    left = tuple(each for each in responses.raters if each.id != rater)
    return replace(responses, raters=left or (Rater(FIRST, {}),))


def join_raters(responses: Responses, found: Responses) -> Responses:
    """Add the raters of a file to those of a draft.

    Args:
        responses: the draft.
        found: what was in the file.

    Returns:
        The draft with them; raters without an answer are left out, and an id that is taken gets a number.

    >>> from sociable_assessment.responses import Answer
    >>> one = Responses(Organisation("Aurora"), (Rater("a", {"x": Answer(option="y")}),))
    >>> [rater.id for rater in join_raters(one, one).raters]
    ['a', 'a-2']
    """
    raters = [each for each in responses.raters if each.answers]
    taken = {each.id for each in raters}
    for rater in found.raters:
        name, number = rater.id, 1
        while name in taken:
            number += 1
            name = f"{rater.id}-{number}"
        taken.add(name)
        raters.append(replace(rater, id=name))
    consensus = {**responses.consensus, **found.consensus}
    return replace(responses, raters=tuple(raters) or responses.raters, consensus=consensus)


def keep_voters(responses: Responses, only: str = "") -> Responses:
    """Leave out the raters who have not begun.

    Args:
        responses: the draft.
        only: the id of the one rater whose answers count; "" for everyone's.

    Returns:
        The responses of those who have; of the first rater when nobody has.
    """
    if only:
        return replace(responses, raters=(find_rater(responses, only),), consensus={})
    voters = tuple(each for each in responses.raters if each.answers)
    return replace(responses, raters=voters or responses.raters[:1])


def name_raters(responses: Responses) -> list[list[str]]:
    """Name the raters for a list.

    Args:
        responses: the draft.

    Returns:
        Id and label of each: its number, its department, and how far it has come.
    """
    return [[each.id, _label(number, each)] for number, each in enumerate(responses.raters, 1)]


def _label(number: int, rater: Rater) -> str:
    made = rater.id == FIRST or rater.id.startswith("rater-")
    told = ", ".join(filter(None, ["" if made else rater.id, rater.department.replace("-", " ")]))
    return f"Rater {number}{f' ({told})' if told else ''}: {len(rater.answers)} answers"
