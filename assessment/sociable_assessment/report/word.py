"""A report as a Word document that its reader edits: real headings, styles and tables.

python-docx is imported when a document is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sociable_assessment.look import LIGHT
from sociable_assessment.report.numbers import NONE, show
from sociable_assessment.report.parts import (
    Block,
    Card,
    Column,
    Document,
    Drawing,
    Facts,
    Grid,
    Point,
    Points,
    Section,
    Value,
    Words,
)

if TYPE_CHECKING:
    from docx.document import Document as File

_MARGIN_MM, _WIDTH_MM, _HEIGHT_MM = 20, 210, 297
_TABLE = "Light List"
_SMALL = 8
_MANY = 6  # columns from which a table is set small


def write_word(document: Document) -> bytes:
    """Write a report as a Word document.

    Args:
        document: the report.

    Returns:
        A DOCX file.
    """
    file = _open(document)
    file.add_paragraph(document.eyebrow, style="Subtitle")
    file.add_paragraph(document.title, style="Title")
    _quiet(file.add_paragraph(document.details))
    _blocks(file, document.cover)
    for section in document.sections:
        _section(file, section, 1)
    found = BytesIO()
    file.save(found)
    return found.getvalue()


def _open(document: Document) -> File:
    """Make an empty document on A4, in English, with page numbers."""
    import docx
    from docx.shared import Mm

    file = docx.Document()
    page = file.sections[0]
    page.page_width, page.page_height = Mm(_WIDTH_MM), Mm(_HEIGHT_MM)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN_MM)
    file.core_properties.title = f"{document.title}: {document.eyebrow}"[:250]
    file.core_properties.author, file.core_properties.comments = "", "Made with Sociable."
    file.core_properties.language = "en-GB"
    _style(file)
    _number_pages(page.footer.paragraphs[0])
    return file


def _style(file: File) -> None:
    from docx.shared import Pt, RGBColor

    ink = RGBColor.from_string(LIGHT["ink"].lstrip("#").upper())
    for name, size in (
        ("Normal", 10.5),
        ("Title", 28),
        ("Subtitle", 12),
        ("Heading 1", 18),
        ("Heading 2", 13),
        ("Heading 3", 11),
    ):
        style: Any = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), ink
        _use_font(style)
    file.styles["Normal"].paragraph_format.space_after = Pt(6)


def _use_font(style: Any) -> None:
    """Say the font for every script; the template's headings name a theme's font, which would win."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "Theme" in key:
            del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Calibri")


def _number_pages(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no public way to a field


def _section(file: File, section: Section, level: int) -> None:
    file.add_heading(section.title, level)
    _blocks(file, section.blocks, level)
    for each in section.sections:
        _section(file, each, level + 1)


def _blocks(file: File, blocks: Sequence[Block], level: int = 1) -> None:
    for block in blocks:
        _block(file, block, level)


def _block(file: File, block: Block, level: int) -> None:
    match block:
        case Words():
            paragraph = file.add_paragraph(block.text)
            if block.style == "quiet":
                _quiet(paragraph)
        case Facts():
            _facts(file, block)
        case Points():
            _points(file, block.points, "List Number" if block.ordered else "List Bullet")
        case Grid():
            _grid(file, block)
        case Card():
            _card(file, block, level + 1)
        case Drawing():
            pass


def _quiet(paragraph: Any) -> None:
    from docx.shared import RGBColor

    for run in paragraph.runs:
        run.font.color.rgb = RGBColor.from_string(LIGHT["quiet"].lstrip("#").upper())


def _facts(file: File, block: Facts) -> None:
    table = file.add_table(rows=1, cols=len(block.facts))
    for cell, fact in zip(table.rows[0].cells, block.facts, strict=True):
        cell.paragraphs[0].add_run(fact.label)
        _quiet(cell.paragraphs[0])
        cell.add_paragraph().add_run(fact.value).bold = True
        if fact.note:
            _quiet(cell.add_paragraph(fact.note))
    file.add_paragraph()


def _points(file: File, points: Sequence[Point], style: str) -> None:
    for point in points:
        _lead(file.add_paragraph(style=style), point)
        _points(file, point.points, "List Bullet 2")


def _lead(paragraph: Any, point: Point) -> None:
    if point.lead:
        paragraph.add_run(f"{point.lead} ").bold = True
    paragraph.add_run(point.text)


def _card(file: File, card: Card, level: int) -> None:
    file.add_heading(card.title, min(level, 4))
    if card.tag:
        file.add_paragraph().add_run(card.tag).bold = True
    for line in card.lines:
        _lead(file.add_paragraph(), line)
    for quote in card.quotes:
        file.add_paragraph(f"“{quote}”", style="Quote")


def _grid(file: File, grid: Grid) -> None:
    caption = file.add_paragraph(grid.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
    _fill(table.rows[0].cells, [column.title for column in grid.columns], grid.columns, bold=True)
    _repeat(table.rows[0])
    for row in grid.rows:
        texts = [_text(column, value) for column, value in zip(grid.columns, row, strict=True)]
        _fill(table.add_row().cells, texts, grid.columns)
    note = file.add_paragraph(grid.note)
    _quiet(note)


def _text(column: Column, value: Value) -> str:
    return NONE if value is None else show(value, column.kind)


def _fill(cells: Sequence[Any], texts: Sequence[str], columns: Sequence[Column], *, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for cell, text, column in zip(cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold = bold
        if len(columns) > _MANY:
            run.font.size = Pt(_SMALL)
        if column.kind != "text":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: Any) -> None:
    """Repeat the head of a table on each page that it runs over."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no public way
