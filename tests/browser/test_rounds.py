"""Decision rounds in JupyterLab, by keyboard: too dear, decided, where the focus goes, once more, on a telephone."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, expect

from tests.browser.journey import press
from tests.browser.lab import PATIENCE, cell_errors, open_notebook, run_all_cells

NAME = "rounds.ipynb"
SETUP = """
from sociable_course import open_lesson
from sociable_course.rounds_picture import draw_run
open_lesson("05_social_strategy").play("tea-run", then=draw_run)
"""


@pytest.fixture
def opened(start_lab, open_page, tmp_path) -> Page:
    notebook = new_notebook(cells=[new_code_cell(SETUP.strip())])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / NAME)
    page = open_page(viewport={"width": 1280, "height": 1400})
    open_notebook(page, start_lab(tmp_path), NAME)
    run_all_cells(page)
    assert cell_errors(page) == []
    return page


def test_a_run_is_played_by_keyboard_too_dear_decided_and_begun_again(opened, tmp_path):
    root = opened.locator("[data-part='tea-run']")
    output = opened.locator(".jp-OutputArea-output:has([data-part='tea-run'])")
    quarter, total, button = (root.locator(f".sociable-{name}") for name in ("quarter", "sum", "main"))
    again = root.get_by_role("button", name="Start again")
    expect(quarter).to_have_text("Quarter 1 of 8")
    expect(again).to_be_hidden()
    choices = root.get_by_role("checkbox")
    expect(choices).to_have_count(6)
    for place in range(6):
        press(choices.nth(place))
    expect(total).to_have_text("This quarter: 170 thousand €. 230 are left after it.")
    button.focus()
    button.press("Enter")
    expect(quarter).to_have_text("Quarter 2 of 8", timeout=PATIENCE * 1000)
    expect(choices.first).to_be_focused()
    expect(output.locator("[role=status]").last).to_contain_text("by the campaign")
    press(button)
    expect(quarter).to_have_text("Quarter 3 of 8", timeout=PATIENCE * 1000)
    expect(root.get_by_role("checkbox", checked=True)).to_have_count(1)  # the campaign: 50 of the 60 that are left
    press(choices.nth(1))
    expect(total).to_have_text("This quarter: 75 thousand €. 15 more than there is.")
    press(button)
    expect(output).to_contain_text("That costs 75 thousand €, and 60 are left.", timeout=PATIENCE * 1000)
    expect(quarter).to_have_text("Quarter 3 of 8")
    press(again)
    expect(quarter).to_have_text("Quarter 1 of 8", timeout=PATIENCE * 1000)
    expect(root.get_by_role("checkbox", checked=True)).to_have_count(0)
    kept = json.loads((tmp_path / "answers.json").read_text("utf-8"))["answers"]["tea-run"]
    assert [len(move) for move in kept["value"]] == [6, 6]
    opened.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    opened.set_viewport_size({"width": 390, "height": 1400})
    wide = "node => [...node.querySelectorAll('*')].filter(each => each.scrollWidth > node.clientWidth + 1).length"
    opened.wait_for_function(f"() => ({wide})(document.querySelector(\"[data-part='tea-run']\")) === 0")
    assert opened.locator(".sociable-alert").all_inner_texts() == []
