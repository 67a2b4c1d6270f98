"""How much of the machine one submission may use."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20
SELDOM = (20_000, 20, 20)  # the garbage collector's thresholds: a lesson makes much and drops little


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one submission.

    `seconds` is a cell's time, `grace` what it gets after an interrupt; `total` is all cells' time together.
    `memory` is what one process may reserve, and what all may use together; `disk` all its files; sizes in MB.
    `messages` is how many outputs a cell may send; `restarts` how often a dead kernel is followed by a new one.
    """

    seconds: float = 30.0
    grace: float = 1.0
    total: float = 300.0
    memory: int = 2048
    processes: int = 64
    disk: int = 256
    file_size: int = 100
    output: int = 20
    messages: int = 5000
    restarts: int = 5
