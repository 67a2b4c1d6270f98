"""What the self-assessment says about a standing, as text with structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_assessment.gates import Verdict
from sociable_assessment.look import stage_mark
from sociable_assessment.markup import Element, element
from sociable_assessment.next_step import NextStep, Step
from sociable_assessment.standing import Standing, find_next_step
from sociable_assessment.twins import Twin
from sociable_assessment.wording import (
    gather_clauses,
    plural,
    say_answer,
    say_clause,
    say_index,
    say_missing,
    say_open,
    say_option,
    stage_title,
)

_BRIEF = 4
_FAULTS_SHOWN = 12


def headline(standing: Standing) -> Element:
    """Say stage and index; announced by screen readers when it changes.

    Args:
        standing: where the organisation stands.

    Returns:
        The headline.
    """
    if not standing.known:
        parts = [element("p", "Answer to see your place.", kind="sociable-finding sociable-quiet")]
    else:
        texts = [say_index(standing), say_open(standing)]
        parts = [_stage(standing), *(element("p", text) for text in texts if text)]
    status = element("div", *parts, role="status", aria_live="polite", aria_atomic="true")
    return element("div", element("p", _whose(standing), kind="sociable-eyebrow"), status, kind="sociable-headline")


def _whose(standing: Standing) -> str:
    name = standing.organisation or "Your organisation"
    joint = f", joint result of {standing.raters} people" if standing.raters > 1 else ""
    quick = ", quick form: indicative only" if standing.model.form else ""
    return f"{name}{joint}{quick}"


def _stage(standing: Standing) -> Element:
    model, stage = standing.model, standing.position.stage
    names = [each.id for each in model.stages]
    if stage not in names:
        return element("p", model.title, kind="sociable-finding")
    mark = stage_mark(names.index(stage), len(names))
    glyph = element("span", mark.glyph, kind=f"sociable-glyph {mark.tone}", aria_hidden="true")
    return element("p", glyph, f" {stage_title(model, stage)}", kind="sociable-finding")


def twin_panel(twin: Twin) -> Element:
    """Put a plot's text twin under it: the sentence at once, the table on demand.

    Args:
        twin: the twin.

    Returns:
        The text.
    """
    more = element("details", element("summary", "The map as a table"), twin.table)
    return element("div", element("p", twin.sentence, kind="sociable-quiet"), more, kind="sociable-twin")


def reasons(standing: Standing) -> Element:
    """Say what holds the stage and what the next step is.

    Args:
        standing: where the organisation stands.

    Returns:
        Two sections; nothing before the first answer.
    """
    missing = say_missing(standing)
    parts = [element("p", missing, kind="sociable-quiet")] if standing.known and missing else []
    parts += [*_holding(standing), *_next(standing)] if standing.known else []
    return element("div", *parts, kind="sociable-reasons")


def _holding(standing: Standing) -> Iterator[Element]:
    position, model = standing.position, standing.model
    aside = [model.item_by_id[item].question for item in position.set_aside]
    if position.unmet:
        yield element("h2", f"What {stage_title(model, position.next_stage)} still asks for")
        clauses = [_clause(standing, *pair) for pair in gather_clauses(position.unmet)]
        yield element("ul", *clauses, kind="sociable-clauses")
    elif position.stage is not None and position.next_stage is None:
        yield element("h2", "What holds it")
        yield element("p", "Nothing: this is the highest stage.")
    if aside:
        yield element("p", f"Left out, because it does not apply: {' '.join(aside)}", kind="sociable-quiet")


def _clause(standing: Standing, verdict: Verdict, keys: frozenset[str]) -> Element:
    items = (*verdict.short, *verdict.unknown) if verdict.applicable_enough else ()
    must = f"Key question, must be at {say_option(standing.model, verdict)}: "
    lines = [_question(standing, item, must if item in keys else "") for item in items]
    shown = [element("ul", *lines)] if lines else []
    if len(lines) > _BRIEF:
        shown = [element("details", element("summary", f"These {len(lines)} questions"), *shown)]
    return element("li", element("strong", say_clause(standing.model, verdict, len(keys))), *shown)


def _question(standing: Standing, item: str, must: str) -> Element:
    found = standing.model.item_by_id[item]
    answer = say_answer(found, standing.readings[item].rank)
    key = [element("strong", must)] if must else []
    return element("li", *key, f"{found.question} ", element("span", answer, kind="sociable-answer"))


def _next(standing: Standing) -> Iterator[Element]:
    step = find_next_step(standing)
    if step is None:
        return
    yield element("h2", f"Next step, to {stage_title(standing.model, step.stage)}")
    yield element("p", _sum_up(step))
    yield element("ol", *(_step(standing, each) for each in step.steps), kind="sociable-steps")


def _sum_up(step: NextStep) -> str:
    days = f", about {plural(step.effort, 'person-day')} in all" if step.effort else ""
    return f"The smallest change that gets there: {plural(len(step.steps), 'question')} up{days}."


def _step(standing: Standing, step: Step) -> Element:
    item = standing.model.item_by_id[step.item]
    move = f"{say_answer(item, step.start)} → {say_answer(item, step.to)}"
    parts: list[Element | str] = [element("strong", item.question), " ", element("span", move, kind="sociable-answer")]
    if step.start is None:
        parts.append(element("p", "Answer this first: you may be there already.", kind="sociable-quiet"))
    for action in step.actions:
        effort = element("span", f"({plural(action.effort, 'person-day')})", kind="sociable-quiet")
        parts.append(element("p", f"{action.do} ", effort))
    return element("li", *parts)


def message(text: str, more: Sequence[str] = ()) -> Element:
    """Say what a button did; announced by screen readers.

    Args:
        text: what happened.
        more: what else is to be known, a line each.

    Returns:
        The message.
    """
    return _messages([element("p", text), *(element("p", line) for line in more)], [])


def alert(text: str, error: Exception) -> Element:
    """Say that something went wrong, and what.

    Args:
        text: what it means for the reader.
        error: the error; an `InputError` is told fault by fault.

    Returns:
        The message.
    """
    if not isinstance(error, InputError):
        return _messages([], [element("p", text), element("p", f"{type(error).__name__}: {error}")])
    shown = [element("li", fault) for fault in error.faults[:_FAULTS_SHOWN]]
    more = len(error.faults) - len(shown)
    rest = [element("p", f"and {plural(more, 'fault')} more")] if more else []
    return _messages([], [element("p", f"{text} {Path(error.source).name}:"), element("ul", *shown), *rest])


def _messages(said: Sequence[Element], alarming: Sequence[Element]) -> Element:
    """Keep both kinds on the page at all times: a screen reader announces only what changes in a place it knows."""
    return element(
        "div",
        element("div", *said, role="status", aria_live="polite"),
        element("div", *alarming, role="alert", kind="sociable-alert" if alarming else ""),
        kind="sociable-messages",
    )
