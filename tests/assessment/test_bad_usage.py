"""Bad usage, several files with faults, and files that are sound but not meant to be scored: nothing is written."""

import csv
import json
import shutil

import pytest

from sociable_assessment.command_line import main
from tests import ROOT
from tests.assessment.planting import JSON, TABLE, one_fault, plant, refuse, refuse_on_both_roads, run

PACKAGE = ROOT / "assessment" / "sociable_assessment"
GARDEN = ROOT / "tests" / "assessment" / "garden.toml"


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.json"
    path.write_text(JSON, "utf-8")
    return path


def _refusal(capsys, *arguments):
    found = run(capsys, *arguments)
    assert (found.status, found.out) == (2, "")
    return found.err


@pytest.mark.parametrize("ending", [".xlsx", ".txt", "", ".json.bak"])
def test_an_ending_that_is_not_ours_is_refused(ending, tmp_path, capsys):
    path = tmp_path / f"answers{ending}"
    path.write_text(TABLE, "utf-8")
    assert refuse(capsys, tmp_path, path) == [
        "sociable-assess: usage: 1 fault",
        f"  - {path}: responses end in .json or .csv",
    ]


def test_an_output_that_is_the_input_is_refused(good, capsys):
    expected = f"sociable-assess: usage: 1 fault\n  - {good}: this would overwrite the responses\n"
    assert expected == _refusal(capsys, "score", good, "-o", good)
    assert good.read_text("utf-8") == JSON


def test_an_output_that_links_to_the_input_is_refused(good, tmp_path, capsys):
    link = tmp_path / "link.json"
    link.symlink_to(good)
    assert "this would overwrite the responses" in _refusal(capsys, "score", good, "-o", link)


def test_an_output_that_is_the_target_is_refused(good, tmp_path, capsys):
    target = shutil.copy(good, tmp_path / "target.json")
    assert "overwrite the responses" in _refusal(capsys, "score", good, "--target", target, "-o", target)


def test_a_missing_output_folder_is_refused_before_any_work(good, tmp_path, capsys):
    output = tmp_path / "gone" / "result.csv"
    expected = (
        f"sociable-assess: usage: 1 fault\n  - {output}: the folder '{output.parent}' is missing; make it first\n"
    )
    assert expected == _refusal(capsys, "score", good, "-o", output)


def test_an_output_that_is_a_folder_is_refused(good, tmp_path, capsys):
    output = tmp_path / "results.json"
    output.mkdir()
    assert f"{output}: this is a folder; name a file in it" in _refusal(capsys, "score", good, "-o", output)


def test_every_fault_of_the_usage_is_named(good, tmp_path, capsys):
    message = _refusal(capsys, "score", good, tmp_path / "a.doc", "-o", tmp_path / "gone" / "r.xlsx", "--json")
    assert [line.split(": ", 1)[1] for line in message.splitlines()[1:]] == [
        "responses end in .json or .csv",
        "a result ends in .json or .csv",
        f"the folder '{tmp_path / 'gone'}' is missing; make it first",
        "--json prints, -o writes: choose one",
    ]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_an_unknown_form_is_refused_with_those_there_are(kind, tmp_path, capsys):
    path = tmp_path / f"answers.{kind}"
    path.write_text({"csv": TABLE, "json": JSON}[kind], "utf-8")
    message = refuse_on_both_roads(capsys, path, "--form", "quik")
    assert message == ["sociable-assess: model 'social-maturity' has no form 'quik'; did you mean 'quick'?"]


def test_an_unknown_model_is_refused(good, capsys, tmp_path):
    expected = "no model 'socialmaturity': name a TOML file, or a shipped model; did you mean 'social-maturity'?"
    assert expected in refuse(capsys, tmp_path, good, "--model", "socialmaturity")[0]


