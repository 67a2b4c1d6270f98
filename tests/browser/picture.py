"""Take the README's picture from the running product: `python -m tests.browser.picture`.

It shows the self-assessment in JupyterLab with an example organisation, as a visitor would see it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests import ROOT
from tests.browser.chromium import Guard, find_chromium, launch
from tests.browser.lab import open_notebook, run_all_cells, serve_lab

PICTURE = ROOT / "assessment" / "self_assessment.png"
EXAMPLE = "Example: museum 2026"
EARLIER = "Example: museum 2025"
SIZE = {"width": 1500, "height": 1250}


def show_example(page: Page) -> None:
    """Load an example and bring the answers and their meaning into view."""
    page.get_by_label("Saved answers and examples").select_option(label=EXAMPLE)
    page.get_by_role("button", name="Open from the list").click()
    page.locator(".sociable-finding", has_text="Goal-led").wait_for()
    page.get_by_label("Compare with").select_option(label=EARLIER)
    page.locator(".sociable-compared").wait_for()
    page.locator(".js-plotly-plot .scatterlayer .points path").first.wait_for()
    page.wait_for_timeout(1000)
    page.locator(".sociable-app").evaluate("app => app.scrollIntoView()")
    page.wait_for_timeout(300)


def take() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        notebooks, private = Path(folder, "notebooks"), Path(folder, "private")
        notebooks.mkdir()
        shutil.copy(ROOT / "assessment" / "self_assessment.ipynb", notebooks)
        with serve_lab(notebooks, private) as url, launch(find_chromium() or "chromium") as browser:
            page = Guard().open_page(browser, viewport=SIZE, device_scale_factor=1.5)
            open_notebook(page, url, "self_assessment.ipynb")
            page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
            run_all_cells(page)
            page.locator(".sociable-card").first.wait_for()
            show_example(page)
            box = page.locator(".sociable-app").bounding_box() or {}
            page.screenshot(path=PICTURE, clip={**box, "height": SIZE["height"] - box["y"] - 40})


if __name__ == "__main__":
    take()
