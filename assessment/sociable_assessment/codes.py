"""Read a responses table of any length into small arrays: one byte an answer.

It takes and refuses just what `response_table` does, and says the same; only evidence and reasons are not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sociable_assessment.model import Model
from sociable_assessment.responses import Organisation
from sociable_assessment.table import Rows, Table, slug
from sociable_assessment.table_layout import DONT_KNOW, KEYS, Cells

BLANK, UNSURE, NOT_APPLICABLE, BAD = 255, 254, 253, 252

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Codes:
    """Answers as codes (a rank, or one of the codes above), a row a rater.

    `owner` and `department` are places in the lists of organisations with their wave, and of departments.
    """

    answers: dict[str, Bytes]
    owner: Ints
    department: Ints
    owners: list[tuple[Organisation, str]]
    departments: list[str]
    notes: list[str]


class _Texts(dict[str, int]):
    """The code of each text met in an item's column, so that each is read once."""

    def __init__(self, cells: Cells) -> None:
        super().__init__()
        self.cells = cells

    def __missing__(self, text: str) -> int:
        try:
            read = self.cells.read(text)
        except ValueError:
            return BAD
        if isinstance(read, str) and read != DONT_KNOW:
            return NOT_APPLICABLE
        self[text] = BLANK if read is None else UNSURE if isinstance(read, str) else read
        return self[text]


class _Places(dict[Any, int]):
    """Numbers each new key in the order met."""

    def __missing__(self, key: Any) -> int:
        self[key] = len(self)
        return self[key]


@dataclass
class _Columns:
    """Takes rows chunk by chunk and keeps their codes."""

    table: Table
    texts: dict[str, _Texts] = field(default_factory=dict)
    owners: _Places = field(default_factory=_Places)
    homes: dict[str, tuple[str, str]] = field(default_factory=dict)
    departments: _Places = field(default_factory=lambda: _Places({"": 0}))
    slugs: dict[str, str] = field(default_factory=dict)
    checked: set[tuple[str, ...]] = field(default_factory=set)
    answers: dict[str, list[Bytes]] = field(default_factory=dict)
    owner: list[Ints] = field(default_factory=list)
    department: list[Ints] = field(default_factory=list)

    def take(self, rows: Rows, numbers: Sequence[int]) -> None:
        columns = list(zip(*rows, strict=True))
        self._take_keys(columns, numbers)
        for item, place in self.table.layout.items.items():
            texts = self.texts.setdefault(item, _Texts(Cells(self.table.model.item_by_id[item])))
            codes = np.frombuffer(bytes(map(texts.__getitem__, columns[place])), np.uint8)
            self.answers.setdefault(item, []).append(codes)
            for spot in np.flatnonzero(codes == BAD):
                self._blame(texts.cells, columns[place][spot], numbers[spot])

    def _blame(self, cells: Cells, text: str, number: int) -> None:
        try:
            cells.read(text)
        except ValueError as error:
            self.table.faults.add(f"{cells.item.id}: {error}", number)

    def _take_keys(self, columns: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
        keys = {key: self._column(columns, key, len(numbers)) for key in KEYS}
        keys["department"] = [self._slug(name) for name in keys["department"]]
        pairs = list(zip(keys["organisation"], keys["wave"], strict=True))
        self.table.take_keys(pairs, keys["rater"], numbers)
        self.owner.append(np.fromiter(map(self.owners.__getitem__, pairs), np.int32, len(pairs)))
        places = map(self.departments.__getitem__, keys["department"])
        self.department.append(np.fromiter(places, np.int32, len(pairs)))
        rest = [key for key in KEYS if key != "rater"]
        for row, number in zip(zip(*(keys[key] for key in rest), strict=True), numbers, strict=True):
            if row not in self.checked:
                self._check(dict(zip(rest, row, strict=True)), row, number)

    def _check(self, keys: dict[str, str], row: tuple[str, ...], number: int) -> None:
        """Check each combination of details once, unless it is faulty: then every row is named."""
        if self.table.check_details(keys, number):
            self.checked.add(row)
        sector, size = self.homes.get(keys["organisation"], ("", ""))
        self.homes[keys["organisation"]] = sector or keys["sector"], size or keys["size"]

    def _column(self, columns: Sequence[Sequence[str]], key: str, rows: int) -> Sequence[str]:
        place = self.table.layout.keys.get(key)
        if place is None:
            return [self.table.organisation if key == "organisation" else ""] * rows
        return [text.strip() for text in columns[place]]

    def _slug(self, name: str) -> str:
        if name not in self.slugs:
            self.slugs[name] = slug(name, self.table.model)
        return self.slugs[name]

    def join(self) -> Codes:
        owners = [(Organisation(name, *self.homes.get(name, ("", ""))), wave) for name, wave in self.owners]
        return Codes(
            {item: np.concatenate(codes) for item, codes in self.answers.items()},
            np.concatenate(self.owner),
            np.concatenate(self.department),
            owners,
            list(self.departments),
            [*self.table.notes, *self.table.fates.changes],
        )


def read_codes(
    path: Path, model: Model, organisation: str = "", report: Callable[[int], object] | None = None
) -> Codes:
    """Read a responses table into arrays.

    Args:
        path: the file.
        model: the full model.
        organisation: whose answers these are, where the table has no such column.
        report: is told how many bytes have been read.

    Returns:
        The answers as codes, about 40 bytes a rater.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    columns = _Columns(Table(path, model, organisation))
    for rows, numbers in columns.table.chunks(report):
        if rows:
            columns.take(rows, numbers)
    return columns.join()
