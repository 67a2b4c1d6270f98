"""Hidden tests written from a quiz's keys, so that a key stands in one place only.

A test cell with hidden tests of its own keeps those. An answer fails with the reason that its misconception has.
"""

from __future__ import annotations

from collections.abc import Iterator

from sociable_course.lesson_cells import HIDDEN, Cell
from sociable_course.quiz import Blueprint, Check, Number, Part, Sort

UNANSWERED = "not answered"


def can_write_tests(part: Part) -> bool:
    """Tell whether the keys of a part are known, and enough to mark it.

    Args:
        part: a part of a quiz.

    Returns:
        False for predictions, texts and rounds, and for parts without keys.
    """
    match part:
        case Check():
            return any(option.right for option in part.options)
        case Sort():
            return all(card.category for card in part.cards)
        case Blueprint():
            return all(step.accepted for step in part.steps)
        case Number():
            return part.answer is not None
    return False


def complete(cell: Cell, part: Part | None) -> str:
    """Give a test cell its hidden tests.

    Args:
        cell: any cell.
        part: the quiz part that it marks, or None.

    Returns:
        The cell's source, with hidden tests if it is a test cell.
    """
    if part is None or not cell.is_test or HIDDEN in cell.source:
        return cell.source
    code = next((call.keywords["code"] for call in cell.calls if "code" in call.keywords), None)
    return "\n".join([cell.source, f"### BEGIN {HIDDEN}", *write_tests(part, code), f"### END {HIDDEN}"])


def write_tests(part: Part, code: str | None) -> list[str]:
    """Write the tests of a part.

    Args:
        part: a check, a sort, a blueprint or a number, with its keys.
        code: the expression that holds the learner's result where the number may come from code.

    Returns:
        Lines of Python.

    >>> for line in write_tests(Number("tenth", ("plan",), "?", "%", 0, 100, answer=42.9, tolerance=0.5), "top"):
    ...     print(line)
    given = lesson.given('tenth', top)
    assert given is not None, 'not answered'
    assert abs(given - 42.9) <= 0.5, 'another number than 42.9'
    """
    first = [f"given = lesson.given({part.id!r}{f', {code}' if code else ''})"]
    if not isinstance(part, Number):
        first = [f"given = lesson.answers.read().get({part.id!r})", "given = given.value if given else None"]
    return [*first, f"assert given is not None, {UNANSWERED!r}", *_tests(part)]


def _tests(part: Part) -> Iterator[str]:
    match part:
        case Check():
            for option in part.options:
                if not option.right:
                    yield f"assert given != {option.id!r}, {option.feedback!r}"
        case Number():
            for each in part.mistakes:
                yield f"assert abs(given - {each.answer}) > {each.tolerance}, {each.feedback!r}"
            yield f"assert abs(given - {part.answer}) <= {part.tolerance}, 'another number than {part.answer}'"
        case Sort():
            yield f"belongs = { ({card.id: card.category for card in part.cards})!r}"
            yield "wrong = [card for card in belongs if given.get(card) != belongs[card]]"
            yield "print('in another group:', ', '.join(wrong)) if wrong else None"
            yield f"round({part.points} * (1 - len(wrong) / len(belongs)), 2)  # partial credit"
        case Blueprint():
            yield f"fitting = { ({step.id: [dict(row) for row in step.accepted or ()] for step in part.steps})!r}"
            yield "fits = lambda step, row: [c for c in row if given.get(f'{step}.{c}') not in row[c]]"
            yield "missed = {step: min((fits(step, row) for row in rows), key=len) for step, rows in fitting.items()}"
            yield "wrong = [f'{step} ({column})' for step, columns in missed.items() for column in columns]"
            yield "print('does not fit:', ', '.join(wrong)) if wrong else None"
            yield f"round({part.points} * (1 - len(wrong) / {len(part.cells)}), 2)  # partial credit"
