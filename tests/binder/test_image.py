"""The learner's image: what is in it, and a learner's way through it, from the welcome page to a saved answer.

One environment is built for the whole file. Nothing is skipped: without uv, repo2docker or packages, it fails.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    leftovers,
    read_pins,
    runtime_python,
    strangers,
)
from tests.binder.memory import Peak
from tests.browser.lab import PATIENCE, cell_errors, free_port, open_notebook, run_all_cells, wait_for
from tests.course.test_welcome import NOTEBOOKS
from tests.lock import LEARNER, TESTS

MOST_MEGABYTES = 700
# The first two lessons and the self-assessment; all others have their journey in tests/browser, on the same pins.
JOURNEYS = [name for name in NOTEBOOKS if re.match(r"assessment/|course/notebooks/0[01]_", name)]
NOT_FOR_LEARNERS = {"jupytext", "nbgrader", "playwright", "pytest", "workshop"}
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
    assert not found & NOT_FOR_LEARNERS


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


@dataclass(frozen=True)
class Server:
    url: str
    pid: int
    log: Path


@contextmanager
def serving(image: Image, private: Path) -> Iterator[Server]:
    """Run the image's JupyterLab as a Binder does; the settings are the image's own."""
    port = free_port()
    command = [
        *("binder/start", "jupyter-lab", "--ip=127.0.0.1", f"--port={port}", "--no-browser", "--allow-root"),
        *("--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", "--KernelManager.transport=ipc"),
    ]
    own = {f"JUPYTER_{kind}_DIR": str(private / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    with (private / "server.log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=image.home, env=image.environment | own, stdout=log, stderr=subprocess.STDOUT, text=True
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/api", process, log)
            yield Server(f"http://127.0.0.1:{port}", process.pid, private / "server.log")
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def server(image, tmp_path_factory) -> Iterator[Server]:
    with serving(image, tmp_path_factory.mktemp("jupyter")) as running:
        yield running


def test_the_door_is_the_welcome_page_and_it_warns(server, page):
    page.goto(server.url)
    expect(page.locator(".jp-MarkdownViewer blockquote")).to_contain_text("public server", timeout=PATIENCE * 1000)
    expect(page.locator(".jp-DirListing-item").first).to_be_visible()
    assert page.locator(".jp-DirListing-item[title*='binder']").count() == 0
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0


@pytest.mark.parametrize("notebook", JOURNEYS)
def test_a_notebook_runs_and_answers_within_the_memory_of_a_binder(server, image, page, notebook):
    with Peak(server.pid) as peak:
        open_notebook(page, server.url, notebook)
        run_all_cells(page)
        assert cell_errors(page) == []
        answer_something(page, image.home / notebook)
        page.wait_for_timeout(300)
    print(f"{notebook}: {peak.megabytes:.0f} MB")
    page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
    assert 100 < peak.megabytes <= MOST_MEGABYTES


def answer_something(page: Page, notebook: Path) -> None:
    """Answer the first question of a lesson, or of the self-assessment; its kernel must take note."""
    form = bring_into_sight(page, ".sociable-question, .sociable-form")
    number = form.locator("input[type=number]")
    if number.count():
        number.first.fill(number.first.get_attribute("min") or "1")
    else:
        form.locator("input[type=radio]").first.check()
    if "sociable-form" in (form.get_attribute("class") or ""):
        expect(page.locator(".sociable-progress-text").first).to_have_text(re.compile("^1 of "))
        return
    form.locator(".sociable-main").click()
    expect(form.locator(".sociable-saved")).to_contain_text("answers.json", timeout=PATIENCE * 1000)
    assert json.loads((notebook.parent / "answers.json").read_text(encoding="utf-8"))["answers"]


def bring_into_sight(page: Page, selector: str):
    """Scroll the notebook until something is drawn: cells out of sight may not be."""
    cells = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")
    for place in range(cells):
        page.evaluate("place => window.jupyterapp.shell.currentWidget.content.scrollToItem(place)", place)
        if page.locator(selector).count():
            break
    found = page.locator(selector).first
    found.wait_for(timeout=PATIENCE * 1000)
    return found


# --- Cells that are graded are hard to lose ----------------------------------------------------------------------

KEYS = [["x"], ["d", "d"], ["Shift+M"], ["Control+Backspace"], ["Control+Shift+M"]]


def cell_texts(page: Page) -> list[str]:
    texts: list[str] = page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.sharedModel.getSource())"
    )
    return texts


def select_cell(page: Page, place: int) -> None:
    page.evaluate(
        "place => { const notebook = window.jupyterapp.shell.currentWidget.content;"
        "notebook.activeCellIndex = place; notebook.mode = 'command'; notebook.activate(); notebook.node.focus() }",
        place,
    )


def test_no_slip_of_the_hand_deletes_or_merges_a_cell(server, page):
    open_notebook(page, server.url, "assessment/self_assessment.ipynb")
    before = cell_texts(page)
    for keys in KEYS:
        for place in (0, 1):
            select_cell(page, place)
            for key in keys:
                page.keyboard.press(key)
    select_cell(page, 1)
    page.keyboard.press("a")  # the keys arrive: this one puts an empty cell above
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(before) + 1)
    assert cell_texts(page) == [before[0], "", *before[1:]]
    assert page.locator("[data-jp-item-name=delete-cell]:visible, [data-jp-item-name=cut]:visible").count() == 0


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
            os.sched_yield()
        process.communicate(b"\n")
    assert 200 < peak.megabytes < 300
