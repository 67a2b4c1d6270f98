"""Read the rows of a CSV file of any size, some thousands at a time, and collect what is wrong with them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from sociable_assessment.errors import InputError
from sociable_assessment.files import inspect_bytes, not_utf8, read_text

CHUNK = 2_000
_DELIMITERS = (",", ";", "\t")
_BLOCK = 1 << 22
_KINDS = 200
_ROWS = 5


class Faults:
    """Faults by row, those of the same words joined, so that a million bad rows still make one readable message."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}
        self._counts: dict[str, int] = {}
        self._more = 0

    def add(self, message: str, row: int) -> None:
        """Add a fault.

        Args:
            message: what is wrong.
            row: the row as a spreadsheet numbers it, the header being row 1.
        """
        if message not in self._rows and len(self._rows) >= _KINDS:
            self._more += 1
            return
        rows = self._rows.setdefault(message, [])
        self._counts[message] = self._counts.get(message, 0) + 1
        if len(rows) < _ROWS:
            rows.append(row)

    def messages(self) -> list[str]:
        """Say the faults.

        Returns:
            One sentence for each kind of fault, with its rows.

        >>> faults = Faults(); faults.add("empty", 3); faults.add("empty", 4); faults.messages()
        ['rows 3, 4: empty']
        """
        found = [f"{_rows(rows, self._counts[message])}: {message}" for message, rows in self._rows.items()]
        return [*found, f"and {self._more:,} faults more"] if self._more else found


def _rows(rows: Sequence[int], count: int) -> str:
    if count == 1:
        return f"row {rows[0]}"
    more = f" and {count - len(rows):,} more" if count > len(rows) else ""
    return f"rows {', '.join(map(str, rows))}{more}"


def read_rows(path: Path, report: Callable[[int], object] | None = None) -> Iterator[list[list[str]]]:
    """Read a CSV file: first a chunk that holds the header alone, then chunks of rows.

    Commas, semicolons and tabs part columns, whichever parts the header into most.

    Args:
        path: the file.
        report: is told how many bytes have been read, after each chunk.

    Yields:
        Rows of cells.

    Raises:
        InputError: the file is missing, empty, binary, not UTF-8 or badly quoted.
    """
    with open_table(path) as file:
        try:
            reader = csv.reader(file, delimiter=find_delimiter(path), strict=True)
            header = next(reader, None)
            yield [header or []]
            while chunk := list(islice(reader, CHUNK)):
                yield chunk
                if report is not None:
                    report(file.buffer.tell())  # type: ignore[attr-defined]
        except UnicodeDecodeError:
            raise InputError(str(path), [not_utf8(_bad_line(path))]) from None
        except csv.Error as error:
            raise InputError(str(path), [_quoting(reader.line_num, error)]) from None


def read_header_row(path: Path) -> list[str]:
    """Read the first row alone.

    Args:
        path: the file.

    Returns:
        Its cells.

    Raises:
        InputError: the file is missing, empty, binary, not UTF-8 or badly quoted.
    """
    return next(read_rows(path))[0]


def is_rectangular(path: Path, delimiter: str, width: int) -> bool:
    """Tell whether every row has the same number of cells, whatever stands in quotes.

    Args:
        path: the file.
        delimiter: what parts columns.
        width: the number of cells of the header.

    Returns:
        False also where quotes don't match, or a row is blank.
    """
    import numpy as np

    quotes, cells = 0, 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            marks = np.frombuffer(block, np.uint8)
            spots = np.flatnonzero((marks == ord(delimiter)) | (marks == ord("\n")))
            quoted = np.flatnonzero(marks == ord('"')) if b'"' in block else spots[:0]
            if quotes or len(quoted):
                spots = spots[(quotes + np.searchsorted(quoted, spots)) % 2 == 0]
            ends = np.flatnonzero(marks[spots] == ord("\n"))
            if (np.diff(ends, prepend=-1 - cells) != width).any():
                return False
            cells = len(spots) - 1 - int(ends[-1]) if len(ends) else cells + len(spots)
            quotes = (quotes + len(quoted)) % 2
    return not quotes and cells in {0, width - 1}


def open_table(path: Path) -> IO[str]:
    """Open a CSV file after a look at its first bytes.

    Args:
        path: the file.

    Returns:
        The open file.

    Raises:
        InputError: the file is missing, a folder, empty or binary.
    """
    try:
        with path.open("rb") as file:
            fault = inspect_bytes(file.read(4096))
    except OSError:
        read_text(path)
        raise
    if fault:
        raise InputError(str(path), [fault])
    return path.open(encoding="utf-8-sig", newline="")


def find_delimiter(path: Path) -> str:
    """Find what parts the columns of a table.

    Args:
        path: the file.

    Returns:
        A comma, a semicolon or a tab.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        line = file.readline(1_000_000)
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([line], delimiter=each), [])))


def _bad_line(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _quoting(line: int, error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"line {line}: a cell of more than {csv.field_size_limit():,} characters; is a closing quote missing?"
    if "unexpected end" in str(error):
        return f"line {line}: the file ends inside a quoted cell; it is cut off, or a closing quote is missing"
    return f"line {line}: the quotes don't match ({error})"
