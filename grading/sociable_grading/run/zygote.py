"""The clean process that every child is forked from: everything imported, nothing known.

It is started afresh, not forked from the trusted side, whose memory holds hidden tests and other learners' work.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sociable_grading.run import kernel_calls as kernel
from sociable_grading.run import memory, sandbox, tester, worker
from sociable_grading.run.given_files import write_files
from sociable_grading.run.keeper import Charge, Keeper
from sociable_grading.run.limits import MEGABYTE, SELDOM, Limits
from sociable_grading.run.notebook_kernel import NotebookKernel
from sociable_grading.run.protocol import HEAD, body_length, decode, send

USUAL = ("pandas", "plotly.graph_objects", "ipywidgets", "anywidget", "psutil")

_USUAL_SIGHTS = {"": "1 / 0", "plotly": "import plotly.graph_objects as go; go.Figure(go.Bar(y=[1])).show()"}
_USELESS = ("rfc3987_syntax", "isoduration", "debugpy")  # checks of IRIs, 0.9 s; of durations; nobody debugs here


def main() -> None:
    """Be the zygote: descriptor 3 leads to the trusted side."""
    channel = socket.socket(fileno=3)
    gc.disable()
    setup, _ = _receive(channel)
    if setup is None:
        return
    limits = Limits(**setup["limits"])
    if setup["isolated"]:
        _leave(setup)
        _watch_memory(limits)
    else:
        os.chdir(setup["tree"])
    for name in _USELESS:
        sys.modules[name] = None  # type: ignore[assignment] # so that importing it fails at once
    _import([*USUAL, *setup["modules"]])
    notebook = NotebookKernel()
    gc.freeze()  # what comes later is looked through; all of this would take a tenth of a second each time
    gc.set_threshold(*SELDOM)
    gc.enable()
    part, _ = _receive(channel)
    if part is None:
        os._exit(0)
    if not rehearse(notebook, part["cells"], part["files"]):
        send(channel, {"ready": False})
        os._exit(0)
    gc.freeze()  # IPython has collected when it was to forget
    send(channel, {"ready": True})
    Zygote(channel, notebook, Keeper(limits, isolated=setup["isolated"])).serve()


def _leave(setup: Mapping[str, Any]) -> None:
    """Leave the machine; this process stays behind to wait, its child is the zygote."""
    sandbox.leave_machine(root=setup["root"])
    kernel.die_with_parent(signal.SIGKILL)
    child = os.fork()
    if child:
        os.close(3)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    kernel.die_with_parent(signal.SIGKILL)
    sandbox.build_root(Path(setup["tree"]), setup["first_slot"])


def _watch_memory(limits: Limits) -> None:
    """Have a process beside this one watch the memory; it has none of the imports yet."""
    if os.fork() == 0:
        os.close(3)
        memory.watch(limits.memory * MEGABYTE * 3 // 2)


def _import(names: Iterable[str]) -> None:
    """Import what lessons use; what can't be imported here fails where it is used."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names:
            try:
                importlib.import_module(name)
            except Exception:  # noqa: BLE001, S112 - a library may raise anything when imported
                continue


def rehearse(notebook: NotebookKernel, cells: Sequence[str], files: Mapping[str, str]) -> bool:
    """Run what learners were given once, so that children find done what is slow the first time; then forget it.

    Args:
        notebook: the kernel.
        cells: the code of the notebook as it was released; none for no rehearsal.
        files: the data beside it, in base 64.

    Returns:
        False where it has left threads behind, so that no more can be forked from here.
    """
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_files(files)
        streams = sys.stdin, sys.stdout, sys.stderr, list(sys.path)
        notebook.start(_look_at)
        text = "\n".join(cells)
        sights = [code for word, code in _USUAL_SIGHTS.items() if cells and word in text]
        for place, code in enumerate([*sights, *cells]):
            notebook.run(code, f"rehearsal-{place}", f"rehearsal-{place}")
        sys.stdin, sys.stdout, sys.stderr, sys.path[:] = streams
        os.chdir(home)
    notebook.forget()
    return threading.active_count() == 1


def _look_at(message: Mapping[str, Any]) -> None:
    """Hash long texts once: Python keeps the hash with the text."""
    data = message["content"].get("data")
    state = data.get("state") if isinstance(data, dict) else None
    for value in state.values() if isinstance(state, dict) else ():
        hash(value) if isinstance(value, str) else None


class Zygote:
    """Forks a child for each request.

    Args:
        channel: to the trusted side.
        notebook: the kernel that children work with.
        keeper: starts them.
    """

    def __init__(self, channel: socket.socket, notebook: NotebookKernel, keeper: Keeper) -> None:
        self._channel = channel
        self._notebook = notebook
        self._keeper = keeper
        self._known: dict[str, str] = {}

    def serve(self) -> None:
        """Answer requests until the trusted side closes."""
        while True:
            self._keeper.wait(self._channel)
            request, descriptors = _receive(self._channel)
            if request is None:
                self._keeper.stop_all()
                os._exit(0)
            if "known" in request:
                self._learn(request)
            else:
                self._keeper.start(_charge(request["slot"], *descriptors), self._service(request["kind"]))

    def _learn(self, request: Mapping[str, Any]) -> None:
        self._known |= {text: name for name, text in request["known"].items()}
        _import(request["modules"])
        gc.freeze()

    def _service(self, kind: str) -> Any:
        if kind == "tester":
            return partial(tester.serve, kernel=self._notebook)
        return partial(worker.serve, kernel=self._notebook, known=self._known)


def _charge(slot: int, line: int, work: int, out: int, err: int) -> Charge:
    return Charge(socket.socket(fileno=line), socket.socket(fileno=work), out, err, slot)


def _receive(channel: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """Wait for a frame, and the descriptors that come with it."""
    head, descriptors, _, _ = socket.recv_fds(channel, HEAD, 4)
    if len(head) < HEAD:
        return None, []
    left, body = body_length(head, 1 << 30), bytearray()
    while len(body) < left:
        part = channel.recv(left - len(body))
        if not part:
            return None, []
        body += part
    return decode(bytes(body)), descriptors


if __name__ == "__main__":
    main()
