"""A year of serving customers, in working hours: answers given once to many, held against what they cost and break.

A simulation whose truth is known, so that going public can win or lose. Every number in it is an assumption of ours
(`Step`, `Organisation`, `PLACES`, `ROLES`), none was measured. One unit for all: hours of the people who serve.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from random import Random
from typing import Literal

Where = Literal["public", "members", "inside", "stay"]
Who = Literal["nobody", "expert", "facilitator"]
Plan = Mapping[str, tuple[Where, Who]]

AS_IT_IS: tuple[Where, Who] = ("stay", "nobody")
MONTHS = 12
SEEDS = range(60)
_SPREAD = 0.15  # how far people's willingness lies from its mean (standard deviation)
_MARKETING = 0.25  # what internal marketing adds to willingness, once it has been heard
_HEARD = 6  # months until then
_MARKETING_HOURS = 0.1  # a month and person: talks, thanks, a round of who answered what
_RATE = 0.15  # answers that one who is willing writes a month
_MOST = 8  # answers a month at one step
_ENOUGH = 40  # answers after which only upkeep is left
_UPKEEP = 1  # answers a month
_NEEDED = 12  # answers that serve two thirds of the questions that are alike
_WRONG = 0.05  # of answers, without anybody who looks them over
_LEAK = 0.10  # of answers about a private matter that show too much, likewise
_MEND = 20  # hours for a wrong answer that all can see


@dataclass(frozen=True, slots=True)
class Step:
    """What is assumed about one step of a service.

    It is done `asked` times a month and takes `minutes` each time, one to one. `alike` is the share of questions that
    one answer would serve, `private` the share that nobody may see. `by_colleagues`: staff ask, not customers.
    """

    id: str
    title: str
    asked: float
    minutes: float
    alike: float
    private: float
    by_colleagues: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """What is assumed about an organisation: `people` who serve, their mean `willing` (0 to 1) to be seen writing.

    `breach` is what it costs, in hours, to make good that a private matter got out. `fit` are the steps that we would
    open.
    """

    title: str
    people: int
    willing: float
    breach: float
    steps: tuple[Step, ...]
    fit: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: the willingness it takes, who finds it there, and how much of a harm is seen."""

    barrier: float
    customers: float
    colleagues: float
    seen: float


@dataclass(frozen=True, slots=True)
class Role:
    """Who acts: how far the barrier falls, hours a month for the role, hours an answer, share of slips that remain."""

    help: float
    hours: float
    answer: float
    slips: float


PLACES: dict[Where, Place] = {
    "public": Place(0.75, 0.50, 0.50, 1.0),
    "members": Place(0.55, 0.35, 0.30, 0.4),
    "inside": Place(0.25, 0.10, 0.60, 0.0),
    "stay": Place(9.0, 0.0, 0.0, 0.0),
}
ROLES: dict[Who, Role] = {
    "nobody": Role(0.0, 0.0, 1.5, 1.0),
    "expert": Role(0.10, 1.0, 1.0, 0.7),
    "facilitator": Role(0.30, 6.0, 0.5, 0.3),
}
MUSEUM = Organisation(
    "City museum, 40 who serve",
    40,
    0.60,
    150,
    (
        Step("visit", "Plan a visit", 600, 6, 0.8, 0.0),
        Step("object", "Ask what is in a photograph", 250, 20, 0.5, 0.02),
        Step("school", "Prepare a school class", 80, 45, 0.7, 0.02),
        Step("loss", "Report a broken or lost loan", 10, 90, 0.1, 0.8),
    ),
    ("visit", "object", "school"),
)
BANK = Organisation(
    "Savings bank, 80 who serve",
    80,
    0.30,
    400,
    (
        Step("choose", "Choose an account", 500, 15, 0.6, 0.02),
        Step("app", "Use the app", 900, 8, 0.8, 0.05),
        Step("apply", "Apply for a loan", 150, 60, 0.1, 0.8),
        Step("dispute", "Dispute a booking", 120, 30, 0.15, 0.8),
        Step("arrears", "Ask for time to pay", 60, 45, 0.4, 0.95),
        Step("rule", "Ask head office about a rule", 400, 12, 0.7, 0.5, by_colleagues=True),
    ),
    ("choose", "app"),
)
CLINIC = Organisation(
    "Addiction clinic, 25 who serve",
    25,
    0.30,
    1500,
    (
        Step("call", "Make the first call", 60, 30, 0.3, 0.95),
        Step("advice", "Talk about treatment", 200, 50, 0.1, 1.0),
        Step("relapse", "Call after a relapse", 80, 25, 0.2, 1.0),
        Step("family", "Advise the family", 60, 40, 0.4, 0.9),
    ),
    (),
)
COUPLINGS = Organisation(
    "Couplings maker, 12 who serve",
    12,
    0.60,
    50,
    (
        Step("fit", "Help to fit a coupling", 350, 15, 0.8, 0.01),
        Step("size", "Help to choose a size", 200, 20, 0.7, 0.05),
        Step("spare", "Find a spare part", 250, 8, 0.6, 0.0),
    ),
    ("fit", "size", "spare"),
)
ORGANISATIONS = {"museum": MUSEUM, "bank": BANK, "clinic": CLINIC, "couplings": COUPLINGS}


