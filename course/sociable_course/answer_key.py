"""What is right in each part of a quiz, in words for whoever teaches it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from sociable_course.quiz import Blueprint, Check, Number, Part, Prediction, Rounds, Sort, Text


def tell_answer(part: Part) -> str:
    """Tell what is right.

    Args:
        part: a part of a quiz that still has its key.

    Returns:
        One line; of a text, its sample.

    >>> tell_answer(Number("share", (), "What share?", "percent", 0, 100, answer=48.7, tolerance=0.5))
    '48.7 percent, give or take 0.5'
    """
    match part:
        case Prediction() | Rounds():
            return f"a {'prediction' if isinstance(part, Prediction) else 'run'}: neither right nor wrong"
        case Check():
            return next(option.text for option in part.options if option.right)
        case Sort():
            return _tell_sort(part)
        case Blueprint():
            return "; ".join(chain.from_iterable(_tell_steps(part)))
        case Text():
            return f"for instance: {part.sample or 'no sample'}"
        case Number():
            return f"{part.answer:g} {part.unit}, give or take {part.tolerance:g}"


def _tell_sort(sort: Sort) -> str:
    names = {each.id: each.text for each in sort.categories}
    return "; ".join(f"{card.text}: *{names[card.category or '']}*" for card in sort.cards)


def _tell_steps(plan: Blueprint) -> Iterator[list[str]]:
    options = {column.id: {option.id: option.text for option in column.options} for column in plan.columns}
    for step in plan.steps:
        yield [f"{_first_sentence(step.text)} *{' **or** '.join(_tell_rows(step.accepted or (), options))}*"]


def _tell_rows(rows: tuple[Mapping[str, tuple[str, ...]], ...], options: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Tell the rows that fit.

    >>> _tell_rows(({"who": ("a", "b"), "where": ("c",)},), {"who": {"a": "Ann", "b": "Ben"}, "where": {"c": "Cork"}})
    ['Ann or Ben, Cork']
    """
    return [", ".join(" or ".join(options[name][x] for x in ids) for name, ids in row.items()) for row in rows]


def _first_sentence(text: str) -> str:
    """Name a step by its first sentence.

    >>> _first_sentence("Use the app. 900 times a month.")
    'Use the app.'
    """
    return text.partition(". ")[0].rstrip(".") + "."
