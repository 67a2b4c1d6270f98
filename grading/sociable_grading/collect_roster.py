"""The roster: who is in the class, and how a learning platform names them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sociable_assessment.errors import InputError, quote, suggest
from sociable_assessment.files import read_text

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}")
_NEEDED = ("id", "first_name", "last_name")
_KNOWN = (*_NEEDED, "email", "lms_id")


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner: the name in the gradebook, the full name, and the platform's own number, if the roster has it."""

    id: str
    first_name: str
    last_name: str
    email: str = ""
    lms_id: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """The full name as file names may have it: in either order, letters and digits only."""
        return frozenset([squeeze(self.first_name + self.last_name), squeeze(self.last_name + self.first_name)])


@dataclass(frozen=True)
class Roster:
    """A class."""

    learners: tuple[Learner, ...]
    by_id: Mapping[str, Learner] = field(init=False)

    def __post_init__(self) -> None:
        """Index the learners, by the gradebook's name and by the platform's number."""
        object.__setattr__(
            self, "by_id", {key: each for each in self.learners for key in (each.id, each.lms_id) if key}
        )

    def named(self, name: str) -> list[Learner]:
        """List the learners whom a name can mean."""
        return [each for each in self.learners if squeeze(name) in each.keys]


def squeeze(name: str) -> str:
    """Leave of a name what file names keep of it.

    >>> squeeze("Zoë O'Brien-Müller")
    'zoeobrienmuller'
    """
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold()
    return "".join(char for char in plain if char.isalnum())


def read_roster(path: Path) -> Roster:
    """Read a roster: CSV with the columns id, first_name, last_name and, if wanted, email and lms_id.

    Args:
        path: the file.

    Returns:
        The class.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    text = read_text(path)
    head = text.splitlines()[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    rows.fieldnames = columns
    faults = list(_find_in_columns(columns))
    people = [] if faults else [{k: (v or "").strip() for k, v in row.items() if k in _KNOWN} for row in rows]
    faults += [fault for number, row in enumerate(people, 2) for fault in _find_in_row(number, row)]
    faults += [] if faults else _find_twice(people)
    if faults:
        raise InputError(str(path), faults)
    return Roster(tuple(Learner(**row) for row in people))


def _find_in_columns(columns: Sequence[str]) -> Iterator[str]:
    for name in _NEEDED:
        if name not in columns:
            near = suggest(name, columns) if columns else ""
            yield f"the column '{name}' is missing{f'; {near}' if 'mean' in near else ''}"
    yield from (f"the column '{name}' stands twice" for name, count in Counter(columns).items() if count > 1)


def _find_in_row(number: int, row: Mapping[str, str]) -> Iterator[str]:
    name = row.get("id", "")
    if not _ID.fullmatch(name) or ".." in name:
        yield f"row {number}: {quote(name)} can't be an id: letters, digits and . _ @ + - only"
    if not squeeze(row.get("first_name", "") + row.get("last_name", "")):
        yield f"row {number}: the name is missing"


def _find_twice(people: Sequence[Mapping[str, str]]) -> list[str]:
    used = Counter(key.casefold() for row in people for key in {row["id"], row.get("lms_id", "")} if key)
    return [f"{quote(name)} is used for more than one learner" for name, count in used.items() if count > 1]