@dataclass(frozen=True, slots=True)
class Year:
    """What came of one step in a year, in hours."""

    saved: float
    work: float
    harm: float

    @property
    def net(self) -> float:
        """Hours gained; below 0, lost."""
        return self.saved - self.work - self.harm


def simulate(organisation: Organisation, plan: Plan, seed: int, *, marketing: bool = True) -> dict[str, Year]:
    """Follow an organisation through its first year with a plan.

    Args:
        organisation: what is assumed.
        plan: by step, where its answers stand and who acts; a step without a plan stays as it is.
        seed: of the chance; the people of a seed are the same for every plan.
        marketing: whether staff hear, every month, why it is done and who did it well.

    Returns:
        By step, what came of it; with marketing also "marketing", which is work alone.

    >>> simulate(BANK, {}, 1, marketing=False)["app"]
    Year(saved=0.0, work=0.0, harm=0.0)
    """
    years = {
        step.id: _follow(organisation, step, plan.get(step.id, AS_IT_IS), seed, marketing=marketing)
        for step in organisation.steps
    }
    hours = _MARKETING_HOURS * organisation.people * MONTHS
    return years | ({"marketing": Year(0.0, hours, 0.0)} if marketing else {})


@lru_cache(maxsize=20_000)
def _follow(organisation: Organisation, step: Step, place: tuple[Where, Who], seed: int, *, marketing: bool) -> Year:
    where, role = PLACES[place[0]], ROLES[place[1]]
    if place[0] == "stay":
        return Year(0.0, 0.0, 0.0)
    people = _make_people(organisation.people, organisation.willing, seed)
    draw = Random(f"{step.id} {place} {seed}")  # noqa: S311 - a simulation, no secret
    answers, saved, harm = 0, 0.0, 0.0
    for month in range(MONTHS):
        heard = _MARKETING * min(1.0, month / _HEARD) if marketing else 0.0
        writers = len(people) - bisect_right(people, where.barrier - role.help - heard)
        written = min(round(writers * _RATE), _MOST, max(_UPKEEP, _ENOUGH - answers))
        answers += written
        harm += sum(_harm(organisation, step, where, role, draw) for _ in range(written))
        saved += _save(step, where, answers)
    return Year(saved, answers * role.answer + MONTHS * role.hours, harm)


def _save(step: Step, where: Place, answers: int) -> float:
    """Count the hours that a month's answers save: of the questions that are alike, those that find one in the open."""
    found = where.colleagues if step.by_colleagues else where.customers * (1 - step.private * where.seen)
    served = 1 - exp(-answers / _NEEDED)
    return step.asked * step.alike * found * served * step.minutes / 60


def _harm(organisation: Organisation, step: Step, where: Place, role: Role, draw: Random) -> float:
    """Count the hours that one answer costs when it goes wrong."""
    wrong = draw.random() < _WRONG * role.slips
    leak = draw.random() < _LEAK * step.private * role.slips
    return where.seen * (wrong * _MEND + leak * organisation.breach)


@lru_cache(maxsize=256)
def _make_people(people: int, willing: float, seed: int) -> tuple[float, ...]:
    """Make the people who serve, the least willing first."""
    draw = Random(seed)  # noqa: S311 - a simulation, no secret
    return tuple(sorted(draw.gauss(willing, _SPREAD) for _ in range(people)))


def total(years: Mapping[str, Year]) -> float:
    """Add up the hours that a year brought.

    Args:
        years: from `simulate`.

    Returns:
        Hours; below 0, lost.
    """
    return sum(year.net for year in years.values())
