"""What a class got wrong, and why: the misconceptions behind all tries that learners kept, counted by learner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_course.answer_values import AnswerError, take
from sociable_course.answers import MOST_BYTES, NAME, Answer, Answers, parse_answers
from sociable_course.marking import mark
from sociable_course.quiz import Part, Quiz


@dataclass(frozen=True, slots=True)
class Heard:
    """A misconception: how many learners showed it in any try, and how many in their last answer."""

    id: str
    text: str
    learners: int
    in_the_end: int


def read_class(submitted: Path, quiz: Quiz) -> tuple[dict[str, Answers], list[str]]:
    """Read the answers that a class handed in.

    Args:
        submitted: nbgrader's folder `submitted`.
        quiz: the lesson's quiz.

    Returns:
        The answers by learner, and a sentence for each file that can't be read.
    """
    answers: dict[str, Answers] = {}
    faults: list[str] = []
    for path in sorted(submitted.glob(f"*/{quiz.lesson}/{NAME}")):
        student = path.parents[1].name
        try:
            with path.open("rb") as file:
                answers[student] = parse_answers(file.read(MOST_BYTES + 1), quiz.lesson)
        except (InputError, OSError) as error:
            faults.append(f"{student}: {error.faults[0] if isinstance(error, InputError) else error.strerror}")
    return answers, faults


def count_misconceptions(quiz: Quiz, answers: Mapping[str, Answers]) -> list[Heard]:
    """Count the misconceptions in a class.

    Args:
        quiz: the quiz, with its keys.
        answers: by learner.

    Returns:
        Those that somebody showed, the most frequent first; in the quiz's order where equal.
    """
    ever = {name: set(_in_tries(quiz, each)) for name, each in answers.items()}
    last = {name: set(_in_last(quiz, each)) for name, each in answers.items()}
    counts = [Heard(each.id, each.text, _count(ever, each.id), _count(last, each.id)) for each in quiz.misconceptions]
    return sorted((each for each in counts if each.learners), key=lambda each: -each.learners)


def _count(found: Mapping[str, set[str]], name: str) -> int:
    return sum(name in each for each in found.values())


def _in_tries(quiz: Quiz, answers: Answers) -> Iterator[str]:
    for part, answer in _known(quiz, answers):
        yield from _behind(part, [*answer.tries, answer.value])


def _in_last(quiz: Quiz, answers: Answers) -> Iterator[str]:
    for part, answer in _known(quiz, answers):
        yield from _behind(part, [answer.value])


def _known(quiz: Quiz, answers: Answers) -> Iterator[tuple[Part, Answer]]:
    for name, answer in answers.items():
        part = quiz.parts.get(name)
        if part is not None and part.kind == answer.kind:
            yield part, answer


def _behind(part: Part, values: Sequence[object]) -> Iterator[str]:
    for value in values:
        try:
            yield from mark(part, take(part, value)).misconceptions
        except AnswerError:
            continue  # an option of an older version of the lesson
