"""The workbook: real tables that can be worked with, and formulas that follow the engine whatever is tried."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.model import Clause, Node, Rung
from sociable_assessment.position import place
from sociable_assessment.readings import Reading
from sociable_assessment.report.case import gather
from sociable_assessment.report.workbook import write_workbook
from sociable_assessment.result import describe
from sociable_assessment.scoring import score
from tests.assessment.models import a_model, an_item, examples, respond, scale, stages
from tests.assessment.reports import DAY, example, model
from tests.assessment.spreadsheet import Workbook


def write(place, form, entry):
    (case,) = gather(form, [entry])
    path = place / "book.xlsx"
    path.write_bytes(write_workbook(case, DAY))
    return path, case


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    return write(tmp_path_factory.mktemp("book"), model(), example())


@pytest.fixture
def book(bank):
    return openpyxl.load_workbook(bank[0])


# ---------------------------------------------------------------- tables


def test_every_sheet_with_rows_has_an_excel_table_and_stays_readable_when_scrolled(book):
    bare = {"Summary", "Method"}
    assert [sheet.title for sheet in book if not sheet.tables and sheet.title not in bare] == []
    assert [
        sheet.title for sheet in book if sheet.title in {"Answers", "Parts", "Gates"} and not sheet.freeze_panes
    ] == []


def test_numbers_are_numbers_with_a_format(book):
    (index, coverage) = (book["Parts"]["C5"], book["Parts"]["J5"])
    assert (index.number_format, coverage.number_format) == ("0.0", "0 %")
    assert {cell.data_type for row in book["Answers"]["E5:E32"] for cell in row} == {"n"}


def test_the_heads_of_a_table_are_its_cells_and_differ(book):
    for sheet in book:
        for table in sheet.tables.values():
            heads = [cell.value for cell in sheet[table.ref][0]]
            assert heads == [column.name for column in table.tableColumns]
            assert len({head.lower() for head in heads}) == len(heads)


def test_tables_have_different_names(book):
    names = [table.name for sheet in book for table in sheet.tables.values()]
    assert len(set(names)) == len(names)


def test_an_answer_is_chosen_from_a_list(book):
    lists = book["Answers"].data_validations.dataValidation
    assert {each.formula1 for each in lists} == {"Options!$B$5:$B$8"}
    assert sum(len(each.sqref.ranges) for each in lists) > 0
    assert [cell.value for row in book["Options"]["B5:B8"] for cell in row] == [
        *("Not yet", "Experiment", "Goal-led", "Organisation-wide"),
    ]


def test_who_and_by_when_are_left_to_fill_in(book):
    heads, *_ = ([cell.value for cell in row] for row in book["Steps"].iter_rows(min_row=4, max_row=4))
    assert heads[5:8] == ["Who", "By when", "Done"]


def test_agreed_actions_have_a_sheet_when_there_are_any(book, tmp_path):
    actions = [{"do": "Name one goal", "owner": "Ines", "due": "2027-02-15"}, {"do": "Ask", "owner": "", "due": ""}]
    path, _ = write(tmp_path, model(), example(actions=actions))
    with_actions = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row] for row in with_actions["Agreed actions"]["A2:C4"]]
    assert rows == [["What", "Who", "Until"], ["Name one goal", "Ines", "15 February 2027"], ["Ask", None, None]]
    assert "Agreed actions" in with_actions["Steps"]["A1"].value
    assert "Agreed actions" not in book.sheetnames


# ---------------------------------------------------------------- formulas


def test_each_formula_gives_the_value_stored_beside_it(bank):
    live, stored = Workbook(bank[0]), openpyxl.load_workbook(bank[0], data_only=True)
    cells = [
        (sheet.title, cell.coordinate)
        for sheet in live.book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(cells) > 100
    assert [cell for cell in cells if not close(live.get(*cell), stored[cell[0]][cell[1]].value)] == []


def close(one, other):
    if isinstance(one, str) or one is None:
        return (one or None) == (other or None)
    return one == pytest.approx(other, abs=1e-9)


def check_against_engine(path, case, tried):
    """Type answers into the column Try, and compare what the sheets show with what the engine finds."""
    live, form = Workbook(path), case.form
    readings = dict(case.standing.readings)
    for row, item in enumerate(form.items, start=5):
        if item.id in tried:
            rank = tried[item.id] % len(item.options)
            live.put("Answers", f"F{row}", item.options[rank].text or item.options[rank].id)
            readings[item.id] = Reading("answered", rank, item.options[rank].value)
    scores = score(form, readings)
    position = place(form, readings, scores)
    for row, node in enumerate([form.root, *form.nodes], start=5):
        cells = [live.get("Parts", f"{column}{row}") for column in "CEFGHI"]
        found = scores[node.id]
        expected = (found.index, found.value, found.minimum, found.maximum, found.answered, found.asked)
        assert all(close(cell, value) for cell, value in zip(cells, expected, strict=True)), (node.id, cells, expected)
    title = next((stage.title for stage in form.stages if stage.id == position.stage), None)
    assert title is None or live.get("Summary", "B4") == title


def test_another_answer_moves_index_and_stage(bank):
    path, case = bank
    live = Workbook(path)
    before = live.get("Summary", "B4"), live.get("Summary", "B6")
    row = next(n for n, item in enumerate(case.form.items, start=5) if item.id == "goals-tactics")
    live.put("Answers", f"F{row}", "Goal-led")
    assert before == ("Experiment", pytest.approx(case.entry["index"]))
    assert live.get("Summary", "B4") == "Goal-led"
    assert live.get("Summary", "B6") > before[1]


@given(st.dictionaries(st.sampled_from([item.id for item in model().items]), st.integers(0, 3)))
@examples(15)
def test_whatever_is_tried_on_our_model_the_sheets_follow_the_engine(bank, tried):
    check_against_engine(*bank, tried)


TREE = a_model(
    [
        an_item("a", "sum"),
        an_item("b", "sum", weight=2),
        an_item("c", "low"),
        an_item("d", "low", scale("none", "some", values=(-1.5, 2))),
        an_item("e", "inner"),
        an_item("f", "m", weight=0.5),
    ],
    [
        Node("sum", None, combine="sum", base=10),
        Node("low", None, combine="min"),
        Node("inner", "outer", combine="mean"),
        Node("outer", None, combine="mean", weight=3),
    ],
    stages=stages(
        [Clause("partly", of=("sum", "outer"), count=2)],
        [Clause("mostly", item="a"), Clause("yes", of=("inner", "sum"), at_least=0.3)],
    ),
    minimum_coverage=0.5,
)


@given(
    st.dictionaries(st.sampled_from("abcef"), st.sampled_from(["no", "partly", "mostly", "yes", "?", "n/a"])),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3)),
)
@examples(40)
def test_sums_minima_weights_and_unknown_answers_follow_too(tmp_path_factory, votes, tried):
    entry = describe(TREE, respond(votes), resamples=0)
    path, case = write(tmp_path_factory.mktemp("tree"), TREE, entry)
    check_against_engine(path, case, tried)


def test_a_ladder_keeps_the_value_that_was_reported(tmp_path):
    rungs = (Rung(1, (Clause("partly", item="a"),)), Rung(2, (Clause("yes", item="a"),)))
    form = a_model([an_item("a", "up")], [Node("up", None, combine="ladder", rungs=rungs)])
    path, _ = write(tmp_path, form, describe(form, respond({"a": "partly"}), resamples=0))
    book = openpyxl.load_workbook(path)
    assert book["Parts"]["E6"].value == 1
    assert "A ladder keeps the value" in book["Parts"]["A2"].value


def test_a_model_with_hundreds_of_questions_has_no_formula_that_is_too_long(tmp_path):
    form = a_model([an_item(f"question-{n}") for n in range(400)])
    entry = describe(form, respond({"question-1": "yes"}), resamples=0)
    path, _ = write(tmp_path, form, entry)
    longest = max(
        len(str(cell.value)) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row
    )
    assert longest <= 8192
