"""A Plotly figure that shows its present state in every view, also after the page was loaded again.

Imported late: Plotly's figure widget takes half a second to import.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from importlib.resources import files
from typing import Any

from sociable_assessment.grammars import skip_grammars
from sociable_assessment.widgets.sources import read_script
from sociable_assessment.widgets.view import Declaring, declare

with skip_grammars():  # Plotly's widget looks for nbformat, which imports jsonschema
    from plotly.graph_objects import Figure, FigureWidget

_STATE = ("_widget_data", "_widget_layout")
_CONFIG = {"displayModeBar": False, "responsive": True}


class LiveFigure(Declaring, FigureWidget):  # type: ignore[misc]  # published without types
    """A figure widget whose synchronised state keeps up with its changes.

    Plotly copies data and layout into the state that a new page asks for only when the figure itself is displayed:
    never when it stands in a box, nor on a reload. So they are copied whenever that state is asked for.

    Plotly sends its five megabytes of script with each figure. Here a page asks for them once.
    """

    _esm = declare(read_script("live_figure"))
    _made = False

    def __init__(self, figure: Figure) -> None:
        # Plotly checked each property when the figure was drawn; what changes from here on it checks again.
        super().__init__(figure.data, figure.layout._props, _validate=False)  # noqa: SLF001 - Plotly has no other way
        for each in (self, self._layout_obj, *self._data_objs):
            each._validate = True  # noqa: SLF001
        self._config = _CONFIG
        self._made = True
        self.open()

    def open(self) -> None:
        """Tell the page all of the figure at once when it is made; Plotly would open an empty one and then fill it."""
        if self._made:
            super().open()

    def __repr__(self) -> str:
        """Name the figure; Plotly would print all of it, and a box that holds it too."""
        return f"{type(self).__name__}({self._layout_obj.title.text!r})"

    def _handle_custom_msg(self, content: object, buffers: object) -> None:
        """Give the page what it asks for."""
        super()._handle_custom_msg(content, buffers)
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
        if key is None and self.comm is not None:  # a new figure has it as it is
            self._bring_up()
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        return state


@lru_cache
def _read_plotly() -> bytes:
    return files("plotly").joinpath("package_data", "widgetbundle.js").read_bytes()
