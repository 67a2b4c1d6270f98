"""Who speaks and who is silent: listening to what people post, against asking a community of one's own.

A simulation whose truth is known, so that either way can win. Every number in it is an assumption of ours (`Question`,
`Costs`), for the learner to change; none was measured.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor

CUSTOMERS = 20_000
RUNS = 60


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be found out, and what is assumed about people. Shares are from 0 to 1.

    It is true of `share` of the customers. Of those, `write_if` post about it, `posts_if` times each on average; of all
    others `write_else`, `posts_else` times. When invited to a community, those of whom it is true join `keener` times
    as readily as the others.
    """

    title: str
    share: float
    write_if: float
    write_else: float
    posts_if: float
    posts_else: float
    keener: float


@dataclass(frozen=True, slots=True)
class Costs:
    """What each way costs in a year, in dollars."""

    posts: float = 6_000
    community: float = 12_000
    member: float = 80


QUESTIONS = {
    "app": Question("How many are unhappy with the new app?", 0.12, 0.10, 0.01, 4, 1.25, 0.8),
    "fault": Question("Does any charger overheat?", 0.0005, 0.6, 0.0, 2, 1, 1),
    "fans": Question("How many would pay for a personal adviser?", 0.10, 0.004, 0.002, 1, 1, 4),
}
COSTS = Costs()
MEMBERS = 150
ANSWERING = 0.6  # of the members, to one question


def find_voices(question: Question) -> dict[str, float]:
    """Find of what share of customers, of writers and of posts it is true.

    Args:
        question: what is assumed.

    Returns:
        Percent of each group, as expected; chance is left out.

    >>> {group: round(share, 1) for group, share in find_voices(QUESTIONS["app"]).items()}
    {'Of all customers': 12.0, 'Of those who post': 57.7, 'Of the posts': 81.4}
    """
    share, rest = question.share, 1 - question.share
    writers = (share * question.write_if, rest * question.write_else)
    posts = (writers[0] * question.posts_if, writers[1] * question.posts_else)
    groups = {"Of all customers": (share, rest), "Of those who post": writers, "Of the posts": posts}
    return {name: 100 * true / (true + false) for name, (true, false) in groups.items()}


@lru_cache(maxsize=64)
def listen(question: Question) -> tuple[tuple[int, int], ...]:
    """Count the posts of which it is true, and all others, in each run.

    Args:
        question: what is assumed.

    Returns:
        Two counts a run; the seeds are fixed.
    """
    import numpy as np

    true = round(CUSTOMERS * question.share)
    runs = []
    for seed in range(RUNS):
        chance = np.random.default_rng(seed)
        writers = (chance.binomial(true, question.write_if), chance.binomial(CUSTOMERS - true, question.write_else))
        means = (question.posts_if, question.posts_else)
        # whoever posts, posts once at least
        mine, others = (int(n + chance.poisson(n * (mean - 1))) for n, mean in zip(writers, means, strict=True))
        runs.append((mine, others))
    return tuple(runs)


@lru_cache(maxsize=64)
def ask(question: Question, members: int) -> tuple[tuple[int, int], ...]:
    """Ask a community, and count the members of whom it is true, and the others who answer, in each run.

    Args:
        question: what is assumed.
        members: how many there are; 0 for no community.

    Returns:
        Two counts a run; the seeds are fixed.
    """
    import numpy as np

    keen = question.share * question.keener
    inside = keen / (keen + 1 - question.share)
    runs = []
    for seed in range(RUNS):
        chance = np.random.default_rng([seed, 1])
        answers = int(chance.binomial(members, ANSWERING))
        mine = int(chance.binomial(answers, inside))
        runs.append((mine, answers - mine))
    return tuple(runs)


def afford(members: int, money: float) -> int:
    """Tell how many members a year's money pays for.

    Args:
        members: how many are wanted.
        money: dollars a year.

    Returns:
        At most `members`; 0 when it doesn't even pay for the community itself.

    >>> afford(150, 20_000), afford(150, 8_000)
    (100, 0)
    """
    return max(0, min(members, floor((money - COSTS.community) / COSTS.member)))


def change(question: Question, who_writes: str, who_joins: str) -> Question:
    """Let all people write alike, or join alike.

    Args:
        question: what is assumed.
        who_writes: "alike", or anything else to leave it.
        who_joins: likewise.

    Returns:
        The changed question.
    """
    if who_writes == "alike":
        question = replace(question, write_else=question.write_if, posts_else=question.posts_if)
    return replace(question, keener=1) if who_joins == "alike" else question


@dataclass(frozen=True, slots=True)
class Voices:
    """A group of a museum's members: how many there are, how many of them post, and their posts."""

    group: str
    against: bool
    members: int
    writers: int
    posts: int


def list_voices() -> tuple[Voices, ...]:
    """List who spoke about an invented museum's new opening hours, for an exercise.

    Returns:
        Three groups.

    >>> voices = list_voices()
    >>> sum(each.members for each in voices), sum(each.posts for each in voices if each.against)
    (8000, 620)
    """
    return (
        Voices("Against, and writes every week", against=True, members=40, writers=40, posts=520),
        Voices("Against", against=True, members=1_160, writers=80, posts=100),
        Voices("Content, or doesn’t mind", against=False, members=6_800, writers=80, posts=155),
    )
