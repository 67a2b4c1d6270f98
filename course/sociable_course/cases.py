"""Three invented organisations, their answers to the model's questions, and where the model then puts them.

The answers were written by the course, one rater each, from the same facts that the lesson tells. They are a reading of
the case, too: another reader might answer an item one option higher.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sociable_assessment.map_picture import draw_map
from sociable_assessment.markup import Element, table
from sociable_assessment.model import Model
from sociable_assessment.model_file import read_model
from sociable_assessment.pictures import COLUMN, Picture
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.result import describe
from sociable_assessment.wording import stage_title

_OPTIONS = {"n": "not-yet", "e": "experiment", "g": "goal-led", "o": "organisation-wide"}
CASES = {"ferries": "Ostrand Ferries", "homes": "Mellin Homes", "quillon": "Quillon"}
AGREED = {"none": "in none", "one": "in one", "two": "in two", "all": "in all three"}
ANSWERS: dict[str, dict[str, str]] = {  # by case and dimension: one letter an item, in the model's order
    "ferries": {
        "people": "eeen",
        "goals": "nnen",
        "use": "eeen",
        "strategy": "eenn",
        "ownership": "nenn",
        "openness": "eeee",
        "service": "eene",
    },
    "homes": {
        "people": "ggge",
        "goals": "gggg",
        "use": "gggn",
        "strategy": "ggge",
        "ownership": "eggg",
        "openness": "gggn",
        "service": "ggeg",
    },
    "quillon": {
        "people": "goog",
        "goals": "eege",
        "use": "oeoo",
        "strategy": "ooee",
        "ownership": "eooo",
        "openness": "oooo",
        "service": "ggoo",
    },
}
_SOURCE = "Three fictional organisations; their answers were written by the course, one rater each."
_MEASURE = "Stage and index of three fictional organisations"
_SHOWN = 3  # items that hold a case are named; more are counted
_NONE = "nothing: it is the highest"


def answer(case: str, model: Model, changed: Mapping[str, str] | None = None) -> Responses:
    """Make a case's responses.

    Args:
        case: a key of `CASES`.
        model: the full model.
        changed: options by item, in place of the course's own answers.

    Returns:
        What one rater answered, in every item.
    """
    answers = {
        item.id: Answer(option=_OPTIONS[letter])
        for dimension, letters in ANSWERS[case].items()
        for item, letter in zip(model.items_under[dimension], letters, strict=True)
    }
    answers |= {item: Answer(option=option) for item, option in (changed or {}).items()}
    rater = Rater(id="course", answers=answers)
    return Responses(Organisation(name=CASES[case]), (rater,), model_id=model.id, model_version=model.version)


@lru_cache
def assess(case: str) -> dict[str, Any]:
    """Find out what the model says of a case.

    Args:
        case: a key of `CASES`.

    Returns:
        The entry of a result file.

    >>> assess("ferries")["stage"]
    'experiment'
    """
    model = read_model()
    return dict(describe(model, answer(case, model), resamples=1))


def draw_places(foretold: str) -> Picture:
    """Draw where the model puts the three cases, beside how often the learner expected to agree with it.

    Args:
        foretold: in how many of the three, a key of `AGREED`.

    Returns:
        The picture.
    """
    model = read_model()
    entries = [assess(case) for case in CASES]
    finding = f"{_say_order(model, entries)}; you expected to agree {AGREED[foretold]}"
    picture = draw_map(model, entries, you="", title=finding, width=COLUMN)
    return Picture(picture.figure, f"{finding}.", _tabulate(model, entries), _SOURCE)


def _say_order(model: Model, entries: list[dict[str, Any]]) -> str:
    first, second = sorted(entries, key=lambda entry: -entry["index"])[:2]
    highest, next_one = (
        f"{each['organisation']['name']} has index {each['index']:.0f} and stage {stage_title(model, each['stage'])}"
        for each in (first, second)
    )
    return f"{highest}; {next_one}"


def _tabulate(model: Model, entries: list[dict[str, Any]]) -> Element:
    rows = [
        (
            entry["organisation"]["name"],
            stage_title(model, entry["stage"]),
            f"{entry['index']:.0f}",
            _say_held(model, entry),
        )
        for entry in entries
    ]
    return table(_MEASURE, ("Organisation", "Stage", "Index", "Held there by"), rows)


def _say_held(model: Model, entry: dict[str, Any]) -> str:
    titles = [model.item_by_id[item].title.lower() for item in entry["held_by"]]
    shown = ", ".join(titles[:_SHOWN])
    more = len(titles) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown or _NONE
