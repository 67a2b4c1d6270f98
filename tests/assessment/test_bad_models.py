"""One fault at a time, planted in a sound model: each is refused with a message that says where and what is allowed."""

import tomllib
from pathlib import Path

import pytest

from sociable_assessment.errors import InputError, UnknownNameError
from sociable_assessment.model_file import parse_model, read_model

GARDEN = Path(__file__).with_name("garden.toml")
GOOD = GARDEN.read_text("utf-8")
FAULTS: dict[str, tuple[str, str, str]] = tomllib.loads(GARDEN.with_name("faults.toml").read_text("utf-8"))


def _plant(*names: str) -> str:
    text = GOOD
    for name in names:
        old, new, _ = FAULTS[name]
        assert old in text, name
        text = text.replace(old, new)
    return text


def _refuse(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_model(text, "garden.toml")
    return caught.value


def test_the_model_is_sound_before_a_fault_is_planted():
    model = read_model(GARDEN)
    assert (model.id, len(model.items), len(model.nodes), len(model.stages), len(model.forms)) == ("garden", 5, 4, 3, 1)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place(fault):
    message = str(_refuse(_plant(fault)))
    assert message.startswith("garden.toml: ")
    assert FAULTS[fault][2] in message


WITH_CONSEQUENCES = {  # a second thing is then wrong in truth
    *("no-id", "cycle", "model-and-node-share-an-id", "dangling-parent", "dangling-node-parent", "item-below-an-item"),
    *("dangling-answers", "dangling-gate-option", "option-twice", "text-twice", "stage-twice", "first-stage-with-gate"),
    *("anchor-of-no-option", "no-anchor-and-no-text", "no-actions", "action-to-the-lowest", "action-twice"),
    *("ladder-without-rungs", "rungs-in-a-mean", "rung-implied", "item-on-no-rung"),
    *("option-says-dont-know", "option-says-na", "falling-rungs-without-base"),
    *("form-with-unknown-item", "form-gates-no-stage", "form-gates-the-first", "form-asks-too-much"),
}


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - WITH_CONSEQUENCES))
def test_one_fault_drags_no_others_along(fault):
    assert [line for line in _refuse(_plant(fault)).faults if FAULTS[fault][2] not in line] == []


def test_many_faults_are_all_named_in_one_message():
    planted = [
        *("bad-version", "coverage-above-1", "department-twice", "falling-values", "unknown-combine", "falling-rungs"),
        *("text-as-number", "weight-0", "anchor-of-no-option", "missing-action", "empty-question", "dangling-parent"),
        *("first-stage-with-gate", "share-above-1", "unreachable-count", "form-asks-elsewhere", "map-of-unknown-node"),
        *("renamed-to-nowhere", "retired-without-reason"),
    ]
    message = str(_refuse(_plant(*planted)))
    assert [name for name in planted if FAULTS[name][2] not in message] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = ", "this is not TOML: Invalid value (at end of document)"),
        ('id = "a"\nid = "b"', "this is not TOML: Cannot overwrite a value"),
        ("title: Social maturity", "this is not TOML"),
        ("[" * 100_000, "this is not TOML"),
        ("a = " + "[" * 100_000, "this is not our TOML: it is nested too deeply"),
        (f"version = {'1' * 5000}", "this is not TOML: Exceeds the limit"),
        (f"minimum_coverage = 1{'0' * 400}", "minimum_coverage: 1000000"),
        ("", "the file: 'format' is missing"),
        ("items = 3", "items: 3 is not a list"),
        ("nodes = [1]", "nodes 1: 1 is not a table of keys"),
        ("stages = [[]]", "stages 1: [] is not a table of keys"),
        ("forms = []\nmap = 1\nanswer_sets = 2\nrenamed = []", "forms: [] is not a table of keys"),
        ("version = 2026-11-22", 'version: "2026-11-22" is not text'),
        ('combine = "ladder"\nrungs = [{}]', "rungs 1: 'value' is missing"),
    ],
)
def test_a_text_that_is_no_model_is_refused(text, told):
    assert told in str(_refuse(text))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b" \n \n", "the file is empty"),
        (b"PK\x03\x04", "this is a spreadsheet or ZIP file"),
        (b"id = \x00", "it holds binary data, not text"),
        (GOOD.encode("utf-16"), "the text is UTF-16; save it as UTF-8"),
        (b'id = "a"\ntitle = "Caf\xe9"', "line 2: the text is not UTF-8 (Windows-1252, perhaps)"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, data, told):
    path = tmp_path / "model.toml"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_model(path)
    assert told in str(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path):
    path = tmp_path / "model.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_model(path).id == "garden"


def test_a_missing_file_a_folder_and_an_unknown_name_are_told_apart(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_model(tmp_path / "model.toml")
    with pytest.raises(InputError, match="this is a folder"):
        read_model(tmp_path)
    with pytest.raises(UnknownNameError, match=r"no model 'social-maturty'.*did you mean 'social-maturity'"):
        read_model("social-maturty")
