"""The report as a board member opens it: from a mail, on a phone, offline; and as it leaves the printer."""

import re

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from sociable_assessment.report import write_report
from tests.assessment.reports import example, hostile, model


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    place = tmp_path_factory.mktemp("reports")
    for name, entry in {"museum": example("museum_2026"), "hostile": hostile()}.items():
        write_report(model(), [entry], place / name, ["html"])
    return {path.parent.name: path for path in place.glob("*/*.html")}


@pytest.fixture
def opened(files, open_page):
    def load(name, width):
        page = open_page(viewport={"width": width, "height": 900}, bypass_csp=True)
        page.set_content(files[name].read_text("utf-8"))  # by its content: the browser may open nothing else
        return page

    return load


@pytest.mark.parametrize("name", ["museum", "hostile"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_its_window_and_breaks_no_rule_of_accessibility(opened, name, width):
    page = opened(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE_FILE_PATH.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_nothing_that_was_typed_is_run(opened):
    assert opened("hostile", 1280).evaluate("window.broken") is None


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1280, "wide-drawing")])
def test_each_picture_is_shown_once_in_the_drawing_made_for_the_width(opened, width, shown):
    page = opened("museum", width)
    figures = page.locator("figure").count()
    assert figures > 3
    assert page.locator("figure svg:visible").count() == page.locator(f"figure .{shown} svg:visible").count() == figures


def test_letters_of_a_picture_are_large_enough_on_a_phone(opened):
    sizes = opened("museum", 390).evaluate(
        """[...document.querySelectorAll("figure .narrow svg")].flatMap(svg => {
          const zoom = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          return [...svg.querySelectorAll("text")].map(text => zoom * text.getAttribute("font-size"));
        })"""
    )
    assert min(sizes) >= 11


def test_no_letter_of_a_picture_is_cut_off(opened):
    cut = opened("museum", 1280).evaluate(
        """[...document.querySelectorAll("figure .wide-drawing svg")].flatMap(svg => {
          const box = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")].filter(text => {
            const own = text.getBoundingClientRect();
            const sides = [own.left - box.left, box.right - own.right, own.top - box.top, box.bottom - own.bottom];
            return Math.min(...sides) < -2;
          }).map(text => text.textContent);
        })"""
    )
    assert cut == []


def test_it_prints_on_a4_with_the_cover_on_a_page_of_its_own(opened):
    data = opened("museum", 1280).pdf(prefer_css_page_size=True)
    boxes = {tuple(round(float(side)) for side in box.split()) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", data)}
    assert boxes == {(0, 0, 595, 842)}
    assert 10 < data.count(b"/Type /Page\n") < 30
