"""The widgets, driven as a learner drives them: by messages of the page, and by the methods that stand for them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from sociable_assessment.errors import UnknownNameError
from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture, house_figure
from sociable_assessment.widgets.sources import read_script, read_styles
from sociable_course import open_lesson
from sociable_course.answers import NAME, dump_answers
from sociable_course.widgets import ERRORS
from sociable_course.widgets.exercise import SAVED
from tests.course.lesson_quiz import LESSON, make_quiz, quiz_data
from tests.course.test_marking import RIGHT

TEXT = "Our fitters come to read, so we give each answer a headline."


@pytest.fixture
def lesson(tmp_path):
    """A lesson whose callbacks must not break."""
    ERRORS.clear()
    yield open_lesson(make_quiz(), tmp_path)
    assert ERRORS == []


@pytest.fixture
def breaking(tmp_path):
    """A lesson in which a test breaks something on purpose; gives the errors too."""
    ERRORS.clear()
    yield open_lesson(make_quiz(), tmp_path), ERRORS
    ERRORS.clear()


def page_sends(widget, **content) -> None:
    widget.question._handle_custom_msg(content, [])


def draw(value: float = 0, town: str = "small", *, named: bool = False) -> Picture:
    figure = house_figure("Nine of ten write nothing", "of 100 members")
    figure.add_bar(x=["You", "Measured"], y=[value, 90])
    if named:
        figure.add_scatter(x=["You"], y=[1])
    return Picture(
        figure, f"You said {value:g}, {town}.", table("Members", ["Who", "n"], [["You", f"{value:g}"]]), "Us"
    )


def tags(tree, name: str) -> list:
    """Find all elements of a name in a panel's tree."""
    if isinstance(tree, str):
        return []
    found = [tree] if tree[0] == name else []
    return found + [each for child in tree[2] for each in tags(child, name)]


# --- predict -----------------------------------------------------------------------------------------------------


def test_a_prediction_is_committed_once_and_then_the_picture_appears(lesson):
    asked = lesson.predict("silent-share", then=draw)
    assert (asked.state, asked.view, asked.question.locked) == ("open", None, "")
    page_sends(asked, act="keep", value="40,5")
    assert asked.state == "committed"
    assert asked.question.locked == "You predicted 40.5 of 100 members."
    assert asked.view.figure.data[0].y == (40.5, 90)
    assert asked.children[-1] is asked.view
    asked.commit(60)
    assert lesson.answers.answers["silent-share"].tries == (40.5,)


def test_a_prediction_is_locked_by_another_window_too(lesson):
    asked = lesson.predict("silent-share")
    open_lesson(make_quiz(), lesson.answers.path.parent).predict("silent-share").commit(10)
    asked.commit(60)
    assert asked.question.locked == "You predicted 10 of 100 members."
    assert lesson.answers.answers["silent-share"].tries == (10,)


def test_a_predicted_option_is_shown_by_its_text(lesson):
    asked = lesson.predict("who-leads", then=lambda option: draw(town=option))
    asked.commit("few")
    assert asked.question.locked == "You predicted “A few members, again and again”."
    assert "few" in asked.view.picture.finding


@pytest.mark.parametrize(
    ("value", "said"), [("", "Write a number first."), ("101", "between 0 and 100"), (None, "Write")]
)
def test_a_value_that_is_none_is_refused_in_words_and_nothing_is_kept(lesson, value, said):
    asked = lesson.predict("silent-share", then=draw)
    page_sends(asked, act="keep", value=value)
    assert said in asked.message
    assert (asked.state, asked.question.locked) == ("open", "")
    assert not lesson.answers.path.exists()


def test_a_picture_that_breaks_is_told_of_and_the_prediction_stays(breaking):
    lesson, errors = breaking
    asked = lesson.predict("silent-share", then=lambda _: 1 / 0)
    asked.commit(40)
    assert "ZeroDivisionError" in asked.message
    assert [type(each) for each in errors] == [ZeroDivisionError]
    assert lesson.answers.answers["silent-share"].value == 40
    alarms = [tree for tree in tags(asked.said.tree[0], "div") if tree[1].get("role") == "alert"]
    assert "ZeroDivisionError" in str(alarms)


