"""The JavaScript and CSS of the widgets, read from beside this module, in a checkout and in a wheel alike."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from sociable_assessment.look import css_variables


def read_script(*names: str, package: str = "sociable_assessment") -> str:
    """Read a widget's script, with the functions that all of them share before it.

    Args:
        names: the widget's name; before it those of scripts that it needs.
        package: the package in whose folder `widgets` they lie.

    Returns:
        An ES module.
    """
    return "\n".join([_read("dom.js"), *(_read(f"{name}.js", package) for name in names)])


@lru_cache
def read_styles(name: str = "", package: str = "sociable_assessment") -> str:
    """Read the style sheet, the colours of `look` before it.

    Args:
        name: a style sheet to put after it; "" for none.
        package: the package in whose folder `widgets` that lies.

    Returns:
        CSS.
    """
    return css_variables() + _read("sociable.css") + (_read(f"{name}.css", package) if name else "")


def _read(name: str, package: str = "sociable_assessment") -> str:
    return files(package).joinpath("widgets", name).read_text(encoding="utf-8")
