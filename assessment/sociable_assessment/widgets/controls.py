"""Labelled fields and buttons, safe from the notebook's keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from sociable_assessment.widgets.sources import read_script, read_styles


class Controls(anywidget.AnyWidget):
    """Shows fields and buttons.

    `fields` are {id, label, options: [[value, text]], hint, wide}; without options a field takes text. `buttons`
    are {id, text, kind, accept}; one with `accept` takes a file of such endings. `values` holds a text for each
    field. With a `prefix` the browser keeps what is typed, under `details/` and the field's id.
    """

    _esm = read_script("kept", "controls")
    _css = read_styles()
    _view = ""
    _page_listener: Callable[[dict[str, Any]], object] | None = None
    label = traitlets.Unicode().tag(sync=True)
    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    buttons: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values: traitlets.Dict[str, str] = traitlets.Dict().tag(sync=True)
    prefix = traitlets.Unicode().tag(sync=True)

    def on_event(self, kind: str, callback: Callable[[str], object]) -> None:
        """Register what is called when something is done on the page.

        Args:
            kind: "click" for a button pressed, "look" for a list about to be opened.
            callback: takes the id of the button or field.
        """

        def dispatch(_: object, content: object, __: object) -> None:
            subject = content.get(kind) if isinstance(content, dict) else None
            if isinstance(subject, str):
                callback(subject)

        self.on_msg(dispatch)

    def on_file(self, callback: Callable[[str, str, bytes | None], object]) -> None:
        """Register what is called when a file was chosen.

        Args:
            callback: takes the button's id, the file's name, and its bytes; None for a file too large to send.
        """

        def dispatch(_: object, content: object, buffers: object) -> None:
            if isinstance(content, dict) and isinstance(content.get("file"), str):
                data = bytes(buffers[0]) if isinstance(buffers, (list, tuple)) and buffers else None
                callback(content["file"], str(content.get("name") or "the file"), data)

        self.on_msg(dispatch)

    def give(self, name: str, data: bytes, kind: str = "application/octet-stream") -> None:
        """Offer bytes as a download in the view where something was last pressed.

        Args:
            name: the file's name.
            data: its bytes; they go from the kernel to the browser and nowhere else.
            kind: the media type.
        """
        self.send({"give": name, "type": kind, "view": self._view}, [data])

    def on_page(self, callback: Callable[[dict[str, Any]], object]) -> None:
        """Register what is told, before a press is dispatched, what the page holds: the press may have overtaken it.

        Args:
            callback: takes `rater`, `answers`, and `values` by the label of their controls, each as far as there.
        """
        self._page_listener = callback

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        if isinstance(content, dict):
            self._view = str(content.get("view", ""))
            page = content.get("page")
            if isinstance(page, dict) and self._page_listener is not None:
                self._page_listener(page)
        super()._handle_custom_msg(content, buffers)
