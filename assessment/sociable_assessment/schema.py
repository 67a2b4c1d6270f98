"""Check data against our published JSON Schemas, with the standard library alone.

It reads the part of JSON Schema (draft 2020-12) that our schemas use, so that one file serves editors, tests and the
reader, also where no schema library can be had (a browser kernel). Tests hold it to the library `jsonschema`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from sociable_assessment.errors import suggest

Path = tuple[str | int, ...]
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "number": (int, float),
    "integer": (int,),
    "null": (type(None),),
}
_LARGEST = 1e100  # sums of larger numbers, infinity and "not a number" would mean nothing
_WORDS = {"object": "a table of keys", "array": "a list", "string": "text", "number": "a number"}


class Fault(NamedTuple):
    """One thing wrong: where in the data, and what."""

    path: Path
    message: str


@lru_cache
def load_schema(name: str, package: str = "sociable_assessment") -> dict[str, Any]:
    """Load one of the published schemas.

    Args:
        name: "model", "responses" or "result"; in another package, one of its own.
        package: the package in whose folder `schemas` it lies.

    Returns:
        The schema as data; not to be changed.
    """
    text = files(package).joinpath("schemas", f"{name}.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def check(data: object, schema: Mapping[str, Any]) -> list[Fault]:
    """Find everything in which data departs from a schema.

    Args:
        data: what `json` or `tomllib` read.
        schema: a schema from `load_schema`.

    Returns:
        The faults, in the order of the data; empty when there are none.

    >>> check({"a": "x"}, {"type": "object", "properties": {"a": {"type": "number"}}})
    [Fault(path=('a',), message="'x' is not a number")]
    """
    return list(find(data, schema))


def find(data: object, schema: Mapping[str, Any]) -> Iterator[Fault]:
    """Find one departure from a schema after another, for those who need not know them all.

    Args:
        data: what `json` or `tomllib` read.
        schema: a schema from `load_schema`.

    Yields:
        The faults, in the order of the data.
    """
    yield from _check(data, schema, (), schema)


def _check(data: object, schema: Mapping[str, Any], path: Path, root: Mapping[str, Any]) -> Iterator[Fault]:
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    wanted = schema.get("type")
    if wanted is not None and not _is(data, wanted):
        yield Fault(path, f"{show(data)} is not {_name(wanted)}")
        return
    for keyword, test in _KEYWORDS.items():
        if keyword in schema:
            yield from test(data, schema, path, root)


def _is(data: object, wanted: str | list[str]) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(data, bool):
        return "boolean" in names
    if isinstance(data, (int, float)) and not abs(data) <= _LARGEST:
        return False
    whole = isinstance(data, float) and data.is_integer() and "integer" in names
    return whole or any(isinstance(data, _TYPES[name]) for name in names)


def _name(wanted: str | list[str]) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    return " or ".join(_WORDS.get(name, name) for name in names)


def show(data: object) -> str:
    """Show a piece of data in a message, shortened.

    Args:
        data: any value.

    Returns:
        At most about 60 characters.

    >>> show("sometimes"), show([1, 2])
    ("'sometimes'", '[1, 2]')
    """
    text = repr(data) if isinstance(data, str) else json.dumps(data, default=str, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:56]} …"  # noqa: PLR2004 - a line's worth


def name_place(data: Any, path: Path) -> str:
    """Name a place in data by the ids on the way to it.

    Args:
        data: what `json` or `tomllib` read.
        path: where in it.

    Returns:
        Words for a message.

    >>> name_place({"items": [{"id": "goals-named", "actions": [1, 2]}]}, ("items", 0, "actions", 1))
    "item 'goals-named', actions 2"
    """
    words: list[str] = []
    here = data
    for step in path:
        here = here[step]
        if isinstance(step, int):
            name = here.get("id") if isinstance(here, dict) else None
            named = name not in {None, ""} if isinstance(name, (str, int, float)) else False
            words[-1] = f"{words[-1].removesuffix('s')} '{name}'" if named else f"{words[-1]} {step + 1}"
        else:
            words.append(step)
    return ", ".join(words) or "the file"


def _object(data: object, schema: Mapping[str, Any], path: Path, root: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(data, dict):
        return
    known: Mapping[str, Any] = schema.get("properties", {})
    other = schema.get("additionalProperties", True)
    for key, value in data.items():
        if key in known:
            yield from _check(value, known[key], (*path, key), root)
        elif isinstance(other, dict):
            yield from _check(value, other, (*path, key), root)
        elif other is False:
            yield Fault((*path, key), f"no such key '{key}'; {suggest(key, known)}")


def _required(data: object, schema: Mapping[str, Any], path: Path, _root: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(data, dict):
        for key in schema["required"]:
            if key not in data:
                yield Fault(path, f"'{key}' is missing")


def _names(data: object, schema: Mapping[str, Any], path: Path, root: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(data, dict):
        for key in data:
            yield from _check(key, schema["propertyNames"], (*path, key), root)


def _items(data: object, schema: Mapping[str, Any], path: Path, root: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(data, list):
        for place, value in enumerate(data):
            yield from _check(value, schema["items"], (*path, place), root)


def _enum(data: object, schema: Mapping[str, Any], path: Path, _root: Mapping[str, Any]) -> Iterator[Fault]:
    if not any(data == each and isinstance(data, bool) == isinstance(each, bool) for each in schema["enum"]):
        yield Fault(path, f"{show(data)} is not one of {', '.join(map(str, schema['enum']))}")


def _const(data: object, schema: Mapping[str, Any], path: Path, _root: Mapping[str, Any]) -> Iterator[Fault]:
    if data != schema["const"] or isinstance(data, bool) != isinstance(schema["const"], bool):
        yield Fault(path, f"{show(data)} is not {show(schema['const'])}")


def _pattern(data: object, schema: Mapping[str, Any], path: Path, _root: Mapping[str, Any]) -> Iterator[Fault]:
    pattern: str = schema["pattern"]
    if pattern.endswith("$"):
        pattern = pattern[:-1] + r"\Z"  # Python's `$` would also match before a last line break
    if isinstance(data, str) and not re.search(pattern, data):
        yield Fault(path, f"{show(data)} is not {schema.get('description', 'of the form ' + schema['pattern'])}")


def _bound(keyword: str, words: str, ok: Callable[[float, float], bool]) -> Callable[..., Iterator[Fault]]:
    def test(data: object, schema: Mapping[str, Any], path: Path, _root: Mapping[str, Any]) -> Iterator[Fault]:
        if isinstance(data, (int, float)) and not ok(data, schema[keyword]):
            yield Fault(path, f"{show(data)} must be {words} {schema[keyword]}")

    return test


def _length(keyword: str, words: str, kind: type) -> Callable[..., Iterator[Fault]]:
    def test(data: object, schema: Mapping[str, Any], path: Path, _root: Mapping[str, Any]) -> Iterator[Fault]:
        if isinstance(data, kind) and len(data) < schema[keyword]:  # type: ignore[arg-type]
            yield Fault(path, words.format(schema[keyword]))

    return test


def _one_of(data: object, schema: Mapping[str, Any], path: Path, root: Mapping[str, Any]) -> Iterator[Fault]:
    if sum(not list(_check(data, each, path, root)) for each in schema["oneOf"]) != 1:
        yield Fault(path, f"{show(data)} is not {schema['description']}")


_KEYWORDS: dict[str, Callable[..., Iterator[Fault]]] = {
    "properties": _object,
    "additionalProperties": lambda data, schema, path, root: (
        iter(()) if "properties" in schema else _object(data, schema, path, root)
    ),
    "required": _required,
    "propertyNames": _names,
    "items": _items,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _bound("minimum", "at least", lambda value, bound: value >= bound),
    "maximum": _bound("maximum", "at most", lambda value, bound: value <= bound),
    "exclusiveMinimum": _bound("exclusiveMinimum", "above", lambda value, bound: value > bound),
    "minItems": _length("minItems", "needs at least {} entries", list),
    "minLength": _length("minLength", "is empty", str),
    "minProperties": _length("minProperties", "needs at least {} keys", dict),
    "oneOf": _one_of,
}
