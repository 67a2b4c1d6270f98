"""Read many organisations' votes at once: the same answers as `readings`, in columns.

Every array here has one entry an organisation and wave. Tests hold each step to its plain form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sociable_assessment.codes import NOT_APPLICABLE, Bytes, Codes, Ints
from sociable_assessment.model import Item, Model
from sociable_assessment.readings import Tally

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Votes:
    """An item's votes: `counts` a column for each option, then don't know, not applicable, unanswered."""

    counts: npt.NDArray[np.int64]
    unsure: npt.NDArray[np.int64]
    not_applicable: npt.NDArray[np.int64]
    blank: npt.NDArray[np.int64]

    def tally(self, place: int) -> Tally:
        """Give one organisation's votes in their plain form.

        Args:
            place: the organisation's place.

        Returns:
            Its tally.
        """
        rest = (self.unsure[place], self.not_applicable[place], self.blank[place])
        return Tally(tuple(map(int, self.counts[place])), *map(int, rest))


@dataclass(frozen=True)
class Readings:
    """Answers to one item: rank (-1 unless answered), value (NaN unless answered), and whether it applies."""

    rank: npt.NDArray[np.int64]
    value: Floats
    applies: Truths


def count_votes(model: Model, codes: Codes, owner: Ints, owners: int) -> dict[str, Votes]:
    """Count the votes on each item.

    Args:
        model: the model, or a form of it.
        codes: the answers.
        owner: whose each row is, 0 to `owners` - 1.
        owners: how many there are.

    Returns:
        The votes by item id; an item without a column is unanswered by all.
    """
    rows = np.bincount(owner, minlength=owners)
    return {item.id: _count(item, codes.answers.get(item.id), owner, rows) for item in model.items}


def _count(item: Item, answers: Bytes | None, owner: Ints, rows: npt.NDArray[np.int64]) -> Votes:
    options, owners = len(item.options), len(rows)
    if answers is None:
        none = np.zeros(owners, np.int64)
        return Votes(np.zeros((owners, options), np.int64), none, none, rows)
    places = answers.astype(np.int64)
    places[answers >= NOT_APPLICABLE] -= NOT_APPLICABLE - options
    found = np.bincount(places * owners + owner, minlength=owners * (options + 3)).reshape(options + 3, owners)
    return Votes(found[:options].T, found[options + 1], found[options], found[options + 2])


def read_votes(model: Model, votes: Mapping[str, Votes]) -> dict[str, Readings]:
    """Turn votes into answers, as `readings.read` does.

    Args:
        model: the model, or a form of it.
        votes: by item id.

    Returns:
        Readings by item id.
    """
    return {item.id: _read(item, votes[item.id]) for item in model.items}


def _read(item: Item, votes: Votes) -> Readings:
    total = votes.counts.sum(axis=1)
    applies = votes.not_applicable <= total
    answered = applies & (total > 0)
    middle, seen = (total - 1) // 2, np.zeros_like(total)
    rank, value, alone = np.zeros_like(total), np.zeros(len(total)), np.full(len(total), np.nan)
    for counts, option in zip(votes.counts.T, item.options, strict=True):
        seen += counts
        rank += seen <= middle
        value += counts * option.value
        alone[counts == total] = option.value  # exactly, whatever the floating point makes of 13 times 23.3
    with np.errstate(invalid="ignore"):
        value = np.where(np.isnan(alone), value / total, alone)
    return Readings(np.where(answered, rank, -1), np.where(answered, value, np.nan), applies)
