"""The first process of a submission's namespaces: it starts the learner's process, watches it, and ends with it.

It holds the only line by which the trusted side stops a submission. When it ends, the kernel ends everything that
the submission has started.
"""

from __future__ import annotations

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
from sociable_grading.run.limits import MEGABYTE, Limits
from sociable_grading.run.protocol import send

LOOK_EVERY = 0.2
STOP, INTERRUPT = b"K", b"I"


@dataclass(frozen=True, slots=True)
class Charge:
    """What a keeper is given: its line to the trusted side, the child's three ends, its limits and its user."""

    line: socket.socket
    work: socket.socket
    out: int
    err: int
    limits: Limits
    slot: int
    isolated: bool


def keep(charge: Charge, serve: Callable[[socket.socket], None]) -> None:
    """Start the child and watch it; does not return.

    Args:
        charge: what to keep.
        serve: the child's work.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if charge.isolated:
            sandbox.enter_own(charge.limits, charge.slot)
        child = os.fork()
        if child == 0:
            _become(charge, serve)
        charge.work.close()
        os.close(charge.out)
        os.close(charge.err)
        if charge.isolated:
            kernel.set_dumpable(allowed=False)
        send(charge.line, _watch(charge, child))
    except OSError as error:
        send(charge.line, {"broken": str(error)})
    finally:
        os._exit(0)


def _become(charge: Charge, serve: Callable[[socket.socket], None]) -> None:
    try:
        os.setsid()
        for descriptor, place in ((charge.out, 1), (charge.err, 2), (os.open(os.devnull, os.O_RDONLY), 0)):
            os.dup2(descriptor, place)
        os.dup2(charge.work.fileno(), 3)
        os.closerange(4, 1024)
        work = socket.socket(fileno=3)
        if charge.isolated:
            os.chdir(sandbox.WORK)
            sandbox.become_learner(charge.limits, charge.slot)
        else:
            sandbox.limit_process(charge.limits)
            kernel.refuse_new_privileges()
        serve(work)
    except Exception:  # noqa: BLE001 - it is told on the stream of errors, and the process ends
        sys.stderr = os.fdopen(2, "w")
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(0)


def _watch(charge: Charge, child: int) -> dict[str, object]:
    """Wait until the child has ended, or the trusted side wants it to."""
    ended = os.pidfd_open(child)
    heard: list[socket.socket | int] = [charge.line, ended]
    while True:
        ready, _, _ = select.select(heard, [], [], LOOK_EVERY)
        if ended in ready:
            return {"status": _reap(child)}
        if charge.line in ready:
            word = charge.line.recv(1)
            if word == INTERRUPT:
                os.kill(child, signal.SIGINT)
            else:
                return _end(child, charge)
        if not ready and charge.isolated and sandbox.holds_more(charge.limits.memory * MEGABYTE * 3 // 2):
            return {**_end(child, charge), "memory": True}
        _reap_strays(child)


def _end(child: int, charge: Charge) -> dict[str, object]:
    if charge.isolated:
        return {"stopped": True}  # with this process, the first of its namespace, all others end
    os.killpg(child, signal.SIGKILL)
    return {"stopped": True, "status": _reap(child)}


def _reap(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _reap_strays(child: int) -> None:
    """Bury processes whose parents are gone; the child itself is buried elsewhere."""
    try:
        while (found := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)) is not None:
            if found.si_pid == child:
                return
            os.waitpid(found.si_pid, 0)
    except ChildProcessError:
        return
