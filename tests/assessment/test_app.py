"""The self-assessment without a browser: traits are set as a page would set them, and what it shows is read."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from sociable_assessment.app import SelfAssessment, self_assessment
from sociable_assessment.draft import list_files
from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import read_responses, write_responses
from sociable_assessment.response_table import write_table
from sociable_assessment.responses import AgreedAction
from tests.assessment.standings import all_at

EXAMPLES = {each.label.removeprefix("Example: "): each.path for each in list_files(None)}
VOILA = {"SERVER_SOFTWARE": "voila/0.5.13"}


@pytest.fixture
def app(tmp_path):
    """A form whose callbacks must not break."""
    made = SelfAssessment(folder=tmp_path)
    yield made
    assert made.faults == []


@pytest.fixture
def visitor():
    """The form of a visitor under Voilà; what it tells the browser to keep or to download is in `sent`."""
    made = SelfAssessment(environment=VOILA)
    made.sent = []
    made.draft.keeper.send = made.sent.append
    made.files.controls.send = lambda content, buffers: made.sent.append({**content, "data": buffers[0]})
    yield made
    assert made.faults == []


def answer(app: SelfAssessment, options: dict[str, str]) -> None:
    app.questionnaire.answers = {item: {"option": option} for item, option in options.items()}


def tell(app: SelfAssessment, **values: str) -> None:
    app.details.values = {**app.details.values, **values}


def press(tool, button: str) -> str:
    """Press a button as the page does, and give what is said then."""
    tool.controls._handle_custom_msg({"click": button, "view": "v"}, [])
    return shown(tool.messages)


def give(tool, button: str, name: str, data: bytes | None) -> str:
    """Choose a file as the page does, and give what is said then."""
    tool.controls._handle_custom_msg({"file": button, "name": name, "view": "v"}, [] if data is None else [data])
    return shown(tool.messages)


def load(app: SelfAssessment, path: Path) -> str:
    app.files.list_choices()
    app.files.controls.values = {"file": str(path)}
    return press(app.files, "open")


def choose(tool, **values: str) -> str:
    tool.controls.values = {**tool.controls.values, **values}
    return shown(tool.messages)


def shown(panel) -> str:
    """Give all text of a panel."""

    def gather(tree) -> str:
        return tree if isinstance(tree, str) else " ".join(gather(child) for child in tree[2])

    return " ".join(gather(tree) for tree in panel.tree).strip()


# --- What answers change ---


def test_answers_move_the_map_and_the_words(app):
    assert "Answer to see your place." in shown(app.result.headline)
    answer(app, all_at("goal-led"))
    assert "Goal-led" in shown(app.result.headline)
    assert "Index 67 of 100, from 28 of 28 answers." in shown(app.result.headline)
    assert app.result.figure.data[3].x[0] == pytest.approx(200 / 3)
    assert app.result.figure.data[3].marker.symbol == ("square",)
    assert "67 of 100 towards strategy" in shown(app.result.twin)
    assert "67 of 100 towards strategy" in app.result.twin.plot_name
    assert "Next step" in shown(app.result.reasons)
    assert "Social strategy  67" in shown(app.result.profile)
    assert app.questionnaire.told["text"] == "Goal-led, index 67, coverage 100 %"


def test_the_name_is_on_the_map(app):
    answer(app, all_at("goal-led"))
    tell(app, name="Aurora <Museum>")
    assert "Aurora &lt;Museum&gt;" in app.result.figure.data[3].text[0]
    assert "Aurora <Museum>" in shown(app.result.headline)


def test_the_quick_form_has_its_own_questions_regions_and_words(app):
    before = app.result.figure.layout.shapes
    tell(app, form="quick")
    assert sum(len(section["items"]) for section in app.questionnaire.sections) == 9
    assert app.result.figure.layout.shapes != before
    assert "indicative only" in shown(app.result.headline)


def test_dont_know_is_like_no_answer_for_the_stage(app):
    answer(app, all_at("goal-led"))
    known = app.questionnaire.answers
    app.questionnaire.answers = {**known, "goals-named": {"dont_know": True, "evidence": "Ask Ms Weber"}}
    assert "It could be Goal-led, depending on 1 open answer." in shown(app.result.headline)


def test_the_form_is_there_before_plotly_is_and_the_map_comes_once_a_page_has_it(tmp_path):
    async def make() -> SelfAssessment:
        made = SelfAssessment(folder=tmp_path)
        answer(made, all_at("goal-led"))
        assert made.result.figure is None
        made.questionnaire._handle_custom_msg({"seen": True}, [])
        for _ in range(3000):
            await asyncio.sleep(0.02)
            if made.result.figure is not None:
                break
        await asyncio.sleep(0.1)
        return made

    app = asyncio.run(asyncio.wait_for(make(), 60))
    assert app.result.figure.data[3].x[0] == pytest.approx(200 / 3)
    assert "Goal-led" in shown(app.result.headline)
    assert app.faults == []


def test_the_state_of_the_map_that_a_new_page_asks_for_is_the_present_one(app):
    answer(app, all_at("goal-led"))
    tell(app, name="Aurora", form="quick")
    state = app.result.figure.get_state()
    assert "Aurora" in state["_widget_data"][3]["text"][0]
    assert len(state["_widget_layout"]["shapes"]) == len(app.result.figure.layout.shapes)


# --- What is kept ---


def test_each_answer_is_in_the_draft_as_soon_as_it_is_given_and_is_there_after_a_restart(app, tmp_path):
    tell(app, name="Aurora", size="about 30", form="quick")
    app.questionnaire.answers = {"goals-named": {"option": "goal-led", "evidence": "The plan, page 3"}}
    again = SelfAssessment(folder=tmp_path)
    assert again.questionnaire.answers == app.questionnaire.answers
    assert again.details.values == app.details.values
    assert "Aurora" in shown(again.result.headline)
    app.questionnaire.answers = {}
    assert SelfAssessment(folder=tmp_path).questionnaire.answers == {}


def test_two_windows_on_one_draft_lose_nothing_of_each_other(app, tmp_path):
    other = SelfAssessment(folder=tmp_path)
    app.questionnaire.answers = {"goals-named": {"option": "goal-led"}}
    other.questionnaire.answers = {"people-groups": {"option": "experiment"}}
    assert set(other.questionnaire.answers) == {"goals-named", "people-groups"}
    tell(app, name="Aurora")
    assert set(app.questionnaire.answers) == {"goals-named", "people-groups"}
    app.questionnaire.answers = {"people-groups": {"option": "experiment"}}
    tell(other, sector="museum")
    assert (set(other.questionnaire.answers), other.details.values["name"]) == ({"people-groups"}, "Aurora")


def test_where_answers_are_kept_is_said(app, visitor):
    assert "on this machine, in social-maturity.draft.json" in shown(app.keeping.panel)
    assert "This server stores none" in shown(visitor.keeping.panel)


def test_a_public_server_warns_of_real_data(tmp_path):
    app = SelfAssessment(folder=tmp_path, environment={"BINDER_SERVICE_HOST": "x"})
    assert "Don't enter a real organisation's data here" in shown(app.keeping.panel)


def test_a_draft_that_cannot_be_written_is_told_and_the_result_goes_on(app, monkeypatch):
    from sociable_assessment.errors import InputError

    def refuse(_: object) -> None:
        source = "draft"
        raise InputError(source, ["no space left"])

    monkeypatch.setattr(app.draft.file, "put", refuse)
    answer(app, all_at("goal-led"))
    assert "can't be kept" in shown(app.keeping.panel)
    assert "no space left" in shown(app.keeping.panel)
    assert "Goal-led" in shown(app.result.headline)


def test_a_visitor_has_no_file_on_the_server_and_sees_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.responses.json").write_text(EXAMPLES["bank"].read_text())
    fresh = SelfAssessment(environment=VOILA)
    tell(fresh, name="Aurora")
    answer(fresh, all_at("goal-led"))
    assert [path.name for path in tmp_path.iterdir()] == ["other.responses.json"]
    labels = [label for _, label in fresh.files.controls.fields[0]["options"]]
    assert "other.responses.json" not in labels
    assert "save" not in [button["id"] for button in fresh.files.controls.buttons]


@pytest.mark.parametrize("path", ["/etc/hostname", "other.responses.json"])
def test_a_page_can_open_only_what_is_offered(visitor, tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.responses.json").write_text(EXAMPLES["bank"].read_text())
    visitor.files.controls.values = {"file": path}
    assert press(visitor.files, "open") == "Choose a file from the list first."
    assert choose(visitor.compare, **{"with": f"file:{path}"}) == "Choose a file from the list."


def test_a_folder_of_the_servers_is_never_used_for_visitors(tmp_path):
    assert SelfAssessment(folder=tmp_path, environment=VOILA).folder is None
    assert SelfAssessment(environment={}).folder is None


def test_a_browser_brings_back_what_it_kept_and_what_was_given_meanwhile_stays(visitor):
    visitor.questionnaire.answers = {"people-groups": {"option": "experiment"}}
    entries = {
        "answer/self/goals-named": {"option": "goal-led"},
        "answer/self/people-groups": {"option": "not-yet"},
        "details/name": "Aurora",
        "details/form": "quick",
    }
    visitor.draft.keeper._handle_custom_msg({"restored": entries}, [])
    assert {item: each["option"] for item, each in visitor.questionnaire.answers.items()} == {
        "goals-named": "goal-led",
        "people-groups": "experiment",
    }
    assert visitor.details.values["name"] == "Aurora"
    assert len(visitor.questionnaire.sections) == 7


def test_what_a_page_keeps_by_itself_is_not_written_over_by_a_slower_kernel(visitor):
    visitor.questionnaire.answers = {"people-groups": {"option": "experiment"}}
    tell(visitor, name="Aurora")
    assert visitor.sent == []


def test_another_window_of_the_browser_is_followed(visitor):
    changed = {"changed": {"answer/self/goals-named": {"option": "goal-led"}, "details/name": "Aurora"}}
    visitor.draft.keeper._handle_custom_msg(changed, [])
    assert visitor.questionnaire.answers == {"goals-named": {"option": "goal-led"}}
    visitor.draft.keeper._handle_custom_msg({"changed": {"answer/self/goals-named": None}}, [])
    assert visitor.questionnaire.answers == {}
    assert "Aurora" in shown(visitor.result.headline)


def test_spoiled_entries_are_left_out_one_by_one_and_told(visitor):
    entries = {
        "answer/self/goals-named": {"option": "sometimes"},
        "answer/self/people-groups": {"option": "experiment"},
        "answer/self/nonsense": 3,
        "rater/self": "x",
        "details/form": "no-such-form",
    }
    visitor.draft.keeper._handle_custom_msg({"restored": entries}, [])
    assert visitor.questionnaire.answers == {"people-groups": {"option": "experiment"}}
    assert "sometimes" in shown(visitor.keeping.panel)


def test_a_browser_that_keeps_nothing_is_told_of(visitor):
    visitor.draft.keeper._handle_custom_msg({"unkept": True}, [])
    assert "This browser keeps nothing" in shown(visitor.keeping.panel)


# --- Files ---


def test_saving_says_where_and_keeps_everything(app, tmp_path):
    answer(app, all_at("goal-led"))
    tell(app, name="Aurora Museum", sector="museum", size="50-249", wave="2026")
    path = tmp_path / "aurora-museum-2026.responses.json"
    assert press(app.files, "save") == f"Saved 28 answers in {path}."
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert saved["organisation"] == {"name": "Aurora Museum", "sector": "museum", "size": "50-249"}
    assert [str(path), path.name] in app.files.controls.fields[0]["options"]


def test_saving_twice_replaces_ones_own_file_only(app, tmp_path):
    tell(app, name="Aurora")
    press(app.files, "save")
    press(app.files, "save")
    assert len(list(tmp_path.glob("*.responses.json"))) == 1
    other = SelfAssessment(folder=tmp_path)
    assert "aurora-2.responses.json" in press(other.files, "save")


@pytest.mark.parametrize("button", ["save", "download", "report"])
def test_a_name_is_asked_for_before_anything_leaves(app, tmp_path, button):
    assert "Give the organisation a name first" in press(app.files, button)
    assert list(tmp_path.iterdir()) == []


def test_opening_brings_back_answers_details_and_map(app):
    answer(app, all_at("goal-led", people_groups="experiment"))
    tell(app, name="Aurora", size="about 30", form="quick")
    press(app.files, "save")
    saved, there = app.questionnaire.answers, app.result.figure.data[3].x
    press(app.files, "new")
    assert app.questionnaire.answers == {}
    assert load(app, Path(app.files.controls.fields[0]["options"][1][0])) == "Opened 28 answers of Aurora."
    assert app.questionnaire.answers == saved
    assert app.details.values["size"] == "about 30"
    assert app.result.figure.data[3].x == there


def test_unsaved_answers_are_let_go_only_when_asked_twice(app, tmp_path):
    tell(app, name="Aurora")
    app.questionnaire.answers = {"goals-named": {"option": "goal-led"}}
    press(app.files, "save")
    path = next(tmp_path.glob("*.responses.json"))
    answer(app, all_at("goal-led"))
    assert "press Open from the list again" in load(app, path)
    assert len(app.questionnaire.answers) == 28
    assert press(app.files, "open") == "Opened 1 answers of Aurora."


def test_another_button_in_between_asks_anew(app):
    answer(app, all_at("goal-led"))
    assert "press Start afresh again" in press(app.files, "new")
    press(app.files, "save")
    assert "press Start afresh again" in press(app.files, "new")
    assert len(app.questionnaire.answers) == 28


def test_starting_afresh_leaves_nothing_behind(app, visitor, tmp_path):
    for each in (app, visitor):
        answer(each, all_at("goal-led"))
        press(each.files, "new")
        assert "The form was emptied" in press(each.files, "new")
    assert json.loads((tmp_path / "social-maturity.draft.json").read_text())["entries"] == {}
    assert set(visitor.sent[-1]["put"].values()) == {None}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "sociable-responses/1"}', "\0\1", '{"format": "x"}'])
def test_a_bad_file_is_told_in_words_and_nothing_is_lost(app, text):
    answer(app, all_at("goal-led"))
    for tool, button in ((app.files, "upload"), (app.compare, "open"), (app.raters, "join")):
        assert "your answers are as they were" in give(tool, button, "bad.json", text.encode())
    assert "larger than 8 MB" in give(app.files, "upload", "big.json", None)
    assert "end in .json or .csv" in give(app.compare, "open", "../../x.exe", b"x")
    assert len(app.questionnaire.answers) == 28
    assert "Goal-led" in shown(app.result.headline)


def test_answers_are_downloaded_and_opened_again_elsewhere(visitor):
    answer(visitor, all_at("goal-led"))
    tell(visitor, name="Aurora", wave="2026")
    assert "aurora-2026.responses.json is in your browser's downloads: 28 answers." in press(visitor.files, "download")
    data, view = visitor.sent[-1]["data"], visitor.sent[-1]["view"]
    assert view == "v"
    elsewhere = SelfAssessment(environment=VOILA)
    assert "Opened 28 answers of Aurora." in give(elsewhere.files, "upload", "aurora.json", data)
    assert elsewhere.questionnaire.answers == visitor.questionnaire.answers


def test_the_report_is_downloaded_with_the_earlier_result(visitor):
    load(visitor, EXAMPLES["museum 2026"])
    choose(visitor.compare, **{"with": f"file:{EXAMPLES['museum 2025']}"})
    assert "-report.zip is in your browser's downloads" in press(visitor.files, "report")
    with zipfile.ZipFile(io.BytesIO(visitor.sent[-1]["data"])) as packed:
        names = packed.namelist()
    assert sum(name.endswith(".html") for name in names) >= 2
    assert {"html", "csv", "json"} <= {name.rsplit(".", 1)[1] for name in names}


def test_a_press_that_overtakes_the_last_answers_takes_them_along(visitor):
    answers = {item: {"option": option} for item, option in all_at("goal-led").items()}
    page = {"rater": "self", "answers": answers, "values": {"Your organisation": {"name": "Aurora"}}}
    visitor.files.controls._handle_custom_msg({"click": "download", "view": "v", "page": page}, [])
    assert "aurora.responses.json is in your browser's downloads: 28 answers." in shown(visitor.files.messages)
    stale = {"rater": "another", "answers": {}, "values": 3}
    visitor.files.controls._handle_custom_msg({"click": "download", "view": "v", "page": stale}, [])
    assert len(visitor.draft.answers) == 28


# --- Raters ---


def test_raters_answer_one_after_another_and_the_result_is_joint(app, tmp_path):
    assert "answer first" in press(app.raters, "add")
    answer(app, all_at("goal-led"))
    assert "Rater 2 begins with an empty form" in press(app.raters, "add")
    assert app.questionnaire.answers == {}
    assert "joint" not in shown(app.result.headline)
    answer(app, all_at("experiment"))
    assert "joint result of 2 people" in shown(app.result.headline)
    choose(app.raters, of="one")
    assert "joint" not in shown(app.result.headline)
    again = SelfAssessment(folder=tmp_path)
    assert again.questionnaire.answers == app.questionnaire.answers
    assert len(again.draft.responses.raters) == 2
    choose(app.raters, rater="self")
    assert app.questionnaire.answers["goals-named"] == {"option": "goal-led"}


def send_late(app, edition: int, rater: str, answers: dict[str, str]) -> None:
    given = {item: {"option": option} for item, option in answers.items()}
    app.questionnaire.set_state({"answers": given, "stamp": f"{edition}/9/{rater}"})


def test_answers_that_arrive_after_another_raters_turn_began_are_their_own_raters(app):
    answer(app, all_at("goal-led"))
    edition = app.questionnaire.edition
    press(app.raters, "add")
    send_late(app, edition, "self", all_at("experiment"))
    assert app.questionnaire.answers == {}
    assert app.draft.answers == {}
    choose(app.raters, rater="self")
    assert app.draft.answers["goals-named"] == {"option": "experiment"}


def test_a_page_to_which_late_answers_were_echoed_is_told_the_present_ones(app, monkeypatch):
    answer(app, all_at("goal-led"))
    edition = app.questionnaire.edition
    press(app.raters, "add")
    sent = []
    monkeypatch.setattr(app.questionnaire, "_send", lambda message, **_: sent.append(message))
    send_late(app, edition, "self", all_at("experiment"))
    states = [message["state"]["answers"] for message in sent if "answers" in message.get("state", {})]
    assert states[-1] == {}


def test_answers_that_arrive_after_a_fresh_start_do_not_come_back(app):
    answer(app, all_at("goal-led"))
    edition = app.questionnaire.edition
    press(app.files, "new")
    press(app.files, "new")
    send_late(app, edition, "self", all_at("experiment"))
    assert (app.questionnaire.answers, app.draft.answers) == ({}, {})
    send_late(app, app.questionnaire.edition, "self", all_at("experiment"))
    assert len(app.draft.answers) == 28


def test_a_rater_is_removed_only_when_asked_twice(app):
    answer(app, all_at("goal-led"))
    press(app.raters, "add")
    answer(app, all_at("experiment"))
    assert "Press Remove this rater again" in press(app.raters, "drop")
    press(app.raters, "drop")
    assert app.questionnaire.answers["goals-named"] == {"option": "goal-led"}
    assert [button["id"] for button in app.raters.controls.buttons] == ["add", "join"]


def test_raters_come_from_a_table_and_bring_the_organisation_along(app):
    table = EXAMPLES["bank"].with_suffix(".csv").read_bytes()
    assert "13 raters added from bank.csv. The result is that of 13 together." in give(
        app.raters, "join", "bank.csv", table
    )
    assert app.details.values["name"] == "Fenwater Savings Bank (fictional)"
    assert "joint result of 13 people" in shown(app.result.headline)


def test_a_table_of_other_organisations_is_refused(app, tmp_path):
    from sociable_assessment.model_file import read_model
    from sociable_assessment.response_file import read_responses

    found = [read_responses(EXAMPLES[name], read_model()) for name in ("bank", "parts maker")]
    write_table(tmp_path / "two.csv", found, read_model())
    tell(app, name="Aurora")
    assert "2 organisations or waves" in give(app.raters, "join", "two.csv", (tmp_path / "two.csv").read_bytes())


def test_a_raters_department_is_kept(app, tmp_path):
    answer(app, all_at("goal-led"))
    choose(app.raters, department="brand")
    assert SelfAssessment(folder=tmp_path).draft.responses.raters[0].department == "brand"
    choose(app.raters, department="no such department")
    assert app.draft.responses.raters[0].department == "brand"


# --- Comparison and pictures ---


def test_an_earlier_result_stands_on_the_map_and_in_the_profile(app):
    load(app, EXAMPLES["museum 2026"])
    assert "Compared with City Museum" in choose(app.compare, **{"with": f"file:{EXAMPLES['museum 2025']}"})
    assert list(app.result.figure.data[2].x) == [pytest.approx(42.2, abs=0.1)]
    assert "2025: Experiment (index 42). Now: Goal-led (index 63)." in shown(app.result.profile)
    choose(app.compare, **{"with": ""})
    assert list(app.result.figure.data[2].x) == []


def test_a_result_by_another_name_is_taken_for_another_organisations(app):
    load(app, EXAMPLES["museum 2026"])
    choose(app.compare, **{"with": f"file:{EXAMPLES['bank']}"})
    assert app.compare.kind == "other"
    choose(app.compare, **{"as": "before"})  # who has changed the name knows better
    assert app.compare.kind == "before"
    choose(app.compare, **{"with": f"file:{EXAMPLES['museum 2025']}"})
    assert app.compare.kind == "before"


def test_a_result_file_can_be_compared_with(app, tmp_path):
    from sociable_assessment.command_line import main

    main(["score", str(EXAMPLES["bank"]), str(EXAMPLES["parts maker"]), "-o", str(tmp_path / "result.json")])
    answer(app, all_at("goal-led"))
    tell(app, form="quick")
    choose(app.compare, **{"as": "other"})
    assert "Compared with" in give(app.compare, "open", "result.json", (tmp_path / "result.json").read_bytes())
    offered = [label for _, label in app.compare.controls.fields[0]["options"]]
    assert len([label for label in offered if "(fictional)" in label]) == 2


def test_each_picture_is_drawn_with_its_twin_and_follows_the_answers(app):
    load(app, EXAMPLES["bank"])
    choose(app.compare, **{"with": f"file:{EXAMPLES['museum 2026']}", "as": "target"})
    drawn = []
    for name, _ in app.pictures.controls.fields[0]["options"][1:]:
        assert choose(app.pictures, picture=name) == "The picture is drawn below."
        assert app.pictures.plot.children[0].data
        assert "The picture as a table" in shown(app.pictures.twin)
        drawn.append(name)
    assert drawn == ["map", "profile", "items", "gap", "spread", "departments"]
    before = shown(choose(app.pictures, picture="items") and app.pictures.twin)
    app.questionnaire.answers = {}
    assert shown(app.pictures.twin) != before


def test_pictures_that_the_answers_do_not_allow_are_not_offered(app):
    answer(app, all_at("goal-led"))
    offered = [name for name, _ in app.pictures.controls.fields[0]["options"]]
    assert offered == ["", "map", "profile", "items"]


# --- Faults ---


def test_an_error_in_a_callback_is_shown_and_remembered(tmp_path, monkeypatch):
    app = SelfAssessment(folder=tmp_path)
    monkeypatch.setattr(self_assessment, "stand", lambda *_: 1 / 0)
    answer(app, all_at("goal-led"))
    assert "Something in Sociable broke" in shown(app.keeping.panel)
    assert "ZeroDivisionError: division by zero" in shown(app.keeping.panel)
    assert [type(fault) for fault in app.faults] == [ZeroDivisionError]
    monkeypatch.undo()
    assert len(SelfAssessment(folder=tmp_path).questionnaire.answers) == 28


def test_a_malformed_answer_from_the_page_is_shown_and_remembered(tmp_path):
    app = SelfAssessment(folder=tmp_path)
    app.questionnaire.answers = {"goals-named": {"nonsense": 1}}
    assert "Something in Sociable broke" in shown(app.keeping.panel)
    assert len(app.faults) == 1


def test_actions_that_a_workshop_agreed_on_are_asked_after_when_its_result_is_opened_again(app, tmp_path):
    agreed = (AgreedAction("Name one goal", "Ines", "2027-01-31"),)
    before = replace(read_responses(EXAMPLES["museum 2025"], read_model()), actions=agreed)
    write_responses(tmp_path / "before.json", before)
    said = give(app.compare, "open", "before.json", (tmp_path / "before.json").read_bytes())
    assert "what has become of it?" in said
    assert "Name one goal (Ines, until 2027-01-31)" in said
