"""How the numbers came about and what they can't tell."""

from __future__ import annotations

from collections.abc import Iterator

from sociable_assessment.report.case import Case
from sociable_assessment.report.parts import Point, Points, Section, Words
from sociable_assessment.report.privacy import find_minimum


def method_section(case: Case) -> Section:
    """Tell how the result was reached, and its limits.

    Args:
        case: what is reported.

    Returns:
        The section.
    """
    limits = Section("limits", "What this can't tell you", (Points(tuple(_limits(case))),))
    how = Points(tuple(_method(case)))
    return Section("method", "How it was done", (Words(_say_model(case)), how), (limits,))


def _say_model(case: Case) -> str:
    form, full = case.form, case.entry["form"] == "full"
    asked = f"{len(form.items)} questions" if len(form.items) > 1 else "one question"
    chosen = "the full form" if full else f"the form '{case.entry['form']}'"
    return f"Model: {form.title}, version {form.version}; {chosen}, {asked}."


def _method(case: Case) -> Iterator[Point]:
    form, many = case.form, case.entry["raters"] > 1
    if many:
        yield Point(
            "From votes to one answer.",
            "For the stage the middle vote counts, the lower of the two where they are even. For the index the mean "
            "counts. What the room agreed on replaces both. A question that more people call not applicable than "
            "answer is left out.",
        )
    yield Point(
        "Index.",
        "Where the answers lie between the lowest and the highest possible, from 0 to 100, from the questions up to "
        "the dimensions and the whole.",
    )
    if form.stages:
        yield Point(
            "Stage.",
            "The highest whose gate is met, and all lower ones. In a gate a strong side can't make up for a missing "
            "one, so stage and index may disagree. An unknown answer counts as not reached.",
        )
    yield Point("Not known.", "It lowers the share of questions answered, and is never counted as the lowest answer.")
    if many:
        yield Point(
            "Small groups.",
            f"Votes of fewer than {find_minimum(case.entry)} people are not shown, here or in any other file of this "
            "report. A department stays hidden as well where the rest could be worked out by subtraction. The joint "
            "answer is always shown, even where one or two people alone could give it.",
        )
    for change in case.entry["changes"]:
        yield Point("Older answers.", change)


def _limits(case: Case) -> Iterator[Point]:
    yield Point("", "It tells what people in the house believe. Evidence is quoted, and nobody has checked it.")
    yield Point(
        "",
        "The steps of an answer count as equally long. That is a convention: the index rests on it, the stage doesn't.",
    )
    yield Point("", "Two organisations a few points apart may well stand at the same place: look at the range first.")
    if any(item.actions for item in case.form.items):
        yield Point("", "Effort is estimated for about 250 people, and was not measured.")
    if case.entry["raters"] > 1:
        yield Point(
            "",
            "One number for many people hides who they were. Twelve raters from one department and one from another "
            "weigh twelve to one.",
        )
    else:
        yield Point("", "One person answered. Somebody at another desk may see another organisation.")
    if case.entry["indicative"]:
        yield Point("", "A short form asks less, so it is indicative.")
