"""Scenarios of the decision rounds: organisations, what money can be spent on, and what that truly does.

Plain data. Every number is an assumption of ours unless its source says otherwise; the organisations are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sociable_assessment.errors import UnknownNameError, suggest

Failure = Literal["strangers", "friends", "boundary"]
FAILURES: Mapping[Failure, str] = {
    "strangers": "meeting strangers",
    "friends": "deepening friendships",
    "boundary": "across the boundary",
}
ASSUMED = "assumed"
GIFT = 4.2 / 3  # new people a gift: of 4.2, a third were new; class notes, low confidence; table `case_facts`


@dataclass(frozen=True, slots=True)
class Choice:
    """What money can be spent on in a quarter, and what that truly does. Shares are from 0 to 1.

    `cost` is in thousand euros. `wins` is the share of strangers who become customers. What `mends` a failure works
    only as far as the failure is there and staff are able: `ties` is the share of untied customers who are tied to
    another one; `spreads` the same, for each tied customer in a customer; `invites` are new customers for each
    customer; `holds` is the share who stay of those about to leave. `teaches` is the ability added.
    """

    id: str
    text: str
    cost: int
    mends: Failure | None = None
    wins: float = 0
    ties: float = 0
    spreads: float = 0
    invites: float = 0
    holds: float = 0
    teaches: float = 0
    source: str = ASSUMED


_MANY = (
    Choice("campaign", "A campaign", 50, wins=0.01),
    Choice("meet", "Help people meet", 25, "strangers", ties=0.4),
    Choice(
        "friends",
        "Help friends do things together",
        25,
        "friends",
        ties=0.1,
        invites=0.1 * GIFT,
        source="1.4 new people a time: class notes, low confidence; the rest assumed",
    ),
    Choice("service", "Serve in public", 20, "boundary", holds=0.7),
    Choice("community", "Run a community", 30, "boundary", spreads=1.0),
    Choice("training", "Train the staff", 20, teaches=0.3),
)
CHOICES: Mapping[str, Choice] = {each.id: each for each in _MANY}


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is assumed about an organisation.

    `people` are all who could be customers; `customers` are so at the start, and `tied` of those know another one.
    `margin` is what a customer leaves in a quarter, `budget` what there is for all quarters, in thousand euros.
    `leaves` is the share of untied customers who leave in a quarter; `ability` is what staff can do at the start, from
    0 to 1. `failures` say how far people fail at something offline, from 0 to 1. `reach` multiplies what a campaign
    wins. `tells` is how many new customers a tied one brings in a quarter while all others are still to be won.
    """

    id: str
    title: str
    people: int
    customers: int
    tied: int
    margin: float
    budget: int
    leaves: float
    ability: float
    failures: Mapping[Failure, float]
    reach: float = 1.0
    tells: float = 0.25


SCENARIOS: Mapping[str, Scenario] = {
    each.id: each
    for each in (
        Scenario(
            "couplings",
            "Brackwell: couplings, for firms of fitters",
            people=3000,
            customers=300,
            tied=15,
            margin=0.5,
            budget=400,
            leaves=0.10,
            ability=0.4,
            failures={"strangers": 0.8, "friends": 0.2, "boundary": 0.8},
        ),
        Scenario(
            "tea",
            "The tea shop: tea by post, for tea drinkers",
            people=20_000,
            customers=400,
            tied=20,
            margin=0.06,
            budget=400,
            leaves=0.10,
            ability=0.4,
            failures={"strangers": 0.1, "friends": 0.4, "boundary": 0.1},
            reach=2.0,
        ),
        Scenario(
            "bank",
            "The savings bank: accounts for small firms",
            people=1500,
            customers=250,
            tied=10,
            margin=0.5,
            budget=400,
            leaves=0.06,
            ability=0.3,
            failures={"strangers": 0.6, "friends": 0.0, "boundary": 0.8},
        ),
        Scenario(
            "museum",
            "The city museum: its members",
            people=8000,
            customers=800,
            tied=80,
            margin=0.2,
            budget=400,
            leaves=0.08,
            ability=0.4,
            failures={"strangers": 0.4, "friends": 0.7, "boundary": 0.3},
            reach=0.8,
        ),
    )
}


def find_scenario(name: str) -> Scenario:
    """Find a scenario.

    Args:
        name: its id.

    Returns:
        The scenario.

    Raises:
        UnknownNameError: there is none.

    >>> find_scenario("tea").budget
    400
    """
    if name not in SCENARIOS:
        msg = f"no scenario '{name}'; {suggest(name, SCENARIOS)}"
        raise UnknownNameError(msg)
    return SCENARIOS[name]
