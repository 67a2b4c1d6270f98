"""A kept answer in words, for whoever marks it or reads it again: HTML and plain text, without a widget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sociable_assessment.markup import Element, element, to_html
from sociable_course.answer_values import fits, say_value
from sociable_course.answers import Answer
from sociable_course.marking import count_words
from sociable_course.quiz import Blueprint, Check, Column, Part, Rounds, Sort, Text
from sociable_course.rounds import play
from sociable_course.rounds_words import say_quarters
from sociable_course.scenarios import SCENARIOS


@dataclass(frozen=True, slots=True)
class Reading:
    """What was asked and what was answered. It shows itself where it is a cell's last line, also without a kernel."""

    asked: str
    lines: tuple[str, ...]
    aside: str = ""

    def __str__(self) -> str:
        return "\n".join(filter(None, [self.asked, *self.lines, self.aside]))

    def _repr_html_(self) -> str:
        return to_html(self.to_element())

    def to_element(self) -> Element:
        """Write it as an element."""
        rest = [element("p", element("small", self.aside))] if self.aside else []
        paragraphs = [element("p", line) for line in self.lines]
        return element("div", element("p", element("strong", self.asked)), element("blockquote", *paragraphs), *rest)


def read_answer(part: Part, answer: Answer | None) -> Reading:
    """Say what was answered to a part.

    Args:
        part: the part.
        answer: the answer; None when there is none.

    Returns:
        The reading; without an answer it says so.
    """
    asked = part.question if isinstance(part, Check) else part.prompt
    if answer is None or answer.kind != part.kind or not fits(part, answer.value):
        return Reading(asked, ("Not answered yet.",))
    return Reading(asked, tuple(_lines(part, answer)), _aside(part, answer))


def _lines(part: Part, answer: Answer) -> Iterator[str]:
    if isinstance(part, Text):
        yield from filter(None, (line.strip() for line in str(answer.value).split("\n")))
    elif isinstance(part, Sort):
        names = {each.id: each.text for each in part.categories}
        for card in part.cards:
            yield f"{card.text}: {names[answer.value[card.id]]}"
    elif isinstance(part, Blueprint):
        for step in part.steps:
            chosen = [(each, answer.value[f"{step.id}.{each.id}"]) for each in part.columns]
            yield f"{step.text} {'; '.join(f'{each.text}: {_option(each, name)}' for each, name in chosen)}."
    elif isinstance(part, Rounds):
        yield from say_quarters(play(SCENARIOS[part.scenario], part.seed, answer.value))
    else:
        yield say_value(part, answer.value)


def _option(column: Column, name: str) -> str:
    return next(each.text for each in column.options if each.id == name)


def _say_time(stamp: str) -> str:
    at = datetime.fromisoformat(stamp)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def _aside(part: Part, answer: Answer) -> str:
    said = [f"Kept on {_say_time(answer.kept_at)}"]
    if isinstance(part, Text):
        said.append(f"{count_words(answer.value)} words")
        if answer.ticked is not None:
            known = {each.id: each.text for each in part.rubric}
            ticked = [known[name] for name in answer.ticked if name in known]
            said.append(f"ticked by the writer: {' '.join(ticked) or 'nothing'}")
    elif len(answer.tries) > 1:
        said.append(f"{len(answer.tries)} tries")
    return "; ".join(said)
