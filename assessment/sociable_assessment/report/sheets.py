"""Sheets of a workbook: Excel tables whose texts are texts, whatever they begin with.

XlsxWriter is imported by whoever makes the workbook; it stores each formula's value beside it, so that a preview on
a phone, which computes nothing, shows the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sociable_assessment.look import LIGHT
from sociable_assessment.report.parts import Column, Grid, Kind, Value

RISKY = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are their wide twins
LONGEST = 32_000  # characters a cell holds, with some to spare
_NUMBERS = {"index": "0", "exact": "0.0", "share": "0 %", "value": "0.00", "ratio": "0.00", "change": "+0;-0;0"}
_WIDTHS = {"text": 24, "share": 11, "index": 11, "exact": 11, "value": 11, "ratio": 11, "change": 11}
_LINE, _TALLEST = 15, 400  # points
_LONG = 30  # characters from which a column of text is a wide one
_WIDE = 62


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that it has now."""

    text: str
    value: Value = None


Content = Value | Formula


@dataclass(slots=True)
class Book:
    """A workbook while it is written: the file, its formats, and how many tables it has.

    Args:
        file: XlsxWriter's workbook.
    """

    file: Any
    tables: int = 0
    _formats: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def style(self, **how: Any) -> Any:
        """Give a cell format, the same for the same wishes.

        Args:
            how: XlsxWriter's names of properties.

        Returns:
            The format.
        """
        key = tuple(sorted(how.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format({"font_name": "Calibri", "font_size": 11, "valign": "top", **how})
        return self._formats[key]

    def sheet(self, name: str) -> Any:
        """Add a sheet that prints well on A4.

        Args:
            name: its name.

        Returns:
            XlsxWriter's worksheet.
        """
        sheet = self.file.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.hide_gridlines(2)
        return sheet

    def put(self, sheet: Any, row: int, column: int, content: Content, kind: Kind = "text", **how: Any) -> None:
        """Write a cell; a text stays a text.

        Args:
            sheet: where.
            row: which row, from 0.
            column: which column, from 0.
            content: a text, a number, a formula, or None for an empty cell.
            kind: what kind of value it is.
            how: more wishes for its format.
        """
        if kind in _NUMBERS and not isinstance(content, str):
            how = {"num_format": _NUMBERS[kind], **how}
        if isinstance(content, Formula):
            value = "" if content.value is None else content.value
            sheet.write_formula(row, column, content.text, self.style(**how), value)
        elif isinstance(content, str):
            safe = {"quote_prefix": True} if content.startswith(RISKY) else {}
            text = content if len(content) <= LONGEST else f"{content[:LONGEST]} …"
            sheet.write_string(row, column, text, self.style(text_wrap=True, **safe, **how))
        elif content is None:
            sheet.write_blank(row, column, None, self.style(**how))
        else:
            sheet.write_number(row, column, content, self.style(**how))

    def heading(self, sheet: Any, row: int, text: str) -> None:
        """Write a line above a table.

        Args:
            sheet: where.
            row: which row, from 0.
            text: the line.
        """
        safe = {"quote_prefix": True} if text.startswith(RISKY) else {}
        sheet.write_string(row, 0, text, self.style(bold=True, font_size=14, **safe))

    def note(self, sheet: Any, row: int, text: str) -> None:
        """Write a line of explanation.

        Args:
            sheet: where.
            row: which row, from 0.
            text: the line.
        """
        sheet.write_string(row, 0, text, self.style(font_color=LIGHT["quiet"]))

    def table(  # noqa: PLR0913, PLR0917 - where, what it is called, and what is in it
        self,
        sheet: Any,
        row: int,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Content]],
        widths: Sequence[float],
    ) -> int:
        """Write an Excel table.

        Args:
            sheet: where.
            row: the row of its head, from 0.
            name: what the table is called in formulas; a number is added when it is not the first of this name.
            columns: its columns.
            rows: its cells.
            widths: how wide its columns are, in letters; the rows' heights follow.

        Returns:
            The first row after it.
        """
        self.tables += 1
        heads = _differ([column.title for column in columns])
        last = row + max(1, len(rows))
        style = {"style": "Table Style Light 1", "name": f"{name}_{self.tables}", "autofilter": len(rows) > 1}
        sheet.add_table(row, 0, last, len(columns) - 1, {**style, "columns": [{"header": head} for head in heads]})
        sheet.set_row(row, _height(heads, widths))
        for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
            align = "left" if column.kind == "text" else "right"
            left: dict[str, Any] = {"indent": 1} if align == "left" and place else {}
            self.put(sheet, row, place, head, bold=True, bottom=1, align=align, valign="bottom", **left)
        for number, cells in enumerate(rows, start=row + 1):
            sheet.set_row(number, _height(cells, widths))
            for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                indent: dict[str, Any] = {"indent": 1} if column.kind == "text" and place else {}
                self.put(sheet, number, place, cell, column.kind, **indent)
        return last + 1


def _height(cells: Sequence[Content], widths: Sequence[float]) -> float:
    """Give the height that a row's wrapped texts need, in points: not every program finds it by itself."""
    texts = [(cell, width) for cell, width in zip(cells, widths, strict=False) if isinstance(cell, str)]
    lines = [sum(math.ceil((len(line) or 1) / (width * 1.05)) for line in text.split("\n")) for text, width in texts]
    return min(_TALLEST, _LINE * max(lines, default=1) + 1)


def _differ(titles: Sequence[str]) -> list[str]:
    """Make the heads of a table differ, as Excel asks."""
    seen: dict[str, int] = {}
    heads = []
    for title in titles:
        text = (title or "Column")[:200]
        seen[text.lower()] = seen.get(text.lower(), 0) + 1
        heads.append(text if seen[text.lower()] == 1 else f"{text} ({seen[text.lower()]})")
    return heads


def add_grid(book: Book, name: str, grids: Sequence[Grid], lead: str = "") -> None:
    """Add a sheet with one table or several below each other.

    Args:
        book: the workbook.
        name: the sheet's name.
        grids: the tables.
        lead: a line of explanation above them.
    """
    sheet, row, widths = book.sheet(name), 0, _widths(grids)
    if lead:
        book.note(sheet, 0, lead)
        row = 2
    for grid in grids:
        book.heading(sheet, row, grid.caption)
        head = row + 1
        row = book.table(sheet, head, name.replace(" ", "_"), grid.columns, grid.rows, widths)
        if grid.note:
            book.note(sheet, row, grid.note)
        row += 2
    if len(grids) == 1:
        sheet.freeze_panes(head + 1, 1)
        sheet.repeat_rows(head)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def _widths(grids: Sequence[Grid]) -> list[int]:
    """Give each column a width that suits the longest of its texts."""
    widths: list[int] = []
    for grid in grids:
        for place, column in enumerate(grid.columns):
            longest = max([len(str(row[place])) for row in grid.rows if isinstance(row[place], str)], default=0)
            width = _WIDE if longest > _LONG else _WIDTHS.get(column.kind, 13)
            width = max(width, min(_LONG, len(column.title.split(maxsplit=1)[0]) + 3 if column.title else 0))
            if place < len(widths):
                widths[place] = max(widths[place], width)
            else:
                widths.append(width)
    return widths
