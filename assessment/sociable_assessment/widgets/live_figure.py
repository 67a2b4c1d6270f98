"""A Plotly figure that shows its present state in every view, also after the page was loaded again.

Imported late: Plotly's figure widget takes over a second to import.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import plotly.graph_objects as go
import traitlets

_CONFIG = {"displayModeBar": False, "responsive": True}


class LiveFigure(go.FigureWidget):  # type: ignore[misc]  # published without types
    """A figure widget whose synchronised state keeps up with its changes.

    Plotly copies data and layout into the state that a new page asks for only when the figure itself is displayed:
    never when it stands in a box, nor on a reload. So they are copied whenever that state is asked for.
    """

    _config = traitlets.Dict(_CONFIG).tag(sync=True)

    @traitlets.validate("_config")
    def _hold_config(self, _: object) -> dict[str, Any]:
        """Keep Plotly from setting it to nothing and back: the page may draw in between, tool bar and all."""
        return _CONFIG

    def get_state(self, key: str | list[str] | None = None, drop_defaults: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - ipywidgets' signature
        """Give the state that the page asks for, brought up to date first.

        Args:
            key: which traits; None for all.
            drop_defaults: leave out those at their default.

        Returns:
            Values by the trait's name.
        """
        if key is None and hasattr(self, "_layout_obj"):  # it is asked for once before the figure is there
            # Set beside traitlets: an ordinary assignment would send the whole figure once more to pages that have it.
            self._trait_values["_widget_data"] = deepcopy(self._data)
            self._trait_values["_widget_layout"] = deepcopy(self._layout_obj._props)  # noqa: SLF001
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        return state
