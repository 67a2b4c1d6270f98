"""A lesson's widgets in JupyterLab, as a learner meets them: by keyboard, on a phone, after a reload, at home again.

The tests share one page, as loading JupyterLab takes seconds; they run in their order, from an empty lesson on.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import PATIENCE, cell_errors, open_notebook, run_all_cells
from tests.browser.lesson_notebook import NAME, write_notebook
from tests.course.lesson_quiz import LESSON

ANSWERS = "answers.json"
TEXT = "Our fitters come to read, so we give each answer a headline."
RIGHT_PLACES = {"fitter": "help", "aunt": "keep-up", "guard": "show", "newcomer": "meet", "nurse": "help"}
PARTS = ("silent-share", "who-leads", "before-platforms", "motives", "offer", "top-tenth", "graded-check")
AXE = Path(AXE_FILE_PATH)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("notebooks")
    write_notebook(place)
    return place


@pytest.fixture(scope="module")
def lab(start_lab, folder):
    return start_lab(folder)


@pytest.fixture(scope="module")
def opened(lab, open_page) -> Page:
    # High enough for the whole notebook: JupyterLab draws only the cells in sight.
    page = open_page(viewport={"width": 1280, "height": 5600})
    open_notebook(page, lab, NAME)
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    run(page)
    return page


@pytest.fixture
def page(opened):
    """The page; afterwards no callback may have gone wrong."""
    yield opened
    assert alarms(opened) == []


def run(page: Page) -> None:
    run_all_cells(page)
    assert cell_errors(page) == []
    expect(page.locator(".sociable-lesson")).to_have_count(len(PARTS) + 3)
    page.locator(".sociable-save").wait_for()


def alarms(page: Page) -> list[str]:
    return [text for text in page.locator(".sociable-alert").all_inner_texts() if text]


def exercise(page: Page, part: str) -> Locator:
    return page.locator(f".sociable-lesson:has([data-part='{part}'])").first


def said(page: Page, part: str) -> Locator:
    return exercise(page, part).locator("[role=status]").first


def saved(folder: Path) -> dict:
    return json.loads((folder / ANSWERS).read_text(encoding="utf-8"))["answers"]


def cells(page: Page) -> list[list[object]]:
    """What keyboard shortcuts could change: the cells, their text, and whether one ran."""
    found: list[list[object]] = page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets"
        ".map(cell => [cell.model.type, cell.model.sharedModel.getSource(), cell.model.executionCount ?? null])"
    )
    return found


def tab_to(page: Page, what: str) -> None:
    """Press Tab until a control of this kind has the focus."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
    pytest.fail(f"Tab does not lead to {what}")


# --- By keyboard alone -------------------------------------------------------------------------------------------


def test_at_first_every_question_is_open_and_nothing_is_written(page, folder):
    assert not (folder / ANSWERS).exists()
    expect(page.locator(".sociable-count")).to_have_text("0 of 7 answers kept yet")
    group = exercise(page, "before-platforms").get_by_role("group", name="In 1936 the women of a small town")
    assert group.get_by_role("radio").count() == 3
    field = exercise(page, "silent-share").get_by_role("textbox", name="Of 100 members")
    expect(field).to_have_accessible_description("of 100 members From 0 to 100.")