# --- check, sort, number -----------------------------------------------------------------------------------------


def test_a_wrong_answer_gets_its_own_reply_and_another_try(lesson):
    asked = lesson.check("before-platforms")
    asked.choose("no-network")
    assert asked.state == "wrong"
    assert asked.message.startswith("✗ Not quite. True, nobody posted. But the women chose")
    assert asked.question.saved == SAVED
    asked.choose("lurkers")
    assert "Not quite. (2nd try)" in asked.message
    asked.choose("circles")
    assert (asked.state, "Right. (3rd try)" in asked.message) == ("right", True)
    assert lesson.answers.answers["before-platforms"].tries == ("no-network", "lurkers", "circles")


def test_pressing_the_button_without_an_answer_says_what_is_missing(lesson):
    asked = lesson.check("before-platforms")
    page_sends(asked, act="keep", value=None)
    assert asked.message == "Choose one of the answers first."
    sort = lesson.sort("motives")
    page_sends(sort, act="keep", value={"fitter": "help"})
    assert sort.message == "Place all 6 cards first: 5 are left."


def test_a_sort_gets_a_note_a_card(lesson):
    asked = lesson.sort("motives")
    asked.place(RIGHT | {"fitter": "show"})
    assert "5 of 6 are where they belong." in asked.message
    assert asked.question.notes["fitter"]["right"] is False
    assert "would rather" in asked.question.notes["fitter"]["text"]
    asked.place(RIGHT)
    assert (asked.state, "All 6" in asked.message) == ("right", True)


def test_a_number_is_read_and_marked(lesson):
    asked = lesson.number("top-tenth")
    asked.commit("10")
    assert "A tenth of the people, yes." in asked.message
    asked.commit("42,9 %")
    assert (asked.state, asked.question.draft, lesson.given("top-tenth")) == ("right", "42.9", 42.9)


class Odd:
    def __float__(self):
        raise ValueError


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (42.9, "Your code gives 42.9 percent. Right."),
        (10, "Your code gives 10 percent. Not quite. A tenth of the people"),
        ("42.9", "A number is asked for; this is text."),
        ([42.9], "this is a list."),
        (True, "this is a bool."),
        (float("nan"), "is not a number that can be an answer"),
        (4290, "the answer lies between 0 and 100"),
        (Odd(), "A single number is asked for; this is a Odd."),
    ],
)
def test_what_code_gives_is_looked_at_and_never_raises(lesson, code, said):
    assert said in lesson.number("top-tenth", code=code).message
    assert not lesson.answers.path.exists()


def test_code_goes_before_the_kept_number(lesson):
    assert lesson.given("top-tenth") is None
    lesson.number("top-tenth").commit(41)
    assert lesson.given("top-tenth") == 41
    assert lesson.given("top-tenth", 42.9) == 42.9
    assert lesson.given("top-tenth", 0) == 0


def test_a_graded_check_says_only_that_it_is_kept(lesson):
    asked = lesson.check("graded-check")
    asked.choose("b")
    assert (asked.state, asked.message) == ("kept", "Kept. It is marked when you hand in.")
    assert asked.question.words["button"] == "Keep"


# --- short text --------------------------------------------------------------------------------------------------


def test_first_the_text_then_the_rubric_then_the_sample(lesson):
    asked = lesson.write("offer")
    asked.keep("too short")
    assert "2 of at least 8 words" in asked.message
    assert asked.question.rubric["criteria"] == []
    page_sends(asked, act="keep", value=TEXT)
    assert [each["id"] for each in asked.question.rubric["criteria"]] == ["names-motive", "no-post", "date"]
    assert "One way to answer" not in asked.message
    page_sends(asked, act="tick", ticked=["no-post", "nonsense"])
    assert "1 of 3 ticked. One way to answer Our fitters come to read, not to write." in asked.message
    assert lesson.answers.answers["offer"].ticked == ("no-post",)
    asked.keep(TEXT, ticked=[])
    assert "0 of 3 ticked." in asked.message


