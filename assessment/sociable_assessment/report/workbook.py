"""A report as a workbook: the same numbers, live. Another answer typed in moves the index, the gates and the stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from sociable_assessment.report.answers_section import say_second
from sociable_assessment.report.case import Case
from sociable_assessment.report.composition import compose, compose_overview
from sociable_assessment.report.drawings import Draw
from sociable_assessment.report.live_sheets import LiveSheets
from sociable_assessment.report.parts import Card, Column, Document, Grid, Point, Points, Section, Value, Words
from sociable_assessment.report.sheets import Book, add_grid
from sociable_assessment.report.steps_section import list_agreed

_SHEETS = {
    "agenda": "Agenda",
    "departments": "Departments",
    "change": "Change",
    "target": "Target",
    "numbers": "Numbers",
    "position": "Results",
    "profile": "Dimensions",
}


def write_workbook(case: Case, made_on: date) -> bytes:
    """Write the report on one result as a workbook.

    Args:
        case: what is reported.
        made_on: the day of the report.

    Returns:
        An XLSX file.
    """
    file, book = _open(case.title)
    document = compose(case, Draw(), made_on)
    live = LiveSheets(book, case)
    live.write(document)
    for section in _walk(document.sections):
        grids = [block for block in section.blocks if isinstance(block, Grid)]
        if grids and section.id in {"agenda", "departments", "change", "target", "numbers"}:
            add_grid(book, _SHEETS[section.id], grids)
    _write_steps(book, case)
    add_grid(book, "Evidence", [_evidence(case)])
    _write_method(book, document)
    live.write_options()
    book.file.close()
    return file.getvalue()


def write_overview_book(cases: Sequence[Case], made_on: date) -> bytes:
    """Write the overview of several results as a workbook.

    Args:
        cases: what is reported.
        made_on: the day of the report.

    Returns:
        An XLSX file.
    """
    document = compose_overview(cases, Draw(), made_on)
    file, book = _open(document.title)
    for section in _walk(document.sections):
        grids = [block for block in section.blocks if isinstance(block, Grid)]
        if grids:
            number = section.id.rpartition("-")[2]
            name = _SHEETS.get(section.id) or f"Change {int(number) + 1}"
            add_grid(book, name, grids, section.title)
    book.file.close()
    return file.getvalue()


def _open(title: str) -> tuple[BytesIO, Book]:
    import xlsxwriter

    file = BytesIO()
    made: Any = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    made.set_properties({"title": title[:200], "comments": "Made with Sociable."})
    made.set_calc_mode("auto")
    return file, Book(made)


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def _write_steps(book: Book, case: Case) -> None:
    """Write what the raters agreed to do, and what the model would do next."""
    lead = "Yours to fill in: who does it, and by when."
    if agreed := list_agreed(case):
        add_grid(book, "Agreed actions", agreed)
        lead += " What the room agreed to do stands in Agreed actions."
    add_grid(book, "Steps", [_steps(case)], lead)


def _steps(case: Case) -> Grid:
    columns = (
        *(Column("Question"), Column("Now"), Column("Then"), Column("To do"), Column("Person-days", "days")),
        *(Column("Who"), Column("By when"), Column("Done")),
    )
    found = case.entry["next_step"]
    rows = [row for step in (found["steps"] if found else ()) for row in _step_rows(case, step)]
    return Grid("Next steps", columns, tuple(rows))


def _step_rows(case: Case, step: dict[str, Any]) -> Iterator[tuple[Value, ...]]:
    item = case.form.item_by_id[step["item"]]
    now, then = (
        None if name is None else item.options[item.rank(name)].text or name for name in (step["from"], step["to"])
    )
    for action in step["actions"] or [{"do": None, "effort": None}]:
        yield item.question, now or "not known", then, action["do"], action["effort"], None, None, None


def _evidence(case: Case) -> Grid:
    rows = [row for item in case.form.items for row in _remarks(case, item.id, item.question)]
    return Grid("What people wrote", (Column("Question"), Column("What it is"), Column("In their words")), tuple(rows))


def _remarks(case: Case, item: str, question: str) -> Iterator[tuple[Value, ...]]:
    found, agreed = case.entry["items"][item], case.entry["consensus"].get(item) or {}
    for text in found.get("evidence", ()):
        yield question, "Evidence", text
    for text in found.get("reasons", ()):
        yield question, "Why it does not apply", text
    if found.get("second_votes"):
        yield question, "Second vote", say_second(case.form.item_by_id[item], found["second_votes"])
    for key, what in (("reason", "Why the room agreed"), ("dissent", "Dissent")):
        if agreed.get(key):
            yield question, what, agreed[key]


def _write_method(book: Book, document: Document) -> None:
    method = next(section for section in document.sections if section.id == "method")
    sheet = book.sheet("Method")
    sheet.set_column(0, 0, 110)
    for row, text in enumerate(_tell(method)):
        sheet.set_row(row, 16 * max(1, -(-len(text) // 105)))
        book.put(sheet, row, 0, text)


def _tell(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        if isinstance(block, Words):
            yield block.text
        if isinstance(block, Points):
            yield from map(_line, block.points)
    for each in section.sections:
        yield ""
        yield from _tell(each)


def _line(point: Point | Card) -> str:
    return " ".join(part for part in (getattr(point, "lead", ""), getattr(point, "text", "")) if part)
