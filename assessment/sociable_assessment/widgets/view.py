"""What all widgets here have in common: script and styles that belong to the class, and one layout for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import anywidget
import ipywidgets
import traitlets


class _Sharing(traitlets.HasTraits):
    """Has the layout that all have. ipywidgets makes one for each widget, a model on the page and two messages."""

    _layout: ipywidgets.Layout | None = None

    @traitlets.default("layout")
    def _share_layout(self) -> ipywidgets.Layout:
        shared = _Sharing._layout
        if shared is None or shared.comm is None:  # it was closed
            shared = _Sharing._layout = ipywidgets.Layout()
        return shared


class Group(_Sharing, ipywidgets.Box):  # type: ignore[misc]  # published without types
    """A box that has its CSS classes from the start: each that is added later is a message.

    Args:
        children: what stands in it.
        classes: CSS classes.
    """

    def __init__(self, children: Sequence[ipywidgets.Widget] = (), classes: Sequence[str] = ()) -> None:
        super().__init__(children, _dom_classes=tuple(classes))


class Declaring(traitlets.HasTraits):
    """Lets an anywidget declare its script and styles as traits.

    Else anywidget makes a class for each object, to hold them: a millisecond for each of a lesson's thirty widgets.
    """

    _anywidget_id = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_anywidget_id")
    def _name(self) -> str:
        return f"{type(self).__module__}.{type(self).__qualname__}"

    def add_traits(self, **traits: Any) -> None:
        """Add the traits that the class doesn't have.

        Args:
            traits: by their names.
        """
        new = {name: trait for name, trait in traits.items() if not self.has_trait(name)}
        if new:
            super().add_traits(**new)


class View(_Sharing, Declaring, anywidget.AnyWidget):
    """What shows something by a script and styles of its own, declared as traits."""


def declare(text: str) -> traitlets.Unicode[str, str | bytes]:
    """Declare a text that the page needs.

    Args:
        text: a script or style sheet.

    Returns:
        The trait.
    """
    return traitlets.Unicode(text).tag(sync=True)
