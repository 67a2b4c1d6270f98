"""A headless Chromium that reaches this machine alone, for tests and measurements."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HERE = "127.0.0.1"
ARGUMENTS = [
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HERE}",
    "--no-sandbox",  # root, as in a container, may not have one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """Find the browser: the one that CHROMIUM names, else an installed one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launch(path: str) -> Iterator[Browser]:
    """Run a browser until the end of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Guard:
    """Blocks each request that would leave this machine, and remembers its address."""

    outside: list[str] = field(default_factory=list)

    def open_page(self, browser: Browser, **options: object) -> Page:
        """Open a page of its own context: no cookies or storage shared, no service worker that hides requests."""
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, **options}, service_workers="block"
        )
        context.route("**/*", self._check)
        page = context.new_page()
        page.on("websocket", lambda socket: self._remember(socket.url))  # blocked by the browser: no name resolves
        return page

    def _check(self, route: Route) -> None:
        self._remember(route.request.url)
        if is_inside(route.request.url):
            route.continue_()
        else:
            route.abort()

    def _remember(self, url: str) -> None:
        if not is_inside(url):
            self.outside.append(url)


def is_inside(url: str) -> bool:
    """Tell whether a request for this address stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname == HERE
