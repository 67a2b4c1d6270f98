"""Many organisations together: reading them from any of our files, filters, and what is written out again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sociable_assessment.errors import InputError
from sociable_assessment.portfolio import (
    Filters,
    Portfolio,
    add,
    choose,
    list_sectors,
    list_sizes,
    read_portfolio,
    to_csv,
    to_json,
)
from sociable_assessment.portfolio_table import list_columns, list_rows
from sociable_assessment.published import CAUTION, draw_published, read_figures
from sociable_assessment.result_file import read_results, write_entries
from tests.assessment.drawn_results import (
    EXAMPLES,
    MODEL,
    entry_at,
    example,
    random_entries,
    twin_of,
    without_map,
    written,
)

ROWS = [
    {
        "study": "A survey",
        "year": 2012,
        "n": 2545.0,
        "stage": "Early",
        "value": 52,
        "unit": "percent",
        "source": "A page",
    },
    {
        "study": "A survey",
        "year": 2012,
        "n": 2545.0,
        "stage": "Mature",
        "value": 17,
        "unit": "percent",
        "source": "A page",
    },
]


def save(path: Path, *entries) -> Path:
    with path.open("w", encoding="utf-8") as file:
        write_entries(file, entries)
    return path


def with_about(entry, **about):
    return {**entry, "organisation": {**entry["organisation"], **about}}


def faults_of(paths) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_portfolio(paths, MODEL)
    return list(caught.value.faults)


# ---------------------------------------------------------------- reading


def test_results_and_responses_in_json_and_csv_are_read_together(tmp_path):
    result = save(tmp_path / "one.json", entry_at("goal-led", "One"))
    table = tmp_path / "two.csv"
    table.write_text(to_csv(MODEL, [entry_at("experiment", "Two")]), encoding="utf-8")
    found = read_portfolio([result, table, EXAMPLES / "bank.json", EXAMPLES / "museum.csv"], MODEL, resamples=0)
    names = [entry["organisation"]["name"].split(" (")[0] for entry in found.entries]
    assert names == ["One", "Two", "Fenwater Savings Bank", "City Museum of Harrowmere", "City Museum of Harrowmere"]


def test_a_folder_is_read_file_by_file(tmp_path):
    for name in ("b", "a"):
        save(tmp_path / f"{name}.json", entry_at("goal-led", name))
    (tmp_path / "notes.txt").write_text("not ours")
    assert [each["organisation"]["name"] for each in read_portfolio([tmp_path], MODEL).entries] == ["a", "b"]


def test_responses_of_two_waves_stay_two_results():
    found = read_portfolio([EXAMPLES / "museum_2025.json", EXAMPLES / "museum_2026.json"], MODEL, resamples=0)
    assert [entry["wave"] for entry in found.entries] == ["2025", "2026"]


def test_a_table_of_results_gives_the_same_map_and_table_as_the_results(tmp_path):
    entries = [example("bank"), example("museum_2025"), entry_at(None, use_departments="experiment")]
    path = tmp_path / "results.csv"
    path.write_text(to_csv(MODEL, entries), encoding="utf-8")
    found = read_portfolio([path], MODEL).entries
    for name in ("index", "stage", "could_be", "coverage", "map", "held_by", "wave", "form", "organisation"):
        assert [entry[name] for entry in found] == [entry[name] for entry in entries]
    shown = [[cell["text"] for cell in row] for row in list_rows(MODEL, found)]
    assert shown[0][5] == list_rows(MODEL, entries)[0][5]["text"]


def test_a_table_that_went_through_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "results.csv"
    path.write_text("\ufefforganisation;wave;stage;index\r\nAurora;2026;goal-led;66,5\r\n\r\n", encoding="utf-8")
    entry = read_portfolio([path], MODEL).entries[0]
    assert (entry["organisation"]["name"], entry["index"]) == ("Aurora", 66.5)
    assert read_results_back(tmp_path, [entry])[0]["index"] == 66.5


def read_results_back(folder: Path, entries) -> list[dict]:
    path = folder / "again.json"
    path.write_text(to_json(MODEL, entries), encoding="utf-8")
    return read_results(path)


def test_all_faults_of_all_files_come_in_one_message(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "organisation,stage,index,colour\nA,golden,12,red\n,goal-led,120,blue\nC,goal-led,x,\n", encoding="utf-8"
    )
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    other = save(tmp_path / "other.json", {**entry_at("goal-led"), "model": {"id": "other", "version": "1.0.0"}})
    newer = save(tmp_path / "newer.json", {**entry_at("goal-led"), "model": {"id": MODEL.id, "version": "99.0.0"}})
    faults = " | ".join(faults_of([bad, broken, other, newer, tmp_path / "missing.json"]))
    for told in (
        "no column 'colour'",
        "row 2, stage: 'golden' is not one of not-yet",
        "row 3, organisation: this cell is empty",
        "row 3, index: '120' is not a number from 0 to 100",
        "row 4, index: 'x' is not a number",
        "broken.json",
        "its results are to model 'other'",
        "newer than this model",
        "there is no such file",
    ):
        assert told in faults


def test_an_unknown_form_or_stage_of_a_result_is_refused(tmp_path):
    path = save(
        tmp_path / "a.json", {**entry_at("goal-led"), "form": "tiny"}, {**entry_at("goal-led", "B"), "stage": "golden"}
    )
    faults = faults_of([path])
    assert "no form 'tiny'; allowed: full, quick" in faults[0]
    assert "no stage 'golden'" in faults[1]


def test_the_same_result_twice_is_refused_and_both_files_are_named(tmp_path):
    one, two = (save(tmp_path / f"{name}.json", entry_at("goal-led", wave="2026")) for name in "ab")
    assert faults_of([one, two]) == [
        f"{two}: Aurora Museum, 2026 stands in {one} too; keep one of them, or give them different waves"
    ]
    twice = save(tmp_path / "c.json", *[entry_at("goal-led", wave="2026")] * 2)
    assert "stands twice in it" in faults_of([twice])[0]


def test_a_table_without_rows_is_refused(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("organisation,stage,index\n")
    assert "it has a header and no rows" in faults_of([path])[0]


def test_what_is_added_takes_the_place_of_the_same_result():
    before, after = entry_at("experiment", wave="2026"), entry_at("goal-led", wave="2026")
    both = add(Portfolio((before,)), Portfolio((after, entry_at("goal-led", "B"))))
    assert [entry["stage"] for entry in both.entries] == ["goal-led", "goal-led"]


# ---------------------------------------------------------------- filters


def mixed() -> Portfolio:
    return Portfolio(
        (
            with_about(entry_at("goal-led", "A", "2025"), sector="museum", size="10-49"),
            with_about(entry_at("goal-led", "A", "2026"), sector="museum", size="10-49"),
            with_about(entry_at("goal-led", "B", "2026"), sector="bank", size="5000+"),
            with_about(entry_at("goal-led", "C"), size="1-9"),
        )
    )


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), ["A2025", "A2026", "B2026", "C"]),
        (Filters(sector="museum"), ["A2025", "A2026"]),
        (Filters(size="5000+"), ["B2026"]),
        (Filters(sector="museum", size="5000+"), []),
        (Filters(last=True), ["A2026", "B2026", "C"]),
    ],
)
def test_filters_leave_what_passes_in_its_order(filters, left):
    assert [e["organisation"]["name"] + e["wave"] for e in choose(mixed(), filters)] == left


def test_sectors_are_listed_by_name_and_sizes_from_the_smallest():
    assert list_sectors(mixed()) == ["bank", "museum"]
    assert list_sizes(mixed()) == ["1-9", "10-49", "5000+"]


# ---------------------------------------------------------------- table and export


def test_the_table_has_a_cell_for_each_column_and_sorts_by_the_numbers():
    rows = list_rows(MODEL, [example("bank"), entry_at(None)])
    columns = [column["id"] for column in list_columns(MODEL)]
    assert {len(row) for row in rows} == {len(columns)}
    bank = dict(zip(columns, rows[0], strict=True))
    assert bank["index"]["key"] == example("bank")["index"]
    assert bank["stage"] == {"text": "● Experiment", "key": 1}
    assert dict(zip(columns, rows[1], strict=True))["index"] == {"text": "–", "key": None}


def test_without_a_map_the_table_has_no_axes():
    assert "across" not in [column["id"] for column in list_columns(without_map())]
    assert len(list_rows(without_map(), [entry_at("goal-led")])[0]) == len(list_columns(without_map()))


def test_the_json_that_is_written_is_a_result_file_with_its_trend(tmp_path):
    entries = [example("museum_2025"), example("museum_2026")]
    assert read_results_back(tmp_path, entries) == json.loads(json.dumps(entries))
    assert json.loads(to_json(MODEL, entries))["trend"][0]["waves"] == ["2025", "2026"]


def test_the_csv_that_is_written_has_a_row_for_each_result_also_of_several_forms():
    quick = {**entry_at("goal-led", "Q"), "form": "quick", "nodes": {}}
    rows = list(csv.DictReader(io.StringIO(to_csv(MODEL, [example("bank"), quick]))))
    assert [row["form"] for row in rows] == ["full", "quick"]
    assert float(rows[0]["index"]) == example("bank")["index"]


def test_two_hundred_organisations_are_laid_out():
    assert len(list_rows(MODEL, random_entries(200))) == 200


# ---------------------------------------------------------------- published figures


def test_published_figures_say_that_they_cannot_be_compared_one_to_one():
    picture = draw_published(read_figures(ROWS))
    assert picture.finding == CAUTION
    assert "can't be compared one to one" in twin_of(picture)
    assert "Not the same measure" in written(picture)
    assert "A survey, 2012, n = 2545" in written(picture)
    assert "52" in written(picture)
    assert picture.source == "A page"


def test_published_figures_with_faults_are_refused_with_all_of_them():
    bad = [{**ROWS[0], "source": float("nan")}, {**ROWS[1], "value": 170}]
    with pytest.raises(InputError, match="row 1: no source") as caught:
        read_figures(bad)
    assert "row 2, value: 170 is not a number from 0 to 100" in str(caught.value)


def test_the_published_figures_of_the_data_room_can_be_drawn():
    from sociable_data import load

    assert len(read_figures(load("self_rated_maturity").to_dict("records"))) == len(load("self_rated_maturity"))
