"""Still pictures: the same places and texts as the figure they are drawn from, and nothing lost in silence."""

import re

import plotly.graph_objects as go
import pytest

from sociable_assessment.markup import to_html
from sociable_assessment.pictures import house_figure
from sociable_assessment.report.drawings import NARROW, WIDE, Draw
from sociable_assessment.report.paint import paint_still
from sociable_assessment.report.still import draw_still
from tests.assessment.reports import example, model

LAYOUT = {"height": 200, "margin": {"l": 10, "r": 10, "t": 20, "b": 30}, "font": {"size": 14, "color": "#111111"}}
AXES = {"xaxis": {"range": [0, 100], "showticklabels": False}, "yaxis": {"range": [0, 10], "showticklabels": False}}


def draw(*traces, **layout):
    figure = go.Figure(list(traces), {"template": None, **LAYOUT, **AXES, **layout})
    return to_html(draw_still(figure, 220, "A label", "name"))


def test_a_point_stands_where_its_numbers_say():
    shown = draw(go.Scatter(x=[0, 50, 100], y=[0, 5, 10], mode="markers"))
    assert re.findall(r"translate\(([^)]+)\)", shown) == ["10.0 170.0", "110.0 95.0", "210.0 20.0"]


def test_a_bar_begins_at_zero_and_ends_at_its_number():
    shown = draw(go.Bar(x=[40], y=[5], orientation="h", width=[2], marker_color="#123456"))
    assert '<rect x="10.0" y="80.0" width="80.0" height="30.0" fill="#123456"></rect>' in shown


def test_a_gap_parts_a_line():
    shown = draw(go.Scatter(x=[0, 100, None, 0, 100], y=[0, 0, None, 10, 10], mode="lines"))
    assert 'd="M10.0 170.0 L210.0 170.0 M10.0 20.0 L210.0 20.0"' in shown


def test_a_hatched_bar_has_its_pattern():
    pattern = {"shape": "/", "fgcolor": "#555555", "size": 6}
    shown = draw(go.Bar(x=[100], y=[5], orientation="h", marker={"pattern": pattern}))
    (name,) = re.findall(r'fill="url\(#([^)]+)\)"', shown)
    assert f'<pattern id="{name}"' in shown


def test_a_shape_under_the_drawing_comes_before_it_and_one_over_it_after():
    rect = {"type": "rect", "x0": 0, "x1": 50, "y0": 0, "y1": 10, "line": {"width": 0}}
    shapes = [{**rect, "layer": "below", "fillcolor": "#aaaaaa"}, {**rect, "fillcolor": "#bbbbbb"}]
    shown = draw(go.Scatter(x=[1], y=[1], mode="markers", marker_color="#cccccc"), shapes=shapes)
    assert shown.index("#aaaaaa") < shown.index("#cccccc") < shown.index("#bbbbbb")


@pytest.mark.parametrize(("angle", "side"), [(-90, "right"), (90, "left")])
def test_the_lines_of_a_turned_text_stay_on_their_side_of_its_anchor(angle, side):
    note = {"text": "one<br>two<br>three", "x": 50, "y": 5, "textangle": angle, "xanchor": side, "showarrow": False}
    shown = draw(annotations=[note])
    foot = float(re.search(r"translate\(([\d.]+) [\d.]+\) rotate", shown).group(1))
    rows = [foot - angle / 90 * float(row) for row in re.findall(r'<tspan x="0" y="([\d.]+)"', shown)]
    assert len(rows) == 3
    assert all(row < 110 for row in rows) if side == "right" else all(row > 110 for row in rows)


def test_text_keeps_its_lines_its_bold_its_colours_and_its_signs():
    text = "<b>R&amp;D</b> &lt;3<br><span style='color:#ff0000'>●</span> two"
    shown = draw(go.Scatter(x=[1], y=[1], mode="text", text=[text]))
    assert '<tspan font-weight="bold">R&amp;D</tspan>' in shown
    assert '<tspan fill="#ff0000">●</tspan>' in shown
    assert "&lt;" in shown


def test_a_long_category_widens_the_margin():
    long = "A category with a long name"
    shown = draw(go.Bar(x=[100], y=[long], orientation="h"), yaxis={"automargin": True}, xaxis={"range": [0, 100]})
    left = float(re.search(r'<rect x="([\d.]+)"', shown)[1])
    assert 150 < left < 220


@pytest.mark.parametrize(
    "planted",
    [
        lambda: draw(go.Pie(values=[1, 2])),
        lambda: draw(shapes=[{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]),
        lambda: draw(go.Scatter(x=[1], y=[1], mode="markers", marker_symbol="hourglass")),
    ],
    ids=["a trace", "a shape", "a mark"],
)
def test_what_is_not_known_is_refused(planted):
    with pytest.raises(ValueError, match="is not drawn in a still picture"):
        planted()


def test_the_title_is_left_to_the_page_and_its_room_is_given_back():
    figure = house_figure("A title", "a subtitle", height=420)
    still = dict(draw_still(figure, WIDE, "label", "name").attributes)
    assert float(still["height"]) == 420 - 23 - 19
    assert "A title" not in to_html(draw_still(figure, WIDE, "label", "name"))


def test_every_drawing_of_the_house_is_drawn_in_both_widths():
    entry, draws = example("bank"), Draw(model())
    drawn = [
        *draws.map([entry, example("museum_2026")]),
        *draws.profile(entry, example("museum_2026")),
        *draws.items(entry),
        *draws.spread(entry),
        *draws.departments(entry),
    ]
    assert len(drawn) >= 6
    assert {dict(each.narrow.attributes)["width"] for each in drawn} == {str(NARROW)}
    assert all(dict(each.wide.attributes)["aria-label"] and each.title for each in drawn)


def test_a_picture_for_the_document_is_a_png_where_it_can_be_painted():
    (drawing,) = Draw(model()).map([example("bank")])
    painted = paint_still(drawing.wide)
    assert painted is None or painted.startswith(b"\x89PNG")
