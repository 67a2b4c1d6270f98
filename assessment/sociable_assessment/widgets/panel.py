"""A panel of text that is changed in place; also the text twin beside a plot."""

from __future__ import annotations

from typing import Any

import traitlets

from sociable_assessment.markup import Element, to_data
from sociable_assessment.widgets.sources import read_script, read_styles
from sociable_assessment.widgets.view import View, declare


class Panel(View):
    """Shows a tree of elements.

    `plot` is the CSS class of the figure that the panel is the twin of, and `plot_name` what a screen reader
    calls that figure; "" where there is none.
    """

    _esm = declare(read_script("panel"))
    _css = declare(read_styles())
    tree: traitlets.List[Any] = traitlets.List().tag(sync=True)
    plot = traitlets.Unicode().tag(sync=True)
    plot_name = traitlets.Unicode().tag(sync=True)

    def show(self, content: Element) -> None:
        """Show a tree in place of the one before.

        Args:
            content: what to show.
        """
        self.tree = [to_data(content)]
