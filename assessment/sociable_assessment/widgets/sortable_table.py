"""A table that is sorted by the headings of its columns, by mouse, by keyboard and for a screen reader."""

from __future__ import annotations

from typing import Any

import traitlets

from sociable_assessment.widgets.sources import read_script, read_styles
from sociable_assessment.widgets.view import View, declare


class SortableTable(View):
    """Shows rows, sorted.

    `columns` are {id, label, kind}: "text" is sorted from A, "number" from the highest. `rows` hold a {text, key} for
    each column; a key of None is sorted last. `room` is how wide the page has it, in pixels.
    """

    _esm = declare(read_script("sortable_table"))
    _css = declare(read_styles("sortable_table"))
    caption = traitlets.Unicode().tag(sync=True)
    columns: traitlets.List[Any] = traitlets.List().tag(sync=True)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    sorted_by = traitlets.Unicode().tag(sync=True)
    descending = traitlets.Bool(default_value=False).tag(sync=True)
    room = traitlets.Int(0).tag(sync=True)
