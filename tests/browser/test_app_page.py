"""The app under Voilà, as a visitor meets it: by keyboard, on a phone, after a reload, beside other visitors."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from tests.browser.app import (
    answer_all,
    answer_by_keyboard,
    choose,
    end_kernel,
    open_app,
    press,
    progress,
    question,
    serve_app,
    tab_to,
    wide_or_small,
)

MAP = ".sociable-map .points path.point"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsversorgungswerk"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with serve_app(tmp_path_factory.mktemp("app")) as address:
        yield address


@pytest.fixture(scope="module")
def shared(url, open_page) -> Page:
    """One visitor's page for the tests that leave it open; loading it takes seconds."""
    page = open_app(open_page(viewport={"width": 1280, "height": 900}), url)
    page.locator(MAP).last.wait_for(state="attached", timeout=60_000)
    return page


@pytest.fixture
def app(shared):
    """The shared page with an empty form; afterwards nothing may have gone wrong in any callback."""
    shared.set_viewport_size({"width": 1280, "height": 900})
    start_afresh(shared)
    yield shared
    assert shared.locator(".sociable-alert").all_inner_texts() == []


def start_afresh(page: Page) -> None:
    asked, done = "press Start afresh again", "The form was emptied, and nothing is kept"
    said = page.locator(".sociable-tools .sociable-messages").last
    page.get_by_label("Examples").select_option("")
    press(page, "Open from the list")
    expect(said).to_contain_text("Choose a file from the list first.")  # so that what is said next is new
    press(page, "Start afresh")
    expect(said).to_have_text(re.compile(f"{asked}|{done}"))
    if asked in said.inner_text():
        press(page, "Start afresh")
    expect(said).to_contain_text(done)
    expect(progress(page)).to_have_text("0 of 28 answered")


def name_field(page: Page):
    return page.get_by_role("textbox", name="Organisation").first


def pick(page: Page, label: str, option: str, key: str = "ArrowDown") -> None:
    """Choose from a list by keyboard."""
    tab_to(page, f"on.labels?.[0]?.textContent === '{label}'")
    for _ in range(10):
        page.keyboard.press(key)
        if page.evaluate("() => document.activeElement.selectedOptions[0].textContent") == option:
            return
    message = f"no {option} in {label}"
    raise AssertionError(message)


def test_a_company_answers_resumes_compares_and_takes_its_report_home_by_keyboard_alone(url, open_page):
    page = open_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page.clock.install()
    open_app(page, url)
    tab_to(page, "on.dataset.field === 'name'")
    page.keyboard.type("Aurora City Museum")
    pick(page, "Form", "Quick form: 9 questions")
    expect(progress(page)).to_have_text("0 of 9 answered")
    answer_by_keyboard(page, 3)
    expect(page.locator(".sociable-told")).to_contain_text("coverage 33 %")
    end_kernel(page, url)
    answer_by_keyboard(page, 1)
    page.clock.fast_forward(16_000)
    lost = page.get_by_role("alert").filter(has_text="Every answer is kept in this browser")
    expect(lost).to_be_in_viewport(ratio=1)  # however far down the page one is
    page.reload()
    open_app(page, url)
    expect(progress(page)).to_have_text("4 of 9 answered")
    expect(name_field(page)).to_have_value("Aurora City Museum")
    expect(page.locator(".sociable-card:visible:not(.sociable-answered)").first).to_be_visible()  # it goes on there
    tab_to(page, "on.matches('.sociable-parts [aria-current]')")
    answer_by_keyboard(page, 5)
    expect(page.locator(".sociable-headline [role=status]")).to_contain_text("from 9 of 9 answers")
    pick(page, "Compare with", "Example: museum 2025")
    expect(page.locator(".sociable-bars th[scope=col]").last).to_contain_text("Harrowmere")  # by its name, another one
    pick(page, "It is", "Our earlier result", "ArrowUp")
    expect(page.locator(".sociable-bars th[scope=col]").last).to_have_text("2025")
    expect(page.locator(".sociable-map .textpoint", has_text="2025")).to_be_attached()
    pick(page, "Picture", "The profile")
    expect(page.locator(".sociable-picture .main-svg").first).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Download the report").focus()
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "aurora-city-museum-report.zip"
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as packed:
        html = next(name for name in packed.namelist() if name.endswith(".html"))
        assert "Aurora City Museum" in packed.read(html).decode()
    assert page.locator(".sociable-alert").all_inner_texts() == []


