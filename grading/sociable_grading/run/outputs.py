"""What a cell showed, put into its notebook as nbclient would, from messages that nobody trusts."""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sociable_course.grading_extra import load_tool
from sociable_grading.run.children import TamperError
from sociable_grading.run.cutting import cut_outputs

_TOOLS = ("nbclient", "nbformat")
_DISPLAYS = ("display_data", "execute_result", "update_display_data")
_COMMS = ("comm_open", "comm_msg", "comm_close")
_NAME = "\N{OBJECT REPLACEMENT CHARACTER}sociable-text-"
_NAMED = re.compile(f'"{_NAME}([0-9a-f]+)"')
_LONG = 10_000
_MOST_TEXT = 1_000_000
Hear = Callable[[Mapping[str, Any], str], None]


def import_tools() -> None:
    """Import what writes outputs, when there is time for it."""
    for name in _TOOLS:
        load_tool(name)


class KnownTexts:
    """Long texts, such as a library's JavaScript, that are named in place of sent and written again and again."""

    def __init__(self) -> None:
        self._written: dict[str, bytes] = {}
        self.names: dict[str, str] = {}

    def learn(self, notebook: Any) -> None:
        """Learn the long texts of a notebook's widgets.

        Args:
            notebook: one that the instructor's own cells made.
        """
        widgets = notebook.metadata.get("widgets", {})
        for kind in widgets.values():
            for model in kind["state"].values():
                for text in model["state"].values():
                    if isinstance(text, str) and len(text) > _LONG and text not in self.names.values():
                        key = f"{len(self.names):x}"
                        self.names[_NAME + key] = text
                        self._written[key] = json.dumps(text, ensure_ascii=False).encode()

    def write(self, notebook: Any, path: Path) -> None:
        """Write a notebook with its long texts.

        Args:
            notebook: where names may stand for texts.
            path: where to.
        """
        text = json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"
        beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}")
        last = 0
        try:
            with beside.open("xb") as file:
                for found in _NAMED.finditer(text):
                    file.write(text[last : found.start()].encode("utf-8", "replace"))
                    file.write(self._written.get(found[1], found[0].encode()))
                    last = found.end()
                file.write(text[last:].encode("utf-8", "replace"))
            beside.replace(path)  # whole or not at all
        finally:
            beside.unlink(missing_ok=True)


class _Line:
    """What nbclient takes for a client of the kernel: it only ever speaks of widgets' state."""

    def __init__(self, tell: Callable[[Mapping[str, Any]], None]) -> None:
        self.session = self
        self.shell_channel = self
        self._tell = tell

    @staticmethod
    def msg(kind: str, content: Any = None, **_: Any) -> dict[str, Any]:
        """Make a message."""
        return {"msg_type": kind, "content": content}

    def send(self, message: Mapping[str, Any]) -> None:
        """Send a message."""
        self._tell(message["content"])


