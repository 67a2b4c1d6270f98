"""Read the rows of a CSV file of any size, some thousands at a time, and collect what is wrong with them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from sociable_assessment.errors import MOST, InputError
from sociable_assessment.files import check_text, inspect_bytes

CHUNK = 2_000
_DELIMITERS = (",", ";", "\t")
_BLOCK = 1 << 22
_CELL = csv.field_size_limit()  # characters; `csv` takes no longer cell
_ROWS = 5


class Faults:
    """Faults by row, those of the same words joined, so that a million bad rows still make one readable message."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[int]] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, message: str, row: int, column: str = "") -> None:
        """Add a fault; beyond as many kinds as one message names, there is no need to.

        Args:
            message: what is wrong.
            row: the row as a spreadsheet numbers it, the header being row 1.
            column: where in the row, if that can be said.
        """
        key = (column, message)
        if key not in self._rows and len(self._rows) > MOST:
            return
        rows = self._rows.setdefault(key, [])
        self._counts[key] = self._counts.get(key, 0) + 1
        if len(rows) < _ROWS:
            rows.append(row)

    def messages(self) -> list[str]:
        """Say the faults.

        Returns:
            One sentence for each kind of fault, with its rows; in the order of the rows.

        >>> faults = Faults(); faults.add("empty", 3, "rater"); faults.add("empty", 4, "rater"); faults.messages()
        ['rows 3, 4, rater: empty']
        """
        return [
            f"{', '.join(filter(None, (_rows(rows, self._counts[key]), key[0])))}: {key[1]}"
            for key, rows in sorted(self._rows.items(), key=lambda found: found[1][0])
        ]


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
    broken: list[InputError] = []
    with _open_table(path) as file:
        rows = _read_rows(path, file, broken)
        header = list(islice(rows, 1)) or [[]]
        if not broken:
            yield header
            check_text(path)
        while chunk := list(islice(rows, CHUNK)):
            yield chunk
            if report is not None:
                report(file.buffer.tell())  # type: ignore[attr-defined]
    if broken:
        raise broken[0]


def _open_table(path: Path) -> IO[str]:
    """Open a CSV file after a look at its first bytes."""
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError:
        check_text(path)
        raise
    if fault := inspect_bytes(file.buffer.peek()):  # type: ignore[attr-defined]
        file.close()
        raise InputError(str(path), [fault])
    return file


def _read_rows(path: Path, file: IO[str], broken: list[InputError]) -> Iterator[list[str]]:
    """Read rows up to the end, or to a place where the quotes break, which is noted."""
    line = 0
    try:
        reader = csv.reader(file, delimiter=find_delimiter(path), strict=True)
        for row in reader:
            line = reader.line_num
            yield row
    except csv.Error as error:
        broken.append(InputError(str(path), [_quoting(line + 1, error)]))
    except UnicodeDecodeError:
        check_text(path)
        raise


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
    """Tell whether any reader of CSV finds the same cells here, and as many in every row.

    Args:
        path: the file.
        delimiter: what parts columns.
        width: the number of cells of the header.

    Returns:
        False also where quotes don't match or stand inside a cell, a line ends in CR alone, a row is blank or very
        long, or a NUL is met.
    """
    import numpy as np

    quotes, cells, length = 0, 0, 0
    with path.open("rb") as file:
        for block in _blocks(file):
            if b"\0" in block or (b"\r" in block and block.count(b"\r") != block.count(b"\r\n")):
                return False
            marks = np.frombuffer(block, np.uint8)
            spots = np.flatnonzero((marks == ord(delimiter)) | (marks == ord("\n")))
            quoted = np.flatnonzero(marks == ord('"')) if b'"' in block else spots[:0]
            if quotes or len(quoted):
                if not _quotes_whole_cells(marks, quoted, quotes, delimiter):
                    return False
                spots = spots[(quotes + np.searchsorted(quoted, spots)) % 2 == 0]
            ends = np.flatnonzero(marks[spots] == ord("\n"))
            lengths = np.diff(spots[ends], prepend=-1 - length)
            if (np.diff(ends, prepend=-1 - cells) != width).any() or (lengths > _CELL).any():
                return False
            cells = len(spots) - 1 - int(ends[-1]) if len(ends) else cells + len(spots)
            length = len(block) - 1 - int(spots[ends[-1]]) if len(ends) else length + len(block)
            quotes = (quotes + len(quoted)) % 2
    return not quotes and length <= _CELL and (length == 0 or cells == width - 1)


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Read blocks of whole lines; the mark at the start is left out."""
    first = True
    while block := file.read(_BLOCK):
        block += file.readline(_BLOCK)
        yield block.removeprefix(codecs.BOM_UTF8) if first else block
        first = False


def _quotes_whole_cells(marks: Any, quoted: Any, quotes: int, delimiter: str) -> bool:
    """Tell whether each opening quote starts a cell and each closing one ends it; "" inside a cell is both."""
    import numpy as np

    opening = (quotes + np.arange(len(quoted))) % 2 == 0
    before = marks[quoted[opening & (quoted > 0)] - 1]
    after = marks[quoted[~opening & (quoted < len(marks) - 1)] + 1]
    edges = np.zeros(256, bool)
    edges[[ord(each) for each in (delimiter, "\n", '"')]] = True
    return bool(edges[before].all() and (edges[after] | (after == ord("\r"))).all())


def find_delimiter(path: Path) -> str:
    """Find what parts the columns of a table.

    Args:
        path: the file.

    Returns:
        A comma, a semicolon or a tab.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        line = file.readline(_CELL)
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([line], delimiter=each), [])))


def _quoting(line: int, error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"line {line}: a cell of more than {_CELL:,} characters; is a closing quote missing?"
    if "unexpected end" in str(error):
        return f"line {line}: the file ends inside a quoted cell; it is cut off, or a closing quote is missing"
    return f"line {line}: the quotes don't match ({error})"
