"""Where an organisation stands and what holds it there: the cover, the position, the unmet gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sociable_assessment.gates import Verdict
from sociable_assessment.model import Model
from sociable_assessment.report.case import Case
from sociable_assessment.report.drawings import Draw
from sociable_assessment.report.numbers import listing, say_effort, show
from sociable_assessment.report.parts import (
    Block,
    Column,
    Fact,
    Facts,
    Grid,
    Point,
    Points,
    Section,
    Value,
    Words,
)
from sociable_assessment.report.sureness import say_interval, say_sureness
from sociable_assessment.wording import (
    gather_clauses,
    plural,
    say_answer,
    say_clause,
    say_index,
    say_missing,
    say_open,
    say_option,
    stage_glyph,
    stage_title,
)

_NAMED = 5  # questions that a paragraph names


def say_details(case: Case, made_on: date) -> str:
    """Say whose report this is, under its title.

    Args:
        case: what is reported.
        made_on: the day of the report.

    Returns:
        A line.
    """
    about = case.entry["organisation"]
    size = f"{about['size'].replace('-', '–')} people" if about["size"][:1].isdigit() else about["size"]
    told = [about["sector"], size, f"report of {made_on.day} {made_on:%B %Y}"]
    return " · ".join(part for part in told if part)


def cover(case: Case) -> tuple[Block, ...]:
    """Put the result on the first page: key figures, then the whole in a few sentences.

    Args:
        case: what is reported.

    Returns:
        The blocks of the cover.
    """
    short = [Words(text) for text in _in_short(case)]
    return (_facts(case), *short, *([Words(_say_form(case), "quiet")] if case.form.form else []))


def _facts(case: Case) -> Facts:
    entry, stage = case.entry, case.entry["stage"]
    interval = say_interval(entry)
    facts = [
        Fact("Stage", name_stage(case.form, stage), _say_rung(case)),
        Fact("Index", show(entry["index"], "index"), f"of 100; {interval}" if " to " in interval else "of 100"),
        Fact("Answers", f"{case.standing.known} of {case.standing.asked}", "questions that apply"),
        Fact("Raters", str(entry["raters"]), "person" if entry["raters"] == 1 else "people"),
    ]
    return Facts(tuple(facts if case.form.stages else facts[1:]))


def name_items(form: Model, items: Sequence[str]) -> list[str]:
    """Name questions inside a sentence.

    Args:
        form: the model, or a form of it.
        items: their ids.

    Returns:
        Their titles in quotation marks.
    """
    return [f"“{form.item_by_id[item].title or item}”" for item in items]


def name_stage(form: Model, stage: str | None) -> str:
    """Name a stage with its shape, the two kept on one line.

    Args:
        form: the model, or a form of it.
        stage: the stage's id; None for none.

    Returns:
        Shape and title; "" for none.
    """
    return f"{stage_glyph(form, stage)}\N{NO-BREAK SPACE}{stage_title(form, stage)}".strip()


def _say_rung(case: Case) -> str:
    names = [stage.id for stage in case.form.stages]
    if case.entry["stage"] not in names:
        return ""
    place = names.index(case.entry["stage"])
    return f"step {place} of {len(names) - 1}" if place else "before the first step"


def _in_short(case: Case) -> Iterator[str]:
    """Sum up: standing, what is in the way, the smallest step."""
    if not case.standing.known:
        yield "Nobody has answered a question yet, so there is nothing to report but the questions."
        return
    title, standing = stage_title(case.form, case.entry["stage"]), case.standing
    index = say_index(standing)
    yield f"{case.name} is at stage {title}. {index}" if title else f"{case.name}: {index}"
    if opened := say_open(standing):
        yield opened
    unmet = standing.position.held_by
    if unmet and (after := stage_title(case.form, standing.position.next_stage)):
        names = name_items(case.form, unmet)
        yield f"{after} is held back by {listing(names, most=3)}."
    step = case.entry["next_step"]
    if step and step["steps"]:
        days = f", {say_effort(step['effort'])} of work" if step["effort"] else ""
        count = plural(len(step["steps"]), "question")
        yield f"The smallest step to {stage_title(case.form, step['stage'])}: {count} up{days}."


def _say_form(case: Case) -> str:
    chosen = next(form for form in case.form.forms if form.id == case.form.form)
    return (
        f"{chosen.title}, {plural(len(case.form.items), 'question')}: take the result as indicative. "
        "It asks less than the full form, so one misread question weighs more."
    )


def position_section(case: Case, draw: Draw) -> Section:
    """Tell where the organisation stands, and how sure that is.

    Args:
        case: what is reported.
        draw: makes the pictures.

    Returns:
        The section.
    """
    about = next((stage.about for stage in case.form.stages if stage.id == case.entry["stage"]), "")
    words = [_explain(case), f"{stage_title(case.form, case.entry['stage'])}: {about}" if about else ""]
    told: list[Block] = [Words(text) for text in words if text]
    sure = [Words(say_sureness(case))] if case.standing.known else []
    missing = say_missing(case.standing)
    picture = draw.map((case.before, case.entry) if case.before else (case.entry,))
    about_map = [Words(text) for text in _say_axes(case) if picture]
    blocks = (*told, *sure, *([Words(missing, "quiet")] if missing else []), *about_map, *picture, _numbers(case))
    return Section("position", "Where it stands", blocks)


def _say_axes(case: Case) -> Iterator[str]:
    """Say what the map's two directions are, and why its place is not the stage."""
    drawn = case.form.map
    if drawn and case.entry["map"]:
        ways = [f"{way} is from {axis.low} to {axis.high}" for way, axis in (("right", drawn.across), ("up", drawn.up))]
        gate = " A stage counts only when all that it asks for, its gate, is there." if case.form.stages else ""
        yield f"On the map, {', '.join(ways)}.{gate}"


