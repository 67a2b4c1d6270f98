"""Messages of a kernel that nobody trusts: read only where they have the shape that a real kernel's have."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from sociable_grading.run.children import TamperError

_DISPLAYS = ("display_data", "execute_result", "update_display_data")
_COMMS = ("comm_open", "comm_msg", "comm_close")
_JSON = re.compile(r"application/(.*\+)?json")  # what nbformat lets be more than text


def read_message(frame: Mapping[str, Any]) -> dict[str, Any]:
    """Read the message in a frame, as nbclient takes it.

    Args:
        frame: as it came from a learner's process.

    Returns:
        The message; an output in it is one that nbformat finds valid.

    Raises:
        TamperError: no kernel sends such a thing.
    """
    message = frame.get("message")
    if frame.get("kind") != "message" or not isinstance(message, dict):
        msg = "it sent a message of an unknown kind"
        raise TamperError(msg)
    kind, content, metadata = (message.get(key) for key in ("msg_type", "content", "metadata"))
    if not isinstance(content, dict) or not isinstance(metadata, dict) or not _has_shape(kind, content):
        msg = f"it sent a broken message of type {str(kind)[:40]}"
        raise TamperError(msg)
    try:
        buffers = [base64.b64decode(each, validate=True) for each in message.get("buffers", [])]
    except (TypeError, ValueError, binascii.Error):
        msg = "it sent broken bytes"
        raise TamperError(msg) from None
    headers = {"header": {"msg_type": kind}, "parent_header": {"msg_id": message.get("parent")}}
    return {"msg_type": kind, "content": content, "metadata": metadata, "buffers": buffers, **headers}


def is_count(value: object) -> bool:
    """Tell whether a notebook may have this as a cell's number: none, or from 0.

    Args:
        value: as it came.

    >>> is_count(3), is_count(None), is_count(-1), is_count(True)
    (True, True, False, False)
    """
    return value is None or (type(value) is int and value >= 0)


def _has_shape(kind: object, content: Mapping[str, Any]) -> bool:
    if not is_count(content.get("execution_count")):  # nbclient takes it from a message of any kind
        return False
    if kind == "stream":
        return content.get("name") in ("stdout", "stderr") and isinstance(content.get("text"), str)
    if kind in _DISPLAYS:
        return _is_display(content)
    if kind == "error":
        named = all(isinstance(content.get(key), str) for key in ("ename", "evalue"))
        lines = content.get("traceback")
        return named and isinstance(lines, list) and all(isinstance(line, str) for line in lines)
    if kind in _COMMS:
        return isinstance(content.get("comm_id"), str) and isinstance(content.get("data", {}), dict)
    return kind == "clear_output"


def _is_display(content: Mapping[str, Any]) -> bool:
    data = content.get("data")
    known = isinstance(data, dict) and all(_JSON.fullmatch(kind) or _is_text(value) for kind, value in data.items())
    return known and isinstance(content.get("metadata"), dict) and isinstance(content.get("transient", {}), dict)


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value))
