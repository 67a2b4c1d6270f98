"""The first sheet of a workbook: the words of the cover, and stage and index beside their live twins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sociable_assessment.report.parts import Document, Facts, Kind, Words
from sociable_assessment.report.sheets import Book, Content

Row = tuple[str, Content, Kind]


def write_summary(book: Book, sheet: Any, document: Document, live: Sequence[Row]) -> None:
    """Write the first sheet.

    Args:
        book: the workbook.
        sheet: the sheet.
        document: the report, whose cover stands here.
        live: what each live row is called, what it holds, and of which kind it is.
    """
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 70)
    book.heading(sheet, 0, document.title)
    book.note(sheet, 1, f"{document.eyebrow} · {document.details}")
    row = 3
    for label, content, kind in (*live, *_facts(document)):
        book.put(sheet, row, 0, label, bold=True)
        book.put(sheet, row, 1, content, kind, align="left")
        row += 1
    for text in (
        "",
        *_words(document),
        "",
        "Play with it: choose other answers on the sheet Answers, in the column Try.",
    ):
        sheet.set_row(row, 16 * max(1, -(-len(text) // 68)))
        book.put(sheet, row, 1, text)
        row += 1


def _facts(document: Document) -> list[Row]:
    """List the key figures that are not live."""
    facts = [fact for block in document.cover if isinstance(block, Facts) for fact in block.facts]
    return [
        (fact.label, f"{fact.value} {fact.note}".strip(), "text")
        for fact in facts
        if fact.label in {"Answers", "Raters"}
    ]


def _words(document: Document) -> list[str]:
    return [block.text for block in document.cover if isinstance(block, Words)]
