"""The widgets' data and files."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from sociable_assessment.markup import element
from sociable_assessment.model import with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.widgets.controls import Controls
from sociable_assessment.widgets.live_figure import LiveFigure
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.questionnaire import Questionnaire, list_sections
from sociable_assessment.widgets.sources import read_script, read_styles
from tests.assessment.models import a_model, an_item

SCRIPTS = ["questionnaire", "panel", "controls"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_script_reads_html_or_asks_the_network(name):
    script = read_script(name)
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http", "fetch("):
        assert word not in script


def test_the_style_sheet_asks_the_network_for_nothing():
    assert "url(" not in read_styles()
    assert "@import" not in read_styles()


@pytest.mark.parametrize("form", [None, "quick"])
def test_every_question_is_asked_once_in_the_order_of_the_model(form):
    model = with_form(read_model(), form)
    asked = [item["id"] for section in list_sections(model) for item in section["items"]]
    assert asked == [item.id for item in model.items]


def test_a_question_has_all_that_a_person_needs():
    found = {item["id"]: item for section in list_sections(read_model()) for item in section["items"]}
    named = found["goals-named"]
    assert named["key"]
    assert named["number"] == "2.1"
    assert "runs the accounts" in named["who"]
    assert "written goal" in named["evidence"]
    assert [(option["text"], option["glyph"]) for option in named["options"]] == [
        ("Not yet", "○"),
        ("Experiment", "●"),
        ("Goal-led", "■"),
        ("Organisation-wide", "◆"),
    ]


def test_a_model_without_dimensions_or_stages_can_be_asked():
    sections = list_sections(a_model([an_item("a"), an_item("b")]))
    assert [item["id"] for item in sections[0]["items"]] == ["a", "b"]
    assert "glyph" not in sections[0]["items"][0]["options"][0]


def test_filling_replaces_the_answers_and_tells_the_page_to_forget_half_typed_ones():
    form = Questionnaire()
    form.fill({"a": {"option": "yes"}})
    assert (form.answers, form.edition) == ({"a": {"option": "yes"}}, 1)
    form.fill(form.answers)
    assert form.edition == 2


def test_a_panel_holds_text_as_text():
    panel = Panel()
    panel.show(element("p", "<script>"))
    assert panel.tree == [["p", {}, ["<script>"]]]


@pytest.mark.parametrize("message", [{}, {"click": 3}, "click", None, {"look": "file"}])
def test_controls_take_no_message_that_is_none(message):
    heard = []
    controls = Controls()
    controls.on_event("click", heard.append)
    controls._handle_custom_msg(message, [])
    controls._handle_custom_msg({"click": "save"}, [])
    assert heard == ["save"]


def test_a_plot_never_has_a_tool_bar_not_even_in_what_the_page_hears_first(monkeypatch):
    sent = []
    monkeypatch.setattr(LiveFigure, "send_state", lambda self, *_, **__: sent.append(self._config))
    figure = LiveFigure(go.Figure())
    assert all(config["displayModeBar"] is False for config in [*sent, figure.get_state()["_config"]])
