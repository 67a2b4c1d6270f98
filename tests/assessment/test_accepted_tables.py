"""What forms tools and spreadsheets make of a table: read as it was meant, on both roads alike."""

import csv
import io
import random
from dataclasses import replace

import pytest

from sociable_assessment import codes
from sociable_assessment.model_file import read_model
from sociable_assessment.response_table import read_table, write_table
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from tests.assessment.planting import TABLE, plant, run
from tests.assessment.roads import bare, by_column, by_rater

MODEL = read_model()
ITEMS = ("goals-named", "use-need", "people-groups")
QUESTIONS = {item: MODEL.item_by_id[item].question for item in ITEMS}
ANN = Rater(
    "ann",
    {
        "goals-named": Answer("goal-led", evidence="Read, in May"),
        "use-need": Answer("experiment"),
        "people-groups": Answer("not-yet"),
    },
    "brand",
    "2026-09-14",
)
BEA = Rater(
    "bea",
    {
        "goals-named": Answer(dont_know=True),
        "use-need": Answer("goal-led"),
        "people-groups": Answer(not_applicable="nobody visits"),
    },
    "research",
    "2026-09-14",
)
CEM = Rater(
    "cem",
    {"goals-named": Answer("organisation-wide"), "people-groups": Answer("experiment")},
    "customer-service",
    "2026-09-15",
)
DAN = Rater(
    "dan",
    {"goals-named": Answer("experiment"), "use-need": Answer("not-yet"), "people-groups": Answer(dont_know=True)},
)
MEANT = Responses(
    Organisation("Aurora Museum", "museum", "50-249"),
    (ANN, BEA, CEM, DAN),
    "2026",
    model_id="social-maturity",
    model_version="1.0.0",
)
FIRST = "people-motives, people-offer, people-watchers, goals-tactics, goals-measures, goals-expected …"
MISSING = f"25 of 28 items have no column and count as unanswered: {FIRST}"


def _write(rows, **how):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", **how).writerows(rows)
    return text.getvalue()


ROWS = list(csv.reader(TABLE.splitlines()))
PLACE = {name: place for place, name in enumerate(ROWS[0])}


def _in_words(rows):
    """Headings by question, cells by anchor."""
    words = [[QUESTIONS.get(name, name) for name in rows[0]], *map(list, rows[1:])]
    for row, item in ((row, item) for row in words[1:] for item in ITEMS):
        options = dict(zip((o.id for o in MODEL.item_by_id[item].options), MODEL.item_by_id[item].anchors, strict=True))
        row[PLACE[item]] = options.get(row[PLACE[item]], row[PLACE[item]])
    return words


def _shuffled(rows):
    order = random.Random(3).sample(range(len(rows[0])), len(rows[0]))
    return [[row[place] for place in order] for row in rows]


