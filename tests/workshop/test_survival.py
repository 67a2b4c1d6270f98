"""What a workshop survives: its server killed, the disk full, the clock set, a phone gone wild, a phone lost."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import itertools
import os
import resource
import signal
import subprocess
import sys
import threading
import time
import urllib.error
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from tornado.httpserver import HTTPServer

from sociable_assessment.model_file import read_model_text
from sociable_assessment.workshop.application import make_application
from sociable_assessment.workshop.outcome import gather_responses
from sociable_assessment.workshop.people import read_all_answers
from sociable_assessment.workshop.room import Room
from sociable_assessment.workshop.sessions import find_session
from sociable_assessment.workshop.setting_up import form_of
from sociable_assessment.workshop.store import open_store
from tests.browser.lab import free_port
from tests.workshop.play import OPTIONS, QUICK, answer_all, join_all
from tests.workshop.server import Phone, Server, make_session, serve

KILLS = 50
TOKEN = "t"  # noqa: S105 - of a server that lives for one test


@dataclass
class Mortal:
    """A server that can be killed and started again in no time."""

    process: subprocess.Popen[str]
    url: str

    def start(self) -> int:
        """Start the server; gives its process id."""
        print(file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Mortal]:
    port = free_port()
    command = [sys.executable, "-m", "tests.workshop.forked_server", str(tmp_path / "w.sqlite"), str(port), "token"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Mortal(process, f"http://127.0.0.1:{port}/")
        process.stdin.close()


@dataclass
class Person:
    """Somebody who goes on answering whatever happens, and remembers the last answer that was acknowledged."""

    phone: Phone
    session: str
    token: str
    draw: Random

    def __post_init__(self) -> None:
        self.acknowledged: dict[int, str] = {}
        self.sent: dict[int, str] = {}

    def go_on(self, until: float) -> None:
        """Answer until the time is up, or the server is gone."""
        with contextlib.suppress(OSError, http.client.HTTPException, urllib.error.URLError):
            while time.monotonic() < until:
                number, value = self.draw.randint(1, QUICK), self.draw.choice(OPTIONS)
                self.sent[number] = value
                if self.phone.post(f"s/{self.session}/q/{number}", {"answer": value}, self.token).status == 303:
                    self.acknowledged[number] = value


def test_a_server_killed_fifty_times_loses_no_acknowledged_answer_and_doubles_none(mortal, tmp_path):
    draw, server = Random(7), mortal.start()
    board = Phone(mortal.url)
    board.ask("board?token=token")
    session, code = make_session(board)
    people = []
    for number in range(4):
        phone = Phone(mortal.url)
        phone.join(code)
        people.append(Person(phone, session, phone.token(), Random(number)))
    for _ in range(KILLS):
        end = time.monotonic() + 5
        threads = [threading.Thread(target=each.go_on, args=(end,)) for each in people]
        for thread in threads:
            thread.start()
        time.sleep(draw.uniform(0.01, 0.15))
        os.kill(server, signal.SIGKILL)
        for thread in threads:
            thread.join()
        server = mortal.start()
        check_nothing_lost(tmp_path / "w.sqlite", session, people)
    os.kill(server, signal.SIGTERM)
    assert min(len(each.acknowledged) for each in people) > QUICK / 2


def check_nothing_lost(store: Path, session: str, people: list[Person]) -> None:
    """Compare the store with what was acknowledged; an answer on its way when the server died may be there, too."""
    engine = open_store(str(store))
    with engine.begin() as connection:
        found = find_session(connection, session)
        kept = read_all_answers(connection, found)
        items = [item.id for item in form_of(found.setup).items]
    engine.dispose()
    for number, person in enumerate(people, start=1):
        answers = kept.get(number, {})
        for question, value in person.acknowledged.items():
            there = answers[items[question - 1]].option
            assert there in {value, person.sent[question]}
            person.acknowledged[question] = there


# --- the disk ---


def test_a_full_disk_is_told_and_what_was_kept_before_stays(tmp_path):
    with serve(tmp_path / "full.sqlite") as server:
        board = server.board()
        session, code = make_session(board)
        phone = server.phone()
        phone.join(code)
        assert phone.answer(session, 1, "experiment").status == 303
        largest = max(path.stat().st_size for path in tmp_path.iterdir())
        before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (largest, before[1]))
        token = phone.token()
        replies = [
            phone.post(f"s/{session}/q/2", {"answer": "experiment", "evidence": "x" * 900}, token) for _ in range(8)
        ]
        refused = [reply for reply in replies if reply.status != 303]
        assert {reply.status for reply in refused} == {503}
        assert "could not store this: its disk may be full" in refused[0].text
        assert 'value="experiment" checked' in phone.get(f"s/{session}/q/1").text
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)
        assert phone.answer(session, 3, "goal-led").status == 303
        assert 'value="goal-led" checked' in phone.get(f"s/{session}/q/3").text


# --- the clock ---


@contextlib.contextmanager
def serve_here(room: Room) -> Iterator[str]:
    """Serve a room in a thread of the test, so that the test holds its clock."""
    started, loop = threading.Event(), asyncio.new_event_loop()
    port, stops = free_port(), []

    async def run() -> None:
        stop = asyncio.Event()
        stops.append(lambda: loop.call_soon_threadsafe(stop.set))
        server = HTTPServer(make_application(room))
        server.listen(port, "127.0.0.1")
        started.set()
        await stop.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    started.wait()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        stops[0]()
        thread.join()
        loop.close()
        room.engine.dispose()


def test_a_clock_that_jumps_loses_no_answer_and_gives_a_discussion_its_full_time(tmp_path):
    now = [1_800_000_000.0]
    room = Room(
        open_store(str(tmp_path / "clock.sqlite")), (read_model_text(),), board_token=TOKEN, clock=lambda: now[0]
    )
    with serve_here(room) as url:
        board = Phone(url)
        board.ask("board?token=t")
        session, code = make_session(board)
        server = Server(url, "", None, Path())
        phones = join_all(server, code, ("brand",) * 3)
        for phone, jump in zip(phones, (-86_400, 90_000, -7), strict=True):
            now[0] += jump
            answer_all(phone, session, Random(1))
        board = Phone(url)
        board.ask("board?token=t")  # a day later by the clock, the board is opened anew
        now[0] += 20
        board.post(f"board/{session}/do/reveal")
        page = board.get(f"board/{session}/item/1").text
        item = page.split('name="item" value="')[1].split('"')[0]
        board.post(f"board/{session}/do/discuss", {"item": item})
        now[0] -= 5_000
        assert 'data-left="120"' in board.get(f"board/{session}/item/1").text
        now[0] += 5_130
        assert "+0:10" in board.get(f"board/{session}/item/1").text
        with room.connect() as connection:
            found = gather_responses(connection, find_session(connection, session))
    assert [len(rater.answers) for rater in found.raters] == [QUICK] * 3


def test_a_join_code_expires(tmp_path):
    now = [1_800_000_000.0]
    room = Room(open_store(str(tmp_path / "old.sqlite")), (read_model_text(),), board_token=TOKEN, clock=lambda: now[0])
    with serve_here(room) as url:
        board = Phone(url)
        board.ask("board?token=t")
        _, code = make_session(board)
        assert Phone(url).get(f"join/{code}").status == 200
        now[0] += 13 * 3600
        assert Phone(url).get(f"join/{code}").status == 409


# --- one phone against all ---


@pytest.mark.slow
def test_ten_thousand_posts_from_one_phone_keep_nobody_else_waiting(tmp_path):
    with serve(tmp_path / "flood.sqlite") as server:
        session, _, loud, quiet = two_phones(server)
        request = ("POST", f"/s/{session}/q/1", f"form_token={loud.token()}&answer=experiment")
        token, numbers = quiet.token(), itertools.cycle(range(1, QUICK + 1))
        form = {"answer": "experiment"}
        flood(server, loud, request, lambda: quiet.post(f"s/{session}/q/{next(numbers)}", form, token).status == 303)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["s/{session}/q/1", "join/{code}", "style.css"])
def test_ten_thousand_pages_for_one_phone_keep_nobody_else_waiting(tmp_path, page):
    with serve(tmp_path / "flood.sqlite") as server:
        session, code, loud, quiet = two_phones(server)
        path = page.format(session=session, code=code)
        # all of them come from one address, as in a room behind one router: newcomers get in too
        request = ("GET", f"/{path}", "")
        flood(server, loud, request, lambda: max(quiet.ask(path).status, server.phone().ask("").status) < 400)


def two_phones(server: Server) -> tuple[str, str, Phone, Phone]:
    """Make a session that two phones have joined."""
    session, code = make_session(server.board())
    phones = server.phone(), server.phone()
    for phone in phones:
        phone.join(code)
    return session, code, *phones


def flood(server: Server, loud: Phone, request: tuple[str, str, str], others_go_on: Callable[[], bool]) -> None:
    """Let one phone ask without end, while others go on as fast as a person does."""
    statuses: Counter[int] = Counter()
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in loud.jar)
    thread = threading.Thread(target=send_many, args=(server, request, cookies, statuses))
    thread.start()
    times = []
    while thread.is_alive():
        begun = time.monotonic()
        assert others_go_on()
        times.append(time.monotonic() - begun)
        time.sleep(0.5)  # slower than the limit for one device
    thread.join()
    assert statuses.total() == 10_000
    assert statuses[429] > 9_000
    assert sorted(times)[int(0.95 * len(times))] < 1  # seconds; the machine is shared with other tests


def send_many(server: Server, request: tuple[str, str, str], cookies: str, statuses: Counter[int]) -> None:
    """Send a request ten thousand times over one connection, as fast as it goes."""
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    with contextlib.closing(http.client.HTTPConnection(server.url.split("/")[2], timeout=60)) as connection:
        for _ in range(10_000):
            connection.request(*request, headers)
            answer = connection.getresponse()
            answer.read()
            statuses[answer.status] += 1
