"""What the columns and cells of a responses table mean.

One row a rater: `organisation`, `rater`, `department`, `assessed_on`, optional `model`, `wave`, `sector`, `size` and
`<item>.evidence`, then one column an item, headed by its id or its exact question text. Form tools add columns of
their own; those we know are dropped, and that is said. Any other column is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociable_assessment.errors import MOST, quote, suggest
from sociable_assessment.history import Fates
from sociable_assessment.model import DEFAULT, Item, Model
from sociable_assessment.reserved import ALIASES, DONT_KNOW, EVIDENCE, KEYS, find_reason, is_unsure
from sociable_assessment.spelling import find_near, fold

_FORM_COLUMNS = {"start time", "completion time", "last modified time", "timestamp", "name", "language", "total points"}
_EMAIL = re.compile(r"e-?mail|user ?name", re.IGNORECASE)
_NUMBER = re.compile(r"^[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?$")
_RESULTS = {"stage", "could_be", "held_by"}
_KNOWN = 1_000  # different cells of a column: far more than a sound one has


class Cells:
    """Reads the cells of an item's column; what it has read, it knows.

    Args:
        item: the item.
    """

    def __init__(self, item: Item) -> None:
        self.item = item
        self.ranks = {
            fold(text): rank
            for rank, option in enumerate(item.options)
            for text in (item.anchors[rank], option.text, option.id)
        }
        self._known: dict[str, int | str | None] = {"": None}
        self._refused: dict[str, str] = {}

    def read(self, text: str) -> int | str | None:
        """Read one cell.

        Args:
            text: the cell.

        Returns:
            An option's rank; `DONT_KNOW`; a reason for not applicable; None when empty.

        Raises:
            ValueError: the cell is none of these; the message says what is allowed.
        """
        if text in self._known:
            return self._known[text]
        if text not in self._refused:
            _forget(self._known)
            try:
                return self._known.setdefault(text, self._read(text))
            except ValueError as error:
                _forget(self._refused)
                self._refused[text] = str(error)
        raise ValueError(self._refused[text])

    def _read(self, text: str) -> int | str | None:
        folded = fold(text)
        if not folded:
            return None
        if folded in self.ranks:
            return self.ranks[folded]
        if is_unsure(text):
            return DONT_KNOW
        if reason := find_reason(text):
            return reason
        raise ValueError(self._refuse(text, bare=reason is not None))

    def _refuse(self, text: str, *, bare: bool) -> str:
        if bare:
            return f"{quote(text)} needs its reason: write 'n/a: ' and why it does not apply"
        ids = [option.id for option in self.item.options]
        same = [each for each in ids if _number(each) is not None and _number(each) == _number(text)]
        hint = f"; write it as {same[0]}" if len(same) == 1 else ""
        allowed = ", ".join(ids)
        return f"{quote(text)} is not one of {allowed} (or '?' for don't know, 'n/a: reason', or empty){hint}"


def _number(text: str) -> float | None:
    """Read a number, with a decimal comma or point."""
    plain = text.strip().replace(",", ".", 1)
    return float(plain) if _NUMBER.match(plain) else None


def _forget(known: dict[str, Any]) -> None:
    if len(known) > _KNOWN:
        known.clear()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each thing stands in a row: places of key columns, items and evidence; what was dropped and why.

    `unknown` gives the heading that each fault about an unknown one is about.
    """

    width: int
    keys: dict[str, int]
    items: dict[str, int]
    evidence: dict[str, int]
    notes: tuple[str, ...]
    unknown: Mapping[str, str]


def read_header(header: Sequence[str], form: Model, fates: Fates, organisation: str = "") -> tuple[Layout, list[str]]:
    """Find out what the columns of a table mean.

    Args:
        header: the first row.
        form: the model or the form that was filled in; what it asks and the table lacks is told.
        fates: knows the full model, and is told what became of older items.
        organisation: whose answers these are, where the table has no such column.

    Returns:
        The layout, and every fault of the header.
    """
    headings = _Headings(fates)
    for place, text in enumerate(header):
        headings.take(place, text)
    faults = [*headings.faults, *fates.faults]
    needed = {"rater"} if organisation else {"organisation", "rater"}
    faults += [
        f"column '{key}' is missing; one row a rater, with the columns organisation, rater, department, assessed_on"
        for key in sorted(needed - headings.keys.keys())
    ]
    if not (headings.items or headings.met) and 2 * headings.near <= len(headings.unknown):
        faults = [_say_strange(header, headings.model)]
    elif not (headings.items or faults):
        faults = ["no column is headed by an item's id or its question, save those that are retired"]
    notes = [*headings.notes, *_missing(form, headings.items)]
    places = (headings.keys, headings.items, headings.evidence)
    return Layout(len(header), *places, tuple(notes), headings.unknown), faults


