"""A report as one HTML file: opens offline, reads without a script, prints on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import Element, element, to_html
from sociable_assessment.report.numbers import NONE, show
from sociable_assessment.report.parts import (
    Block,
    Card,
    Column,
    Document,
    Drawing,
    Fact,
    Facts,
    Grid,
    Point,
    Points,
    Section,
    Value,
    Words,
)

_SHORT = 18  # characters of a cell that stay on one line
_FEW = 12  # rows of a table that stays on one page
_MANY = 6  # columns from which a table is set small
_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Sociable">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
{title}
<style>
{style}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def write_html(document: Document) -> str:
    """Write a report as a page.

    Args:
        document: the report.

    Returns:
        HTML, with the style in it and nothing fetched; every text is escaped.
    """
    title = element("title", f"{document.title}: {document.eyebrow}")
    skip = element("a", "Skip to the report", href="#report", kind="skip")
    main = element("main", *map(_section, document.sections), id="report")
    body = "\n".join(map(to_html, (skip, _cover(document), main, _footer(document))))
    return _PAGE.format(title=to_html(title), style=_style(), body=body)


@lru_cache
def _style() -> str:
    colours = " ".join(f"--{name}: {colour};" for name, colour in LIGHT.items())
    sheet = files("sociable_assessment").joinpath("report", "report.css").read_text(encoding="utf-8")
    return f":root {{ {colours} }}\n{sheet}"


def _cover(document: Document) -> Element:
    head = (
        element("p", document.eyebrow, kind="eyebrow"),
        element("h1", document.title),
        element("p", document.details, kind="details"),
    )
    return element("header", *head, *_blocks(document.cover), _contents(document), kind="cover")


def _contents(document: Document) -> Element:
    lines = [element("li", element("a", each.title, href=f"#{each.id}")) for each in document.sections]
    return element("nav", element("h2", "In this report"), element("ol", *lines), aria_label="In this report")


def _footer(document: Document) -> Element:
    return element("footer", element("p", f"{document.title}, {document.details}. Made with Sociable."))


def _section(section: Section, level: int = 2) -> Element:
    name = f"{section.id}-title"
    heading = element(f"h{level}", section.title, id=name)
    inner = [_section(each, level + 1) for each in section.sections]
    tag = "section" if level == 2 else "div"  # noqa: PLR2004 - a landmark for each chapter, not for each part of it
    labelled = {"aria_labelledby": name} if tag == "section" else {}
    return element(tag, heading, *_blocks(section.blocks, level), *inner, id=section.id, **labelled)


def _blocks(blocks: Sequence[Block], level: int = 2) -> Iterator[Element]:
    for block in blocks:
        yield _block(block, level)


def _block(block: Block, level: int) -> Element:
    match block:
        case Words():
            return element("p", block.text, kind=block.style)
        case Facts():
            return element("dl", *map(_fact, block.facts), kind="facts")
        case Points():
            return element("ol" if block.ordered else "ul", *map(_point, block.points))
        case Grid():
            return _grid(block)
        case Card():
            return _card(block, level + 1)
        case Drawing():
            return _drawing(block)


def _fact(fact: Fact) -> Element:
    more = [element("dd", fact.note, kind="note")] if fact.note else []
    return element("div", element("dt", fact.label), element("dd", fact.value), *more)


def _point(point: Point) -> Element:
    below = [element("ul", *map(_point, point.points))] if point.points else []
    return element("li", *_lead(point), point.text, *below)


def _lead(point: Point) -> list[Element | str]:
    return [element("strong", point.lead), " "] if point.lead else []


def _grid(grid: Grid) -> Element:
    head = element("tr", *(element("th", each.title, scope="col", kind=_align(each)) for each in grid.columns))
    rows = [_row(grid.columns, row) for row in grid.rows]
    kind = "dense" if len(grid.columns) > _MANY else ""
    parts = element("caption", grid.caption), element("thead", head), element("tbody", *rows)
    table = element("table", *parts, kind=kind)
    note = [element("p", grid.note, kind="quiet")] if grid.note else []
    box = element("div", table, role="region", aria_label=grid.caption, tabindex="0", kind="wide")
    return element("div", box, *note, kind="grid" if len(grid.rows) > _FEW else "grid small")


def _row(columns: Sequence[Column], row: Sequence[Value]) -> Element:
    first, *rest = zip(columns, row, strict=True)
    cells = [element("td", _cell(*each), kind=_align(*each)) for each in rest]
    return element("tr", element("th", _cell(*first), scope="row"), *cells)


def _align(column: Column, value: Value = "") -> str:
    """Put numbers to the right, and keep a short text on one line."""
    short = isinstance(value, str) and 0 < len(value) <= _SHORT
    return "number" if column.kind != "text" else "short" if short else ""


def _cell(column: Column, value: Value) -> Element | str:
    """Write a cell; a number keeps its exact value beside the rounded one, for whoever reads the page by program."""
    if value is None:
        return element("span", NONE, role="img", aria_label="not known")
    text = show(value, column.kind)
    return text if isinstance(value, str) else element("data", text, value=repr(value))


def _card(card: Card, level: int) -> Element:
    tag = [element("span", card.tag, kind="tag")] if card.tag else []
    head = element("div", element(f"h{level}", card.title), *tag, kind="head")
    lines = [element("p", *_lead(line), line.text) for line in card.lines]
    quotes = [element("blockquote", element("p", quote)) for quote in card.quotes]
    return element("article", head, *lines, *quotes, kind="card")


def _drawing(drawing: Drawing) -> Element:
    """Put in a picture twice: narrow for a phone, wide for everything else; a browser shows one of them."""
    said = [element("strong", drawing.title)] if drawing.title else []
    caption = element("figcaption", *said, drawing.measure)
    source = [element("p", drawing.source, kind="quiet")] if drawing.source else []
    wide = element("div", drawing.wide, kind="wide-drawing")
    narrow = element("div", drawing.narrow, kind="narrow")
    return element("figure", caption, wide, narrow, *source, id=f"figure-{drawing.name}")
