"""Frames: how the trusted side and the sandboxed side talk over a socket.

A frame is the magic, a length, and that many bytes of JSON, an object. Whoever reads one trusts nothing in it but
its length, and that only up to a cap.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from typing import Any

MAGIC = b"SGF1"
HEAD = len(MAGIC) + 4
MOST_BYTES = 32 << 20
LONG = 1000  # characters; a longer text that both sides know is named in its place


class FrameError(Exception):
    """What came is no frame; the other side is broken, or somebody else."""


def encode(content: Mapping[str, Any], default: Any = None) -> bytes:
    """Write a frame.

    Args:
        content: what `json` can write.
        default: for what it can't.

    Returns:
        The frame's bytes.
    """
    body = json.dumps(content, default=default, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return MAGIC + len(body).to_bytes(4, "big") + body


def body_length(head: bytes, most: int = MOST_BYTES) -> int:
    """Read the head of a frame.

    Args:
        head: its first `HEAD` bytes.
        most: how long a body may be.

    Returns:
        How many bytes follow.

    Raises:
        FrameError: this is no head, or the body would be too long.

    >>> body_length(b"SGF1" + bytes([0, 0, 1, 0]))
    256
    """
    length = int.from_bytes(head[len(MAGIC) :], "big")
    if not head.startswith(MAGIC):
        msg = "bytes that are no frame"
        raise FrameError(msg)
    if length > most:
        msg = f"a frame of {length:,} bytes"
        raise FrameError(msg)
    return length


def decode(body: bytes) -> dict[str, Any]:
    """Read the body of a frame.

    Args:
        body: its bytes.

    Returns:
        The object in it.

    Raises:
        FrameError: it is no JSON object.
    """
    try:
        found = json.loads(body.decode())  # of bytes, json would guess the encoding
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        msg = "a frame that holds no object"
        raise FrameError(msg)
    return found


def send(channel: socket.socket, content: Mapping[str, Any], default: Any = None) -> None:
    """Send a frame, waiting until it is gone."""
    channel.sendall(encode(content, default))


def receive(channel: socket.socket, most: int = MOST_BYTES) -> dict[str, Any] | None:
    """Wait for a frame.

    Args:
        channel: where it comes from.
        most: how long its body may be.

    Returns:
        The frame's object; None when the other side has closed.

    Raises:
        FrameError: what came is no frame.
    """
    head = _read(channel, HEAD)
    if head is None:
        return None
    body = _read(channel, body_length(head, most))
    return None if body is None else decode(body)


def _read(channel: socket.socket, length: int) -> bytes | None:
    found = bytearray()
    while len(found) < length:
        part = channel.recv(min(length - len(found), 1 << 20))
        if not part:
            return None
        found += part
    return bytes(found)
