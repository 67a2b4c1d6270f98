"""A still picture as PNG, for documents that take no SVG.

resvg draws it without a browser (3 MB, 0.2 s); matplotlib would be a second hand at drawing, and 35 MB.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sociable_assessment.markup import Element, element, to_html

_ZOOM = 2  # pixels a pixel: 190 to the inch on A4
_FACE = "DejaVu Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"  # the first has the shapes of the stages


def paint_still(still: Element) -> bytes | None:
    """Paint a picture.

    Args:
        still: an `svg` element.

    Returns:
        A PNG; None where nothing here can paint it: the package is missing, or there are no letters.
    """
    if not _can_paint():
        return None
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=_with_font(still), zoom=_ZOOM, background="#ffffff"))


def _with_font(still: Element) -> str:
    """Name a face, which on a page comes from its style sheet."""
    return re.sub("^<svg ", f'<svg font-family="{_FACE}" ', to_html(still))


@lru_cache
def _can_paint() -> bool:
    """Try a letter: on a machine without fonts a picture would come without its words."""
    try:
        import resvg_py
    except ImportError:
        return False
    box = {"xmlns": "http://www.w3.org/2000/svg", "width": "20", "height": "10", "font-family": _FACE}
    texts = [Element("svg", tuple(box.items()), (element("text", text, y="9"),)) for text in ("", "M")]
    drawn = [bytes(resvg_py.svg_to_bytes(svg_string=to_html(each))) for each in texts]
    return drawn[0] != drawn[1]
