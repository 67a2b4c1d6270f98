"""A picture on the page: the figure, and under it its finding, its table and its source."""

from __future__ import annotations

from typing import Any

from sociable_assessment.markup import Element, element
from sociable_assessment.pictures import Picture
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.view import Group

_PLOT = "sociable-picture"
_NARROW = "sociable-narrow"  # of figures whose `meta` says how narrow they may be


class PictureView(Group):
    """Shows one picture after another in the same place.

    Args:
        picture: the first; None for none yet.
    """

    def __init__(self, picture: Picture | None = None) -> None:
        self.picture: Picture | None = None
        self.figure: Any = None
        self._plot = Group(classes=[_PLOT])
        self._twin = Panel(plot=_PLOT)
        super().__init__([self._plot, self._twin] if picture else (), ["sociable", "sociable-app", "sociable-view"])
        if picture is not None:
            self.show(picture)

    def show(self, picture: Picture) -> None:
        """Show a picture; where it differs from the last one in its numbers only, they move.

        Args:
            picture: what to show.
        """
        self.picture = picture
        mark = self._plot.add_class if picture.figure.layout.meta else self._plot.remove_class
        mark(_NARROW)
        if not self._redraw(picture):
            from sociable_assessment.widgets.live_figure import LiveFigure

            self.figure = LiveFigure(picture.figure)
            self._plot.children = [self.figure]
        self._twin.plot_name = picture.finding
        self._twin.show(twin(picture))
        self.children = [self._plot, self._twin]

    def _redraw(self, picture: Picture) -> bool:
        """Change the figure that is there, if it has the same traces with the same keys."""
        if self.figure is None:
            return False
        new, old = picture.figure.to_plotly_json(), self.figure.to_plotly_json()
        if not old["data"] or [_shape(trace) for trace in old["data"]] != [_shape(trace) for trace in new["data"]]:
            return False
        with self.figure.batch_update():
            for trace, data in zip(self.figure.data, new["data"], strict=True):
                trace.update(data, overwrite=True)
            self.figure.update_layout(new["layout"], overwrite=True)
        return True


def _shape(trace: dict[str, Any]) -> list[str]:
    return [str(trace.get("type")), *sorted(key for key in trace if key not in ("uid", "type"))]


def twin(picture: Picture) -> Element:
    """Write a picture's text twin.

    Args:
        picture: the picture.

    Returns:
        The finding, the table on demand, the source.
    """
    more = element("details", element("summary", "The picture as a table"), picture.table)
    said = [element("p", picture.finding)]
    if picture.source:
        said.append(element("p", f"Source: {picture.source}", kind="sociable-quiet sociable-source"))
    return element("div", *said, more, kind="sociable-twin")
