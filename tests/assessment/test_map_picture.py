"""The position map as a picture: paths, intervals, target, labels, and the same numbers in its table."""

from __future__ import annotations

import pytest

from sociable_assessment.drawings import draw_map
from sociable_assessment.look import LIGHT
from tests.assessment.drawn_results import (
    HOSTILE,
    LONG,
    MODEL,
    entry_at,
    example,
    random_entries,
    twin_of,
    without_map,
    written,
)

_NAMES, _GREY_PATHS, _GREY_BARS, _PATHS, _BARS, _MARKS, _RAISED = range(7)
MUSEUM = "City Museum of Harrowmere (fictional)"


def waves():
    return [example("museum_2025"), example("museum_2026")]


def test_the_waves_of_an_organisation_are_joined_by_a_line_in_their_order():
    picture = draw_map(MODEL, waves()[::-1])
    path = picture.figure.data[_PATHS]
    assert list(path.x) == [waves()[0]["map"]["across"], waves()[1]["map"]["across"], None]
    assert "2025" in written(picture)
    assert "went from Experiment to Goal-led" in picture.finding


def test_a_low_map_breaks_the_ends_of_its_upright_axis_and_keeps_them_on_the_page():
    usual, low = (draw_map(MODEL, waves(), title="", tall=tall).figure.layout for tall in (390, 270))
    assert usual.height - low.height == pytest.approx(120, abs=3)  # and the room under the axis
    assert not any("<br>" in note.text for note in usual.annotations)
    assert "the whole<br>organisation →" in [note.text for note in low.annotations]
    assert low.margin.l > usual.margin.l


def test_waves_on_different_forms_are_not_joined():
    quick = {**waves()[0], "form": "quick", "indicative": True}
    picture = draw_map(MODEL, [quick, waves()[1]])
    assert not picture.figure.data[_PATHS].x
    assert "quick form: indicative only" in twin_of(picture)
    assert "quick forms: indicative only" in written(picture)


def test_an_interval_is_drawn_on_both_axes_and_written_in_the_table():
    entry = example("bank")
    picture = draw_map(MODEL, [entry])
    (left, right), (low, high) = entry["uncertainty"]["across"], entry["uncertainty"]["up"]
    x, y = entry["map"]["across"], entry["map"]["up"]
    assert list(picture.figure.data[_BARS].x) == [left, right, None, x, x, None]
    assert list(picture.figure.data[_BARS].y) == [y, y, None, low, high, None]
    assert f"{x:.0f} ({left:.0f} to {right:.0f})" in twin_of(picture)
    assert "95 % interval" in written(picture)


def test_a_result_of_an_older_version_has_no_interval_on_the_map_and_is_drawn():
    entry = example("bank")
    old = {**entry, "uncertainty": {k: v for k, v in entry["uncertainty"].items() if k not in {"across", "up"}}}
    picture = draw_map(MODEL, [old])
    assert not picture.figure.data[_BARS].x
    assert "interval" not in written(picture)


def test_few_raters_leave_bars_from_the_lowest_to_the_highest():
    picture = draw_map(MODEL, [{**example("bank"), "uncertainty": {"kind": "range", "indices": [], "across": [1, 2]}}])
    assert "from the lowest to the highest rater" in written(picture)


def test_your_own_organisation_is_in_the_accent_colour_and_last_so_that_it_lies_on_top():
    picture = draw_map(MODEL, [*waves(), example("bank")], you=MUSEUM)
    marks = picture.figure.data[_MARKS]
    assert marks.marker.color[-1] == LIGHT["you"]
    assert LIGHT["quiet"] in marks.marker.color
    assert marks.marker.size[-1] == max(marks.marker.size)


def test_where_nobody_is_you_the_colours_are_those_of_the_stages():
    picture = draw_map(MODEL, [entry_at("experiment", "A"), entry_at("organisation-wide", "B")], you="")
    assert LIGHT["you"] not in picture.figure.data[_MARKS].marker.color
    assert len(set(picture.figure.data[_MARKS].marker.color)) == 2
    assert set(picture.figure.data[_MARKS].marker.symbol) == {"circle", "diamond"}


def test_the_target_is_marked_and_in_the_table():
    picture = draw_map(MODEL, [entry_at("experiment")], target=entry_at("organisation-wide", "Target"))
    marks = picture.figure.data[_MARKS]
    place = list(marks.marker.symbol).index("circle-cross-open")
    assert (marks.x[place], marks.y[place]) == pytest.approx((100, 100))
    assert "Target" in twin_of(picture)


