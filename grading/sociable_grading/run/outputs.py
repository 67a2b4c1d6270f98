"""What a cell showed, put into its notebook as nbclient would, from messages that nobody trusts."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sociable_course.grading_extra import load_tool
from sociable_grading.run.children import TamperError
from sociable_grading.run.cutting import cut_outputs
from sociable_grading.run.messages import is_count, read_message
from sociable_grading.run.protocol import LONG

_TOOLS = ("nbclient", "nbformat")
_KEPT = {
    "stream": ("name", "text"),
    "display_data": ("data", "metadata"),
    "execute_result": ("data", "metadata", "execution_count"),
    "error": ("ename", "evalue", "traceback"),
}
_NAME = "\N{OBJECT REPLACEMENT CHARACTER}sociable-text-"
_NAMED = re.compile(f'"{_NAME}([0-9a-f]+)"'.encode())
_PIECE = 1 << 16
_MOST_TEXT = 1_000_000
Hear = Callable[[Mapping[str, Any], str], None]


def import_tools() -> None:
    """Import what writes outputs, when there is time for it."""
    for name in _TOOLS:
        load_tool(name)


class KnownTexts:
    """Long texts, such as a library's JavaScript, that are named in place of sent and written again and again."""

    def __init__(self) -> None:
        self._written: dict[bytes, bytes] = {}
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
                    if isinstance(text, str) and len(text) > LONG and text not in self.names.values():
                        key = f"{len(self.names):x}"
                        self.names[_NAME + key] = text
                        self._written[key.encode()] = json.dumps(text, ensure_ascii=False).encode()

    def write(self, notebook: Any, path: Path) -> None:
        """Write a notebook with its long texts.

        Args:
            notebook: where names may stand for texts.
            path: where to.
        """
        text = json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"
        beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}")
        try:
            with beside.open("xb", buffering=_PIECE) as file:
                file.writelines(self._put_in(text.encode("utf-8", "replace")))
            beside.replace(path)  # whole or not at all
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def _put_in(self, text: bytes) -> Iterator[bytes]:
        """Put texts in place of their names, piece by piece: the whole may be far too long to be kept."""
        last = 0
        for found in _NAMED.finditer(text):
            yield text[last : found.start()]
            yield self._written.get(found[1], found[0])
            last = found.end()
        yield text[last:]


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


@cache
def _make_scribe() -> Any:
    """Make the class once: traitlets takes milliseconds for it."""
    client = load_tool("nbclient").NotebookClient
    node = load_tool("nbformat").NotebookNode

    class Scribe(client):  # type: ignore[misc, valid-type] # nbclient's, known at run time only
        """Keeps what `read_message` has found well formed: nbformat would convert and check it once more."""

        def output(self, outs: list[Any], msg: Mapping[str, Any], display_id: str | None, cell_index: int) -> Any:
            if self.output_hook_stack[msg["parent_header"]["msg_id"]]:
                return super().output(outs, msg, display_id, cell_index)
            if self.clear_before_next_output:  # type: ignore[has-type] # nbclient's
                outs[:] = []
                self.clear_display_id_mapping(cell_index)
                self.clear_before_next_output = False
            if display_id:
                self._display_id_map.setdefault(display_id, {}).setdefault(cell_index, []).append(len(outs))
            kept = {name: msg["content"].get(name) for name in _KEPT[msg["msg_type"]]}
            outs.append(_as_node(node, {"output_type": msg["msg_type"], **kept}))
            return outs[-1]

    return Scribe


def _as_node(node: type[Any], content: Mapping[str, Any]) -> Any:
    """Make a node of the outermost level only."""
    made = node()
    for name, value in content.items():
        dict.__setitem__(made, name, value)
    return made


class Recorder:
    """Writes outputs into the cells of a notebook.

    Args:
        notebook: nbformat's.
        tell: takes what a widget's picture would tell its model.
    """

    def __init__(self, notebook: Any, tell: Callable[[Mapping[str, Any]], None]) -> None:
        self._notebook = notebook
        self._client = _make_scribe()(notebook, record_timing=False)
        self._client.reset_execution_trackers()
        self._client.widget_state = {}
        self._client.kc = _Line(tell)
        self.begin_cell()
        self._node = load_tool("nbformat").NotebookNode

    @property
    def hears_widgets(self) -> bool:
        """Tell whether a widget takes outputs into itself: the kernel hears of that between cells."""
        return bool(self._client.comm_objects)

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
        message = read_message(frame)
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
                self._add(cell, output_type="stream", name=name, text=text)

    def add_error(self, cell: Any, name: str, text: str, traceback: list[str] | None = None) -> None:
        """Add an error to a cell's outputs.

        Args:
            cell: the cell.
            name: the error's.
            text: what it says.
            traceback: its lines; None for one made of the two.
        """
        lines = [f"\x1b[0;31m{name}\x1b[0m: {text}"] if traceback is None else traceback
        self._add(cell, output_type="error", ename=name, evalue=text, traceback=lines)

    def add_result(self, cell: Any, text: str) -> None:
        """Add a result to a cell's outputs."""
        data = {"text/plain": text}
        self._add(cell, output_type="execute_result", data=data, metadata={}, execution_count=cell.execution_count)

    def _add(self, cell: Any, **output: object) -> None:
        cell.outputs.append(_as_node(self._node, output))

    def finish_cell(self, cell: Any, reply: Mapping[str, Any]) -> None:
        """Add an error that was not shown, and cut what is too long.

        Args:
            cell: the cell.
            reply: the kernel's, unchecked.
        """
        count = reply.get("execution_count")
        cell.execution_count = count if count is not None and is_count(count) else cell.execution_count
        if reply.get("status") == "error":
            shown = [output.ename for output in cell.outputs if output.output_type == "error"]
            name, text = str(reply.get("ename"))[:200], str(reply.get("evalue"))[:_MOST_TEXT]
            if name not in shown:
                lines = reply.get("traceback")
                told = [str(line)[:_MOST_TEXT] for line in lines[:200]] if isinstance(lines, list) and lines else None
                self.add_error(cell, name, text, told)
        cell.outputs = cut_outputs(cell.outputs)

    def finish(self) -> None:
        """Write the state of all widgets into the notebook, not made into its nodes: that is slow."""
        self._client.nb = SimpleNamespace(metadata=SimpleNamespace())
        self._client.set_widgets_metadata()
        for name, found in vars(self._client.nb.metadata).items():
            dict.__setitem__(self._notebook.metadata, name, found)
