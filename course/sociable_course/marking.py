"""What an answer is worth: whether it is right, which misconception it shows, and what is said about it.

Pure: it knows a quiz's parts and values, no file and no widget. Where the key is not known (graded parts on the
learner's machine) an answer is kept, and nothing is said about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sociable_course.answer_values import say_number, say_value
from sociable_course.quiz import Blueprint, Card, Check, Number, Option, Part, Prediction, Rounds, Sort, Step, Text
from sociable_course.rounds import QUARTERS

COMMITTED, KEPT, RIGHT, WRONG, PARTLY = "committed", "kept", "right", "wrong", "partly"
MARKED_LATER = "It is marked when you hand in."
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about one card or option; `right` is None where nobody knows."""

    right: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said about an answer.

    `state` is "right", "wrong", "partly", "kept" or "committed"; `misconceptions` are ids; `notes` are by card,
    step or option.
    """

    state: str
    headline: str
    feedback: str = ""
    misconceptions: tuple[str, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)


def say_try(tries: int) -> str:
    """Count a try, from the second on.

    >>> say_try(1), say_try(2), say_try(13)
    ('', '2nd try', '13th try')
    """
    ending = "th" if tries % 100 in _TEENS else _ENDINGS.get(tries % 10, "th")
    return f"{tries}{ending} try" if tries > 1 else ""


def count_words(text: str) -> int:
    """Count the words of a text as a writer would.

    >>> count_words("Well-known – and short.")
    3
    """
    return sum(any(char.isalnum() for char in word) for word in text.split())


def mark(part: Part, value: Any) -> Verdict:
    """Say what an answer is worth.

    Args:
        part: any part of a quiz.
        value: an answer that `take` gave.

    Returns:
        The verdict.
    """
    match part:
        case Prediction():
            return Verdict(COMMITTED, f"You predicted {say_value(part, value)}.")
        case Check():
            return _mark_option(next(option for option in part.options if option.id == value))
        case Sort():
            return _mark_places(part, value)
        case Blueprint():
            return _mark_rows(part, value)
        case Text() | Rounds():
            return _mark_kept(part, value)
        case Number():
            return _mark_number(part, value)


def _mark_option(option: Option) -> Verdict:
    if option.right is None:
        return Verdict(KEPT, "Kept.", MARKED_LATER)
    state, headline = (RIGHT, "Right.") if option.right else (WRONG, "Not quite.")
    named = tuple(filter(None, [option.misconception]))
    return Verdict(state, headline, option.feedback or "", named, {option.id: Note(option.right, "")})


def _mark_places(sort: Sort, places: Mapping[str, str]) -> Verdict:
    if any(card.category is None for card in sort.cards):
        return Verdict(KEPT, "Kept.", MARKED_LATER)
    notes = {card.id: _note(sort, card, places[card.id]) for card in sort.cards}
    right, all_ = sum(note.right is True for note in notes.values()), len(notes)
    named = tuple(dict.fromkeys(_confusions(sort, places)))
    if right == all_:
        return Verdict(RIGHT, f"All {all_} are where they belong.", notes=notes)
    headline = f"{right} of {all_} are where they belong." if right else "None is where it belongs yet."
    return Verdict(PARTLY if right else WRONG, headline, "Each card has its note.", named, notes)


def _note(sort: Sort, card: Card, category: str) -> Note:
    if category == card.category:
        return Note(right=True, text=card.feedback or "")
    known = [each.feedback for each in card.confusions if each.category == category]
    named = next(each.text for each in sort.categories if each.id == category)
    return Note(right=False, text=f"Not here. {known[0]}" if known else f"Not under “{named}”.")


def _confusions(sort: Sort, places: Mapping[str, str]) -> Iterator[str]:
    for card in sort.cards:
        for each in card.confusions:
            if each.category == places[card.id] != card.category:
                yield each.misconception


def misfits(step: Step, row: Mapping[str, str]) -> list[str]:
    """Find the columns in which a row of a blueprint does not fit, held against the row that fits it best.

    Args:
        step: the step, with its key.
        row: the options chosen for it, by column.

    Returns:
        The columns' ids; none where the row fits.

    >>> either = ({"where": ("public",), "who": ("expert",)}, {"where": ("stay",), "who": ("nobody",)})
    >>> misfits(Step("ask", "A question", either), {"where": "stay", "who": "expert"})
    ['where']
    """
    fits = [[name for name, taken in each.items() if row.get(name) not in taken] for each in step.accepted or ()]
    return min(fits, key=len, default=[])


def _mark_rows(part: Blueprint, value: Mapping[str, str]) -> Verdict:
    if any(step.accepted is None for step in part.steps):
        return Verdict(KEPT, "Kept.", MARKED_LATER)
    rows = {step.id: {each.id: value[f"{step.id}.{each.id}"] for each in part.columns} for step in part.steps}
    wrong = {step.id: misfits(step, rows[step.id]) for step in part.steps}
    notes = {step.id: _row_note(part, step, rows[step.id], wrong[step.id]) for step in part.steps}
    all_, right = len(rows), sum(not columns for columns in wrong.values())
    if right == all_:
        return Verdict(RIGHT, f"All {all_} steps fit.", notes=notes)
    slips = [slip for step in part.steps for slip in step.slips if rows[step.id][slip.column] == slip.option]
    named = tuple(dict.fromkeys(slip.misconception for slip in slips))
    headline = f"{right} of {all_} steps fit." if right else "No step fits as a whole yet."
    return Verdict(PARTLY if right else WRONG, headline, "Each step has its note.", named, notes)


def _row_note(part: Blueprint, step: Step, row: Mapping[str, str], wrong: Sequence[str]) -> Note:
    if not wrong:
        return Note(right=True, text=step.feedback or "")
    known = [slip.feedback for slip in step.slips if row[slip.column] == slip.option]
    rest = {slip.column for slip in step.slips if row[slip.column] == slip.option}
    other = ", ".join(f"“{each.text}”" for each in part.columns if each.id in wrong and each.id not in rest)
    return Note(right=False, text=" ".join([*known, *([f"Look again at {other}."] if other else [])]))


def _mark_kept(part: Text | Rounds, value: Any) -> Verdict:
    """Say what has been kept of that which no key marks."""
    return _mark_text(part, value) if isinstance(part, Text) else Verdict(KEPT, _say_quarters(len(value)))


def _say_quarters(quarters: int) -> str:
    return f"Quarter {quarters} of {QUARTERS} is over."


def _mark_text(text: Text, value: str) -> Verdict:
    words = count_words(value)
    if words < text.minimum_words:
        short = f"{words} of at least {text.minimum_words} words. The checklist opens when you have them."
        return Verdict(PARTLY, "Kept.", short)
    later = MARKED_LATER if text.points else ""
    return Verdict(KEPT, "Kept.", later)


def _mark_number(part: Number, value: float) -> Verdict:
    if part.answer is None:
        return Verdict(KEPT, "Kept.", MARKED_LATER)
    if is_near(value, part.answer, part.tolerance or 0):
        return Verdict(RIGHT, "Right.", f"It is {say_number(part.answer)} {part.unit}.")
    near = [each for each in part.mistakes if is_near(value, each.answer, each.tolerance)]
    if near:
        best = min(near, key=lambda each: abs(each.answer - value))
        return Verdict(WRONG, "Not quite.", best.feedback, (best.misconception,))
    return Verdict(WRONG, "Not yet.", f"It is not {say_number(value)} {part.unit}. Go through your steps once more.")


def is_near(value: float, target: float, tolerance: float) -> bool:
    """Tell whether a number is as good as another; rounding in the last place does not count.

    >>> is_near(42.4, 42.9, 0.5), is_near(42.3, 42.9, 0.5)
    (True, False)
    """
    return abs(value - target) <= tolerance + 1e-9 * max(1.0, abs(target))
