"""What is known about each table: its entry in `datapackage.json`, the one place where tables are described."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sociable_data.errors import UnknownNameError

FOLDER: Traversable = files("sociable_data")


@cache
def read_package() -> dict[str, Any]:
    """Read the description of all tables.

    Returns:
        The Data Package, as `datapackage.json` has it. Don't change it.
    """
    package: dict[str, Any] = json.loads(FOLDER.joinpath("datapackage.json").read_text("utf-8"))
    return package


def list_tables() -> list[str]:
    """List the tables that `load` knows.

    Returns:
        Their names, in the order of the datasheets.

    >>> "participation" in list_tables()
    True
    """
    return [resource["name"] for resource in read_package()["resources"]]


def find_table(name: str) -> dict[str, Any]:
    """Find the description of a table.

    Args:
        name: the table's name.

    Returns:
        Its resource in the Data Package.

    Raises:
        UnknownNameError: there is no such table.

    >>> find_table("participation")["path"]
    'participation.csv'
    """
    for resource in read_package()["resources"]:
        if resource["name"] == name:
            found: dict[str, Any] = resource
            return found
    raise UnknownNameError(name, list_tables(), "table")
