"""Fixtures for every test: a browser that reaches this machine alone, and a JupyterLab.

They live as long as a test file: Playwright keeps an event loop running, which the next file may not expect.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from runpy import run_path

import pytest
from playwright.sync_api import Browser, Page
from xdist.scheduler import LoadFileScheduling

from tests import QUICK
from tests.browser.chromium import Guard, find_chromium, launch
from tests.browser.lab import serve_lab

# nbgrader calls tools by name; `make test` does not activate the environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
# A shell's background jobs ignore Ctrl-C, and would hand that down to the servers that tests end with it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# This process skips a grammar that takes over a second to import, and so do the hundred that tests start.
run_path(str(QUICK / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(QUICK), os.environ.get("PYTHONPATH")]))


class ByFile(LoadFileScheduling):
    """Keeps the tests of a file on one worker, as they share servers; the journeys need not wait for each other."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if "/test_lesson_journeys.py" in nodeid else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Share the tests out."""
    return ByFile(config, log)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's path; without one, a skip that says so, and a failure in CI."""
    path = find_chromium()
    if path is None:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("no Chromium or Chrome is installed; CHROMIUM=/path names one")
    return path


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One browser for the test file."""
    with launch(chromium_path) as launched:
        yield launched


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages that may share the test file; at its end, none may have asked for anything outside this machine."""
    guard = Guard()
    yield lambda **options: guard.open_page(browser, **options)
    assert guard.outside == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page for one test, which may ask for nothing outside this machine."""
    guard = Guard()
    opened = guard.open_page(browser)
    yield opened
    opened.context.close()
    assert guard.outside == []


@pytest.fixture(scope="module")
def start_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Starts a JupyterLab over a folder and gives its address; it runs until the end of the test file."""
    with ExitStack() as servers:

        def start(notebooks: Path, base: str = "/") -> str:
            return servers.enter_context(serve_lab(notebooks, tmp_path_factory.mktemp("jupyter"), base))

        yield start
