"""Where nbconvert finds the templates of nbgrader's pages: ours first, which fetch nothing.

nbgrader's settings need this each time, so it imports nothing.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def find_templates() -> list[str]:
    """List the folders of templates.

    Returns:
        Ours, then nbgrader's; without nbgrader ours alone.
    """
    found = find_spec("nbgrader")
    places = list(found.submodule_search_locations or ()) if found else []
    return [str(folder) for folder in [Path(__file__).parent / "templates", *map(_of_formgrader, places)]]


def _of_formgrader(nbgrader: str) -> Path:
    return Path(nbgrader, "server_extensions", "formgrader", "templates")
