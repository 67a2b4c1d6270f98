"""Read a TOML file of the course and hold it to its schema: the shape, ids used twice, all in one message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.files import parse_toml, read_text
from sociable_assessment.schema import check, load_schema, name_place


def read_shaped(
    path: Path, schema: str, more: Callable[[Mapping[str, Any]], list[str]] = lambda _: []
) -> dict[str, Any]:
    """Read a TOML file.

    Args:
        path: the file.
        schema: the name of its schema, such as "objectives".
        more: finds what a schema can't state, in data of the right shape.

    Returns:
        The data.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    data = parse_toml(read_text(path), str(path))
    faults = [
        f"{name_place(data, fault.path)}: {fault.message}"
        for fault in check(data, load_schema(schema, "sociable_course"))
    ]
    if faults := faults or more(data):
        raise InputError(str(path), faults)
    return data


def find_twice(kind: str, data: Mapping[str, Any]) -> list[str]:
    """Find the ids that several entries of a list share.

    Args:
        kind: the list's name.
        data: the file's data.

    Returns:
        One sentence a fault.

    >>> find_twice("claims", {"claims": [{"id": "a"}, {"id": "a"}]})
    ["claims: id 'a' is used more than once"]
    """
    counted = Counter(each["id"] for each in data.get(kind, ()))
    return [f"{kind}: id '{name}' is used more than once" for name, count in counted.items() if count > 1]
