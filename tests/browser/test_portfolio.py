"""The portfolio in JupyterLab, as a person meets it: by keyboard and mouse, on a phone, with many organisations."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from sociable_assessment.result_file import write_entries
from tests import ROOT
from tests.assessment.drawn_results import HOSTILE, entry_at, random_entries
from tests.browser.lab import cell_errors, open_notebook, run_all_cells

NOTEBOOK = "portfolio.ipynb"
POINTS = ".sociable-portfolio-map .points path.point"
NAMES = ".sociable-scroll tbody th"
STATUS = ".sociable-messages [role=status]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("notebooks")
    shutil.copy(ROOT / "assessment" / NOTEBOOK, place)
    with (place / "many.json").open("w", encoding="utf-8") as file:
        write_entries(file, [*random_entries(200), entry_at("goal-led", HOSTILE)])
    return place


@pytest.fixture(scope="module")
def page(start_lab, folder, open_page) -> Page:
    opened = open_page(viewport={"width": 1400, "height": 1000})
    open_notebook(opened, start_lab(folder), NOTEBOOK)
    opened.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    run_all_cells(opened)
    assert cell_errors(opened) == []
    opened.locator(POINTS).first.wait_for(timeout=60_000)
    return opened


@pytest.fixture(autouse=True)
def nothing_broke(page):
    page.set_viewport_size({"width": 1400, "height": 1000})
    yield
    assert page.locator(".sociable-alert").all_inner_texts() == []


def test_it_starts_with_the_fictional_examples_a_map_and_context(page):
    expect(page.locator(STATUS).first).to_contain_text("don’t exist")
    expect(page.locator(NAMES)).to_have_count(4)
    expect(page.locator(POINTS)).to_have_count(4)
    expect(page.locator(".sociable-app").last).to_contain_text("can't be compared one to one")


def test_the_table_is_sorted_by_keyboard_and_says_so(page):
    page.locator("[data-column=organisation]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sociable-sortable [role=status]")).to_have_text("4 rows, sorted by Organisation, from A.")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Organisation")
    expect(page.locator(".sociable-scroll thead button:focus")).to_contain_text("Organisation")
    assert page.locator(NAMES).all_inner_texts() == sorted(page.locator(NAMES).all_inner_texts())
    page.keyboard.press("Space")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Organisation")


def test_no_key_that_is_pressed_in_the_portfolio_reaches_the_notebook(page):
    page.locator(".sociable-scroll").focus()
    before = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.keyboard.press("b")
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length") == before


def test_filters_leave_what_passes(page):
    page.get_by_label("Sector").select_option("museum")
    expect(page.locator(NAMES)).to_have_count(2)
    expect(page.locator(".sociable-portfolio-map .js-plotly-plot")).to_have_attribute(
        "aria-label", re.compile("Harrowmere")
    )
    page.get_by_label("Sector").select_option("")
    expect(page.locator(NAMES)).to_have_count(4)


def test_two_hundred_organisations_are_opened_from_a_file_and_downloaded_again(page, folder, tmp_path):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(folder / "many.json")
    expect(page.locator(NAMES)).to_have_count(201, timeout=30_000)
    expect(page.locator(POINTS)).to_have_count(201, timeout=30_000)
    assert page.evaluate("() => document.querySelector('img[src=x]')") is None
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as JSON").click()
    path = Path(tmp_path, "portfolio.json")
    download.value.save_as(path)
    assert len(json.loads(path.read_text(encoding="utf-8"))["results"]) == 201


def test_no_two_labels_on_the_map_overlap_and_none_leaves_it(page):
    faults = page.evaluate(
        """() => {
          const plot = document.querySelector(".sociable-portfolio-map .js-plotly-plot").getBoundingClientRect();
          const labels = document.querySelectorAll(".sociable-portfolio-map .textpoint text");
          const boxes = [...labels].filter((each) => each.textContent.includes("Organisation "))
            .filter((each) => each.textContent.trim()).map((each) => each.getBoundingClientRect());
          const meet = (a, b) => a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom;
          const pairs = boxes.filter((a, place) => boxes.some((b, other) => other > place && meet(a, b)));
          const out = boxes.filter((box) => box.left < plot.left || box.right > plot.right);
          return [boxes.length > 2, pairs.length, out.length];
        }"""
    )
    assert faults == [True, 0, 0]


def test_on_a_phone_the_map_is_drawn_for_its_width(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(2500)
    test_no_two_labels_on_the_map_overlap_and_none_leaves_it(page)


def test_on_a_phone_nothing_is_cut_off_and_the_table_scrolls_in_its_own_box(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(1500)
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.sociable-portfolio > *')]"
        ".filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.className)"
    )
    assert wide == []
    region = page.locator(".sociable-scroll")
    assert region.evaluate("box => box.scrollWidth > box.clientWidth")
    assert region.get_attribute("tabindex") == "0"


def test_axe_finds_nothing_in_the_portfolio(page):
    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run('.sociable-portfolio', { resultTypes: ['violations'] })")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
