"""A workshop server of the tests' own, started as its command starts it, and a phone that talks to it over HTTP."""

from __future__ import annotations

import http.cookiejar
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from tests.browser.lab import free_port

COMMAND = "import sys; from sociable_assessment.command_line import main; sys.exit(main(sys.argv[1:]))"
PATIENCE = 240  # seconds; a loaded machine is slow, not broken
SETUP = {
    "organisation": "Aurora City Museum",
    "form": "quick",
    "who": "anonymous",
    "minimum_group": "3",
    "departments": "Brand\nResearch",
    "wave": "2026",
}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


@dataclass
class Reply:
    """What the server answered."""

    status: int
    text: str
    headers: dict[str, str]
    data: bytes = b""

    @property
    def place(self) -> str:
        """Where the browser is sent to."""
        return self.headers.get("Location", "")


@dataclass
class Phone:
    """A browser without scripts: cookies, pages and forms."""

    url: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.url)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(cookies, _NoRedirect, urllib.request.ProxyHandler({}))

    def ask(self, path: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> Reply:
        """Send one request; a path that begins with a slash is one of the whole server."""
        address = self.origin + path if path.startswith("/") else self.url + path
        request = urllib.request.Request(address, data, headers or {})  # noqa: S310 - a server that a test started
        try:
            answer = self.opener.open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            body = answer.read()
        return Reply(answer.status, body.decode("utf-8", "replace"), dict(answer.headers), body)

    def get(self, path: str) -> Reply:
        """Load a page, and follow where it sends."""
        reply = self.ask(path)
        while reply.status in {302, 303}:
            reply = self.ask(reply.place)
        return reply

    def token(self, page: str = "") -> str:
        """Read the token of a page's forms."""
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', page or self.get("return").text)
        assert found, page[:500]
        return found.group(1)

    def post(self, path: str, values: dict[str, str] | None = None, token: str | None = None) -> Reply:
        """Send a form as it would be sent from its page; where it sends is not followed."""
        sent = {"form_token": self.token() if token is None else token, **(values or {})}
        return self.ask(path, urllib.parse.urlencode(sent).encode())

    def join(self, code: str, **values: str) -> str:
        """Join a session, and tell its id."""
        reply = self.post(f"join/{code}", {"department": "", **values})
        assert reply.status == 303, reply.text
        return re.search(r"/s/([0-9a-f]{16})/code", reply.place).group(1)

    def answer(self, session: str, number: int, value: str, **values: str) -> Reply:
        """Answer a question."""
        return self.post(f"s/{session}/q/{number}", {"answer": value, **values})


@dataclass
class Server:
    """A running server: its address, the board's address with its token, its process."""

    url: str
    board_url: str
    process: subprocess.Popen[str]
    log: Path
    port: int = 0

    def phone(self) -> Phone:
        """Take a phone that has never been here."""
        return Phone(self.url)

    def board(self) -> Phone:
        """Take a browser that opens the board with its token."""
        phone = self.phone()
        reply = phone.ask(self.board_url.removeprefix(self.url))
        assert (reply.status, reply.place.endswith("board")) == (303, True)
        return phone


def make_session(board: Phone, **values: str) -> tuple[str, str]:
    """Make a session; gives its id and its join code."""
    reply = board.post("board/new", {**SETUP, **values})
    assert reply.status == 303, reply.text
    page = board.ask(reply.place).text
    code = re.search(r'class="code">([^<]+)<', page).group(1).replace(" ", "")
    return reply.place.rsplit("/", 1)[1], code


@contextmanager
def serve(store: Path | str, *options: str, port: int | None = None) -> Iterator[Server]:
    """Run a server until the end of the block, and end it as a person does."""
    server = start(store, *options, port=port)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.send_signal(signal.SIGINT)
            server.process.wait(30)


def start(store: Path | str, *options: str, port: int | None = None) -> Server:
    """Start a server."""
    chosen = port or free_port()
    command = [sys.executable, "-c", COMMAND, "workshop", "--port", str(chosen), "--store", str(store), *options]
    log = Path(tempfile.mkdtemp(), "log") if "://" in str(store) else Path(f"{store}.{time.monotonic_ns()}.log")
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, text=True)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"(https?://\S+?)board\?token=\S+", log.read_text(encoding="utf-8"))
        if found:
            return Server(found.group(1), unescape(found.group()), process, log, chosen)
        time.sleep(0.05)
    process.kill()
    message = f"the server does not start: {log.read_text(encoding='utf-8')}"
    raise RuntimeError(message)
