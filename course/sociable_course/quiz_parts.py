"""What a quiz is made of, as frozen data.

A key that the learner must not have is None here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong belief, as a learner would say it."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a check or of a prediction."""

    id: str
    text: str
    right: bool | None = None
    misconception: str | None = None
    feedback: str | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """A guess to commit to before the data are shown: a number, or one of some options; none is right or wrong."""

    kind: ClassVar[str] = "prediction"
    points: ClassVar[float] = 0
    id: str
    objectives: tuple[str, ...]
    prompt: str
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    options: tuple[Option, ...] = ()
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A question with one right option; each wrong one names a misconception."""

    kind: ClassVar[str] = "check"
    id: str
    objectives: tuple[str, ...]
    question: str
    options: tuple[Option, ...]
    points: float = 0
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """Where a card of a sort can go."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """A category that a card is easily put into, and why it does not belong there."""

    category: str
    misconception: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Card:
    """A thing to be put into a category."""

    id: str
    text: str
    category: str | None = None
    feedback: str | None = None
    confusions: tuple[Confusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """Cards to be put into categories."""

    kind: ClassVar[str] = "sort"
    id: str
    objectives: tuple[str, ...]
    prompt: str
    categories: tuple[Category, ...]
    cards: tuple[Card, ...]
    points: float = 0
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What is decided about each step of a blueprint, and the choices there are."""

    id: str
    text: str
    options: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A choice that is easily made for a step, and why it does not fit there."""

    column: str
    option: str
    misconception: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a blueprint.

    `accepted` are the rows that fit, each with the options that it takes by column; a step may have several.
    """

    id: str
    text: str
    accepted: tuple[Mapping[str, tuple[str, ...]], ...] | None = None
    feedback: str | None = None
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The steps of a service, and for each a choice in every column."""

    kind: ClassVar[str] = "blueprint"
    id: str
    objectives: tuple[str, ...]
    prompt: str
    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    points: float = 0
    minutes: float | None = None

    @property
    def cells(self) -> dict[str, tuple[Step, Column]]:
        """Each choice to make, by the name that it has in an answer: `step.column`."""
        return {f"{step.id}.{column.id}": (step, column) for step in self.steps for column in self.columns}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a good text does."""

    id: str
    text: str
    points: float = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A short text of the learner's own, with a rubric to check it by."""

    kind: ClassVar[str] = "text"
    id: str
    objectives: tuple[str, ...]
    prompt: str
    rubric: tuple[Criterion, ...]
    minimum_words: int = 0
    sample: str | None = None
    points: float = 0
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong number that a known way of thinking leads to."""

    answer: float
    tolerance: float
    misconception: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number to be found, in code or by hand."""

    kind: ClassVar[str] = "number"
    id: str
    objectives: tuple[str, ...]
    prompt: str
    unit: str
    minimum: float
    maximum: float
    answer: float | None = None
    tolerance: float | None = None
    mistakes: tuple[Mistake, ...] = ()
    points: float = 0
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Rounds:
    """Decision rounds: what to spend on, quarter by quarter, in a scenario of `scenarios` with the luck of a seed."""

    kind: ClassVar[str] = "rounds"
    points: ClassVar[float] = 0
    id: str
    objectives: tuple[str, ...]
    prompt: str
    scenario: str
    seed: int
    minutes: float | None = None


Part = Prediction | Check | Sort | Blueprint | Text | Number | Rounds


@dataclass(frozen=True)
class Quiz:
    """Everything interactive of one lesson."""

    lesson: str
    misconceptions: tuple[Misconception, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    checks: tuple[Check, ...] = ()
    sorts: tuple[Sort, ...] = ()
    blueprints: tuple[Blueprint, ...] = ()
    texts: tuple[Text, ...] = ()
    numbers: tuple[Number, ...] = ()
    rounds: tuple[Rounds, ...] = ()

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Each part by its id, whatever its kind."""
        asked: tuple[Part, ...] = (*self.predictions, *self.checks, *self.sorts, *self.blueprints)
        found: tuple[Part, ...] = (*self.texts, *self.numbers, *self.rounds)
        return {part.id: part for part in (*asked, *found)}
