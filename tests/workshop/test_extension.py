"""The workshop inside Jupyter's server, below a path as JupyterHub and Binder give it, and behind a proxy's prefix."""

from __future__ import annotations

import re
import sys
from random import Random

import pytest

from tests.browser.lab import free_port, started, wait_for
from tests.workshop.play import answer_all, join_all
from tests.workshop.server import Phone, Server, make_session, serve

ROOM = ("brand",) * 3


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """A Jupyter server as a hub starts it for one person."""
    folder, port = tmp_path_factory.mktemp("jupyter"), free_port()
    root = f"http://127.0.0.1:{port}/user/ann/"
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.base_url=/user/ann/"]
    command = [sys.executable, "-m", "jupyter_server", *options, "--IdentityProvider.token=letmein"]
    with (folder / "log").open("w+", encoding="utf-8") as log, started(command, folder, log, folder) as process:
        wait_for(f"{root}api", process, log)
        yield Server(f"{root}workshop/", "", process, folder / "log")


def play(server: Server, board: Phone, base: str) -> None:
    """Play a session, and follow every address that its pages hold."""
    session, code = make_session(board)
    for phone in join_all(server, code, ROOM):
        answer_all(phone, session, Random(1))
    assert board.post(f"board/{session}/do/reveal").place == f"{base}board/{session}/agenda"
    for path in ("agenda", "item/1", "position", "files"):
        page = board.get(f"board/{session}/{path}")
        assert page.status == 200
        assert [
            each for each in re.findall(r'(?:href|action|src)="([^"#]+)', page.text) if not each.startswith(base)
        ] == []
    style = re.search(r'href="([^"]+style\.css[^"]*)"', page.text).group(1)
    assert board.ask(style).status == 200
    assert all(cookie.path.startswith(base.rstrip("/")) for cookie in board.jar if cookie.name.startswith("sociable"))


def test_behind_a_hubs_path_the_board_needs_jupyters_login_and_phones_need_the_code_alone(jupyter):
    stranger = jupyter.phone()
    assert stranger.ask("open").place.startswith("/user/ann/login")
    assert stranger.ask("board").status == 403
    assert stranger.ask("board?token=letmein").status == 403
    assert stranger.get("").status == 200
    board = jupyter.phone()
    assert board.ask("open?token=letmein").place == "/user/ann/workshop/board"
    play(jupyter, board, "/user/ann/workshop/")


def test_jupyters_own_pages_stay_closed_to_those_who_join(jupyter):
    phone = jupyter.phone()
    assert phone.get("").status == 200
    for path in ("api/contents", "api/kernels", "api/sessions", "files/log"):
        assert phone.ask(f"/user/ann/{path}").status in {302, 403}, path


def test_jupyters_log_holds_no_code(jupyter):
    board = jupyter.phone()
    board.ask("open?token=letmein")
    _, code = make_session(board)
    jupyter.phone().get(f"join/{code}")
    assert code not in jupyter.log.read_text(encoding="utf-8")


def test_behind_a_proxys_prefix_every_address_has_it(tmp_path):
    options = ("--prefix", "/rooms/one", "--address", "https://room.example.org/rooms/one", "--behind-proxy")
    with serve(tmp_path / "w.sqlite", *options) as server:
        inside = Server(f"http://127.0.0.1:{server.port}/rooms/one/", "", server.process, server.log)
        board = inside.phone()
        assert board.ask(f"board?token={server.board_url.split('token=')[1]}").place == "/rooms/one/board"
        play(inside, board, "/rooms/one/")
        session, _ = make_session(board)
        assert "room.example.org/rooms/one/" in board.get(f"board/{session}").text
