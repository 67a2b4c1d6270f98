"""A responses table as it is read: header, whole rows, and everything that is wrong or worth telling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sociable_assessment.errors import InputError, quote
from sociable_assessment.history import Fates
from sociable_assessment.model import Model, with_form
from sociable_assessment.response_check import date_fault, department_fault
from sociable_assessment.table_layout import Layout, read_header
from sociable_assessment.table_rows import Faults, read_rows

Rows = Sequence[Sequence[str]]
_WIDEST = 20_000  # columns: more than any spreadsheet has


@dataclass
class Table:
    """A table being read: its layout, and the faults and notes met so far.

    `organisation` says whose answers these are where the table has no such column, `form` which form was filled in;
    `homes` gathers the sector and size of each organisation.
    """

    path: Path
    model: Model
    organisation: str = ""
    form: str | None = None
    faults: Faults = field(default_factory=Faults)
    header_faults: Sequence[str] = ()
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
            InputError: the file can't be read, or, at the end, any fault was met; all of them are named.
        """
        found = read_rows(self.path, report)
        self.open(next(found)[0])
        broken: Sequence[str] = ()
        try:
            yield from self._whole_rows(found)
        except InputError as error:
            broken = error.faults
        if faults := [*self._say_header(), *self.faults.messages(), *broken]:
            raise InputError(str(self.path), faults)
        if not self._seen:
            raise InputError(str(self.path), ["there is a header and no answer below it"])

    def open(self, header: Sequence[str]) -> None:
        """Read the header; its faults are kept, to be told with those of the rows.

        Args:
            header: the cells of the first row.

        Raises:
            InputError: this is no header of ours at all.
        """
        self.header, self.fates = header, Fates(self.model)
        if len(header) < 2:  # noqa: PLR2004 - one column is no table
            msg = "row 1: there is only one column; part columns with commas, semicolons or tabs, and head them"
            raise InputError(str(self.path), [msg])
        if len(header) > _WIDEST:
            msg = f"row 1: there are {len(header):,} columns; is this a table of responses?"
            raise InputError(str(self.path), [msg])
        if header[0].strip().casefold().startswith("sep="):
            msg = f"row 1: {quote(header[0])} tells a spreadsheet what parts the columns; take this row out"
            raise InputError(str(self.path), [msg])
        self.layout, faults = read_header(header, with_form(self.model, self.form), self.fates, self.organisation)
        self.header_faults = faults
        if not (self.layout.items or self.layout.keys):
            raise InputError(str(self.path), self._say_header())
        self.notes |= dict.fromkeys(self.layout.notes)

    def _say_header(self) -> list[str]:
        """Say the header's faults; only now is it known whether the answers are to an older version."""
        unknown = self.layout.unknown
        faults = self.header_faults
        return [f"row 1, {self.fates.advise(each, unknown[each]) if each in unknown else each}" for each in faults]

    def _whole_rows(self, found: Iterable[Rows]) -> Iterator[tuple[Rows, Sequence[int]]]:
        first = 2
        for chunk in found:
            rows = [(row, number) for number, row in enumerate(chunk, first) if self._is_whole(row, number)]
            yield [row for row, _ in rows], [number for _, number in rows]
            first += len(chunk)

    def _is_whole(self, row: Sequence[str], number: int) -> bool:
        if not "".join(row).strip():
            return False
        if len(row) != self.layout.width:
            longer = len(row) > self.layout.width
            hint = "a comma inside a number or text needs quotes around it" if longer else "is it cut off?"
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            self.faults.add(f"{cells} where the header has {self.layout.width}; {hint}", number)
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
            empty = [name for name, cell in (("organisation", owner[0]), ("rater", rater)) if not cell]
            for name in self.layout.keys.keys() & empty:  # a missing column is told once, with the header's faults
                self.faults.add("this cell is empty; every row needs one", number, name)
        elif (before := self._seen.setdefault(key, number)) != number:
            where = f"{quote(owner[0])}{f', wave {quote(owner[1])}' if owner[1] else ''}"
            self.faults.add(f"{quote(rater)} of {where} stands already in row {before}", number, "rater")

    def check_details(self, keys: dict[str, str], number: int) -> None:
        """Check a row's model, department, date, sector and size.

        Args:
            keys: the row's key columns, the department by its id.
            number: its number.
        """
        found = {
            "model": self.model_fault(keys["model"]),
            "department": department_fault(self.model.departments, keys["department"]),
            "assessed_on": date_fault(keys["assessed_on"]),
            **self.home_faults(keys["organisation"], {"sector": keys["sector"], "size": keys["size"]}),
        }
        for column, fault in found.items():
            if fault:
                self.faults.add(fault, number, column)

    def model_fault(self, text: str) -> str | None:
        """Tell what is wrong with a cell of the column `model`; note an older version.

        Args:
            text: an id, and perhaps a version.

        Returns:
            The fault, or None.
        """
        name, _, version = text.strip().replace("/", " ").partition(" ")
        return self.fates.check_version(name, version.strip()) if name else None

    def home_faults(self, organisation: str, home: Mapping[str, str]) -> dict[str, str]:
        """Tell whether a row gives an organisation another sector or size than an earlier row did.

        Args:
            organisation: its name.
            home: sector and size, each "" where the row is silent.

        Returns:
            Faults by column.
        """
        known = dict(zip(home, self.homes.get(organisation, ("", "")), strict=True))
        self.homes[organisation] = (known["sector"] or home["sector"], known["size"] or home["size"])
        return {
            name: f"{quote(given)}, but {quote(organisation)} has {quote(known[name])} in an earlier row"
            for name, given in home.items()
            if given and known[name] and given != known[name]
        }


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
