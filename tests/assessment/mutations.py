"""Every way to spoil one thing in a document: what schemas and checks must take without falling over."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]
_OTHERS = [None, True, 0, 1, 1.0, -1, 2.5, "", "x", "not an id", [], {}, [1], {"x": 1}]


def mutations(document: Any) -> Iterator[tuple[str, Any]]:
    """Give the document with one thing spoiled, and a name for what was done."""
    for path, value in _places(document):
        name = ".".join(map(str, path))
        for number, other in enumerate(_OTHERS if path else ()):
            if other != value or type(other) is not type(value):
                yield f"{name} becomes {other!r} ({number})", _put(document, path, other)
        if path:
            yield f"{name} dropped", _drop(document, path)
        if isinstance(value, dict):
            yield f"{name} gets a key", _put(document, (*path, "extra"), "x")
        if isinstance(value, list):
            yield f"{name} gets an entry", _put(document, path, [*value, "x"])
            yield f"{name} doubled", _put(document, path, [*value, *value])


def _places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _places(each, (*path, key))


def _put(document: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    copied = copy.copy(document)
    copied[path[0]] = _put(document[path[0]], path[1:], value) if path[1:] else value
    return copied


def _drop(document: Any, path: Path) -> Any:
    copied = copy.copy(document)
    if path[1:]:
        copied[path[0]] = _drop(document[path[0]], path[1:])
    else:
        del copied[path[0]]
    return copied
