"""From the address to the first question that can be answered, against a notebook with one bare FigureWidget.

Both are served by Voilà on this machine: ours as its command does, the bare one with Voilà's own template. They are
opened in turns, each time in a fresh browser context and with a fresh kernel. The bare one ends with its plot drawn.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser

from tests.browser.app import serve_app
from tests.browser.chromium import Guard, find_chromium, launch
from tests.browser.lab import PATIENCE, free_port, started, wait_for

ROUNDS = 5
BAR = 1.3
BARE = """import plotly.graph_objects as go
go.FigureWidget(go.Figure(go.Scatter(x=[0.5], y=[0], mode="markers")))"""
OURS_READY = ".sociable-card input:visible"
BARE_READY = ".js-plotly-plot .points path"


def run(rounds: int = ROUNDS) -> list[dict[str, object]]:
    """Measure.

    Args:
        rounds: how often each is opened, after one time that only warms up.

    Returns:
        A row: medians in seconds, the median of neighbouring ratios against its bar, and their spread.
    """
    ours, bare = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        launch(find_chromium() or "chromium") as browser,
        serve_app(Path(folder, "app")) as app,
        _serve_bare(Path(folder, "bare")) as notebook,
    ):
        for _ in range(rounds + 1):
            ours.append(time_opening(browser, app, OURS_READY))
            bare.append(time_opening(browser, notebook, BARE_READY))
    return [sum_up(ours[1:], bare[1:])]


@contextmanager
def _serve_bare(folder: Path) -> Iterator[str]:
    folder.mkdir()
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=[new_code_cell(BARE)], metadata=kernel), folder / "bare.ipynb")
    port = free_port()
    command = [sys.executable, "-m", "voila", "bare.ipynb", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with (folder / "log").open("w+") as log, started(command, folder, log, cwd=folder) as process:
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js", process, log)
        yield f"http://127.0.0.1:{port}/"


def time_opening(browser: Browser, url: str, ready: str) -> float:
    """Time one opening, then close the page and let the machine come to rest."""
    page = Guard().open_page(browser)
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(ready).first.wait_for(state="attached", timeout=PATIENCE * 1000)
    taken = time.perf_counter() - begun
    page.context.close()
    time.sleep(1)
    return taken


def sum_up(ours: list[float], bare: list[float]) -> dict[str, object]:
    """Compare both sides.

    >>> sum_up([2.0, 2.0], [4.0, 2.0])["ratio"]
    0.75
    """
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    return {
        "what": f"open the app under Voilà to its first question, {len(ours)} times, against a bare FigureWidget drawn",
        "median s": round(statistics.median(ours), 2),
        "baseline s": round(statistics.median(bare), 2),
        "ratio": round(statistics.median(ratios), 2),
        "spread": f"{min(ratios):.2f}–{max(ratios):.2f}",
        "bar": BAR,
    }
