"""Two roads from a table to results: rater by rater, and by columns; what the second leaves out is left out here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sociable_assessment.batch_table import describe_codes, tabulate_codes, trace_codes
from sociable_assessment.codes import Codes, read_codes
from sociable_assessment.model import Model, with_form
from sociable_assessment.response_table import read_table
from sociable_assessment.result import describe
from sociable_assessment.table import Table
from sociable_assessment.tables import tabulate
from sociable_assessment.trend import describe_trend

Entries = list[dict[str, Any]]
SINGLE = ("uncertainty", "consensus", "changes", "responses")  # what needs single raters
REMARKS = ("evidence", "reasons")


def bare(entry: dict[str, Any]) -> dict[str, Any]:
    """Leave out what only single raters tell."""
    items = {name: {k: v for k, v in item.items() if k not in REMARKS} for name, item in entry["items"].items()}
    return {key: value for key, value in entry.items() if key not in SINGLE} | {"items": items}


def by_rater(path: Path, model: Model, form: str | None = None, organisation: str = "") -> Entries:
    found, _ = read_table(path, model, organisation, form)
    return [describe(model, each, resamples=0) for each in found]


def codes_of(path: Path, model: Model, form: str | None = None, organisation: str = "") -> Codes:
    return read_codes(Table(path, model, organisation, form))


def by_column(path: Path, model: Model, form: str | None = None, organisation: str = "") -> Entries:
    return list(describe_codes(with_form(model, form), codes_of(path, model, form, organisation)))


def tables(path: Path, model: Model, form: str | None = None) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """The result table of both roads."""
    narrow = with_form(model, form)
    return tabulate(narrow, by_rater(path, model, form)), tabulate_codes(narrow, codes_of(path, model, form))


def trends(path: Path, model: Model, form: str | None = None) -> tuple[Entries, Entries]:
    """The trend of both roads."""
    narrow = with_form(model, form)
    return describe_trend(model, by_rater(path, model, form)), list(
        trace_codes(model, narrow, codes_of(path, model, form))
    )