FORM_COLUMNS = ("Start time", "Completion time", "Email", "Name", "Last modified time", "Timestamp", "User name")
ACCEPTED = {  # how the table is written instead
    "as it is": TABLE,
    "byte order mark": f"\ufeff{TABLE}",
    "CRLF": TABLE.replace("\n", "\r\n"),
    "CR": TABLE.replace("\n", "\r"),
    "one row ended by CR alone": plant(TABLE, "experiment,\nAurora Museum,dan", "experiment,\rAurora Museum,dan"),
    "semicolons": _write(ROWS, delimiter=";"),
    "semicolons, mark, CRLF": "\ufeff" + _write(ROWS, delimiter=";").replace("\n", "\r\n"),
    "tabs": _write(ROWS, delimiter="\t"),
    "every cell in quotes": _write(ROWS, quoting=csv.QUOTE_ALL),
    "mark before a quote": "\ufeff" + _write(ROWS, quoting=csv.QUOTE_ALL),
    "no line end at the end": TABLE.rstrip("\n"),
    "blank lines": TABLE.replace("\n", "\n\n") + "\n\n",
    "rows of commas": TABLE.replace("Aurora Museum,cem", f"{',' * 11}\nAurora Museum,cem") + f"{',' * 11}\n,,,\n",
    "another order of columns": _write(_shuffled(ROWS)),
    "questions and anchors": _write(_in_words(ROWS)),
    "questions and anchors, semicolons": _write(_in_words(ROWS), delimiter=";"),
    "questions over two lines": _write([[c.replace("do you ", "do\nyou ") for c in row] for row in _in_words(ROWS)]),
    "options' names": TABLE.replace(",goal-led,", ",Goal-led,").replace(",experiment,", ",EXPERIMENT,"),
    "spaces around cells": _write([[f" {cell} " for cell in row] for row in ROWS]),
    "hard spaces": plant(TABLE, ",cem,", ",\N{NO-BREAK SPACE}cem,").replace(",?,", ",?\N{NO-BREAK SPACE},"),
    "departments in words": TABLE.replace("customer-service", "Customer service").replace("brand", "BRAND"),
    "don't know in words": plant(TABLE, ",?,goal", ",I don’t know,goal").replace("-yet,?", "-yet,Don't know"),
    "N/A in capitals": plant(TABLE, "n/a: nobody", "N/A : nobody"),
    "not applicable in words": plant(TABLE, "n/a: nobody", "Not applicable:nobody"),
    "other names of columns": plant(plant(TABLE, "organisation,", "Organization ,"), ",rater", ",ID"),
    "no model named": plant(TABLE, "social-maturity 1.0.0", ""),
    "model with a slash": plant(TABLE, "social-maturity 1.0.0", "social-maturity/1.0.0"),
    "form tool's columns": _write(
        [[*FORM_COLUMNS, *ROWS[0]], *([*(["ann@aurora.example"] * len(FORM_COLUMNS)), *row] for row in ROWS[1:])]
    ),
}  # fmt: skip


def _write_file(folder, text):
    path = folder / "answers.csv"
    path.write_text(text, "utf-8", newline="")
    return path


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_table_is_read_as_it_was_meant(name, tmp_path):
    path = _write_file(tmp_path, ACCEPTED[name])
    found, _ = read_table(path, MODEL)
    assert found == [MEANT]
    assert [bare(each) for each in by_rater(path, MODEL)] == [bare(each) for each in by_column(path, MODEL)]


PLAIN = sorted(ACCEPTED.keys() - {"CR", "one row ended by CR alone", "blank lines", "rows of commas"})


@pytest.mark.parametrize("name", PLAIN)
def test_a_usual_table_stays_on_the_fast_road(name, tmp_path, monkeypatch):
    def leave_it(*_):
        pytest.fail("the table was read row by row")

    monkeypatch.setattr(codes, "_encode", leave_it)
    assert len(by_column(_write_file(tmp_path, ACCEPTED[name]), MODEL)) == 1


# ---------------------------------------------------------------- what is dropped is said


@pytest.mark.parametrize("road", [[], ["--no-bootstrap"]])
def test_columns_of_form_tools_are_dropped_and_that_is_said(road, tmp_path, capsys):
    path = _write_file(tmp_path, ACCEPTED["form tool's columns"])
    found = run(capsys, "score", path, *road)
    assert [line.removeprefix(f"{path}: ") for line in found.err.splitlines()] == [
        "column 'Start time' is the form tool's own and was dropped",
        "column 'Completion time' is the form tool's own and was dropped",
        "column 'Email' may hold e-mail addresses and was dropped",
        "column 'Name' is the form tool's own and was dropped",
        "column 'Last modified time' is the form tool's own and was dropped",
        "column 'Timestamp' is the form tool's own and was dropped",
        "column 'User name' may hold e-mail addresses and was dropped",
        MISSING,
    ]


def test_what_a_form_does_not_ask_is_not_told_as_missing(tmp_path):
    quick = next(form for form in MODEL.forms if form.id == "quick")
    path = _write_file(tmp_path, f"organisation,rater,{','.join(quick.items)}\nA,ann{',goal-led' * len(quick.items)}\n")
    found, notes = read_table(path, MODEL, form="quick")
    assert ([], "quick", set(quick.items)) == (notes, found[0].form, found[0].raters[0].answers.keys())


# ---------------------------------------------------------------- one by one


