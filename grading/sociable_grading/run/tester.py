"""The test's process: runs an instructor's test on values and functions that come from a learner's process.

It never holds any of the learner's code. What it needs beside the learner's names it makes itself, from the
instructor's cells. A fork of it, in a folder of its own, runs the tests of one submission.
"""

from __future__ import annotations

import builtins
import os
import socket
import tempfile
from collections.abc import Callable, Mapping
from typing import Any

from sociable_grading.run.given_files import write_files
from sociable_grading.run.notebook_kernel import NotebookKernel
from sociable_grading.run.protocol import receive, send
from sociable_grading.run.trial import run_test
from sociable_grading.run.values import NotPlainError, pack, unpack


def serve(channel: socket.socket, kernel: NotebookKernel) -> None:
    """Run the tests of one submission after the other, until the trusted side closes.

    Args:
        channel: to the trusted side.
        kernel: forked a moment ago; what widgets would send is dropped.
    """
    kernel.start(lambda _: None)
    while (request := receive(channel)) is not None:
        with tempfile.TemporaryDirectory(dir=".") as folder:
            child = os.fork()
            if child == 0:
                os.chdir(folder)
                _sit(channel, request)
            ended = os.waitpid(child, 0)[1]
        if ended:  # nobody answers for it
            os._exit(1)


def _sit(channel: socket.socket, request: Mapping[str, Any]) -> None:
    """Run one submission's tests until told to end; does not return."""
    try:
        write_files(request["files"])
        send(channel, {"token": request["token"], "kind": "done"})
        while (asked := receive(channel)) is not None and "end" not in asked:
            send(channel, {"token": asked["token"], "kind": "done", "outcome": _test(asked, channel)})
        os._exit(0)
    finally:
        os._exit(1)


def _test(request: Mapping[str, Any], channel: socket.socket) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": "__main__"}
    for source in request["made_by"]:
        made = run_test(source, space)
        if not made["ok"]:
            return {**made, "broken": True}
    try:
        space |= {name: _value(name, given, request, channel) for name, given in request["values"].items()}
    except NotPlainError as error:
        return {"ok": False, "value": None, "ename": "TypeError", "evalue": str(error), "printed": "", "foreign": True}
    return run_test(request["test"], space)


def _value(name: str, given: Mapping[str, Any], request: Mapping[str, Any], channel: socket.socket) -> Any:
    if "value" in given:
        return unpack(given["value"])
    return _stand_in(name, request["token"], channel)


def _stand_in(name: str, token: str, channel: socket.socket) -> Callable[..., Any]:
    """Make a function that is the learner's, called in the learner's process."""

    def function(*arguments: Any, **named: Any) -> Any:
        asked = {"kind": "call", "token": token, "name": name, "arguments": pack((arguments, named))}
        send(channel, asked)
        answer = receive(channel)
        if answer is None:
            raise SystemExit
        if "error" in answer:
            raise _error(*answer["error"])
        return unpack(answer["value"])

    function.__name__ = name
    return function


def _error(name: str, text: str) -> Exception:
    """Make an error as the learner's function raised it; of a class of its own, a plain one."""
    kind = getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        try:
            return kind(text)
        except TypeError:
            pass
    return RuntimeError(f"{name}: {text}")
