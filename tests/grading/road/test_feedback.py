"""What pages show: harmless HTML, still figures, widgets in words, and no hidden test."""

from __future__ import annotations

import base64
import json

import nbformat
import numpy as np
import plotly.graph_objects as go
import pytest

from sociable_assessment.markup import to_html
from sociable_grading.feedback_axes import settle
from sociable_grading.feedback_hidden import hide_tests
from sociable_grading.feedback_html import clean, markdown_to_html
from sociable_grading.feedback_notice import write_notice
from sociable_grading.feedback_page import make_still
from sociable_grading.feedback_pictures import draw_figure
from sociable_grading.feedback_secrets import fill_secrets
from sociable_grading.feedback_widgets import STATE, VIEW, read_models, tell_widget
from sociable_grading.verdicts import GUARDED, HELD, CellGrade, Verdict
from sociable_grading.widget_scripts import drop_scripts

TEST = """lesson.number("a", code=a)
### BEGIN HIDDEN TESTS
assert abs(given - 48.7) <= 0.5, "another number than 48.7"
### END HIDDEN TESTS
assert a, "a is shown" """


# --- harmless ---


@pytest.mark.parametrize(
    "attack",
    [
        "<script>x()</script>",
        "<SCRIPT src=//example.org/a.js></SCRIPT>",
        "<img src=x onerror=x()>",
        "<img src='https://example.org/a.png'>",
        "<svg onload=x()><a xlink:href='javascript:x()'>k</a></svg>",
        "<a href='javascript:x()'>k</a>",
        "<a href='data:text/html,<script>x()</script>'>k</a>",
        "<iframe src='https://example.org'></iframe>",
        "<form action='/api'><button>k</button></form>",
        "<div style='background:url(https://example.org/a.png)'>k</div>",
        "<link rel=stylesheet href='https://example.org/a.css'><style>@import 'https://example.org'</style>",
        "<object data='https://example.org'></object><embed src='https://example.org'>",
        "<script>unclosed",
        "<style>unclosed @import 'https://example.org'",
        "<div class=nbgrader_cell id=offer-task>k</div>",
        "<meta http-equiv=refresh content='0;url=https://example.org'>",
    ],
)
def test_nothing_that_a_learner_writes_acts_or_fetches(attack):
    for page in (clean(f"<p>before</p>{attack}"), markdown_to_html(f"before\n\n{attack}\n")):
        assert "before" in page
        for sign in ("<script", "onerror", "onload", "javascript:", "example.org", "<form", "style", "class=nb", "id="):
            assert sign not in page.lower().replace('id="before"', "")


def test_what_is_harmless_stays():
    kept = (
        '<h2>a</h2><p><b>b</b> <a href="https://example.org">c</a></p>'
        '<table><tbody><tr><td colspan="2">d</td></tr></tbody></table>'
    )
    assert clean(kept).replace(' class="table table-condensed"', "") == kept
    picture = f'<img alt="e" src="data:image/png;base64,{base64.b64encode(b"e").decode()}">'
    assert clean(picture) == picture


# --- figures ---


def svg_of(figure):
    page = to_html(figure)
    assert 'src="data:image/svg+xml;base64,' in page, page
    return base64.b64decode(page.split("base64,")[1].split('"')[0]).decode()


def test_a_figure_becomes_a_picture_that_needs_nothing():
    figure = go.Figure(go.Bar(x=np.arange(3), y=np.arange(3) + 0.5), {"title": {"text": "<b>Mine</b>"}})
    plain = json.loads(figure.to_json())
    assert "bdata" in json.dumps(plain)
    drawn = draw_figure(plain["data"], plain["layout"])
    assert "<figcaption><b>Mine</b>" in to_html(drawn)
    assert svg_of(drawn).count("<rect") == 3


def test_bars_stand_on_nought_and_lie_within_their_axes():
    figure = settle({"data": [{"type": "bar", "x": ["a", "b"], "y": [2, 4]}], "layout": {}})
    low, high = figure["layout"]["yaxis"]["range"]
    assert low == 0
    assert high > 4
    assert "range" not in figure["layout"]["xaxis"]


