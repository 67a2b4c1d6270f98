"""The process that looks at how much memory each submission holds, and ends one that holds too much.

It stands beside the zygote and does nothing else: a look at many processes that hold much takes long, and no other
submission shall wait for it.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import time
from collections import defaultdict
from pathlib import Path

LOOK_EVERY = 0.2
_PROC = Path("/proc")


def watch(bound: int) -> None:
    """Look at all namespaces of processes below this one, for ever.

    Args:
        bound: how many bytes the processes of one may hold together.
    """
    while True:
        time.sleep(LOOK_EVERY)
        for folders in _find_submissions():
            if _holds_more(folders, bound):
                _end(folders)


def _find_submissions() -> list[list[Path]]:
    """List the processes of each namespace but this one's, by their folders."""
    found = defaultdict(list)
    for folder in _PROC.iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):  # one has just ended
                found[(folder / "ns/pid").readlink()].append(folder)
    found.pop((_PROC / "self/ns/pid").readlink(), None)
    return list(found.values())


def _holds_more(folders: list[Path], bound: int) -> bool:
    """Tell whether they hold more, pages shared with others counted in part.

    How pages are shared takes the kernel milliseconds to find out; it is asked where all of them together are too many.
    """
    return sum(map(_resident, folders)) > bound and sum(map(_share, folders)) > bound


def _resident(folder: Path) -> int:
    with contextlib.suppress(OSError):
        return int((folder / "statm").read_text().split()[1]) * resource.getpagesize()
    return 0


def _share(folder: Path) -> int:
    with contextlib.suppress(OSError):
        lines = (folder / "smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return 0


def _end(folders: list[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(folder.name), signal.SIGKILL)
