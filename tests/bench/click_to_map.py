"""From a click on an option to the redrawn map, and to all plots, against a bare FigureWidget that moves one point.

Both stand in one notebook page, and their clicks take turns. A click's time ends two animation frames after the
plot's DOM shows the new point; that of all plots, when the profile beside the map shows its new bar as well.
Ratios hold on any machine; the times are this machine's.
"""

from __future__ import annotations

import random
import statistics
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page

from tests.browser.chromium import Guard, find_chromium, launch
from tests.browser.lab import cell_errors, open_notebook, run_all_cells, serve_lab

CLICKS = 80
PAUSE = 150  # milliseconds, in which each side ends what it does after a redraw
BARS = [("median", 50, 1.3), ("95th percentile", 95, 2.0)]
ALL_PLOTS = [("median", 50, 1.5)]

PAGE = """
import anywidget, ipywidgets, traitlets
import plotly.graph_objects as go
from sociable_assessment.app import SelfAssessment

class Button(anywidget.AnyWidget):
    _esm = '''
    export default { render({ model, el }) {
      const button = document.createElement("button");
      button.textContent = "Move";
      button.className = "bare-button";
      button.addEventListener("click", () => { model.set("clicks", model.get("clicks") + 1); model.save_changes(); });
      el.append(button);
    } }
    '''
    clicks = traitlets.Int().tag(sync=True)

bare = go.FigureWidget(go.Figure(go.Scatter(x=[0.5], y=[0], mode="markers"), {"yaxis": {"range": [-1, 8]}}))
bare.add_class("bare-plot")
button = Button()

def move(change):
    bare.data[0].y = [change["new"] % 7]

button.observe(move, "clicks")
app = SelfAssessment()
app.questionnaire.answers = {item.id: {"option": item.options[1].id} for item in app.model.items}
ipywidgets.VBox([ipywidgets.HBox([button, bare]), app])
"""

TIME_A_CLICK = """
([plot, control]) => new Promise((resolve, reject) => {
  const [root, bars] = [document.querySelector(plot), document.querySelector(plot).parentElement];
  const place = () => [...root.querySelectorAll(".scatterlayer .points path.point")].at(-1)?.getAttribute("transform");
  const lengths = () => [...bars.querySelectorAll("[data-share]")].map((bar) => bar.dataset.share).join();
  const [before, lengthsBefore] = [place(), lengths()];
  const changed = {
    plot: () => place() && place() !== before,
    all: () => !lengthsBefore || lengths() !== lengthsBefore,
  };
  const taken = {};
  const note = (name) => requestAnimationFrame(() => requestAnimationFrame(() => {
    taken[name] = performance.now() - begun;
    if ("plot" in taken && "all" in taken) resolve([taken.plot, Math.max(taken.plot, taken.all)]);
  }));
  const watcher = new MutationObserver(() => {
    for (const name of Object.keys(changed)) {
      if (!changed[name]()) continue;
      delete changed[name];
      note(name);
    }
    if (!Object.keys(changed).length) watcher.disconnect();
  });
  watcher.observe(bars, { subtree: true, childList: true, attributes: true });
  setTimeout(() => reject(new Error(`${plot} did not move`)), 10000);
  const target = document.querySelector(control);
  const begun = performance.now();
  target.click();
})
"""


def run() -> list[dict[str, object]]:
    """Measure.

    Returns:
        Rows for the map and one for all plots: seconds of both sides, their ratio against its bar, and the quartiles
        of the ratios of neighbouring clicks.
    """
    with tempfile.TemporaryDirectory() as folder:
        notebooks = Path(folder) / "notebooks"
        notebooks.mkdir()
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(new_notebook(cells=[new_code_cell(PAGE)], metadata=kernel), notebooks / "clicks.ipynb")
        with serve_lab(notebooks, Path(folder) / "jupyter") as url, launch(find_chromium() or "chromium") as browser:
            page = Guard().open_page(browser, viewport={"width": 1400, "height": 1000})
            open_notebook(page, url, "clicks.ipynb")
            run_all_cells(page)
            assert cell_errors(page) == []
            page.locator(".sociable-map path.point").last.wait_for(timeout=60_000)
            page.wait_for_timeout(2000)
            plot, every, bare = time_clicks(page)
    return [*sum_up(plot, bare), *sum_up(every, bare, "all plots", ALL_PLOTS)]


def time_clicks(page: Page) -> tuple[list[float], list[float], list[float]]:
    """Time clicks on both sides in turns; the first few only warm up."""
    draw = random.Random(0)
    items = page.locator(".sociable-card").evaluate_all("cards => cards.map(card => card.dataset.item)")
    chosen = dict.fromkeys(items, 1)
    ours, bare = [], []
    for _ in range(CLICKS + 5):
        item = draw.choice(items)
        chosen[item] = draw.choice([option for option in range(4) if option != chosen[item]])
        option = f"[data-item='{item}'] .sociable-option:nth-of-type({chosen[item] + 1}) input"
        ours.append(time_click(page, ".sociable-map", option))
        bare.append(time_click(page, ".bare-plot", ".bare-button"))
    return [each[0] for each in ours[5:]], [each[1] for each in ours[5:]], [each[0] for each in bare[5:]]


def time_click(page: Page, plot: str, control: str) -> tuple[float, float]:
    """Time one click, to the plot and to all plots; then let the page come to rest."""
    taken: tuple[float, float] = page.evaluate(TIME_A_CLICK, [plot, control])
    page.wait_for_timeout(PAUSE)
    return taken


def sum_up(
    ours: list[float], bare: list[float], what: str = "the redrawn map", bars: list[tuple[str, int, float]] = BARS
) -> list[dict[str, object]]:
    """Compare both sides.

    >>> [row["ratio"] for row in sum_up([13.0] * 100, [10.0] * 100)]
    [1.3, 1.3]
    """
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    return [
        {
            "what": f"click on an option to {what}, {name} of {len(ours)}, against a bare FigureWidget",
            "median s": round(percentile(ours, share) / 1000, 3),
            "baseline s": round(percentile(bare, share) / 1000, 3),
            "ratio": round(percentile(ours, share) / percentile(bare, share), 2),
            "spread": f"{percentile(ratios, 25):.2f}–{percentile(ratios, 75):.2f}",
            "bar": bar,
        }
        for name, share, bar in bars
    ]


def percentile(values: list[float], share: int) -> float:
    """Find a percentile.

    >>> percentile([1.0, 2.0, 3.0], 50)
    2.0
    """
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
