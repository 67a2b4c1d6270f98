"""One fault at a time, planted in a sound CSV table: refused on both roads, in the same words."""

import tomllib
from pathlib import Path

import pytest

from tests.assessment.planting import HEADER, TABLE, one_fault, plant, refuse_on_both_roads, run

CEM = TABLE[TABLE.index("Aurora Museum,cem") : TABLE.index("Aurora Museum,dan")]
ROWS = TABLE[TABLE.index("\n") :]
NEARLY = "What do your plans for social media start from"
STRANGE = (
    "row 1, none of the columns is an item of 'social-maturity' (the model used without --model) or its question; "
    "name your model with --model FILE"
)
FAULTS: dict[str, tuple[str, str, str]] = {
    **tomllib.loads(Path(__file__).with_name("bad_tables.toml").read_text("utf-8")),
    "long-answer": ("?,goal-led", "?," + "so " * 99, f"row 3, use-need: '{'so ' * 18}so …' is not one of not-yet"),
    "endless-version": (
        "maturity 1.0.0",
        "maturity " + "9" * 5000,
        f"row 2, model: model version '{'9' * 56} …' is not",
    ),
    "no-items": (TABLE, "organisation,rater\nA,b\n", STRANGE),
    "another-models-table": (TABLE, "organisation,rater,q1,q2,q3\nA,b,yes,no,no\n", STRANGE),
    "nearly-the-only-question": (
        TABLE,
        f"organisation,rater,{NEARLY}\nA,b,?\n",
        "start from?', the question of 'people-offer'?",
    ),
    "sep-row": (TABLE, f"sep=;\n{TABLE.replace(',', ';')}", "row 1: 'sep=' tells a spreadsheet what parts the"),
    "header-again": (CEM, f"{HEADER},goals-named.evidence\n{CEM}", "row 4: the header stands here again; take it out"),
    "cut-off-in-quotes": (
        TABLE[TABLE.index(', in May"') :],
        "",
        "line 2: the file ends inside a quoted cell; it is cut",
    ),
    "header-alone": (ROWS, "\n", "there is a header and no answer below it"),
    "blank-rows-alone": (ROWS, "\n,,,,,,,,,,,\n\n", "there is a header and no answer below it"),
    "one-column": (
        TABLE,
        "rater\nann\n",
        "row 1: there is only one column; part columns with commas, semicolons or tabs",
    ),
    "pipes": (TABLE, TABLE.replace(",", "|"), "row 1: there is only one column; part columns with commas"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_refused_with_its_place_and_what_is_allowed(name, tmp_path, capsys):
    old, new, expected = FAULTS[name]
    path = tmp_path / "answers.csv"
    path.write_text(plant(TABLE, old, new), "utf-8", newline="")
    assert expected in one_fault(refuse_on_both_roads(capsys, path), path)


def test_the_table_is_sound_before_a_fault_is_planted(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text(TABLE, "utf-8")
    assert run(capsys, "score", path).status == 1


def test_a_needed_column_that_is_cut_short_is_missing_and_meant(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text(plant(TABLE, "organisation,", "org,"), "utf-8")
    message = refuse_on_both_roads(capsys, path)
    assert message[1].endswith("row 1, column 1: no item or column 'org'; did you mean 'organisation'?")
