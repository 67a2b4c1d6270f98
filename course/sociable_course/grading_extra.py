"""The libraries that only authors and markers need, imported when they are first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sociable_assessment.errors import SociableError


class MissingToolError(SociableError):
    """A library of the extra `grading` is not installed."""


def load_tool(name: str) -> Any:
    """Import a library of the extra `grading`.

    Args:
        name: the module.

    Returns:
        The module, published without types.

    Raises:
        MissingToolError: it is not installed.

    >>> load_tool("nbgrader.no_such")
    Traceback (most recent call last):
    sociable_course.grading_extra.MissingToolError: nbgrader.no_such is missing; run: pip install 'sociable[grading]'
    """
    try:
        return import_module(name)
    except ImportError:
        msg = f"{name} is missing; run: pip install 'sociable[grading]'"
        raise MissingToolError(msg) from None