def test_ticking_before_there_is_a_text_says_so(lesson):
    asked = lesson.write("offer")
    page_sends(asked, act="tick", ticked=["date"])
    assert asked.message == "Keep a text first."


# --- kept, restored ----------------------------------------------------------------------------------------------


def answer_all(lesson) -> None:
    lesson.predict("silent-share").commit(40)
    lesson.predict("who-leads").commit("few")
    lesson.check("before-platforms").choose("circles")
    lesson.sort("motives").place(RIGHT)
    lesson.write("offer").keep(TEXT, ticked=["date"])
    lesson.number("top-tenth").commit(10)
    lesson.check("graded-check").choose("a")


def ask_all(lesson) -> dict:
    calls = {"silent-share": lesson.predict, "who-leads": lesson.predict, "before-platforms": lesson.check}
    calls |= {"motives": lesson.sort, "offer": lesson.write, "top-tenth": lesson.number, "graded-check": lesson.check}
    return {name: call(name) for name, call in calls.items()}


def test_all_is_restored_in_a_new_kernel(lesson):
    answer_all(lesson)
    before = lesson.answers.path.read_bytes()
    again = open_lesson(make_quiz(), lesson.answers.path.parent)
    shown = ask_all(again)
    states = ["committed", "committed", "right", "right", "kept", "wrong", "kept"]
    assert [each.state for each in shown.values()] == states
    assert [each.message for each in shown.values()] == [each.message for each in ask_all(lesson).values()]
    assert shown["offer"].question.draft == TEXT
    assert shown["motives"].question.draft == RIGHT
    assert again.saved().state == f"7 of 7 answers kept in {NAME}"
    assert lesson.answers.path.read_bytes() == before


def test_nothing_raises_while_nothing_is_answered(lesson):
    assert {each.state for each in ask_all(lesson).values()} == {"open"}
    assert {each.message for each in ask_all(lesson).values()} == {""}
    assert "Not answered yet." in str(lesson.read("offer"))
    assert lesson.given("top-tenth", None) is None
    assert lesson.saved().state == "0 of 7 answers kept yet"
    assert "0 of 7" in repr(lesson)
    assert list(lesson.answers.path.parent.iterdir()) == []


def test_a_cell_that_is_run_again_keeps_what_was_typed(lesson):
    lesson.write("offer").question.draft = "half a sen"
    asked = open_lesson(make_quiz(), lesson.answers.path.parent).write("offer")
    assert (asked.question.draft, asked.question.kept) == ("half a sen", None)


def test_the_same_exercise_twice_on_a_page_follows_but_keeps_what_is_typed(lesson):
    one, other, typing = (lesson.write("offer") for _ in range(3))
    typing.question.draft = "half a sen"
    one.keep(TEXT, ticked=["date"])
    assert (other.question.draft, other.message) == (TEXT, one.message)
    assert other.question.rubric["ticked"] == ["date"]
    assert (typing.question.draft, typing.question.kept) == ("half a sen", TEXT)


def test_an_answer_that_no_longer_fits_stays_until_there_is_a_new_one(lesson):
    lesson.answers.keep("before-platforms", "check", "an-option-of-last-year")
    asked = lesson.check("before-platforms")
    assert "no longer fits" in asked.message
    assert asked.state == "open"
    assert lesson.saved().state == "0 of 7 answers kept yet"
    assert "Not answered yet." in str(lesson.read("before-platforms"))
    asked.choose("circles")
    assert lesson.answers.answers["before-platforms"].tries == ("an-option-of-last-year", "circles")


