"""Read a responses table of any length into small arrays: one byte an answer.

pandas reads the file; each different text in a column is looked at once. Whatever is not plain (a fault, or anything
that might be one) is left to `response_table`, row by row, so that both take and refuse the same and say the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from sociable_assessment.model import Model
from sociable_assessment.reserved import DONT_KNOW
from sociable_assessment.response_check import date_fault, department_fault
from sociable_assessment.response_table import read_raters
from sociable_assessment.responses import Answer, Organisation
from sociable_assessment.table import Table, slug
from sociable_assessment.table_layout import Cells
from sociable_assessment.table_rows import find_delimiter, is_rectangular, read_header_row

BLANK, UNSURE, NOT_APPLICABLE = 255, 254, 253
CHUNK = 50_000
_TEXTS = {"organisation", "rater", "wave", "sector", "size"}

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Codes:
    """Answers as codes (a rank, or one of the codes above), a row a rater.

    `owner` and `department` are places in the lists of organisations with their wave, and of departments;
    `homes` tells an organisation's sector and size, where the table does.
    """

    answers: Mapping[str, Bytes]
    owner: Ints
    department: Ints
    owners: Sequence[tuple[str, str]]
    departments: Sequence[str]
    homes: Mapping[str, tuple[str, str]]
    notes: Sequence[str] = ()
    changes: Sequence[str] = ()

    def organisation(self, place: int) -> Organisation:
        """Tell whose answers some rows are.

        Args:
            place: a place in `owners`.

        Returns:
            The organisation.
        """
        name = self.owners[place][0]
        return Organisation(name, *self.homes.get(name, ("", "")))


def read_codes(table: Table, report: Callable[[int], object] | None = None) -> Codes:
    """Read a responses table into arrays.

    Args:
        table: the table, not yet opened.
        report: is told how many bytes have been read.

    Returns:
        The answers as codes, about 40 bytes a rater.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    header, texts = read_header_row(table.path), set[int]()
    while True:
        frames = _Frames(Table(table.path, table.model, table.organisation, table.form), texts)
        try:
            return frames.read(header, report)
        except _NumbersError as found:
            texts |= found.places
        except _NotPlainError:
            return _encode(table, report)


class _NotPlainError(Exception):
    """The table holds something that needs a careful look."""


class _NumbersError(Exception):
    """Some columns hold numbers alone, which pandas changes ("01" to 1) unless it is told not to look."""

    def __init__(self, places: set[int]) -> None:
        super().__init__()
        self.places = places


class _Places(dict[Any, int]):
    """Numbers each new key in the order met."""

    def __missing__(self, key: Any) -> int:
        self[key] = len(self)
        return self[key]