def _explain(case: Case) -> str:
    """Give the result's own explanation, with a number in place of names that would fill a paragraph."""
    text, held = str(case.entry["explanation"]), case.entry["held_by"]
    names = ", ".join(case.form.item_by_id[item].title for item in held)
    if len(held) <= _NAMED:
        return text
    return text.replace(f"by: {names}.", f"by {plural(len(held), 'question')}, listed under What holds it.")


def _numbers(case: Case) -> Grid:
    entry, drawn = case.entry, case.form.map
    rows: list[tuple[Value, ...]] = [("Index, 0 to 100", show(entry["index"], "exact"))]
    if interval := say_interval(entry):
        rows.append(("Range of the index", interval))
    if drawn and entry["map"]:
        axes = ((drawn.across, entry["map"]["across"]), (drawn.up, entry["map"]["up"]))
        rows += [(f"From {axis.low} to {axis.high}, 0 to 100", show(value, "exact")) for axis, value in axes]
    rows.append(("Share of questions answered", show(entry["coverage"], "share")))
    return Grid("The position in numbers", (Column("Measure"), Column("Value")), tuple(rows))


def holding_section(case: Case) -> Section | None:
    """Tell what the next stage asks for that is not there.

    Args:
        case: what is reported.

    Returns:
        The section; None in a model without stages.
    """
    return Section("holding", "What holds it", tuple(_hold(case))) if case.form.stages else None


def _hold(case: Case) -> Iterator[Block]:
    position, form = case.standing.position, case.form
    if not case.standing.known:
        yield Words("Nobody has answered yet, so nothing can be said about what is missing.")
    elif position.next_stage is None:
        yield Words(f"Nothing: {stage_title(form, position.stage)} is the highest stage of the model.")
    elif position.unmet:
        after = stage_title(form, position.next_stage)
        yield Words(f"A strong side can't make up for what a stage asks for. {after} still asks for:")
        yield Points(tuple(_clause(case, *pair) for pair in gather_clauses(position.unmet)))
    if position.set_aside:
        names = name_items(form, position.set_aside)
        yield Words(f"Left out, because it does not apply: {listing(names)}.", "quiet")


def _clause(case: Case, verdict: Verdict, keys: frozenset[str]) -> Point:
    items = (*verdict.short, *verdict.unknown) if verdict.applicable_enough else ()
    must = f"Key question, must be at {say_option(case.form, verdict)}:"
    points = [_question(case, item, must if item in keys else "") for item in items]
    return Point(say_clause(case.form, verdict, len(keys)), points=tuple(points))


def _question(case: Case, item: str, must: str) -> Point:
    found = case.form.item_by_id[item]
    return Point(must, f"{found.question} Now: {say_answer(found, case.standing.readings[item].rank)}.")


def profile_section(case: Case, draw: Draw) -> Section | None:
    """Show the dimensions beside each other.

    Args:
        case: what is reported.
        draw: makes the pictures.

    Returns:
        The section; None in a model without dimensions.
    """
    if not case.form.dimensions:
        return None
    columns = (Column("Dimension"), Column("Index", "index"), Column("Answered"), Column("What it looks at"))
    rows = tuple(_dimension(case, node.id, node.title or node.id, node.about) for node in case.form.dimensions)
    note = "The index runs from 0 (every answer at its lowest) to 100 (every answer at its highest)."
    grid = Grid("Index by dimension", columns, rows, note)
    return Section("profile", "The dimensions", (*_extremes(rows), *draw.profile(case.entry, case.before), grid))


def _dimension(case: Case, node: str, title: str, about: str) -> tuple[Value, ...]:
    found = case.entry["nodes"][node]
    return title, found["index"], f"{found['answered']} of {found['asked']}", about


def _extremes(rows: Sequence[tuple[Value, ...]]) -> list[Block]:
    """Name the highest and the lowest dimension, unless they read the same."""
    known = sorted(((float(row[1]), str(row[0])) for row in rows if row[1] is not None), key=lambda pair: -pair[0])
    if not known:
        return [Words("Too few answers in each dimension for an index yet.")]
    (high, best), (low, worst) = known[0], known[-1]
    if round(high) == round(low):
        return [] if len(known) == 1 else [Words(f"All dimensions with an index stand at {high:.0f}.")]
    return [Words(f"Strongest: {best} ({high:.0f}). Weakest: {worst} ({low:.0f}).")]
