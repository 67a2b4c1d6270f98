"""From the welcome page's notebook to the board, in JupyterLab as the product starts it."""

from __future__ import annotations

import shutil

from playwright.sync_api import expect

from tests import ROOT
from tests.browser.lab import cell_errors, open_notebook, run_all_cells


def test_one_click_leads_from_the_notebook_to_the_board(start_lab, open_page, tmp_path):
    shutil.copy(ROOT / "assessment" / "workshop.ipynb", tmp_path)
    page = open_page()
    open_notebook(page, start_lab(tmp_path), "workshop.ipynb")
    run_all_cells(page)
    assert cell_errors(page) == []
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the workshop's board").click()
    board = opened.value
    expect(board.get_by_role("heading", name="Workshops")).to_be_visible(timeout=60_000)
    board.get_by_role("link", name="New session").click()
    board.get_by_label("Organisation").fill("Aurora")
    board.get_by_role("button", name="Make the session").click()
    expect(board.locator(".code")).to_be_visible()
