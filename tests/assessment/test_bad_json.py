"""One fault at a time, planted in a sound JSON file: refused with a message that says where and what is allowed."""

import tomllib
from pathlib import Path

import pytest

from tests.assessment.planting import JSON, one_fault, plant, refuse_on_both_roads, run

BEA = JSON[JSON.index('    {"id": "bea"') : JSON.index('    {"id": "cem"')]
RATERS = JSON[JSON.index("[") : JSON.index(',\n  "consensus')]
END = JSON[JSON.index('"raters"') :]
NO_FORMAT = 'this is not a responses file: it has no "format": "sociable-responses/1"'
FAULTS: dict[str, tuple[str, str, str]] = {
    **tomllib.loads(Path(__file__).with_name("bad_json.toml").read_text("utf-8")),
    "endless-number-as-an-id": ('"id": "cem"', f'"id": {"7" * 9999}', "rater number 3, id: Infinity is not text"),
    "no-answers": (BEA, '{"id": "bea"},', "rater 'bea': 'answers' is missing"),
    "answers-in-a-list": (BEA, '{"id": "bea", "answers": []},', "rater 'bea': [] is not a table of keys"),
    "rater-is-a-name": (BEA, '"bea",', "rater number 2: 'bea' is not a table of keys"),
    "raters-by-name": (RATERS, '{"ann": {}}', 'raters: {"ann": {}} is not a list'),
    "nobody": (END, '"raters": []}', "raters: there is nobody's answer, and no consensus either"),
    "cut-off-in-a-text": (
        END[50:],
        "",
        "line 8, column 33: this is not JSON (Unterminated string starting at); it may be",
    ),
    "cut-off-after-a-comma": (
        "\n  " + END,
        "",
        "line 6, column 18: this is not JSON (it ends too early); it may be cut off",
    ),
    "cut-off-in-a-key": (END[5:], "", "line 7, column 3: this is not JSON (Unterminated string"),
    "cut-off-at-the-end": (
        '"}}\n}\n',
        '"}}\n',
        "this is not JSON (it ends too early); it may be cut off or edited by hand",
    ),
    "two-files-in-one": (JSON, JSON + JSON, "line 26, column 1: this is not JSON (Extra data)"),
    "list": (JSON, f"[{JSON}]", NO_FORMAT),
    "text": (JSON, '"goal-led"', NO_FORMAT),
    "table": (JSON, "organisation,rater\nAurora,ann\n", "line 1, column 1: this is not JSON (Expecting value)"),
    "deep-nesting": (JSON, "[" * 100_000 + "]" * 100_000, "this is not our JSON: it is nested too deeply"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_refused_with_its_place_and_what_is_allowed(name, tmp_path, capsys):
    old, new, expected = FAULTS[name]
    path = tmp_path / "answers.json"
    path.write_text(plant(JSON, old, new), "utf-8")
    assert expected in one_fault(refuse_on_both_roads(capsys, path), path)


def test_the_file_is_sound_before_a_fault_is_planted(tmp_path, capsys):
    path = tmp_path / "answers.json"
    path.write_text(JSON, "utf-8")
    assert run(capsys, "score", path).status == 1