def _say_strange(header: Sequence[str], model: Model) -> str:
    """Say that a table is not about this model; its other faults would only tell the same once more a column."""
    if set(header) >= _RESULTS:
        return "this is a table of results; score the responses that it came from"
    used = " (the model used without --model)" if model.id == DEFAULT else ""
    return f"none of the columns is an item of '{model.id}'{used} or its question; name your model with --model FILE"


def _missing(form: Model, items: Iterable[str]) -> list[str]:
    absent = [item.id for item in form.items if item.id not in items]
    if not absent:
        return []
    shown = ", ".join(absent[:6]) + (" …" if len(absent) > 6 else "")  # noqa: PLR2004 - enough to see
    return [f"{len(absent)} of {len(form.items)} items have no column and count as unanswered: {shown}"]


class _Headings:
    """Takes headings one after another and sorts them."""

    def __init__(self, fates: Fates) -> None:
        self.model, self.fates = fates.model, fates
        asked = Counter(fold(item.question) for item in self.model.items)
        self.questions = {fold(item.question): item.id for item in self.model.items}
        self.shared = {question for question, items in asked.items() if items > 1}
        self.keys: dict[str, int] = {}
        self.items: dict[str, int] = {}
        self.evidence: dict[str, int] = {}
        self.met = False  # a heading of some item, though perhaps of a retired one or of several
        self.notes: list[str] = []
        self.faults: list[str] = []
        self.unknown: dict[str, str] = {}
        self.near = 0  # how many of them are nearly an item or its question

    def take(self, place: int, text: str) -> None:
        name = fold(text)
        key = ALIASES.get(name, name)
        if not name:
            self.faults.append(f"column {place + 1} has no heading")
        elif key in KEYS:
            self._put(self.keys, key, place, text)
        elif self._is_item(text.strip()):
            self._take_item(self.items, place, text.strip())
        elif name.endswith(EVIDENCE) and self._is_item(text.strip()[: -len(EVIDENCE)]):
            self._take_item(self.evidence, place, text.strip()[: -len(EVIDENCE)])
        elif _EMAIL.search(name):
            self.notes.append(f"column {quote(text)} may hold e-mail addresses and was dropped")
        elif name in _FORM_COLUMNS:
            self.notes.append(f"column {quote(text)} is the form tool's own and was dropped")
        else:
            self._refuse(place, text.strip())

    def _is_item(self, name: str) -> bool:
        return self._is_id(name) or fold(name) in self.questions

    def _is_id(self, name: str) -> bool:
        return name in self.model.item_by_id or name in self.model.renamed or name in self.model.retired

    def _take_item(self, where: dict[str, int], place: int, name: str) -> None:
        """Note the place of an item; one that is retired has none."""
        self.met = True
        if not self._is_id(name) and fold(name) in self.shared:
            self.faults.append(f"column {place + 1}: several items ask {quote(name)}; head it with the item's id")
            return
        item = self.fates.follow(name) if self._is_id(name) else self.questions[fold(name)]
        if item is not None:
            self._put(where, item, place, name)

    def _put(self, where: dict[str, int], name: str, place: int, text: str) -> None:
        if name in where:
            self.faults.append(f"columns {where[name] + 1} and {place + 1} ({quote(text)}) both hold '{name}'")
        where.setdefault(name, place)

    def _refuse(self, place: int, name: str) -> None:
        if len(self.faults) <= MOST:  # more of them are not told, and looking for what was meant takes time
            fault = f"column {place + 1}: no item or column {quote(name)}; {self._suggest(name)}"
            self.faults.append(fault)
            self.unknown[fault] = name

    def _suggest(self, name: str) -> str:
        ids = [*KEYS, *self.model.item_by_id]
        near = find_near(name, [*ids, *(item.question for item in self.model.items)])
        if near is None:
            return suggest(name, ids)
        asked = self.questions.get(fold(near))
        self.near += bool(asked) or near in self.model.item_by_id
        return f"did you mean {quote(near)}{f', the question of {quote(asked)}' if asked else ''}?"
