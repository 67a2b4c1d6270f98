"""Read and write whole files: clear refusals, and nothing half written."""

from __future__ import annotations

import codecs
import os
import secrets
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sociable_assessment.errors import InputError

_BINARY = "it holds binary data, not text; export it as CSV (UTF-8), or save it as JSON"
_UTF16 = "the text is UTF-16; save it as UTF-8 (in a spreadsheet: 'CSV UTF-8')"
_ZIP = b"PK\x03\x04"
_HEAD = 4096
_BLOCK = 1 << 22


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
    fault = inspect_bytes(data[:_HEAD]) or (_BINARY if b"\0" in data else None)
    if fault:
        raise InputError(str(path), [fault])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), [not_utf8(data[: error.start].count(b"\n") + 1)]) from None
    return text


def parse_toml(text: str, source: str) -> dict[str, Any]:
    """Read TOML.

    Args:
        text: the TOML.
        source: what the text is called in messages.

    Returns:
        The data.

    Raises:
        InputError: this is not TOML.

    >>> parse_toml("a = 1", "a.toml")
    {'a': 1}
    """
    try:
        return tomllib.loads(text)
    except ValueError as error:  # TOMLDecodeError is one; a number of 5,000 digits raises a plain one
        raise InputError(source, [f"this is not TOML: {error}"]) from None
    except RecursionError:
        raise InputError(source, ["this is not our TOML: it is nested too deeply"]) from None


def check_text(path: Path) -> None:
    """Look through a file that is read bit by bit, so that it is refused before anything in it is taken.

    Args:
        path: the file.

    Raises:
        InputError: the file is missing, a folder, empty, binary or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            fault = inspect_bytes(file.read(_HEAD)) or _find_fault(file)
    except OSError as error:
        raise InputError(str(path), [_reason(path, error)]) from None
    if fault:
        raise InputError(str(path), [fault])


def _find_fault(file: IO[bytes]) -> str | None:
    file.seek(0)
    decoder, line, block = codecs.getincrementaldecoder("utf-8")(), 1, b" "
    while block:
        block = file.read(_BLOCK)
        if b"\0" in block:
            return _BINARY
        waiting = len(decoder.getstate()[0])
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return not_utf8(line + block[: max(0, error.start - waiting)].count(b"\n"))
        line += block.count(b"\n")
    return None


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"there is no such file; the folder '{path.parent}' {'exists' if path.parent.is_dir() else 'is missing'}"
    if isinstance(error, IsADirectoryError):
        return "this is a folder; name a file in it"
    return f"it can't be read: {error.strerror}"


def inspect_bytes(head: bytes) -> str | None:
    r"""Tell from its first bytes why a file can't be text.

    Args:
        head: the first bytes of the file.

    Returns:
        The fault, or None.

    >>> inspect_bytes(b"") is None, "XLSX" in inspect_bytes(b"PK\x03\x04")
    (False, True)
    """
    if not head.removeprefix(codecs.BOM_UTF8).strip() and len(head) < _HEAD:
        return "the file is empty"
    if head.startswith(_ZIP):
        return "this is a spreadsheet or ZIP file (XLSX?); in the spreadsheet choose 'Save as', CSV UTF-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_bare_utf16(head):
        return _UTF16
    return _BINARY if b"\x00" in head else None


def _is_bare_utf16(head: bytes) -> bool:
    """Tell whether every other byte is NUL, as in UTF-16 without a mark; a few letters beyond Latin may differ."""
    halves = head[::2], head[1::2]
    return any(half.count(0) > 0.9 * len(half) > 0 == other.count(0) for half, other in (halves, halves[::-1]))


def not_utf8(line: int) -> str:
    """Say that a text is in another encoding.

    Args:
        line: the line of the first character that is not UTF-8, from 1.

    Returns:
        The fault.
    """
    return f"line {line}: the text is not UTF-8 (Windows-1252, perhaps); save it as UTF-8 ('CSV UTF-8')"


def place_fault(path: Path) -> str | None:
    """Tell, before any work is done, why a file can't be written.

    Args:
        path: where it shall stand.

    Returns:
        The fault, or None.
    """
    if path.is_dir():
        return "this is a folder; name a file in it"
    return None if path.parent.is_dir() else f"the folder '{path.parent}' is missing; make it first"


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
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise InputError(str(path), [place_fault(path) or f"it can't be written: {error.strerror}"]) from None
    finally:
        beside.unlink(missing_ok=True)