def test_where_nothing_can_be_written_one_learns_all_the_same(lesson, monkeypatch):
    asked = lesson.check("before-platforms")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        asked.choose("no-network")
    assert "True, nobody posted." in asked.message
    assert "Not saved: it can't be written: Read-only file system." in asked.message
    assert asked.question.saved == ""
    asked.choose("circles")
    assert asked.question.saved == SAVED
    assert json.loads(lesson.answers.path.read_text())["answers"]["before-platforms"]["tries"] == [
        "no-network",
        "circles",
    ]


def fail(*_: object) -> None:
    raise OSError(30, "Read-only file system")


def test_an_unreadable_file_is_told_of_before_and_after(lesson):
    lesson.answers.path.write_bytes(b"{")
    again = open_lesson(make_quiz(), lesson.answers.path.parent)
    assert "answers.json can't be read" in again.saved().message
    asked = again.check("before-platforms")
    asked.choose("circles")
    assert "it is now in answers_set_aside.json" in asked.message


@pytest.mark.parametrize(
    "content", [None, 3, "keep", [], {}, {"act": 3}, {"act": "tick"}, {"act": "tick", "ticked": 3}]
)
def test_a_message_that_is_none_changes_nothing(lesson, content):
    for asked in ask_all(lesson).values():
        asked.question._handle_custom_msg(content, [])
    lesson.saved().bar._handle_custom_msg(content, [])
    assert not lesson.answers.path.exists()


def test_a_wrong_name_is_refused_with_the_nearest(lesson):
    with pytest.raises(UnknownNameError, match="did you mean 'offer'"):
        lesson.write("offers")
    with pytest.raises(UnknownNameError, match="has no check 'offer'"):
        lesson.check("offer")


# --- read --------------------------------------------------------------------------------------------------------


def test_kept_answers_can_be_read_without_a_widget(lesson):
    answer_all(lesson)
    assert TEXT in str(lesson.read("offer"))
    assert "ticked by the writer: Someone could start" in str(lesson.read("offer"))
    assert "40 of 100 members" in str(lesson.read("silent-share"))
    assert "Get or give help" in str(lesson.read("motives"))
    assert "“Two circles" in str(lesson.read("before-platforms"))


def test_what_a_learner_writes_is_shown_and_never_run(lesson):
    lesson.write("offer").keep("<script>alert(1)</script> " + TEXT)
    html = lesson.read("offer")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


# --- pictures ----------------------------------------------------------------------------------------------------


def test_a_picture_has_its_twin_and_a_name(lesson):
    view = lesson.show(draw(40))
    assert view._twin.plot_name == "You said 40, small."
    assert len(tags(view._twin.tree[0], "caption")) == 1
    assert "Source: Us" in str(view._twin.tree)


def test_dials_start_where_the_function_does(lesson):
    seen = lesson.explore(draw, label="Town", value=(0, 100, 10), town=["large", "small"], named=True)
    assert seen.view.figure.data[0].y == (0, 90)
    assert seen.view.picture.finding == "You said 0, small."
    assert len(seen.view.figure.data) == 1, "the function's own default goes before the control's"


def test_a_dial_that_is_turned_moves_the_same_figure(lesson):
    seen = lesson.explore(draw, label="Town", value=(0, 100, 10), town={"A town": "large"}, named=False)
    figure = seen.view.figure
    seen.set(value="50,5")
    assert seen.view.figure is figure
    assert figure.data[0].y == (50.5, 90)
    assert "You said 50.5, large." in str(seen.view._twin.tree)
    seen.set(named=True)
    assert len(seen.view.figure.data) == 2


def test_dials_that_would_tell_an_outcome_open_when_it_is_predicted(lesson):
    seen = lesson.explore(draw, label="Town", value=(0, 100, 10), after=("silent-share",))
    assert "when you have committed your prediction" in seen.message
    assert seen.dials not in seen.children
    assert seen.view.picture is None
    lesson.predict("silent-share").commit("40")
    assert seen.children == (seen.dials, seen.view, seen.said)
    assert seen.view.picture.finding == "You said 0, small."
    assert seen.message == ""
    again = lesson.explore(draw, label="Town", value=(0, 100, 10), after=("silent-share",))
    assert again.view.picture is not None


