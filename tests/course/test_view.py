"""A widget's script and styles belong to its class, and reach the page."""

from __future__ import annotations

import pytest
from comm.base_comm import BaseComm
from ipywidgets import DOMWidget, Widget
from plotly.graph_objects import FigureWidget

from sociable_assessment.pictures import house_figure
from sociable_assessment.widgets import keeper, panel, questionnaire, sortable_table
from sociable_assessment.widgets.live_figure import LiveFigure
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.view import Group, View
from sociable_course.widgets import question

MODULES = (keeper, panel, questionnaire, sortable_table, question)
KINDS = [each for each in View.__subclasses__() if each.__module__ in {module.__name__ for module in MODULES}]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_objects_have_their_class_and_send_script_and_styles(kind):
    shown = kind()
    assert type(shown) is kind
    state = shown.get_state()
    assert "export default" in state["_esm"]
    assert "--" in state["_css"]
    assert state["_anywidget_id"] == f"{kind.__module__}.{kind.__name__}"


def test_every_module_of_widgets_is_looked_at():
    assert {kind.__module__ for kind in KINDS} == {module.__name__ for module in MODULES}


def test_a_trait_that_the_class_lacks_is_added():
    class Bare(View):
        _esm = "export default {}"

    assert Bare().get_state()["_esm"] == "export default {}"


def test_widgets_share_a_layout_and_get_a_new_one_after_theirs_was_closed():
    first, second = Panel(), Group([Panel()], ["one", "two"])
    assert first.layout is second.layout is second.children[0].layout
    assert second.get_state()["_dom_classes"] == ("one", "two")
    first.layout.close()
    assert Panel().layout.comm is not None


def test_a_figure_has_its_class():
    figure = LiveFigure(house_figure("Who?"))
    assert type(figure) is LiveFigure
    assert "export default" in figure.get_state()["_esm"]


@pytest.fixture
def sent(monkeypatch):
    """What widgets send to the page."""
    found = []

    class Noting(BaseComm):
        def publish_msg(self, msg_type, data=None, **_):
            found.append((msg_type, data))

    monkeypatch.setattr("comm.create_comm", Noting)
    return found


def test_a_page_gets_a_figure_with_all_that_it_shows_in_one_message(sent):
    figure = draw_bars()
    [(kind, data)] = sent
    assert kind == "comm_open"
    assert [each["y"] for each in data["state"]["_widget_data"]] == [[3, 4], [5]]
    assert data["state"]["_widget_layout"] == figure.layout.to_plotly_json()


def test_a_figure_is_as_plotly_makes_it():
    figure, plain = draw_bars(), FigureWidget(draw_bars())
    same = [{**trace.to_plotly_json(), "uid": ""} for trace in figure.data]
    assert same == [{**trace.to_plotly_json(), "uid": ""} for trace in plain.data]
    assert figure.layout == plain.layout
    assert all(trace.uid for trace in figure.data)


@pytest.mark.parametrize("name", ["data[0].y", "data[1].marker.color", "layout.title.text", "layout.xaxis.color"])
def test_a_change_of_a_figure_reaches_the_page(name, sent):
    figure = draw_bars()
    figure[name] = [1, 2] if name.endswith("y") else "red"
    told = {key for _, data in sent[1:] for key, value in data["state"].items() if key.startswith("_py2js") and value}
    assert told == {"_py2js_restyle" if name.startswith("data") else "_py2js_relayout"}


@pytest.mark.parametrize("name", ["data[0].orientation", "data[1].marker.color", "layout.height", "layout.xaxis.color"])
def test_plotly_still_refuses_what_a_figure_cant_have(name):
    with pytest.raises(ValueError, match="Invalid value"):
        draw_bars()[name] = "nonsense"


def draw_bars() -> LiveFigure:
    figure = house_figure("Who?")
    figure.add_bar(y=[3, 4])
    figure.add_bar(y=[5])
    return LiveFigure(figure)


def test_widgets_tell_the_page_what_ipywidgets_would():
    said = Panel(plot="one")
    for each in (said, Group([said], ["one"]), question.Question(part="x", draft=3)):
        assert each.get_state() == Widget.get_state(each)
        assert each.keys == list(each.traits(sync=True))
        assert repr(each) in (object.__repr__(each), DOMWidget._gen_repr_from_keys(each, DOMWidget._repr_keys(each)))
