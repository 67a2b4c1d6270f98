"""The errors that Sociable raises, as a tree.

    SociableError
    ├── InputError          a file, or a value in it, that cannot be taken
    └── UnknownNameError    a name that is not one of those that exist

An error says what is wrong, where, what is allowed and what to do next; a file's faults come together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MOST = 200  # faults that one message names; a file with more of them is put right in several goes


class SociableError(Exception):
    """Base of every error that Sociable raises on purpose."""


class InputError(SociableError):
    """A file that cannot be taken, with every fault found in it.

    Args:
        source: the file, or what stands for it in the message.
        faults: one sentence a fault: where, what, what is allowed.

    >>> print(InputError("a.csv", ["row 2: unknown item 'gaols'", "row 3: unknown item 'gaols'"]))
    a.csv: 2 faults
      - row 2: unknown item 'gaols'
      - row 3: unknown item 'gaols'
    """

    def __init__(self, source: str, faults: Sequence[str]) -> None:
        self.source = source
        self.faults = tuple(faults)
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        if len(self.faults) > MOST:
            count = f"more than {MOST} faults, of which these are the first"
        super().__init__("\n  - ".join([f"{source}: {count}", *self.faults[:MOST]]))


class UnknownNameError(SociableError):
    """A name that is not one of those that exist."""


def quote(text: str) -> str:
    r"""Quote a piece of a file in a message: on one line, and shortened.

    Args:
        text: what stands in the file.

    Returns:
        At most about 60 characters, in quotes.

    >>> print(quote("two\nlines"), quote("x" * 100)[-8:])
    'two lines' xxxxx …'
    """
    line = " ".join(text[:200].split())
    if not line.isprintable():
        line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    return f"'{line}'" if len(line) <= 60 else f"'{line[:56]} …'"  # noqa: PLR2004 - a line's worth


def suggest(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant, or which there are.

    Args:
        name: what was written.
        known: the names that exist.

    Returns:
        The end of a sentence, for an error message.

    >>> suggest("gaols-named", ["goals-named", "people-known"])
    "did you mean 'goals-named'?"
    >>> suggest("x", ["b", "a"])
    'allowed: a, b'
    """
    names = sorted(known)
    near = get_close_matches(name[:200], names, n=1, cutoff=0.75)
    if near:
        return f"did you mean '{near[0]}'?"
    shown = names[:12]
    more = f" and {len(names) - 12} more" if len(names) > len(shown) else ""
    return f"allowed: {', '.join(shown)}{more}" if names else "none exist"
