"""Read and write whole files: clear refusals, and nothing half written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sociable_assessment.errors import InputError

_BINARY = "it holds binary data, not text; export it as CSV (UTF-8), or save it as JSON"


def read_text(path: Path) -> str:
    """Read a text file as UTF-8, with or without a byte order mark.

    Args:
        path: the file.

    Returns:
        Its text.

    Raises:
        InputError: the file is missing, a folder, empty, binary or not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), [_reason(path, error)]) from None
    if fault := inspect_bytes(data[:4096]):
        raise InputError(str(path), [fault])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), [not_utf8(data[: error.start].count(b"\n") + 1)]) from None
    return text


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"there is no such file; the folder '{path.parent}' {'exists' if path.parent.is_dir() else 'is missing'}"
    if isinstance(error, IsADirectoryError):
        return "this is a folder; name a file in it"
    return f"it can't be read: {error.strerror}"


def inspect_bytes(head: bytes) -> str | None:
    """Tell from its first bytes why a file can't be text.

    Args:
        head: the first bytes of the file.

    Returns:
        The fault, or None.

    >>> inspect_bytes(b"") is None, "XLSX" in inspect_bytes(b"PK\\x03\\x04")
    (False, True)
    """
    if not head.strip():
        return "the file is empty"
    if head.startswith(b"PK"):
        return "this is a spreadsheet or ZIP file (XLSX?); in the spreadsheet choose 'Save as', CSV UTF-8"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the text is UTF-16; save it as UTF-8 (in a spreadsheet: 'CSV UTF-8')"
    return _BINARY if b"\x00" in head else None


def not_utf8(line: int) -> str:
    """Say that a text is in another encoding.

    Args:
        line: the line of the first character that is not UTF-8, from 1.

    Returns:
        The fault.
    """
    return f"line {line}: the text is not UTF-8 (Windows-1252, perhaps); save it as UTF-8 ('CSV UTF-8')"


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """Write a file beside its place and rename it, so that it is never half written.

    Args:
        path: where the file shall stand; its folder must exist.

    Yields:
        A text file to write to.

    Raises:
        InputError: the place can't be written to.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise InputError(str(path), [f"it can't be written: {error.strerror}"]) from None
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
