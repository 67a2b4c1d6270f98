"""The self-assessment without a browser: traits are set as a page would set them, and what it shows is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sociable_assessment import app as app_module
from sociable_assessment.app import SelfAssessment
from sociable_assessment.draft import list_files
from tests.assessment.standings import all_at

EXAMPLES = {each.label.removeprefix("Example: "): each.path for each in list_files(Path("nowhere"))}


@pytest.fixture
def app(tmp_path):
    """A form whose callbacks must not break."""
    made = SelfAssessment(folder=tmp_path)
    yield made
    assert made.faults == []


def answer(app: SelfAssessment, options: dict[str, str]) -> None:
    app.questionnaire.answers = {item: {"option": option} for item, option in options.items()}


def tell(app: SelfAssessment, **values: str) -> None:
    app.details.values = {**app.details.values, **values}


def press(app: SelfAssessment, button: str) -> str:
    """Press a button as the page does, and give what is said then."""
    app.files._handle_custom_msg({"click": button}, [])
    return shown(app.messages)


def load(app: SelfAssessment, path: Path) -> str:
    app.files.values = {"file": str(path)}
    return press(app, "load")


def shown(panel) -> str:
    """Give all text of a panel."""

    def gather(tree) -> str:
        return tree if isinstance(tree, str) else " ".join(gather(child) for child in tree[2])

    return " ".join(gather(tree) for tree in panel.tree).strip()


def test_answers_move_the_map_and_the_words(app):
    assert "Answer to see your place." in shown(app.headline)
    answer(app, all_at("goal-led"))
    assert "Goal-led" in shown(app.headline)
    assert "Index 67 of 100, from 28 of 28 answers." in shown(app.headline)
    assert app.figure.data[3].x[0] == pytest.approx(200 / 3)
    assert app.figure.data[3].marker.symbol == ("square",)
    assert "67 of 100 towards strategy" in shown(app.twin)
    assert "67 of 100 towards strategy" in app.twin.plot_name
    assert "Next step" in shown(app.reasons)


def test_the_name_is_on_the_map(app):
    answer(app, all_at("goal-led"))
    tell(app, name="Aurora <Museum>")
    assert "Aurora &lt;Museum&gt;" in app.figure.data[3].text[0]
    assert "Aurora <Museum>" in shown(app.headline)


def test_the_quick_form_has_its_own_questions_regions_and_words(app):
    before = app.figure.layout.shapes
    tell(app, form="quick")
    assert sum(len(section["items"]) for section in app.questionnaire.sections) == 9
    assert app.figure.layout.shapes != before
    assert "indicative only" in shown(app.headline)


def test_dont_know_is_like_no_answer_for_the_stage(app):
    answer(app, all_at("goal-led"))
    known = app.questionnaire.answers
    app.questionnaire.answers = {**known, "goals-named": {"dont_know": True, "evidence": "Ask Ms Weber"}}
    assert "It could be Goal-led, depending on 1 open answer." in shown(app.headline)


def test_saving_says_where_and_keeps_everything(app, tmp_path):
    answer(app, all_at("goal-led"))
    tell(app, name="Aurora Museum", sector="museum", size="50-249", wave="2026")
    path = tmp_path / "aurora-museum-2026.responses.json"
    assert press(app, "save") == f"Saved 28 answers in {path}."
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert saved["organisation"] == {"name": "Aurora Museum", "sector": "museum", "size": "50-249"}
    assert [str(path), path.name] in app.files.fields[0]["options"]


def test_saving_twice_replaces_ones_own_file_only(app, tmp_path):
    tell(app, name="Aurora")
    press(app, "save")
    press(app, "save")
    assert len(list(tmp_path.iterdir())) == 1
    other = SelfAssessment(folder=tmp_path)
    tell(other, name="Aurora")
    assert "aurora-2.responses.json" in press(other, "save")


def test_saving_asks_for_a_name(app, tmp_path):
    assert "give the organisation a name first" in press(app, "save")
    assert list(tmp_path.iterdir()) == []


def test_loading_brings_back_answers_details_and_map(app):
    answer(app, all_at("goal-led", people_groups="experiment"))
    tell(app, name="Aurora", size="about 30", form="quick")
    press(app, "save")
    saved, there = app.questionnaire.answers, app.figure.data[3].x
    press(app, "new")
    assert app.questionnaire.answers == {}
    assert load(app, Path(app.files.fields[0]["options"][1][0])) == "Loaded 28 answers of Aurora."
    assert app.questionnaire.answers == saved
    assert app.details.values["size"] == "about 30"
    assert app.figure.data[3].x == there


def test_unsaved_answers_are_let_go_only_when_asked_twice(app, tmp_path):
    tell(app, name="Aurora")
    press(app, "save")
    path = next(tmp_path.iterdir())
    answer(app, all_at("goal-led"))
    assert "press Load again" in load(app, path)
    assert len(app.questionnaire.answers) == 28
    assert press(app, "load") == "Loaded 0 answers of Aurora."


def test_another_button_in_between_asks_anew(app):
    answer(app, all_at("goal-led"))
    assert "press Start afresh again" in press(app, "new")
    press(app, "save")
    assert "press Start afresh again" in press(app, "new")
    assert len(app.questionnaire.answers) == 28


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "sociable-responses/1"}', "\0\1", '{"format": "x"}'])
def test_a_bad_file_is_told_in_words_and_nothing_is_lost(app, tmp_path, text):
    answer(app, all_at("goal-led"))
    path = tmp_path / "bad.responses.json"
    path.write_text(text)
    assert "your answers are as they were" in load(app, path)
    assert len(app.questionnaire.answers) == 28
    assert "Goal-led" in shown(app.headline)


def test_a_panel_is_shown_and_the_form_keeps_ones_own_answers(app):
    answer(app, all_at("goal-led"))
    said = load(app, EXAMPLES["bank"])
    assert "joint result of 13 people at Fenwater Savings Bank (fictional)" in said
    assert "Fenwater" in shown(app.headline)
    assert len(app.questionnaire.answers) == 28
    assert press(app, "back") == "You see your own answers again."
    assert "Fenwater" not in shown(app.headline)


def test_answering_leads_back_from_a_panel(app):
    load(app, EXAMPLES["bank"])
    answer(app, {"use-departments": "experiment"})
    assert "Fenwater" not in shown(app.headline)
    assert [button["id"] for button in app.files.buttons] == ["save", "load", "new"]


def test_the_list_is_read_again_before_it_is_opened(app, tmp_path):
    (tmp_path / "late.responses.json").touch()
    app.files._handle_custom_msg({"look": "file"}, [])
    assert "late.responses.json" in [label for _, label in app.files.fields[0]["options"]]


def test_an_error_in_a_callback_is_shown_and_remembered(tmp_path, monkeypatch):
    app = SelfAssessment(folder=tmp_path)
    monkeypatch.setattr(app_module, "stand", lambda *_: 1 / 0)
    answer(app, all_at("goal-led"))
    assert "Something in Sociable broke" in shown(app.messages)
    assert "ZeroDivisionError: division by zero" in shown(app.messages)
    assert [type(fault) for fault in app.faults] == [ZeroDivisionError]


def test_a_malformed_answer_from_the_page_is_shown_and_remembered(tmp_path):
    app = SelfAssessment(folder=tmp_path)
    app.questionnaire.answers = {"goals-named": {"nonsense": 1}}
    assert "Something in Sociable broke" in shown(app.messages)
    assert len(app.faults) == 1


def test_the_state_of_the_map_that_a_new_page_asks_for_is_the_present_one(app):
    answer(app, all_at("goal-led"))
    tell(app, name="Aurora", form="quick")
    state = app.figure.get_state()
    assert "Aurora" in state["_widget_data"][3]["text"][0]
    assert len(state["_widget_layout"]["shapes"]) == len(app.figure.layout.shapes)


def test_the_form_is_there_before_plotly_is(tmp_path):
    import asyncio

    async def make() -> SelfAssessment:
        made = SelfAssessment(folder=tmp_path)
        assert made.figure is None
        answer(made, all_at("goal-led"))
        await asyncio.sleep(0.5)
        return made

    app = asyncio.run(make())
    assert app.figure.data[3].x[0] == pytest.approx(200 / 3)
    assert "Goal-led" in shown(app.headline)
    assert app.faults == []
