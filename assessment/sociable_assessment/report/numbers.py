"""Numbers as a report shows them: rounded for reading, the same in every format."""

from __future__ import annotations

from sociable_assessment.report.parts import Kind, Value
from sociable_assessment.wording import plural

NONE = "–"
_MINUS = "\N{MINUS SIGN}"
_PATTERNS = {"index": ".0f", "exact": ".1f", "ratio": ".2f", "value": ".4g", "days": "g", "count": "d"}


def show(value: Value, kind: Kind = "text") -> str:
    """Write a value for reading.

    Args:
        value: what a cell holds.
        kind: what kind of value it is.

    Returns:
        The text; a dash where nothing is known.

    >>> show(45.83, "index"), show(45.83, "exact"), show(0.957, "share"), show(None), show(-3.2, "change")
    ('46', '45.8', '96 %', '–', '\N{MINUS SIGN}3')
    """
    if value is None:
        return NONE
    if isinstance(value, str):
        return value
    if kind == "share":
        return f"{100 * value:.0f} %"
    if kind == "change":
        return sign(value)
    return format(value, _PATTERNS.get(kind, "g")).replace("-", _MINUS)


def sign(change: float) -> str:
    """Write a change with its sign.

    Args:
        change: after less before.

    Returns:
        The whole number, with a sign unless it is nothing.

    >>> sign(4.4), sign(-0.2)
    ('+4', '0')
    """
    whole = round(change)
    return f"+{whole}" if whole > 0 else f"{_MINUS}{-whole}" if whole else "0"


def say_effort(days: float) -> str:
    """Say an effort in a sentence; the tables have it to the half day.

    Args:
        days: person-days.

    Returns:
        The effort, no more exact than an estimate is.

    >>> say_effort(1), say_effort(9.5), say_effort(242.5)
    ('about 1 person-day', 'about 9.5 person-days', 'about 240 person-days')
    """
    many = 20
    return f"about {plural(days if days < many else 5 * round(days / 5), 'person-day')}"


def listing(names: list[str], most: int = 0) -> str:
    """Join names as a sentence does.

    Args:
        names: at least one.
        most: how many to name at most; 0 names all.

    Returns:
        The names with commas and an "and".

    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"]), listing(["a", "b", "c", "d"], most=2)
    ('a', 'a and b', 'a, b and c', 'a, b and 2 more')
    """
    if most and len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