def _answers(path, **how):
    found, _ = read_table(path, MODEL, **how)
    return [(rater.id, dict(rater.answers)) for each in found for rater in each.raters]


def test_a_reason_and_evidence_keep_their_line_breaks_commas_and_quotes(tmp_path):
    text = 'organisation,rater,use-need,use-need.evidence\nA,ann,"n/a: none,\nnone ""here""","so, he\nsaid"\n'
    path = _write_file(tmp_path, text)
    answer = Answer(not_applicable='none,\nnone "here"', evidence="so, he\nsaid")
    assert [("ann", {"use-need": answer})] == _answers(path)
    assert by_column(path, MODEL)[0]["items"]["use-need"]["not_applicable"] == 1


def test_loose_quotes_inside_a_cell_are_kept(tmp_path):
    path = _write_file(tmp_path, 'organisation,rater,use-need\nA,ann,n/a: a 5" disc\nA,bea,n/a: so "they" say\n')
    assert [(name, answers["use-need"].not_applicable) for name, answers in _answers(path)] == [
        ("ann", 'a 5" disc'),
        ("bea", 'so "they" say'),
    ]
    assert by_column(path, MODEL)[0]["items"]["use-need"]["not_applicable"] == 2


@pytest.mark.parametrize(
    "name", ["001", "1", "1.0", "1e3", "NA", "null", "True", "rater", "Zoë", "🐦", "a\u2028b", "'", "=1+1"]
)
def test_ids_and_names_stay_what_they_are(name, tmp_path):
    path = _write_file(
        tmp_path, f"organisation,rater,wave,sector,size,use-need\n{name},{name},{name},{name},{name},?\n"
    )
    (found,), _ = read_table(path, MODEL)
    (entry,) = by_column(path, MODEL)
    assert ((name,) * 5) == (*_texts(found), found.raters[0].id)
    assert ((name,) * 4) == (*entry["organisation"].values(), entry["wave"])


def _texts(found):
    return (found.organisation.name, found.organisation.sector, found.organisation.size, found.wave)


@pytest.mark.parametrize("road", [by_rater, by_column])
def test_an_organisation_is_named_for_a_table_that_does_not_say(road, tmp_path):
    path = _write_file(tmp_path, "rater,use-need\nann,goal-led\nbea,\n")
    (entry,) = road(path, MODEL, organisation="Aurora")
    assert (
        entry["organisation"]["name"],
        entry["raters"],
        entry["items"]["use-need"]["unanswered"],
    ) == ("Aurora", 2, 1)


@pytest.mark.parametrize("road", [by_rater, by_column])
def test_the_organisation_in_the_table_goes_before_the_one_named(road, tmp_path):
    path = _write_file(tmp_path, "organisation,rater,use-need\nBorealis,ann,goal-led\n")
    assert [entry["organisation"]["name"] for entry in road(path, MODEL, organisation="Aurora")] == ["Borealis"]


@pytest.mark.parametrize("road", [by_rater, by_column])
def test_organisations_and_waves_in_any_order_of_rows_are_kept_apart(road, tmp_path):
    rows = ["A,r1,2025,x,", "B,r1,2026,,", "A,r1,2026,,9", "A,r2,2025,,", "B,r2,2026,y,", "B,r3,,,"]
    path = _write_file(tmp_path, "organisation,rater,wave,sector,size,use-need\n" + "\n".join(f"{r},?" for r in rows))
    found = [(*each["organisation"].values(), each["wave"], each["raters"]) for each in road(path, MODEL)]
    assert found == [
        ("A", "x", "9", "2025", 2),
        ("B", "y", "", "2026", 2),
        ("A", "x", "9", "2026", 1),
        ("B", "y", "", "", 1),
    ]


def test_a_table_that_is_written_is_read_back_the_same(tmp_path):
    other = replace(MEANT, wave="2027", organisation=Organisation('A "B", C'), raters=MEANT.raters[::-1])
    path = tmp_path / "answers.csv"
    write_table(path, [MEANT, other], MODEL)
    assert ([MEANT, other], []) == read_table(path, MODEL)