def test_a_prediction_is_committed_locked_and_followed_by_the_picture(page, folder):
    before, asked = cells(page), exercise(page, "silent-share")
    asked.get_by_role("textbox").focus()
    page.keyboard.type("4x")
    page.keyboard.press("Enter")
    expect(said(page, "silent-share")).to_contain_text("'4x' is not a number.")
    expect(asked.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Backspace")
    page.keyboard.type("0,5")
    expect(asked.locator(".sociable-saved")).to_have_text("Not saved yet")
    page.keyboard.press("Enter")
    locked = asked.get_by_text("You predicted 40.5 of 100 members.")
    expect(locked).to_be_visible()
    expect(locked).to_be_focused()
    expect(asked.get_by_role("button", name="Commit")).to_be_hidden()
    expect(asked.get_by_role("textbox")).to_be_hidden()
    expect(asked.locator(".sociable-saved")).to_have_text("Saved in answers.json")
    expect(asked.get_by_role("img", name="90 of 100 members wrote nothing; you said 40.5.")).to_be_visible(
        timeout=30_000
    )
    assert asked.locator(".main-svg").first.bounding_box()["width"] > 600
    expect(asked.locator(".sociable-picture")).to_contain_text("Nine of ten write nothing")
    assert saved(folder)["silent-share"]["value"] == 40.5
    exercise(page, "who-leads").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button")
    page.keyboard.press("Space")
    expect(exercise(page, "who-leads").get_by_text("You predicted “A few members, again and again”.")).to_be_focused()
    assert cells(page) == before


def test_a_check_answers_each_mistake_and_counts_the_tries(page, folder):
    before, asked = cells(page), exercise(page, "before-platforms")
    asked.get_by_role("radio").first.focus()
    tab_to(page, "button")
    page.keyboard.press("Enter")
    expect(said(page, "before-platforms")).to_have_text("Choose one of the answers first.")
    expect(asked.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(said(page, "before-platforms")).to_contain_text("True, nobody posted. But the women chose whom to meet")
    expect(asked.get_by_role("radio").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(asked.locator(".sociable-saved")).to_have_text("Not saved yet")
    tab_to(page, "button")
    page.keyboard.press("Space")
    expect(said(page, "before-platforms")).to_contain_text("Right. (2nd try)")
    expect(asked.get_by_role("button", name="Check")).to_be_focused()
    assert saved(folder)["before-platforms"]["tries"] == ["no-network", "circles"]
    assert cells(page) == before


def test_cards_are_sorted_with_two_keys_each(page, folder):
    before, asked = cells(page), exercise(page, "motives")
    asked.get_by_role("radio").first.focus()
    for place, down in enumerate([2, 0, 3, 1, 0, 0]):  # the nurse goes wrong
        if place:
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(down):
            page.keyboard.press("ArrowDown")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    expect(said(page, "motives")).to_contain_text("5 of 6 are where they belong.")
    expect(asked.get_by_role("group", name="A night nurse")).to_have_accessible_description(
        "✗ Not under “Keep up with people they know”."
    )
    expect(asked.get_by_role("group", name="An aunt")).to_contain_text("✓ Right. Silent, and fully served.")
    assert {card: saved(folder)["motives"]["value"][card] for card in RIGHT_PLACES} == RIGHT_PLACES | {
        "nurse": "keep-up"
    }
    asked.get_by_role("group", name="A night nurse").get_by_label("Get or give help").check()
    expect(asked.get_by_role("group", name="A night nurse").locator(".sociable-note")).to_be_hidden()
    asked.get_by_role("button", name="Check").click()
    expect(said(page, "motives")).to_contain_text("All 6 are where they belong. (2nd try)")
    assert cells(page) == before


def test_a_text_is_written_kept_ticked_and_compared(page, folder):
    before, asked = cells(page), exercise(page, "offer")
    asked.get_by_role("textbox").focus()
    page.keyboard.type("dd x a b\n" + TEXT)
    for key in ("Control+Enter", "Alt+Enter"):
        page.keyboard.press(key)
    expect(asked.get_by_role("textbox")).to_have_value(f"dd x a b\n{TEXT}")
    expect(asked.get_by_text("16 words of at least 8")).to_be_visible()
    expect(asked.locator(".sociable-saved")).to_have_text("Not saved yet")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    expect(said(page, "offer")).to_contain_text("Kept: 16 words.")
    assert "One way to answer" not in asked.inner_text()
    tab_to(page, "input[type=checkbox]")
    page.keyboard.press("Space")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    expect(said(page, "offer")).to_contain_text("1 of 3 ticked.")
    expect(said(page, "offer")).to_contain_text("One way to answer")
    assert saved(folder)["offer"]["ticked"] == ["names-motive"]
    assert cells(page) == before


def test_a_number_and_a_graded_check(page, folder):
    asked = exercise(page, "top-tenth")
    asked.get_by_role("textbox").fill("10")
    asked.get_by_role("button", name="Check").click()
    expect(said(page, "top-tenth")).to_contain_text("A tenth of the people, yes.")
    asked = exercise(page, "graded-check")
    asked.get_by_label("A hashtag gathers strangers").check()
    asked.get_by_role("button", name="Keep").click()
    expect(said(page, "graded-check")).to_have_text("Kept.It is marked when you hand in.")
    expect(page.locator(".sociable-count")).to_have_text("7 of 7 answers kept in answers.json")
    assert set(saved(folder)) == set(PARTS)


def test_dials_are_turned_by_keyboard_and_the_picture_follows(page):
    before, dials = cells(page), page.get_by_role("group", name="A crowd")
    view = page.locator(".sociable-lesson:has(.sociable-dials)")
    expect(view.get_by_role("img", name="100 people, small, named: False.")).to_be_visible()
    dials.get_by_role("textbox", name="Size, 10 to 200").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    expect(view.locator(".sociable-twin p").first).to_have_text("50 people, small, named: False.")
    tab_to(page, "[aria-label='More: Size, 10 to 200']")
    page.keyboard.press("Enter")
    expect(view.locator(".gtitle")).to_have_text("60 people in a small town")
    expect(dials.get_by_role("button", name="More: Size")).to_be_focused()
    tab_to(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")
    expect(view.get_by_role("img", name="60 people, large, named: False.")).to_be_visible()
    dials.get_by_label("Named").check()
    expect(view.get_by_role("img", name="60 people, large, named: True.")).to_be_visible()
    assert cells(page) == before


KEYS = ["ArrowUp", "ArrowDown", "d", "d", "a", "b", "x", "m", "y", "0", "0", "Shift+Enter", "Control+Enter"]
CONTROLS = [
    "[data-part='before-platforms'] input[type=radio]",
    "[data-part='before-platforms'] button",
    "[data-part='motives'] input[type=radio]",
    "[data-part='offer'] textarea",
    "[data-part='offer'] input[type=checkbox]",
    "[data-part='top-tenth'] input[type=text]",
    ".sociable-dials input[type=text]",
    ".sociable-dials button",
    ".sociable-dials input[type=radio]",
    ".sociable-dials input[type=checkbox]",
    ".sociable-twin summary",
    ".sociable-save button",
]


@pytest.mark.parametrize("control", CONTROLS)
def test_no_shortcut_of_the_notebook_reaches_it_from_a_control(page, control):
    before = cells(page)
    page.locator(control).first.focus()
    for key in KEYS:
        page.keyboard.press(key)
        inside = (
            "() => [...document.querySelectorAll('.sociable-lesson')].some(e => e.contains(document.activeElement))"
        )
        assert page.evaluate(inside), key
    assert cells(page) == before
    page.wait_for_timeout(600)
    for part, value in (("offer", TEXT), ("top-tenth", "10")):  # what the keys typed there
        exercise(page, part).get_by_role("textbox").fill(value)
    dials = page.locator(".sociable-dials input[type=text]")
    dials.fill("100")
    dials.press("Enter")
    expect(page.locator(".sociable-lesson:has(.sociable-dials) [role=status]").last).to_have_text("")


# --- Faults are told ---------------------------------------------------------------------------------------------


def test_a_callback_that_breaks_is_seen_on_the_page_and_recorded(opened):
    dials = opened.locator(".sociable-dials input[type=text]")
    dials.fill("13")
    dials.press("Enter")
    expect(opened.get_by_role("alert").filter(has_text="ZeroDivisionError")).to_be_visible()
    assert len(alarms(opened)) == 1
    dials.fill("50")
    dials.press("Enter")
    expect(opened.get_by_role("alert").filter(has_text="ZeroDivisionError")).to_have_count(0)


def test_a_notebook_that_does_not_answer_is_told_of(page, folder):
    kernel = next(each for each in psutil.process_iter(["cmdline"]) if is_kernel_in(each, folder))
    asked = exercise(page, "top-tenth")
    asked.get_by_role("textbox").fill("11")
    kernel.suspend()
    try:
        asked.get_by_role("button", name="Check").click()
        expect(asked.locator(".sociable-saved")).to_contain_text("No answer from the notebook", timeout=20_000)
    finally:
        kernel.resume()
    expect(asked.locator(".sociable-saved")).to_have_text("Saved in answers.json", timeout=30_000)
    expect(said(page, "top-tenth")).to_contain_text("It is not 11 percent.")


def is_kernel_in(process: psutil.Process, folder: Path) -> bool:
    with suppress(psutil.Error):
        return "ipykernel_launcher" in (process.info["cmdline"] or ()) and process.cwd() == str(folder)
    return False


# --- Looks -------------------------------------------------------------------------------------------------------


def find_faults(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run('.sociable')")
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_no_fault(page, theme):
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    dark = str(theme == "JupyterLab Light").lower()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", dark)
    page.locator(".sociable-twin details").evaluate_all("found => found.forEach(each => { each.open = true })")
    exercise(page, "top-tenth").get_by_role("textbox").fill("12")  # "Not saved yet" is in sight
    page.wait_for_timeout(500)
    assert find_faults(page) == []


def test_axe_would_find_a_planted_fault(page):
    page.evaluate("() => document.querySelector('.sociable-question').append(document.createElement('textarea'))")
    assert any(fault.startswith("label") for fault in find_faults(page))
    page.evaluate("() => document.querySelector('.sociable-question > textarea').remove()")


def test_on_a_phone_nothing_is_cut_off_and_everything_can_be_hit(page):
    page.set_viewport_size({"width": 390, "height": 8000})
    page.wait_for_timeout(800)
    wide = page.locator(".sociable-lesson").evaluate_all(
        "found => found.filter(each => each.scrollWidth > each.clientWidth + 1 || "
        "each.getBoundingClientRect().right > innerWidth).map(each => each.innerText.slice(0, 40))"
    )
    assert wide == []
    small = page.locator(".sociable-lesson").locator(
        "button, select, .sociable-row, summary, input[type=text], textarea"
    )
    heights = small.evaluate_all(
        "found => found.filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)"
        ".map(each => `${each.className || each.localName}: ${each.getBoundingClientRect().height}`)"
    )
    assert heights == []
    drawn = page.locator(".sociable-picture").evaluate_all(
        "found => found.map(each => [each.scrollWidth, getComputedStyle(each).overflowX, each.tabIndex])"
    )
    assert drawn
    assert all(width >= 560 and rest == ["auto", 0] for width, *rest in drawn), drawn
    assert find_faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 5600})
    expect(page.locator(".sociable-picture[tabindex]")).to_have_count(0)


# --- Kept --------------------------------------------------------------------------------------------------------


def expect_all_there(page: Page) -> None:
    expect(exercise(page, "silent-share").get_by_text("You predicted 40.5 of 100 members.")).to_be_visible(
        timeout=60_000
    )
    expect(exercise(page, "silent-share").locator(".gtitle")).to_contain_text("Nine of ten", timeout=60_000)
    expect(exercise(page, "before-platforms").locator("input:checked")).to_have_value("circles")
    expect(said(page, "before-platforms")).to_contain_text("Right.")
    assert exercise(page, "motives").locator("input:checked").count() == 6
    expect(said(page, "motives")).to_contain_text("All 6 are where they belong.")
    expect(exercise(page, "offer").get_by_role("textbox")).to_have_value(re.compile(re.escape(TEXT)))
    expect(exercise(page, "offer").locator("input:checked")).to_have_value("names-motive")
    expect(said(page, "offer")).to_contain_text("One way to answer")
    expect(exercise(page, "graded-check").locator("input:checked")).to_have_value("b")


def test_after_a_reload_all_is_there_even_what_was_not_kept_yet(page):
    exercise(page, "top-tenth").get_by_role("textbox").fill("43,1")
    exercise(page, "offer").get_by_role("button", name="Keep").click()
    expect(said(page, "offer")).to_contain_text("One way to answer")
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(800)
    page.reload()
    page.wait_for_function(
        "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.isReady", timeout=PATIENCE * 1000
    )
    expect_all_there(page)
    expect(exercise(page, "top-tenth").get_by_role("textbox")).to_have_value("43,1")
    expect(exercise(page, "top-tenth").locator(".sociable-saved")).to_have_text("Not saved yet")


def restart(page: Page) -> None:
    page.evaluate(
        "() => { window.restarted = false; window.jupyterapp.shell.currentWidget.sessionContext"
        ".restartKernel().then(() => { window.restarted = true }) }"
    )
    page.wait_for_function("() => window.restarted", timeout=PATIENCE * 1000)
    run(page)


def test_after_a_restart_of_the_kernel_all_that_was_kept_is_there(page):
    restart(page)
    expect_all_there(page)
    expect(page.locator(".sociable-count")).to_have_text("7 of 7 answers kept in answers.json")


def test_work_is_taken_home_and_brought_back(page, folder, tmp_path):
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my work").click()
    home = tmp_path / download.value.suggested_filename
    download.value.save_as(home)
    assert home.name.startswith(f"{LESSON}_")
    with zipfile.ZipFile(io.BytesIO(home.read_bytes())) as archive:
        assert set(archive.namelist()) == {ANSWERS, NAME}
        assert json.loads(archive.read(NAME))["cells"]
    kept = saved(folder)
    (folder / ANSWERS).unlink()
    restart(page)
    expect(page.locator(".sociable-count")).to_have_text("0 of 7 answers kept yet")
    exercise(page, "top-tenth").get_by_role("textbox").fill("13")
    exercise(page, "top-tenth").get_by_role("button", name="Check").click()
    expect(said(page, "top-tenth")).to_contain_text("not 13")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Bring it back").press("Enter")
    chooser.value.set_files(home)
    told = page.locator(".sociable-lesson:has(.sociable-save) [role=status]")
    expect(told).to_contain_text("Brought back 7 answers.")
    expect(told).not_to_contain_text("brought_back")  # the notebook is the same
    expect_all_there(page)
    assert saved(folder) == kept
    assert len(list(folder.glob("answers_before_*.json"))) == 1


def test_a_file_that_is_no_work_is_refused_in_words(opened, folder):
    kept = saved(folder)
    bad = {"name": "work.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04 cut"}
    opened.locator(".sociable-save input[type=file]").set_input_files(bad)
    expect(opened.get_by_role("alert").filter(has_text="this zip file is broken")).to_be_visible()
    assert saved(folder) == kept


# --- The tests can fail ------------------------------------------------------------------------------------------


def test_without_its_mark_a_control_would_change_cells(opened):
    before = cells(opened)
    radio = opened.locator("[data-part='before-platforms'] input[type=radio]").first
    radio.evaluate("radio => radio.removeAttribute('data-lm-suppress-shortcuts')")
    radio.focus()
    opened.keyboard.press("b")  # a new cell below; deleting ones are switched off
    opened.wait_for_function(
        "count => window.jupyterapp.shell.currentWidget.content.widgets.length > count", arg=len(before)
    )
