"""What counts as an answer, how it is read from what people type, and how it is said.

Pure: it knows a quiz's parts and values, no file and no widget.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, cast

from sociable_assessment.errors import SociableError, UnknownNameError, quote, suggest
from sociable_course.quiz import Blueprint, Check, Number, Part, Prediction, Quiz, Rounds, Sort, Text
from sociable_course.rounds import QUARTERS, MoveError, play
from sociable_course.scenarios import SCENARIOS

MOST_CHARACTERS = 10_000
_MINUS = "\N{MINUS SIGN}"  # as a text that was pasted may have it
_SEPARATOR = re.compile(r"[\s_'’]")
_NUMBER = re.compile(rf"([+\-{_MINUS}]?)(\d*)(?:[.,](\d*))?")


class AnswerError(SociableError):
    """An answer that can't be taken; the message says why, and what can."""


def fits(part: Part, value: object) -> bool:
    """Tell whether a value can be an answer to a part, as the part is today.

    Args:
        part: any part of a quiz.
        value: what a file holds.

    Returns:
        False for another part's answer, or an option that no longer exists.
    """
    try:
        return bool(take(part, value) == value)
    except AnswerError:
        return False


def take(part: Part, value: object) -> Any:
    """Make an answer of what was typed or chosen.

    Args:
        part: any part of a quiz.
        value: a number or its text; an option's id; categories by card; options by `step.column`; a text; for
            rounds, the choices of each quarter so far.

    Returns:
        A float, an id, a dict, a text or a list.

    Raises:
        AnswerError: it is no answer to this part.
    """
    match part:
        case Prediction(options=()) | Number():
            return _take_number(part, value)
        case Prediction() | Check():
            return _take_option(part, value)
        case Sort():
            return _take_places(part, value)
        case Blueprint():
            return _take_rows(part, value)
        case Text():
            return _take_text(value)
        case Rounds():
            return _take_moves(part, value)


def _take_number(part: Prediction | Number, value: object) -> float:
    number = read_number(value)
    low, high = part.minimum, part.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        msg = f"{say_number(number)} can't be: the answer lies between {say_number(low)} and {say_number(high)}."
        raise AnswerError(msg)
    return number


def _take_option(part: Prediction | Check, value: object) -> str:
    known = [option.id for option in part.options]
    if value is None or value == "":
        msg = "Choose one of the answers first."
        raise AnswerError(msg)
    if not isinstance(value, str) or value not in known:
        msg = f"There is no answer {quote(str(value))}; {suggest(str(value), known)}."
        raise AnswerError(msg)
    return value


def _take_places(part: Sort, value: object) -> dict[str, str]:
    cards, categories = {card.id for card in part.cards}, {each.id for each in part.categories}
    if not isinstance(value, Mapping):
        msg = "Place the cards first."
        raise AnswerError(msg)
    for card, category in value.items():
        if card not in cards or not isinstance(category, str) or category not in categories:
            msg = f"There is no card {quote(str(card))} or no place {quote(str(category))}."
            raise AnswerError(msg)
    left = len(cards) - len(value)
    if left:
        msg = f"Place all {len(cards)} cards first: {left} {'is' if left == 1 else 'are'} left."
        raise AnswerError(msg)
    return {card.id: value[card.id] for card in part.cards}


def _take_rows(part: Blueprint, value: object) -> dict[str, str]:
    cells = part.cells
    if not isinstance(value, Mapping):
        msg = "Choose for each step first."
        raise AnswerError(msg)
    for cell, option in value.items():
        if cell not in cells or option not in [each.id for each in cells[cell][1].options]:
            msg = f"There is no place {quote(str(cell))} or no choice {quote(str(option))}."
            raise AnswerError(msg)
    left = len(cells) - len(value)
    if left:
        step, column = next(cells[cell] for cell in cells if cell not in value)
        where = f"the first is step {part.steps.index(step) + 1}, {quote(column.text)}"
        msg = f"Choose in all {len(cells)} places first: {left} {'is' if left == 1 else 'are'} left; {where}."
        raise AnswerError(msg)
    return {cell: value[cell] for cell in cells}