def test_axes_that_a_figure_sets_stay_and_open_ones_hold_all_points():
    data = [{"type": "scatter", "x": [1, 5, None], "y": [10, 20, 15]}, {"type": "scatter", "x": [9], "y": [0]}]
    layout = settle({"data": data, "layout": {"xaxis": {"range": [0, 3]}}})["layout"]
    assert layout["xaxis"]["range"] == [0, 3]
    low, high = layout["yaxis"]["range"]
    assert low < 0
    assert high > 20


@pytest.mark.parametrize(
    "trace", [{"type": "pie", "labels": ["a"], "values": [90]}, {"type": "bar", "x": {"a": 1}}, {}, 7]
)
def test_a_figure_that_is_not_drawn_is_told_in_numbers(trace):
    page = to_html(draw_figure([trace], {}))
    assert "its numbers are" in page or "<img" in page
    if isinstance(trace, dict) and trace.get("type") == "pie":
        assert "90" in page


# --- widgets ---


def notebook_with(models, view="a"):
    output = nbformat.v4.new_output("display_data", {VIEW: {"model_id": view}, "text/plain": "W()"})
    state = {name: {"model_name": "AnyModel", "state": state} for name, state in models.items()}
    cell = nbformat.v4.new_code_cell("w", outputs=[output])
    return nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {STATE: {"state": state}}})


def shown(models):
    return make_still(notebook_with(models)).cells[0].outputs[0].data["text/html"]


def test_a_question_shows_what_was_asked_and_what_was_answered():
    words, options = {"prompt": "Which <one>?"}, [{"id": "x", "text": "The first"}]
    model = {"words": words, "content": {"options": options}, "kept": "x", "_esm": "export"}
    assert "Which &lt;one&gt;?" in shown({"a": model})
    assert "The first" in shown({"a": model})
    assert "Not answered" in shown({"a": {**model, "kept": None}})


def test_a_blueprint_shows_each_step_with_what_was_chosen():
    option = {"id": "open", "text": "In <public>"}
    content = {
        "steps": [{"id": "ask", "text": "Ask."}, {"id": "pay", "text": "Pay."}],
        "columns": [{"id": "where", "prompt": "Where?", "options": [option]}, "x"],
    }
    model = {"words": {"prompt": "Decide."}, "content": content, "kept": {"ask.where": "open", "pay.where": "gone"}}
    page = shown({"a": model})
    assert '<th scope="col">Where?</th>' in page
    assert '<th scope="row">Ask.</th><td>In &lt;public&gt;</td>' in page
    assert '<th scope="row">Pay.</th><td>gone</td>' in page  # an option that is no more
    assert "Ask." not in shown({"a": {**model, "content": {**content, "steps": 7}}})


def test_rounds_show_what_was_chosen_last():
    content = {"choices": [{"id": "campaign", "text": "A <campaign>", "cost": 30}]}
    model = {"words": {"prompt": "Decide."}, "content": content, "kept": ["campaign", "gone"]}
    assert "Played. Chosen last: A &lt;campaign&gt;, gone." in shown({"a": model})
    assert "Chosen last: nothing." in shown({"a": {**model, "kept": []}})
    assert "Not answered" in shown({"a": {**model, "kept": None}})


def test_a_box_shows_all_that_is_in_it_and_a_loop_ends():
    panel = {"tree": [["div", {"onclick": "x()"}, [["script", {}, ["x()"]], ["p", {}, ["a <finding>"]]]]]}
    page = shown({"a": {"children": ["IPY_MODEL_b", "IPY_MODEL_a", "IPY_MODEL_gone"]}, "b": panel})
    assert "<p>a &lt;finding&gt;</p>" in page
    assert "<script" not in page
    assert "onclick" not in page


def test_a_figure_in_a_widget_is_drawn_with_its_packed_numbers():
    notebook = notebook_with(
        {"a": {"_widget_data": [{"type": "bar", "x": [1, 2], "y": {"dtype": "int8"}}], "_widget_layout": {}}}
    )
    model = notebook.metadata.widgets[STATE].state.a
    model["buffers"] = [{"path": ["_widget_data", 0, "y", "buffer"], "data": base64.b64encode(bytes([3, 4])).decode()}]
    page = tell_widget(read_models(notebook), "a")
    drawn = base64.b64decode(page.split("base64,")[1].split('"')[0]).decode()
    assert drawn.count("<rect") == 2


def test_a_widget_of_unknown_kind_says_so_and_hurts_nothing():
    assert "no words here" in shown({"b": {}})
    assert "Value: 7" in shown({"a": {"value": 7}})


