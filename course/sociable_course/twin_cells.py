"""The words of a question as a text cell, for print and for a page without a kernel: never the key."""

from __future__ import annotations

from collections.abc import Iterable

from sociable_course.answer_values import say_number
from sociable_course.quiz import Blueprint, Check, Number, Part, Prediction, Rounds, Sort, Text
from sociable_course.rounds import QUARTERS
from sociable_course.scenarios import CHOICES, SCENARIOS

_SUMMARY = "The question in words, for print or without a kernel"


def twin_id(part: str) -> str:
    """Name the text cell of a quiz part.

    Args:
        part: the part's id.

    Returns:
        The cell's id.

    >>> twin_id("silent-share")
    'silent-share-in-words'
    """
    return f"{part}-in-words"


def write_twin(part: Part) -> str:
    r"""Write the words of a question.

    Args:
        part: a part of a quiz.

    Returns:
        Markdown, folded away.

    >>> print(write_twin(Number("tenth", ("plan",), "What share?", "percent", 0, 100, answer=42.9)))
    <details><summary>The question in words, for print or without a kernel</summary>
    <BLANKLINE>
    What share?
    <BLANKLINE>
    Your answer is a number from 0 to 100, in percent.
    <BLANKLINE>
    </details>
    >>> "from 0 to 1000000, in €" in write_twin(Number("cost", ("plan",), "What cost?", "€", 0, 1e6, answer=8))
    True
    """
    return "\n\n".join([f"<details><summary>{_SUMMARY}</summary>", *_blocks(part), "</details>"])


def _blocks(part: Part) -> list[str]:
    match part:
        case Prediction(options=()):
            return [part.prompt, f"Your prediction is a number from {_range(part)}, {part.unit}."]
        case Prediction():
            return [part.prompt, "Predict one of these:", _bullets(option.text for option in part.options)]
        case Check():
            return [part.question, "One of these is right:", _bullets(option.text for option in part.options)]
        case Sort() | Blueprint() | Rounds():
            return [part.prompt, *_entries(part)]
        case Text():
            words = f"Write at least {part.minimum_words} words. " if part.minimum_words else ""
            return [part.prompt, f"{words}A good text does this:", _bullets(each.text for each in part.rubric)]
        case Number():
            return [part.prompt, f"Your answer is a number from {_range(part)}, in {part.unit}."]


def _entries(part: Sort | Blueprint | Rounds) -> list[str]:
    """List what is to be placed or decided, and the choices."""
    if isinstance(part, Rounds):
        budget = f"The budget is {SCENARIOS[part.scenario].budget} thousand € for {QUARTERS} quarters."
        costs = _bullets(f"{each.text}: {each.cost} thousand €" for each in CHOICES.values())
        return [f"{budget} Each quarter you choose any of these, or none:", costs]
    if isinstance(part, Sort):
        groups, cards = (_bullets(each.text for each in entries) for entries in (part.categories, part.cards))
        return ["The groups:", groups, "What to put into them:", cards]
    choices = (f"*{each.text}*: {'; '.join(option.text for option in each.options)}" for each in part.columns)
    steps = _bullets(step.text for step in part.steps)
    return ["Decide for each step:", _bullets(choices), "The steps:", steps]


def _range(part: Prediction | Number) -> str:
    """Say from where to where a number may lie: a million in digits, and not as 1e+06."""
    return " to ".join(say_number(end) for end in (part.minimum, part.maximum) if end is not None)


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(text.split())}" for text in texts)
