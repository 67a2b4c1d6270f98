"""`sociable-course start` as a learner meets it: a real server, a real browser, a copy of the checkout."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from sociable_course.lab import StartError, first_free_port, has_browser, start
from tests import ROOT, checkout_files
from tests.browser.lab import free_port, private_environment, started
from tests.course.test_welcome import NOTEBOOKS, links

COMMAND = str(Path(sys.executable).with_name("sociable-course"))
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/lab\S+\?token=\S+")
PATIENCE = 60


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """What a fresh clone holds."""
    folder = tmp_path_factory.mktemp("clone")
    for name in checkout_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def call(*arguments, cwd, private):
    """Run the command to its end."""
    command = [COMMAND, "start", *arguments]
    environment = private_environment(private)
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


@contextmanager
def running(checkout, private, *arguments):
    """Run the command until the end of the block; gives the process and what it has said."""
    private.mkdir(exist_ok=True)
    command = [COMMAND, "start", *arguments]
    with (
        (private / "said.txt").open("w+", encoding="utf-8") as said,
        started(command, private, said, cwd=checkout) as process,
    ):
        yield process, said


def wait_for_address(process, said):
    """Wait until the command has said where it is."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := ADDRESS.search(Path(said.name).read_text(encoding="utf-8")):
            return found.group()
        time.sleep(0.1)
    raise AssertionError(Path(said.name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def welcome(checkout, tmp_path_factory):
    with running(checkout, tmp_path_factory.mktemp("jupyter"), "--no-browser") as (process, said):
        yield wait_for_address(process, said)


@pytest.fixture(scope="module")
def first_page(welcome, open_page):
    """What a learner sees first; loading JupyterLab takes seconds, so the tests share it."""
    page = open_page()
    page.goto(welcome)
    return page


def test_the_address_opens_the_welcome_page_rendered(first_page):
    page, heading = first_page, first_page.locator(".jp-MarkdownViewer h1")
    heading.wait_for(timeout=PATIENCE * 1000)
    assert heading.inner_text().startswith("Sociable")
    assert page.locator(".jp-MarkdownViewer a[href]:not(.jp-InternalAnchorLink)").count() == len(links())
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_one_click_opens_a_notebook_with_its_kernel(first_page, notebook):
    page = first_page
    page.get_by_role("tab", name="welcome.md").click(timeout=PATIENCE * 1000)
    page.locator(f".jp-MarkdownViewer a[href*='{Path(notebook).name}']").click(timeout=PATIENCE * 1000)
    page.locator(".jp-NotebookPanel:visible").wait_for(timeout=PATIENCE * 1000)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]:visible").wait_for(timeout=PATIENCE * 1000)
    assert page.locator(".jp-Dialog").count() == 0


def test_without_the_token_nothing_is_shown(welcome, page):
    page.goto(welcome.partition("?")[0])
    assert "/login" in page.url


def test_ctrl_c_closes_it_quietly(checkout, tmp_path):
    with running(checkout, tmp_path / "jupyter", "--no-browser", f"--port={free_port()}") as (process, said):
        wait_for_address(process, said)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        text = Path(said.name).read_text(encoding="utf-8")
    assert text.endswith("Sociable is closed. Your files are where you saved them.\n")
    assert not re.search("Traceback|Warning|Error|\\[[CEIW] ", text)


def test_it_opens_the_browser_that_there_is(checkout, tmp_path, monkeypatch):
    opened = tmp_path / "opened.txt"
    stand_in = tmp_path / "browser"
    stand_in.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(stand_in))
    with running(checkout, tmp_path / "jupyter", f"--port={free_port()}") as (process, said):
        wait_for_address(process, said)
        end = time.monotonic() + PATIENCE
        while not (opened.exists() and opened.read_text()) and time.monotonic() < end:
            time.sleep(0.1)
        page = Path(opened.read_text().strip().removeprefix("file://")).read_text(encoding="utf-8")
    assert "/lab/workspaces/sociable/tree/course/welcome.md" in page


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_refused(checkout, tmp_path, taken):
    done = call(f"--port={taken}", cwd=checkout, private=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Port {taken} is taken by another program." in done.stderr


def test_without_a_port_the_next_free_one_is_taken(taken):
    assert first_free_port(taken) > taken


def test_no_free_port_is_said(taken):
    with pytest.raises(StartError, match="are all taken"):
        first_free_port(taken, tries=1)


def test_a_folder_that_is_no_checkout_is_refused(tmp_path):
    done = call(cwd=tmp_path, private=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{tmp_path} has no course/welcome.md." in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_refused(checkout, tmp_path, port):
    done = call("--port", port, cwd=checkout, private=tmp_path)
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_without_jupyterlab_it_says_what_to_install(checkout, monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    with pytest.raises(StartError, match=r"pip install 'sociable\[lab\]'"):
        start(checkout, free_port(), open_browser=False, tell=str)


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [({}, "linux", False), ({"DISPLAY": ":0"}, "linux", True), ({}, "darwin", True)],
)
def test_a_browser_needs_a_screen(monkeypatch, environment, platform, expected):
    monkeypatch.setattr("webbrowser.get", object)
    assert has_browser(environment, platform) is expected
