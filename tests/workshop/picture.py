"""Take the README's picture of the workshop from the running product: `python -m tests.workshop.picture`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from playwright.sync_api import Page

from tests import ROOT
from tests.browser.chromium import Guard, find_chromium, launch
from tests.workshop.play import OPTIONS, item_of, join_all
from tests.workshop.server import Phone, Server, make_session, serve

PICTURE = ROOT / "assessment" / "workshop.png"
SIZE = {"width": 1600, "height": 900}
ROOM = ("brand",) * 3 + ("research",) * 3 + ("customer-service",) * 3
QUESTION = 5  # the goal of each account
FIRST = (1, 1, 2, 2, 2, 3, 0, 0, 2)  # who saw what, before anybody spoke
SECOND = (1, 1, 1, 2, 1, 1, 1, 2, 1)
REASON = "Two of seven accounts have a goal, the others have none."
DISSENT = "Research: the newsletter has one, and it is the largest."


def play(server: Server) -> tuple[Phone, str]:
    """Play a session until the room has agreed on a question; gives the board and the session's id."""
    board = server.board()
    session, code = make_session(board, form="full", departments="Brand\nResearch\nCustomer service")
    phones, draw = join_all(server, code, ROOM), Random(5)
    for phone, seen in zip(phones, FIRST, strict=True):
        token = phone.token()
        for number in range(1, 29):
            value = OPTIONS[seen if number == QUESTION else min(3, max(0, seen + draw.choice((-1, 0, 0, 1))))]
            phone.post(f"s/{session}/q/{number}", {"answer": value}, token)
    board.post(f"board/{session}/do/reveal", {"sure": "yes"})
    item = item_of(board, session, QUESTION)
    board.post(f"board/{session}/do/discuss", {"item": item})
    board.post(f"board/{session}/do/open-vote", {"item": item})
    for phone, seen in zip(phones, SECOND, strict=True):
        phone.post(f"s/{session}/vote", {"answer": OPTIONS[seen]})
    board.post(f"board/{session}/do/show-vote", {"item": item})
    agreed = {"item": item, "seen": "0", "option": OPTIONS[1], "reason": REASON, "dissent": DISSENT}
    board.post(f"board/{session}/do/agree", agreed)
    return board, session


def carry_cookies(board: Phone, page: Page) -> None:
    """Open the board in a browser as the one who played it."""
    for cookie in board.jar:
        named = {"name": cookie.name, "value": str(cookie.value)}
        page.context.add_cookies([{**named, "domain": "127.0.0.1", "path": cookie.path}])


def take() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder, "w.sqlite")) as server:
        board, session = play(server)
        with launch(find_chromium() or "chromium") as browser:
            page = Guard().open_page(browser, viewport=SIZE)
            carry_cookies(board, page)
            page.goto(f"{server.url}board/{session}/item/{QUESTION}")
            page.wait_for_timeout(1500)
            page.screenshot(path=PICTURE)


if __name__ == "__main__":
    take()
