"""Results as a table, one row an organisation and wave: for a CSV file and for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    nodes = [f"{node.id}.{kind}" for node in form.dimensions for kind in ("value", "index")]
    about = ["organisation", "sector", "size", "wave", "form", "raters"]
    return [*about, "stage", "could_be", "value", "index", "low", "high", "coverage", *places, *nodes, "held_by"]


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
        "value": entry["nodes"][form.id]["value"],
        **{f"{n.id}.{kind}": entry["nodes"][n.id][kind] for n in form.dimensions for kind in ("value", "index")},
        "held_by": " ".join(sorted(entry["held_by"], key=order.index)),
    }


SHOWN = ("organisation", "wave", "raters", "stage", "could_be", "value", "index", "coverage", "held_by")
NUMBERS = {"raters", "value", "index", "coverage"}
LINES = 40
HELD = 3  # items named on the terminal; files name all


def print_table(parts: Iterable[Mapping[str, Sequence[Any]]]) -> str:
    """Lay out a result table for the terminal, rounded for reading.

    Args:
        parts: tables of the same columns, one below the other.

    Returns:
        Lines of text; at most 40 organisations, with a word on how many more there are.

    >>> print(print_table([{"organisation": ["Aurora"], "index": [41.27], "coverage": [0.9]}]))
    organisation  index  coverage
    Aurora           41      90 %
    """
    shown: dict[str, list[Any]] = {}
    rows = 0
    for part in parts:
        for name in SHOWN:
            if name in part:
                shown.setdefault(name, []).extend(part[name][: max(0, LINES - rows)])
        rows += len(part["organisation"])
    lines = _lay_out({name: [name, *(_show(name, cell) for cell in cells)] for name, cells in shown.items()})
    return "\n".join([*lines, *([f"… and {rows - LINES:,} more; write them all with -o"] if rows > LINES else [])])


def _lay_out(columns: Mapping[str, Sequence[str]]) -> list[str]:
    padded = []
    for name, cells in columns.items():
        width = max(map(len, cells))
        padded.append([cell.rjust(width) if name in NUMBERS else cell.ljust(width) for cell in cells])
    return ["  ".join(row).rstrip() for row in zip(*padded, strict=True)]


def _show(name: str, cell: object) -> str:
    if cell is None:
        return "–"
    if name == "held_by":
        items = str(cell).split()
        more = f" and {len(items) - HELD} more" if len(items) > HELD else ""
        return ", ".join(items[:HELD]) + more
    if isinstance(cell, float):
        return {"coverage": f"{100 * cell:.0f} %", "value": f"{cell:.4g}"}.get(name, f"{cell:.0f}")
    return str(cell)
