"""Files that a child is given, written where it works."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path


def write_files(files: Mapping[str, str]) -> None:
    """Write files into the folder that one is in.

    Args:
        files: in base 64, by their path.
    """
    for name, data in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(data))
