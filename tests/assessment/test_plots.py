"""The map and the strip, by their traces and texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sociable_assessment.look import LIGHT
from sociable_assessment.model import with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.plots import EMPTY, find_changes, position_map, redraw, redraw_regions, trace_places
from sociable_assessment.regions import regions
from sociable_assessment.twins import Place, find_place, map_twin
from tests.assessment.standings import all_at, standing_of

MODEL = read_model()
STARTS = regions(MODEL)
HOSTILE = '<img src=x onerror="alert(1)"><b>R&D</b> %{x}'


def texts(figure) -> list[str]:
    return [*(note.text for note in figure.layout.annotations), *figure.data[0].text]


def place_of(answers, name: str = "Aurora Museum") -> Place:
    return find_place(standing_of(answers, name), STARTS)


def test_the_axes_are_named_by_the_model():
    written = " ".join(texts(position_map(MODEL, [], STARTS)))
    for end in ("channel", "strategy →", "one department", "the whole organisation →"):
        assert end in written


def test_each_stage_is_named_on_the_map():
    labels = " ".join(texts(position_map(MODEL, [], STARTS)))
    for stage in MODEL.stages:
        assert stage.title in labels


def test_regions_begin_at_their_lowest_point():
    shapes = [shape for shape in position_map(MODEL, [], STARTS).layout.shapes if shape.type == "rect"]
    assert [(shape.x0, shape.y0) for shape in shapes] == [(start.across, start.up) for start in STARTS[2:]]


def test_an_empty_map_looks_intended():
    figure = position_map(MODEL, [find_place(standing_of({}), STARTS)], STARTS)
    assert figure.data[3].text == (EMPTY,)
    assert figure.data[3].marker.opacity == 0


def test_a_half_filled_form_shows_a_box_and_no_point():
    figure = position_map(MODEL, [place_of({"use-departments": "experiment"})], STARTS)
    assert len(figure.data[1].x) == 5
    assert figure.data[3].marker.opacity == 0
    assert "Somewhere in here" in figure.data[3].text[0]


@pytest.mark.parametrize(
    ("option", "symbol", "at"),
    [("not-yet", "circle-open", 0), ("experiment", "circle", 100 / 3), ("organisation-wide", "diamond", 100)],
)
def test_the_point_has_the_shape_of_the_stage_held(option, symbol, at):
    you = position_map(MODEL, [place_of(all_at(option))], STARTS).data[3]
    assert you.marker.symbol == (symbol,)
    assert (you.x[0], you.y[0]) == pytest.approx((at, at))
    assert "Aurora Museum" in you.text[0]
    assert you.textfont.color == LIGHT["you"]


def test_a_point_ahead_of_its_stage_says_what_holds_it():
    place = place_of(all_at("organisation-wide", goals_named="experiment"))
    label = position_map(MODEL, [place], STARTS).data[3].text[0]
    assert "held at Experiment by:" in label.replace("<br>", " ")
    assert "Goals" in label


def test_other_organisations_are_grey_and_labelled():
    place = find_place(standing_of(all_at("goal-led"), "Brackwell"), STARTS, you=False)
    figure = position_map(MODEL, [place], STARTS)
    assert figure.data[2].marker.color == LIGHT["quiet"]
    assert "Brackwell" in figure.data[2].text[0]
    assert not figure.data[3].x


@pytest.mark.parametrize("you", [True, False])
def test_a_hostile_name_is_text(you):
    place = find_place(standing_of(all_at("goal-led"), HOSTILE), STARTS, you=you)
    figure = position_map(MODEL, [place], STARTS, title=HOSTILE)
    shown = [
        figure.layout.title.text,
        *(t for trace in figure.data for t in (*(trace.text or ()), *(trace.hovertext or ()))),
    ]
    assert not any("<img" in text or "R&D" in text for text in shown)
    assert "<img" not in map_twin(MODEL, [place], STARTS).to_html()


def test_a_long_name_is_broken_and_cut():
    name = "Donaudampfschifffahrtsgesellschaftskapitänsversorgungswerk und Vermögensverwaltung"
    label = position_map(MODEL, [place_of(all_at("goal-led"), name)], STARTS).data[3].text[0]
    assert max(len(line) for line in label.split("<br>")) < 40
    assert "…" in label


def test_the_labels_of_points_at_the_edges_point_inwards():
    for option, side in (("not-yet", "right"), ("organisation-wide", "left")):
        assert place_side(option) == f"middle {side}"


def place_side(option: str) -> str:
    return position_map(MODEL, [place_of(all_at(option))], STARTS).data[3].textposition[0]


def test_the_title_can_be_left_out():
    assert position_map(MODEL, [], STARTS, title="").layout.title.text is None
    assert "Where do they stand?" in position_map(MODEL, [], STARTS).layout.title.text


def test_a_redrawn_figure_equals_one_drawn_anew():
    before, after = place_of({"use-departments": "experiment"}), place_of(all_at("goal-led"))
    figure = position_map(MODEL, [before], STARTS)
    redraw(figure, trace_places(MODEL, [before]), trace_places(MODEL, [after]))
    assert figure.data[3].to_plotly_json() == position_map(MODEL, [after], STARTS).data[3].to_plotly_json()


def test_only_what_differs_is_redrawn():
    traces = trace_places(MODEL, [place_of(all_at("goal-led"))])
    assert find_changes(traces, traces) == ([], {})
    moved = trace_places(MODEL, [place_of(all_at("goal-led", people_groups="organisation-wide"))])
    numbers, changed = find_changes(traces, moved)
    assert numbers == [3]
    assert set(changed) <= {"x", "text", "hovertext", "textposition"}


def test_another_form_has_other_regions():
    quick = with_form(MODEL, "quick")
    figure = position_map(MODEL, [], STARTS, title="")
    redraw_regions(figure, quick, regions(quick))
    assert figure.layout.shapes == position_map(quick, [], regions(quick), title="").layout.shapes


def test_a_model_without_a_map_gets_an_index_strip():
    model = replace(MODEL, map=None)
    figure = position_map(model, [Place("A", model.stages[0].id, index=41.0, you=True)], regions(model))
    assert figure.data[3].x == (41.0,)
    assert figure.layout.height < position_map(MODEL, [], STARTS).layout.height
    assert "index 41 of 100" in map_twin(model, [Place("A", None, index=41.0)], regions(model)).sentence


def test_the_twin_has_the_numbers_of_the_map():
    place = place_of(all_at("goal-led"))
    twin = map_twin(MODEL, [place], STARTS)
    assert twin.sentence == (
        "Aurora Museum: 67 of 100 towards strategy, 67 of 100 towards the whole organisation, at stage goal-led."
    )
    written = twin.to_html()
    assert "<caption>" in written
    assert "■ Goal-led" in written
    assert "Organisation-wide begins" in written


def test_the_twin_says_what_is_open():
    sentence = map_twin(MODEL, [place_of({"use-departments": "experiment"})], STARTS).sentence
    assert "0 to 100 of 100 towards strategy" in sentence
    assert map_twin(MODEL, [], STARTS).sentence == "Nobody is on the map yet."
