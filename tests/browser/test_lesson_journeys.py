"""Each lesson, as a learner goes through it in JupyterLab: every question answered, kept, and found again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sociable_course.quiz import read_quiz
from tests import ROOT
from tests.browser.journey import Journey, no_alarms, press
from tests.browser.lab import PATIENCE, cell_errors, open_notebook, run_all_cells

GATE = "01_people_not_media"  # a part of most kinds; the journeys of the others take a minute each
LESSONS = [
    pytest.param(path.parent.name, marks=[] if path.parent.name == GATE else pytest.mark.slow)
    for path in sorted(ROOT.glob("course/lessons/*/lesson.py"))
]
IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"
RESTART = (
    "() => { window.restarted = false; window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()"
    ".then(() => { window.restarted = true }) }"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "course" / "notebooks", place / "notebooks")
    return place


@pytest.fixture(scope="module")
def lab(start_lab, folder):
    return start_lab(folder)


@pytest.fixture
def journey(request, lab, open_page):
    name = request.param
    page = open_page(viewport={"width": 1280, "height": 1000})
    open_notebook(page, lab, f"notebooks/{name}/{name}.ipynb")
    run_all_cells(page)
    yield Journey(page, read_quiz(ROOT / "course" / "lessons" / name / "quiz.toml"))
    page.context.close()


@pytest.mark.parametrize("journey", LESSONS, indirect=True)
def test_a_learner_answers_everything_and_finds_it_again(journey, lab, folder: Path):
    page, quiz = journey.page, journey.quiz
    cells = count_cells(page)
    assert cell_errors(page) == []
    with no_alarms(page):
        seen = set()
        for part in quiz.parts.values():
            journey.answer(part)
            if part.kind not in seen:  # one of a kind looks like another
                seen.add(part.kind)
                assert journey.look() == []
        explore(journey)
    kept = json.loads((folder / "notebooks" / quiz.lesson / "answers.json").read_text("utf-8"))
    assert kept["answers"].keys() == quiz.parts.keys()

    open_notebook(page, lab, f"notebooks/{quiz.lesson}/{quiz.lesson}.ipynb")
    page.wait_for_function(IDLE, timeout=PATIENCE * 1000)  # JupyterLab never hears of a restart before it is connected
    page.evaluate(RESTART)
    page.wait_for_function("() => window.restarted", timeout=PATIENCE * 1000)
    page.wait_for_function(IDLE, timeout=PATIENCE * 1000)  # what is sent to a kernel that is still starting is lost
    run_all_cells(page)
    assert cell_errors(page) == []
    with no_alarms(page):
        for part in quiz.parts.values():
            saved = journey.find(part.id).locator(".sociable-saved")
            expect(saved).to_contain_text("answers.json", timeout=PATIENCE * 1000)
            if part.kind == "prediction":
                journey.see_picture(part)
        page.evaluate("() => window.jupyterapp.shell.currentWidget.content.scrollToItem(0)")
    assert count_cells(page) == cells


def count_cells(page) -> int:
    return int(page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length"))


def explore(journey: Journey) -> None:
    """Turn a dial of each picture that has any, and see its words change."""
    page = journey.page
    cells = "window.jupyterapp.shell.currentWidget.content.widgets"
    sources = page.evaluate(f"() => {cells}.map((cell, place) => [place, cell.model.sharedModel.getSource()])")
    for place, source in sources:
        if "lesson.explore(" not in source:
            continue
        page.evaluate("([i]) => window.jupyterapp.shell.currentWidget.content.scrollToItem(i, 'start')", [place])
        output = page.locator(f'.jp-Cell[data-windowed-list-index="{place}"] .jp-OutputArea')
        before = output.locator(".sociable-twin").inner_text()
        dial = output.locator("[data-dial]").first
        if dial.locator("select").count():
            dial.locator("select").select_option(index=1)
        else:
            press(dial.locator("input").nth(1))
        expect(output.locator(".sociable-twin")).not_to_have_text(before, timeout=PATIENCE * 1000)
