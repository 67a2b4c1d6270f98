"""One fault at a time, planted in a sound model: each is refused with a message that says where and what is allowed."""

from pathlib import Path

import pytest

from sociable_assessment.errors import InputError, UnknownNameError
from sociable_assessment.model_file import parse_model, read_model

GARDEN = Path(__file__).with_name("garden.toml")
GOOD = GARDEN.read_text("utf-8")
KEPT = 'gate = [{ of = ["soil"], at_least = 0.75, option = "always" }, { item = "tools-owned", option = "yes" }]'
TENDED = 'gate = [{ of = ["soil", "water"], count = 2, option = "often" }]'
OWNED = "{ value = 2, gate = ["

FAULTS = {  # what is planted: the text replaced, its replacement, and what the message says
    "no-id": ('id = "garden"\n', "", "the file: 'id' is missing"),
    "bad-id": ('id = "soil-fed"', 'id = "soil fed"', "item 'soil fed', id: 'soil fed' is not an id: letters and digits"),
    "bad-version": ('"1.2.0"', '"1.2"', "version: '1.2' is not a version such as 1.0.0"),
    "other-format": ("sociable-model/1", "sociable-model/2", "format: 'sociable-model/2' is not 'sociable-model/1'"),
    "unknown-key": ("departments = ", "departements = ", "no such key 'departements'; did you mean 'departments'?"),
    "unknown-item-key": ('who = "The gardener."', 'whom = "x"', "item 'soil-dug', whom: no such key 'whom'; did you mean 'who'?"),
    "text-as-number": ("effort = 0.5", 'effort = "half"', "item 'soil-dug', actions 1, effort: 'half' is not a number"),
    "not-a-number": ("value = 2.5", "value = nan", "answer_sets, steps, option 'always', value: NaN is not a number"),
    "share-above-1": ("at_least = 0.75", "at_least = 75", "stage 'kept', gate 1, at_least: 75 must be at most 1"),
    "weight-0": ("weight = 1.5", "weight = 0", "item 'soil-dug', weight: 0 must be above 0"),
    "effort-0": ("effort = 0.5", "effort = 0", "item 'soil-dug', actions 1, effort: 0 must be above 0"),
    "coverage-above-1": ("minimum_coverage = 0.5", "minimum_coverage = 50", "minimum_coverage: 50 must be at most 1"),
    "unknown-combine": ('combine = "min"', 'combine = "max"', "node 'rain', combine: 'max' is not one of mean, sum, min"),
    "empty-question": ('"Are they clean?"', '" "', "item 'tools-clean', question: ' ' is not a text: it is empty"),
    "no-question": ('question = "Are they clean?"\n', "", "item 'tools-clean': 'question' is missing"),
    "clause-without-number": ("count = 2, ", "", "stage 'tended', gate 1: {"),
    "clause-with-both": ("count = 2,", "count = 2, at_least = 0.5,", "is not a clause: it names either `item`, or `of` with"),
    "one-option": (', { id = "yes", value = 1, text = "Yes" }', "", "answer_sets, yes-no, options: needs at least 2 entries"),
    "one-stage-gate-empty": (TENDED, "gate = []", "stage 'tended', gate: needs at least 1 entries"),
    "dangling-parent": ('parent = "rain"', 'parent = "reign"', "item 'water-kept': no node 'reign' to be its parent"),
    "dangling-node-parent": ('parent = "water"', 'parent = "wather"', "node 'rain': no node 'wather' to be its parent; did"),
    "item-below-an-item": ('parent = "rain"', 'parent = "soil-fed"', "item 'water-kept': no node 'soil-fed' to be its par"),
    "dangling-answers": ('answers = "yes-no"', 'answers = "yesno"', "no answer set 'yesno'; did you mean 'yes-no'?"),
    "dangling-gate-item": ("{ item = \"soil-dug\", option = \"al", "{ item = \"soil-dgu\", option = \"al", "no item 'soil-dgu'; did"),
    "dangling-gate-node": ('of = ["soil"], at', 'of = ["siol"], at', "stage 'kept', clause 1: no node 'siol'; did you mean"),
    "dangling-gate-option": ('option = "always" }, {', 'option = "allways" }, {', "item 'soil-dug' has no option 'allways'; did"),
    "cycle": ('parent = "water"\n', 'parent = "rain"\n', "node 'rain': its parents lead back to itself"),
    "item-id-twice": ('id = "soil-fed"', 'id = "soil-dug"', "id 'soil-dug' is used more than once"),
    "node-and-item-share-an-id": ('id = "soil-fed"', 'id = "soil"', "id 'soil' is used more than once; model, nodes and items"),
    "model-and-node-share-an-id": ('id = "garden"', 'id = "soil"', "id 'soil' is used more than once"),
    "stage-twice": ('id = "kept"', 'id = "tended"', "stage 'tended' stands more than once"),
    "option-twice": ('id = "often", value', 'id = "never", value', "answer set 'steps': option 'never' stands more than once"),
    "department-twice": ('"orchard"]', '"beds"]', "department 'beds' stands more than once"),
    "falling-values": ("value = 2.5", "value = 0.5", "values must rise from the lowest option to the highest, not [0, 1, 0.5]"),
    "equal-values": ("value = 1, text = \"Yes\"", "value = 0, text = \"Yes\"", "answer set 'yes-no': values must rise"),
    "missing-anchor": ('often = "Each spring."\n', "", "item 'soil-dug': no anchor for option 'often'"),
    "no-anchor-and-no-text": (', text = "Yes"', "", "item 'tools-owned': no anchor for option 'yes'"),
    "anchor-of-no-option": ("never = ", "nevr = ", "an anchor for 'nevr', which is no option of it; did you mean 'never'?"),
    "same-anchor-twice": ('"Each spring."', '"Not in living memory."', "item 'soil-dug': two options have the same text, 'not in"),
    "missing-action": ('{ to = "often", do = "Start a heap.", effort = 1 }, ', "", "'soil-fed': no next action to reach 'often'"),
    "no-actions": ('actions = [{ to = "yes", do = "Buy some.", effort = 1 }]', "", "'tools-owned': no next action to reach 'yes'"),
    "action-to-the-lowest": ('to = "yes", do = "Buy', 'to = "no", do = "Buy', "a next action to reach 'no', which is no step up"),
    "action-twice": ('to = "always"\n', 'to = "often"\n', "item 'soil-dug': two next actions to reach 'often'"),
    "node-without-items": ('parent = "rain"', 'parent = "soil"', "node 'rain': it has neither items nor nodes below it"),
    "unreachable-count": ("count = 2", "count = 4", "stage 'tended': the clause on soil, water at 'often' can never hold: it asks"),
    "too-few-for-the-minimum": ("minimum_applicable = 1\ndep", "minimum_applicable = 3\ndep", "3 items must apply, and there are 2"),
    "clause-at-the-lowest": ('count = 2, option = "often"', 'count = 2, option = "never"', "always holds: 'never' is the lowest"),
    "same-item-twice": ('{ item = "tools-owned", option = "yes" }]\n\n[f', '{ item = "tools-owned", option = "yes" }, '
        '{ item = "tools-owned", option = "yes" }]\n\n[f', "stage 'kept': it asks for item 'tools-owned' more than once"),
    "asks-for-less": (KEPT[:-1], KEPT[:-1] + ', { of = ["water", "soil"], at_least = 0.3, option = "often" }',
        "stage 'kept': the clause on water, soil at 'often' asks for less than stage 'tended' below it does"),
    "implied": (KEPT, 'gate = [{ of = ["water", "soil"], at_least = 0.5, option = "often" }]', "its gate asks no more than the"),
    "first-stage-with-gate": ('about = "As nature has it."', 'gate = [{ item = "soil-dug", option = "often" }]',
        "stage 'wild': the first stage has no gate; it is where everyone starts"),
    "later-stage-without-gate": (TENDED, "", "stage 'tended': it needs a gate, or it would be held by everyone"),
    "ladder-without-rungs": ('combine = "sum"', 'combine = "ladder"', "node 'water': a ladder needs a `base` and `rungs`"),
    "ladder-without-base": ("base = 1\n", "", "node 'tools': a ladder needs a `base` and `rungs`"),
    "rungs-in-a-mean": ('combine = "ladder"', 'combine = "mean"', "node 'tools': only a ladder has `rungs`, and this is 'mean'"),
    "base-in-a-mean": ('combine = "sum"', 'combine = "mean"', "node 'water': only a ladder or a sum has a `base`"),
    "falling-rungs": ("{ value = 3,", "{ value = 2,", "node 'tools': the rungs' values must rise from the base, not [1, 2, 2]"),
    "rung-below-base": ("base = 1\n", "base = 2\n", "node 'tools': the rungs' values must rise from the base, not [2, 2, 3]"),
    "rung-on-a-stranger": (OWNED, OWNED + '{ item = "soil-dug", option = "often" }, ', "'soil-dug' does not stand below this"),
    "rung-asks-too-much": ("at_least = 1,", "count = 3,", "ladder 'tools', rung '3': the clause on tools at 'yes' can never hold"),
    "rung-implied": ('of = ["tools"], at_least = 1,', 'item = "tools-owned",', "rung '3': its gate asks no more than the lower"),
    "item-on-no-rung": ('of = ["tools"], at_least = 1,', 'item = "tools-owned",', "no rung asks for item 'tools-clean'"),
    "form-with-unknown-item": ('items = ["soil-dug"', 'items = ["soil-dag"', "form 'glance': no item 'soil-dag'; did you mean 'soil-d"),
    "form-with-an-item-twice": ('"tools-owned"]\nmin', '"soil-dug"]\nmin', "form 'glance': item 'soil-dug' stands more than once"),
    "form-without-a-gate": ('kept = [{ item = "soil-dug", option = "always" }]', "", "form 'glance': no gate for stage 'kept'"),
    "form-gates-the-first": ('kept = [{ item = "soil-dug"', 'wild = [{ item = "soil-dug"', "stage 'wild' is the first and has no gate"),
    "form-gates-no-stage": ('kept = [{ item = "soil-dug"', 'kapt = [{ item = "soil-dug"', "no stage 'kapt'; did you mean 'kept'?"),
    "form-asks-elsewhere": ('tended = [{ item = "soil-dug"', 'tended = [{ item = "soil-fed"', "'soil-fed' is not part of this form"),
    "form-asks-too-much": ('item = "soil-dug", option = "often"', 'of = ["soil"], count = 2, option = "often"', "asks for 2 of 1 items"),
    "form-called-full": ("[forms.glance", "[forms.full", "form 'full': this name stands for the whole model"),
    "map-of-unknown-node": ('of = ["water", "tools"]', 'of = ["water", "toils"]', "map, up: no node 'toils'; did you mean 'tools'?"),
    "map-of-one-axis": ('across = { of = ["soil"], low = "sand", high = "loam" }\n', "", "map: 'across' is missing"),
    "renamed-to-nowhere": ('soil-turned = "soil-dug"', 'soil-turned = "soil-dog"', "'soil-turned' became 'soil-dog', but there is no"),
    "renamed-and-still-there": ("soil-turned = ", "soil-fed = ", "renamed, retired: 'soil-fed' is still an item of this model"),
    "renamed-and-retired": ("soil-prayed = ", "soil-turned = ", "'soil-turned' is both renamed and retired"),
    "retired-without-reason": ('"Nobody could check it."', '""', "retired, soil-prayed: '' is not a text: it is empty"),
    "department-not-text": ('"orchard"]', '["orchard"]]', 'departments 2: ["orchard"] is not text'),
    "text-twice": ('text = "Often"', 'text = "Never"', "item 'soil-fed': two options have the same text, 'never'"),
}  # fmt: skip


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


