"""Works out a workbook's formulas, as far as a report uses any: a second opinion on what a spreadsheet shows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import openpyxl

TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)|(?P<text>"(?:[^"]|"")*")|(?P<ref>(?:\w+!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)"""
    r"""|(?P<name>[A-Z]+)(?=\()|(?P<word>TRUE|FALSE)|(?P<sign>>=|<=|<>|[-+*/(),=<>]))"""
)


class Workbook:
    """A workbook whose cells can be changed and worked out anew."""

    def __init__(self, path: Any) -> None:
        self.book = openpyxl.load_workbook(path)
        self.known: dict[tuple[str, str], Any] = {}

    def put(self, sheet: str, cell: str, value: Any) -> None:
        self.book[sheet][cell] = value
        self.known.clear()

    def get(self, sheet: str, cell: str) -> Any:
        key = sheet, cell.replace("$", "")
        if key not in self.known:
            content = self.book[sheet][key[1]].value
            formula = isinstance(content, str) and content.startswith("=")
            self.known[key] = Formula(self, sheet, content[1:]).work_out() if formula else content
        return self.known[key]

    def range(self, sheet: str, ref: str) -> list[Any]:
        return [self.get(sheet, cell.coordinate) for row in self.book[sheet][ref.replace("$", "")] for cell in row]


class Formula:
    """Reads a formula from left to right; what is not chosen is not worked out."""

    def __init__(self, book: Workbook, sheet: str, text: str) -> None:
        self.book, self.sheet = book, sheet
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            found = TOKEN.match(text, place)
            assert found, text[place:]
            self.tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
            place = found.end()
        self.at = 0

    def work_out(self) -> Any:
        value = self.compare()()
        assert self.at == len(self.tokens)
        return value

    def take(self) -> tuple[str, str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def sees(self, *signs: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][1] in signs and self.tokens[self.at][0] == "sign"

    def chain(self, part: Callable[[], Callable[[], Any]], *signs: str) -> Callable[[], Any]:
        value = part()
        while self.sees(*signs):
            value = combine(self.take()[1], value, part())
        return value

    def compare(self) -> Callable[[], Any]:
        return self.chain(self.add, "=", "<", ">", ">=", "<=", "<>")

    def add(self) -> Callable[[], Any]:
        return self.chain(self.multiply, "+", "-")

    def multiply(self) -> Callable[[], Any]:
        return self.chain(self.single, "*", "/")

    def single(self) -> Callable[[], Any]:  # noqa: PLR0911 - one for each kind of token
        kind, text = self.take()
        match kind:
            case "number":
                return lambda: float(text)
            case "text":
                return lambda: text[1:-1].replace('""', '"')
            case "word":
                return lambda: text == "TRUE"
            case "ref":
                return self.refer(text)
            case "name":
                return self.call(text)
        if text == "-":
            inner = self.single()
            return lambda: -inner()
        assert text == "(", text
        value = self.compare()
        assert self.take()[1] == ")"
        return value

    def refer(self, text: str) -> Callable[[], Any]:
        sheet, _, ref = text.rpartition("!")
        own = sheet or self.sheet
        return (lambda: self.book.range(own, ref)) if ":" in ref else (lambda: self.book.get(own, ref))

    def call(self, name: str) -> Callable[[], Any]:
        self.take()
        arguments = []
        while not self.sees(")"):
            arguments.append(self.compare())
            if self.sees(","):
                self.take()
        self.take()
        return lambda: FUNCTIONS[name](*arguments)


def combine(sign: str, left: Callable[[], Any], right: Callable[[], Any]) -> Callable[[], Any]:
    def work_out() -> Any:
        one, other = left(), right()
        if isinstance(one, list):
            return [
                SIGNS[sign](each, o)
                for each, o in zip(one, other if isinstance(other, list) else [other] * len(one), strict=True)
            ]
        return SIGNS[sign](one, other)

    return work_out


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(one: Any, other: Any) -> bool:
    one, other = (
        "" if each is None and isinstance(beside, str) else each for each, beside in ((one, other), (other, one))
    )
    return one.lower() == other.lower() if isinstance(one, str) and isinstance(other, str) else one == other


SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: (a or 0) + (b or 0),
    "-": lambda a, b: (a or 0) - (b or 0),
    "*": lambda a, b: (a or 0) * (b or 0),
    "/": lambda a, b: a / b,
    "=": same,
    "<>": lambda a, b: not same(a, b),
    ">": lambda a, b: (a or 0) > (b or 0),
    ">=": lambda a, b: (a or 0) >= (b or 0),
    "<": lambda a, b: (a or 0) < (b or 0),
    "<=": lambda a, b: (a or 0) <= (b or 0),
}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "IF": lambda test, yes, no: yes() if test() else no(),
    "AND": lambda *tests: all([bool(test()) for test in tests]),  # noqa: C419 - a spreadsheet works out all of them
    "NOT": lambda test: not test(),
    "N": lambda value: value() if is_number(value()) else int(value() is True),
    "ISNUMBER": lambda value: is_number(value()),
    "COUNT": lambda *values: sum(is_number(value()) for value in values),
    "MAX": lambda *values: max(value() for value in values if is_number(value())),
    "MIN": lambda *values: min(value() for value in values if is_number(value())),
    "SUMPRODUCT": lambda values: sum(values()),
    "ROUNDUP": lambda value, _: math.ceil(value()),
}
