"""Marks as a table for a learning platform: a number where there is one, and in words why there is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sociable_course.answer_values import say_number
from sociable_grading.report_standing import Standing

_PERSON = ("student", "last_name", "first_name", "email")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_marks(standings: Sequence[Standing]) -> str:
    """Write marks as CSV: a row a learner; for each assignment its points and its state.

    Args:
        standings: from `read_standings`.

    Returns:
        The CSV. Where no score counts, the points are empty, and the state tells why.
    """
    names = list(dict.fromkeys(each.assignment for each in standings))
    most = {each.assignment: each.maximum for each in standings}
    people = {each.person.id: each.person for each in standings}
    found = {(each.person.id, each.assignment): each for each in standings}
    heads = [head for name in names for head in (f"{name} (of {say_number(most[name])})", f"{name} state")]
    rows: list[Sequence[str]] = [[*_PERSON, *heads]]
    for person in sorted(people.values(), key=lambda each: (each.last_name, each.first_name, each.id)):
        own = [found.get((person.id, name)) for name in names]
        marks = [cell for each in own for cell in (points(each), str(each) if each else "")]
        rows.append([person.id, person.last_name, person.first_name, person.email, *marks])
    return write_table(rows)


def points(standing: Standing | None) -> str:
    """Write the points, where they count.

    Args:
        standing: a learner's, or None.

    Returns:
        A number; "" where there is none, and never a nought for a failure.
    """
    if standing is None or not standing.counts or standing.score is None:
        return ""
    return say_number(round(standing.score, 6))


def write_table(rows: Sequence[Sequence[str]]) -> str:
    r"""Write rows as CSV in which no cell is a formula.

    Args:
        rows: the header first.

    Returns:
        The text.

    >>> write_table([["a", "=1+1", "-3.5"]])
    "a,'=1+1,-3.5\r\n"
    """
    made = io.StringIO()
    csv.writer(made).writerows([[_plain(cell) for cell in row] for row in rows])
    return made.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
