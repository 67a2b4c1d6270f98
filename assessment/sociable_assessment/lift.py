"""The cheapest set of better answers that meets a set of clauses.

Used for an organisation's next step (cheapest = fewest items, then least effort) and for the start of a
stage's region on the map (cheapest = least index). Exact: clauses that share items are solved together by
dynamic programming over what each still needs, the others apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sociable_assessment.gates import Verdict
from sociable_assessment.model import Item, Model
from sociable_assessment.readings import Reading

Cost = tuple[float, ...]
Price = Callable[[Item, int, int], Cost]
Chosen = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Move:
    item: str
    rank: int
    cost: Cost
    helps: tuple[int, ...]


def raise_to(
    model: Model, verdicts: Sequence[Verdict], readings: Mapping[str, Reading], price: Price
) -> dict[str, int] | None:
    """Find the cheapest answers that meet all clauses, from the answers that are there.

    Args:
        model: the model, or a form of it.
        verdicts: how the clauses stand now; those that hold ask for nothing.
        readings: the organisation's answers; an unknown one counts as the lowest option.
        price: the cost of raising an item from one rank to a higher one; tuples of one length, added place
            by place and compared from the left.

    Returns:
        The ranks to reach by item id, empty when nothing is missing, None when no answers would do.
        Equal costs are decided by item id.

    >>> from sociable_assessment.gates import judge_all
    >>> from sociable_assessment.model_file import read_model
    >>> model = read_model()
    >>> lowest = {item.id: Reading("answered", 0, 0.0) for item in model.items}
    >>> experiment = judge_all(model, model.stages[1].gate, lowest)
    >>> raise_to(model, experiment, lowest, lambda item, start, to: (to - start, item.id != "use-need"))
    {'use-need': 1}
    """
    open_ = [v for v in verdicts if not v.holds]
    if not all(v.applicable_enough and len(v.reached) + len(_below(v)) >= v.need for v in open_):
        return None
    ranks: dict[str, int] = {}
    for group in _components(open_):
        ranks |= dict(_solve(group, _moves(model, group, readings, price)))
    return ranks


def _below(verdict: Verdict) -> tuple[str, ...]:
    return (*verdict.short, *verdict.unknown)


def _components(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """Part the clauses into groups that share no item."""
    groups: list[tuple[set[str], list[Verdict]]] = []
    for verdict in verdicts:
        items, members = set(_below(verdict)), [verdict]
        for group in [g for g in groups if g[0] & items]:
            groups.remove(group)
            items |= group[0]
            members = group[1] + members
        groups.append((items, members))
    return [members for _, members in groups]


def _moves(
    model: Model, group: Sequence[Verdict], readings: Mapping[str, Reading], price: Price
) -> dict[str, list[_Move]]:
    moves: dict[str, list[_Move]] = {}
    for name in sorted({item for verdict in group for item in _below(verdict)}):
        item = model.item_by_id[name]
        asked = {n: item.rank(v.clause.option) for n, v in enumerate(group) if name in _below(v)}
        start = readings[name].rank or 0
        moves[name] = [
            _Move(name, rank, price(item, start, rank), tuple(n for n, r in asked.items() if r <= rank))
            for rank in sorted(set(asked.values()))
        ]
    return moves


def _solve(group: Sequence[Verdict], moves: Mapping[str, Sequence[_Move]]) -> Chosen:
    """Keep, for every combination of needs still open, the cheapest way there.

    Items that help the same clauses are taken together, and a combination is dropped as soon as too few items are
    left for one of its needs: so a clause over everything does not multiply with each of the clauses inside it.
    """
    width = len(next(iter(moves.values()))[0].cost)
    start = tuple(v.need - len(v.reached) for v in group)
    best: dict[tuple[int, ...], tuple[Cost, Chosen]] = {start: ((0.0,) * width, ())}
    order = _order(moves)
    left_over = [sum(n in _helped(moves[name]) for name in order) for n in range(len(group))]
    for name in order:
        choices = moves[name]
        for n in _helped(choices):
            left_over[n] -= 1
        for needs, (cost, chosen) in list(best.items()):
            for move in choices:
                left = tuple(max(0, need - (n in move.helps)) for n, need in enumerate(needs))
                total = tuple(a + b for a, b in zip(cost, move.cost, strict=True))
                found = (total, tuple(sorted((*chosen, (move.item, move.rank)))))
                if left != needs and (left not in best or found < best[left]):
                    best[left] = found
        best = {needs: way for needs, way in best.items() if all(a <= b for a, b in zip(needs, left_over, strict=True))}
    return best[(0,) * len(group)][1]


def _helped(choices: Sequence[_Move]) -> tuple[int, ...]:
    return choices[-1].helps


def _order(moves: Mapping[str, Sequence[_Move]]) -> list[str]:
    """Put items that help the same clauses together, those of the narrowest clauses first."""
    size: dict[int, int] = {}
    for choices in moves.values():
        for n in _helped(choices):
            size[n] = size.get(n, 0) + 1
    return sorted(moves, key=lambda name: (min((size[n], n) for n in _helped(moves[name])), _helped(moves[name]), name))
