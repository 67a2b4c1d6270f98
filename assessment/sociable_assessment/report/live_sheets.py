"""The sheets that compute: answers to play with, the parts of the model, its gates, and the summary above them."""

from __future__ import annotations

from typing import Any

from sociable_assessment.look import LIGHT
from sociable_assessment.model import Clause, Item, Model, Node, Option
from sociable_assessment.report.answers_section import say_reading
from sociable_assessment.report.appendix_section import list_nodes
from sociable_assessment.report.case import Case
from sociable_assessment.report.formulas import Cells, clause_formulas, part_formulas
from sociable_assessment.report.numbers import listing
from sociable_assessment.report.parts import Column, Document, Value
from sociable_assessment.report.sheets import Book, Content, Formula
from sociable_assessment.report.summary_sheet import Row, write_summary
from sociable_assessment.wording import stage_title

HEAD = 3  # the row of each table's head; the rows above say what it is
_ANSWERS = (
    *(Column("Dimension"), Column("Id"), Column("Question"), Column("Answer"), Column("Value", "value")),
    *(
        Column("Try"),
        Column("Value that counts", "value"),
        Column("Step", "count"),
        Column("Step that counts", "count"),
    ),
    Column("Applies", "count"),
)
_PARTS = (
    *(Column("Part"), Column("Id"), Column("Index", "exact"), Column("Index as reported", "exact")),
    *(Column("Value", "value"), Column("Lowest", "value"), Column("Highest", "value")),
    *(Column("Answered", "count"), Column("Asked", "count"), Column("Coverage", "share"), Column("Combines by")),
)
_GATES = (Column("Stage"), Column("It asks for"), Column("Needs", "count"), Column("Reached", "count"), Column("Met"))
_WIDTHS = (
    (26, 19, 62, 20, 9, 20, 11, 8, 11, 9),
    (38, 19, 10, 12, 10, 10, 10, 11, 9, 11, 12),
    (22, 90, 9, 10, 9),
    (8, 40, 9, 8),
)
_INPUT: dict[str, Any] = {"bg_color": "#fff7e6", "border": 1, "border_color": LIGHT["control"], "locked": False}


