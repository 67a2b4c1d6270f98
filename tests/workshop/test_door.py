"""From the welcome page to the board by one click, in JupyterLab as the product starts it and below a hub's path."""

from __future__ import annotations

import json
import shutil
import tomllib

import pytest
from playwright.sync_api import Page, expect

from tests import ROOT
from tests.browser.lab import PATIENCE

WAIT = PATIENCE * 1000
DOOR = "Open the workshop's board"


def test_the_script_has_the_version_of_the_product():
    told = json.loads((ROOT / "assessment/sociable_assessment/jupyter/lab/package.json").read_text("utf-8"))
    assert told["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def open_welcome(page: Page, url: str) -> None:
    page.goto(f"{url}/lab/tree/welcome.md?reset")
    page.locator(".jp-MarkdownViewer h1").wait_for(timeout=WAIT)


@pytest.mark.parametrize("base", ["/", "/user/ann/"])
def test_one_click_leads_from_the_welcome_page_to_the_board(start_lab, open_page, tmp_path, base):
    shutil.copy(ROOT / "course" / "welcome.md", tmp_path)
    page = open_page()
    open_welcome(page, start_lab(tmp_path, base))
    with page.context.expect_page() as opened:
        page.get_by_role("button", name=DOOR).click()
    board = opened.value
    expect(board.get_by_role("heading", name="Workshops")).to_be_visible(timeout=WAIT)
    board.get_by_role("link", name="New session").click()
    board.get_by_label("Organisation").fill("Aurora")
    board.get_by_role("button", name="Make the session").click()
    expect(board.locator(".code")).to_be_visible()
    assert f"{base}workshop/board/" in board.url


def test_where_jupyterlab_lacks_the_script_the_button_is_not_shown(start_lab, open_page, tmp_path):
    shutil.copy(ROOT / "course" / "welcome.md", tmp_path)
    page = open_page()
    page.route("**/sociable-assessment/workshop.js*", lambda route: route.fulfill(body=""))
    open_welcome(page, start_lab(tmp_path))
    expect(page.locator("button.sociable-open-workshop")).to_be_hidden()
