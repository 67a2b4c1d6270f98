"""A widget's script and styles belong to its class, and reach the page."""

from __future__ import annotations

import pytest

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
