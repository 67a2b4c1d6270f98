"""Every drawing: it holds the numbers of the entry, its table holds the same, and it stands at its extremes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sociable_assessment.drawings import draw_departments, draw_gap, draw_items, draw_map, draw_profile, draw_spread
from sociable_assessment.look import LIGHT
from sociable_assessment.markup import to_html
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.result import describe
from tests.assessment.drawn_results import HOSTILE, LONG, MODEL, entry_at, example, random_entries, twin_of, written

DRAWINGS = {
    "map": lambda model, entry, **how: draw_map(model, [entry], **how),
    "profile": draw_profile,
    "gap": draw_gap,
    "items": draw_items,
    "spread": draw_spread,
    "departments": draw_departments,
}
STATES = {
    "nothing": entry_at(None),
    "a little": entry_at(None, use_departments="experiment"),
    "lowest": entry_at("not-yet"),
    "highest": entry_at("organisation-wide"),
    "bank": example("bank"),
    "long name": entry_at("goal-led", LONG),
    "many raters": random_entries(1, raters=40)[0],
}
TARGET = entry_at("organisation-wide", "Target")


def panel(votes: list[str | None], departments: list[str] | None = None, item: str = "goals-named"):
    raters = [
        Rater(f"r{n}", {item: Answer(option=vote)} if vote else {item: Answer(dont_know=True)}, department)
        for n, (vote, department) in enumerate(zip(votes, departments or [""] * len(votes), strict=True))
    ]
    return describe(MODEL, Responses(Organisation("Panel"), tuple(raters)), resamples=0)


@pytest.mark.parametrize("entry", STATES.values(), ids=STATES)
@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@pytest.mark.parametrize("width", [390, 1280])
def test_every_drawing_has_a_finding_a_title_and_a_captioned_table_in_every_state(draw, entry, width):
    picture = draw(MODEL, entry, width=width)
    assert picture.finding.endswith(".")
    assert picture.figure.layout.title.text
    assert "<caption>" in to_html(picture.table)
    assert "None" not in written(picture) + twin_of(picture)
    assert "nan" not in written(picture).split()


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_every_drawing_fits_a_phone_in_width(draw):
    figure = draw(MODEL, example("bank")).figure
    assert figure.layout.width is None
    assert figure.layout.margin.l + figure.layout.margin.r < 100


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_what_a_person_wrote_is_text(draw):
    entry = entry_at("goal-led", HOSTILE)
    entry["items"]["goals-named"]["evidence"] = [HOSTILE]
    picture = draw(MODEL, entry)
    assert "<img" not in written(picture)
    assert "<img" not in to_html(picture.table)


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_every_drawing_takes_a_quick_form_and_says_what_that_means_where_it_shows_an_index(draw):
    answers = {item: Answer(option="goal-led") for item in MODEL.item_by_id}
    entry = describe(MODEL, Responses(Organisation("Q"), (Rater("r", answers),), form="quick"))
    assert draw(MODEL, entry).finding


@pytest.mark.parametrize("draw", [draw_profile, draw_gap, draw_items, draw_spread, draw_departments])
def test_every_drawing_takes_a_model_without_stages_or_dimensions(draw):
    bare = replace(MODEL, map=None, stages=(), forms=())
    answers = {item: Answer(option="goal-led") for item in MODEL.item_by_id}
    assert draw(bare, describe(bare, Responses(Organisation("Q"), (Rater("r", answers),)))).finding


# ---------------------------------------------------------------- profile and gap


def test_the_profile_shows_each_dimension_and_hatches_the_unknown():
    entry = entry_at(None, people_groups="goal-led", people_motives="goal-led", people_offer="goal-led")
    figure = draw_profile(MODEL, entry).figure
    known, unknown = (trace for trace in figure.data if trace.type == "bar")
    assert list(known.x) == pytest.approx([200 / 3])
    assert len(unknown.x) == 6
    assert unknown.marker.pattern.shape == "/"


def test_the_profile_says_which_dimension_moved_most():
    picture = draw_profile(MODEL, example("museum_2026"), before=example("museum_2025"))
    nodes = [each["nodes"]["strategy"]["index"] for each in (example("museum_2025"), example("museum_2026"))]
    assert f"Social strategy rose most, by {nodes[1] - nodes[0]:.0f}" in picture.finding
    assert f">{nodes[0]:.0f}<" in twin_of(picture)
    assert f"+{nodes[1] - nodes[0]:.0f}" in written(picture)
    assert "thin bar: 2025" in written(picture)


def test_the_profile_beside_another_organisation_names_it():
    assert "thin bar: Aurora Museum" in written(draw_profile(MODEL, example("bank"), before=entry_at("goal-led")))


@pytest.mark.parametrize(
    ("entry", "said"),
    [(entry_at("goal-led"), "all dimensions stand at 67"), (STATES["nothing"], "too few answers for a profile yet")],
)
def test_the_profile_says_the_plain_states(entry, said):
    assert said in draw_profile(MODEL, entry).finding


def test_the_gap_lists_the_widest_first_and_the_questions_in_the_table():
    entry = entry_at("goal-led", goals_named="experiment")
    picture = draw_gap(MODEL, entry, TARGET)
    assert "28 questions below the target" in picture.finding
    titles = picture.figure.data[0].text
    assert titles[0] == "Goals and measures"
    assert "<td>Experiment</td><td>Organisation-wide</td>" in twin_of(picture)


def test_the_gap_that_an_entry_holds_is_drawn_without_a_target():
    from sociable_assessment.trend import describe_gap

    entry = entry_at("goal-led")
    stored = entry | describe_gap(MODEL, entry, TARGET)
    assert twin_of(draw_gap(MODEL, stored)) == twin_of(draw_gap(MODEL, entry, TARGET))
    assert "no target is set" in draw_gap(MODEL, entry).finding
    assert "the target is reached" in draw_gap(MODEL, TARGET, TARGET).finding


# ---------------------------------------------------------------- questions


def test_the_strip_shows_answer_range_and_evidence_of_each_question():
    entry = panel(["experiment", "goal-led", "goal-led"])
    entry["items"]["goals-named"]["evidence"] = ["A page", "A plan"]
    picture = draw_items(MODEL, entry)
    answers = next(trace for trace in picture.figure.data if trace.hoverinfo == "text")
    assert list(answers.x) == pytest.approx([2 / 3])
    assert list(answers.marker.symbol) == ["square"]
    ranges = next(trace for trace in picture.figure.data if trace.type == "scatter" and trace.line.width == 7)
    assert list(ranges.x) == pytest.approx([1 / 3, 2 / 3, None])
    assert "evidence × 2" in written(picture)
    assert "<td>Experiment to Goal-led</td><td>A page; A plan</td>" in twin_of(picture)
    assert "1 of 28 questions answered, 1 with evidence" in picture.finding


def test_the_strip_hatches_what_has_no_answer_and_says_what_does_not_apply():
    given = {"goals-named": Answer(option="goal-led"), "use-hiring": Answer(not_applicable="No staff")}
    entry = describe(MODEL, Responses(Organisation("A"), (Rater("r", given),)))
    picture = draw_items(MODEL, entry)
    hatched = next(trace for trace in picture.figure.data if trace.type == "bar")
    assert len(hatched.y) == 26
    assert "Does not apply" in written(picture)
    assert "does not apply" in twin_of(picture)


def test_questions_with_different_options_have_no_columns_and_name_their_answers_in_the_table():
    first = MODEL.items[0]
    other = replace(first, options=first.options[:2], anchors=first.anchors[:2])
    model = replace(MODEL, items=(other, *MODEL.items[1:]), stages=(), forms=(), map=None)
    answers = {other.id: Answer(option="experiment")}
    picture = draw_items(model, describe(model, Responses(Organisation("A"), (Rater("r", answers),))))
    assert "Organisation-wide" not in written(picture)
    assert "<td>Experiment</td>" in twin_of(picture)


# ---------------------------------------------------------------- raters


def test_each_rater_is_a_dot_and_the_answer_that_counts_is_in_colour():
    figure = draw_spread(MODEL, panel(["not-yet", "goal-led", "goal-led", None])).figure
    counted = next(trace for trace in figure.data if trace.textfont.color == LIGHT["you"])
    others = next(trace for trace in figure.data if trace.textfont.color == LIGHT["control"])
    assert (counted.text, others.text) == (("●●",), ("●",))
    assert "1 don’t know" in written(draw_spread(MODEL, panel(["not-yet", "goal-led", "goal-led", None])))


def test_many_raters_are_columns_with_their_number():
    figure = draw_spread(MODEL, panel(["goal-led"] * 30 + ["experiment"] * 12)).figure
    shown = [text for trace in figure.data for text in trace.text or ()]
    assert {"30", "12"} <= set(shown)
    assert not any("●●" in text for text in shown)


def test_the_questions_to_discuss_come_first():
    entry = example("museum_2026")
    titles = draw_spread(MODEL, entry).figure.data[0].text
    agenda = [MODEL.item_by_id[topic["item"]].title for topic in entry["agenda"]]
    assert [title.split("<br>")[0].split("\u2002")[0] for title in titles[1 : 1 + len(agenda)]] == agenda
    assert "decides the stage" in written(draw_spread(MODEL, entry))


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ([], "nobody has answered yet"),
        (["goal-led"], "one person answered"),
        (["goal-led"] * 3, "all raters agree on every question"),
        (["not-yet", "goal-led", "goal-led"], "first to discuss: a goal for each account"),
    ],
)
def test_the_spread_says_the_plain_states(votes, said):
    assert said in draw_spread(MODEL, panel(votes)).finding.lower()


def test_the_table_of_votes_has_every_option_and_the_agreement():
    twin = twin_of(draw_spread(MODEL, panel(["goal-led"] * 3)))
    assert "Not yet: 0, Experiment: 0, Goal-led: 3, Organisation-wide: 0" in twin
    assert "<td>1.00</td>" in twin


# ---------------------------------------------------------------- departments


def small_panel():
    return panel(
        ["goal-led"] * 3 + ["experiment"] * 3 + ["not-yet"] * 4,
        ["management"] * 3 + ["brand"] * 3 + ["customer-service"] * 2 + ["research"] * 2,
    )


def test_a_department_of_fewer_people_than_allowed_is_hatched_and_said():
    entry = small_panel()
    answers = [item.id for item in MODEL.items_under["goals"]]
    assert entry["departments"]["index"]["goals"]["research"] is None
    picture = draw_departments(MODEL, entry)
    assert answers
    assert "not shown: fewer than 3 people" in written(picture)
    assert "hatched" in written(picture)
    hatched = next(trace for trace in picture.figure.data if trace.type == "bar")
    assert len(hatched.y) == sum(
        index is None for row in entry["departments"]["index"].values() for index in row.values()
    ) + sum(entry["nodes"][node]["index"] is None for node in entry["departments"]["index"])


def test_no_number_of_a_hidden_department_is_in_the_figure_or_the_table():
    entry = example("bank")
    shown = {
        f"{index:.0f}" for row in entry["departments"]["index"].values() for index in row.values() if index is not None
    }
    shown |= {f"{entry['nodes'][node]['index']:.0f}" for node in entry["departments"]["index"]}
    drawn = [
        trace
        for trace in draw_departments(MODEL, entry).figure.data
        if trace.type == "scatter" and trace.mode == "text"
    ][1]
    assert set(drawn.text) == shown


def test_the_widest_difference_between_departments_is_the_finding():
    assert (
        "Management and customer service differ most on Goals and measures"
        in draw_departments(MODEL, example("bank")).finding
    )


def test_without_departments_it_is_said():
    assert "Nobody named a department" in draw_departments(MODEL, entry_at("goal-led")).finding


@pytest.mark.parametrize(("width", "angle"), [(390, -90), (1280, None)])
def test_the_names_of_dimensions_are_turned_only_where_columns_are_narrow(width, angle):
    notes = draw_departments(MODEL, example("bank"), width=width).figure.layout.annotations
    assert {note.textangle for note in notes} == {angle}