WITH_CONSEQUENCES = """
    action-to-the-lowest action-twice anchor-of-no-option cycle dangling-answers dangling-gate-option dangling-node-parent
    dangling-parent first-stage-with-gate form-asks-too-much form-gates-no-stage form-gates-the-first
    form-with-unknown-item item-below-an-item item-on-no-rung ladder-without-rungs model-and-node-share-an-id no-actions
    no-anchor-and-no-text no-id option-twice rung-implied rungs-in-a-mean stage-twice text-twice
"""  # a second thing is then wrong in truth


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - set(WITH_CONSEQUENCES.split())))
def test_one_fault_drags_no_others_along(fault):
    assert [line for line in _refuse(_plant(fault)).faults if FAULTS[fault][2] not in line] == []


def test_many_faults_are_all_named_in_one_message():
    planted = """
        bad-version text-as-number share-above-1 unknown-combine empty-question dangling-parent falling-values
        unreachable-count falling-rungs form-asks-elsewhere map-of-unknown-node renamed-to-nowhere department-twice
        retired-without-reason anchor-of-no-option missing-action coverage-above-1 weight-0 first-stage-with-gate
    """.split()
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
        ("", "the file: 'format' is missing"),
        ("items = 3", "items: 3 is not a list"),
        ("nodes = [1]", "nodes 1: 1 is not a table of keys"),
        ("stages = [[]]", "stages 1: [] is not a table of keys"),
        ("forms = []\nmap = 1\nanswer_sets = 2\nrenamed = []", "forms: [] is not a table of keys"),
        ("version = 2026-11-22", "version: \"2026-11-22\" is not text"),
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
    with pytest.raises(UnknownNameError, match="no model 'social-maturty'.*did you mean 'social-maturity'"):
        read_model("social-maturty")
