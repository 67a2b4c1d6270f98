"""The learner's process: runs one cell at a time, and tells what it showed.

Nothing that this process says is trusted; it knows no test, no other cell, and no other submission.
"""

from __future__ import annotations

import base64
import builtins
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sociable_course.grading_extra import load_tool
from sociable_grading.run.given_files import write_files
from sociable_grading.run.notebook_kernel import NotebookKernel
from sociable_grading.run.protocol import LONG, MOST_BYTES, encode, receive
from sociable_grading.run.trial import run_test
from sociable_grading.run.values import NotPlainError, pack, unpack

_MOST_WAITING = 1 << 16
_QUICK = 0.05  # seconds
_TOO_LONG = {
    "msg_type": "stream",
    "content": {"name": "stderr", "text": "… an output was left out: it is too long\n"},
    "metadata": {},
}


def serve(channel: socket.socket, kernel: NotebookKernel, known: Mapping[str, str]) -> None:
    """Do what the trusted side asks for, until it closes.

    Args:
        channel: to the trusted side.
        kernel: forked a moment ago.
        known: long texts that the trusted side knows, and the names it knows them by.
    """
    Worker(channel, kernel, known).serve()


class Worker:
    """One submission's process."""

    def __init__(self, channel: socket.socket, kernel: NotebookKernel, known: Mapping[str, str]) -> None:
        self._channel = channel
        self._kernel = kernel
        self._known = known
        self._token = self._parent = ""
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._pristine = dict(vars(builtins))
        self._waiting = bytearray()
        self._sent = 0.0
        self._clean = load_tool("jupyter_client.jsonutil").json_default

    def serve(self) -> None:
        """Answer requests in turn."""
        self._kernel.start(self._put)
        while (request := receive(self._channel)) is not None:
            if request["do"] == "run":
                self._run_all(request["cells"])
            else:
                self._answer(request, getattr(self, f"_{request['do']}"))

    def _run_all(self, cells: Sequence[Mapping[str, Any]]) -> None:
        """Run cells one after the other; what comes of them is sent together, as each piece wakes the other side."""
        for number, cell in enumerate(cells, 1):
            self._answer(cell, self._run, last=number == len(cells))

    def _answer(
        self, request: Mapping[str, Any], do: Callable[[Mapping[str, Any]], dict[str, Any]], *, last: bool = True
    ) -> None:
        self._token, self._parent = request["token"], request.get("id", "")
        answer = do(request)
        if os.getpid() != self._pid:  # a cell has forked: what comes next is not for this one
            os._exit(0)
        self._send({"kind": "done", **answer}, now=last)

    def _send(self, content: Mapping[str, Any], *, now: bool = False) -> None:
        """Send a frame whole, whatever thread or signal there is; a process forked from this one may not.

        Frames that come in quick succession wait for the next one.
        """
        if os.getpid() != self._pid:
            return
        frame = encode({"token": self._token, **content}, self._clean)
        if len(frame) > MOST_BYTES:
            too_long = {"token": self._token, "kind": "message", "message": {**_TOO_LONG, "parent": self._parent}}
            frame = encode(too_long)
        with self._lock:
            self._waiting += frame
            quick = time.monotonic() - self._sent < _QUICK
            if now or not quick or len(self._waiting) > _MOST_WAITING:
                self._send_waiting()

    def _send_waiting(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._channel.sendall(self._waiting)
            self._waiting.clear()
            self._sent = time.monotonic()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _put(self, message: Mapping[str, Any]) -> None:
        if message["msg_type"] in ("status", "execute_input"):
            return
        kept: dict[str, Any] = {key: message[key] for key in ("msg_type", "content")}
        kept["metadata"] = message.get("metadata") or {}
        kept["parent"] = (message.get("parent_header") or {}).get("msg_id")
        if message.get("buffers"):
            kept["buffers"] = [base64.b64encode(each).decode() for each in message["buffers"]]
        if message["msg_type"] in ("comm_open", "comm_msg"):
            kept["content"] = self._shorten(message["content"])
        self._send({"kind": "message", "message": kept})

    def _shorten(self, content: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put names in the place of long texts that the other side knows."""
        data = content.get("data")
        state = data.get("state") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(state, dict):
            return content
        short = {key: self._name(value) for key, value in state.items()}
        return {**content, "data": {**data, "state": short}}

    def _name(self, value: Any) -> Any:
        return self._known.get(value, value) if type(value) is str and len(value) > LONG else value

    def _files(self, request: Mapping[str, Any]) -> dict[str, Any]:
        write_files(request["files"])
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        if "random" in sys.modules:
            sys.modules["random"].seed()
        return {}

    def _run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        reply = self._kernel.run(request["code"], request["id"], request["cell"], silent=request["silent"])
        answer = {key: reply.get(key) for key in ("status", "ename", "evalue", "traceback", "execution_count")}
        return {**answer, "values": {name: self._read(name) for name in request["names"]}}

    def _read(self, name: str) -> Any:
        """Pack a variable: nothing where there is none, a mark where it is a function."""
        space = self._kernel.shell.user_ns
        if name not in space:
            return {"missing": True}
        value = space[name]
        try:
            return {"value": pack(value)}
        except NotPlainError as error:
            return {"function": True} if type(value).__name__ == "function" else {"foreign": str(error)}

    def _call(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Call a learner's function with what a test gives."""
        try:
            function = self._kernel.shell.user_ns[request["name"]]
            arguments, named = unpack(request["arguments"])
            return {"value": pack(function(*arguments, **named))}
        except NotPlainError as error:
            return {"error": ["TypeError", f"it gave back {error}"]}
        except BaseException as error:  # noqa: BLE001 - whatever the learner's code raises is the test's to judge
            return {"error": [type(error).__name__[:100], str(error)[:1000]]}

    def _guarded(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Run a whole test in this process, with the builtins that were here before any of the learner's code."""
        space = {**self._kernel.shell.user_ns, "__builtins__": dict(self._pristine)}
        return {"outcome": run_test(request["test"], space)}

    def _plain(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Run a whole test as a cell: it uses IPython's own commands."""
        reply = self._kernel.run(request["test"], request["id"], request["cell"])
        return {key: reply.get(key) for key in ("status", "ename", "evalue")}

    def _hear(self, request: Mapping[str, Any]) -> dict[str, Any]:
        self._kernel.hear(request["content"], request["id"])
        return {}

    def _modules(self, request: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - as every answer
        return {"modules": sorted(name for name in sys.modules if Path(_origin(name)).is_absolute())}


def _origin(name: str) -> str:
    return getattr(sys.modules[name], "__file__", None) or ""
