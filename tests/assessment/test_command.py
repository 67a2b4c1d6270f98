"""The command as a person or a program meets it: help, exit statuses, tables, JSON and CSV."""

import csv
import json
import re
import shutil

import pytest

from sociable_assessment.command_line import main
from sociable_assessment.result_file import read_results
from sociable_assessment.validate_command import find_cautions
from tests import ROOT
from tests.assessment.models import a_model, an_item
from tests.assessment.planting import JSON, TABLE, run

EXAMPLES = ROOT / "assessment" / "sociable_assessment" / "examples"
GARDEN = ROOT / "tests" / "assessment" / "garden.toml"
BANK = EXAMPLES / "bank.json"
QUICK = ["--no-bootstrap"]


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("command", [[], ["score"], ["validate"], ["report"]])
def test_help_shows_an_example_to_copy(command, capsys):
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    shown = capsys.readouterr().out
    assert caught.value.code == 0
    assert re.search(rf"examples?:\n  sociable-assess {' '.join(command)}", shown)


def test_the_examples_of_the_help_run(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sociable_assessment.score_command.RESAMPLES", 10)
    for name, source in {"answers.csv": "bank.csv", "many.csv": "museum.csv"}.items():
        shutil.copy(EXAMPLES / source, name)
    for name in ("bank.json", "museum_2025.json", "museum_2026.json"):
        shutil.copy(EXAMPLES / name, name)
    shutil.copy(EXAMPLES.parent / "models" / "social_maturity" / "model.toml", "my_model.toml")
    commands = [], ["score"], ["validate"], ["report"]
    lines = [line for command in commands for line in _help(command, capsys).splitlines()]
    shown = [line.strip().split("   ")[0].split()[1:] for line in lines if line.startswith("  sociable-assess ")]
    assert len(shown) >= 7
    assert {run(capsys, *each).status for each in shown} == {0}


def _help(command, capsys):
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    return capsys.readouterr().out


# ---------------------------------------------------------------- validate


def test_a_sound_model_is_summed_up(capsys):
    found = run(capsys, "validate", "social-maturity")
    assert (found.status, found.err) == (0, "")
    assert found.out.startswith(
        "social-maturity 1.0.0: Social maturity\n  28 items in 7 dimensions: people, goals, use"
    )
    assert found.out.endswith("no fault found\n")


def _spoil(folder, old, new):
    path = folder / "garden.toml"
    text = GARDEN.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return path


def _cautioned(folder):
    return _spoil(folder, 'question = "Are they clean?"', 'question = "Are they clean?"\nkey = true')


def test_a_model_with_a_caution_is_sound_and_says_so(tmp_path, capsys):
    found = run(capsys, "validate", _cautioned(tmp_path))
    assert found.status == 1
    assert "caution: key items without a clause of their own: soil-dug, tools-clean" in found.out.splitlines()


def test_an_item_beside_the_dimensions_is_cautioned(tmp_path, capsys):
    found = run(capsys, "validate", _spoil(tmp_path, 'id = "soil-fed"\nparent = "soil"', 'id = "soil-fed"'))
    assert "caution: 1 item stands right below the root beside 3 dimensions: soil-fed" in found.out.splitlines()


def test_a_model_of_items_alone_is_not_cautioned_for_having_no_dimensions():
    assert [each for each in find_cautions(a_model([an_item("a"), an_item("b")])) if "root" in each] == []


def test_ids_that_differ_in_capitals_alone_are_cautioned(tmp_path, capsys):
    found = run(capsys, "validate", _spoil(tmp_path, 'id = "soil-fed"', 'id = "Soil-dug"'))
    assert "caution: items soil-dug and Soil-dug differ in their capitals alone" in found.out.splitlines()


def test_a_bad_model_is_refused_with_every_fault(tmp_path, capsys):
    path = _spoil(tmp_path, 'parent = "rain"', 'parent = "reign"\nweight = 0')
    found = run(capsys, "validate", path)
    assert (found.status, found.out) == (2, "")
    assert found.err.startswith(f"sociable-assess: {path}: ")
    assert "no node 'reign'" in found.err
    assert "weight: 0 must be above 0" in found.err


def test_validate_tells_programs_what_it_found(tmp_path, capsys):
    good = run(capsys, "validate", "social-maturity", "--json")
    cautioned = run(capsys, "validate", _cautioned(tmp_path), "--json")
    bad = run(capsys, "validate", _spoil(tmp_path, "weight = 1.5", "weight = 0"), "--json")
    missing = run(capsys, "validate", "no-such-model", "--json")
    found = [json.loads(each.out) for each in (good, cautioned, bad, missing)]
    assert [each.status for each in (good, cautioned, bad, missing)] == [0, 1, 2, 2]
    assert [(len(each["faults"]), len(each["cautions"])) for each in found] == [(0, 0), (0, 3), (1, 0), (1, 0)]


# ---------------------------------------------------------------- score


def test_a_table_on_the_terminal_shows_stage_index_and_what_holds_it(capsys):
    found = run(capsys, "score", BANK, *QUICK)
    header, row = (re.split(r"  +", line) for line in found.out.splitlines())
    assert (found.status, found.err) == (0, "")
    assert dict(zip(header, row, strict=True)) | {"value": ""} == {
        "organisation": "Fenwater Savings Bank (fictional)",
        "wave": "2026",
        "raters": "13",
        "stage": "experiment",
        "could_be": "experiment",
        "value": "",
        "index": "46",
        "coverage": "100 %",
        "held_by": "goals-tactics",
    }


def test_a_long_table_on_the_terminal_is_cut_and_that_is_said(tmp_path, capsys):
    path = tmp_path / "many.csv"
    path.write_text("organisation,rater,use-need\n" + "".join(f"O{n:03},a,goal-led\n" for n in range(90)), "utf-8")
    shown = [run(capsys, "score", path, *road).out.splitlines() for road in ([], QUICK)]
    assert shown[0] == shown[1]
    assert (len(shown[0]), shown[0][-1]) == (42, "… and 50 more; write them all with -o")


@pytest.mark.parametrize("road", [[], QUICK])
def test_too_few_answers_are_a_finding(road, tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text(TABLE, "utf-8")
    found = run(capsys, "score", path, *road)
    assert found.status == 1
    assert re.search(r"^Aurora Museum +2026 +4 +experiment +organisation-wide +– +– +11 %", found.out, re.MULTILINE)


@pytest.mark.parametrize("road", [[], QUICK])
@pytest.mark.parametrize("source", ["bank.csv", "museum.csv"])
def test_json_printed_and_json_written_are_the_same(source, road, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sociable_assessment.score_command.RESAMPLES", 10)
    output = tmp_path / "result.json"
    printed = run(capsys, "score", EXAMPLES / source, "--json", *road)
    written = run(capsys, "score", EXAMPLES / source, "-o", output, *road)
    assert (printed.status, written.status, written.out) == (0, 0, "")
    assert output.read_text("utf-8") == printed.out
    assert len(read_results(output)) == len(json.loads(printed.out)["results"])


@pytest.mark.parametrize("road", [[], QUICK])
def test_a_csv_result_has_a_row_for_each_organisation_and_wave(road, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sociable_assessment.score_command.RESAMPLES", 10)
    output = tmp_path / "result.csv"
    found = run(capsys, "score", EXAMPLES / "museum.csv", "-o", output, *road)
    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert found.err.splitlines()[-1] == f"2 results in {output}"
    assert [(row["wave"], row["stage"], row["raters"]) for row in rows] == [
        ("2025", "experiment", "8"),
        ("2026", "goal-led", "11"),
    ]
    assert all((row["low"] == "") == (road == QUICK) for row in rows)
    assert all(0 <= float(row["index"]) <= 100 and row["goals.index"] for row in rows)


def test_a_name_with_commas_and_quotes_survives_in_a_csv_result(tmp_path, capsys):
    name = 'Müller, "Söhne"\n& Co.'
    path, output = tmp_path / "answers.json", tmp_path / "result.csv"
    path.write_text(json.dumps(json.loads(JSON) | {"organisation": {"name": name}}), "utf-8")
    run(capsys, "score", path, "-o", output, *QUICK)
    with output.open(encoding="utf-8", newline="") as file:
        assert [row["organisation"] for row in csv.DictReader(file)] == [name]


@pytest.mark.parametrize("road", [[], QUICK])
def test_progress_is_silent_where_there_is_no_terminal(road, tmp_path, capsys):
    output = tmp_path / "result.json"
    found = run(capsys, "score", EXAMPLES / "museum.csv", "--form", "quick", *road, "-o", output)
    assert (found.out, found.err) == ("", f"2 results in {output}\n")


def test_one_result_is_told_in_the_singular(tmp_path, capsys):
    output = tmp_path / "result.json"
    assert run(capsys, "score", BANK, *QUICK, "-o", output).err == f"1 result in {output}\n"


def test_endings_in_capitals_are_taken(tmp_path, capsys):
    path, output = shutil.copy(EXAMPLES / "bank.csv", tmp_path / "BANK.CSV"), tmp_path / "RESULT.JSON"
    assert [run(capsys, "score", path, *road, "-o", output).status for road in (QUICK,)] == [0]
    assert len(read_results(output)) == 1


def test_a_file_that_exists_is_replaced_whole(tmp_path, capsys):
    output = tmp_path / "result.json"
    output.write_text("old " * 100_000)
    assert run(capsys, "score", BANK, *QUICK, "-o", output).status == 0
    assert len(read_results(output)) == 1
    assert list(tmp_path.iterdir()) == [output]


def test_files_of_one_organisation_are_joined(capsys):
    found = run(capsys, "score", BANK, EXAMPLES / "bank_consensus.json", "--json", *QUICK)
    (entry,) = json.loads(found.out)["results"]
    assert entry["raters"] == 13
    assert list(entry["consensus"]) == ["service-heard"]


def test_a_target_shows_the_gap(capsys):
    found = run(
        capsys, "score", EXAMPLES / "museum_2025.json", "--target", EXAMPLES / "museum_2026.json", "--json", *QUICK
    )
    target = json.loads(found.out)["results"][0]["target"]
    assert target["stages"] == ["experiment", "goal-led"]
    assert target["effort"] > 0
    assert target["items"]["goals-named"] == ["experiment", "goal-led"]


def test_a_form_is_scored_as_asked(capsys):
    found = [
        run(capsys, "score", EXAMPLES / f"bank.{kind}", "--form", "quick", "--json", *QUICK) for kind in ("json", "csv")
    ]
    entries = [json.loads(each.out)["results"][0] for each in found]
    assert [(entry["form"], entry["indicative"], len(entry["items"]) < 12) for entry in entries] == [
        ("quick", True, True)
    ] * 2


def test_another_model_is_scored_from_its_file(tmp_path, capsys):
    path = tmp_path / "garden.csv"
    path.write_text(
        "organisation,rater,soil-dug,soil-fed,water-kept,tools-owned,tools-clean\nA,r,always,always,often,yes,yes\n"
    )
    found = [run(capsys, "score", path, "--model", GARDEN, "--json", *road) for road in ([], QUICK)]
    assert [json.loads(each.out)["results"][0]["stage"] for each in found] == ["kept", "kept"]
    assert run(capsys, "score", path, "--model", GARDEN).status == 0


@pytest.mark.parametrize("road", [[], QUICK])
def test_an_unwritable_place_is_told(road, tmp_path, capsys, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sociable_assessment.files.os.fsync", full)
    output = tmp_path / "result.json"
    found = run(capsys, "score", EXAMPLES / "parts_maker.csv", "--form", "quick", *road, "-o", output)
    assert (found.status, list(tmp_path.iterdir())) == (2, [])
    assert f"{output}: 1 fault\n  - it can't be written: No space left on device\n" in found.err
