"""A JupyterLab of the tests' own, and what one does in it from a browser.

Each server has its own free port and its own Jupyter folders, so that tests run side by side and never touch a
contributor's settings.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from sociable_course.lab import SETTINGS, lab_arguments

PATIENCE = 120  # seconds; a loaded machine is slow, not broken


def private_environment(folder: Path) -> dict[str, str]:
    """Make environment variables that keep all of Jupyter's files in a folder, with the product's settings."""
    kinds = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    own = {name: str(folder / kind) for name, kind in kinds.items()}
    return os.environ | own | {"JUPYTER_CONFIG_PATH": str(SETTINGS)}


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve_lab(notebooks: Path, private: Path, base: str = "/") -> Iterator[str]:
    """Run JupyterLab over a folder, as the product does, until the end of the block; gives its address.

    Args:
        notebooks: the folder.
        private: takes Jupyter's own files.
        base: the path that the server stands at, as a hub gives it.
    """
    port = free_port()
    options = [*lab_arguments(notebooks, port, token="", opens=False), "--LabApp.expose_app_in_browser=True"]
    options += [f"--ServerApp.base_url={base}"]
    command = [sys.executable, "-m", "jupyterlab", *options]
    url = f"http://127.0.0.1:{port}{base}".rstrip("/")
    private.mkdir(parents=True, exist_ok=True)
    with (private / "server.log").open("w+", encoding="utf-8") as log, started(command, private, log) as process:
        wait_for(f"{url}/api", process, log)
        yield url


@contextmanager
def started(command: list[str], private: Path, log: Any, cwd: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """Run a server until the end of the block, and make sure that it is gone then."""
    environment = private_environment(private)
    process = subprocess.Popen(command, env=environment, cwd=cwd, stdout=log, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[str], log: Any) -> None:
    """Wait until an address answers.

    Raises:
        RuntimeError: the server ended, or did not answer in time; with the end of what it said.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 -- an address that a test made
                return
        except OSError:
            time.sleep(0.1)
    log.seek(0)
    msg = f"{url} does not answer:\n{log.read()[-2000:]}"
    raise RuntimeError(msg)


def open_notebook(page: Page, url: str, name: str) -> None:
    """Open a notebook in a fresh workspace, and wait until its kernel is ready."""
    page.goto(f"{url}/lab/tree/{name}?reset")
    ready = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.isReady"
    page.wait_for_function(ready, timeout=PATIENCE * 1000)


def run_all_cells(page: Page) -> None:
    """Run the current notebook to its end."""
    # The promise is not awaited: it never resolves if the kernel dies, and evaluate has no time limit.
    page.evaluate(
        "() => { window.allRun = false;"
        "window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.allRun = true }) }"
    )
    page.wait_for_function("() => window.allRun", timeout=PATIENCE * 1000)


def cell_errors(page: Page) -> list[str]:
    """List the errors in the current notebook's outputs; read from its model, as cells out of sight are not drawn."""
    errors: list[str] = page.evaluate(
        "() => [...window.jupyterapp.shell.currentWidget.content.widgets]"
        ".filter(cell => cell.model.type === 'code').flatMap(cell => cell.model.outputs.toJSON())"
        ".filter(output => output.output_type === 'error').map(error => `${error.ename}: ${error.evalue}`)"
    )
    return errors
