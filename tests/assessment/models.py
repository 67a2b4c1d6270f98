"""Small models, panels of raters, and hypothesis strategies for both: what all tests of the engine share.

A vote is written as a word: an option's id, "?" (don't know), "n/a", or "" (not answered).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
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
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        deadline=None, max_examples=count * (explore or 1), derandomize=not explore, suppress_health_check=quiet
    )


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


def without(model: Model, name: str) -> Model:
    """Take an item out of a model: out of the tree, the gates and the rungs."""
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
        stages=tuple(replace(stage, gate=narrow(stage.gate)) for stage in model.stages),
        map=None,
    )


# ---------------------------------------------------------------- strategies


@st.composite
def _options(draw: st.DrawFn) -> tuple[Option, ...]:
    ids = draw(st.sampled_from(SETS))
    size = len(ids)
    values = draw(st.lists(st.integers(-20, 40), min_size=size, max_size=size).filter(lambda v: len(set(v)) > 1))
    return scale(*ids, values=[value / 10 for value in sorted(values)])


@st.composite
def _items(draw: st.DrawFn, name: str, nodes: Sequence[str], sets: Sequence[tuple[Option, ...]]) -> Item:
    options = draw(st.sampled_from(sets))
    efforts = draw(st.lists(st.sampled_from((0.5, 1, 2, 5)), min_size=len(options) - 1, max_size=len(options) - 1))
    actions = tuple(Action(o.id, f"do {o.id}", effort) for o, effort in zip(options[1:], efforts, strict=True))
    weight = draw(st.sampled_from((1.0, 0.5, 3.0)))
    return an_item(name, draw(st.sampled_from(nodes)), options, weight=weight, actions=actions)


@st.composite
def _clauses(draw: st.DrawFn, model: Model, node: str) -> Clause:
    """A clause on an item, or on some nodes, at or below a node."""
    if draw(st.booleans()):
        item = draw(st.sampled_from(model.items_under[node]))
        return Clause(draw(st.sampled_from([option.id for option in item.options[1:]])), item=item.id)
    inside = set(model.items_under[node])
    known = [name for name, items in model.items_under.items() if items and set(items) <= inside]
    of = tuple(draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True)))
    items = model.clause_items(Clause("", of=of))
    common = set.intersection(*({option.id for option in item.options[1:]} for item in items))
    option = draw(st.sampled_from(sorted(common)))
    if draw(st.booleans()):
        return Clause(option, of=of, count=draw(st.integers(1, len(items))))
    return Clause(option, of=of, at_least=draw(st.sampled_from((0.3, 0.5, 2 / 3, 0.75, 1.0))))


def _gates(model: Model, node: str) -> st.SearchStrategy[tuple[Clause, ...]]:
    return st.lists(_clauses(model, node), min_size=1, max_size=3).map(tuple)


@st.composite
def _nodes(draw: st.DrawFn, model: Model, node: Node, combines: Sequence[str]) -> Node:
    combine = draw(st.sampled_from(combines))
    weight = draw(st.sampled_from((1.0, 2.0, 0.7)))
    base = draw(st.sampled_from((0.0, 1.0, 110.0))) if combine in {"sum", "ladder"} else 0.0
    rungs: tuple[Rung, ...] = ()
    if combine == "ladder":
        gates = draw(st.lists(_gates(model, node.id), min_size=1, max_size=3))
        rungs = tuple(Rung(base + 0.7 * n, gate) for n, gate in enumerate(gates, 1))
    return replace(node, combine=combine, weight=weight, base=base, rungs=rungs)


@st.composite
def models(draw: st.DrawFn, combines: Sequence[str] = ALL, max_items: int = 6, max_coverage: float = 0.7) -> Model:
    """A random tree of up to four nodes, with several answer sets, weights, two or three stages and a map."""
    names = [f"n{n}" for n in range(draw(st.integers(0, 4)))]
    bare = [Node(name, draw(st.sampled_from([None, "m", *names[:n]]))) for n, name in enumerate(names)]
    sets = draw(st.lists(_options(), min_size=1, max_size=3))
    count = draw(st.integers(1, max_items))
    items = [draw(_items(f"i{n}", ["m", *names], sets)) for n in range(count)]
    model = a_model(items, bare, minimum_applicable=draw(st.sampled_from((1, 1, 2))))
    model = replace(model, nodes=tuple(node for node in bare if model.items_under[node.id]))
    root, *nodes = [draw(_nodes(model, node, combines)) for node in (model.root, *model.nodes)]
    gates = draw(st.lists(_gates(model, "m"), min_size=1, max_size=3))
    axis = st.lists(st.sampled_from(["m", *(node.id for node in nodes)]), min_size=1, max_size=2, unique=True)
    drawn = Map(*(Axis(tuple(draw(axis)), "low", "high") for _ in range(2)))
    coverage = draw(st.sampled_from([c for c in (0.0, 0.5, 0.7) if c <= max_coverage]))
    return replace(
        model, root=root, nodes=tuple(nodes), stages=stages(*gates), map=drawn, minimum_coverage=coverage
    )


@st.composite
def votes(draw: st.DrawFn, model: Model, others: Sequence[str] = ("?", "", "n/a")) -> dict[str, str]:
    """One rater's answers; `others` are the words allowed beside options."""
    return {i.id: draw(st.sampled_from([*(option.id for option in i.options), *others])) for i in model.items}


def panels(model: Model, others: Sequence[str] = ("?", "", "n/a"), size: int = 4) -> st.SearchStrategy[list[Any]]:
    return st.lists(votes(model, others), min_size=1, max_size=size)


@st.composite
def cases(draw: st.DrawFn, others: Sequence[str] = ("?", "", "n/a"), size: int = 4, **kind: Any) -> Any:
    """A model and a panel that answers it."""
    model = draw(models(**kind))
    return model, draw(panels(model, others, size))


@st.composite
def improved(draw: st.DrawFn, model: Model, panel: Sequence[Votes]) -> list[dict[str, str]]:
    """The same panel, one vote for an option raised by one or more; unchanged where there is none to raise."""
    better = [dict(each) for each in panel]
    rises = [
        (n, item.id, option.id)
        for n, each in enumerate(panel)
        for item in model.items
        if each[item.id] in {o.id for o in item.options}
        for option in item.options[item.rank(each[item.id]) + 1 :]
    ]
    if rises:
        place_, item, option = draw(st.sampled_from(rises))
        better[place_][item] = option
    return better