def test_what_dials_wait_for_must_be_a_prediction(lesson):
    with pytest.raises(UnknownNameError, match="before-platforms"):
        lesson.explore(draw, label="Town", value=(0, 100, 10), after=("before-platforms",))


def test_a_dial_set_to_nonsense_is_told_of_and_the_picture_stays(lesson):
    seen = lesson.explore(draw, label="Town", value=(0, 100, 10))
    for text, said in [
        ("101", "Value: 101 is outside 0 to 100."),
        ("x", "'x' is not a number."),
        ("", "Write a number"),
    ]:
        seen.set(value=text)
        assert said in seen.message
        assert seen.view.figure.data[0].y == (0, 90)
    seen.set(value=10)
    assert seen.message == ""


def test_a_function_that_breaks_is_told_of_and_recorded(breaking):
    lesson, errors = breaking
    seen = lesson.explore(lambda size: draw(1 / size), label="x", size=(0, 5, 1))
    assert "ZeroDivisionError" in seen.message
    assert [type(each) for each in errors] == [ZeroDivisionError]
    seen.set(size=2)
    assert seen.message == ""


def test_many_choices_go_into_a_list(lesson):
    seen = lesson.explore(lambda town: draw(town=town), label="x", town=[f"town {n}" for n in range(9)])
    assert seen.dials.fields[0]["kind"] == "select"
    seen.set(town="town 7")
    assert seen.view.picture.finding == "You said 0, town 7."


def test_plotly_itself_is_sent_when_a_page_asks_and_not_with_each_figure(lesson, monkeypatch):
    figure = lesson.show(draw(40)).figure
    sent, states = [], []
    monkeypatch.setattr(figure, "send", lambda content, buffers=None: sent.append((content, buffers)))
    monkeypatch.setattr(figure, "send_state", states.append)
    assert len(figure.get_state()["_esm"]) < 10_000
    for message in ({"wants": "plotly"}, {"wants": "state"}, {"wants": "bread"}, None, 3):
        figure._handle_custom_msg(message, [])
    assert [content for content, _ in sent] == [{"gives": "plotly"}, {"gives": "state"}]
    assert len(sent[0][1][0]) > 1_000_000
    assert states == [["_widget_data", "_widget_layout"]]
    assert figure.get_state(["_widget_data"])["_widget_data"][0]["y"] == [40, 90]


# --- the save bar ------------------------------------------------------------------------------------------------


def unzip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_work_goes_home_and_comes_back(lesson, tmp_path):
    notebook = json.dumps({"cells": [], "nbformat": 4}).encode()
    (tmp_path / "mine.ipynb").write_bytes(notebook)
    answer_all(lesson)
    name, data = lesson.saved().download()
    assert name.startswith(f"{LESSON}_")
    assert unzip(data) == {NAME: lesson.answers.path.read_bytes(), "mine.ipynb": notebook}
    home = tmp_path / "elsewhere"
    home.mkdir()
    other = open_lesson(make_quiz(), home)
    other.check("before-platforms").choose("lurkers")
    shown, bar = ask_all(other), other.saved()
    bar.bring_back(name, data)
    assert bar.message.startswith("Brought back 7 answers. What was here before is in answers_before_")
    assert bar.message.endswith("Code that you wrote in the other one is in mine_brought_back.ipynb, beside it.")
    assert bar.state == f"7 of 7 answers kept in {NAME}"
    assert [each.state for each in shown.values()].count("open") == 0
    assert other.answers.read() == lesson.answers.read()
    assert "lurkers" in next(home.glob("answers_before_*")).read_text()
    bar.bring_back("answers.json", unzip(data)[NAME])
    assert len(list(home.glob("answers_before_*"))) == 2


def test_an_answer_to_another_part_stays_when_work_comes_back(lesson):
    lesson.check("graded-check").choose("b")
    lesson.saved().bring_back(NAME, dump_answers({}, LESSON).encode())
    assert set(lesson.answers.read()) == {"graded-check"}


