"""Published figures beside one's own, as context: they were measured otherwise, and can't be compared one to one.

They are passed in by the caller: the assessment knows no data of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import WIDTH, Picture
from sociable_assessment.row_frame import Wanted, draw_lines, mark_scale, row_figure, stack_rows, write_right

CAUTION = (
    "Published figures, for context. They answer other questions about other organisations in other years, "
    "so they can't be compared one to one with the map."
)
NEEDED = ("study", "year", "stage", "value", "unit", "source")


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number: which study, what of, how much, of whom, and where it stands."""

    study: str
    year: str
    stage: str
    value: float
    unit: str
    source: str
    base: str = ""
    note: str = ""


def read_figures(rows: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """Take published figures as rows of a table.

    Args:
        rows: each with `study`, `year`, `stage`, `value`, `unit`, `source`, perhaps `n` and `note`.

    Returns:
        The figures, in their order.

    Raises:
        InputError: a row lacks something, or its value is no share of 100; all faults are named.
    """
    figures, faults = [], []
    for number, row in enumerate(rows, 1):
        missing = [name for name in NEEDED if _show(row.get(name)) == ""]
        value = row.get("value")
        if missing:
            faults.append(f"row {number}: no {', '.join(missing)}")
        elif not isinstance(value, int | float) or not 0 <= value <= 100:  # noqa: PLR2004 - percent
            faults.append(f"row {number}, value: {value!r} is not a number from 0 to 100")
        else:
            texts = {name: _show(row[name]) for name in NEEDED if name != "value"}
            base = _show(row.get("n"))
            figures.append(
                Figure(**texts, value=float(value), base=f"n = {base}" if base else "", note=_show(row.get("note")))
            )
    if faults:
        source = "published figures"
        raise InputError(source, faults)
    return figures


def _show(cell: object) -> str:
    """Show a cell; what a table has for nothing (None, NaN) is nothing."""
    if cell is None or cell != cell or str(cell) in {"<NA>", "nan"}:  # noqa: PLR0124 - NaN differs from itself
        return ""
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()


def draw_published(figures: Sequence[Figure], *, width: int = WIDTH) -> Picture:
    """Draw published figures, study by study.

    Args:
        figures: at least one.
        width: how wide the page is at least, in pixels.

    Returns:
        The picture, which says that it can't be compared one to one.
    """
    wanted: list[Wanted] = []
    for study, members in groupby(enumerate(figures), key=lambda pair: _name_study(pair[1])):
        places = list(members)
        wanted.append(Wanted(f"study-{places[0][0]}", study, heading=True))
        wanted += [Wanted(str(place), figure.stage) for place, figure in places]
    bars = [(str(place), figure.value) for place, figure in enumerate(figures)]
    rows = stack_rows(wanted, 12, width=width)
    units = sorted({figure.unit for figure in figures})
    picture = row_figure(
        "Not the same measure: what others published",
        "; ".join(units).capitalize(),
        rows,
        (0, 100),
        right=48,
        width=width,
    )
    draw_lines(picture, [(0, 100, rows.at[key]) for key, _ in bars], LIGHT["control"], 1, 0.5)
    draw_lines(picture, [(0, value, rows.at[key]) for key, value in bars], LIGHT["quiet"], 8)
    write_right(picture, [(rows.at[key], f"{value:g}") for key, value in bars])
    mark_scale(picture, {0.0: "0", 50.0: "50", 100.0: "100"})
    cells = [(f.study, f.year, f.stage, f"{f.value:g}", f.unit, f.base, f.source, f.note) for f in figures]
    header = ("Study", "Year", "Stage, in its own words", "Value", "Unit", "Base", "Source", "Note")
    sources = "; ".join(dict.fromkeys(figure.source for figure in figures))
    return Picture(picture, CAUTION, table(CAUTION, header, cells), sources)


def _name_study(figure: Figure) -> str:
    return ", ".join(filter(None, [figure.study, figure.year, figure.base]))
