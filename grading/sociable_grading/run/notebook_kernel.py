"""A real IPython kernel without its sockets: what it would send goes to a function.

It is built once, in the zygote, and forked for each submission, so that outputs are those of any Jupyter kernel.
"""

from __future__ import annotations

import asyncio
import io
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from types import ModuleType, SimpleNamespace
from typing import Any

from sociable_course.grading_extra import load_tool

Put = Callable[[dict[str, Any]], None]
_MOST_HELD = 8192  # characters of a stream that wait to be sent


class Stream(io.TextIOBase):
    """What `print` writes to, sent as a kernel sends it.

    Args:
        name: stdout or stderr.
        flush_to: takes the name and the text.
        descriptor: of the process's own stream, for those who ask.
    """

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, flush_to: Callable[[str, str], None], descriptor: int) -> None:
        self.name = name
        self._flush_to = flush_to
        self._descriptor = descriptor
        self._parts: list[str] = []
        self._held = 0
        self._pid = os.getpid()

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def fileno(self) -> int:
        """Give the process's own stream."""
        return self._descriptor

    def write(self, text: Any) -> int:
        """Write a text."""
        if not isinstance(text, str):
            msg = f"write() argument must be str, not {type(text)}"
            raise TypeError(msg)
        self._parts.append(text)
        self._held += len(text)
        if self._held > _MOST_HELD:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what waits."""
        text, self._parts, self._held = "".join(self._parts), [], 0
        if text and os.getpid() == self._pid:
            self._flush_to(self.name, text)
        elif text:  # a process that was forked from the kernel
            os.write(self._descriptor, text.encode("utf-8", "replace"))


def _make_session(put: Callable[[dict[str, Any]], None]) -> Any:
    jupyter = load_tool("jupyter_client.session")
    base = jupyter.Session

    class Session(base):  # type: ignore[misc, valid-type] # jupyter_client's, known at run time only
        """Gives each message to a function in place of a socket."""

        def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, **rest: Any) -> Any:  # noqa: ARG002 - jupyter_client's names
            message = msg_or_type
            if not isinstance(message, dict):
                header = jupyter.extract_header(parent or {})
                message = {"msg_type": msg_or_type, "content": content or {}, "parent_header": header}
            known = {"buffers": rest.get("buffers") or [], "metadata": rest.get("metadata") or {}}
            put({**known, **message})
            return message

    return Session()


def _silent_log() -> logging.Logger:
    log = logging.getLogger("sociable-kernel")
    log.setLevel(logging.CRITICAL)
    return log


class NotebookKernel:
    """The kernel, and the one way to run a cell in it."""

    def __init__(self) -> None:
        self.put: Put = lambda _: None
        self.kernel = self._build()
        self.shell = self.kernel.shell
        self._status: Mapping[str, Any] = {}

    def _build(self) -> Any:
        config = load_tool("traitlets.config").Config()
        config.HistoryManager.hist_file = ":memory:"
        session = _make_session(self._take)
        return load_tool("ipykernel.ipkernel").IPythonKernel.instance(
            config=config, session=session, log=_silent_log(), _execute_sleep=0
        )

    def _take(self, message: dict[str, Any]) -> None:
        if message["msg_type"] == "execute_reply":
            self._status = message["content"]
        else:
            self.put(message)

    def start(self, put: Put) -> None:
        """Begin to work, in the process that was forked for it.

        Args:
            put: takes each message.
        """
        self.put = put
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self.kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - it stays open
        for descriptor, name in ((1, "stdout"), (2, "stderr")):
            setattr(sys, name, Stream(name, self._send_stream, descriptor))
        sys.path.insert(0, "")
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _send_stream(self, name: str, text: str) -> None:
        header = self.kernel.get_parent().get("header", {})
        self.put({"msg_type": "stream", "content": {"name": name, "text": text}, "parent_header": header})

    def run(self, code: str, message_id: str, cell_id: str, *, silent: bool = False) -> Mapping[str, Any]:
        """Run a cell; what it shows has been given to `put` when this returns.

        Args:
            code: the cell.
            message_id: what its messages name as their parent.
            cell_id: the cell's id.
            silent: without number, history and result.

        Returns:
            The content of the kernel's reply.
        """
        self._status = {"status": "error", "ename": "KernelError", "evalue": "", "traceback": []}
        content = {"code": code, "silent": silent, "stop_on_error": False, "allow_stdin": False}
        parent = self._request("execute_request", content, message_id, {"cellId": cell_id})
        kernel = self.kernel
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            self._loop.run_until_complete(kernel.execute_request(None, [], parent))
        except KeyboardInterrupt:
            pass
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stdout.flush()
        sys.stderr.flush()
        return self._status

    def forget(self) -> None:
        """Forget all that ran: names, history, numbers, widgets, warnings given."""
        widgets = sys.modules.get("ipywidgets")
        if widgets is not None:
            widgets.Widget.close_all()
        self.put = lambda _: None
        self.kernel.comm_manager.comms.clear()
        self.shell.reset(new_session=True)
        self.shell.execution_count = 1
        for module in list(sys.modules.values()):
            if isinstance(module, ModuleType):
                vars(module).pop("__warningregistry__", None)
        self._loop.close()
        asyncio.set_event_loop(None)

    def hear(self, content: Mapping[str, Any], message_id: str) -> None:
        """Take what a widget's picture tells its model.

        Args:
            content: of a `comm_msg`.
            message_id: as in `run`.
        """
        message = self._request("comm_msg", content, message_id, {})
        self.kernel.comm_manager.comm_msg(None, [], message)

    def _request(self, kind: str, content: Mapping[str, Any], message_id: str, metadata: Mapping[str, Any]) -> Any:
        header = {"msg_id": message_id, "msg_type": kind, "session": "", "username": "", "date": "", "version": "5.4"}
        parent = {"header": header, "msg_id": message_id, "msg_type": kind, "parent_header": {}, "buffers": []}
        parent |= {"content": dict(content), "metadata": dict(metadata)}
        self.kernel.set_parent([], parent, channel="shell")
        return parent
