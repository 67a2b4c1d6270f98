"""What a responses table keeps for itself: the names of its columns, and the answers that are no option."""

from __future__ import annotations

import re

from sociable_assessment.spelling import fold

DONT_KNOW = "?"
KEYS = ("organisation", "rater", "department", "assessed_on", "model", "wave", "sector", "size")
ALIASES = {"organization": "organisation", "company": "organisation", "id": "rater", "respondent": "rater"}
EVIDENCE = ".evidence"
_UNSURE = {DONT_KNOW, "don't know", "i don't know"}
_REASON = re.compile(r"^(?:n/a|not applicable)\s*:\s*(\S.*)$", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"^(?:n/a|n\.a\.?|not applicable)\s*:?$", re.IGNORECASE)


def is_unsure(text: str) -> bool:
    """Tell whether a cell says *don't know*.

    Args:
        text: the cell.

    Returns:
        True in any spelling of it.

    >>> is_unsure("I don’t know"), is_unsure("no")
    (True, False)
    """
    return fold(text) in _UNSURE


def find_reason(text: str) -> str | None:
    """Find the reason in a cell that says *not applicable*.

    Args:
        text: the cell.

    Returns:
        The reason, "" where it is missing; None when the cell says something else.

    >>> find_reason("N/A: no shop"), find_reason("n/a"), find_reason("no")
    ('no shop', '', None)
    """
    if found := _REASON.match(text.strip()):
        return found[1].strip()
    return "" if _BARE.match(fold(text)) else None


def is_special(text: str) -> bool:
    """Tell whether a cell would be one of the answers that are no option.

    Args:
        text: the cell.

    Returns:
        True for *don't know* and *not applicable*.
    """
    return is_unsure(text) or find_reason(text) is not None


def names_column(text: str) -> bool:
    """Tell whether a heading is that of a column which is no question.

    Args:
        text: the heading.

    Returns:
        True in any spelling of it.

    >>> names_column("Rater"), names_column("rates")
    (True, False)
    """
    return fold(text) in {*KEYS, *ALIASES}
