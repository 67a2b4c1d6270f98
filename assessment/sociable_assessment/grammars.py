"""Starting without a grammar that nothing here reads: half of the time in which JupyterLab or a first plot is imported.

jsonschema imports `rfc3987_syntax` where it is installed, as it is with JupyterLab. That compiles a grammar of
internationalised addresses for more than a second. Without it, jsonschema doesn't check such addresses; no schema of a
notebook or of Jupyter's has any.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_GRAMMAR = "rfc3987_syntax"


@contextmanager
def skip_grammars() -> Iterator[None]:
    """Import something that imports jsonschema, without its slow grammar.

    Yields:
        Nothing. What was imported before stays; later, others may import the grammar.

    >>> with skip_grammars():
    ...     import json
    """
    if _GRAMMAR in sys.modules:
        yield
        return
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment] # importing it fails at once then, as if not installed
    try:
        yield
    finally:
        del sys.modules[_GRAMMAR]
