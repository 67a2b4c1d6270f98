"""Decision rounds: one organisation, one budget, eight quarters; a quarter's step, a whole run, two ways of thinking.

Pure: plain functions of frozen data. A seed has its luck whatever is chosen, so that two ways of thinking can be
compared. People are counted as shares go: there may be half a customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from sociable_assessment.errors import SociableError, quote, suggest
from sociable_course.scenarios import CHOICES, Choice, Scenario

QUARTERS = 8
LUCK = 0.4  # how far a quarter's luck goes, up and down
CALM = 0.3  # how often a tied customer leaves, for each time that an untied one would
FADES = 0.08  # of ties, a quarter
FORGETS = 0.05  # of ability, a quarter: people leave, and forget

Move = tuple[str, ...]
Moves = Sequence[Sequence[str]]
Way = Literal["channel", "people", "nothing"]
WAYS: dict[Way, str] = {"channel": "Channel-first", "people": "People-first", "nothing": "Nothing at all"}


class MoveError(SociableError):
    """Choices that can't be made; the message says why, and what can."""


@dataclass(frozen=True, slots=True)
class Luck:
    """A quarter's luck: what campaigns, new ties and leaving are multiplied by."""

    campaign: float
    ties: float
    leaving: float


@dataclass(frozen=True, slots=True)
class State:
    """Where an organisation stands after a quarter, and how it came there.

    `left` is what remains of the budget, `surplus` all margin less all spending so far; in thousand euros. Of this
    quarter: `won` came by a campaign, `invited` were brought into something by a friend, `told` heard of it from a
    tied customer, `lost` left.
    """

    customers: float
    tied: float
    ability: float
    left: int
    surplus: float
    won: float = 0
    invited: float = 0
    told: float = 0
    lost: float = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run, finished or not: the choices made, and the state at the start and after each quarter."""

    scenario: Scenario
    seed: int
    moves: tuple[Move, ...]
    states: tuple[State, ...]

    @property
    def last(self) -> State:
        """Where it stands now."""
        return self.states[-1]

    @property
    def finished(self) -> bool:
        """Whether all quarters are over."""
        return len(self.moves) >= QUARTERS


def draw_luck(seed: int, quarter: int) -> Luck:
    """Draw the luck of a quarter; it depends on nothing else.

    Args:
        seed: of the run.
        quarter: from 1.

    Returns:
        The luck.

    >>> draw_luck(3, 1) == draw_luck(3, 1), draw_luck(3, 1) == draw_luck(3, 2)
    (True, False)
    """
    draw = Random(f"{seed} {quarter}")  # noqa: S311 - a simulation, no secret
    first, second, third = (draw.uniform(1 - LUCK, 1 + LUCK) for _ in range(3))
    return Luck(first, second, third)


def begin(scenario: Scenario) -> State:
    """Give the state before the first quarter."""
    return State(scenario.customers, scenario.tied, scenario.ability, scenario.budget, 0)


def add_cost(move: Sequence[str]) -> int:
    """Add up what a quarter's choices cost.

    Args:
        move: ids of `CHOICES`.

    Returns:
        Thousand euros.

    >>> add_cost(["training", "meet"])
    45
    """
    return sum(CHOICES[each].cost for each in move)


def take_move(state: State, move: Sequence[str]) -> Move:
    """Take a quarter's choices, in the order of `CHOICES`.

    Args:
        state: before the quarter.
        move: ids, each at most once; none is a choice too.

    Returns:
        The choices.

    Raises:
        MoveError: one is unknown or named twice, or they cost more than is left.
    """
    for each in move:
        if each not in CHOICES:
            msg = f"There is no choice {quote(each)}; {suggest(each, CHOICES)}."
            raise MoveError(msg)
    if len(set(move)) < len(move):
        msg = "Each choice can be made once a quarter."
        raise MoveError(msg)
    if (cost := add_cost(move)) > state.left:
        msg = f"That costs {cost} thousand €, and {state.left} are left. Drop something; nothing at all costs nothing."
        raise MoveError(msg)
    return tuple(each for each in CHOICES if each in move)


def step(scenario: Scenario, state: State, move: Sequence[str], luck: Luck) -> State:
    """Live through one quarter.

    Args:
        scenario: what is assumed.
        state: before the quarter.
        move: what `take_move` gave.
        luck: of the quarter.

    Returns:
        The state after it.
    """
    chosen = [(CHOICES[each], _work(scenario, state, CHOICES[each])) for each in move]
    strangers = max(0.0, scenario.people - state.customers)
    still = strangers / scenario.people
    won = strangers * min(1.0, luck.campaign * scenario.reach * sum(each.wins for each, _ in chosen))
    invited = state.customers * still * sum(each.invites * works for each, works in chosen)
    told = state.tied * still * scenario.tells
    untied, tied = _lose(scenario, state, chosen, luck)
    lost = state.customers - untied - tied
    customers = untied + tied + min(strangers, won + invited + told)
    tied = tied * (1 - FADES) + untied * min(1.0, luck.ties * _tie(state, chosen))
    ability = min(1.0, state.ability * (1 - FORGETS) + sum(each.teaches for each, _ in chosen))
    spent = add_cost(move)
    surplus = state.surplus + customers * scenario.margin - spent
    return State(customers, tied, ability, state.left - spent, surplus, won, invited, told, lost)


def _work(scenario: Scenario, state: State, choice: Choice) -> float:
    """Tell how far a choice works: as far as there is something to mend, and as staff are able."""
    return 1.0 if choice.mends is None else scenario.failures[choice.mends] * state.ability


def _lose(scenario: Scenario, state: State, chosen: Sequence[tuple[Choice, float]], luck: Luck) -> tuple[float, float]:
    """Count the untied and the tied who stay."""
    rate = min(1.0, scenario.leaves * luck.leaving)
    for each, works in chosen:
        rate *= 1 - each.holds * works
    return (state.customers - state.tied) * (1 - rate), state.tied * (1 - rate * CALM)


def _tie(state: State, chosen: Sequence[tuple[Choice, float]]) -> float:
    """Tell which share of the untied is tied: by those who tie, and by those who are tied already."""
    share = state.tied / state.customers if state.customers else 0.0
    return sum((each.ties + each.spreads * share) * works for each, works in chosen)


def play(scenario: Scenario, seed: int, moves: Moves) -> Run:
    """Play as many quarters as there are choices.

    Args:
        scenario: what is assumed.
        seed: of the luck.
        moves: each quarter's choices, in order.

    Returns:
        The run.

    Raises:
        MoveError: choices can't be made.

    >>> from sociable_course.scenarios import SCENARIOS
    >>> [round(state.left) for state in play(SCENARIOS["tea"], 1, [["campaign"], []]).states]
    [400, 350, 350]
    """
    state = begin(scenario)
    states, taken = [state], []
    for quarter, move in enumerate(moves, start=1):
        taken.append(take_move(state, move))
        state = step(scenario, state, taken[-1], draw_luck(seed, quarter))
        states.append(state)
    return Run(scenario, seed, tuple(taken), tuple(states))


def think(scenario: Scenario, way: Way, quarters: int = QUARTERS) -> tuple[Move, ...]:
    """Choose as a way of thinking would; both spend the whole budget, whatever they see.

    Args:
        scenario: what is assumed.
        way: channel-first runs a campaign every quarter; people-first trains, ties people by what offline fails at
            most (meeting, or doing things together), then serves and runs a community.
        quarters: how many; nothing is spent after the eighth.

    Returns:
        The choices, a quarter each.

    >>> from sociable_course.scenarios import SCENARIOS
    >>> think(SCENARIOS["museum"], "people", 2)
    (('training', 'friends'), ('training', 'friends'))
    """
    ties = "friends" if scenario.failures["friends"] > scenario.failures["strangers"] else "meet"
    first, middle, late = ("training", ties), (ties, "community"), ("service", "community")
    people = (first, first, (ties, "service"), middle, middle, ("training", "community"), middle, late)
    found: dict[Way, tuple[Move, ...]] = {"channel": (("campaign",),) * QUARTERS, "people": people, "nothing": ()}
    return (*found[way], *((),) * max(0, quarters - len(found[way])))[:quarters]


def leave_out(run: Run, choice: str) -> Run:
    """Play a run again without one kind of choice, with the same luck.

    Args:
        run: the run.
        choice: a key of `CHOICES`.

    Returns:
        The other run; it costs less, so it can always be played.
    """
    moves = [tuple(each for each in move if each != choice) for move in run.moves]
    return play(run.scenario, run.seed, moves)


def count_wins(scenario: Scenario, seeds: Sequence[int], quarters: int = QUARTERS) -> int:
    """Count in how many runs people-first ends with a larger surplus than channel-first.

    Args:
        scenario: what is assumed.
        seeds: one a run.
        quarters: after how many both are judged.

    Returns:
        Runs.
    """
    ways: tuple[Way, Way] = ("people", "channel")
    pairs = ([play(scenario, seed, think(scenario, way, quarters)).last.surplus for way in ways] for seed in seeds)
    return sum(people > channel for people, channel in pairs)
