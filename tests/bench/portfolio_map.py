"""From a press of a button to 200 organisations on the portfolio's map, with the table beside it, in JupyterLab.

The files are read before; Plotly is loaded. The time ends two animation frames after the last point is in the page.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page

from sociable_assessment.result_file import write_entries
from tests.assessment.drawn_results import random_entries
from tests.browser.chromium import Guard, find_chromium, launch
from tests.browser.lab import cell_errors, open_notebook, run_all_cells, serve_lab

ORGANISATIONS = 200
ROUNDS = 9
BAR = 1.0  # seconds

PAGE = """
import anywidget, ipywidgets, traitlets
from pathlib import Path
from sociable_assessment.portfolio import Portfolio, read_portfolio
from sociable_assessment.portfolio_app import PortfolioApp

class Button(anywidget.AnyWidget):
    _esm = '''
    export default { render({ model, el }) {
      const button = document.createElement("button");
      button.className = "show-many";
      button.addEventListener("click", () => { model.set("clicks", model.get("clicks") + 1); model.save_changes(); });
      el.append(button);
    } }
    '''
    clicks = traitlets.Int().tag(sync=True)

app = PortfolioApp([FILE])
many = read_portfolio([Path(FILE)], app.model)
button = Button()
button.observe(lambda change: app.show(Portfolio() if change["new"] % 2 else many), "clicks")
ipywidgets.VBox([button, app])
"""

TIME_A_CLICK = """
(wanted) => new Promise((resolve, reject) => {
  const count = () => document.querySelectorAll(".sociable-portfolio-map .points path.point").length;
  const rows = () => document.querySelectorAll(".sociable-scroll tbody tr").length;
  const begun = performance.now();
  const look = () => {
    if (count() === wanted && rows() === wanted) return requestAnimationFrame(() => resolve(performance.now() - begun));
    if (performance.now() - begun > 20000) return reject(new Error(`${count()} points, ${rows()} rows`));
    requestAnimationFrame(look);
  };
  document.querySelector(".show-many").click();
  requestAnimationFrame(look);
})
"""


def run() -> list[dict[str, object]]:
    """Measure.

    Returns:
        A row: the median in seconds as the ratio to one second, with its bar and the spread.
    """
    with tempfile.TemporaryDirectory() as folder:
        notebooks = Path(folder, "notebooks")
        notebooks.mkdir()
        with (notebooks / "many.json").open("w", encoding="utf-8") as file:
            write_entries(file, random_entries(ORGANISATIONS))
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        source = f"FILE = {json.dumps('many.json')}\n{PAGE}"
        nbformat.write(new_notebook(cells=[new_code_cell(source)], metadata=kernel), notebooks / "portfolio.ipynb")
        with serve_lab(notebooks, Path(folder) / "jupyter") as url, launch(find_chromium() or "chromium") as browser:
            page = Guard().open_page(browser, viewport={"width": 1400, "height": 1000})
            open_notebook(page, url, "portfolio.ipynb")
            run_all_cells(page)
            assert cell_errors(page) == []
            page.locator(".sociable-portfolio-map path.point").nth(ORGANISATIONS - 1).wait_for(timeout=60_000)
            page.wait_for_timeout(2000)
            return [sum_up([time_showing(page) for _ in range(ROUNDS)])]


def time_showing(page: Page) -> float:
    """Empty the portfolio, then time how long all organisations take to be there again."""
    page.evaluate("() => document.querySelector('.show-many').click()")
    page.wait_for_timeout(1500)
    taken: float = page.evaluate(TIME_A_CLICK, ORGANISATIONS)
    page.wait_for_timeout(500)
    return taken / 1000


def sum_up(taken: list[float]) -> dict[str, object]:
    """Give the median against the bar.

    >>> sum_up([0.4, 0.5, 0.6])["ratio"]
    0.5
    """
    median = statistics.median(taken)
    return {
        "what": f"show a portfolio of {ORGANISATIONS} organisations, map and table, in seconds",
        "median s": round(median, 3),
        "ratio": round(median / BAR, 2),
        "spread": f"{min(taken):.2f}–{max(taken):.2f}",
        "bar": 1.0,
    }
