"""One fault at a time, planted in a sound CSV table: refused on both roads, in the same words that say where and what."""

import pytest

from sociable_assessment.model_file import read_model
from tests.assessment.planting import HEADER, OPTIONS, TABLE, one_fault, plant, refuse_on_both_roads

QUESTION = read_model().item_by_id["goals-named"].question
BEA = "Aurora Museum,bea,research,2026-09-14,2026,,,,?,goal-led,n/a: nobody visits,"
CEM = "Aurora Museum,cem,customer-service,2026-09-15,2026,,,,organisation-wide,,experiment,\n"
OTHERS = "(or '?' for don't know, 'n/a: reason', or empty)"
DEPARTMENTS = (
    "brand, product-development, public-relations, customer-service, human-resources, research, management, other"
)
COLUMNS = "one row a rater, with the columns organisation, rater, department, assessed_on"

FAULTS = {  # what is planted: the text replaced, its replacement, and what the message says
    # --- answers
    "unknown option": ("?,goal-led", "?,sometimes", f"row 3, use-need: 'sometimes' is not one of {OPTIONS} {OTHERS}"),
    "misspelt option": ("?,goal-led", "?,goal led", f"row 3, use-need: 'goal led' is not one of {OPTIONS}"),
    "number": ("?,goal-led", "?,2", f"row 3, use-need: '2' is not one of {OPTIONS}"),
    "decimal comma in quotes": ("?,goal-led", '?,"2,5"', f"row 3, use-need: '2,5' is not one of {OPTIONS}"),
    "dash": ("?,goal-led", "?,-", f"row 3, use-need: '-' is not one of {OPTIONS}"),
    "two options": ("?,goal-led", "?,experiment; goal-led", "row 3, use-need: 'experiment; goal-led' is not one of"),
    "yes": ("?,goal-led", "?,yes", f"row 3, use-need: 'yes' is not one of {OPTIONS}"),
    "several question marks": ("?,goal-led", "???,goal-led", f"row 3, goals-named: '???' is not one of {OPTIONS}"),
    "bare n/a": ("n/a: nobody visits", "n/a", "row 3, people-groups: 'n/a' needs its reason: write 'n/a: ' and why"),
    "bare N/A": ("n/a: nobody visits", "N/A", "row 3, people-groups: 'N/A' needs its reason"),
    "bare not applicable": ("n/a: nobody visits", "not applicable", "people-groups: 'not applicable' needs its reason"),
    "n/a with a colon alone": ("n/a: nobody visits", "n/a: ", "row 3, people-groups: 'n/a:' needs its reason"),
    "line break in an answer": ("?,goal-led", '?,"so\nso"', f"row 3, use-need: 'so so' is not one of {OPTIONS}"),
    "control characters": ("?,goal-led", "?,\x1b[2Jgone", "row 3, use-need: '\N{REPLACEMENT CHARACTER}[2Jgone' is not"),
    "long answer": ("?,goal-led", "?," + "so " * 99, "row 3, use-need: 'so so so so so so so so so so so so so so so so"),
    # --- who and when
    "rater twice": (",cem,", ",bea,", "row 4, rater: 'bea' of 'Aurora Museum', wave '2026' stands already in row 3"),
    "rater twice with a space": (",cem,", ", bea ,", "row 4, rater: 'bea' of 'Aurora Museum', wave '2026' stands already"),
    "empty rater": (",cem,", ",,", "row 4, rater: this cell is empty; every row needs one"),
    "blank rater": (",cem,", ",  ,", "row 4, rater: this cell is empty"),
    "empty organisation": ("Aurora Museum,cem,", ",cem,", "row 4, organisation: this cell is empty"),
    "unknown department": (",cem,customer-service", ",cem,sales", f"row 4, department: 'sales' is not one of {DEPARTMENTS}"),
    "30 February": ("2026-09-15", "2026-02-30", "row 4, assessed_on: '2026-02-30' is not a date such as 2026-09-14"),
    "month 13": ("2026-09-15", "2026-13-01", "row 4, assessed_on: '2026-13-01' is not a date such as 2026-09-14"),
    "day first": ("2026-09-15", "31.12.2026", "row 4, assessed_on: '31.12.2026' is not a date such as 2026-09-14"),
    "American date": ("2026-09-15", "9/15/26", "row 4, assessed_on: '9/15/26' is not a date such as 2026-09-14"),
    "date by week": ("2026-09-15", "2026-W38-2", "row 4, assessed_on: '2026-W38-2' is not a date such as 2026-09-14"),
    "date with a time": ("2026-09-15", "2026-09-15 10:00", "row 4, assessed_on: '2026-09-15 10:00' is not a date such"),
    "spreadsheet's day number": ("2026-09-15", "46280", "row 4, assessed_on: '46280' is not a date such as 2026-09-14"),
    "another sector": (",2026,,,,?", ",2026,bank,,,?", "row 3, sector: 'bank', but 'Aurora Museum' has 'museum' in an earlier row"),
    "another size": (",2026,,,,?", ",2026,,10-49,,?", "row 3, size: '10-49', but 'Aurora Museum' has '50-249' in an earlier"),
    "other model": ("social-maturity 1.0.0", "open-data 1.0.0", "row 2, model: the answers are to model 'open-data', and this is 'social-maturity'"),
    "newer version": ("maturity 1.0.0", "maturity 2.0.0", "row 2, model: the answers are to version 2.0.0, newer than this model (1.0.0); update Sociable"),
    "garbage version": ("maturity 1.0.0", "maturity latest", "row 2, model: model version 'latest' is not a version such as 1.0.0"),
    "endless version": ("maturity 1.0.0", "maturity " + "9" * 5000, "row 2, model: model version '9999999999"),
    # --- columns
    "misspelt item": (",use-need,", ",use-nede,", "row 1, column 10: no item or column 'use-nede'; did you mean 'use-need'?"),
    "unknown column": (",use-need,", ",shoe size,", "row 1, column 10: no item or column 'shoe size'; allowed: "),
    "capital item": (",use-need,", ",Use-Need,", "row 1, column 10: no item or column 'Use-Need'; did you mean 'use-need'?"),
    "misspelt evidence": ("named.evidence", "nmaed.evidence", "row 1, column 12: no item or column 'goals-nmaed.evidence'"),
    "item twice": (",use-need,", ",people-groups,", "row 1, columns 10 and 11 ('people-groups') both hold 'people-groups'"),
    "id and question of one item": (",use-need,", f',"{QUESTION}",', "row 1, columns 9 and 10 ('What is the goal of each account"),
    "key twice": (",size,", ",sector,", "row 1, columns 6 and 7 ('sector') both hold 'sector'"),
    "ID and rater": (",model,", ",ID,", "row 1, columns 2 and 8 ('ID') both hold 'rater'"),
    "evidence twice": (",use-need,", ",goals-named.evidence,", "both hold 'goals-named'"),
    "empty heading": (",use-need,", ",,", "row 1, column 10 has no heading"),
    "no rater column": (",rater,", ",use-need.evidence,", f"row 1, column 'rater' is missing; {COLUMNS}"),
    "no organisation column": ("organisation,", "name,", f"row 1, column 'organisation' is missing; {COLUMNS}"),
    "no items": (TABLE, "organisation,rater\nA,b\n", "row 1, no column is headed by an item's id or its question"),
    # --- shape
    "header again": (CEM, f"{HEADER},goals-named.evidence\n{CEM}", "row 4: the header stands here again; take it out"),
    "cell too many": (BEA, BEA + ",", "row 3: 13 cells where the header has 12; a comma inside a number or text needs quotes"),
    "decimal comma": ("?,goal-led", "?,2,5", "row 3: 13 cells where the header has 12; a comma inside a number or text"),
    "cell missing": (BEA, BEA[:-1], "row 3: 11 cells where the header has 12; is it cut off?"),
    "cut off in a row": (",2026,,,,experiment,not-yet,?,\n", "", "row 5: 4 cells where the header has 12; is it cut off?"),
    "cut off in the first cell": ("m,dan,,,2026,,,,experiment,not-yet,?,\n", "", "row 5: 1 cell where the header has 12; is it cut"),
    "cut off in quotes": (TABLE[TABLE.index(', in May"') :], "", "line 2: the file ends inside a quoted cell; it is cut off, or a"),
    "stray quote": ("n/a: nobody visits", '"n/a": nobody visits', "line 3: the quotes don't match ("),
    "unclosed quote": ("n/a: nobody visits", '"n/a: nobody visits', "line 3: the file ends inside a quoted cell"),
    "comma between loose quotes": ("nobody visits", 'so "one, two" say', "row 3: 13 cells where the header has 12"),
    "header alone": (TABLE[TABLE.index("\n") :], "\n", "there is a header and no answer below it"),
    "blank rows alone": (TABLE[TABLE.index("\n") :], "\n,,,,,,,,,,,\n\n", "there is a header and no answer below it"),
    "blank first row": (HEADER, "\n" + HEADER, "row 1: there is only one column; part columns with commas"),
    "one column": (TABLE, "rater\nann\n", "row 1: there is only one column; part columns with commas, semicolons or tabs"),
    "pipes": (TABLE, TABLE.replace(",", "|"), "row 1: there is only one column; part columns with commas"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_refused_with_its_place_and_what_is_allowed(name, tmp_path, capsys):
    old, new, expected = FAULTS[name]
    path = tmp_path / "answers.csv"
    path.write_text(plant(TABLE, old, new), "utf-8", newline="")
    assert expected in one_fault(refuse_on_both_roads(capsys, path), path)
