"""A report as a Word document that its reader edits: real headings, styles and tables.

python-docx is imported when a document is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sociable_assessment.look import LIGHT
from sociable_assessment.report.cleaning import clean
from sociable_assessment.report.numbers import NONE, show
from sociable_assessment.report.paint import paint_still
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

_SIZES = {
    "Normal": 10.5,
    "Title": 28,
    "Subtitle": 12,
    "Caption": 10,
    "Quote": 10,
    "Heading 1": 18,
    "Heading 2": 13,
    "Heading 3": 11,
    "Heading 4": 11,
}
_TALLEST_MM = 190  # of a picture
_MARGIN_MM, _WIDTH_MM, _HEIGHT_MM = 20, 210, 297
_SMALL, _USUAL = 8, 9.5  # points in a table
_MANY = 6  # columns from which a table is set small


def write_word(document: Document) -> bytes:
    """Write a report as a Word document.

    Args:
        document: the report.

    Returns:
        A DOCX file.
    """
    document = clean(document)
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
    from docx.shared import Mm, Pt, RGBColor

    ink = RGBColor.from_string(LIGHT["ink"].lstrip("#").upper())
    for name, size in _SIZES.items():
        style: Any = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), ink
        _use_font(style)
    file.styles["Normal"].paragraph_format.space_after = Pt(6)
    file.styles["Quote"].paragraph_format.left_indent = Mm(6)
    file.styles["Quote"].font.italic = False


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
            _drawing(file, block)


def _quiet(paragraph: Any, text: str = "") -> None:
    """Set a paragraph in the quiet colour; a text goes to its end, in that colour alone."""
    from docx.shared import RGBColor

    runs = [paragraph.add_run(f"  {text}" if paragraph.text else text)] if text else paragraph.runs
    for run in runs:
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
    heading = file.add_heading(card.title, min(level, 4))
    if card.tag:
        _quiet(heading, card.tag)
    for line in card.lines:
        _lead(_tight(file.add_paragraph()), line)
    for quote in card.quotes:
        _tight(file.add_paragraph(f"“{quote}”", style="Quote"))


def _tight(paragraph: Any) -> Any:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def _drawing(file: File, drawing: Drawing) -> None:
    """Put in a picture, where it can be drawn; its numbers stand in a table of the report in any case."""
    from docx.shared import Mm

    image = paint_still(drawing.wide)
    if image is None:
        return
    said = file.add_paragraph(drawing.title, style="Caption")
    said.paragraph_format.keep_with_next = True
    if drawing.measure:
        said.add_run(f" {drawing.measure}").bold = False
    size = {key: float(value) for key, value in drawing.wide.attributes if key in {"width", "height"}}
    wide = min(_WIDTH_MM - 2 * _MARGIN_MM, _TALLEST_MM * size["width"] / size["height"])
    shape = file.add_picture(BytesIO(image), width=Mm(wide))
    shape._inline.docPr.set("descr", dict(drawing.wide.attributes)["aria-label"])  # noqa: SLF001 - no public way
    if drawing.source:
        _quiet(file.add_paragraph(drawing.source))


def _grid(file: File, grid: Grid) -> None:
    caption = file.add_paragraph(grid.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1, cols=len(grid.columns))
    texts = [[_text(*pair) for pair in zip(grid.columns, row, strict=True)] for row in grid.rows]
    _fill(table.rows[0], [column.title for column in grid.columns], grid.columns, bold=True)
    for row in texts:
        _fill(table.add_row(), row, grid.columns)
    _rule(table)
    _spread(table, grid.columns, texts)
    _quiet(file.add_paragraph(), grid.note)


def _text(column: Column, value: Value) -> str:
    return NONE if value is None else show(value, column.kind)


def _fill(row: Any, texts: Sequence[str], columns: Sequence[Column], *, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(_SMALL if len(columns) > _MANY else _USUAL)
        if column.kind != "text":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _rule(table: Any) -> None:
    """Rule a table with thin lines between its rows, and repeat its head on each page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    colour = LIGHT["line"].lstrip("#")
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="{colour}"/>' for side in ("top", "bottom", "insideH"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))  # noqa: SLF001
    head, whole = f"<w:tblHeader {nsdecls('w')}/>", f"<w:cantSplit {nsdecls('w')}/>"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(head))  # noqa: SLF001
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(whole))  # noqa: SLF001


def _spread(table: Any, columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> None:
    """Share the width of the page among the columns, by how much stands in them."""
    from docx.shared import Mm

    longest = [max([len(row[n]) for row in texts], default=1) for n in range(len(columns))]
    words = [max(map(len, column.title.split()), default=1) for column in columns]
    wishes = [max(word + 4, min(one, 34), 9) for one, word in zip(longest, words, strict=True)]
    table.autofit = False
    for column, wish in zip(table.columns, wishes, strict=True):
        width = Mm((_WIDTH_MM - 2 * _MARGIN_MM) * wish / sum(wishes))
        column.width = width
        for cell in column.cells:
            cell.width = width
