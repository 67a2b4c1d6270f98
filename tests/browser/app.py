"""The app under Voilà, started as its command starts it, and what one does in it from a browser."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import PATIENCE, free_port, private_environment, wait_for

expect.set_options(timeout=30_000)  # a loaded machine is slow, not broken
COMMAND = "import sys; from sociable_assessment.command_line import main; sys.exit(main(sys.argv[1:]))"


@contextmanager
def serve_app(private: Path) -> Iterator[str]:
    """Run the app until the end of the block, and end it as a person does: with Ctrl-C; gives its address."""
    port = free_port()
    private.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", COMMAND, "app", "--port", str(port)]
    with (private / "app.log").open("w+", encoding="utf-8") as log:
        environment = private_environment(private)
        process = subprocess.Popen(command, env=environment, cwd=private, stdout=log, stderr=log, text=True)
        try:
            wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js", process, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(PATIENCE)  # it ends each visitor's kernel
        log.seek(0)
        said = log.read()
    assert status == 0, said
    assert "The app is closed." in said
    assert f"http://127.0.0.1:{port}/" in said


def open_app(page: Page, url: str) -> Page:
    """Open the app and wait until the first question can be answered."""
    page.goto(url)
    page.locator(".sociable-card input:visible").first.wait_for(timeout=PATIENCE * 1000)
    return page


def end_kernel(page: Page, url: str) -> None:
    """End the kernel behind a page, as a server does that takes it for idle."""
    find = "() => JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
    request = urllib.request.Request(f"{url}api/kernels/{page.evaluate(find)}", method="DELETE")  # noqa: S310
    with urllib.request.urlopen(request, timeout=30):  # noqa: S310 - the app that a test started
        pass


def progress(page: Page) -> Locator:
    """Find how many questions are answered."""
    return page.locator(".sociable-progress-text").first


def question(page: Page, item: str) -> Locator:
    """Find a question."""
    return page.locator(f"[data-item='{item}']").first


def choose(page: Page, item: str, option: str) -> None:
    """Choose an option, on whatever page of the form it is."""
    card = question(page, item)
    if not card.is_visible():
        place = card.evaluate("card => [...card.parentElement.parentElement.children].indexOf(card.parentElement)")
        page.locator(".sociable-parts button").nth(place).click()
    card.locator(f"input[value='{option}']").check()


def answer_all(page: Page, *options: str) -> None:
    """Answer every question by mouse, taking the options in turns."""
    page.evaluate(
        "options => [...document.querySelectorAll('.sociable-form')[0].querySelectorAll('.sociable-card')]"
        ".forEach((card, place) => card.querySelector(`input[value='${options[place % options.length]}']`).click())",
        options,
    )
    expect(progress(page)).to_have_text(re.compile("28 of 28 answered"))


def press(page: Page, button: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=button, exact=True).first.click()


def tab_to(page: Page, test: str) -> None:
    """Press Tab until the element in focus passes a test in JavaScript, as a keyboard user would look for it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const on = document.activeElement; return Boolean({test}) }}"):
            return
    message = f"Tab never reached: {test}"
    raise AssertionError(message)


def answer_by_keyboard(page: Page, questions: int) -> None:
    """Answer every question with the keyboard alone, dimension by dimension."""
    open_here = (
        "() => [...document.querySelectorAll('.sociable-card')]"
        ".some((card) => card.checkVisibility() && !card.querySelector('input:checked'))"
    )
    fresh = "on.type === 'radio' && !document.querySelector(`input[name='${on.name}']:checked`)"
    for number in range(questions):
        if not page.evaluate(open_here):
            tab_to(page, "on.matches('.sociable-on')")
            page.keyboard.press("Enter")
        tab_to(page, fresh)
        page.keyboard.press("Space")
        for _ in range(number % 3):
            page.keyboard.press("ArrowDown")


def wide_or_small(page: Page) -> list[str]:
    """List what is wider than the window, and what is too small to be hit with a thumb."""
    found: list[str] = page.evaluate(
        """() => {
          const app = document.querySelector(".sociable-app");
          const wide = document.documentElement.scrollWidth > innerWidth || app.scrollWidth > app.clientWidth;
          const controls = [...app.querySelectorAll("button, select, .sociable-option, summary, input[type=text]")];
          const small = controls.filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.5);
          return [...(wide ? ["too wide"] : []), ...small.map((each) => each.outerHTML.slice(0, 120))];
        }"""
    )
    return found
