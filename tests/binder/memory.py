"""How much memory a server and its kernels take at most while something is done with them."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

import psutil

PAUSE = 0.25  # seconds between two looks
MEGABYTE = 1_000_000


def used_by(process: psutil.Process) -> int:
    """Measure a process in bytes: its share of what it shares with others (PSS), where the system tells."""
    try:
        told = process.memory_full_info()
    except psutil.Error:  # it has just ended, or is another user's
        return 0
    return int(getattr(told, "pss", told.rss))


def used_by_all(pid: int) -> int:
    """Measure a process and all that it has started."""
    try:
        root = psutil.Process(pid)
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(map(used_by, family))


class Peak:
    """Watches a process and all that it has started, until the end of the block.

    Attributes:
        megabytes: the most that they have taken together.
    """

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._ended.wait(PAUSE):
            self.look()

    def look(self) -> None:
        """Measure now."""
        self.megabytes = max(self.megabytes, used_by_all(self._pid) / MEGABYTE)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Measure a last time and end."""
        self.look()
        self._ended.set()
        self._thread.join()
