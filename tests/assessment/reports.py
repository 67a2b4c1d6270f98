"""Reports read back, and results to report on: what the tests of the report share."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl

from sociable_assessment.model import Model
from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import read_responses
from sociable_assessment.responses import AgreedAction, Answer, Consensus, Organisation, Rater, Responses
from sociable_assessment.result import describe
from tests import ROOT

EXAMPLES = ROOT / "assessment" / "sociable_assessment" / "examples"
DAY = date(2026, 11, 22)
HOSTILE = (
    '=HYPERLINK("http://elsewhere.example","click")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "<script>window.broken = 1</script>",
    '"><img src=x onerror="window.broken = 1">',
    "]]></style><b>bold</b>&amp;",
    "\x00\x07 control",
)


@lru_cache
def model() -> Model:
    return read_model()


@lru_cache
def _example(name: str) -> str:
    return json.dumps(describe(model(), read_responses(EXAMPLES / f"{name}.json", model()), resamples=30))


def example(name: str = "bank", **changes: Any) -> dict[str, Any]:
    return {**json.loads(_example(name)), **changes}


def panel(*votes: Mapping[str, str], name: str = "Aurora Museum", departments: tuple[str, ...] = ()) -> dict[str, Any]:
    """The result of some people, each with a vote on some items."""
    raters = tuple(
        Rater(
            f"r{n}", {i: Answer(option=o) for i, o in each.items()}, department=(departments or ("",) * len(votes))[n]
        )
        for n, each in enumerate(votes)
    )
    return describe(model(), Responses(Organisation(name), raters), resamples=30)


def alike(option: str, **others: str) -> dict[str, str]:
    return {item.id: option for item in model().items} | {key.replace("_", "-"): o for key, o in others.items()}


def hostile() -> dict[str, Any]:
    """A result whose every free text is an attack."""
    items = [item.id for item in model().items]
    raters = []
    for n in range(9):
        texts = [HOSTILE[(n + place) % len(HOSTILE)] for place in range(len(items))]
        answers = {i: Answer(option="experiment", evidence=text) for i, text in zip(items, texts, strict=True)}
        answers[items[0]] = Answer(not_applicable=HOSTILE[n % len(HOSTILE)])
        raters.append(Rater(f"r{n}", answers))
    about = Organisation("=cmd|' /C calc'!A0 <script>window.broken = 1</script>", "<b>sector</b>", "+49")
    found = Responses(
        organisation=about,
        raters=tuple(raters),
        wave="=2026",
        consensus={i: Consensus("experiment", text, text) for i, text in zip(items[1:], HOSTILE, strict=False)},
        actions=tuple(AgreedAction(text, text) for text in HOSTILE),
    )
    return describe(model(), found, resamples=10)


# ---------------------------------------------------------------- reading back


class Page(HTMLParser):
    """What a page holds: its tables by caption, its tags, its text, and what it would run or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: dict[str, list[list[Any]]] = {}
        self.texts: list[str] = []
        self._rows: list[list[Any]] = []
        self._cell: list[str] | None = None
        self._caption: list[str] | None = None
        self._exact: float | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "table":
            self._rows = []
        elif tag == "caption":
            self._caption = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"th", "td"}:
            self._cell, self._exact = [], None
        elif tag == "data":
            self._exact = float(found["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self.tables["".join(self._caption or [])] = self._rows
            self._caption = None
        elif tag in {"th", "td"}:
            self._rows[-1].append("".join(self._cell or []) if self._exact is None else self._exact)
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        for place in (self._cell, self._caption):
            if place is not None:
                place.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


class Numbers(NamedTuple):
    """What every format tells: index, value and coverage of each part, and the value of each question."""

    parts: dict[str, tuple[float | None, float | None, float | None]]
    questions: dict[str, float | None]


def numbers_of(entry: Mapping[str, Any]) -> Numbers:
    parts = {node: (found["index"], found["value"], found["coverage"]) for node, found in entry["nodes"].items()}
    return Numbers(parts, {item: found["value"] for item, found in entry["items"].items()})


def read_json(path: Path) -> Numbers:
    return numbers_of(json.loads(path.read_text("utf-8"))["results"][0])


def read_csv(path: Path) -> Numbers:
    rows = list(csv.DictReader(StringIO(path.read_text("utf-8-sig"))))
    parts = {row["id"]: row for row in rows if row["level"] != "question"}
    cells = {name: tuple(number(row[key]) for key in ("index", "value", "coverage")) for name, row in parts.items()}
    return Numbers(cells, {row["id"]: number(row["value"]) for row in rows if row["level"] == "question"})


def read_xlsx(path: Path) -> Numbers:
    book = openpyxl.load_workbook(path, data_only=True)
    parts = {row[1]: (row[2], row[4], row[9]) for row in rows_of(book["Parts"])}
    questions = {row[1]: row[6] for row in rows_of(book["Answers"])}
    blank = {name: None if value == "" else value for name, value in questions.items()}
    return Numbers({name: tuple(None if v == "" else v for v in cells) for name, cells in parts.items()}, blank)


def rows_of(sheet: Any) -> list[list[Any]]:
    """The rows of the sheet's first table, without its head."""
    (table, *_) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref][1:]]


def read_html(path: Path, form: Model) -> Numbers:
    tables = Page(path.read_text("utf-8")).tables
    whole = [form.root, *form.nodes]
    parts = {
        node.id: blank(row[1], row[2], row[7])
        for node, row in zip(whole, tables["Every part of the model"][1:], strict=True)
    }
    rows = tables.get("Every question") or tables["Every answer"]
    return Numbers(parts, {item.id: blank(row[2])[0] for item, row in zip(form.items, rows[1:], strict=True)})


def read_docx(path: Path, form: Model) -> Numbers:
    """As rounded as it stands there."""
    tables = {tuple(cell.text for cell in table.rows[0].cells)[:3]: table for table in docx.Document(str(path)).tables}
    parts, questions = tables["Part", "Index", "Value"], tables["Question", "Answer", "Value"]
    cells = [[number(cell.text) for cell in row.cells[1:]] for row in parts.rows[1:]]
    found = {node.id: (row[0], row[1], row[6]) for node, row in zip([form.root, *form.nodes], cells, strict=True)}
    values = [number(row.cells[2].text) for row in questions.rows[1:]]
    return Numbers(found, {item.id: value for item, value in zip(form.items, values, strict=True)})


def blank(*cells: Any) -> tuple[float | None, ...]:
    return tuple(None if cell == "–" else cell for cell in cells)


def number(text: str) -> float | None:
    if text in {"", "–"}:
        return None
    share = re.fullmatch(r"([\d.]+) %", text)
    return float(share[1]) / 100 if share else float(text.replace("\N{MINUS SIGN}", "-"))


def all_texts(folder: Path) -> dict[str, str]:
    """Everything that the files say, by ending, as one text each."""
    found = {}
    for path in folder.iterdir():
        if path.suffix == ".json":
            found[".json"] = path.read_text("utf-8")
        elif path.suffix == ".csv":
            rows = csv.reader(StringIO(path.read_text("utf-8-sig"), newline=""))
            found[".csv"] = "\n".join(cell for row in rows for cell in row)
        elif path.suffix == ".html":
            found[".html"] = Page(path.read_text("utf-8")).text
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
            cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
            found[".xlsx"] = "\n".join(str(value) for value in cells if value is not None)
        elif path.suffix == ".docx":
            document = docx.Document(str(path))
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            found[".docx"] = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return found
