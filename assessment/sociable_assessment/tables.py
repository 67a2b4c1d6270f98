"""Results as a table, one row an organisation and wave: for a CSV file and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sociable_assessment.model import Model

Columns = dict[str, list[Any]]


def tabulate(form: Model, entries: Sequence[Mapping[str, Any]]) -> Columns:
    """Lay out entries of a result file as columns.

    Args:
        form: the model, or the form that the entries were scored on.
        entries: one a pair of organisation and wave.

    Returns:
        The cells by column; None where there is no value.
    """
    rows = [_row(form, entry) for entry in entries]
    return {name: [row[name] for row in rows] for name in column_names(form)}


def column_names(form: Model) -> list[str]:
    """List the columns of a result table.

    Args:
        form: the model, or a form of it.

    Returns:
        Their names, in order.
    """
    places = ["across", "up"] if form.map else []
    nodes = [f"{node.id}.index" for node in form.dimensions]
    about = ["organisation", "sector", "size", "wave", "form", "raters"]
    return [*about, "stage", "could_be", "index", "low", "high", "coverage", *places, *nodes, "held_by"]


def _row(form: Model, entry: Mapping[str, Any]) -> dict[str, Any]:
    about = entry["organisation"]
    sure = entry.get("uncertainty") or {}
    order = [item.id for item in form.items]
    return {
        "organisation": about["name"],
        "low": sure.get("low"),
        "high": sure.get("high"),
        **{key: about[key] for key in ("sector", "size")},
        **{key: entry[key] for key in ("wave", "form", "raters", "stage", "could_be", "index", "coverage")},
        **(entry["map"] or {}),
        **{f"{node.id}.index": entry["nodes"][node.id]["index"] for node in form.dimensions},
        "held_by": " ".join(sorted(entry["held_by"], key=order.index)),
    }


SHOWN = ("organisation", "wave", "raters", "stage", "could_be", "index", "coverage", "held_by")
LINES = 40


def print_table(columns: Mapping[str, Sequence[Any]]) -> str:
    """Lay out a result table for the terminal, rounded for reading.

    Args:
        columns: the cells by column.

    Returns:
        Lines of text; at most 40 organisations, with a word on how many more there are.

    >>> print(print_table({"organisation": ["Aurora"], "index": [41.27], "coverage": [0.9]}))
    organisation  index  coverage
    Aurora           41      90 %
    """
    names = [name for name in SHOWN if name in columns]
    cells = [[_show(name, cell) for cell in columns[name][:LINES]] for name in names]
    widths = [max(map(len, [name, *column])) for name, column in zip(names, cells, strict=True)]
    right = [name in {"raters", "index", "coverage"} for name in names]
    lines = [
        "  ".join(
            cell.rjust(width) if is_right else cell.ljust(width)
            for cell, width, is_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in [names, *zip(*cells, strict=True)]
    ]
    more = len(next(iter(columns.values()))) - LINES
    return "\n".join([*lines, *([f"… and {more:,} more; write them all with -o"] if more > 0 else [])])


def _show(name: str, cell: object) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{100 * cell:.0f} %" if name == "coverage" else f"{cell:.0f}"
    return str(cell)
