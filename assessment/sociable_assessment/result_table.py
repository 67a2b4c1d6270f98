"""Read results back from CSV, as `sociable-assess score -o RESULT.csv` writes them.

A table holds less than a result file: no answers, no agreement. The entries say so by holding none.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, quote, suggest
from sociable_assessment.files import read_text
from sociable_assessment.model import Model, with_form
from sociable_assessment.tables import column_names

_MARKS = {"organisation", "stage", "index"}  # the columns by which a table of results is known
_TEXTS = {"organisation", "sector", "size", "wave", "form", "stage", "could_be", "held_by"}
_SHARES = {"coverage"}
_COUNTS = {"raters"}


def is_result_table(path: Path) -> bool:
    """Tell whether a CSV file holds results, and not responses.

    Args:
        path: the file.

    Returns:
        True when its header has the columns of results.

    Raises:
        InputError: the file can't be read.
    """
    header = read_text(path).partition("\n")[0].strip()
    names = next(csv.reader([header], delimiter=_delimiter(header)), [])
    return _MARKS.issubset(name.strip() for name in names)


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def read_result_table(path: Path, model: Model) -> list[dict[str, Any]]:
    """Read a table of results.

    Args:
        path: the CSV file.
        model: the full model.

    Returns:
        An entry for each row, with what a table holds; a spreadsheet's decimal commas are taken.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    text = read_text(path)
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text.partition("\n")[0])))
    header, *body = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    table = _Table(model, list(_check_header(header, model)))
    entries = [table.read(number, dict(zip(header, row, strict=False))) for number, row in enumerate(body, 2)]
    if not body:
        table.faults.append("it has a header and no rows")
    if table.faults:
        raise InputError(str(path), table.faults)
    return entries


def _check_header(header: Sequence[str], model: Model) -> Iterator[str]:
    known = column_names(model)
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            yield f"column {quote(name)} stands there {header.count(name)} times"
        if name not in known:
            yield f"no column {quote(name)} in a table of results to {model.id}; {suggest(name, known)}"


@dataclass
class _Table:
    """Turns rows into entries, and gathers faults."""

    model: Model
    faults: list[str] = field(default_factory=list)

    def read(self, number: int, row: Mapping[str, str]) -> dict[str, Any]:
        """Make an entry of a row."""
        if not row.get("organisation"):
            self.faults.append(f"row {number}, organisation: this cell is empty; every row needs one")
        numbers = {name: self._number(number, name, cell) for name, cell in row.items() if name not in _TEXTS}
        form = self._form(number, row)
        held = [item for item in row.get("held_by", "").split() if item in self.model.item_by_id]
        sure = {"kind": "bootstrap", "low": numbers.get("low"), "high": numbers.get("high")}
        return {
            "organisation": {
                "name": row.get("organisation", ""),
                "sector": row.get("sector", ""),
                "size": row.get("size", ""),
            },
            "wave": row.get("wave", ""),
            "model": {"id": self.model.id, "version": self.model.version},
            "form": form.form or "full",
            "indicative": form.form is not None,
            "rule": {},
            "raters": int(numbers.get("raters") or 0),
            "index": numbers.get("index"),
            "coverage": numbers.get("coverage"),
            "stage": self._stage(number, row, "stage"),
            "could_be": self._stage(number, row, "could_be"),
            "held_by": held,
            "map": {"across": numbers.get("across"), "up": numbers.get("up")} if form.map else None,
            "nodes": {node.id: _node(node.id, numbers) for node in form.dimensions} | {form.id: _root(numbers)},
            "uncertainty": sure if sure["low"] is not None else None,
            **_NOTHING,
        }

    def _form(self, number: int, row: Mapping[str, str]) -> Model:
        name = row.get("form") or "full"
        forms = ["full", *(form.id for form in self.model.forms)]
        if name not in forms:
            self.faults.append(f"row {number}, form: no form {quote(name)}; {suggest(name, forms)}")
            return self.model
        return with_form(self.model, name)

    def _stage(self, number: int, row: Mapping[str, str], column: str) -> str | None:
        name, stages = row.get(column) or None, [stage.id for stage in self.model.stages]
        if name is not None and name not in stages:
            self.faults.append(f"row {number}, {column}: {quote(name)} is not one of {', '.join(stages)}")
        return name

    def _number(self, number: int, name: str, cell: str) -> float | None:
        if not cell:
            return None
        highest = 1.0 if name in _SHARES else math.inf if name in _COUNTS or name.endswith("value") else 100.0
        try:
            found = float(cell.replace(",", "."))
        except ValueError:
            found = math.nan
        lowest = -math.inf if name.endswith("value") else 0.0
        if not (math.isfinite(found) and lowest <= found <= highest):
            limit = f" from 0 to {highest:g}" if highest < math.inf else ""
            self.faults.append(f"row {number}, {name}: {quote(cell)} is not a number{limit}")
            return None
        return found


_NOTHING: dict[str, Any] = {
    "set_aside": [],
    "explanation": "",
    "next_step": None,
    "items": {},
    "agreement": None,
    "agenda": [],
    "departments": None,
    "consensus": {},
    "changes": [],
    "responses": None,
}


def _node(node: str, numbers: Mapping[str, float | None]) -> dict[str, Any]:
    return _blank(numbers.get(f"{node}.value"), numbers.get(f"{node}.index"))


def _root(numbers: Mapping[str, float | None]) -> dict[str, Any]:
    return {**_blank(numbers.get("value"), numbers.get("index")), "coverage": numbers.get("coverage")}


def _blank(value: float | None, index: float | None) -> dict[str, Any]:
    unknown: dict[str, Any] = {
        "minimum": None,
        "maximum": None,
        "coverage": None,
        "answered": 0,
        "asked": 0,
        "missing": [],
    }
    return {"value": value, "index": index, **unknown}