@pytest.mark.parametrize("arguments", [[], ["scroe"], ["score"], ["score", "a.csv", "--colour"]])
def test_an_unknown_command_or_option_is_refused_with_the_usage(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: sociable-assess" in capsys.readouterr().err


def test_the_faults_of_several_files_come_in_one_message(good, tmp_path, capsys):
    table, broken, gone = (tmp_path / name for name in ("table.csv", "broken.json", "gone.csv"))
    table.write_text(plant(TABLE, ",cem,", ",bea,").replace("2026-09-15", "soon"), "utf-8")
    broken.write_text(JSON[:99], "utf-8")
    message = refuse(capsys, tmp_path, good, table, broken, gone, "--target", table.with_suffix(".json"))
    assert message[0] == "sociable-assess: 4 files: 5 faults"
    assert [line.split(": ")[0].removeprefix("  - ") for line in message[1:]] == [
        *map(str, (table, table, broken, gone, table.with_suffix(".json")))
    ]


def test_a_rater_in_two_files_is_refused(good, tmp_path, capsys):
    other, table = shutil.copy(good, tmp_path / "other.json"), tmp_path / "table.csv"
    table.write_text(TABLE.replace(",ann,", ",eva,").replace(",bea,", ",fay,"), "utf-8")
    message = refuse(capsys, tmp_path, good, other, table)
    assert message[0] == "sociable-assess: the files together: 6 faults"
    assert message[1] == f"  - 'Aurora Museum', wave '2026': rater 'ann' stands in both {good} and {other}"
    assert message[5:] == [
        f"  - 'Aurora Museum', wave '2026': rater '{name}' stands in both {good} and {table}" for name in ("cem", "dan")
    ]


CONTRADICTIONS = {  # between two files of one organisation and wave: the text replaced, its replacement, the message
    '"option": "experiment", "reason"': (
        '"option": "not-yet", "reason"',
        "record another consensus on 'goals-tactics'",
    ),
    '"full"': ('"quick"', "are on the forms 'full' and 'quick'; give one of them with --form"),
    '"sector": "museum"': ('"sector": "bank"', "give its sector as 'museum' and as 'bank'"),
    '"size": "50-249"': ('"size": "1-9"', "give its size as '50-249' and as '1-9'"),
}


@pytest.mark.parametrize("old", CONTRADICTIONS)
def test_files_that_contradict_each_other_are_refused(old, good, tmp_path, capsys):
    new, expected = CONTRADICTIONS[old]
    other = tmp_path / "other.json"
    raters = JSON[JSON.index('"raters": [') : JSON.index(',\n  "consensus')]
    other.write_text(plant(plant(JSON, raters, '"raters": []'), old, new), "utf-8")
    message = refuse(capsys, tmp_path, good, other)
    assert message == [
        "sociable-assess: the files together: 1 fault",
        f"  - 'Aurora Museum', wave '2026': {good} and {other} {expected}",
    ]


def test_a_result_given_as_responses_is_refused_with_what_to_give(good, tmp_path, capsys):
    result = tmp_path / "scored.json"
    assert run(capsys, "score", good, "-o", result).status == 1
    expected = "its format is 'sociable-result/1', not 'sociable-responses/1'; score the responses that it came from"
    assert expected in one_fault(refuse_on_both_roads(capsys, result), result)


def test_a_result_table_given_as_responses_is_refused(good, tmp_path, capsys):
    result = tmp_path / "scored.csv"
    assert run(capsys, "score", good, "-o", result).status == 1
    expected = "row 1, this is a table of results; score the responses that it came from"
    assert expected == one_fault(refuse_on_both_roads(capsys, result), result)


def test_a_model_given_as_responses_is_refused(tmp_path, capsys):
    model = PACKAGE / "models" / "social_maturity" / "model.toml"
    assert f"{model}: responses end in .json or .csv" in "\n".join(refuse(capsys, tmp_path, model))
    renamed = shutil.copy(model, tmp_path / "model.csv")
    expected = "row 1, none of the columns is an item of 'social-maturity'"
    assert expected in "\n".join(refuse_on_both_roads(capsys, renamed))


def test_a_table_of_the_wrong_model_is_refused_with_one_fault(tmp_path, capsys):
    path = tmp_path / "garden.csv"
    path.write_text("organisation,rater,soil-dug,soil-fed\nA,ann,often,never\n", "utf-8")
    assert one_fault(refuse_on_both_roads(capsys, path), path) == (
        "row 1, none of the columns is an item of 'social-maturity' (the model used without --model) or its question; "
        "name your model with --model FILE"
    )
    path.write_text("organisation,rater,goals-named\nA,ann,experiment\n", "utf-8")
    told = one_fault(refuse_on_both_roads(capsys, path, "--model", str(GARDEN)), path)
    assert told.startswith("row 1, none of the columns is an item of 'garden' or its question; ")


def test_an_empty_rater_list_with_a_consensus_is_no_fault(tmp_path, capsys):
    path = tmp_path / "agreed.json"
    path.write_text(json.dumps(json.loads(JSON) | {"raters": []}), "utf-8")
    assert run(capsys, "score", path).status == 1


def test_two_forms_in_one_table_are_refused(good, tmp_path, capsys):
    quick = tmp_path / "quick.json"
    quick.write_text(plant(plant(JSON, '"full"', '"quick"'), '"Aurora Museum"', '"Borealis"'), "utf-8")
    message = _refusal(capsys, "score", good, quick, "-o", tmp_path / "result.csv")
    assert "the responses are on several forms (full, quick); a table holds one: score them apart" in message
    assert not (tmp_path / "result.csv").exists()


def test_a_cell_longer_than_csv_allows_is_refused(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_text(plant(TABLE, "Read, in May", "x" * (csv.field_size_limit() + 1)), "utf-8")
    expected = "line 2: a cell of more than 131,072 characters; is a closing quote missing?"
    assert expected == one_fault(refuse_on_both_roads(capsys, path), path)
