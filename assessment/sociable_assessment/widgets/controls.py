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
    are {id, text, kind}. `values` holds a text for each field.
    """

    _esm = read_script("controls")
    _css = read_styles()
    label = traitlets.Unicode().tag(sync=True)
    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    buttons: traitlets.List[Any] = traitlets.List().tag(sync=True)
    values: traitlets.Dict[str, str] = traitlets.Dict().tag(sync=True)

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
