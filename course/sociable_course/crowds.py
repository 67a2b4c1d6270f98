"""When is a crowd's guess better than an expert's: alone or aloud, of one background or of many?

A simulation whose truth is known, so that either can win. Every number in it is an assumption of ours (`Crowd`,
`EXPERT`), for the learner to change; none was measured. All guesses and misses are in percent of the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import mean

RUNS = 60
BACKGROUND = 25.0  # percent: how far people of one background err together
OWN = 40.0  # percent: how far each errs for reasons of his own
EXPERT = 10.0  # percent: how far an expert errs
PULLED = 0.5  # how far everyone is pulled to an old number that all know


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who guesses, and how.

    `people` guess. They come from `backgrounds`; people of the same one err together. `heed` is how far each moves
    from the guess of his own to the mean of those said before, from 0 (alone) to 1. An old number that all of them
    know is `rumour` percent off the truth, and pulls each `PULLED` of the way; 0 for no such number.
    """

    people: int = 60
    backgrounds: int = 20
    heed: float = 0.0
    rumour: float = 0.0


@dataclass(frozen=True, slots=True)
class Guessed:
    """What came of one run, in percent of the truth: how far each missed, and how far the crowd's guesses lie apart."""

    crowd: float
    member: float
    expert: float
    apart: float


def miss(guesses: list[float] | tuple[float, ...], truth: float) -> tuple[float, float]:
    """Measure how far a crowd misses, and how far its members do.

    Args:
        guesses: one a member.
        truth: what they guess at.

    Returns:
        How far the mean of the guesses is from the truth, and how far a guess is from it on average. The first is
        never the larger: misses to both sides cancel in it.

    >>> miss([80, 110, 140], 100)
    (10.0, 23.333333333333332)
    """
    return float(abs(mean(guesses) - truth)), float(mean(abs(each - truth) for each in guesses))


@lru_cache(maxsize=128)
def guess(crowd: Crowd) -> tuple[Guessed, ...]:
    """Let a crowd, one of its members and an expert guess in each run.

    Args:
        crowd: who guesses, and how.

    Returns:
        One result a run; the seeds are fixed.
    """
    import numpy as np

    runs = []
    for seed in range(RUNS):
        chance = np.random.default_rng(seed)
        shared = chance.normal(0, BACKGROUND, crowd.backgrounds)
        own = chance.normal(0, OWN, crowd.people)
        member = chance.integers(crowd.people)
        errors = shared[np.arange(crowd.people) % crowd.backgrounds] + own
        if crowd.rumour:
            errors += PULLED * (crowd.rumour - errors)
        said = _say_in_turn(errors.tolist(), crowd.heed)
        expert = abs(float(chance.normal(0, EXPERT)))
        runs.append(Guessed(abs(mean(said)), abs(said[member]), expert, float(np.std(said))))
    return tuple(runs)


def _say_in_turn(own: list[float], heed: float) -> list[float]:
    said: list[float] = []
    total = 0.0
    for place, each in enumerate(own):
        heard = total / place if place else each
        said.append(each + heed * (heard - each))
        total += said[-1]
    return said