def test_two_visitors_never_see_each_others_answers(app, url, open_page):
    name_field(app).fill("Our secret plans")
    choose(app, "goals-named", "goal-led")
    expect(app.locator(".sociable-eyebrow")).to_have_text("Our secret plans")
    other = open_app(open_page(viewport={"width": 390, "height": 844}), url)
    expect(other.locator(".sociable-kept")).to_contain_text("This server stores none")
    choose(other, "people-groups", "experiment")
    expect(other.locator(".sociable-told")).to_contain_text("coverage 4 %")
    assert "Our secret plans" not in other.content()
    assert name_field(other).input_value() == ""
    expect(progress(other)).to_have_text("1 of 28 answered")
    assert "Our secret plans" not in other.get_by_label("Compare with").inner_text()
    for private in ("api/kernels", "api/sessions", "api/contents", "voila/files/self_assessment.ipynb", "voila/tree"):
        assert not other.request.get(f"{url}{private}").ok, private
    expect(progress(app)).to_have_text("1 of 28 answered")
    assert question(app, "people-groups").locator("input:checked").count() == 0


def test_two_windows_of_one_visitor_show_one_draft(app, url):
    second = open_app(app.context.new_page(), url)
    choose(app, "people-groups", "goal-led")
    expect(progress(second)).to_have_text("1 of 28 answered")
    choose(second, "people-motives", "experiment")
    expect(progress(app)).to_have_text("2 of 28 answered")
    question(app, "people-groups").get_by_role("button", name="Clear answer").click()
    expect(progress(second)).to_have_text("1 of 28 answered")
    second.close()


def test_raters_answer_one_after_another_and_the_result_is_joint(app):
    answer_all(app, "goal-led")
    press(app, "Add a rater")
    expect(progress(app)).to_have_text("Rater 2: 0 of 28 answered")
    answer_all(app, "experiment")
    expect(app.locator(".sociable-eyebrow")).to_contain_text("joint result of 2 people")
    press(app, "Remove this rater")
    expect(app.get_by_text("Press Remove this rater again")).to_be_visible()
    press(app, "Remove this rater")
    expect(app.locator(".sociable-eyebrow")).not_to_contain_text("joint")


def test_answers_are_taken_home_and_opened_again(app):
    name_field(app).fill("Aurora")
    answer_all(app, "goal-led", "experiment")
    with app.expect_download() as download:
        press(app, "Download the answers")
    assert download.value.suggested_filename == "aurora.responses.json"
    path = download.value.path()
    press(app, "Start afresh")
    expect(progress(app)).to_have_text("0 of 28 answered")
    with app.expect_file_chooser() as chooser:
        press(app, "Open a file")
    chooser.value.set_files({"name": "aurora.json", "mimeType": "application/json", "buffer": Path(path).read_bytes()})
    expect(progress(app)).to_have_text("28 of 28 answered")
    expect(name_field(app)).to_have_value("Aurora")


SIZES = [(390, 844), (768, 1024), (1280, 900), (1920, 1080)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_and_everything_fits_and_can_be_hit(app, scheme):
    app.emulate_media(color_scheme=scheme)
    name_field(app).fill(LONG_WORD)
    answer_all(app, "experiment", "goal-led", "not-yet")
    app.get_by_label("Compare with").select_option(label="Example: museum 2025")
    app.locator(".sociable-compared").wait_for()
    app.locator(".sociable-more summary").first.click()
    app.locator(".sociable-twin summary").first.click()
    question(app, "people-motives").get_by_label("Not applicable").check()
    for width, height in SIZES:
        app.set_viewport_size({"width": width, "height": height})
        assert (width, wide_or_small(app)) == (width, [])
    app.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    found = app.evaluate("() => axe.run('.sociable-app')")
    told = [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
    assert told == []
    app.get_by_label("Compare with").select_option("")


def test_on_a_phone_progress_and_result_stay_in_sight(app):
    app.set_viewport_size({"width": 390, "height": 844})
    answer_all(app, "goal-led")
    app.get_by_role("button", name="2 Goals and measures →").click()
    expect(app.get_by_role("heading", name="2 Goals and measures")).to_be_focused()
    app.mouse.wheel(0, 700)
    for each in (".sociable-progress-text", ".sociable-told", ".sociable-parts"):
        expect(app.locator(each)).to_be_in_viewport(ratio=1)
    expect(app.locator(".sociable-told")).to_have_text(re.compile("Goal-led, index 67, coverage 100 %"))
    app.locator(".sociable-told").click()
    expect(app.locator(".sociable-finding")).to_be_in_viewport()
    expect(app.locator(MAP).last).to_be_in_viewport()  # the result begins at the top, not at the lower edge


def test_a_file_to_compare_leaves_the_focus_on_its_button(app):
    name_field(app).fill("Aurora")
    answer_all(app, "goal-led")
    with app.expect_download() as download:
        press(app, "Download the answers")
    answers = Path(download.value.path()).read_bytes()
    button = app.get_by_role("button", name="Open a file to compare")
    with app.expect_file_chooser() as chooser:
        button.focus()  # in here: Playwright asks for the chooser without waiting until the browser has heard it
        app.keyboard.press("Enter")
    chooser.value.set_files({"name": "aurora.json", "mimeType": "application/json", "buffer": answers})
    expect(app.get_by_label("Compare with").locator("option:checked")).to_contain_text("Aurora")
    expect(button).to_be_focused()
    app.get_by_label("Compare with").select_option("")
