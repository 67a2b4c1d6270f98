"""The zygote, as the trusted side holds it: started clean, asked for children, ended with the run."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import count

from sociable_grading.run.children import Child, InfrastructureError
from sociable_grading.run.protocol import HEAD, decode, encode
from sociable_grading.run.testers import Testers
from sociable_grading.run.zygote_process import ZygoteProcess

_START_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the zygote does once: cells to run, with data beside them in base 64."""

    cells: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


class ZygoteHandle:
    """The zygote, as the trusted side holds it: it forks when it has rehearsed.

    Args:
        process: started a while ago.
    """

    def __init__(self, process: ZygoteProcess) -> None:
        self._process, self._channel = process, process.channel
        self.testers = Testers(partial(self.fork, "tester"))
        self._slots: set[int] = set()  # of children that live
        self._spares: list[Child] = []
        self._taught = False

    def another(self) -> ZygoteHandle:
        """Start one like it, in its place."""
        self._process.close()
        return ZygoteHandle(self._process.another())

    def rehearse(self, rehearsal: Rehearsal) -> None:
        """Say what it shall do once, before the first child; it begins when its imports are done.

        Args:
            rehearsal: what to do.
        """
        with contextlib.suppress(OSError):  # one that is gone is found out when it should be ready
            self._channel.sendall(encode(asdict(rehearsal)))
        self._channel.setblocking(False)  # noqa: FBT003 - the method has no other form

    async def ready(self) -> bool:
        """Wait until it can fork.

        Returns:
            False where its rehearsal has left it unfit to.

        Raises:
            InfrastructureError: it can't be started.
        """
        try:
            async with asyncio.timeout(_START_SECONDS):
                told = await asyncio.get_running_loop().sock_recv(self._channel, 1 << 12)
                if told:
                    self._process.busy = False
                    return bool(decode(told[HEAD:])["ready"])
        except (TimeoutError, OSError):
            pass
        msg = "the process that grades can't be started"
        raise InfrastructureError(msg)

    def teach(self, known: Mapping[str, str], modules: Sequence[str]) -> None:
        """Tell it long texts to be named in place of sent, and modules to import."""
        self._channel.setblocking(True)  # noqa: FBT003 - the method has no other form
        self._channel.sendall(encode({"known": dict(known), "modules": list(modules)}))
        self._taught = True
        self._channel.setblocking(False)  # noqa: FBT003 - likewise

    async def worker(self) -> Child:
        """Give a learner's process. The next one is made ready meanwhile, once the zygote knows what it should.

        Raises:
            InfrastructureError: the zygote is gone.
        """
        given = self._spares.pop() if self._spares else await self.fork("worker")
        if self._taught and not self._spares:
            self._spares.append(await self.fork("worker"))
        return given

    async def fork(self, kind: str) -> Child:
        """Have a child forked, for a user that no other child is.

        Args:
            kind: "worker" or "tester".

        Raises:
            InfrastructureError: the zygote is gone.
        """
        slot = next(each for each in count(self._process.first_slot) if each not in self._slots)
        self._slots.add(slot)
        work, line = socket.socketpair(), socket.socketpair()
        out, err = os.pipe(), os.pipe()
        given = [line[1].fileno(), work[1].fileno(), out[1], err[1]]
        try:
            socket.send_fds(self._channel, [encode({"kind": kind, "slot": slot})], given)
        except OSError as error:
            msg = f"the process that grades is gone: {error}"
            raise InfrastructureError(msg) from None
        finally:
            for each in (line[1], work[1]):
                each.close()
            for end in (out[1], err[1]):
                os.close(end)
        child = Child(work[0], line[0], (out[0], err[0]), self._process.limits, partial(self._slots.discard, slot))
        await child.open()
        return child

    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self._process.alive()

    def close(self) -> None:
        """End the zygote and all its children."""
        self._process.close()
