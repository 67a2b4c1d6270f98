"""What all widgets here have in common: a script and styles that belong to the class."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets


class View(anywidget.AnyWidget):
    """An anywidget that declares its script and styles as traits.

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


def declare(text: str) -> traitlets.Unicode[str, str | bytes]:
    """Declare a text that the page needs.

    Args:
        text: a script or style sheet.

    Returns:
        The trait.
    """
    return traitlets.Unicode(text).tag(sync=True)
