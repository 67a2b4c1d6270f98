"""Small models, panels of raters, and random ones of both kinds: what all tests of the engine share.

A vote is written as a word: an option's id, "?" (don't know), "n/a", or "" (not answered).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sociable_assessment.model import Action, Axis, Clause, Item, Map, Model, Node, Option, Rung, Stage
from sociable_assessment.next_step import NextStep, next_step
from sociable_assessment.position import Position, place
from sociable_assessment.readings import Reading, read_all, tally
from sociable_assessment.responses import Answer, Consensus, Organisation, Rater, Responses
from sociable_assessment.scoring import Score, score

Votes = Mapping[str, str]
ALL = ("mean", "sum", "min", "ladder")
ADDITIVE = ("mean", "sum")
SETS = (("no", "yes"), ("no", "partly", "yes"), ("no", "partly", "mostly", "yes"))


def examples(count: int) -> Callable[[Any], Any]:
    """Try a property on this many examples, the same each time; EXPLORE=20 tries 20 times as many, at random."""
    explore = int(os.environ.get("EXPLORE", "0"))
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    wanted = count * max(1, explore)
    return settings(deadline=None, max_examples=wanted, derandomize=not explore, suppress_health_check=quiet)


# ---------------------------------------------------------------- builders


def scale(*ids: str, values: Sequence[float] | None = None) -> tuple[Option, ...]:
    return tuple(Option(i, v) for i, v in zip(ids, values or range(len(ids)), strict=True))


STEPS = scale("no", "partly", "mostly", "yes")


def an_item(name: str, parent: str = "m", options: tuple[Option, ...] = STEPS, **more: Any) -> Item:
    return Item(name, parent, f"{name}?", options, tuple(option.id for option in options), **more)


def a_model(items: Sequence[Item], nodes: Sequence[Node] = (), **more: Any) -> Model:
    root = more.pop("root", Node("m", None))
    return Model("m", "1.0.0", "A model", root, tuple(nodes), tuple(items), **more)


def stages(*gates: Sequence[Clause]) -> tuple[Stage, ...]:
    """Stages s0, s1, … with s0 as the one without a gate."""
    return tuple(Stage(f"s{n}", f"Stage {n}", gate=tuple(gate)) for n, gate in enumerate([(), *gates]))


def a_rater(name: str, votes: Votes, department: str = "") -> Rater:
    return Rater(name, {item: _answer(vote) for item, vote in votes.items() if vote}, department)


def _answer(vote: str) -> Answer:
    if vote == "?":
        return Answer(dont_know=True)
    return Answer(not_applicable="not ours") if vote == "n/a" else Answer(option=vote)


def respond(*panel: Votes, consensus: Votes | None = None) -> Responses:
    agreed = {item: Consensus(option) for item, option in (consensus or {}).items()}
    raters = tuple(a_rater(f"r{n}", votes) for n, votes in enumerate(panel))
    return Responses(Organisation("Example"), raters, consensus=agreed)


class Assessed(NamedTuple):
    """All that the engine makes of one panel."""

    readings: dict[str, Reading]
    scores: dict[str, Score]
    position: Position
    step: NextStep | None


def assess(model: Model, *panel: Votes, consensus: Votes | None = None) -> Assessed:
    return assess_readings(model, read_all(model, tally(model, respond(*panel, consensus=consensus))))


def assess_readings(model: Model, readings: dict[str, Reading]) -> Assessed:
    scores = score(model, readings)
    position = place(model, readings, scores)
    return Assessed(readings, scores, position, next_step(model, readings, position))


def rank_of(model: Model, stage: str | None) -> int:
    return [each.id for each in model.stages].index(str(stage))


def lowest(model: Model) -> dict[str, str]:
    return {item.id: item.options[0].id for item in model.items}


def highest(model: Model) -> dict[str, str]:
    return {item.id: item.options[-1].id for item in model.items}


def every_answer(model: Model) -> list[dict[str, str]]:
    """All complete sets of answers that one rater can give."""
    choices = product(*([option.id for option in item.options] for item in model.items))
    return [dict(zip([item.id for item in model.items], chosen, strict=True)) for chosen in choices]


NEVER = (Clause("", of=(), count=1),)  # a gate that nobody meets: of its clauses, none is about anything


def without(model: Model, name: str) -> Model:
    """Take an item out of a model: out of the tree, the gates and the rungs. A stage left with no clause is lost."""
    items = tuple(item for item in model.items if item.id != name)
    owners = {node for node, below in model.items_under.items() if any(item.id != name for item in below)}

    def narrow(gate: Sequence[Clause]) -> tuple[Clause, ...]:
        kept = [clause for clause in gate if clause.item != name]
        return tuple(replace(clause, of=tuple(n for n in clause.of if n in owners)) for clause in kept)

    def prune(node: Node) -> Node:
        rungs = [replace(rung, gate=narrow(rung.gate)) for rung in node.rungs]
        return replace(node, rungs=tuple(rung for rung in rungs if rung.gate))

    return replace(
        model,
        root=prune(model.root),
        items=items,
        nodes=tuple(prune(node) for node in model.nodes if node.id in owners),
        stages=tuple(replace(stage, gate=narrow(stage.gate) or NEVER[: len(stage.gate)]) for stage in model.stages),
        map=None,
    )


# ---------------------------------------------------------------- dice


class Dice(Random):
    """Makes random models and panels. One seed is one draw for hypothesis, so that thousands take seconds."""

    def __init__(self, seed: int, most: int) -> None:
        super().__init__(seed)
        self.seed_, self.most = seed, most

    def __repr__(self) -> str:
        return f"Dice({self.seed_}, {self.most})"

    def flip(self) -> bool:
        return self.random() < 0.5

    def some(self, pool: Sequence[Any], most: int) -> list[Any]:
        return self.sample(pool, self.randint(1, min(most, len(pool))))

    def shuffled(self, pool: Iterable[Any]) -> list[Any]:
        known = list(pool)
        return self.sample(known, len(known))

    # -- models

    def model(self, combines: Sequence[str] = ALL) -> Model:
        """A random tree of up to four nodes, with several answer sets, weights, gates and a map."""
        names = [f"n{n}" for n in range(self.randint(0, 4))]
        bare = [Node(name, self.choice([None, "m", *names[:n]])) for n, name in enumerate(names)]
        sets = [self._options() for _ in range(self.randint(1, 3))]
        items = [self._item(f"i{n}", ["m", *names], self.choice(sets)) for n in range(self.randint(1, self.most))]
        model = a_model(items, bare, minimum_applicable=self.choice((1, 1, 2)))
        model = replace(model, nodes=tuple(node for node in bare if model.items_under[node.id]))
        root, *nodes = [self._node(model, node, combines) for node in (model.root, *model.nodes)]
        return replace(
            model,
            root=root,
            nodes=tuple(nodes),
            stages=stages(*(self._gate(model, "m") for _ in range(self.randint(1, 3)))),
            map=Map(*(Axis(tuple(self.some([root.id, *(n.id for n in nodes)], 2)), "low", "high") for _ in range(2))),
            minimum_coverage=self.choice((0.0, 0.5, 0.7)),
        )

    def _options(self) -> tuple[Option, ...]:
        ids = self.choice(SETS)
        values = sorted(self.randint(-20, 40) / 10 for _ in ids)
        values[-1] += values[0] == values[-1]
        return scale(*ids, values=values)

    def _item(self, name: str, nodes: Sequence[str], options: tuple[Option, ...]) -> Item:
        actions = tuple(Action(o.id, f"do {o.id}", self.choice((0.5, 1, 2, 5))) for o in options[1:])
        return an_item(name, self.choice(nodes), options, weight=self.choice((1.0, 0.5, 3.0)), actions=actions)

    def _node(self, model: Model, node: Node, combines: Sequence[str]) -> Node:
        combine = self.choice(combines)
        base = self.choice((0.0, 1.0, 110.0)) if combine in {"sum", "ladder"} else 0.0
        rungs: tuple[Rung, ...] = ()
        if combine == "ladder":
            rungs = tuple(Rung(base + 0.7 * n, self._gate(model, node.id)) for n in range(1, self.randint(2, 4)))
        return replace(node, combine=combine, weight=self.choice((1.0, 2.0, 0.7)), base=base, rungs=rungs)

    def _gate(self, model: Model, node: str) -> tuple[Clause, ...]:
        return tuple(self._clause(model, node) for _ in range(self.randint(1, 3)))

    def _clause(self, model: Model, node: str) -> Clause:
        """A clause on an item, or on some nodes, at or below a node."""
        if self.flip():
            item = self.choice(model.items_under[node])
            return Clause(self.choice(item.options[1:]).id, item=item.id)
        inside = set(model.items_under[node])
        of = tuple(self.some([name for name, items in model.items_under.items() if items and set(items) <= inside], 2))
        items = model.clause_items(Clause("", of=of))
        common = set.intersection(*({option.id for option in item.options[1:]} for item in items))
        option = self.choice(sorted(common))
        if self.flip():
            return Clause(option, of=of, count=self.randint(1, len(items)))
        return Clause(option, of=of, at_least=self.choice((0.3, 0.5, 2 / 3, 0.75, 1.0)))

    # -- answers

    def votes(self, model: Model, others: Sequence[str] = ("?", "", "n/a")) -> dict[str, str]:
        """One rater's answers; `others` are the words allowed beside options."""
        return {i.id: self.choice([*(option.id for option in i.options), *others]) for i in model.items}

    def panel(self, model: Model, others: Sequence[str] = ("?", "", "n/a"), size: int = 4) -> list[dict[str, str]]:
        return [self.votes(model, others) for _ in range(self.randint(1, size))]

    def improve(self, model: Model, panel: Sequence[Votes]) -> list[dict[str, str]]:
        """The same panel, one vote for an option raised by one or more; unchanged where there is none to raise."""
        better = [dict(each) for each in panel]
        rises = [
            (each, item.id, option.id)
            for each in better
            for item in model.items
            if each[item.id] in {o.id for o in item.options}
            for option in item.options[item.rank(each[item.id]) + 1 :]
        ]
        if rises:
            each, item, option = self.choice(rises)
            each[item] = option
        return better


dice = st.builds(Dice, st.integers(0, 2**48), st.integers(1, 6))
