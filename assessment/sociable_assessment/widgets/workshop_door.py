"""A link from a notebook to the workshop's board on the server that the notebook runs on, wherever that is."""

from __future__ import annotations

import anywidget

from sociable_assessment.widgets.sources import read_script, read_styles


class WorkshopDoor(anywidget.AnyWidget):
    """Shows the link. Only the page knows the server's address, behind a hub or a proxy too."""

    _esm = read_script("workshop_door")
    _css = read_styles()
