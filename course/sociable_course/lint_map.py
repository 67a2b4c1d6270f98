"""Rules for how a lesson's files fit together: objectives, claims, quiz parts and the cells that ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sociable_assessment.errors import suggest
from sociable_course.claims import Claim
from sociable_course.lesson_source import METHODS, LessonSource
from sociable_course.minutes import longest_gap
from sociable_course.quiz import Quiz

LONGEST_GAP = 10  # minutes


def lint_map(lesson: LessonSource, claims: Sequence[Claim]) -> Iterator[str]:
    """Find what points to nothing, or is pointed to by nothing.

    Args:
        lesson: the lesson.
        claims: all claims of the course.

    Yields:
        One sentence a fault.
    """
    for name, found in (("quiz.toml", lesson.quiz.lesson), ("objectives.toml", lesson.objectives.lesson)):
        if found != lesson.id:
            yield f"{name}: it is about lesson '{found}', the folder about '{lesson.id}'"
    yield from _check_use(lesson)
    yield from _check_objectives(lesson)
    yield from _check_claims(lesson, claims)
    yield from _check_misconceptions(lesson.quiz)
    minutes, before, after = longest_gap(lesson)
    if minutes > LONGEST_GAP:
        yield f"{minutes:.1f} minutes from {before} to {after} without a formative check; at most {LONGEST_GAP}"


def _check_use(lesson: LessonSource) -> Iterator[str]:
    parts = lesson.quiz.parts
    for cell in lesson.cells:
        for call in cell.calls:
            known = parts.get(call.id or "")
            if call.kind in {*METHODS, "read", "given"} and call.id is not None and known is None:
                yield f"{cell.label}: no quiz part '{call.id}'; {suggest(call.id, parts)}"
            elif call.kind in METHODS and known is not None and METHODS[call.kind] != known.kind:
                yield f"{cell.label}: '{known.id}' is a {known.kind}, lesson.{call.kind} takes a {METHODS[call.kind]}"
    asked = list(chain.from_iterable(lesson.parts_of(cell) for cell in lesson.cells))
    for part in parts.values():
        if (count := asked.count(part)) != 1:
            yield f"quiz part '{part.id}': {count} cells ask for it; one does"


def _check_objectives(lesson: LessonSource) -> Iterator[str]:
    parts = lesson.quiz.parts
    graded = {cell.id for cell in lesson.cells if cell.is_("grade") or cell.is_("task")}
    known = {each.id: each for each in lesson.objectives.objectives}
    for objective in known.values():
        for name in objective.checked_by:
            if name not in parts and name not in graded:
                hint = suggest(name, [*parts, *graded])
                yield f"objective '{objective.id}': nothing called '{name}' checks it; {hint}"
            elif name in parts and objective.id not in parts[name].objectives:
                yield f"objective '{objective.id}': '{name}' checks it, but names other objectives in quiz.toml"
    for part in parts.values():
        for name in part.objectives:
            if name not in known:
                yield f"quiz part '{part.id}': no objective '{name}'; {suggest(name, known)}"


def _check_claims(lesson: LessonSource, claims: Sequence[Claim]) -> Iterator[str]:
    homes = {claim.id: claim.lesson for claim in claims}
    cells = {cell.id for cell in lesson.cells} | {cell.name for cell in lesson.cells if cell.name}
    checks = {*lesson.quiz.parts, *(cell.id for cell in lesson.cells if cell.nbgrader)}
    for taught in lesson.objectives.claims:
        if taught.id not in homes:
            yield f"claim '{taught.id}': it is not in claims.toml; {suggest(taught.id, homes)}"
        elif homes[taught.id] != lesson.id:
            yield f"claim '{taught.id}': in claims.toml it belongs to lesson '{homes[taught.id]}'"
        yield from (f"claim '{taught.id}': no cell '{x}'; {suggest(x, cells)}" for x in taught.cells if x not in cells)
        yield from (
            f"claim '{taught.id}': no check '{x}'; {suggest(x, checks)}" for x in taught.checks if x not in checks
        )
    mapped = {taught.id for taught in lesson.objectives.claims}
    for name, home in homes.items():
        if home == lesson.id and name not in mapped:
            yield f"claim '{name}': claims.toml puts it into this lesson; objectives.toml names no cells and checks"


def _check_misconceptions(quiz: Quiz) -> Iterator[str]:
    options = [option.misconception for check in quiz.checks for option in check.options]
    confusions = [each.misconception for sort in quiz.sorts for card in sort.cards for each in card.confusions]
    slips = [each.misconception for plan in quiz.blueprints for step in plan.steps for each in step.slips]
    mistakes = [each.misconception for number in quiz.numbers for each in number.mistakes]
    used = {*options, *confusions, *slips, *mistakes}
    for each in quiz.misconceptions:
        if each.id not in used:
            yield f"misconception '{each.id}': no wrong answer names it"
