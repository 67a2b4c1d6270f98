"""The profile beside the map."""

from __future__ import annotations

from sociable_assessment.markup import to_html
from sociable_assessment.model_file import read_model
from sociable_assessment.profile_bars import draw_bars
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.standing import stand
from tests.assessment.models import a_model, an_item

MODEL = read_model()


def standing(options: dict[str, str], model=MODEL):
    answers = {item: Answer(option=option) for item, option in options.items()}
    return stand(model, Responses(Organisation("Aurora"), (Rater("r", answers),)))


def test_each_dimension_has_a_bar_and_its_number_or_is_open():
    known = standing({item.id: "goal-led" for item in MODEL.items_under["goals"]})
    html = to_html(draw_bars(known))
    assert html.count('data-share="66.7"') == 1
    assert html.count(">open<") == 6
    assert html.count("sociable-unknown") == 6


def test_what_it_is_compared_with_has_a_mark_and_a_column():
    top = standing({item.id: "organisation-wide" for item in MODEL.items})
    html = to_html(draw_bars(standing({}), top.scores, "Target <2027>", "Target: 100."))
    assert html.count('data-mark="100.0"') == 7
    assert '<th scope="col">Target &lt;2027&gt;</th>' in html
    assert "<p>Target: 100.</p>" in html


def test_a_model_without_dimensions_has_no_profile():
    model = a_model([an_item("a")])
    assert to_html(draw_bars(standing({}, model))) == "<div></div>"
