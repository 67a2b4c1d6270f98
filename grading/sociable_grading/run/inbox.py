"""What comes from a child, until somebody reads it."""

from __future__ import annotations

import asyncio
from typing import Any

_PIECE = 1 << 16
_MOST_UNREAD = 4 << 20


class Inbox(asyncio.BufferedProtocol):
    """Keeps what a child sends until somebody reads it; what nobody waits for is not taken without end.

    asyncio's own streams take a quarter of a megabyte from the system for each piece, and give it back.
    """

    def __init__(self) -> None:
        self.heard = bytearray()
        self._piece = memoryview(bytearray(_PIECE))
        self._waiting: asyncio.Future[None] | None = None
        self._ended = False
        self._transport: Any

    def connection_made(self, transport: Any) -> None:
        """Begin to listen."""
        self._transport = transport

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - asyncio's name
        """Give the place for what comes next."""
        return self._piece

    def buffer_updated(self, nbytes: int) -> None:
        """Keep what came."""
        self.heard += self._piece[:nbytes]
        if self._waiting is None and len(self.heard) > _MOST_UNREAD:
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        """Note that nothing more will come."""
        self._ended = True
        self._wake()
        return True  # whoever holds the child closes the line

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - how it ended, the keeper tells
        """Note that nothing more will come."""
        self.eof_received()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def wait(self) -> bool:
        """Wait until more is there; False if nothing more will come."""
        if self._ended:
            return False
        self._transport.resume_reading()
        self._waiting = asyncio.get_running_loop().create_future()
        before = len(self.heard)
        try:
            await self._waiting
        finally:
            self._waiting = None
        return len(self.heard) > before