def a_zip(**entries: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return made.getvalue()


GOOD = dump_answers({}, LESSON).encode()
BAD = {
    "no zip": (b"hello", "this is not JSON"),
    "broken zip": (a_zip(**{NAME: GOOD})[:-30], "broken"),
    "wrong check sum": (a_zip(**{NAME: GOOD}).replace(b"PK\x01\x02", b"PK\x01\x03"), "broken"),
    "no answers": (a_zip(**{"a.txt": b"x"}), "holds no answers.json"),
    "bomb": (a_zip(**{NAME: bytes(6_000_000)}), "more than 5,000,000 bytes"),
    "other lesson": (a_zip(**{NAME: GOOD.replace(b"99_", b"01_")}), "lesson '01_fixture'; this is lesson '99_fixture'"),
    "too large": (None, "larger than 8 MB"),
    "empty": (b"", "empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_work_of_this_lesson_is_refused_and_nothing_changes(lesson, name):
    lesson.check("graded-check").choose("b")
    before = {each.name: each.read_bytes() for each in lesson.answers.path.parent.iterdir()}
    data, said = BAD[name]
    bar = lesson.saved()
    bar.bring_back("work.zip", data)
    assert said in bar.message
    assert "your answers are as they were" in bar.message
    assert {each.name: each.read_bytes() for each in lesson.answers.path.parent.iterdir()} == before


def test_names_in_a_zip_lead_nowhere_else(lesson, tmp_path):
    notebook = json.dumps({"cells": [], "nbformat": 4}).encode()
    data = a_zip(**{f"../../{NAME}": GOOD, "..\\..\\evil.ipynb": notebook})
    lesson.saved().bring_back("work.zip", data)
    assert {each.name for each in tmp_path.iterdir()} == {NAME, "evil_brought_back.ipynb"}
    lesson.saved().bring_back("work.zip", a_zip(**{NAME: GOOD, "no.ipynb": b"<html>"}))
    assert not (tmp_path / "no_brought_back.ipynb").exists()


def test_the_page_is_sent_bytes_for_the_view_that_asked(lesson, monkeypatch):
    sent = []
    bar = lesson.saved()
    monkeypatch.setattr(bar.bar, "send", lambda content, buffers=None: sent.append((content, buffers)))
    bar.bar._handle_custom_msg({"act": "download", "view": "v1"}, [])
    ((content, buffers),) = sent
    assert content["view"] == "v1"
    assert set(unzip(buffers[0])) == {NAME}


@pytest.mark.parametrize(
    ("environment", "warned"),
    [
        ({}, False),
        ({"BINDER_SERVICE_HOST": "h"}, True),
        ({"SOCIABLE_PUBLIC": "1"}, True),
        ({"BINDER_REQUEST": "h", "SOCIABLE_PUBLIC": "0"}, False),
    ],
)
def test_where_work_is_lost_the_bar_says_so(lesson, monkeypatch, environment, warned):
    for name in ("BINDER_SERVICE_HOST", "BINDER_REQUEST", "SOCIABLE_PUBLIC"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("forgets everything" in lesson.saved().bar.warning) is warned


# --- files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("fields", "question"), ("fields", "dials"), ("save_bar",)])
def test_no_script_reads_html_or_asks_the_network(names):
    script = read_script(*names, package="sociable_course")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http", "fetch("):
        assert word not in script


def test_the_style_sheet_asks_the_network_for_nothing():
    styles = read_styles("lesson", "sociable_course")
    assert "url(" not in styles
    assert "@import" not in styles


def test_the_quiz_on_the_page_holds_no_key(lesson):
    """What is sent before an answer must not tell which is right."""
    for part in ask_all(lesson).values():
        state = json.dumps(part.question.get_state(["content", "words", "notes", "rubric"]))
        for check in quiz_data()["checks"]:
            assert all(option["feedback"] not in state for option in check["options"] if len(option["feedback"]) > 5)
        assert "right" not in state
        assert '"category"' not in state
        assert "One way to answer" not in state
