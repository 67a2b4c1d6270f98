"""Find the faults of the gates, rungs, forms and map in a model's data: dangling ids, and what can never hold.

Like `model_check` it works on data that may have other faults; a clause that names something unknown is reported
for that and not looked at further.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sociable_assessment.errors import suggest

Data = Mapping[str, Any]


class _Demand(NamedTuple):
    """A clause resolved: the rank it asks of each of its items, and of how many."""

    clause: Data
    ranks: dict[str, int]
    need: int


class _Tree(NamedTuple):
    """What clauses may name: the options of each item, and the items under each node."""

    options: dict[str, list[str]]
    under: dict[str, set[str]]
    nodes: list[str]
    items: list[str]


def check_gates(data: Data) -> list[str]:
    """Find every fault of a model's gates, rungs, forms and map.

    Args:
        data: the sound part of a model's data, as `model_check` prunes it.

    Returns:
        One sentence a fault.
    """
    tree = _resolve(data)
    minimum = data.get("minimum_applicable", 1)
    gates = [(stage["id"], stage.get("gate", ())) for stage in data["stages"]]
    faults = [*_first(data["stages"]), *_stages(gates, tree, minimum, "stage")]
    for node in _ladders(data):
        faults += _rungs(node, tree, minimum)
    for name, form in data["forms"].items():
        faults += _form(name, form, data, tree) if "items" in form else ()
    for name, axis in data["map"].items():
        faults += _unknown(f"map, {name}", "node", axis.get("of", ()), tree.nodes)
    return faults


def _ladders(data: Data) -> list[Data]:
    root = {"id": "", **data}
    ladders = [node for node in (root, *data["nodes"]) if node.get("combine") == "ladder"]
    return [node for node in ladders if "rungs" in node]


def _resolve(data: Data) -> _Tree:
    sets, items = data["answer_sets"], data["items"]
    options = {
        item["id"]: [option["id"] for option in sets[item["answers"]]["options"]]
        for item in items
        if item.get("answers") in sets
    }
    parents = {each["id"]: each.get("parent") for each in (*data["nodes"], *items)}
    under: dict[str, set[str]] = {name: set() for name in (data.get("id", ""), *data["nodes_ids"])}
    for item in data["items_ids"]:
        here, seen = parents[item], set[str]()
        while here in under and here not in seen:
            under[here].add(item)
            seen.add(here)
            here = parents.get(here)
    under[data.get("id", "")] = set(data["items_ids"])
    return _Tree(options, under, [data.get("id", ""), *data["nodes_ids"]], data["items_ids"])


def _unknown(where: str, kind: str, names: Iterable[str], known: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{where}: no {kind} '{name}'; {suggest(name, known)}"


def _misnamed(where: str, kind: str, names: Sequence[str], tree: _Tree) -> Iterator[str]:
    """Find the names of a clause that mean nothing, or the other kind of thing."""
    known, others = (tree.items, tree.nodes) if kind == "item" else (tree.nodes, tree.items)
    for name in names:
        if name in others and name not in known:
            slip = f'a node: write of = ["{name}"]' if kind == "item" else f'an item: write item = "{name}"'
            yield f"{where}: '{name}' is {slip}"
        else:
            yield from _unknown(where, kind, [name], known)


def _first(stages: Sequence[Data]) -> Iterator[str]:
    for place, stage in enumerate(stages):
        gated = "gate" in stage or "gate" in stage["lacking"]
        if place == 0 and gated:
            yield f"stage '{stage['id']}': the first stage has no gate; it is where everyone starts"
        if place > 0 and not gated:
            yield f"stage '{stage['id']}': it needs a gate, or it would be held by everyone"


def _demands(where: str, gate: Iterable[Data], tree: _Tree, faults: list[str]) -> list[_Demand]:
    found = []
    for number, clause in enumerate(gate, 1):
        place = f"{where}, clause {number}"
        asked = [clause["item"]] if "item" in clause else clause["of"]
        kind = "item" if "item" in clause else "node"
        unknown = list(_misnamed(place, kind, asked, tree))
        faults += unknown
        items = set(asked) if kind == "item" else set().union(*(tree.under.get(node, set()) for node in asked))
        wrong = list(_options(place, clause["option"], sorted(items & tree.options.keys()), tree))
        faults += wrong
        if not unknown and not wrong and items <= tree.options.keys():
            found.append(_demand(clause, items, tree))
    return found


def _options(place: str, option: str, items: Sequence[str], tree: _Tree) -> Iterator[str]:
    for item in items:
        if option not in tree.options[item]:
            yield f"{place}: item '{item}' has no option '{option}'; {suggest(option, tree.options[item])}"


def _demand(clause: Data, items: set[str], tree: _Tree) -> _Demand:
    share = math.ceil(clause.get("at_least", 0) * len(items) - 1e-9)
    need = clause.get("count", max(1, share))
    return _Demand(clause, {item: tree.options[item].index(clause["option"]) for item in items}, need)


def _stages(gates: Sequence[tuple[str, Any]], tree: _Tree, minimum: int, kind: str) -> list[str]:
    faults: list[str] = []
    before: list[tuple[str, _Demand]] = []
    for stage, gate in gates:
        where = f"{kind} '{stage}'"
        demands = _demands(where, gate, tree, faults)
        faults += [f for demand in demands for f in _impossible(where, demand, minimum)]
        faults += _contradictions(where, demands, before)
        if demands and len(demands) == len(gate) and all(_implied(d, before) for d in demands):
            faults.append(f"{where}: its gate asks no more than the lower gates, so no one can be held below it")
        before += [(stage, demand) for demand in demands]
    return faults


def _impossible(where: str, demand: _Demand, minimum: int) -> Iterator[str]:
    name, size = _show(demand.clause), len(demand.ranks)
    if demand.need > size:
        yield f"{where}: {name} can never hold: it asks for {demand.need} of {size} items"
    elif "of" in demand.clause and minimum > size:
        yield f"{where}: {name} can never hold: {minimum} items must apply, and there are {size}"
    if not any(demand.ranks.values()):
        yield f"{where}: {name} always holds: '{demand.clause['option']}' is the lowest option"


def _contradictions(where: str, demands: Sequence[_Demand], before: Sequence[tuple[str, _Demand]]) -> Iterator[str]:
    for demand in demands:
        for stage, lower in before:
            if lower.ranks.keys() == demand.ranks.keys() and _forces(lower, demand) and not _forces(demand, lower):
                yield f"{where}: {_show(demand.clause)} asks for less than stage '{stage}' below it does"
    named = [demand.clause["item"] for demand in demands if "item" in demand.clause]
    for item in sorted({name for name in named if named.count(name) > 1}):
        yield f"{where}: it asks for item '{item}' more than once"


def _implied(demand: _Demand, before: Sequence[tuple[str, _Demand]]) -> bool:
    return any(_forces(lower, demand) for _, lower in before)


def _forces(one: _Demand, other: _Demand) -> bool:
    """Tell whether meeting one demand meets the other, all items being applicable."""
    elsewhere = sum(item not in other.ranks or rank < other.ranks[item] for item, rank in one.ranks.items())
    return one.need - elsewhere >= other.need


def _show(clause: Data) -> str:
    return f"the clause on {clause.get('item') or ', '.join(clause['of'])} at '{clause['option']}'"


def _rungs(node: Data, tree: _Tree, minimum: int) -> list[str]:
    faults: list[str] = []
    clauses = [clause for rung in node["rungs"] for clause in rung["gate"]]
    used = {clause["item"] for clause in clauses if "item" in clause}
    used |= {item for clause in clauses for name in clause.get("of", ()) for item in tree.under.get(name, ())}
    gates = [(f"{rung['value']:g}", rung["gate"]) for rung in node["rungs"]]
    where = f"ladder '{node['id']}', rung"
    faults += _stages(gates, tree, minimum, where)
    for value, gate in gates:
        for demand in _demands("", gate, tree, []):
            faults += [
                f"{where} '{value}': item '{item}' does not stand below this node"
                for item in sorted(demand.ranks.keys() - tree.under[node["id"]])
            ]
    idle = tree.under[node["id"]] - used
    return faults + [f"ladder '{node['id']}': no rung asks for item '{item}'" for item in sorted(idle)]


def _form(name: str, form: Data, data: Data, tree: _Tree) -> Iterator[str]:
    where = f"form '{name}'"
    if name == "full":
        yield f"{where}: this name stands for the whole model; call the form something else"
    yield from _unknown(where, "item", form["items"], tree.items)
    for item in sorted({each for each in form["items"] if form["items"].count(each) > 1}):
        yield f"{where}: item '{item}' stands more than once"
    stages = data["stages_ids"]
    gates = form.get("gates", {})
    yield from _unknown(f"{where}, gates", "stage", gates, stages)
    for stage in stages[1:]:
        if stage not in gates and "gates" not in form["lacking"]:
            yield f"{where}: no gate for stage '{stage}'; a form has gates of its own for every stage after the first"
    if stages and stages[0] in gates:
        yield f"{where}: stage '{stages[0]}' is the first and has no gate"
    chosen = set(form["items"])
    inside = tree._replace(
        options={item: options for item, options in tree.options.items() if item in chosen},
        under={node: items & chosen for node, items in tree.under.items()},
    )
    ordered = [(stage, gates[stage]) for stage in stages if stage in gates]
    minimum = form.get("minimum_applicable", data.get("minimum_applicable", 1))
    yield from _outside(where, ordered, chosen, tree)
    yield from _stages(ordered, inside, minimum, f"{where}, stage")
    for node in _ladders(data):
        for rung in node["rungs"]:
            place = f"{where}, ladder '{node['id']}', rung '{rung['value']:g}'"
            asking = [demand for demand in _demands(place, rung["gate"], inside, []) if demand.ranks]
            yield from (fault for demand in asking for fault in _impossible(place, demand, minimum))


def _outside(where: str, gates: Sequence[tuple[str, Any]], chosen: set[str], tree: _Tree) -> Iterator[str]:
    for stage, gate in gates:
        for clause in gate:
            if clause.get("item") in set(tree.items) - chosen:
                yield f"{where}, stage '{stage}': item '{clause['item']}' is not part of this form"