class LiveSheets:
    """Writes the sheets that compute.

    Args:
        book: the workbook.
        case: what is reported.
    """

    def __init__(self, book: Book, case: Case) -> None:
        self.book, self.case = book, case
        self.items = {item.id: _item_cells(row, item) for row, item in enumerate(case.form.items, start=HEAD + 2)}
        self.parts = {
            node.id: _part_cells(row, node.weight) for row, node in enumerate(list_nodes(case.form), start=HEAD + 2)
        }
        self.sets = _lay_out_options(case.form)
        self.stages: dict[str, list[str]] = {}

    def write(self, document: Document) -> None:
        """Write summary, answers, parts and gates.

        Args:
            document: the report, whose words stand on the summary.
        """
        summary = self.book.sheet("Summary")
        self._write_answers()
        self._write_parts()
        if self.case.form.stages:
            self._write_gates()
        self._write_summary(summary, document)
        summary.activate()

    def _write_answers(self) -> None:
        sheet = self.book.sheet("Answers")
        self.book.heading(sheet, 0, "Answers")
        lead = "Choose another answer in the column Try: index, gates and stage follow. Empty it to go back."
        self.book.note(sheet, 1, lead)
        rows = [self._answer_row(row, item) for row, item in enumerate(self.case.form.items, start=HEAD + 2)]
        self.book.table(sheet, HEAD, "Answers", _ANSWERS, rows, _WIDTHS[0])
        for row, item in enumerate(self.case.form.items, start=HEAD + 1):
            self.book.put(sheet, row, 5, None, **_INPUT)
            source = f"={self.sets[item.options][0]}"
            sheet.data_validation(row, 5, row, 5, {"validate": "list", "source": source, "ignore_blank": True})
        sheet.freeze_panes(HEAD + 1, 3)
        sheet.repeat_rows(HEAD)
        for place, width in enumerate(_WIDTHS[0]):
            sheet.set_column(place, place, width)

    def _answer_row(self, row: int, item: Item) -> list[Content]:
        case, found = self.case, self.case.entry["items"][item.id]
        reading = case.standing.readings[item.id]
        texts, values, steps = self.sets[item.options]
        applies = int(reading.status != "not-applicable")
        chosen = f"SUMPRODUCT(({texts}=F{row})*"
        parent = case.form.node_by_id[item.parent]
        return [
            *(parent.title or parent.id, item.id, item.question, say_reading(case, item), found["value"], None),
            Formula(f'=IF(F{row}="",IF(E{row}="","",E{row}),{chosen}{values}))', found["value"]),
            reading.rank,
            Formula(f'=IF(F{row}="",IF(H{row}="","",H{row}),{chosen}{steps}))', reading.rank),
            Formula(f'=IF(F{row}="",{applies},1)', applies),
        ]

    def _write_parts(self) -> None:
        sheet = self.book.sheet("Parts")
        self.book.heading(sheet, 0, "Every part of the model")
        ladder = any(node.combine == "ladder" for node in list_nodes(self.case.form))
        more = " A ladder keeps the value that was reported." if ladder else ""
        self.book.note(sheet, 1, f"The index follows the answers.{more}")
        rows = [self._part_row(node) for node in list_nodes(self.case.form)]
        self.book.table(sheet, HEAD, "Parts", _PARTS, rows, _WIDTHS[1])
        sheet.freeze_panes(HEAD + 1, 1)
        for place, width in enumerate(_WIDTHS[1]):
            sheet.set_column(place, place, width)

    def _part_row(self, node: Node) -> list[Content]:
        form, found = self.case.form, self.case.entry["nodes"][node.id]
        cells = [self.items.get(child.id) or self.parts[child.id] for child in form.children[node.id]]
        texts = part_formulas(node, cells, self.parts[node.id], form.minimum_coverage)
        keys = {"low": "minimum", "high": "maximum"}

        def cell(name: str) -> Content:
            value: Value = found[keys.get(name, name)]
            return Formula(texts[name], value) if name in texts else value

        title = "The whole" if node.id == form.root.id else node.title or node.id
        numbers = [cell(name) for name in ("value", "low", "high", "answered", "asked", "coverage")]
        return [title, node.id, cell("index"), found["index"], *numbers, node.combine]

    def _write_gates(self) -> None:
        sheet, position = self.book.sheet("Gates"), self.case.standing.position
        self.book.heading(sheet, 0, "What each stage asks for")
        self.book.note(sheet, 1, "A stage is held when all its lines are met, and those of the stages below it.")
        rows: list[list[Content]] = []
        for stage, verdicts in position.gates.items():
            for verdict in verdicts:
                row = HEAD + 2 + len(rows)
                found = clause_formulas(self.case.form, verdict.clause, self.items, f"C{row}", f"D{row}")
                met = bool(verdict.holds or verdict.set_aside)
                values = (verdict.need, len(verdict.reached), met)
                texts = (found.need, found.reached, found.met) if found else (f"={n}" for n in values)
                cells = [Formula(text, value) for text, value in zip(texts, values, strict=True)]
                rows.append([stage_title(self.case.form, stage), say_demand(self.case.form, verdict.clause), *cells])
                self.stages.setdefault(stage, []).append(f"Gates!$E${row}")
        self.book.table(sheet, HEAD, "Gates", _GATES, rows, _WIDTHS[2])
        sheet.freeze_panes(HEAD + 1, 2)
        for place, width in enumerate(_WIDTHS[2]):
            sheet.set_column(place, place, width)

    def _write_summary(self, sheet: Any, document: Document) -> None:
        book, case = self.book, self.case
        title = stage_title(case.form, case.entry["stage"])
        rows: list[Row] = []
        if case.form.stages:
            rows += [("Stage now", Formula(self._stage_formula(), title), "text"), ("Stage as reported", title, "text")]
        root = self.parts[case.form.root.id].value.replace("$E$", "$C$")
        rows += [
            ("Index now", Formula(f"={root}", case.entry["index"]), "exact"),
            ("Index as reported", case.entry["index"], "exact"),
        ]
        write_summary(book, sheet, document, rows)

    def _stage_formula(self) -> str:
        """Give the title of the highest stage whose gate and all lower ones are met."""
        titles = [_quote(stage.title) for stage in self.case.form.stages]
        text = titles[-1]
        pairs = list(zip(self.case.form.stages[1:], titles, strict=False))
        for stage, lower in reversed(pairs):
            met = ",".join(self.stages.get(stage.id, ["TRUE"]))
            text = f"IF(AND({met}),{text},{lower})"
        return f"={text}"

    def write_options(self) -> None:
        """Write the answer sets, which the column Try chooses from."""
        sheet = self.book.sheet("Options")
        self.book.heading(sheet, 0, "Answer sets")
        self.book.note(sheet, 1, "What the column Try chooses from. A value changed here changes the index.")
        columns = (Column("Set", "count"), Column("Option"), Column("Value", "value"), Column("Step", "count"))
        rows = [
            (number, option.text or option.id, option.value, step)
            for number, options in enumerate(self.sets, start=1)
            for step, option in enumerate(options)
        ]
        self.book.table(sheet, HEAD, "Options", columns, rows, _WIDTHS[3])
        sheet.set_column(1, 1, 40)


def _item_cells(row: int, item: Item) -> Cells:
    values = [option.value for option in item.options]
    value, applies, rank = (f"Answers!${column}${row}" for column in "GJI")
    return Cells(value, repr(min(values)), repr(max(values)), f"ISNUMBER({value})*1", applies, item.weight, rank)


def _part_cells(row: int, weight: float) -> Cells:
    value, low, high, answered, asked = (f"Parts!${column}${row}" for column in "EFGHI")
    return Cells(value, low, high, answered, asked, weight)


def _lay_out_options(form: Model) -> dict[tuple[Option, ...], tuple[str, str, str]]:
    """Say where each answer set's texts, values and steps stand on the sheet of options."""
    places: dict[tuple[Option, ...], tuple[str, str, str]] = {}
    row = HEAD + 2
    for item in form.items:
        if item.options not in places:
            last = row + len(item.options) - 1
            texts, values, steps = (f"Options!${column}${row}:${column}${last}" for column in "BCD")
            places[item.options] = texts, values, steps
            row = last + 1
    return places


def say_demand(form: Model, clause: Clause) -> str:
    """Say what a clause of a gate asks for.

    Args:
        form: the model, or a form of it.
        clause: the clause.

    Returns:
        A few words.
    """
    items = form.clause_items(clause)
    option = next((o.text or o.id for item in items for o in item.options if o.id == clause.option), clause.option)
    if clause.item is not None:
        return f"Key question, at {option} or higher: {items[0].question}"
    titles = listing([form.node_by_id[node].title or node for node in clause.of])
    some = f"{clause.count}" if clause.at_least is None else f"{100 * clause.at_least:g} %"
    return f"{titles}: {some} of the questions at {option} or higher"


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