class Recorder:
    """Writes outputs into the cells of a notebook.

    Args:
        notebook: nbformat's.
        tell: takes what a widget's picture would tell its model.
    """

    def __init__(self, notebook: Any, tell: Callable[[Mapping[str, Any]], None]) -> None:
        self._client = load_tool("nbclient").NotebookClient(notebook, record_timing=False)
        self._client.reset_execution_trackers()
        self._client.widget_state = {}
        self._client.kc = _Line(tell)
        self.begin_cell()
        self._new_output = load_tool("nbformat").v4.new_output

    def begin_cell(self) -> None:
        """Forget what a cell left to be done when the next output comes."""
        self._client.clear_before_next_output = False

    def hear(self, frame: Mapping[str, Any], cell: Any, place: int, message_id: str) -> None:
        """Take a frame from a learner's process.

        Args:
            frame: as it came.
            cell: which was running.
            place: the cell's place in the notebook.
            message_id: what the cell's messages name as their parent.

        Raises:
            TamperError: no kernel sends such a thing.
        """
        message = _check(frame)
        if message["parent_header"]["msg_id"] == message_id:
            self._process(message, cell, place)

    def _process(self, message: dict[str, Any], cell: Any, place: int) -> None:
        try:
            self._client.process_message(message, cell, place)
        except Exception as error:  # nbclient trusts kernels, and stumbles in its own way
            msg = f"it sent a broken message of type {message['msg_type']}"
            raise TamperError(msg) from error

    def write_raw(self, cell: Any, written: list[bytes]) -> None:
        """Add what a process wrote to its descriptors, past the kernel.

        Args:
            cell: which was running.
            written: of descriptors 1 and 2.
        """
        for name, data in zip(("stdout", "stderr"), written, strict=True):
            if data:
                text = data.decode("utf-8", "replace")
                cell.outputs.append(self._new_output("stream", name=name, text=text))

    def add_error(self, cell: Any, name: str, text: str, traceback: list[str] | None = None) -> None:
        """Add an error to a cell's outputs.

        Args:
            cell: the cell.
            name: the error's.
            text: what it says.
            traceback: its lines; None for one made of the two.
        """
        lines = [f"\x1b[0;31m{name}\x1b[0m: {text}"] if traceback is None else traceback
        cell.outputs.append(self._new_output("error", ename=name, evalue=text, traceback=lines))

    def add_result(self, cell: Any, text: str) -> None:
        """Add a result to a cell's outputs."""
        data = {"text/plain": text}
        self_made = self._new_output("execute_result", data=data, execution_count=cell.execution_count)
        cell.outputs.append(self_made)

    def finish_cell(self, cell: Any, reply: Mapping[str, Any]) -> None:
        """Add an error that was not shown, and cut what is too long.

        Args:
            cell: the cell.
            reply: the kernel's, unchecked.
        """
        count = reply.get("execution_count")
        cell.execution_count = count if isinstance(count, int) else cell.execution_count
        if reply.get("status") == "error":
            shown = [output.ename for output in cell.outputs if output.output_type == "error"]
            name, text = str(reply.get("ename"))[:200], str(reply.get("evalue"))[:_MOST_TEXT]
            if name not in shown:
                lines = reply.get("traceback")
                told = [str(line)[:_MOST_TEXT] for line in lines[:200]] if isinstance(lines, list) and lines else None
                self.add_error(cell, name, text, told)
        cell.outputs = cut_outputs(cell.outputs)

    def finish(self) -> None:
        """Write the state of all widgets into the notebook."""
        self._client.set_widgets_metadata()


def _check(frame: Mapping[str, Any]) -> dict[str, Any]:
    """Check that a frame holds a message as a kernel sends it."""
    message = frame.get("message")
    if frame.get("kind") != "message" or not isinstance(message, dict):
        msg = "it sent a message of an unknown kind"
        raise TamperError(msg)
    kind, content, metadata = (message.get(key) for key in ("msg_type", "content", "metadata"))
    if not isinstance(content, dict) or not isinstance(metadata, dict) or not _has_shape(kind, content):
        msg = f"it sent a broken message of type {str(kind)[:40]}"
        raise TamperError(msg)
    try:
        buffers = [base64.b64decode(each, validate=True) for each in message.get("buffers", [])]
    except (TypeError, ValueError, binascii.Error):
        msg = "it sent broken bytes"
        raise TamperError(msg) from None
    headers = {"header": {"msg_type": kind}, "parent_header": {"msg_id": message.get("parent")}}
    return {"msg_type": kind, "content": content, "metadata": metadata, "buffers": buffers, **headers}


def _has_shape(kind: object, content: Mapping[str, Any]) -> bool:
    if kind == "stream":
        return content.get("name") in ("stdout", "stderr") and isinstance(content.get("text"), str)
    if kind in _DISPLAYS:
        whole = all(isinstance(content.get(key), dict) for key in ("data", "metadata"))
        return whole and isinstance(content.get("transient", {}), dict)
    if kind == "error":
        named = all(isinstance(content.get(key), str) for key in ("ename", "evalue"))
        lines = content.get("traceback")
        return named and isinstance(lines, list) and all(isinstance(line, str) for line in lines)
    if kind in _COMMS:
        return isinstance(content.get("comm_id"), str) and isinstance(content.get("data", {}), dict)
    return kind == "clear_output"
