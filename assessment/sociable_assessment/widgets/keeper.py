"""Keeps answers in the visitor's own browser, and says on the page when the kernel behind it is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from sociable_assessment.widgets.sources import read_script, read_styles
from sociable_assessment.widgets.view import View, declare


class Keeper(View):
    """Brings back what a browser keeps.

    `prefix` begins the names of all entries in the browser's storage; "" keeps none there. What a person does is
    stored by the page itself, at once, also when no kernel hears it; what Python changes goes through `put`.
    `lost` is what the page says when its kernel is gone.
    """

    _esm = declare(read_script("kept", "keeper"))
    _css = declare(read_styles())
    prefix = traitlets.Unicode().tag(sync=True)
    lost = traitlets.Unicode().tag(sync=True)

    def put(self, entries: Mapping[str, Any], *, clear: bool = False) -> None:
        """Change what the browser keeps.

        Args:
            entries: by key; None removes one.
            clear: remove all others first.
        """
        if self.prefix:
            self.send({"put": dict(entries), "clear": clear})

    def on_event(self, kind: str, callback: Callable[[Any], object]) -> None:
        """Register what is called when the page tells something.

        Args:
            kind: "restored" or "changed" for entries, "unkept" when the browser stores nothing.
            callback: takes what was told.
        """

        def dispatch(_: object, content: object, __: object) -> None:
            if isinstance(content, dict) and kind in content:
                callback(content[kind])

        self.on_msg(dispatch)

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        if content == {"alive": True}:
            self.send(content)
        super()._handle_custom_msg(content, buffers)
