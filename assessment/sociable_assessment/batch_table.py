"""Results of a whole table of responses, without looking at raters one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress, islice
from typing import Any

import numpy as np
import numpy.typing as npt

from sociable_assessment.batch import (
    Columns,
    Verdicts,
    judge_stages,
    locate_columns,
    score_columns,
    stage_columns,
)
from sociable_assessment.batch_readings import Readings, count_votes, read_votes
from sociable_assessment.codes import NOT_APPLICABLE, Codes
from sociable_assessment.departments import Group
from sociable_assessment.model import Model
from sociable_assessment.result import Panel, describe_votes
from sociable_assessment.tables import column_names
from sociable_assessment.trend import describe_trend

SLICE = 50_000  # organisations at a time, so that memory does not grow with their number


def slice_codes(codes: Codes, size: int = SLICE) -> Iterator[Codes]:
    """Part a table of codes by organisation.

    Args:
        codes: the answers.
        size: how many organisations a part holds.

    Yields:
        Codes of so many organisations, in order, each with all its rows.
    """
    owners = len(codes.owners)
    order = np.argsort(codes.owner, kind="stable")
    edges = np.searchsorted(codes.owner[order], np.arange(0, owners + size, size))
    for first, start, end in zip(range(0, owners, size), edges, edges[1:], strict=False):
        rows = order[start:end]
        yield replace(
            codes,
            answers={item: answers[rows] for item, answers in codes.answers.items()},
            owner=codes.owner[rows] - np.int32(first),
            department=codes.department[rows],
            owners=codes.owners[first : first + size],
        )


def tabulate_codes(form: Model, codes: Codes) -> dict[str, list[Any]]:
    """Score every organisation in a table of codes.

    Args:
        form: the model, or a form of it.
        codes: the answers.

    Returns:
        The columns of a result table, `low` and `high` without values.
    """
    owners = len(codes.owners)
    readings = read_votes(form, count_votes(form, codes, codes.owner, owners))
    scores = score_columns(form, readings)
    root = scores[form.id]
    found: dict[str, Sequence[Any]] = {
        "organisation": [name for name, _ in codes.owners],
        "sector": [codes.homes.get(name, ("", ""))[0] for name, _ in codes.owners],
        "size": [codes.homes.get(name, ("", ""))[1] for name, _ in codes.owners],
        "wave": [wave for _, wave in codes.owners],
        "form": [form.form or "full"] * owners,
        "raters": np.bincount(codes.owner, minlength=owners).tolist(),
        "low": [None] * owners,
        "high": [None] * owners,
        "value": _cells(root.value),
        "index": _cells(root.index),
        "coverage": _cells(root.coverage),
        **_places(form, scores),
        **{
            f"{n.id}.{kind}": _cells(getattr(scores[n.id], kind))
            for n in form.dimensions
            for kind in ("value", "index")
        },
        **_stages(form, readings, owners),
    }
    return {name: list(found[name]) for name in column_names(form)}


def _cells(values: npt.NDArray[np.float64]) -> list[Any]:
    cells = values.astype(object)
    cells[np.isnan(values)] = None
    found: list[Any] = cells.tolist()
    return found


def _places(form: Model, scores: Mapping[str, Columns]) -> dict[str, list[Any]]:
    if form.map is None:
        return {}
    return {name: _cells(locate_columns(getattr(form.map, name), scores)) for name in ("across", "up")}


def _stages(form: Model, readings: Mapping[str, Readings], owners: int) -> dict[str, list[Any]]:
    if not form.stages:
        return {"stage": [None] * owners, "could_be": [None] * owners, "held_by": [""] * owners}
    names = np.array([stage.id for stage in form.stages], dtype=object)
    gates = judge_stages(form, readings)
    held, could = (stage_columns(gates, owners, could=could) for could in (False, True))
    held_by = _held_by(form, readings, gates, held)
    return {"stage": names[held].tolist(), "could_be": names[could].tolist(), "held_by": held_by}


def _held_by(
    form: Model,
    readings: Mapping[str, Readings],
    gates: Sequence[Sequence[Verdicts]],
    held: npt.NDArray[np.int64],
) -> list[str]:
    """Name the items that hold each organisation, each set of items put into words once."""
    order = {item.id: place for place, item in enumerate(form.items)}
    holding = np.zeros((len(order), len(held)), bool)
    for place, (stage, verdicts) in enumerate(zip(form.stages[1:], gates[1:], strict=True)):
        for clause, verdict in zip(stage.gate, verdicts, strict=True):
            unmet = (held == place) & ~verdict.holds
            for item in form.clause_items(clause):
                reading = readings[item.id]
                holding[order[item.id]] |= unmet & reading.applies & (reading.rank < item.rank(clause.option))
    sets, which = _different(holding)
    words = [" ".join(compress(order, on)) for on in sets]
    return [words[place] for place in which]


def _different(columns: npt.NDArray[np.bool_]) -> tuple[list[list[bool]], list[int]]:
    """List the different columns of a table of truths, and which of them each column is."""
    from pandas import factorize

    which = np.zeros(columns.shape[1], np.int64)
    for packed in np.packbits(columns, axis=0):
        which, _ = factorize(which * 256 + packed)
    firsts = np.unique(which, return_index=True)[1]
    return columns.T[firsts].tolist(), which.tolist()


def describe_codes(form: Model, codes: Codes) -> Iterator[dict[str, Any]]:
    """Describe every organisation in a table of codes, one after another.

    Args:
        form: the model, or a form of it.
        codes: the answers.

    Yields:
        Entries of a result file, without what needs single raters (uncertainty, evidence, reasons).
    """
    for part in slice_codes(codes, 1_000):
        votes = count_votes(form, part, part.owner, len(part.owners))
        edges = np.searchsorted(part.owner, np.arange(len(part.owners) + 1))
        for place, (_, wave) in enumerate(part.owners):
            rows = slice(edges[place], edges[place + 1])
            tallies = {item: each.tally(place) for item, each in votes.items()}
            panel = Panel(tallies, _groups(form, part, rows), int(edges[place + 1] - edges[place]))
            rest: dict[str, Any] = {
                "uncertainty": None,
                "consensus": {},
                "changes": list(codes.changes),
                "responses": None,
            }
            yield {**describe_votes(form, part.organisation(place), wave, panel), **rest}


def trace_codes(model: Model, form: Model, codes: Codes) -> Iterator[dict[str, Any]]:
    """Compare the waves of each organisation that has several, as `describe_trend` does, one after another.

    Args:
        model: the full model.
        form: the model, or the form of it that was filled in.
        codes: the answers.

    Yields:
        What changed from wave to wave.
    """
    waves: dict[str, list[int]] = {}
    for place in sorted(range(len(codes.owners)), key=lambda place: codes.owners[place][1]):
        waves.setdefault(codes.owners[place][0], []).append(place)
    several = [places for places in waves.values() if len(places) > 1]
    if not several:
        return
    chosen = _choose(codes, [place for places in several for place in places])
    entries = describe_codes(form, chosen)
    for places in several:
        yield from describe_trend(model, list(islice(entries, len(places))))


def _choose(codes: Codes, places: Sequence[int]) -> Codes:
    """Keep the rows of some owners, in the order given."""
    new = np.full(len(codes.owners), -1, np.int32)
    new[list(places)] = np.arange(len(places))
    rows = np.flatnonzero(new[codes.owner] >= 0)
    return replace(
        codes,
        answers={item: answers[rows] for item, answers in codes.answers.items()},
        owner=new[codes.owner[rows]],
        department=codes.department[rows],
        owners=[codes.owners[place] for place in places],
    )


def _groups(form: Model, codes: Codes, rows: slice) -> dict[str, Group]:
    present, places = np.unique(codes.department[rows], return_inverse=True)
    own = replace(codes, answers={i: a[rows] for i, a in codes.answers.items()}, owner=places.astype(np.int32))
    votes = count_votes(form, own, own.owner, len(present))
    voters = {node.id: _voters(form, own, node.id, len(present)) for node in form.dimensions}
    named = [(place, codes.departments[number]) for place, number in enumerate(present.tolist())]
    if [name for _, name in named] == [""]:
        return {}
    return {
        name: Group(
            {item: each.tally(place) for item, each in votes.items()},
            {node: int(counts[place]) for node, counts in voters.items()},
        )
        for place, name in sorted(named, key=lambda pair: pair[1])
    }


def _voters(form: Model, own: Codes, node: str, groups: int) -> npt.NDArray[np.int64]:
    voting = np.zeros(len(own.owner), bool)
    for item in form.items_under[node]:
        if item.id in own.answers:
            voting |= own.answers[item.id] < NOT_APPLICABLE
    return np.bincount(own.owner[voting], minlength=groups)
