"""A Plotly figure that shows its present state in every view, also after the page was loaded again.

Imported late: Plotly's figure widget takes half a second to import.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from importlib.resources import files
from threading import Event
from typing import Any

import traitlets

from sociable_assessment.grammars import skip_grammars
from sociable_assessment.widgets.sources import read_script
from sociable_assessment.widgets.view import Declaring, declare

with skip_grammars():  # Plotly's widget looks for nbformat, which imports jsonschema
    from plotly.graph_objects import FigureWidget

_STATE = ("_widget_data", "_widget_layout")
_PATIENCE = 30  # seconds
_CONFIG = {"displayModeBar": False, "responsive": True}


class LiveFigure(Declaring, FigureWidget):  # type: ignore[misc]  # published without types
    """A figure widget whose synchronised state keeps up with its changes.

    Plotly copies data and layout into the state that a new page asks for only when the figure itself is displayed:
    never when it stands in a box, nor on a reload. So they are copied whenever that state is asked for.

    Plotly sends its five megabytes of script with each figure. Here a page asks for them once.
    """

    _esm = declare(read_script("live_figure"))
    _config = traitlets.Dict(_CONFIG).tag(sync=True)

    @traitlets.validate("_config")
    def _hold_config(self, _: object) -> dict[str, Any]:
        """Keep Plotly from setting it to nothing and back: the page may draw in between, tool bar and all."""
        return _CONFIG

    def __init__(self, *args: Any, **options: Any) -> None:
        self._made = Event()
        super().__init__(*args, **options)
        self._made.set()

    def __repr__(self) -> str:
        """Name the figure; Plotly would print all of it, and a box that holds it too."""
        return f"{type(self).__name__}({self._layout_obj.title.text!r})"

    def _handle_custom_msg(self, content: object, buffers: object) -> None:
        """Give the page what it asks for; it may ask, on a thread of its own, while the figure is being made."""
        super()._handle_custom_msg(content, buffers)
        self._made.wait(_PATIENCE)
        wanted = content.get("wants") if isinstance(content, dict) else None
        if wanted == "plotly":
            self.send({"gives": wanted}, [_read_plotly()])
        elif wanted == "state":
            self._bring_up()
            self.send_state(list(_STATE))
            self.send({"gives": wanted})

    def _bring_up(self) -> None:
        # Set beside traitlets: an ordinary assignment would send the whole figure once more to pages that have it.
        shown = (self._data, self._layout_obj._props)  # noqa: SLF001
        self._trait_values.update(zip(_STATE, map(deepcopy, shown), strict=True))

    def get_state(self, key: str | list[str] | None = None, drop_defaults: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - ipywidgets' signature
        """Give the state that the page asks for, brought up to date first.

        Args:
            key: which traits; None for all.
            drop_defaults: leave out those at their default.

        Returns:
            Values by the trait's name.
        """
        if key is None and hasattr(self, "_layout_obj"):  # it is asked for once before the figure is there
            self._bring_up()
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        return state


@lru_cache
def _read_plotly() -> bytes:
    return files("plotly").joinpath("package_data", "widgetbundle.js").read_bytes()
