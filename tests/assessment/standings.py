"""Standings for tests, made from a few answers."""

from __future__ import annotations

from collections.abc import Mapping

from sociable_assessment.model import Model
from sociable_assessment.model_file import read_model
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.standing import Standing, stand


def responses_of(answers: Mapping[str, str], name: str = "Aurora Museum") -> Responses:
    """Make one rater's responses of options by item."""
    return Responses(Organisation(name), (Rater("r1", {i: Answer(option=option) for i, option in answers.items()}),))


def all_at(option: str, **others: str) -> dict[str, str]:
    """Answer every item of our model with one option, but some (underscores for hyphens) with others."""
    given = {name.replace("_", "-"): other for name, other in others.items()}
    return {item.id: option for item in read_model().items} | given


def standing_of(answers: Mapping[str, str], name: str = "Aurora Museum", model: Model | None = None) -> Standing:
    """Make a standing of options by item."""
    return stand(model or read_model(), responses_of(answers, name))
