"""The bank's blueprint of lesson 03 in JupyterLab, by keyboard alone: chosen, drawn, changed, found again."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from sociable_course.quiz import read_quiz
from tests import ROOT
from tests.browser.journey import Journey, no_alarms, press
from tests.browser.lab import PATIENCE, cell_errors, open_notebook, run_all_cells

pytestmark = pytest.mark.slow

LESSON = "03_people_as_product"
PART = "bank-blueprint"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "course" / "notebooks" / LESSON, place / LESSON)
    return place


@pytest.fixture(scope="module")
def lab(start_lab, folder):
    return start_lab(folder)


def test_a_blueprint_is_chosen_by_keyboard_and_its_year_follows(lab, folder, open_page):
    page = open_page(viewport={"width": 1280, "height": 1000})
    open_notebook(page, lab, f"{LESSON}/{LESSON}.ipynb")
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    run_all_cells(page)
    assert cell_errors(page) == []
    quiz = read_quiz(ROOT / "course" / "lessons" / LESSON / "quiz.toml")
    journey = Journey(page, quiz)
    root = journey.find(PART)
    output = page.locator(f'.jp-OutputArea-output:has([data-part="{PART}"])')
    with no_alarms(page):
        root.get_by_label("Where would it stand?").first.focus()
        page.keyboard.press("ArrowDown")
        press(root.locator(".sociable-main"))
        expect(output).to_contain_text("11 are left; the first is step 1", timeout=PATIENCE * 1000)
        expect(root.get_by_label("Who acts?").first).to_be_focused()  # the first that is open

        journey.answer(quiz.parts[PART])
        journey.see_picture(quiz.parts[PART])
        expect(output).to_contain_text("All 4 steps fit.")
        expect(output.get_by_role("img", name="Your blueprint gains about 760 hours")).to_be_visible()
        assert journey.look() == []

        dispute = root.get_by_role("group", name="Dispute a booking.")
        expect(dispute.locator(".sociable-note")).to_contain_text("Right.")
        dispute.get_by_label("Where would it stand?").select_option("public")
        expect(dispute.locator(".sociable-note")).to_be_hidden()  # a note is about what was chosen before
        expect(root.locator(".sociable-saved")).to_have_text("Not saved yet")
        press(root.locator(".sociable-main"))
        expect(dispute).to_have_accessible_description(re.compile("✗ An answer would help"), timeout=PATIENCE * 1000)
        expect(output.get_by_role("img", name="Your blueprint gains about 760 hours")).to_have_count(0)
    kept = json.loads((folder / LESSON / "answers.json").read_text("utf-8"))["answers"][PART]
    assert (kept["kind"], len(kept["value"]), len(kept["tries"])) == ("blueprint", 12, 2)

    page.set_viewport_size({"width": 390, "height": 844})
    assert root.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    run_all_cells(page)
    again = journey.find(PART)
    expect(again.locator(".sociable-saved")).to_contain_text("answers.json", timeout=PATIENCE * 1000)
    step = again.get_by_role("group", name="Dispute a booking.")
    expect(step.get_by_label("Where would it stand?")).to_have_value("public")
