"""The scripts and styles of widgets, taken out of a notebook that has run.

Each widget's state carries its whole script along: 4.8 MB for a figure, 40 MB for a lesson. A server that shows the
notebook has them anyway; what was asked, answered and drawn stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbconvert.preprocessors import Preprocessor

STATE = "application/vnd.jupyter.widget-state+json"
_SCRIPTS = ("_esm", "_css")


def drop_scripts(notebook: Any) -> None:
    """Take the scripts and styles of widgets out of a notebook, in place.

    Args:
        notebook: a notebook that has run.

    >>> notebook = {"metadata": {"widgets": {STATE: {"state": {"a": {"state": {"_esm": "export", "kept": "b"}}}}}}}
    >>> drop_scripts(notebook)
    >>> notebook["metadata"]["widgets"][STATE]["state"]
    {'a': {'state': {'kept': 'b'}}}
    """
    models = notebook["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    for model in models.values():
        state = model.get("state")
        for name in _SCRIPTS if isinstance(state, Mapping) else ():
            state.pop(name, None)


class DropScripts(Preprocessor):
    """Does it as a step of `nbgrader autograde`."""

    enabled = True  # nbgrader takes steps as they are

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Take them out.

        Args:
            nb: the notebook, just run.
            resources: nbconvert's.

        Returns:
            Both.
        """
        drop_scripts(nb)
        return nb, resources
