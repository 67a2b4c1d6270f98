"""Everything the engine finds out about one organisation, as the data of a result file (`sociable-result/1`).

Enough to score again, and to open in the app, the portfolio and the lessons years later. It holds no rater's id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sociable_assessment.agenda import draw_agenda
from sociable_assessment.agreement import agree, alpha_by_options
from sociable_assessment.departments import MINIMUM_GROUP, Group, department_views, group_raters
from sociable_assessment.model import Item, Model, with_form
from sociable_assessment.next_step import next_step
from sociable_assessment.position import Position, place
from sociable_assessment.readings import Reading, Tally, read_all, tally
from sociable_assessment.regions import ahead, regions
from sociable_assessment.response_file import digest
from sociable_assessment.responses import Organisation, Responses
from sociable_assessment.scoring import Score, score
from sociable_assessment.uncertainty import (
    BOOTSTRAP_FROM,
    COVERS,
    NOMINAL,
    RESAMPLES,
    bootstrap,
    count_voters,
    robustness,
    spread,
)

RULE = {
    "gates": "lower median of the raters' options",
    "index": "mean of the raters' values",
    "not_applicable": "when more raters say so than chose an option",
    "consensus": "replaces both where it is recorded",
}
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """The votes of one organisation in one wave: by item, those of each department apart, and of how many people."""

    tallies: Mapping[str, Tally]
    groups: Mapping[str, Group]
    raters: int
    minimum_group: int = MINIMUM_GROUP


def describe(model: Model, responses: Responses, *, resamples: int = RESAMPLES) -> Data:
    """Find out everything about one organisation in one wave.

    Args:
        model: the full model; the responses' own form of it is scored.
        responses: what the raters answered.
        resamples: how many panels the bootstrap draws; 0 leaves uncertainty out.

    Returns:
        One entry of a result file.

    Raises:
        InputError: an answer is not an option of its item.
        UnknownNameError: the responses name a form that the model has not.

    >>> from sociable_assessment.model_file import read_model
    >>> from sociable_assessment.responses import Answer, Rater
    >>> one = Rater("r1", {"use-departments": Answer(option="experiment")})
    >>> found = describe(read_model(), Responses(Organisation("Aurora Museum"), (one,)))
    >>> found["stage"], found["index"], round(found["coverage"], 3)
    ('experiment', None, 0.036)
    """
    form = with_form(model, responses.form)
    tallies = tally(form, responses)
    minimum = responses.minimum_group or MINIMUM_GROUP
    panel = Panel(tallies, group_raters(form, responses), len(responses.raters), minimum)
    found = describe_votes(form, responses.organisation, responses.wave, panel)
    found["uncertainty"] = _uncertainty(form, responses, resamples) if resamples else None
    found["items"] = {item: data | _remarks(item, responses) for item, data in found["items"].items()}
    found["consensus"] = {item: asdict(agreed) for item, agreed in responses.consensus.items()}
    found["changes"] = list(responses.changes)
    found["responses"] = digest(responses)
    if responses.minimum_group:
        found["minimum_group"] = minimum
    if responses.actions:
        found["actions"] = [asdict(each) for each in responses.actions]
    return found


def describe_votes(form: Model, organisation: Organisation, wave: str, panel: Panel) -> Data:
    """Find out what the votes alone tell, without who gave them.

    Args:
        form: the model, or a form of it.
        organisation: whose they are.
        wave: when they were given.
        panel: the votes.

    Returns:
        An entry of a result file, without what needs single raters.
    """
    tallies, groups = panel.tallies, panel.groups
    readings = read_all(form, tallies)
    scores = score(form, readings)
    position = place(form, readings, scores)
    return {
        "organisation": asdict(organisation),
        "wave": wave,
        "model": {"id": form.id, "version": form.version},
        "form": form.form or "full",
        "indicative": form.form is not None,
        "rule": RULE,
        "raters": panel.raters,
        **_standing(form, position),
        "next_step": _step(form, readings, position),
        "nodes": {node: _node(found) for node, found in scores.items()},
        "items": {item.id: _item(item, tallies[item.id], readings[item.id]) for item in form.items},
        "agreement": _agreement(form, tallies) if panel.raters > 1 else None,
        "agenda": [asdict(topic) for topic in draw_agenda(form, tallies, readings, position)],
        "departments": _departments(form, panel) if groups else None,
    }


def _departments(form: Model, panel: Panel) -> Data:
    minimum = panel.minimum_group
    return {"minimum_group": minimum, "index": department_views(form, panel.groups, minimum)}


def _standing(form: Model, position: Position) -> Data:
    return {
        "index": position.index,
        "coverage": position.coverage,
        "stage": position.stage,
        "could_be": position.could_be,
        "held_by": list(position.held_by),
        "set_aside": list(position.set_aside),
        "explanation": explain(form, position),
        "map": {"across": position.across, "up": position.up} if form.map else None,
    }


def explain(form: Model, position: Position) -> str:
    """Say in words how stage and index stand together.

    Args:
        form: the model, or a form of it.
        position: where the organisation stands.

    Returns:
        One to three sentences; "" in a model without stages.
    """
    titles = {stage.id: stage.title for stage in form.stages}
    if position.stage is None:
        return ""
    words = [f"The stage is {titles[position.stage]}."]
    if position.next_stage and position.held_by:
        names = ", ".join(form.item_by_id[item].title for item in position.held_by)
        words = [f"Held at {titles[position.stage]} by: {names}."]
    if position.unmet and all(verdict.set_aside for verdict in position.unmet):
        words.append(f"Nothing that {titles[position.next_stage or '']} asks for applies, so it can't be held.")
    elif not all(verdict.applicable_enough for verdict in position.unmet):
        words.append(f"Too few questions apply for {titles[position.next_stage or '']} ever to be held.")
    starts = regions(form)
    beyond = ahead(starts, position, on_map=position.across is not None and position.up is not None)
    if beyond:
        words.append(
            f"The answers as a whole reach where {titles[beyond]} begins, but not all that it asks for is there yet."
        )
    lowest = {region.stage: region.index for region in starts}[position.stage]
    if position.index is not None and position.index < lowest:
        words.append("The index is lower than this stage asks for: the middle rater holds it, the average does not.")
    if position.could_be != position.stage and position.could_be is not None:
        words.append(f"With the unknown answers it could be {titles[position.could_be]}.")
    return " ".join(words)


def _step(form: Model, readings: Mapping[str, Reading], position: Position) -> Data | None:
    found = next_step(form, readings, position)
    if found is None:
        return None
    steps = [
        {
            "item": step.item,
            "from": None if step.start is None else form.item_by_id[step.item].options[step.start].id,
            "to": form.item_by_id[step.item].options[step.to].id,
            "actions": [asdict(action) for action in step.actions],
        }
        for step in found.steps
    ]
    return {"stage": found.stage, "effort": found.effort, "steps": steps}


def _node(found: Score) -> Data:
    keys = ("value", "minimum", "maximum", "index", "coverage", "answered", "asked")
    return {**{key: getattr(found, key) for key in keys}, "missing": list(found.missing)}


def _item(item: Item, votes: Tally, reading: Reading) -> Data:
    return {
        "status": reading.status,
        "option": None if reading.rank is None else item.options[reading.rank].id,
        "value": reading.value,
        "votes": {option.id: count for option, count in zip(item.options, votes.counts, strict=True)},
        "dont_know": votes.dont_know,
        "not_applicable": votes.not_applicable,
        "unanswered": votes.unanswered,
        "consensus": None if votes.consensus is None else item.options[votes.consensus].id,
    }


def _remarks(item: str, responses: Responses) -> dict[str, list[str]]:
    """Gather evidence and reasons, sorted, so that their order tells nothing of who wrote them."""
    answers = [rater.answers[item] for rater in responses.raters if item in rater.answers]
    return {
        "evidence": sorted({answer.evidence for answer in answers if answer.evidence}),
        "reasons": sorted({answer.not_applicable for answer in answers if answer.not_applicable}),
    }


def _agreement(form: Model, tallies: Mapping[str, Tally]) -> Data:
    items = {item: agree(votes) for item, votes in tallies.items()}
    alphas = alpha_by_options(form, tallies)
    return {
        "alpha": [{"options": list(options), "alpha": value} for options, value in alphas.items()],
        "items": {item: {"r_wg": each.r_wg, "by_chance": each.by_chance} for item, each in items.items()},
    }


def _uncertainty(form: Model, responses: Responses, resamples: int) -> Data:
    """Choose what the number of raters allows: an interval, a range, or how firm one person's answers are."""
    if count_voters(form, responses) >= BOOTSTRAP_FROM:
        found = asdict(bootstrap(form, responses, resamples=resamples))
        return {"kind": "bootstrap", "nominal": NOMINAL, "note": COVERS, **found}
    if len(responses.raters) > 1:
        return {"kind": "range", **asdict(spread(form, responses))}
    return {"kind": "robustness", **asdict(robustness(form, read_all(form, tally(form, responses))))}
