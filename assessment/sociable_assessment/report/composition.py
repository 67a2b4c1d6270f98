"""A report as a whole: which sections it has, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sociable_assessment.report.answers_section import answers_section
from sociable_assessment.report.appendix_section import appendix_section
from sociable_assessment.report.case import Case
from sociable_assessment.report.drawings import Draw
from sociable_assessment.report.method_section import method_section
from sociable_assessment.report.numbers import listing, show
from sociable_assessment.report.parts import Block, Column, Document, Fact, Facts, Grid, Section, Value, Words
from sociable_assessment.report.people_section import people_section
from sociable_assessment.report.position_section import (
    cover,
    holding_section,
    name_stage,
    position_section,
    profile_section,
    say_details,
)
from sociable_assessment.report.steps_section import change_section, steps_section, target_section, tell_change
from sociable_assessment.report.sureness import say_interval
from sociable_assessment.wording import plural, stage_title


def compose(case: Case, draw: Draw, made_on: date) -> Document:
    """Write the report on one result.

    What is to be done stands before the answers: these take pages, and whoever decides reads the first ones.

    Args:
        case: what is reported.
        draw: makes the pictures.
        made_on: the day of the report.

    Returns:
        The document.
    """
    sections = (
        position_section(case, draw),
        holding_section(case),
        profile_section(case, draw),
        people_section(case, draw),
        change_section(case),
        steps_section(case),
        target_section(case, draw),
        answers_section(case, draw),
        method_section(case),
        appendix_section(case),
    )
    wave = f", {case.entry['wave']}" if case.entry["wave"] else ""
    form = "" if case.form.form is None else f", {case.form.form} form"
    eyebrow = f"{case.form.title}{wave}{form}"
    kept = tuple(section for section in sections if section is not None)
    return Document(case.name, eyebrow, say_details(case, made_on), cover(case), kept)


def compose_overview(cases: Sequence[Case], draw: Draw, made_on: date) -> Document:
    """Write the overview of several results: one organisation over its waves, or several beside each other.

    Args:
        cases: what is reported, at least two.
        draw: makes the pictures.
        made_on: the day of the report.

    Returns:
        The document.
    """
    names = list(dict.fromkeys(case.name for case in cases))
    ordered = sorted(cases, key=lambda case: (names.index(case.name), str(case.entry["wave"])))
    title = names[0] if len(names) == 1 else plural(len(names), "organisation")
    day = f"overview of {made_on.day} {made_on:%B %Y}"
    first: tuple[Block, ...] = (_facts(ordered, names), *(Words(text) for text in _in_short(ordered, names)))
    sections = (
        Section("position", "Where they stand", (*draw.map([case.entry for case in ordered]), _standings(ordered))),
        *_profiles(ordered),
        *_changes(ordered),
        Section("method", "How to read this", tuple(Words(text) for text in _advice(ordered, names))),
    )
    return Document(title, ordered[0].form.title, day, first, sections)


def _facts(cases: Sequence[Case], names: Sequence[str]) -> Facts:
    raters = sum(case.entry["raters"] for case in cases)
    return Facts(
        (
            Fact("Organisations", str(len(names))),
            Fact("Results", str(len(cases)), "each with a report of its own"),
            Fact("Raters", str(raters), "in all results together"),
        )
    )


def _in_short(cases: Sequence[Case], names: Sequence[str]) -> Iterator[str]:
    if len(names) == 1:
        for case in cases:
            index = "no index" if case.entry["index"] is None else f"index {case.entry['index']:.0f}"
            title = stage_title(case.form, case.entry["stage"])
            yield f"{case.entry['wave'] or 'Without a wave'}: {f'{title}, ' if title else ''}{index}."
        return
    latest = {case.name: case for case in cases}.values()
    for stage in cases[0].form.stages:
        there = [case.name for case in latest if case.entry["stage"] == stage.id]
        if there:
            yield f"{stage.title}: {listing(there, most=5)}."


def _standings(cases: Sequence[Case]) -> Grid:
    columns = (
        *(Column("Organisation"), Column("Wave"), Column("Stage"), Column("Index", "index"), Column("Range")),
        *(Column("Coverage", "share"), Column("Raters", "count"), Column("Held by")),
    )
    return Grid("Where each result stands", columns, tuple(_standing(case) for case in cases))


def _standing(case: Case) -> tuple[Value, ...]:
    entry = case.entry
    held = [case.form.item_by_id[item].title or item for item in entry["held_by"]]
    about = (case.name, _name_wave(case) or None, name_stage(case.form, entry["stage"]) or None)
    return (*about, entry["index"], say_interval(entry) or None, entry["coverage"], entry["raters"], _brief(held))


def _name_wave(case: Case) -> str:
    form = "" if case.form.form is None else f"{case.form.form} form"
    return ", ".join(part for part in (case.entry["wave"], form) if part)


def _brief(names: list[str]) -> str | None:
    return listing(names, most=3) if names else None


def _profiles(cases: Sequence[Case]) -> list[Section]:
    """Put the organisations below each other, the dimensions side by side."""
    forms = {node.id: node.title or node.id for case in cases for node in case.form.dimensions}
    columns = (Column("Result"), Column("The whole", "index"), *(Column(title, "index") for title in forms.values()))
    rows = tuple((case.title, case.entry["index"], *(_index(case, node) for node in forms)) for case in cases)
    return [Section("profile", "The dimensions", (Grid("Index by dimension", columns, rows),))] if forms else []


def _index(case: Case, node: str) -> float | None:
    found = case.entry["nodes"].get(node)
    return None if found is None else found["index"]


def _changes(cases: Sequence[Case]) -> list[Section]:
    changed = [case for case in cases if case.change is not None]
    parts = tuple(_change(case, number) for number, case in enumerate(changed))
    return [Section("change", "What has changed", sections=parts)] if parts else []


def _change(case: Case, number: int) -> Section:
    before, after = ((wave or "no wave") for wave in (case.change or {})["waves"])
    blocks: tuple[Block, ...] = tuple(tell_change(case, before, after))
    return Section(f"change-{number}", f"{case.name}: {before} to {after}", blocks)


def _advice(cases: Sequence[Case], names: Sequence[str]) -> Iterator[str]:
    yield "Each result has a report of its own, with the answers behind these numbers."
    if len(names) > 1:
        yield "Before you rank anybody, look at the ranges: two results a few points apart may stand at the same place."
    if any(case.change for case in cases):
        yield "A change between waves holds the change of the organisation and that of the people who were asked."
    if any(case.entry["indicative"] for case in cases):
        yield "A short form is indicative, and is not compared with a full one."
    least = min((case.entry["coverage"] or 0) for case in cases)
    if least < 1:
        yield f"Not every question was answered everywhere: coverage is {show(least, 'share')} or more."
