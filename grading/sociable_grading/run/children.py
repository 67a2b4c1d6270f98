"""The trusted side's end of a child.

Whatever a child says is read as frames, up to a cap, in the time that it is given; anything else ends it.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sociable_assessment.errors import SociableError
from sociable_grading.run.inbox import Inbox
from sociable_grading.run.keeper import INTERRUPT, STOP
from sociable_grading.run.limits import MEGABYTE, Limits
from sociable_grading.run.protocol import HEAD, FrameError, body_length, decode, encode

_END_SECONDS = 5.0
_HELD_BACK = 1 << 20
_STOPPED = "it had to be stopped"


class InfrastructureError(SociableError):
    """The machine, not the submission, is at fault: worth another try."""


class TamperError(Exception):
    """A child sent what no kernel sends."""


class LostError(Exception):
    """The child is gone, or had to be stopped; the message says how.

    Args:
        how: in words.
        timed_out: whether its time was up.
    """

    def __init__(self, how: str, *, timed_out: bool = False) -> None:
        super().__init__(how)
        self.timed_out = timed_out


class Child:
    """A child of the zygote: a learner's process or a test's.

    Args:
        work: the socket on which it works.
        line: the socket to its keeper.
        streams: reading ends of what it writes to its descriptors 1 and 2.
        limits: what it may use.
        gone: called when nothing of it is left.
    """

    def __init__(
        self,
        work: socket.socket,
        line: socket.socket,
        streams: Sequence[int],
        limits: Limits,
        gone: Callable[[], None],
    ) -> None:
        self._gone = gone
        self._work, self._line, self._streams, self._limits = work, line, list(streams), limits
        self._loop = asyncio.get_running_loop()
        self.written: dict[int, bytearray] = {each: bytearray() for each in streams}
        self._inbox = Inbox()
        self._transport: asyncio.Transport
        self.closed = False
        self.spoiled = False  # an answer was not waited for; it may still come, and nobody asked for it

    async def open(self) -> None:
        """Begin to listen."""
        self._transport, _ = await self._loop.create_connection(lambda: self._inbox, sock=self._work)
        self._line.setblocking(False)  # noqa: FBT003 - the method has no other form
        for each in self._streams:
            os.set_blocking(each, False)
            self._loop.add_reader(each, self._take, each)

    def _take(self, stream: int) -> None:
        try:
            data = os.read(stream, 1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(stream)
        held = self.written[stream]
        held += data[: max(0, _HELD_BACK - len(held))]

    def take_written(self) -> list[bytes]:
        """Give what was written to descriptors 1 and 2 since the last time."""
        for each in self._streams:
            if not self.closed:
                self._take(each)
        found = [bytes(self.written[each]) for each in self._streams]
        for held in self.written.values():
            held.clear()
        return found

    async def ask(
        self, request: Mapping[str, Any], hear: Callable[[Mapping[str, Any]], Any] | None = None, seconds: float = 30.0
    ) -> dict[str, Any]:
        """Ask for something, and wait for the answer.

        Args:
            request: with "do", for a learner's process.
            hear: takes what comes before the answer; may give a coroutine, which is awaited.
            seconds: how long it may take; then it is interrupted, and after a moment stopped.

        Returns:
            The answer.

        Raises:
            LostError: there will be no answer.
            TamperError: what came is no answer.
        """
        token = secrets.token_hex(16)
        self.tell({**request, "token": token})
        return await self.answer(token, hear, seconds)

    async def answer(
        self, token: str, hear: Callable[[Mapping[str, Any]], Any] | None = None, seconds: float = 30.0
    ) -> dict[str, Any]:
        """Wait for the answer to something that was asked before; the rest as in `ask`.

        Args:
            token: what the request had, and no other.
            hear: as in `ask`.
            seconds: as in `ask`.
        """
        deadline = self._loop.time() + seconds
        interrupted = False
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    answer = await self._answer(token, hear)
            except TimeoutError:
                if interrupted:
                    await self.stop()
                    raise LostError(_STOPPED, timed_out=True) from None
                interrupted, deadline = True, self._loop.time() + self._limits.grace
                self._say(INTERRUPT)
                continue
            except BaseException:
                self.spoiled = True
                raise
            return {**answer, "timed_out": interrupted}

    def tell(self, content: Mapping[str, Any]) -> None:
        """Send a frame without waiting for anything."""
        with contextlib.suppress(OSError):
            self._transport.write(encode(content))

    async def _answer(self, token: str, hear: Callable[[Mapping[str, Any]], Any] | None) -> dict[str, Any]:
        heard = size = 0
        done = f'{{"token":"{token}","kind":"done"'.encode()
        while True:
            body = await self._read()
            heard, size = heard + 1, size + len(body)
            enough = heard > self._limits.messages or size > self._limits.output * MEGABYTE
            if enough and not body.startswith(done):
                continue
            frame = self._decode(body)
            if frame.get("token") != token:
                msg = "it sent a message of its own making"
                raise TamperError(msg)
            if frame.get("kind") == "done":
                return frame
            if hear is not None and (waiting := hear(frame)) is not None:
                await waiting

    async def _read(self) -> bytes:
        """Wait for a frame, and give its body; many come in one piece."""
        heard = self._inbox.heard
        while (end := self._frame_end(heard)) > len(heard):
            if not await self._inbox.wait():
                raise LostError(await self._how_it_ended())
        body = bytes(heard[HEAD:end])
        del heard[:end]
        return body

    @staticmethod
    def _frame_end(heard: bytearray) -> int:
        if len(heard) < HEAD:
            return HEAD
        try:
            return HEAD + body_length(bytes(heard[:HEAD]))
        except FrameError as error:
            msg = f"it sent {error}"
            raise TamperError(msg) from None

    @staticmethod
    def _decode(body: bytes) -> dict[str, Any]:
        try:
            return decode(body)
        except FrameError as error:
            msg = f"it sent {error}"
            raise TamperError(msg) from None

    async def _how_it_ended(self) -> str:
        """Ask the keeper how the child ended."""
        try:
            async with asyncio.timeout(_END_SECONDS):
                data = await self._loop.sock_recv(self._line, 1 << 16)
            told = decode(data[HEAD : HEAD + body_length(data[:HEAD])])
        except (TimeoutError, OSError, FrameError):
            return "it ended, nobody knows how"
        if "broken" in told:
            raise InfrastructureError(told["broken"])
        if told.get("memory"):
            return "it took too much memory"
        status = told.get("status", 0)
        return f"it was ended by signal {-status}" if status < 0 else f"it ended itself, with status {status}"

    def _say(self, word: bytes) -> None:
        with contextlib.suppress(OSError):
            self._line.send(word)

    async def stop(self) -> None:
        """End the child and everything that it has started."""
        if self.closed:
            return
        self._say(STOP)
        self.closed = True
        for each in self._streams:
            self._loop.remove_reader(each)
            os.close(each)
        self._transport.abort()
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(_END_SECONDS):
                while await self._loop.sock_recv(self._line, 1 << 16):
                    pass
                self._gone()
        self._line.close()
