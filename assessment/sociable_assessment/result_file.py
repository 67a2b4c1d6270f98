"""Read and write result files: JSON with everything (`sociable-result/1`), CSV with one row an organisation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from sociable_assessment.errors import InputError
from sociable_assessment.files import read_text
from sociable_assessment.response_file import load_json
from sociable_assessment.schema import check, load_schema

FORMAT = "sociable-result/1"
_QUOTED = re.compile('[,"\r\n]')


def write_entries(file: IO[str], entries: Iterable[Mapping[str, Any]], trend: Iterable[Mapping[str, Any]] = ()) -> int:
    """Write results as JSON, one entry after another, so that memory stays small.

    Args:
        file: an open text file, or the terminal.
        entries: one a pair of organisation and wave.
        trend: what changed from wave to wave.

    Returns:
        How many entries were written.
    """
    file.write(f'{{"format": "{FORMAT}", "results": [')
    written = _write_list(file, entries)
    file.write('], "trend": [')
    _write_list(file, trend)
    file.write("]}\n")
    return written


def _write_list(file: IO[str], found: Iterable[Mapping[str, Any]]) -> int:
    written = 0
    for each in found:
        file.write(",\n" if written else "\n")
        file.write(json.dumps(each, ensure_ascii=False, allow_nan=False))
        written += 1
    file.write("\n" if written else "")
    return written


def read_results(path: Path) -> list[dict[str, Any]]:
    """Read the entries of a result file.

    Args:
        path: the JSON file.

    Returns:
        One entry a pair of organisation and wave.

    Raises:
        InputError: the file can't be read or is no result file.
    """
    data = load_json(read_text(path), str(path))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(str(path), [f'this is not a result file: it has no "format": "{FORMAT}"'])
    faults = [f"{', '.join(map(str, fault.path))}: {fault.message}" for fault in check(data, load_schema("result"))]
    if faults:
        raise InputError(str(path), faults)
    entries: list[dict[str, Any]] = data["results"]
    return entries


def write_rows(file: IO[str], parts: Iterable[Mapping[str, Sequence[object]]]) -> None:
    """Write results as CSV, one row an organisation and wave; nothing is rounded, and no value is an empty cell.

    Args:
        file: an open text file.
        parts: tables of the same columns, one below the other.
    """
    for place, columns in enumerate(parts):
        if place == 0:
            file.write(",".join(columns) + "\n")
        cells = [map(_Texts().__getitem__, column) for column in columns.values()]
        file.write("\n".join([*map(",".join, zip(*cells, strict=True)), ""]))


class _Texts(dict[object, str]):
    """The text of each different cell, quoted where CSV asks for it; made once, for most columns hold few."""

    def __missing__(self, cell: object) -> str:
        text = "" if cell is None else str(cell)
        self[cell] = f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(text) else text
        return self[cell]
