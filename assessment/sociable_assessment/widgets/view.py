"""What all widgets here have in common: script and styles that belong to the class, and one layout for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import anywidget
import ipywidgets
import traitlets


class _Sharing(ipywidgets.DOMWidget):  # type: ignore[misc]  # published without types
    """Has the layout that all have. ipywidgets makes one for each widget, a model on the page and two messages.

    And knows what its class tells the page; ipywidgets looks for that twice for each widget, trait by trait.
    """

    _layout: ipywidgets.Layout | None = None

    @traitlets.default("layout")
    def _share_layout(self) -> ipywidgets.Layout:
        shared = _Sharing._layout
        if shared is None or shared.comm is None:  # it was closed
            shared = _Sharing._layout = ipywidgets.Layout()
        return shared

    @property
    def _told(self) -> dict[str, Callable[[Any, ipywidgets.Widget], Any]]:
        return _find_told(type(self))  # type: ignore[arg-type]  # mypy takes the class for an object

    @traitlets.default("keys")
    def _list_keys(self) -> list[str]:
        return list(self._told)

    def get_state(self, key: str | list[str] | None = None, drop_defaults: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - ipywidgets' signature
        """Give the state that the page asks for.

        Args:
            key: which traits; None for all.
            drop_defaults: leave out those at their default.

        Returns:
            Values by the trait's name.
        """
        if key is None and not drop_defaults:
            return {name: write(getattr(self, name), self) for name, write in self._told.items()}
        state: dict[str, Any] = super().get_state(key, drop_defaults)
        return state


@lru_cache
def _find_told(kind: type[ipywidgets.Widget]) -> dict[str, Callable[[Any, ipywidgets.Widget], Any]]:
    """Find what widgets of a class tell the page, and how each is written."""
    traits = kind.class_traits(sync=True)
    return {name: trait.metadata.get("to_json", kind._trait_to_json) for name, trait in traits.items()}  # noqa: SLF001


class Group(_Sharing, ipywidgets.Box):  # type: ignore[misc]  # published without types
    """A box that has its CSS classes from the start: each that is added later is a message.

    Args:
        children: what stands in it.
        classes: CSS classes.
    """

    def __init__(self, children: Sequence[ipywidgets.Widget] = (), classes: Sequence[str] = ()) -> None:
        super().__init__(children, _dom_classes=tuple(classes))

    def _repr_keys(self) -> list[str]:
        # ipywidgets finds the same, by comparing all traits with what they begin with.
        return [key for key in ("children", "_dom_classes") if getattr(self, key)]


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
