"""What became of a submission, at the top of its page in formgrader: for whoever marks, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from sociable_assessment.markup import Element, element, table, to_html
from sociable_course.answer_values import say_number
from sociable_grading.verdicts import BY_HAND, CellGrade, Verdict


def write_notice(verdict: Verdict) -> str:
    """Write a verdict for whoever marks.

    Args:
        verdict: what our run found.

    Returns:
        HTML on one line: Markdown takes it for one block.

    >>> "<b>held: it is &lt;odd&gt;</b>" in write_notice(Verdict("01", "ann", "held", ("it is <odd>",)))
    True
    """
    return " ".join(to_html(element("div", *_blocks(verdict))).split())


def _blocks(verdict: Verdict) -> Iterator[Element]:
    yield element("p", element("b", str(verdict)))
    said = [*verdict.remarks, *([] if verdict.isolated else ["it ran without walls (--no-isolation)"])]
    if said:
        yield element("ul", *(element("li", each) for each in said))
    if tests := [each for each in verdict.grades if each.level != BY_HAND or each.note]:
        caption = "What the tests gave; learners don't see this"
        yield table(caption, ("Test", "Points", "Ran", "Why"), [_row(each) for each in tests])


def _row(grade: CellGrade) -> tuple[str, str, str, str]:
    points = "none" if grade.score is None else f"{say_number(grade.score)} of {say_number(grade.maximum)}"
    return grade.cell, points, grade.level, grade.note
