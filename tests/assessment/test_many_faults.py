"""Files with many faults, and huge ones: one message that names each kind once, stays readable, and comes soon."""

import json
import random
import time

import pytest

from sociable_assessment.model_file import read_model
from tests.assessment.planting import HEADER, JSON, OPTIONS, ROADS, TABLE, refuse, refuse_on_both_roads

MODEL = read_model()
SOON = 20  # seconds of work for both roads together: far more than is needed, far less than a hang
LONGEST_MESSAGE = 300  # lines
LONGEST_LINE = 1_000  # characters
MEGABYTES = 50 * 1_000_000
LONG_CELL = "a cell of more than 131,072 characters; is a closing quote missing?"


@pytest.fixture
def refuse_soon(capsys):
    """Refuse a file, and hold how long that takes and how long the message is."""

    def refuse_soon(path, roads=ROADS):
        start = time.process_time()
        message, *others = [refuse(capsys, path.parent, path, *road) for road in roads]
        assert time.process_time() - start < SOON
        assert all(message == other for other in others)
        assert len(message) < LONGEST_MESSAGE
        assert max(map(len, message)) < LONGEST_LINE
        return message

    return refuse_soon


def test_many_different_faults_of_a_table_are_all_named(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text(
        f"{HEADER},goals-named.evidence,gaols-named,people-groups\n"
        "Aurora,ann,sales,2026-02-30,2026,museum,50-249,social-maturity 9.0.0,sometimes,n/a,3,,,\n"
        "Aurora,ann,brand,2026-02-28,2026,bank,1-9,open-data,goal-led,,,,,\n"
        "Aurora,,,,,,,,goal-led,,,,,\n"
        ",bea,,,,,,,goal-led,,,,,\n"
        "Aurora,cem,,,,,,,goal-led,,,,,,,,\n"
        f"{HEADER},goals-named.evidence,gaols-named,people-groups\n"
        'Aurora,dan,,,,,,,sometimes,,,"cut off',
        "utf-8",
    )
    message = [line.removeprefix("  - ").split(";")[0] for line in refuse_on_both_roads(capsys, path)]
    assert message == [
        f"sociable-assess: {path}: 17 faults",
        "row 1, column 13: no item or column 'gaols-named'",
        "row 1, columns 11 and 14 ('people-groups') both hold 'people-groups'",
        "row 2, model: the answers are to version 9.0.0, newer than this model (1.0.0)",
        f"row 2, department: 'sales' is not one of {', '.join(MODEL.departments)}",
        "row 2, assessed_on: '2026-02-30' is not a date such as 2026-09-14",
        f"row 2, goals-named: 'sometimes' is not one of {OPTIONS} (or '?' for don't know, 'n/a: reason', or empty)",
        "row 2, use-need: 'n/a' needs its reason: write 'n/a: ' and why it does not apply",
        f"row 2, people-groups: '3' is not one of {OPTIONS} (or '?' for don't know, 'n/a: reason', or empty)",
        "row 3, rater: 'ann' of 'Aurora', wave '2026' stands already in row 2",
        "row 3, model: the answers are to model 'open-data', and this is 'social-maturity'",
        "row 3, sector: 'bank', but 'Aurora' has 'museum' in an earlier row",
        "row 3, size: '1-9', but 'Aurora' has '50-249' in an earlier row",
        "row 4, rater: this cell is empty",
        "row 5, organisation: this cell is empty",
        "row 6: 17 cells where the header has 14",
        "row 7: the header stands here again",
        "line 8: the file ends inside a quoted cell",
    ]


def test_many_different_faults_of_a_json_file_are_all_named(tmp_path, capsys):
    path = tmp_path / "answers.json"
    text = JSON.replace('"wave": "2026"', '"wave": 2026, "waves": "", "wave": 2026').replace("2026-09-15", "soon")
    for old, new in (("customer-service", "sales"), ("organisation-wide", "always"), ("use-need", "use-nede")):
        text = text.replace(old, new)
    path.write_text(text.replace('"dan"', '"cem"').replace('"quick"', '"x"').replace('"full"', '"quik"'), "utf-8")
    message = [line.removeprefix("  - ").split(";")[0] for line in refuse_on_both_roads(capsys, path)]
    assert message == [
        f"sociable-assess: {path}: 9 faults",
        "key 'wave' stands twice in one object",
        "wave: 2026 is not text",
        "waves: no such key 'waves'",
        "form: no form 'quik' in this model",
        f"rater 'cem', department: 'sales' is not one of {', '.join(MODEL.departments)}",
        "rater 'cem', assessed_on: 'soon' is not a date such as 2026-09-14",
        f"rater 'cem', goals-named: 'always' is not one of {OPTIONS}",
        "rater 'cem' stands 2 times",
        "no item 'use-nede' in social-maturity 1.0.0",
    ]


def test_the_same_fault_in_a_million_cells_is_told_once_a_column(tmp_path, refuse_soon):
    path, items = tmp_path / "answers.csv", [item.id for item in MODEL.items]
    rows = 1_000_000 // len(items) + 1
    header = ",".join(["organisation", "rater", *items])
    path.write_text("\n".join([header, *(f"A,r{n}{',sometimes' * len(items)}" for n in range(rows))]), "utf-8")
    message = refuse_soon(path, ROADS[1:])
    assert message[0] == f"sociable-assess: {path}: {len(items)} faults"
    assert message[1].startswith(f"  - rows 2, 3, 4, 5, 6 and {rows - 5:,} more, {items[0]}: 'sometimes' is not one of")


def test_tens_of_thousands_of_different_faults_end_after_the_first_ones(tmp_path, refuse_soon):
    path = tmp_path / "answers.csv"
    rows = (f"A,r{n},brand,2026-99-{n},x{n},y{n}" for n in range(15_000))
    path.write_text("\n".join(["organisation,rater,department,assessed_on,goals-named,use-need", *rows]), "utf-8")
    message = refuse_soon(path)
    assert message[0] == f"sociable-assess: {path}: more than 200 faults, of which these are the first"
    assert len(message) == 201


def test_a_header_of_thousands_of_unknown_columns_ends_after_the_first_ones(tmp_path, refuse_soon):
    path = tmp_path / "answers.csv"
    header = ",".join(["organisation", "rater", "goals-named", *(f"question {n}" for n in range(15_000))])
    path.write_text(f"{header}\n", "utf-8")
    assert len(refuse_soon(path)) == 201


def test_a_header_wider_than_any_spreadsheet_is_refused_at_once(tmp_path, refuse_soon):
    path = tmp_path / "answers.csv"
    path.write_text(f"{HEADER},{','.join(map(str, range(50_000)))}\n", "utf-8")
    assert refuse_soon(path)[1] == "  - row 1: there are 50,011 columns; is this a table of responses?"


@pytest.mark.parametrize(
    "rater",
    [
        pytest.param({"id": 1, "answers": {"goals-named": None}, "x": 1}, id="by the schema"),
        pytest.param(
            {"id": "ann", "department": "sales", "answers": {"goals-named": {"option": "x"}}}, id="by the model"
        ),
        pytest.param(None, id="unknown items"),
    ],
)
def test_thousands_of_faulty_raters_end_after_the_first_ones(rater, tmp_path, refuse_soon):
    path = tmp_path / "answers.json"
    raters = [rater or {"id": f"r{n}", "answers": {f"item-{n}": {"dont_know": True}}} for n in range(5_000)]
    raters = [each | {"id": f"r{n}"} if each["id"] == "ann" else each for n, each in enumerate(raters)]
    path.write_text(json.dumps(json.loads(JSON) | {"raters": raters}), "utf-8")
    assert refuse_soon(path)[0] == f"sociable-assess: {path}: more than 200 faults, of which these are the first"


def test_a_json_object_of_many_keys_is_looked_through_soon(tmp_path, refuse_soon):
    path = tmp_path / "answers.json"
    keys = ", ".join(f'"k{n}": 1' for n in range(200_000))
    path.write_text(JSON.replace('"consensus": {', f'"consensus": {{{keys}, "k1": 1, '), "utf-8")
    assert refuse_soon(path)[1] == "  - key 'k1' stands twice in one object"


# ---------------------------------------------------------------- 50 MB


def _garbage(seed):
    letters = "abcdefghij klmnop\n,;\t\"'{}[]:€é"
    block = "".join(random.Random(seed).choices(letters, k=1_000_000))
    return (block * (MEGABYTES // len(block.encode()) + 1)).encode()


HUGE = {  # 50 MB of it, and what the message says
    "garbage.csv": (lambda: _garbage(1), "row 1, none of the columns is an item of 'social-maturity'"),
    "garbage_in_one_line.csv": (lambda: _garbage(1).translate(None, b'\n"'), "columns; is this a table of responses?"),
    "garbage_below_a_header.csv": (lambda: f"{HEADER}\n".encode() + _garbage(2), "cells where the header has 11; "),
    "zeros.csv": (lambda: b"\0" * MEGABYTES, "it holds binary data, not text"),
    "one_letter.csv": (lambda: b"x" * MEGABYTES, f"line 1: {LONG_CELL}"),
    "quotes.csv": (lambda: b'"' * MEGABYTES, "line 1: "),
    "one_cell.csv": (lambda: TABLE.encode().replace(b"Read, in May", b"x" * MEGABYTES), f"line 2: {LONG_CELL}"),
    "garbage.json": (lambda: _garbage(1), "line 1, column 1: this is not JSON (Expecting value)"),
    "zeros.json": (lambda: b"\0" * MEGABYTES, "it holds binary data, not text"),
    "one_name.json": (
        lambda: JSON.encode().replace(b"customer-service", b"x" * MEGABYTES),
        f"rater 'cem', department: '{'x' * 56} …' is not one of brand",
    ),
    "brackets.json": (lambda: b"[" * MEGABYTES, "this is not our JSON: it is nested too deeply"),
}


@pytest.mark.parametrize("name", HUGE)
def test_fifty_megabytes_that_are_not_ours_are_refused_soon(name, tmp_path, refuse_soon):
    path = tmp_path / name
    make, expected = HUGE[name]
    path.write_bytes(make())
    message = refuse_soon(path)
    path.unlink()
    assert expected in "\n".join(message)
