"""A learner's visit to the image: its server, run as a Binder runs it, and what one does on its pages."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.binder.image import Image
from tests.browser.lab import PATIENCE, free_port, wait_for

WAIT = PATIENCE * 1000  # milliseconds

# What a Binder tells its servers; with it, the base's offlinenotebook offers to rescue notebooks.
BINDER = {f"BINDER_{name}_URL": "https://binder.invalid/course" for name in ("REPO", "REF")}


@dataclass(frozen=True)
class Server:
    """Where a server is, and its process."""

    url: str
    pid: int


@contextmanager
def serving(image: Image, private: Path) -> Iterator[Server]:
    """Run the image's JupyterLab until the end of the block; the settings are the image's own."""
    port = free_port()
    command = [
        *("binder/start", "jupyter-lab", "--ip=127.0.0.1", f"--port={port}", "--no-browser", "--allow-root"),
        *("--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"),
    ]
    own = BINDER | {f"JUPYTER_{kind}_DIR": str(private / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    with (private / "server.log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=image.home, env=image.environment | own, stdout=log, stderr=subprocess.STDOUT, text=True
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/api", process, log)
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(20)


def open_document(page: Page, path: str) -> None:
    """Open a notebook or a page in the JupyterLab that is there, and wait until it is ready."""
    page.evaluate("path => { window.jupyterapp.commands.execute('docmanager:open', { path }) }", path)
    page.wait_for_function(
        "path => { const shown = window.jupyterapp.shell.currentWidget; return shown?.context?.path === path"
        " && shown.context.isReady && (shown.sessionContext?.isReady ?? true) }",
        arg=path,
        timeout=WAIT,
    )


def close_notebook(page: Page) -> None:
    """Close the current notebook without saving, and end its kernel."""
    page.evaluate(
        "async () => { const shown = window.jupyterapp.shell.currentWidget;"
        "await shown.sessionContext.shutdown(); shown.dispose() }"
    )


def answer_something(page: Page, notebook: Path) -> None:
    """Answer the first question of a lesson or of the self-assessment; its kernel must take note."""
    form = bring_into_sight(page, ".sociable-question, .sociable-form, .sociable-portfolio")
    if "sociable-portfolio" in (form.get_attribute("class") or ""):
        form.get_by_label("Sector").select_option("museum")
        expect(form.locator(".sociable-scroll tbody th")).to_have_count(2, timeout=WAIT)
        return
    number = form.locator("input[inputmode=decimal]")
    if number.count():
        number.first.fill("10")
    else:
        form.locator("input[type=radio]").first.check()
    if "sociable-form" in (form.get_attribute("class") or ""):
        expect(page.locator(".sociable-progress-text").first).to_have_text(re.compile("^1 of "), timeout=WAIT)
        return
    form.locator(".sociable-main").click()
    expect(form.locator(".sociable-saved")).to_contain_text("answers.json", timeout=WAIT)
    assert json.loads((notebook.parent / "answers.json").read_text(encoding="utf-8"))["answers"]


def bring_into_sight(page: Page, selector: str) -> Locator:
    """Scroll the notebook until something is drawn: cells out of sight may not be."""
    found = page.locator(".jp-NotebookPanel:visible").locator(selector).first
    for place in range(len(cell_texts(page))):
        page.evaluate("place => window.jupyterapp.shell.currentWidget.content.scrollToItem(place)", place)
        if found.count():
            break
    found.wait_for(timeout=WAIT)
    return found


def cell_texts(page: Page) -> list[str]:
    """List what stands in the current notebook's cells."""
    texts: list[str] = page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.sharedModel.getSource())"
    )
    return texts


def select_cell(page: Page, place: int) -> None:
    """Select a cell of the current notebook, so that keys are commands to it."""
    page.evaluate(
        "place => { const notebook = window.jupyterapp.shell.currentWidget.content;"
        "notebook.activeCellIndex = place; notebook.mode = 'command'; notebook.activate(); notebook.node.focus() }",
        place,
    )
