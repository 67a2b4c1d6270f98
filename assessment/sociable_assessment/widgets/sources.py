"""The JavaScript and CSS of the widgets, read from beside this module, in a checkout and in a wheel alike."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from sociable_assessment.look import css_variables


def read_script(name: str) -> str:
    """Read a widget's script, with the functions that all of them share before it.

    Args:
        name: the widget's name.

    Returns:
        An ES module.
    """
    return "\n".join(_read(each) for each in ("dom.js", f"{name}.js"))


@lru_cache
def read_styles() -> str:
    """Read the style sheet, the colours of `look` before it.

    Returns:
        CSS.
    """
    return css_variables() + _read("sociable.css")


def _read(name: str) -> str:
    return files("sociable_assessment").joinpath("widgets", name).read_text(encoding="utf-8")
