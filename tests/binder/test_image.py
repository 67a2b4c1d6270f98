"""The learner's image: what is in it, and a learner's way through it, from the welcome page to a saved answer.

One environment is built for the whole file. Nothing is skipped: without uv, repo2docker or packages, it fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import ROOT
from tests.binder.frozen_base import base_pins
from tests.binder.image import (
    SECRET,
    Image,
    build_image,
    differing,
    graders,
    leftovers,
    read_pins,
    runtime_python,
    strangers,
)
from tests.binder.memory import Peak
from tests.binder.visit import (
    WAIT,
    Server,
    answer_something,
    bring_into_sight,
    cell_texts,
    close_notebook,
    open_document,
    select_cell,
    serving,
)
from tests.browser.lab import cell_errors, run_all_cells
from tests.course.test_welcome import NOTEBOOKS
from tests.lock import LEARNER, TESTS

MOST_MEGABYTES = 700
# The self-assessment and lesson 01; the other lessons have their journeys elsewhere, on the same pins.
JOURNEYS = [name for name in NOTEBOOKS if re.match(r"assessment/|course/notebooks/01_", name)]
KEYS = [["x"], ["d", "d"], ["Shift+M"], ["Control+Backspace"], ["Control+Shift+M"]]
PINS = read_pins((ROOT / LEARNER).read_text(encoding="utf-8"))
TEST_PINS = read_pins((ROOT / TESTS).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> Image:
    return build_image(tmp_path_factory.mktemp("image"))


# --- What is in it -----------------------------------------------------------------------------------------------


def test_the_packages_agree_with_each_other(image):
    assert image.run("python", "-m", "pip", "check").stdout == "No broken requirements found.\n"


def test_every_package_is_the_one_that_is_tested(image):
    installed = image.installed()
    assert differing(installed, PINS) == []
    assert installed["notebook"] == TEST_PINS["notebook"]


def test_it_holds_the_base_our_pins_and_sociable_and_nothing_to_grade_with(image):
    found = set(image.installed()) | {"sociable"}
    assert strangers(found, base_pins(runtime_python()), PINS, ["sociable"]) == []
    assert graders(found) == []


def test_the_home_holds_what_a_learner_opens(image):
    files = image.files()
    assert leftovers(files) == []
    assert set(NOTEBOOKS) <= set(files)


def test_no_solution_is_anywhere_in_it(image):
    package = Path(image.run("python", "-c", "import sociable_course as s; print(s.__path__[0])").stdout.strip())
    assert package.is_relative_to(image.prefix)
    texts = [
        path for folder in (image.home, package) for path in folder.rglob("*") if path.suffix in {".ipynb", ".json"}
    ]
    assert [str(path) for path in texts if SECRET.search(path.read_text(encoding="utf-8"))] == []


def test_every_link_of_the_welcome_page_leads_somewhere(image):
    page = image.home / "course" / "welcome.md"
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).is_file()] == []
    assert len(links) > 3


def test_the_first_thing_said_is_that_the_place_is_public(image):
    opened = [image.home / name for name in ("course/welcome.md", "assessment/self_assessment.ipynb")]
    texts = [path.read_text(encoding="utf-8") for path in opened]
    assert "Enter no real company data here" in texts[0].split("\n\n")[1]
    assert not [text for text in texts if "on this machine" in text]
    json.loads(texts[1])


def test_what_is_started_knows_that_it_is_public(image):
    assert image.run("binder/start", "sh", "-c", 'echo "$SOCIABLE_PUBLIC"').stdout == "1\n"


# --- A learner's way through it ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(image, tmp_path_factory) -> Iterator[Server]:
    with serving(image, tmp_path_factory.mktemp("jupyter")) as running:
        yield running


@pytest.fixture(scope="module")
def lab(server, open_page) -> Page:
    """The page of one visit, as loading JupyterLab takes seconds: what a Binder shows first, and all that follows."""
    page = open_page()
    page.goto(server.url)
    page.locator(".jp-MarkdownViewer h1").wait_for(timeout=WAIT)
    return page


@pytest.fixture
def self_assessment(lab) -> Iterator[Page]:
    open_document(lab, "assessment/self_assessment.ipynb")
    yield lab
    close_notebook(lab)


def test_the_door_is_the_welcome_page_and_it_warns(lab):
    expect(lab.locator(".jp-MarkdownViewer blockquote")).to_contain_text("public server", timeout=WAIT)
    expect(lab.locator(".jp-DirListing-item").first).to_be_visible(timeout=WAIT)
    assert lab.locator(".jp-DirListing-item[title*='binder']").count() == 0
    assert lab.locator(".jp-Dialog, .Toastify__toast").count() == 0


def test_the_door_leads_to_the_workshops_board(lab):
    with lab.context.expect_page() as opened:
        lab.get_by_role("button", name="Open the workshop's board").click()
    expect(opened.value.get_by_role("heading", name="Workshops")).to_be_visible(timeout=WAIT)
    opened.value.close()


@pytest.mark.parametrize("notebook", JOURNEYS)
def test_a_notebook_runs_and_answers_within_the_memory_of_a_binder(server, image, lab, notebook):
    with Peak(server.pid) as peak:
        open_document(lab, notebook)
        run_all_cells(lab)
        assert cell_errors(lab) == []
        answer_something(lab, image.home / notebook)
        if notebook.startswith("course/"):
            expect(bring_into_sight(lab, ".sociable-save .sociable-warning")).to_contain_text("forgets", timeout=WAIT)
    print(f"{notebook}: {peak.megabytes:.0f} MB")
    close_notebook(lab)
    assert 100 < peak.megabytes <= MOST_MEGABYTES


def test_no_slip_of_the_hand_deletes_or_merges_a_cell(self_assessment):
    before = cell_texts(self_assessment)
    for keys in KEYS:
        for place in (0, 1):
            select_cell(self_assessment, place)
            for key in keys:
                self_assessment.keyboard.press(key)
    for key in ("Enter", "Control+Shift+Minus", "Escape"):  # this would split the cell that is edited
        self_assessment.keyboard.press(key)
    select_cell(self_assessment, 1)
    self_assessment.keyboard.press("a")  # the keys arrive: this one puts an empty cell above
    expect(self_assessment.locator(".jp-Notebook .jp-Cell")).to_have_count(len(before) + 1, timeout=WAIT)
    assert cell_texts(self_assessment) == [before[0], "", *before[1:]]
    expect(self_assessment.locator("[data-jp-item-name=duplicate-cell]:visible")).to_have_count(1, timeout=WAIT)
    hidden = "[data-jp-item-name=delete-cell]:visible, [data-jp-item-name=cut]:visible"
    assert self_assessment.locator(hidden).count() == 0


def test_a_notebook_is_downloaded_even_after_the_server_has_gone(self_assessment):
    self_assessment.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets[0].model.sharedModel.setSource('written late')"
    )
    self_assessment.context.set_offline(True)
    try:
        with self_assessment.expect_download() as download:
            self_assessment.locator("[data-jp-item-name=downloadVisible] jp-button").click()
        assert "written late" in download.value.path().read_text(encoding="utf-8")
    finally:
        self_assessment.context.set_offline(False)


# --- The checkers find what they look for ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "planted",
    [
        "tests/test_pins.py",
        ".git/HEAD",
        ".ci/run",
        ".pre-commit-config.yaml",
        "course/lessons/01_people_not_media/lesson.py",
        "course/notebooks/01_people_not_media/.ipynb_checkpoints/x.ipynb",
        "grading/sociable_grading/__init__.py",
        "binder/postBuild",
        "assessment/sociable_assessment/app.py",
    ],
)
def test_a_leftover_in_the_home_is_found(planted):
    assert leftovers(["README.md", ".bashrc", "binder/start", planted]) == [planted]


def test_a_package_that_nobody_named_or_in_another_version_is_found():
    installed = {"jupyterlab": "4.4.9", "nbgrader": "0.9.6"}
    assert strangers(installed, {"jupyterlab": "4.6.6"}) == ["nbgrader"]
    assert graders(installed) == ["nbgrader"]  # even where a pin names it
    assert differing(installed, {"jupyterlab": "4.6.6", "tqdm": "4.70"}) == [
        "jupyterlab 4.4.9, not 4.6.6",
        "tqdm None, not 4.70",
    ]


def test_a_solution_is_found():
    assert SECRET.search("### BEGIN SOLUTION")
    assert not SECRET.search("at the beginning, a solution")


def test_memory_of_a_child_counts():
    hungry = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'b = b\"x\" * 200_000_000; input()'])"
    with subprocess.Popen([sys.executable, "-c", hungry], stdin=subprocess.PIPE) as process, Peak(process.pid) as peak:
        while peak.megabytes < 200 and process.poll() is None:
            time.sleep(0.01)
        process.communicate(b"\n")
    assert 200 < peak.megabytes < 300