@dataclass
class _Frames:
    """Takes the table frame by frame; of columns in `texts`, and of most keys, pandas makes no categories."""

    table: Table
    texts: set[int]
    coders: dict[str, Callable[[str], int]] = field(default_factory=dict)
    owners: _Places = field(default_factory=_Places)
    departments: _Places = field(default_factory=lambda: _Places({"": 0}))
    answers: dict[str, list[Bytes]] = field(default_factory=dict)
    owner: list[Ints] = field(default_factory=list)
    department: list[Ints] = field(default_factory=list)
    hashes: list[npt.NDArray[np.uint64]] = field(default_factory=list)

    def read(self, header: Sequence[str], report: Callable[[int], object] | None) -> Codes:
        self.table.open(header)
        if self.table.header_faults:
            raise _NotPlainError
        layout = self.table.layout
        self.coders = {item: partial(_code, Cells(self.table.model.item_by_id[item])) for item in layout.items}
        for frame in self._frames(report):
            self._take(frame)
        hashes = np.concatenate(self.hashes) if self.hashes else np.empty(0, np.uint64)
        if len(hashes) == 0 or len(np.unique(hashes)) < len(hashes):
            raise _NotPlainError
        return Codes(
            {item: np.concatenate(codes) for item, codes in self.answers.items()},
            np.concatenate(self.owner),
            np.concatenate(self.department),
            list(self.owners),
            list(self.departments),
            self.table.homes,
            list(self.table.notes),
            list(self.table.fates.changes),
        )

    def _frames(self, report: Callable[[int], object] | None) -> Iterator[Any]:
        import pandas as pd

        path, layout = self.table.path, self.table.layout
        delimiter = find_delimiter(path)
        if not is_rectangular(path, delimiter, layout.width):
            raise _NotPlainError
        self.texts |= {layout.keys[key] for key in layout.keys.keys() & _TEXTS}
        kept = {*layout.keys.values(), *layout.items.values()}
        kinds = {place: "object" if place in self.texts else "category" for place in kept}
        how: dict[str, Any] = {"names": range(layout.width), "usecols": sorted(kinds), "dtype": kinds}
        try:
            with (
                path.open("rb") as file,
                pd.read_csv(
                    file, sep=delimiter, header=None, skiprows=1, na_filter=False, chunksize=CHUNK,
                    encoding="utf-8-sig", index_col=False, **how,
                ) as frames,
            ):  # fmt: skip
                for frame in frames:
                    yield frame
                    if report is not None:
                        report(file.tell())
        except (ValueError, pd.errors.ParserError):
            raise _NotPlainError from None

    def _take(self, frame: Any) -> None:
        if frame.empty:
            raise _NotPlainError
        self._check_kinds(frame)
        for item, place in self.table.layout.items.items():
            codes = _recode(frame[place], self.coders[item])
            self.answers.setdefault(item, []).append(codes.astype(np.uint8))
        for key, check in (("model", self.table.model_fault), ("assessed_on", lambda text: date_fault(text.strip()))):
            if key in self.table.layout.keys and any(map(check, _spread(frame[self.table.layout.keys[key]])[0])):
                raise _NotPlainError
        owner = self._take_owners(frame)
        self.department.append(self._column(frame, "department", self._department))
        raters = [text.strip() for text in frame[self.table.layout.keys["rater"]]]
        if not all(raters) or "rater" in raters:
            raise _NotPlainError
        self.hashes.append(_hash(owner, raters))
        self.owner.append(owner)

    def _check_kinds(self, frame: Any) -> None:
        different = {place: frame[place].cat.categories for place in frame if place not in self.texts}
        if changed := {place for place, texts in different.items() if len(texts) and not isinstance(texts[0], str)}:
            raise _NumbersError(changed)

    def _column(self, frame: Any, key: str, number: Callable[[str], int]) -> Ints:
        place = self.table.layout.keys.get(key)
        if place is None:
            given = self.table.organisation if key == "organisation" else ""
            return np.full(len(frame), number(given), np.int32)
        return _recode(frame[place], number).astype(np.int32)

    def _department(self, text: str) -> int:
        name = slug(text, self.table.model)
        if department_fault(self.table.model.departments, name):
            raise _NotPlainError
        return self.departments[name]

    def _take_owners(self, frame: Any) -> Ints:
        self._take_homes(frame)
        pairs, places = self._combine(frame, ("organisation", "wave"))
        if not all(name for name, _ in pairs):
            raise _NotPlainError
        return np.array([self.owners[pair] for pair in pairs], np.int32)[places]

    def _take_homes(self, frame: Any) -> None:
        if self.table.layout.keys.keys() & {"sector", "size"}:
            for name, sector, size in self._combine(frame, ("organisation", "sector", "size"))[0]:
                if self.table.home_faults(name, {"sector": sector, "size": size}):
                    raise _NotPlainError

    def _combine(self, frame: Any, keys: Sequence[str]) -> tuple[list[tuple[str, ...]], npt.NDArray[np.int64]]:
        """Find the different combinations in some columns, and which of them each row has."""
        from pandas import factorize

        texts = [_Places() for _ in keys]
        columns = [self._column(frame, key, found.__getitem__) for key, found in zip(keys, texts, strict=True)]
        joined = np.zeros(len(frame), np.int64)
        for column, found in zip(columns, texts, strict=True):
            joined = joined * len(found) + column
        places, _ = factorize(joined)
        firsts = np.empty(int(places.max()) + 1, np.int64)
        firsts[places[::-1]] = np.arange(len(places))[::-1]
        stripped = [np.array([text.strip() for text in found], dtype=object) for found in texts]
        cells = [found[column[firsts]].tolist() for found, column in zip(stripped, columns, strict=True)]
        return list(zip(*cells, strict=True)), places


def _spread(column: Any) -> tuple[list[str], npt.NDArray[np.int64]]:
    """List the different texts of a column, and which of them stands in each row."""
    from pandas import factorize

    if column.dtype == "category":
        return list(column.cat.categories), column.cat.codes.to_numpy()
    places, texts = factorize(column)
    return list(texts), places


def _recode(column: Any, number: Callable[[str], int]) -> npt.NDArray[np.int64]:
    """Number each different text of a column once, and spread the numbers over its rows."""
    texts, places = _spread(column)
    if (places < 0).any():
        raise _NotPlainError
    return np.array([number(text) for text in texts], np.int64)[places]


def _code(cells: Cells, text: str) -> int:
    try:
        read = cells.read(text)
    except ValueError:
        raise _NotPlainError from None
    if read is None or isinstance(read, int):
        return BLANK if read is None else read
    return UNSURE if read == DONT_KNOW else NOT_APPLICABLE


def _hash(owner: Ints, raters: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Hash each row's key; two that are equal only by chance send the table to the careful road, no more."""
    from pandas.util import hash_array

    own, named = hash_array(owner), hash_array(np.array(raters, dtype=object), categorize=False)
    return np.asarray(own * np.uint64(31) + named, np.uint64)


def _encode(table: Table, report: Callable[[int], object] | None) -> Codes:
    """Read a table row by row, and keep no more of it than its codes."""
    owners, departments = _Places(), _Places({"": 0})
    answers: dict[str, bytearray] = {}
    owner, department = array("i"), array("i")
    for whose, rater in read_raters(table, report):
        owner.append(owners[whose])
        department.append(departments[rater.department])
        for item in table.layout.items:
            answers.setdefault(item, bytearray()).append(_answer_code(table.model, item, rater.answers.get(item)))
    return Codes(
        {item: np.frombuffer(codes, np.uint8) for item, codes in answers.items()},
        np.array(owner, np.int32),
        np.array(department, np.int32),
        list(owners),
        list(departments),
        table.homes,
        list(table.notes),
        list(table.fates.changes),
    )


def _answer_code(model: Model, item: str, answer: Answer | None) -> int:
    if answer is None:
        return BLANK
    if answer.option is not None:
        return model.item_by_id[item].rank(answer.option)
    return UNSURE if answer.dont_know else NOT_APPLICABLE
