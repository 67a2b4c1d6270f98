"""An address as a QR code, drawn into the page, so that nothing is fetched and nothing else may be."""

from __future__ import annotations

from itertools import groupby

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import Element, element

_BORDER = 4  # modules of white that readers need


def draw_code(text: str) -> Element:
    """Draw a QR code.

    Args:
        text: what it says.

    Returns:
        An SVG; dark on white in dark mode too, as some phones read no other.
    """
    import segno

    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    size = len(rows) + 2 * _BORDER
    path = element("path", d="".join(_run(row, y) for y, row in enumerate(rows)), fill="#000000", stroke="none")
    white = element("rect", width=str(size), height=str(size), fill=LIGHT["paper"])
    box = {"viewBox": f"0 0 {size} {size}", "shape_rendering": "crispEdges"}
    return element("svg", white, path, role="img", aria_label=f"QR code of {text}", **box)


def _run(row: list[int], y: int) -> str:
    """Write one row as a path: one rectangle for each run of dark modules."""
    x, drawn = _BORDER, []
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            drawn.append(f"M{x} {y + _BORDER}h{length}v1h-{length}z")
        x += length
    return "".join(drawn)
