"""What a standing means, in sentences: the same words on the screen, in a text twin and in a report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from sociable_assessment.gates import Verdict
from sociable_assessment.look import Mark, stage_mark
from sociable_assessment.model import Item, Model
from sociable_assessment.regions import Region, ahead
from sociable_assessment.responses import AgreedAction
from sociable_assessment.standing import Standing, find_missing


def plural(count: float, noun: str) -> str:
    """Count things in words.

    Args:
        count: how many.
        noun: the word for one, that takes an s for more.

    Returns:
        The number with the word.

    >>> plural(1, "question"), plural(2.5, "person-day"), plural(3.0, "person-day")
    ('1 question', '2.5 person-days', '3 person-days')
    """
    return f"{count:g} {noun}{'' if count == 1 else 's'}"


def say_day(day: str) -> str:
    """Say a date as people do.

    Args:
        day: as 2026-09-14, or "".

    Returns:
        Such as "14 September 2026"; what is no date stays as it is, for a file may have been changed by hand.

    >>> say_day("2026-09-14"), say_day("soon"), say_day("")
    ('14 September 2026', 'soon', '')
    """
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {found:%B %Y}"


def stage_title(model: Model, stage: str | None) -> str:
    """Give a stage's title.

    Args:
        model: the model.
        stage: the stage's id; None for none.

    Returns:
        The title, "" for none.
    """
    return next((each.title for each in model.stages if each.id == stage), "")


def stage_glyph(model: Model, stage: str | None) -> str:
    """Give a stage's shape as a character.

    Args:
        model: the model.
        stage: the stage's id; None for none.

    Returns:
        The character, "" for none.
    """
    mark = stage_mark_of(model, stage)
    return mark.glyph if mark else ""


def stage_mark_of(model: Model, stage: str | None) -> Mark | None:
    """Give a stage's mark.

    Args:
        model: the model.
        stage: the stage's id; None for none.

    Returns:
        The mark; None for none.
    """
    names = [each.id for each in model.stages]
    return stage_mark(names.index(stage), len(names)) if stage in names else None


def say_index(standing: Standing) -> str:
    """Say the index with its coverage, or why there is none yet.

    Args:
        standing: where the organisation stands.

    Returns:
        A sentence.
    """
    index, known, asked = standing.position.index, standing.known, standing.asked
    if index is not None:
        return f"Index {index:.0f} of 100, from {known} of {asked} answers."
    if not asked:
        return "No index: no question applies."
    needed = math.ceil(standing.model.minimum_coverage * asked - 1e-9)
    if known >= needed:
        return f"No index yet: {known} of {asked} answers, but too few in each part of the model."
    return f"No index yet: it takes {needed} of {asked} answers, and there {'is' if known == 1 else 'are'} {known}."


def say_progress(standing: Standing) -> str:
    """Say stage, index and coverage in a few words, for a place that is always in sight.

    Args:
        standing: where the organisation stands.

    Returns:
        The words; "" before the first answer.
    """
    if not standing.known:
        return ""
    position = standing.position
    index = "" if position.index is None else f"index {position.index:.0f}"
    coverage = "" if position.coverage is None else f"coverage {100 * position.coverage:.0f} %"
    return ", ".join(filter(None, [stage_title(standing.model, position.stage), index, coverage]))


def say_open(standing: Standing) -> str:
    """Say whether the open answers could lift the stage.

    Args:
        standing: where the organisation stands.

    Returns:
        A sentence; "" when they could not.
    """
    position = standing.position
    if position.could_be in {None, position.stage}:
        return ""
    still = standing.asked - standing.known
    title = stage_title(standing.model, position.could_be)
    return f"It could be {title}, depending on {plural(still, 'open answer')}."


def say_missing(standing: Standing) -> str:
    """Say where answers are missing.

    Args:
        standing: where the organisation stands.

    Returns:
        A sentence; "" when nothing is missing.
    """
    missing = [f"{title} ({known} of {asked})" for title, known, asked in find_missing(standing)]
    return f"Still open: {', '.join(missing)}." if missing else ""


def gather_clauses(verdicts: Sequence[Verdict]) -> list[tuple[Verdict, frozenset[str]]]:
    """Put the unmet clauses of a gate in the order in which they are told, each question once.

    Args:
        verdicts: the clauses that are not met.

    Returns:
        Each clause with those of its items that the gate also asks for by name, at the same option.
    """
    keys = {v.clause.item: v.clause.option for v in verdicts if v.clause.item}
    told: list[tuple[Verdict, frozenset[str]]] = []
    listed: set[str] = set()
    for verdict in verdicts:
        open_ = {*verdict.short, *verdict.unknown}
        if verdict.clause.item is None:
            keys_here = frozenset(item for item in open_ if keys.get(item) == verdict.clause.option)
            listed |= keys_here
            told.append((verdict, keys_here))
        elif not verdict.applicable_enough or not open_ <= listed:
            told.append((verdict, frozenset()))
    return told


def say_clause(model: Model, verdict: Verdict, least: int = 1) -> str:
    """Say what a clause of a gate asks for that is not there.

    Args:
        model: the model, or a form of it.
        verdict: how the clause stands: not met.
        least: how many of its items the gate's other clauses ask for by name.

    Returns:
        The beginning of a sentence, to be followed by the questions.
    """
    clause = verdict.clause
    option = say_option(model, verdict)
    if clause.item is not None and not verdict.applicable_enough:
        return f"{model.item_by_id[clause.item].question} It does not apply, so this stage can't be held"
    if clause.item is not None:
        return f"Key question, must be at {option} or higher"
    titles = " or ".join(model.node_by_id[node].title for node in clause.of)
    if not verdict.applicable_enough:
        return f"{titles}: too few questions apply for this stage to be held"
    return f"{titles}: {max(least, verdict.need - len(verdict.reached))} more at {option} or higher"


def say_option(model: Model, verdict: Verdict) -> str:
    """Name the option that a clause asks for.

    Args:
        model: the model, or a form of it.
        verdict: how the clause stands.

    Returns:
        The option's text, as the first of its open items has it.
    """
    option = verdict.clause.option
    items = [model.item_by_id[item] for item in (*verdict.short, *verdict.unknown)]
    return items[0].options[items[0].rank(option)].text if items else option


def say_answer(item: Item, rank: int | None) -> str:
    """Name an answer.

    Args:
        item: the question.
        rank: the rank of the option; None when it is not known.

    Returns:
        The option's name, or "no answer yet".
    """
    return "no answer yet" if rank is None else item.options[rank].text


def say_holding(model: Model, verdicts: Sequence[Verdict]) -> str:
    """Name what holds an organisation, in a few words.

    Args:
        model: the model, or a form of it.
        verdicts: the clauses that are not met.

    Returns:
        The dimensions of the questions in them, the first three by name.
    """
    found = {node.title for v in verdicts for node in model.dimensions if _touches(model, node.id, v)}
    names = [node.title for node in model.dimensions if node.title in found]
    shown = names[:3]
    return ", ".join(shown) + (f" and {len(names) - 3} more" if len(names) > len(shown) else "")


def _touches(model: Model, node: str, verdict: Verdict) -> bool:
    return bool({item.id for item in model.items_under[node]} & {*verdict.short, *verdict.unknown})


def say_ahead(standing: Standing, starts: tuple[Region, ...]) -> str:
    """Say that a place lies beyond its stage, and what holds it there.

    Args:
        standing: where the organisation stands.
        starts: the regions of its model.

    Returns:
        A few words; "" when the place is not ahead.
    """
    position, model = standing.position, standing.model
    on_map = position.across is not None and position.up is not None
    if ahead(starts, position, on_map=on_map) is None:
        return ""
    return f"held at {stage_title(model, position.stage)} by: {say_holding(model, position.unmet)}"


def say_action(action: AgreedAction) -> str:
    """Say what was agreed to do.

    Args:
        action: what, who, and until when.

    Returns:
        Such as "Name one goal (Ines, until 2027-01-31)".

    >>> say_action(AgreedAction("Name one goal", "Ines", "2027-01-31")), say_action(AgreedAction("Measure"))
    ('Name one goal (Ines, until 2027-01-31)', 'Measure')
    """
    about = ", ".join(filter(None, [action.owner, f"until {action.due}" if action.due else ""]))
    return f"{action.do} ({about})" if about else action.do


def say_standing(standing: Standing) -> str:
    """Sum up a standing, short enough to be read out after each answer.

    Args:
        standing: where the organisation stands.

    Returns:
        A sentence or two.
    """
    if not standing.known:
        return "Answer to see your place."
    title = stage_title(standing.model, standing.position.stage)
    return f"{title}. {say_index(standing)}" if title else say_index(standing)
