"""What differs between two results: an organisation's waves, or where it is and where it wants to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sociable_assessment.comparison import Comparison, compare
from sociable_assessment.model import Model, with_form
from sociable_assessment.next_step import effort
from sociable_assessment.readings import Reading, Tally, read_all, tally
from sociable_assessment.responses import Responses

Data = dict[str, Any]


def read_back(form: Model, entry: Mapping[str, Any]) -> dict[str, Reading]:
    """Score an old result again: take its votes as they were counted.

    Args:
        form: the model, or the form that the result names; an item that it lacks is unknown.
        entry: one entry of a result file.

    Returns:
        A reading for each item of the model.
    """
    return read_all(form, tallies_back(form, entry))


def tallies_back(form: Model, entry: Mapping[str, Any]) -> dict[str, Tally]:
    """Take the votes of an old result as they were counted.

    Args:
        form: the model, or a form of it; an item that the result lacks has no vote.
        entry: one entry of a result file.

    Returns:
        By item id, the votes.
    """
    tallies: dict[str, Tally] = {}
    for item in form.items:
        data = entry["items"].get(item.id)
        if data is not None:
            counts = tuple(data["votes"].get(option.id, 0) for option in item.options)
            agreed = None if data["consensus"] is None else item.rank(data["consensus"])
            tallies[item.id] = Tally(counts, data["dont_know"], data["not_applicable"], data["unanswered"], agreed)
    return tallies


def describe_trend(model: Model, entries: Iterable[Mapping[str, Any]]) -> list[Data]:
    """Compare each organisation's waves, each with the one before, in the order of the waves' names.

    Args:
        model: the full model.
        entries: entries of result files, of any organisations and waves.

    Returns:
        For each pair of waves on the same form: stages, the index of every node, and the items that moved.
    """
    by_name: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for entry in sorted(entries, key=lambda each: str(each["wave"])):
        by_name.setdefault((entry["organisation"]["name"], entry["form"]), []).append(entry)
    return [
        _change(with_form(model, form), name, before, after)
        for (name, form), waves in by_name.items()
        for before, after in pairwise(waves)
    ]


def _change(form: Model, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Data:
    found = compare(form, read_back(form, before), read_back(form, after))
    return {"organisation": name, "waves": [before["wave"], after["wave"]], **describe_comparison(form, found)}


def describe_target(model: Model, responses: Responses, target: Responses) -> Data:
    """Tell the gap between an organisation and a target profile, itself a set of responses.

    Args:
        model: the full model.
        responses: the organisation's.
        target: one rater's answers, or a consensus, that say where it wants to be; items left out ask for nothing.

    Returns:
        `target`: stages, the index of every node, the items below their target and the effort to reach it.
    """
    form = with_form(model, responses.form)
    return _gap(form, *(read_all(form, tally(form, each)) for each in (responses, target)))


def describe_gap(model: Model, entry: Mapping[str, Any], target: Mapping[str, Any]) -> Data:
    """Tell the gap between two entries of result files, as `describe_target` does between two sets of responses.

    Args:
        model: the full model.
        entry: where the organisation is.
        target: where it wants to be; items that it leaves open ask for nothing.

    Returns:
        `target`, on the form of the first.
    """
    form = with_form(model, entry["form"])
    return _gap(form, *(read_back(form, each) for each in (entry, target)))


def _gap(form: Model, here: Mapping[str, Reading], there: Mapping[str, Reading]) -> Data:
    wanted = {item: there[item] if there[item].rank is not None else here[item] for item in here}
    found = compare(form, here, wanted)
    below = {i: pair for i, pair in found.moved.items() if (pair[0] or 0) < (pair[1] or 0) or pair[0] is None}
    days = sum(effort(form.item_by_id[i], pair[0] or 0, pair[1] or 0) for i, pair in below.items())
    return {"target": {**describe_comparison(form, replace(found, moved=below)), "effort": days}}


def describe_comparison(form: Model, found: Comparison) -> Data:
    """Put a comparison into words and option ids.

    Args:
        form: the model, or a form of it.
        found: what `compare` found.

    Returns:
        Stages, indices and moved items, each as a pair of before and after.
    """

    def option(item: str, rank: int | None) -> str | None:
        return None if rank is None else form.item_by_id[item].options[rank].id

    moved = {item: [option(item, rank) for rank in pair] for item, pair in found.moved.items()}
    return {"stages": list(found.stages), "index": {n: list(p) for n, p in found.indices.items()}, "items": moved}
