"""The self-assessment in JupyterLab, as a person meets it: by keyboard, by mouse, on a phone, after a reload.

The tests share one page, as loading JupyterLab takes seconds; each begins with an empty form.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from tests import ROOT
from tests.browser.app import answer_all, answer_by_keyboard, choose, press, progress, question, wide_or_small
from tests.browser.lab import cell_errors, open_notebook, run_all_cells

NOTEBOOK = "self_assessment.ipynb"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsversorgungswerk"
HOSTILE = "<img src=x onerror='window.broken = true'><b>R&D</b>"
POINT = ".sociable-map .points path.point"
FILES, OPEN = "Saved answers and examples", "Open from the list"
SAID = ".sociable-tools .sociable-tool:last-child .sociable-messages [role=status]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("notebooks")
    shutil.copy(ROOT / "assessment" / NOTEBOOK, place)
    return place


@pytest.fixture(scope="module")
def lab(start_lab, folder):
    return start_lab(folder)


@pytest.fixture(scope="module")
def opened(lab, open_page) -> Page:
    page = open_page(viewport={"width": 1400, "height": 1000})
    open_notebook(page, lab, NOTEBOOK)
    run_all_cells(page)
    assert cell_errors(page) == []
    page.locator(POINT).last.wait_for(state="attached", timeout=60_000)
    return page


@pytest.fixture
def app(opened, folder):
    """The page with an empty form; afterwards nothing may have gone wrong in any callback."""
    opened.set_viewport_size({"width": 1400, "height": 1000})
    start_afresh(opened)
    yield opened
    assert opened.locator(".sociable-alert").all_inner_texts() == []
    for saved in folder.glob("*.responses.json"):
        saved.unlink()


def start_afresh(page: Page) -> None:
    said = page.locator(SAID)
    page.get_by_label(FILES).select_option("")
    press(page, OPEN)
    expect(said).to_have_text("Choose a file from the list first.")  # so that what is said next is new
    press(page, "Start afresh")
    expect(said).to_have_text(re.compile("press Start afresh again|The form was emptied"))
    if "again" in said.inner_text():
        press(page, "Start afresh")
    expect(said).to_contain_text("The form was emptied")
    expect(progress(page)).to_have_text("0 of 28 answered")


def point(page: Page) -> str | None:
    return page.locator(POINT).last.get_attribute("transform")


def cells(page: Page) -> list[list[object]]:
    """What keyboard shortcuts could change: the cells, their text, and whether one ran."""
    found: list[list[object]] = page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets"
        ".map(cell => [cell.model.type, cell.model.sharedModel.getSource(), cell.model.executionCount ?? null])"
    )
    return found


WHERE = "() => document.querySelector('.sociable-map .js-plotly-plot').data.at(-1).x[0]"


def save_notebook(page: Page) -> None:
    page.evaluate("() => { window.jupyterapp.commands.execute('docmanager:save') }")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


def name_field(page: Page):
    return page.get_by_role("textbox", name="Organisation").first


# --- First sight -------------------------------------------------------------------------------------------------


def test_an_empty_form_says_what_to_do(app):
    expect(app.locator(".sociable-finding")).to_have_text("Answer to see your place.")
    expect(app.locator(".sociable-map .textpoint").last).to_have_text("Answer to see your place")
    assert app.locator(".sociable-card").count() == 28


def test_the_map_fills_its_column_and_has_a_name(app):
    column = app.locator(".sociable-result").bounding_box()["width"]
    plot = app.locator(".sociable-map .main-svg").first.bounding_box()["width"]
    assert 300 < plot <= column
    assert plot > column - 30
    expect(app.get_by_role("img", name="Position map.")).to_be_visible()


def test_each_question_is_a_group_with_native_radios(app):
    app.locator(".sociable-parts button").nth(1).click()
    group = app.get_by_role("group", name="What is the goal of each account you run")
    assert group.get_by_role("radio").count() == 6
    expect(group.get_by_text("Key question")).to_be_visible()
    assert len(set(group.get_by_role("radio").evaluate_all("radios => radios.map(radio => radio.name)"))) == 1


# --- Keyboard ----------------------------------------------------------------------------------------------------


def test_all_questions_are_answered_with_the_keyboard_alone_and_the_map_moves(app):
    before_cells, before = cells(app), point(app)
    name_field(app).focus()
    app.keyboard.type("Aurora Museum")
    answer_by_keyboard(app, 28)
    expect(progress(app)).to_have_text("28 of 28 answered")
    expect(app.locator(".sociable-headline [role=status]")).to_contain_text("from 28 of 28 answers")
    expect(app.locator(".sociable-map .textpoint").last).to_contain_text("Aurora Museum")
    assert point(app) != before
    assert cells(app) == before_cells


KEYS = ["ArrowUp", "ArrowDown", "d", "d", "a", "b", "x", "m", "y", "0", "0", "Shift+Enter", "Control+Enter"]


@pytest.mark.parametrize(
    "control",
    [
        "[data-item='people-groups'] input[type=radio]",
        "[data-item='people-groups'] summary",
        ".sociable-next",
        ".sociable-parts button",
        "[data-field=name]",
        "[data-field=size]",
        "[data-field=file]",
        ".sociable-told",
        ".sociable-section h2",
        ".sociable-twin summary",
    ],
)
def test_no_shortcut_of_the_notebook_reaches_it_from_a_control(app, control):
    before = cells(app)
    app.locator(control).first.focus()
    for key in KEYS:
        app.keyboard.press(key)
        assert app.evaluate("() => document.querySelector('.sociable-app').contains(document.activeElement)"), key
    assert cells(app) == before
    expect(app.locator(".sociable-card").first).to_be_visible()


def test_running_keys_in_a_text_field_run_nothing(app):
    before = cells(app)
    card = question(app, "people-groups")
    card.locator("summary").click()
    card.locator("textarea").focus()
    app.keyboard.type("dd x a b")
    for key in ("Shift+Enter", "Control+Enter", "Alt+Enter", "Escape", "d", "d"):
        app.keyboard.press(key)
    assert cells(app) == before


# --- Answers -----------------------------------------------------------------------------------------------------


def test_not_applicable_counts_only_with_its_reason(app):
    card = question(app, "people-groups")
    card.get_by_label("Not applicable").check()
    expect(card.get_by_text("Without a reason this counts as not answered.")).to_be_visible()
    expect(progress(app)).to_have_text("0 of 28 answered")
    card.get_by_label("Why does it not apply?").fill("We are a ministry.")
    expect(progress(app)).to_have_text("1 of 28 answered")
    expect(card.get_by_text("Without a reason this counts as not answered.")).to_be_hidden()


def test_an_answer_can_be_cleared(app):
    choose(app, "people-groups", "experiment")
    expect(progress(app)).to_have_text("1 of 28 answered")
    question(app, "people-groups").get_by_role("button", name="Clear answer").click()
    expect(progress(app)).to_have_text("0 of 28 answered")
    assert question(app, "people-groups").locator("input:checked").count() == 0


def test_a_half_filled_form_shows_what_is_still_possible(app):
    choose(app, "use-departments", "experiment")
    expect(app.locator(".sociable-finding")).to_contain_text("Experiment")
    expect(app.locator(".sociable-headline")).to_contain_text("it takes 20 of 28 answers, and there is 1")
    expect(app.locator(".sociable-map .textpoint").last).to_have_text("Somewhere in here")


def test_the_quick_form_keeps_the_answers_of_the_full_one(app):
    answer_all(app, "goal-led")
    app.get_by_label("Form", exact=True).select_option("quick")
    expect(progress(app)).to_have_text("9 of 9 answered")
    expect(app.locator(".sociable-headline")).to_contain_text("indicative only")
    app.get_by_label("Form", exact=True).select_option("full")
    expect(progress(app)).to_have_text("28 of 28 answered")


def test_the_next_step_names_questions_actions_and_effort(app):
    answer_all(app, "experiment")
    step = app.locator(".sociable-reasons")
    expect(step).to_contain_text("Next step, to Goal-led")
    expect(step).to_contain_text("Experiment → Goal-led")
    expect(step).to_contain_text("person-day")
    expect(step).to_contain_text("What is the goal of each account you run")


def test_a_hostile_name_is_shown_and_not_executed(app):
    name_field(app).fill(HOSTILE)
    answer_all(app, "experiment", "goal-led")
    expect(app.locator(".sociable-eyebrow")).to_have_text(HOSTILE)
    expect(app.locator(".sociable-map .textpoint").last).to_contain_text("<img src=x")
    assert app.locator(".sociable-app img").count() == 0
    assert app.evaluate("() => window.broken") is None


# --- Files -------------------------------------------------------------------------------------------------------


def load(page: Page, label: str) -> None:
    page.get_by_label(FILES).focus()
    wanted = re.compile(f"^{re.escape(label)}$")
    expect(page.locator("[data-field=file] option").filter(has_text=wanted)).to_have_count(1)
    page.get_by_label(FILES).select_option(label=label)
    press(page, OPEN)


def test_answers_are_saved_with_the_last_typing_and_loaded_again(app, folder):
    name_field(app).fill("Müller & Söhne")
    answer_all(app, "experiment", "goal-led", "not-yet")
    card = question(app, "people-groups")
    card.locator("summary").click()
    card.locator("textarea").press_sequentially("A page on the intranet")
    press(app, "Save")
    said = app.locator(SAID)
    expect(said).to_contain_text("Saved 28 answers in")
    saved = folder / "muller-sohne.responses.json"
    rater = json.loads(saved.read_text(encoding="utf-8"))["raters"][0]
    assert rater["answers"]["people-groups"] == {"option": "experiment", "evidence": "A page on the intranet"}
    there = point(app)
    start_afresh(app)
    assert name_field(app).input_value() == ""
    load(app, saved.name)
    expect(said).to_have_text("Opened 28 answers of Müller & Söhne.")
    expect(name_field(app)).to_have_value("Müller & Söhne")
    expect(card.locator("textarea")).to_have_value("A page on the intranet")
    expect(app.locator(POINT).last).to_have_attribute("transform", there)


def test_a_name_is_asked_for_before_saving(app, folder):
    choose(app, "people-groups", "experiment")
    press(app, "Save")
    expect(app.locator(SAID)).to_contain_text("Give the organisation a name first")
    assert list(folder.glob("*.responses.json")) == []


def test_a_bad_file_is_refused_in_words_and_nothing_is_lost(app, folder):
    choose(app, "people-groups", "experiment")
    expect(progress(app)).to_have_text("1 of 28 answered")
    (folder / "cut.responses.json").write_text('{"format": "sociable-responses/1",', encoding="utf-8")
    load(app, "cut.responses.json")
    expect(app.get_by_role("alert").filter(has_text="this is not JSON")).to_be_visible()
    expect(progress(app)).to_have_text("1 of 28 answered")
    press(app, "Start afresh")
    expect(app.get_by_role("alert").filter(has_text="this is not JSON")).to_have_count(0)


def test_an_example_shows_the_joint_result_of_its_raters(app):
    load(app, "Example: bank")
    expect(app.locator(".sociable-headline")).to_contain_text("Fenwater Savings Bank (fictional), joint result of 13")
    expect(app.locator(".sociable-map .textpoint").last).to_contain_text("Fenwater")
    expect(progress(app)).to_have_text(re.compile("Rater 1: .* of 28 answered"))


# --- Looks -------------------------------------------------------------------------------------------------------


def test_on_a_phone_the_result_stands_below_and_everything_can_be_hit(app):
    app.set_viewport_size({"width": 390, "height": 844})
    app.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    name_field(app).fill(LONG_WORD)
    answer_all(app, "goal-led")
    expect(app.locator(".sociable-map .textpoint").last).to_contain_text("Donau")
    form, result = (app.locator(each).bounding_box() for each in (".sociable-form", ".sociable-result"))
    assert result["y"] >= form["y"] + form["height"]
    assert wide_or_small(app) == []
    app.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_no_fault(app, theme):
    app.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    dark = str(theme == "JupyterLab Light").lower()
    expect(app.locator("body")).to_have_attribute("data-jp-theme-light", dark)
    answer_all(app, "experiment", "goal-led", "not-yet")
    app.locator(".sociable-more summary").first.click()
    app.locator(".sociable-twin summary").click()
    question(app, "people-motives").get_by_label("Not applicable").check()
    app.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    found = app.evaluate("() => axe.run('.sociable-app')")
    told = [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
    assert told == []


# --- Views that come later ---------------------------------------------------------------------------------------


def test_a_second_view_shows_the_same_and_follows(app):
    answer_all(app, "goal-led", "experiment")
    app.evaluate("() => { const { content } = window.jupyterapp.shell.currentWidget; content.activeCellIndex = 1 }")
    app.evaluate("() => window.jupyterapp.commands.execute('notebook:create-output-view')")
    views = app.locator(".sociable-app")
    expect(views).to_have_count(2)
    expect(app.locator(POINT)).to_have_count(2)
    there = app.locator(POINT).evaluate_all(
        "points => points.map(each => each.closest('.js-plotly-plot').data.at(-1).x)"
    )
    assert there[0] == there[1]
    views.last.locator("[data-item='people-groups'] input[value='organisation-wide']").check()
    expect(views.first.locator("[data-item='people-groups'] input:checked")).to_have_value("organisation-wide")
    app.evaluate("() => window.jupyterapp.shell.currentWidget.close()")
    expect(views).to_have_count(1)


def test_after_a_reload_form_and_map_show_the_present_state(app):
    name_field(app).fill("Aurora Museum")
    answer_all(app, "goal-led", "organisation-wide")
    choose(app, "people-groups", "not-yet")
    expect(app.locator(".sociable-map .textpoint").last).to_contain_text("Aurora Museum")
    expect(app.locator(".sociable-told")).to_contain_text("index 81")
    there = app.evaluate(WHERE)
    save_notebook(app)
    app.reload()
    app.locator(POINT).last.wait_for(timeout=60_000)
    expect(progress(app)).to_have_text("28 of 28 answered")
    expect(question(app, "people-groups").locator("input:checked")).to_have_value("not-yet")
    expect(name_field(app)).to_have_value("Aurora Museum")
    expect(app.locator(".sociable-map .textpoint").last).to_contain_text("Aurora Museum")
    assert app.evaluate(WHERE) == there
    choose(app, "people-groups", "goal-led")
    app.wait_for_function(f"there => ({WHERE})() !== there", arg=there)


def test_after_a_kernel_restart_the_page_says_so_and_a_new_run_goes_on_where_it_was(app):
    name_field(app).fill("Aurora Museum")
    answer_all(app, "goal-led")
    press(app, "Add a rater")
    expect(progress(app)).to_have_text("Rater 2: 0 of 28 answered")
    choose(app, "people-groups", "experiment")
    expect(app.locator(".sociable-eyebrow")).to_have_text("Aurora Museum, joint result of 2 people")
    app.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    expect(app.get_by_role("alert").filter(has_text="run the cell again to go on")).to_be_visible()
    run_all_cells(app)
    expect(progress(app)).to_have_text("Rater 2: 1 of 28 answered")
    expect(name_field(app)).to_have_value("Aurora Museum")
    expect(app.locator(".sociable-eyebrow")).to_have_text("Aurora Museum, joint result of 2 people")
    app.locator(POINT).last.wait_for(state="attached", timeout=60_000)
