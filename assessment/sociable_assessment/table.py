"""A responses table as it is read: header, whole rows, and everything that is wrong or worth telling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_assessment.history import Fates, check_version
from sociable_assessment.model import Model
from sociable_assessment.response_check import date_fault, department_fault
from sociable_assessment.table_layout import Layout, read_header
from sociable_assessment.table_rows import Faults, read_rows

Rows = Sequence[Sequence[str]]


@dataclass
class Table:
    """A table being read: its layout, and the faults and notes met so far.

    `organisation` says whose answers these are where the table has no such column; `homes` gathers the sector and
    size of each organisation.
    """

    path: Path
    model: Model
    organisation: str = ""
    faults: Faults = field(default_factory=Faults)
    notes: dict[str, None] = field(default_factory=dict)
    header: Sequence[str] = ()
    layout: Layout = field(init=False)
    fates: Fates = field(init=False)
    _seen: dict[str, int] = field(default_factory=dict)
    homes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def chunks(self, report: Callable[[int], object] | None = None) -> Iterator[tuple[Rows, Sequence[int]]]:
        """Read the table, some thousands of rows at a time.

        Args:
            report: is told how many bytes have been read.

        Yields:
            Rows as wide as the header, and their numbers as a spreadsheet shows them.

        Raises:
            InputError: the file can't be read, its header has faults, or, at the end, any fault was met.
        """
        found = read_rows(self.path, report)
        self.open(next(found)[0])
        first = 2
        for chunk in found:
            rows = [(row, number) for number, row in enumerate(chunk, first) if self._is_whole(row, number)]
            yield [row for row, _ in rows], [number for _, number in rows]
            first += len(chunk)
        if messages := self.faults.messages():
            raise InputError(str(self.path), messages)
        if not self._seen:
            raise InputError(str(self.path), ["there is a header and no answer below it"])

    def open(self, header: Sequence[str]) -> None:
        """Read the header.

        Args:
            header: the cells of the first row.

        Raises:
            InputError: the header has faults; all of them are named.
        """
        self.header, self.fates = header, Fates(self.model)
        if len(header) < 2:  # noqa: PLR2004 - one column is no table
            msg = "row 1: there is only one column; part columns with commas, semicolons or tabs, and head them"
            raise InputError(str(self.path), [msg])
        self.layout, faults = read_header(header, self.model, self.fates, self.organisation)
        if faults:
            raise InputError(str(self.path), [f"row 1, {fault}" for fault in faults])
        self.notes |= dict.fromkeys(self.layout.notes)

    def _is_whole(self, row: Sequence[str], number: int) -> bool:
        if not any(map(str.strip, row)):
            return False
        if len(row) != self.layout.width:
            longer = len(row) > self.layout.width
            hint = "a comma inside a number or text needs quotes around it" if longer else "is it cut off?"
            self.faults.add(f"{len(row)} cells where the header has {self.layout.width}; {hint}", number)
        elif row == self.header:
            self.faults.add("the header stands here again; take it out", number)
        else:
            return True
        return False

    def take_key(self, owner: tuple[str, str], rater: str, number: int) -> None:
        """Note who stands in a row; a rater who stands already is a fault.

        Args:
            owner: organisation and wave.
            rater: the rater's id.
            number: the row's number.
        """
        key = f"{owner[0]}\0{owner[1]}\0{rater}"
        if not owner[0] or not rater:
            self.faults.add(f"column '{'rater' if owner[0] else 'organisation'}' is empty", number)
        elif self._seen.setdefault(key, number) != number:
            self.faults.add(f"rater '{rater}' of {owner[0]} stands already in row {self._seen[key]}", number)

    def check_details(self, keys: dict[str, str], number: int) -> None:
        """Check a row's model, department, date, sector and size.

        Args:
            keys: the row's key columns, the department by its id.
            number: its number.
        """
        found = (
            self.model_fault(keys["model"]),
            self.home_fault(keys["organisation"], (keys["sector"], keys["size"])),
            department_fault(self.model, keys["department"]),
            date_fault(keys["assessed_on"]),
        )
        for each in filter(None, found):
            self.faults.add(each, number)

    def model_fault(self, text: str) -> str | None:
        """Tell what is wrong with a cell of the column `model`; note an older version.

        Args:
            text: an id, and perhaps a version.

        Returns:
            The fault, or None.
        """
        name, _, version = text.strip().replace("/", " ").partition(" ")
        fault, change = check_version(self.model, name, version.strip()) if name else (None, None)
        self.notes |= {change: None} if change else {}
        return fault

    def home_fault(self, organisation: str, home: tuple[str, str]) -> str | None:
        """Tell whether a row gives an organisation another sector or size than an earlier row did.

        Args:
            organisation: its name.
            home: sector and size, each "" where the row is silent.

        Returns:
            The fault, or None.
        """
        known = self.homes.get(organisation, ("", ""))
        self.homes[organisation] = known[0] or home[0], known[1] or home[1]
        for name, given, before in zip(("sector", "size"), home, known, strict=True):
            if given and before and given != before:
                return f"{name}: '{given}', but {organisation} has '{before}' in an earlier row"
        return None


def slug(name: str, model: Model) -> str:
    """Take a department as a form shows it: "Customer service" is customer-service.

    Args:
        name: the department as written.
        model: the model with its list.

    Returns:
        The department's id, or the name as it was.
    """
    found = "-".join(name.casefold().split())
    return found if found in model.departments else name.strip()
