"""A full hall: 300 people join at once, 500 answer 28 questions with time to think, on loopback.

The load is bounded: each person has one connection, and thinks between answers. What is timed is the form with the
answer, from its first byte to the answer's last; it comes back only when the answer is on the disk. Bars: 95 of 100
answers stored within 100 ms, 300 people in within 10 s, a server of 300 MB at most.
"""

from __future__ import annotations

import asyncio
import random
import re
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.workshop.play import OPTIONS
from tests.workshop.server import make_session, serve

PEOPLE, AT_ONCE, QUESTIONS = 500, 300, 28
THINKING = (10.0, 22.0)  # seconds; 28 questions take seven and a half minutes, which is fast for people
BARS = {"p95 s": 0.1, "join s": 10.0, "MB": 300.0}
HEAD = "{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@dataclass
class Person:
    """One phone, with one connection that stays open."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    async def connect(self) -> None:
        """Open the connection."""
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)

    async def send(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Send one request; gives the status, where it sends to, and the page."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = HEAD.format(method, path, cookies)
        self.writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        headers = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        for name, value in re.findall(r"Set-Cookie: ([^=]+)=([^;]*)", headers):
            self.cookies[name] = value
        length = re.search(r"Content-Length: (\d+)", headers)
        page = (await self.reader.readexactly(int(length.group(1)))).decode() if length else ""
        place = re.search(r"Location: (\S+)", headers)
        return int(headers.split()[1]), place.group(1) if place else "", page

    async def join(self, code: str) -> str:
        """Join as a phone does that has read the QR code; gives the session's path."""
        await self.connect()
        _, _, page = await self.send("GET", f"/join/{code}")
        self.token = re.search(r'name="form_token" value="([0-9a-f]+)"', page).group(1)
        status, place, _ = await self.send("POST", f"/join/{code}", f"form_token={self.token}&department=brand")
        assert status == 303, status
        await self.send("GET", place)
        return place.removesuffix("/code")

    async def answer_all(self, path: str, draw: random.Random) -> list[float]:
        """Answer every question, and think before each; gives the seconds that each answer took to be stored."""
        times = []
        for number in range(1, QUESTIONS + 1):
            await self.send("GET", f"{path}/q/{number}")
            await asyncio.sleep(draw.uniform(*THINKING))
            body = f"form_token={self.token}&answer={draw.choice(OPTIONS)}"
            begun = time.perf_counter()
            status, _, _ = await self.send("POST", f"{path}/q/{number}", body)
            times.append(time.perf_counter() - begun)
            assert status == 303, status
        return times


def run() -> list[dict[str, object]]:
    """Measure.

    Returns:
        A row each for storing, joining and memory, against its bar.
    """
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder, "hall.sqlite")) as server:
        board = server.board()
        session, code = make_session(board, form="full")
        watched = psutil.Process(server.process.pid)
        joined, times, peak = asyncio.run(play(server.port, code, watched))
        answered = re.search(r"(\d+) of \d+ answers", board.get(f"board/{session}").text).group(1)
        assert int(answered) == PEOPLE * QUESTIONS, answered
        board.post(f"board/{session}/do/reveal")
        begun = time.perf_counter()
        assert board.get(f"board/{session}/position").status == 200
        shown = time.perf_counter() - begun
        peak = max(peak, watched.memory_info().rss)
    p95 = sorted(times)[int(0.95 * len(times))]
    return [
        row(
            f"storing an answer, 95th percentile of {len(times):,}, {PEOPLE} people",
            p95,
            BARS["p95 s"],
            statistics.median(times),
        ),
        row(f"{AT_ONCE} people joining at once", joined, BARS["join s"]),
        row("the server's memory in MB, after the position was shown", peak / 2**20, BARS["MB"]),
        {"what": f"from the reveal to the position of {PEOPLE} people", "median s": round(shown, 2), "ratio": 0.0},
    ]


async def play(port: int, code: str, watched: psutil.Process) -> tuple[float, list[float], int]:
    """Let people join and answer; gives the seconds of joining, those of each answer, and the largest memory."""
    people = [Person("127.0.0.1", port) for _ in range(PEOPLE)]
    begun = time.perf_counter()
    paths = list(await asyncio.gather(*(each.join(code) for each in people[:AT_ONCE])))
    joined = time.perf_counter() - begun
    paths += await asyncio.gather(*(each.join(code) for each in people[AT_ONCE:]))
    going = asyncio.gather(
        *(each.answer_all(path, random.Random(n)) for n, (each, path) in enumerate(zip(people, paths, strict=True)))
    )
    peak = 0
    while not going.done():
        peak = max(peak, watched.memory_info().rss)
        await asyncio.sleep(0.5)
    times = [each for person in await going for each in person]
    for each in people:
        each.writer.close()
    return joined, times, peak


def row(what: str, value: float, bar: float, median: float | None = None) -> dict[str, object]:
    """Set a figure against its bar."""
    told = {} if median is None else {"median s": round(median, 4)}
    return {"what": f"{what}: {value:.3g} of {bar:g}", "ratio": round(value / bar, 2), "bar": 1.0, **told}
