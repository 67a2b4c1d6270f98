"""The browser and the JupyterLab that other tests lean on do what they are trusted to do."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.browser.chromium import Guard, is_inside
from tests.browser.lab import cell_errors, open_notebook, run_all_cells

ELSEWHERE = "http://elsewhere.invalid"


@pytest.fixture(scope="module")
def lab(start_lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    notebook = new_notebook(cells=[new_code_cell("6 * 7"), new_code_cell("1 / 0")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "sums.ipynb")
    return start_lab(folder)


def test_a_notebook_runs_and_its_errors_are_seen(lab, page):
    open_notebook(page, lab, "sums.ipynb")
    run_all_cells(page)
    assert cell_errors(page) == ["ZeroDivisionError: division by zero"]
    page.get_by_text("42", exact=True).wait_for()


def test_requests_to_elsewhere_are_blocked_and_remembered(browser):
    guard = Guard()
    page = guard.open_page(browser)
    page.set_content(f"<img src='{ELSEWHERE}/a.png'>")
    page.wait_for_load_state("networkidle")
    page.evaluate("address => { new WebSocket(address) }", "ws://elsewhere.invalid/socket")
    page.wait_for_timeout(200)
    page.context.close()
    assert guard.outside == [f"{ELSEWHERE}/a.png", "ws://elsewhere.invalid/socket"]


@pytest.mark.parametrize(
    "url", ["https://elsewhere.invalid", "http://127.0.0.1.elsewhere.invalid", "file:///etc/hosts"]
)
def test_other_addresses_are_outside(url):
    assert not is_inside(url)
