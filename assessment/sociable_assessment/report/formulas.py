"""The engine's rules as spreadsheet formulas: value and index of a part from its parts, and whether a gate is met.

Only functions that every spreadsheet program has. A ladder has no short formula; its value stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sociable_assessment.model import Clause, Item, Model, Node

LONGEST = 8000  # characters that Excel takes in a formula, with some to spare
_NEVER = "1E+300"  # what a missing part is for MIN


@dataclass(frozen=True, slots=True)
class Cells:
    """Where the numbers of an item or a part stand: cells such as `Answers!$G$5`, or numbers for what never changes."""

    value: str
    low: str
    high: str
    answered: str
    asked: str
    weight: float
    rank: str = ""


def part_formulas(node: Node, children: Sequence[Cells], own: Cells, minimum_coverage: float) -> dict[str, str]:
    """Write the formulas of a part of the model.

    Args:
        node: the part.
        children: where the numbers of its parts stand.
        own: where its own numbers stand.
        minimum_coverage: the share of known answers below which it has no value.

    Returns:
        A formula for each of value, low, high, answered, asked, coverage and index; none for a value that has no
        formula that fits.
    """
    found = {
        "answered": "=" + "+".join(child.answered for child in children),
        "asked": "=" + "+".join(child.asked for child in children),
        "coverage": f'=IF({own.asked}=0,"",{own.answered}/{own.asked})',
        "index": f'=IF(N({own.high})>N({own.low}),100*(({own.value}-{own.low})/({own.high}-{own.low})),"")',
    }
    if node.combine != "ladder":
        enough = f"AND({own.asked}>0,{own.answered}/MAX(1,{own.asked})>={minimum_coverage!r})"
        for column in ("value", "low", "high"):
            found[column] = f'=IF({_is_known(node, children, enough)},{_combine(node, children, column)},"")'
    return found if all(len(text) <= LONGEST for text in found.values()) else {}


def _is_known(node: Node, children: Sequence[Cells], enough: str) -> str:
    """Say when a part has a value: enough is known, and of a sum or minimum all of it."""
    some = f"COUNT({','.join(child.value for child in children)})>0"
    if node.combine == "mean":
        return f"AND({enough},{some})"
    missing = "+".join(f"({child.asked}>0)*NOT(ISNUMBER({child.value}))" for child in children)
    return f"AND({enough},{some},{missing}=0)"


def _combine(node: Node, children: Sequence[Cells], column: str) -> str:
    if node.combine == "min":
        return f"MIN({','.join(_one(child, column) for child in children)})"
    total = "+".join(f"{_times(child)}{_known(child, column)}" for child in children)
    if node.combine == "sum":
        return f"{node.base:g}+{total}" if node.base else total
    weights = "+".join(f"{_times(child)}ISNUMBER({child.value})" for child in children)
    return f"({total})/({weights})"


def _times(child: Cells) -> str:
    return f"{child.weight!r}*"


def _known(child: Cells, column: str) -> str:
    """Take a number of a part where the part has a value, else nothing."""
    if column == "value":
        return f"N({child.value})"
    number = child.low if column == "low" else child.high
    return f"ISNUMBER({child.value})*N({number})"


def _one(child: Cells, column: str) -> str:
    """Take a number of a part for MIN, which passes over the texts in cells, and only over those."""
    number = {"value": child.value, "low": child.low, "high": child.high}[column]
    return f"IF(ISNUMBER({child.value}),{number},{_NEVER})" if column != "value" else child.value


@dataclass(frozen=True, slots=True)
class Demand:
    """A clause as formulas: how many items it asks for, how many are there, and whether it is met."""

    need: str
    reached: str
    met: str


def clause_formulas(model: Model, clause: Clause, cells: Mapping[str, Cells], need: str, reached: str) -> Demand | None:
    """Write the formulas of a clause of a gate.

    Args:
        model: the model, or a form of it.
        clause: the clause.
        cells: where each item's numbers stand.
        need: the cell that tells how many items it asks for.
        reached: the cell that tells how many are there.

    Returns:
        The formulas; None where they would be too long.
    """
    items = model.clause_items(clause)
    applying = "+".join(cells[item.id].asked for item in items)
    there = "+".join(_reaches(item, clause.option, cells[item.id]) for item in items)
    if clause.item is not None:
        found = Demand(f"={applying}", f"={there}", f"={reached}>={need}")
    else:
        asked = f"{clause.count or 1}" if clause.at_least is None else _share(clause.at_least, applying)
        found = Demand(f"={asked}", f"={there}", f"=AND({applying}>={model.minimum_applicable},{reached}>={need})")
    return found if max(map(len, (found.need, found.reached, found.met))) <= LONGEST else None


def _share(share: float, applying: str) -> str:
    return f"MAX(1,ROUNDUP({share!r}*({applying})-0.000000001,0))"


def _reaches(item: Item, option: str, cells: Cells) -> str:
    return f"ISNUMBER({cells.rank})*(N({cells.rank})>={item.rank(option)})"