def test_a_target_that_leaves_items_open_keeps_them_as_they_are():
    aim = entry_at(None, "Target", people_groups="organisation-wide")
    marks = draw_map(MODEL, [entry_at("experiment")], target=aim).figure.data[_MARKS]
    assert 100 / 3 < marks.x[0] < 50


def test_a_point_ahead_of_its_stage_says_what_holds_it():
    picture = draw_map(MODEL, [entry_at("organisation-wide", goals_named="experiment")], width=1200)
    assert "held at Experiment by: Goals and measures" in written(picture)
    assert "held at Experiment by: Goals and measures" in twin_of(picture)


def test_organisations_at_one_place_share_a_label():
    entries = [entry_at("organisation-wide", f"Organisation {n}") for n in range(5)]
    label = next(filter(None, draw_map(MODEL, entries).figure.data[_MARKS].text))
    assert "Organisation 0" in label
    assert "and 2 more" in label


def test_where_others_stand_at_your_place_your_own_name_alone_is_in_your_colour():
    entries = [entry_at("organisation-wide", name) for name in "ABC"]
    lines = draw_map(MODEL, entries, you="B").figure.data[_MARKS].text[-1].split("<br>")
    assert [line.startswith("<b>") for line in lines] == [True, False, False]
    assert "B" in lines[0]


def test_two_hundred_organisations_are_all_in_the_table_and_on_hover_and_your_own_is_labelled():
    entries = random_entries(200)
    picture = draw_map(MODEL, entries, you="Organisation 7")
    marks = picture.figure.data[_MARKS]
    assert len(marks.x) == len(entries)
    assert sum("Organisation" in text for text in marks.hovertext) == 200
    assert "Organisation 7" in marks.text[-1]
    assert 1 < sum(map(bool, marks.text)) < 60
    assert all(f">{entry['organisation']['name']}<" in twin_of(picture) for entry in entries)


def test_a_wider_page_has_more_labels():
    count = [
        sum(map(bool, draw_map(MODEL, random_entries(60), you="", width=width).figure.data[_MARKS].text))
        for width in (390, 1280)
    ]
    assert count[0] < count[1]


def test_with_nobody_it_looks_intended():
    picture = draw_map(MODEL, [])
    assert picture.finding == "Nobody is on the map yet."
    assert "Nobody is on the map yet" in picture.figure.data[-1].text


def test_an_organisation_with_too_few_answers_is_in_the_table_and_said():
    picture = draw_map(MODEL, [entry_at(None, use_departments="experiment"), entry_at("goal-led", "Brackwell")], you="")
    assert "too few answers for a place on the map" in twin_of(picture)
    assert "1 organisation without a place" in picture.finding
    assert "Aurora" not in " ".join(picture.figure.data[_MARKS].text)


@pytest.mark.parametrize("you", [HOSTILE, ""])
def test_a_hostile_name_is_text(you):
    picture = draw_map(MODEL, [entry_at("goal-led", HOSTILE), entry_at("experiment", "B")], you=you)
    assert "<img" not in written(picture)
    assert "<img" not in twin_of(picture).removeprefix(picture.finding)


def test_a_long_name_is_broken_and_cut():
    label = draw_map(MODEL, [entry_at("goal-led", LONG)], width=1200).figure.data[_MARKS].text[0]
    assert max(map(len, label.split("<br>"))) < 45
    assert "…" in label
    assert LONG in twin_of(draw_map(MODEL, [entry_at("goal-led", LONG)]))


def test_a_model_without_a_map_gets_an_index_strip():
    model = without_map()
    entries = [{**entry, "map": None} for entry in random_entries(7)]
    picture = draw_map(model, entries)
    assert list(picture.figure.data[_MARKS].y) == [0] * 7
    assert "Index from 0 to 100" in written(picture)
    assert "From channel" not in twin_of(picture)


def test_the_title_can_be_another_or_none():
    assert "Where do we stand?" in written(draw_map(MODEL, waves(), title="Where do we stand?"))
    bare = draw_map(MODEL, waves(), title="").figure
    assert not bare.layout.title.text
    assert bare.layout.height < draw_map(MODEL, waves()).figure.layout.height
