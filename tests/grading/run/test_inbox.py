"""What a child sends is kept until it is read, and no more than so much of it."""

import asyncio
import socket
from contextlib import asynccontextmanager

import pytest

from sociable_grading.run.inbox import Inbox

FLOOD = 64 << 20


@asynccontextmanager
async def listen():
    """Give what sends from the child's end, that end, and an inbox at the other."""
    loop = asyncio.get_running_loop()
    ours, theirs = socket.socketpair()
    with theirs:
        theirs.settimeout(0)
        transport, inbox = await loop.create_connection(Inbox, sock=ours)
        yield lambda data: loop.sock_sendall(theirs, data), theirs, inbox
        transport.abort()
        await asyncio.sleep(0)


def test_a_flood_that_nobody_waits_for_is_held_back():
    async def run():
        async with listen() as (send, _, inbox):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(send(bytes(FLOOD)), 1)
            return len(inbox.heard)

    assert 0 < asyncio.run(run()) < FLOOD // 8


def test_a_long_message_comes_to_whoever_waits_for_it():
    async def run():
        async with listen() as (send, theirs, inbox):
            sending = asyncio.create_task(send(bytes(FLOOD)))
            while len(inbox.heard) < FLOOD:
                assert await inbox.wait()
            await sending
            theirs.close()
            return await inbox.wait(), await inbox.wait()

    assert asyncio.run(run()) == (False, False)


def test_what_came_before_the_end_is_not_lost():
    async def run():
        async with listen() as (send, theirs, inbox):
            await send(b"last words")
            theirs.close()
            await inbox.wait()
            return bytes(inbox.heard)

    assert asyncio.run(run()) == b"last words"
