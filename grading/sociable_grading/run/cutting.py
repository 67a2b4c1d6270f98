"""Cutting what a cell shows to the length that nbgrader keeps.

nbgrader has this as a step of nbconvert, whose import costs half a second and twenty megabytes.
"""

from __future__ import annotations

from typing import Any

MOST_LINES, MOST_TRACEBACK = 1000, 100  # the defaults of nbgrader's LimitOutput


def cut_outputs(outputs: list[Any]) -> list[Any]:
    """Cut streams to so many lines together, and each traceback.

    Args:
        outputs: of a cell; they are changed.

    Returns:
        Those that are kept.
    """
    kept, lines = [], 0
    for output in outputs:
        if output.output_type == "stream":
            if lines == MOST_LINES:
                continue
            output.text = _cut_text(output.text, MOST_LINES - lines)
            lines += output.text.count("\n") + 1
        elif output.output_type == "error":
            output.traceback = _cut_traceback(output.traceback)
        kept.append(output)
    return kept


def _cut_text(text: str, most: int) -> str:
    r"""Keep so many lines, the last of them a remark where some are left out.

    >>> _cut_text("a\nb\nc", 2)
    'a\n... Output truncated ...'
    """
    lines = text.split("\n")
    return text if len(lines) <= most else "\n".join([*lines[: most - 1], "... Output truncated ..."])


def _cut_traceback(lines: list[str]) -> list[str]:
    half = MOST_TRACEBACK // 2
    if len(lines) <= MOST_TRACEBACK:
        return lines
    return [*lines[:half], "... Traceback truncated ...", *lines[half + 1 - MOST_TRACEBACK :]]
