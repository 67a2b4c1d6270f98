"""What raters answered about one organisation at one time, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """One rater's answer to one item: an option, don't know, or not applicable with its reason.

    Exactly one of `option`, `dont_know` and `not_applicable` is set; an item that was not answered has no
    `Answer` at all. `evidence` goes with any of them.
    """

    option: str | None = None
    dont_know: bool = False
    not_applicable: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Rater:
    """One person's answers, by item id."""

    id: str
    answers: Mapping[str, Answer]
    department: str = ""
    assessed_on: str = ""


@dataclass(frozen=True, slots=True)
class Consensus:
    """What the raters agreed on in the room; it replaces their votes. Dissent is kept."""

    option: str
    reason: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """What the raters decided to do: who sees to it, and until when (a date such as 2026-09-14, or "")."""

    do: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose answers these are."""

    name: str
    sector: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Responses:
    """All answers about one organisation in one wave; `changes` tells what a newer model made of them.

    `departments` is a closed list in place of the model's, `minimum_group` the smallest group that is shown where
    it is not the usual one, and `actions` what the raters decided to do.
    """

    organisation: Organisation
    raters: tuple[Rater, ...]
    wave: str = ""
    consensus: Mapping[str, Consensus] = field(default_factory=dict)
    model_id: str = ""
    model_version: str = ""
    form: str = "full"
    changes: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    minimum_group: int | None = None
    actions: tuple[AgreedAction, ...] = ()
