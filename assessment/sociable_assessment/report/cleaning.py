"""Characters that a document can't hold, replaced by a mark that something stood there."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

# Control characters other than tab and line feed, halves of a character, and the two that XML has no place for.
_BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARK = "\N{REPLACEMENT CHARACTER}"


def clean(found: Any) -> Any:
    r"""Replace what XML and UTF-8 have no place for, in a text or in all texts of some data.

    Args:
        found: a text; or a dictionary, list, tuple or dataclass with texts somewhere in it.

    Returns:
        The same with clean texts.

    >>> clean({"a": ["x\x00y\r\nz"]})
    {'a': ['x\ufffdy\nz']}
    """
    if isinstance(found, str):
        return _BAD.sub(_MARK, found.replace("\r\n", "\n"))
    if isinstance(found, dict):
        return {clean(key): clean(value) for key, value in found.items()}
    if isinstance(found, (list, tuple)):
        return type(found)(map(clean, found))
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{each.name: clean(getattr(found, each.name)) for each in fields(found)})
    return found
