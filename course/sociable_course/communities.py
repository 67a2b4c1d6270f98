"""Communities week by week: who joins, who writes, who leaves, and what it does to them to be moderated.

A simulation whose truth is known, so that giving up control can be wrong. Every number in it is an assumption of ours
(`Community`, `READERS`), for the learner to change; none was measured. Shares are from 0 to 1, times are weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

RUNS = 60
WEEKS = 52  # a year


@dataclass(frozen=True, slots=True)
class Community:
    """What is assumed about a community.

    `start` members begin; `reach` people have the reason to be there. A member posts `posts` times a week. `harmful`
    of the posts do harm; one of those undoes `price` useful ones. Each useful post that appears brings `pull` new
    members; `leave` of the members go each week, and `flee` times the harmful share of what appears go as well.
    After `work` useful posts there is nothing left to do; 0 when the work never ends.
    """

    title: str
    start: int
    reach: int
    posts: float
    harmful: float
    price: float
    pull: float
    leave: float
    flee: float
    work: int = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads posts before they appear.

    Of the harmful ones they hold back `catch`, of the useful ones `refuse`, by mistake; `deter` of the posts are not
    written any more, as their writers would have to wait.
    """

    title: str
    catch: float
    refuse: float
    deter: float

    def of(self, control: float) -> Reader:
        """Give what it comes to when only a share of the posts is read first."""
        return Reader(self.title, control * self.catch, control * self.refuse, control * self.deter)


@dataclass(frozen=True, slots=True)
class Year:
    """What came of one run: posts that appeared, useful and harmful, and members at the end of each week."""

    useful: int
    harmful: int
    members: tuple[int, ...]

    def worth(self, price: float) -> float:
        """Tell what it was worth, in useful posts, when a harmful one undoes `price` of them."""
        return self.useful - price * self.harmful


COMMUNITIES = {
    "fitters": Community("Brackwell’s fitters", 30, 340, 0.5, 0.03, 2, 0.09, 0.02, 0.2),
    "bank": Community("The bank’s page", 300, 3_000, 0.4, 0.3, 2, 0.06, 0.01, 0.4),
    "patients": Community("Patients on blood thinners", 60, 600, 0.5, 0.04, 60, 0.06, 0.015, 0.2),
    "gardeners": Community("Gardeners", 100, 2_000, 0.4, 0.025, 20, 0.08, 0.02, 0.2),
    "photographs": Community("Names for old photographs", 40, 900, 0.5, 0.0, 0, 0.12, 0.02, 0.0, 900),
    "draw": Community("The bank’s prize draw", 500, 3_000, 0.02, 0.0, 0, 0.02, 0.04, 0.0),
    "approved": Community("Friends of a greener town", 150, 3_000, 0.05, 0.0, 0, 0.1, 0.02, 0.0),
}
READERS = {
    "firm": Reader("Staff", 0.95, 0.05, 0.6),
    "members": Reader("Trusted members", 0.7, 0.05, 0.15),
}


def carry(community: Community) -> float:
    """Tell how many others a member brings before leaving, while nothing is read first and there is room.

    Args:
        community: what is assumed.

    Returns:
        How many: above 1 the community grows, below 1 it shrinks, whatever it began with.

    >>> round(carry(COMMUNITIES["fitters"]), 2), round(carry(COMMUNITIES["draw"]), 2)
    (1.68, 0.01)
    """
    brings = community.posts * (1 - community.harmful) * community.pull
    return brings / (community.leave + community.flee * community.harmful)


@lru_cache(maxsize=256)
def live(
    community: Community, control: float = 0.0, reader: Reader = READERS["firm"], weeks: int = WEEKS
) -> tuple[Year, ...]:
    """Let a community live for some weeks, in each run.

    Args:
        community: what is assumed.
        control: the share of posts that somebody reads before they appear.
        reader: who reads them.
        weeks: how long.

    Returns:
        One result a run; the seed is fixed.
    """
    import numpy as np

    chance = np.random.default_rng(6)
    members = np.full(RUNS, community.start)
    useful, harmful = np.zeros(RUNS, int), np.zeros(RUNS, int)
    path = []
    for _ in range(weeks):
        good, bad = _post(community, reader.of(control), members, useful, chance)
        useful, harmful = useful + good, harmful + bad
        members = members + _join(community, members, good, chance) - _leave(community, members, good, bad, chance)
        path.append(members)
    paths = np.array(path).T.tolist()
    return tuple(Year(*each) for each in zip(useful.tolist(), harmful.tolist(), map(tuple, paths), strict=True))


def _post(
    community: Community, reader: Reader, members: Any, done: Any, chance: np.random.Generator
) -> tuple[Any, Any]:
    import numpy as np

    left = np.maximum(0, 1 - done / community.work) if community.work else 1
    posts = chance.poisson(members * community.posts * (1 - reader.deter) * left)
    bad = chance.binomial(posts, community.harmful)
    return chance.binomial(posts - bad, 1 - reader.refuse), chance.binomial(bad, 1 - reader.catch)


def _join(community: Community, members: Any, good: Any, chance: np.random.Generator) -> Any:
    import numpy as np

    free = np.maximum(0, 1 - members / community.reach)
    return np.minimum(chance.poisson(good * community.pull * free), community.reach - members)


def _leave(community: Community, members: Any, good: Any, bad: Any, chance: np.random.Generator) -> Any:
    import numpy as np

    share = bad / np.maximum(1, good + bad)
    return chance.binomial(members, np.minimum(1, community.leave + community.flee * share))


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to moderate the gardeners, and what came of it in a year."""

    policy: str
    useful: int
    harmful: int


def list_policies() -> tuple[Policy, ...]:
    """List what three ways to moderate the gardeners brought, for an exercise.

    Returns:
        Medians of the runs of `live`; the useful posts rounded to tens.

    >>> [each.useful for each in list_policies()]
    [2330, 1750, 640]
    """
    return (
        Policy("Nobody reads first", 2_330, 61),
        Policy("Trusted members read all posts first", 1_750, 13),
        Policy("Staff read all posts first", 640, 1),
    )
