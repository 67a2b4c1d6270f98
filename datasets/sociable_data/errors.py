"""The errors that the data room raises, as a tree.

DataError
└── UnknownNameError    a table or network that does not exist; the nearest name is suggested
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_A_WORD = 3  # letters that tell something


class DataError(Exception):
    """Base of every error that the data room raises on purpose."""


class UnknownNameError(DataError, LookupError):
    """A table or network that does not exist.

    Args:
        name: what was written.
        known: the names that exist.
        kind: what was looked for, such as *table*.

    >>> print(UnknownNameError("motivation", ["motivations", "participation"], "table"))
    there is no table 'motivation'; did you mean 'motivations'?
    >>> print(UnknownNameError("bank", ["bank_platforms", "bank_uses", "participation"], "table"))
    there is no table 'bank'; did you mean 'bank_platforms' or 'bank_uses'?
    >>> print(UnknownNameError("x", ["davis", "karate"], "network"))
    there is no network 'x'; there are: davis, karate
    """

    def __init__(self, name: str, known: Iterable[str], kind: str) -> None:
        self.name = name
        names = sorted(known)
        near = " or ".join(f"'{each}'" for each in _find_near(name[:200].lower(), names))
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(names)}"
        super().__init__(f"there is no {kind} '{name[:60]}'; {hint}")


def _find_near(name: str, names: list[str]) -> list[str]:
    within = [each for each in names if len(name) >= _A_WORD and (name in each or each in name)]
    return within[:3] or get_close_matches(name, names, n=1, cutoff=0.5)
