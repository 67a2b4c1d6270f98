"""The zygote's care for its children: it starts each in namespaces of its own, watches it, and sees it end.

A child is the first process of its namespace: when it ends, the kernel ends everything that it has started. The keeper
holds the only line by which the trusted side stops it, and stands outside that namespace, where no child can reach.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from sociable_grading.run import kernel_calls as kernel
from sociable_grading.run import sandbox
from sociable_grading.run.limits import Limits
from sociable_grading.run.protocol import send

STOP, INTERRUPT = b"K", b"I"
_MOST_DESCRIPTORS = 1 << 16
Serve = Callable[[socket.socket], None]


@dataclass(frozen=True, slots=True)
class Charge:
    """What comes with a child: its line to the trusted side, its own three ends, its user."""

    line: socket.socket
    work: socket.socket
    out: int
    err: int
    slot: int

    def close(self) -> None:
        """Close the child's own ends, here."""
        self.work.close()
        os.close(self.out)
        os.close(self.err)


@dataclass(frozen=True, slots=True)
class _Child:
    """A child that lives: its process, and its line for as long as that is listened to."""

    process: int
    line: socket.socket


class Keeper:
    """Starts children and watches them.

    Args:
        limits: of each.
        isolated: whether to build walls.
    """

    def __init__(self, limits: Limits, *, isolated: bool) -> None:
        self._limits, self._isolated = limits, isolated
        self._home = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        self._alive: dict[int, _Child] = {}  # by a descriptor that tells of its end
        self._ending: set[int] = set()

    def start(self, charge: Charge, serve: Serve) -> None:
        """Start a child.

        Args:
            charge: what comes with it; its own ends are closed here.
            serve: the child's work.
        """
        try:
            process = self._fork()
            if process == 0:
                self._become(charge, serve)
            self._alive[os.pidfd_open(process)] = _Child(process, charge.line)
        except OSError as error:
            _tell(charge.line, {"broken": str(error)})
            charge.line.close()
        charge.close()

    def _fork(self) -> int:
        if not self._isolated:
            return os.fork()
        kernel.unshare(kernel.NEW_PID)
        process = None
        try:
            process = os.fork()
        finally:
            if process != 0:
                kernel.enter(self._home, kernel.NEW_PID)
        return process

    def wait(self, channel: socket.socket) -> None:
        """Look after the children until a channel has something to say.

        Args:
            channel: from the trusted side.
        """
        while True:
            lines = {child.line: ended for ended, child in self._alive.items() if ended not in self._ending}
            heard: list[socket.socket | int] = [channel, *lines, *self._alive]
            ready, _, _ = select.select(heard, [], [])
            for line in lines.keys() & set(ready):
                self._obey(lines[line])
            for ended in self._alive.keys() & set(ready):
                self._bury(ended)
            if channel in ready:
                return

    def _obey(self, ended: int) -> None:
        child = self._alive[ended]
        if child.line.recv(1) == INTERRUPT:
            signal.pidfd_send_signal(ended, signal.SIGINT)
        else:
            self._stop(ended)

    def _stop(self, ended: int) -> None:
        self._ending.add(ended)
        with contextlib.suppress(ProcessLookupError):
            if not self._isolated:
                os.killpg(self._alive[ended].process, signal.SIGKILL)
            signal.pidfd_send_signal(ended, signal.SIGKILL)  # and the kernel ends the rest of its namespace

    def _bury(self, ended: int) -> None:
        child = self._alive.pop(ended)
        status = os.waitstatus_to_exitcode(os.waitpid(child.process, 0)[1])
        # nobody in a namespace can send this signal to its first process, so it came from who watches its memory
        memory = self._isolated and status == -signal.SIGKILL and ended not in self._ending
        _tell(child.line, {"status": status, "memory": memory})
        self._ending.discard(ended)
        child.line.close()
        os.close(ended)

    def stop_all(self) -> None:
        """End all children, when the trusted side is gone."""
        for ended in self._alive:
            self._stop(ended)

    def _become(self, charge: Charge, serve: Serve) -> None:
        """Be the child; does not return."""
        try:
            self._build_walls(charge)
            _take_place(charge)
            self._give_up_rights(charge.slot)
            serve(socket.socket(fileno=3))
        except Exception:  # noqa: BLE001 - it is told on the stream of errors, and the process ends
            sys.stderr = os.fdopen(2, "w")
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(0)

    def _build_walls(self, charge: Charge) -> None:
        if self._isolated:
            try:
                sandbox.enter_own(self._limits, charge.slot)
            except OSError as error:
                _tell(charge.line, {"broken": str(error)})
                os._exit(1)

    def _give_up_rights(self, slot: int) -> None:
        if self._isolated:
            sandbox.become_learner(self._limits, slot)
        else:
            sandbox.limit_process(self._limits)
            kernel.refuse_new_privileges()


def _take_place(charge: Charge) -> None:
    """Keep the child's own three ends as descriptors 1 to 3, and nothing else that is open."""
    os.setsid()
    for descriptor, place in ((charge.out, 1), (charge.err, 2), (os.open(os.devnull, os.O_RDONLY), 0)):
        os.dup2(descriptor, place)
    os.dup2(charge.work.fileno(), 3)
    os.closerange(4, _MOST_DESCRIPTORS)


def _tell(line: socket.socket, content: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more
        send(line, content)
