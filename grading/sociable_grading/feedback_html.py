"""HTML that learners wrote, made harmless: instructors open it beside their gradebook, signed in to their server.

No script, no style, no form; pictures only where they bring themselves along, so that a page fetches nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sociable_course.grading_extra import load_tool

NOT_YET = "not yet"
_WORDS = "abbr b cite code del em i ins kbd mark q s samp small span strong sub sup tt u var"
_BLOCKS = "blockquote br dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary ul"
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
TAGS = frozenset(f"a img {_WORDS} {_BLOCKS} {_TABLES}".split())
_PLAIN = frozenset(["title", "lang", "dir", "open", "scope", "colspan", "rowspan", "start", "alt", "width"])
_UNSEEN = re.compile(r"<(script|style|head|title)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|svg\+xml|webp);base64,[A-Za-z0-9+/=\s]*")
_EMPTY = re.compile(r"<img(?![^>]* src=)[^>]*>")
_LEFT_OUT = "<i>(a picture from elsewhere is left out)</i>"
_TABLE = '<table class="table table-condensed">'  # as nbgrader's pages dress a table
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


@lru_cache(maxsize=1024)  # most of a lesson is the same for all learners
def clean(html: str) -> str:
    """Leave of some HTML what can be read, and nothing that acts.

    Args:
        html: the HTML, of any origin.

    Returns:
        Harmless HTML.

    >>> clean('<p onclick="x()">A <b>b</b><script>alert(1)</script><img src="https://example.org/x.png"></p>')
    '<p>A <b>b</b><i>(a picture from elsewhere is left out)</i></p>'
    """
    bleach = load_tool("bleach")
    protocols = {"http", "https", "mailto", "data"}
    shown = _UNSEEN.sub("", html)
    safe = str(bleach.clean(shown, tags=TAGS, attributes=_allow, protocols=protocols, strip=True))
    return _EMPTY.sub(_LEFT_OUT, safe).replace("<table>", _TABLE)


def _allow(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return tag == "img" and _PICTURE.fullmatch(value) is not None
    if name == "href":
        return tag == "a" and _LINK.match(value) is not None
    return name in _PLAIN


@lru_cache(maxsize=1024)
def markdown_to_html(text: str) -> str:
    """Turn a text cell into harmless HTML.

    Args:
        text: the Markdown.

    Returns:
        The HTML.
    """
    return clean(load_tool("nbconvert.filters.markdown").markdown2html(text))


def as_score(value: object) -> object:
    """Stand in for the filter `float`, with which nbgrader's pages make a nought of words.

    >>> as_score("2.5"), as_score(NOT_YET)
    (2.5, 'not yet')
    """
    try:
        return float(str(value))
    except ValueError:
        return value


def round_score(value: object, digits: int = 0) -> object:
    """Stand in for the filter `round`, which can't take words.

    >>> round_score(2.345, 1), round_score(NOT_YET, 2)
    (2.3, 'not yet')
    """
    return round(value, digits) if isinstance(value, float) else value
