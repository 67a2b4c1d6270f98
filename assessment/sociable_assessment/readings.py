"""How many raters' votes become one organisation's answer to an item.

For gates an item's answer is the lower median of the raters' options, for the index the mean of their
values. Don't know, not applicable and blank don't vote. An item is not applicable when most who judged it
say so. A recorded consensus replaces both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sociable_assessment.errors import InputError, UnknownNameError
from sociable_assessment.model import Item, Model
from sociable_assessment.responses import Answer, Responses

Status = Literal["answered", "not-applicable", "unknown"]


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one item: `counts` a number for each option, lowest first; `consensus` a rank."""

    counts: tuple[int, ...]
    dont_know: int = 0
    not_applicable: int = 0
    unanswered: int = 0
    consensus: int | None = None

    @property
    def votes(self) -> int:
        """How many raters chose an option."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Reading:
    """An organisation's answer to one item: `rank` for gates, `value` for the index; both None unless answered."""

    status: Status
    rank: int | None = None
    value: float | None = None


UNKNOWN = Reading("unknown")
NOT_APPLICABLE = Reading("not-applicable")
_BLANK = Answer()


def tally(model: Model, responses: Responses) -> dict[str, Tally]:
    """Count the votes on every item of a model.

    Args:
        model: the model, or a form of it; answers to items outside it are not counted.
        responses: what the raters answered.

    Returns:
        A tally for each item, by id.

    Raises:
        InputError: an answer is not an option of its item; every such answer is named.
    """
    faults: list[str] = []
    counted = {item.id: _count(item, responses, faults) for item in model.items}
    if faults:
        raise InputError(responses.organisation.name, faults)
    return counted


def _count(item: Item, responses: Responses, faults: list[str]) -> Tally:
    counts = [0] * len(item.options)
    others = {"dont_know": 0, "not_applicable": 0, "unanswered": 0}
    for rater in responses.raters:
        answer = rater.answers.get(item.id, _BLANK)
        if answer.dont_know or answer.option is None:
            others[_why(answer)] += 1
        elif (rank := _rank(item, answer.option, f"rater '{rater.id}'", faults)) is not None:
            counts[rank] += 1
    agreed = responses.consensus.get(item.id)
    consensus = None if agreed is None else _rank(item, agreed.option, "consensus", faults)
    return Tally(tuple(counts), **others, consensus=consensus)


def _rank(item: Item, option: str, who: str, faults: list[str]) -> int | None:
    try:
        return item.rank(option)
    except UnknownNameError as error:
        faults.append(f"{who}, {error}")
        return None


def _why(answer: Answer) -> str:
    """Say why an answer is no vote."""
    if answer.dont_know:
        return "dont_know"
    return "unanswered" if answer.not_applicable is None else "not_applicable"


def read(item: Item, votes: Tally) -> Reading:
    """Turn the votes on an item into the organisation's answer.

    Args:
        item: the item voted on.
        votes: its tally.

    Returns:
        The lower median option's rank and the mean value, or why there is neither.

    >>> from sociable_assessment.model import Option
    >>> item = Item("a", "n", "?", (Option("no", 0), Option("partly", 1), Option("yes", 3)), ("", "", ""))
    >>> read(item, Tally((1, 0, 1)))
    Reading(status='answered', rank=0, value=1.5)
    >>> read(item, Tally((1, 0, 1), not_applicable=3)).status
    'not-applicable'
    """
    if votes.consensus is not None:
        return Reading("answered", votes.consensus, item.options[votes.consensus].value)
    if votes.not_applicable > votes.votes:
        return NOT_APPLICABLE
    if not votes.votes:
        return UNKNOWN
    return Reading("answered", lower_median(votes.counts), _mean(item, votes))


def _mean(item: Item, votes: Tally) -> float:
    """Average the votes' values; never outside them, whatever the floating point makes of 13 times 23.3."""
    chosen = [(n, option.value) for n, option in zip(votes.counts, item.options, strict=True) if n]
    mean = sum(n * value for n, value in chosen) / votes.votes
    return min(max(mean, chosen[0][1]), chosen[-1][1])


def lower_median(counts: Sequence[int]) -> int:
    """Find the lower median of counted ranks.

    Args:
        counts: how many votes each rank got, lowest first; at least one vote.

    Returns:
        The rank of the middle vote; of two middle votes the lower.

    >>> lower_median((2, 0, 2)), lower_median((1, 0, 2))
    (0, 2)
    """
    middle, seen = (sum(counts) - 1) // 2, 0
    for rank, count in enumerate(counts):
        seen += count
        if seen > middle:
            return rank
    msg = "a median needs at least one vote"
    raise ValueError(msg)


def read_all(model: Model, tallies: Mapping[str, Tally]) -> dict[str, Reading]:
    """Turn all tallies into readings.

    Args:
        model: the model, or a form of it.
        tallies: by item id; an item without one is unknown.

    Returns:
        A reading for each item of the model, by id.
    """
    return {i.id: read(i, tallies[i.id]) if i.id in tallies else UNKNOWN for i in model.items}