def _take_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        msg = "There is no text yet: write something first."
        raise AnswerError(msg)
    if len(value) > MOST_CHARACTERS:
        msg = f"This text has {len(value):,} characters; {MOST_CHARACTERS:,} is the most. Shorten it first."
        raise AnswerError(msg)
    return value.strip()


def _take_moves(part: Rounds, value: object) -> list[list[str]]:
    whole = isinstance(value, list) and all(isinstance(move, list) for move in value)
    if not whole or not all(isinstance(each, str) for move in value for each in move):  # type: ignore[attr-defined]
        msg = "Choose for a quarter first."
        raise AnswerError(msg)
    moves = cast("list[list[str]]", value)
    if not 1 <= len(moves) <= QUARTERS:
        msg = f"A run has from 1 to {QUARTERS} quarters, not {len(moves)}."
        raise AnswerError(msg)
    try:
        run = play(SCENARIOS[part.scenario], part.seed, moves)
    except MoveError as error:
        raise AnswerError(str(error)) from None
    return [list(move) for move in run.moves]


def read_number(value: object) -> float:
    """Read a number as people write it: with a decimal comma or point, thin spaces, a percent sign.

    Args:
        value: a text, or a number already.

    Returns:
        The number.

    Raises:
        AnswerError: it is none, or could mean two.

    >>> read_number("42,9 %"), read_number("1 200")
    (42.9, 1200.0)
    """
    if isinstance(value, bool) or value is None:
        value = ""
    text = _SEPARATOR.sub("", str(value)).removesuffix("%")
    if not text:
        msg = "Write a number first."
        raise AnswerError(msg)
    found = _NUMBER.fullmatch(text)
    if isinstance(value, (int, float)):
        number = float(value)
    elif found and found[2] + (found[3] or ""):
        sign, whole, rest = found[1], found[2] or "0", found[3] or "0"
        if "," in text and len(rest) == 3 and whole != "0":  # noqa: PLR2004 - as many digits as a thousand has noughts
            msg = (
                f"{quote(str(value))} could be {whole},{rest} or {whole}.{rest}: write {whole}{rest} or {whole}.{rest}."
            )
            raise AnswerError(msg)
        number = float(f"{'-' if sign in ('-', _MINUS) else ''}{whole}.{rest}")
    else:
        msg = f"{quote(str(value))} is not a number. Write it in digits, such as 12 or 12.5."
        raise AnswerError(msg)
    if not math.isfinite(number):
        msg = f"{quote(str(value))} is not a number that can be an answer."
        raise AnswerError(msg)
    return number


def say_number(number: float | None) -> str:
    """Write a number as briefly as it can be read.

    >>> say_number(40.0), say_number(12.5), say_number(0.1 + 0.2)
    ('40', '12.5', '0.3')
    """
    return "?" if number is None else f"{number:.10g}"


def say_value(part: Part, value: Any) -> str:
    """Say an answer in words.

    Args:
        part: any part of a quiz.
        value: an answer that `take` gave.

    Returns:
        A number with its unit, an option's text, a count of cards, choices or quarters, or the text itself.
    """
    match part:
        case Prediction(options=()) | Number():
            return f"{say_number(value)} {part.unit or ''}".rstrip()
        case Prediction() | Check():
            return f"“{next(option.text for option in part.options if option.id == value)}”"
        case Sort():
            return f"{len(value)} cards placed"
        case Blueprint():
            return f"{len(value)} choices for {len(part.steps)} steps"
        case Text():
            return str(value)
        case Rounds():
            return f"{len(value)} of {QUARTERS} quarters"


def find_part(quiz: Quiz, kind: type[Part] | None, name: str) -> Part:
    """Find a part of a quiz by its id.

    Args:
        quiz: the quiz.
        kind: what it must be; None for anything.
        name: the part's id.

    Returns:
        The part.

    Raises:
        UnknownNameError: there is none of this kind; the message names the nearest.
    """
    known = [each.id for each in quiz.parts.values() if kind is None or isinstance(each, kind)]
    if name in known:
        return quiz.parts[name]
    word = "part" if kind is None else kind.kind
    msg = f"lesson '{quiz.lesson}' has no {word} '{name}'; {suggest(name, known)}"
    raise UnknownNameError(msg)