def test_scripts_of_widgets_are_dropped_and_the_page_stays_the_same():
    notebook = notebook_with(
        {"a": {"words": {"prompt": "Q"}, "content": {}, "kept": "k", "_esm": "x" * 99, "_css": "y"}}
    )
    before = tell_widget(read_models(notebook), "a")
    drop_scripts(notebook)
    assert tell_widget(read_models(notebook), "a") == before
    assert "xxx" not in json.dumps(notebook)


# --- hidden tests ---


def run_cell(source, *outputs):
    return nbformat.v4.new_code_cell(source, outputs=[nbformat.from_dict(each) for each in outputs])


def error(*traceback):
    return {"output_type": "error", "ename": "AssertionError", "evalue": traceback[-1], "traceback": list(traceback)}


def test_hidden_tests_are_gone_from_source_and_traceback():
    cell = run_cell(TEST, error("----> 3 assert abs(given - 48.7) <= 0.5", "AssertionError: another number than 48.7"))
    hide_tests([cell])
    assert "48.7" not in json.dumps(cell)
    assert cell.source.startswith('lesson.number("a", code=a)\n# Hidden tests stand here.')
    assert "a is shown" in cell.source
    assert "AssertionError" in cell.outputs[0].traceback[0]


@pytest.mark.parametrize(
    "output",
    [
        {
            "output_type": "stream",
            "name": "stdout",
            "text": 'x assert abs(given - 48.7) <= 0.5, "another number than 48.7"',
        },
        {"output_type": "stream", "name": "stderr", "text": "another\n number than 48.7"},
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": "<p>another number than 48.7</p>"}},
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"application/json": {"a": ["another number than 48.7"]}},
        },
        error("\x1b[31manother\x1b[0m number than 48.7"),
    ],
)
def test_an_output_that_repeats_a_hidden_test_is_left_out_anywhere(output):
    cells = [run_cell("print(stolen)", output), run_cell(TEST)]
    hide_tests(cells)
    assert "48.7" not in json.dumps(cells[0].outputs)
    assert "left out" in cells[0].outputs[0].text


def test_what_says_nothing_of_hidden_tests_stays():
    kept = {"output_type": "stream", "name": "stdout", "text": "It is 48.7 by my count. a is shown"}
    cells = [run_cell("print(mine)", kept, error("NameError: x")), run_cell(TEST)]
    hide_tests(cells)
    assert cells[0].outputs[0].text == kept["text"]
    assert cells[0].outputs[1].traceback == ["NameError: x"]


def test_a_region_without_an_end_is_hidden_to_the_end():
    cell = run_cell("shown = 1\n### BEGIN HIDDEN TESTS\nassert secret_value == 12")
    hide_tests([cell])
    assert "secret_value" not in cell.source


# --- through the exchange ---


def test_each_feedback_has_the_secret_of_its_submission_or_a_fresh_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for student in ("ann", "ben", "cat"):
        (tmp_path / "feedback" / student / "01").mkdir(parents=True)
        (tmp_path / "feedback" / student / "01" / "01.html").touch()
    (tmp_path / "submitted" / "ann" / "01").mkdir(parents=True)
    (tmp_path / "submitted" / "ann" / "01" / "submission_secret.txt").write_text("hers")
    fill_secrets("01", student="*", notebooks=[])
    first = {path.parents[1].name: path.read_text() for path in tmp_path.glob("feedback/*/*/submission_secret.txt")}
    assert first["ann"] == "hers"
    assert len({*first.values()}) == 3
    fill_secrets("01")
    assert (tmp_path / "feedback" / "ben" / "01" / "submission_secret.txt").read_text() == first["ben"]


# --- for whoever marks ---


def test_the_one_who_marks_sees_why_a_submission_is_held_and_how_tests_ran():
    grades = (CellGrade("top-fifth-test", 0, 4, GUARDED, "took the top five"), CellGrade("offer-task", None, 6))
    verdict = Verdict("01", "ann", HELD, ("it reads <frames>",), ("a test was restored",), grades, isolated=False)
    page = markdown_to_html(write_notice(verdict))
    for words in ("held: it reads &lt;frames&gt;", "a test was restored", "0 of 4", "guarded", "took the top five"):
        assert words in page
    assert "--no-isolation" in page
    assert "offer-task" not in page
