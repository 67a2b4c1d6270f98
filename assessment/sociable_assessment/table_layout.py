"""What the columns and cells of a responses table mean.

One row a rater: `organisation`, `rater`, `department`, `assessed_on`, optional `model`, `wave`, `sector`, `size` and
`<item>.evidence`, then one column an item, headed by its id or its exact question text. Form tools add columns of
their own; those we know are dropped, and that is said. Any other column is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sociable_assessment.errors import suggest
from sociable_assessment.history import Fates
from sociable_assessment.model import Item, Model

DONT_KNOW = "?"
KEYS = ("organisation", "rater", "department", "assessed_on", "model", "wave", "sector", "size")
_ALIASES = {"organization": "organisation", "company": "organisation", "id": "rater", "respondent": "rater"}
_FORM_COLUMNS = {"start time", "completion time", "last modified time", "timestamp", "name", "language", "total points"}
_EMAIL = re.compile(r"e-?mail|user ?name", re.IGNORECASE)
_REASON = re.compile(r"^(?:n/a|not applicable)\s*:\s*(\S.*)$", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(r"^(?:n/a|n\.a\.?|not applicable)\s*:?$", re.IGNORECASE)


def fold(text: str) -> str:
    """Make two spellings of a text compare equal: case, spaces and curly apostrophes don't count.

    Args:
        text: a heading or a cell.

    Returns:
        The folded text.

    >>> fold("  Don’t\\u00a0know ")
    "don't know"
    """
    return " ".join(text.replace("’", "'").split()).casefold()


@dataclass(frozen=True)
class Cells:
    """What may stand in an item's column."""

    item: Item

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The rank of each text that stands for an option: its id, its own text, its anchor."""
        found: dict[str, int] = {}
        for rank, option in enumerate(self.item.options):
            for text in (self.item.anchors[rank], option.text, option.id):
                found[fold(text)] = rank
        return found

    def read(self, text: str) -> int | str | None:
        """Read one cell.

        Args:
            text: the cell.

        Returns:
            An option's rank; `DONT_KNOW`; a reason for not applicable; None when empty.

        Raises:
            ValueError: the cell is none of these; the message says what is allowed.
        """
        folded = fold(text)
        if not folded:
            return None
        if folded in self.ranks:
            return self.ranks[folded]
        if folded in {DONT_KNOW, "don't know", "i don't know"}:
            return DONT_KNOW
        if found := _REASON.match(text.strip()):
            return found[1].strip()
        shown = text if len(text) < 60 else f"{text[:56]} …"  # noqa: PLR2004 - a line's worth
        if _BARE.match(folded):
            msg = f"'{shown}' needs its reason: write 'n/a: ' and why it does not apply"
        else:
            allowed = ", ".join(option.id for option in self.item.options)
            msg = f"'{shown}' is not one of {allowed} (or '?' for don't know, 'n/a: reason', or empty)"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each thing stands in a row: places of key columns, items and evidence; what was dropped and why."""

    width: int
    keys: dict[str, int]
    items: dict[str, int]
    evidence: dict[str, int]
    notes: tuple[str, ...]


def read_header(header: Sequence[str], model: Model, fates: Fates, organisation: str = "") -> tuple[Layout, list[str]]:
    """Find out what the columns of a table mean.

    Args:
        header: the first row.
        model: the full model; headings of older versions of it are followed.
        fates: is told what became of older items.
        organisation: whose answers these are, where the table has no such column.

    Returns:
        The layout, and every fault of the header.
    """
    headings = _Headings(model, fates)
    for place, text in enumerate(header):
        headings.take(place, text)
    faults = [*headings.faults, *fates.faults]
    needed = {"rater"} if organisation else {"organisation", "rater"}
    faults += [
        f"column '{key}' is missing; one row a rater, with the columns organisation, rater, department, assessed_on"
        for key in sorted(needed - headings.keys.keys())
    ]
    if not headings.items:
        faults.append("no column is headed by an item's id or its question")
    notes = [*headings.notes, *_missing(model, headings.items)]
    return Layout(len(header), headings.keys, headings.items, headings.evidence, tuple(notes)), faults


def _missing(model: Model, items: Iterable[str]) -> list[str]:
    absent = [item.id for item in model.items if item.id not in items]
    if not absent or len(absent) == len(model.items):
        return []
    shown = ", ".join(absent[:6]) + (" …" if len(absent) > 6 else "")  # noqa: PLR2004 - enough to see
    return [f"{len(absent)} of {len(model.items)} items have no column and count as unanswered: {shown}"]


class _Headings:
    """Takes headings one after another and sorts them."""

    def __init__(self, model: Model, fates: Fates) -> None:
        self.model, self.fates = model, fates
        self.questions = {fold(item.question): item.id for item in model.items}
        self.keys: dict[str, int] = {}
        self.items: dict[str, int] = {}
        self.evidence: dict[str, int] = {}
        self.notes: list[str] = []
        self.faults: list[str] = []

    def take(self, place: int, text: str) -> None:
        name = fold(text)
        key = _ALIASES.get(name, name)
        if not name:
            self.faults.append(f"column {place + 1} has no heading")
        elif key in KEYS:
            self._put(self.keys, key, place, text)
        elif _EMAIL.search(name) and self._item(text) is None:
            self.notes.append(f"column '{text.strip()}' may hold e-mail addresses and was dropped")
        elif name in _FORM_COLUMNS:
            self.notes.append(f"column '{text.strip()}' is the form tool's own and was dropped")
        elif name.endswith(".evidence") and (item := self._item(text.strip()[: -len(".evidence")])):
            self._put(self.evidence, item, place, text)
        else:
            self._take_item(place, text)

    def _item(self, text: str) -> str | None:
        name = text.strip()
        if name in self.model.item_by_id or name in self.model.renamed or name in self.model.retired:
            return self.fates.follow(name)
        return self.questions.get(fold(name))

    def _take_item(self, place: int, text: str) -> None:
        item = self._item(text)
        if item is not None:
            self._put(self.items, item, place, text)
        elif text.strip() not in self.model.retired:
            known = [*KEYS, *self.model.item_by_id]
            self.faults.append(f"column {place + 1}: no item or column '{text.strip()[:80]}'; {suggest(text.strip(), known)}")

    def _put(self, where: dict[str, int], name: str, place: int, text: str) -> None:
        if name in where:
            self.faults.append(f"columns {where[name] + 1} and {place + 1} ('{text.strip()[:80]}') both hold '{name}'")
        where[name] = place
