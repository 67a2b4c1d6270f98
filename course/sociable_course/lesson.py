"""What a lesson's notebook calls: its exercises, its pictures, its saved answers.

Nothing here raises on *Run All* because something is not answered yet.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from sociable_assessment.errors import InputError
from sociable_assessment.hosting import is_public
from sociable_assessment.pictures import Picture
from sociable_assessment.widgets.panel import Panel
from sociable_course.answer_values import find_part, fits
from sociable_course.answers import NAME, SavedAnswers
from sociable_course.environment import describe, examine
from sociable_course.quiz import Blueprint, Check, Number, Part, Prediction, Quiz, Rounds, Sort, Text, load_quiz
from sociable_course.reading import Reading, read_answer
from sociable_course.rounds import Run, play
from sociable_course.scenarios import SCENARIOS
from sociable_course.widgets.blueprint import BlueprintWidget
from sociable_course.widgets.exercises import CheckWidget, NumberWidget, PredictWidget, SortWidget, TextWidget
from sociable_course.widgets.explore import Control, ExploreWidget, Gate
from sociable_course.widgets.outcome import Said
from sociable_course.widgets.picture_view import PictureView
from sociable_course.widgets.rounds import RoundsWidget
from sociable_course.widgets.save_bar import UNREADABLE, SaveBar, say_count

_Kind = TypeVar("_Kind", Prediction, Check, Sort, Blueprint, Text, Number, Rounds)


def open_lesson(lesson: str | Quiz, folder: Path | None = None) -> Lesson:
    """Open a lesson, with the answers that were kept before.

    Args:
        lesson: the lesson's id; or a quiz, for one that is not published.
        folder: where answers are kept; None for the notebook's own.

    Returns:
        The lesson.

    Raises:
        UnknownNameError: there is no such lesson.
    """
    quiz = load_quiz(lesson) if isinstance(lesson, str) else lesson
    opened = Lesson(quiz, folder or Path.cwd())
    if opened.answers.fault:
        _warn(opened.answers.fault)
    return opened


def _warn(fault: str) -> None:
    from IPython.display import display

    said = Said()
    said.warn(UNREADABLE, InputError(NAME, [fault]))
    display(said)  # type: ignore[no-untyped-call]


class Lesson:
    """One lesson, as its notebook uses it. What each method gives shows itself as a cell's last line.

    Args:
        quiz: the lesson's quiz.
        folder: where answers are kept.
    """

    def __init__(self, quiz: Quiz, folder: Path) -> None:
        self.quiz = quiz
        self.answers = SavedAnswers(folder, quiz.lesson)

    def predict(self, name: str, then: Callable[[Any], Picture | None] | None = None) -> PredictWidget:
        """Ask for a prediction; once committed it is locked, and the picture appears.

        Args:
            name: the prediction's id.
            then: takes the committed value, a float or an option's id, and gives the picture.
        """
        return PredictWidget(self._part(name, Prediction), self.answers, then)

    def check(self, name: str) -> CheckWidget:
        """Ask a question with one right option.

        Args:
            name: the check's id.
        """
        return CheckWidget(self._part(name, Check), self.answers)

    def sort(self, name: str) -> SortWidget:
        """Ask to put cards into categories.

        Args:
            name: the sort's id.
        """
        return SortWidget(self._part(name, Sort), self.answers)

    def blueprint(
        self, name: str, then: Callable[[Any], Picture] | None = None, *, title: str = "Blueprint"
    ) -> BlueprintWidget:
        """Ask for a choice in every column, step by step; once kept, the picture shows what comes of it.

        Args:
            name: the blueprint's id.
            then: takes the kept choices, by `step.column`, and gives the picture.
            title: what stands above it, where it is no blueprint of a service.
        """
        return BlueprintWidget(self._part(name, Blueprint), self.answers, then, title)

    def write(self, name: str) -> TextWidget:
        """Ask for a short text.

        Args:
            name: the text's id.
        """
        return TextWidget(self._part(name, Text), self.answers)

    def number(self, name: str, code: object = None) -> NumberWidget:
        """Ask for a number.

        Args:
            name: the number's id.
            code: what the learner's code gives, if anything.
        """
        return NumberWidget(self._part(name, Number), self.answers, code)

    def play(self, name: str, then: Callable[[Run], Picture] | None = None) -> RoundsWidget:
        """Ask for choices quarter by quarter, and show what comes of them.

        Args:
            name: the rounds' id.
            then: takes the run so far and gives the picture; also before the first quarter.
        """
        return RoundsWidget(self._part(name, Rounds), self.answers, then)

    def run(self, name: str) -> Run | None:
        """Play a kept run again.

        Args:
            name: the rounds' id.

        Returns:
            The run as far as it was played; None when it hasn't begun.
        """
        part = self._part(name, Rounds)
        answer = self._answer(part)
        if answer is None or not fits(part, answer.value):
            return None
        return play(SCENARIOS[part.scenario], part.seed, answer.value)

    def given(self, name: str, code: object = None) -> Any:
        """Give what the learner found: in code or, where the code gives nothing, by hand.

        Args:
            name: the number's id.
            code: what the learner's code gives.

        Returns:
            The code's value; else the kept number; else None.
        """
        part = self._part(name, Number)
        if code is not None:
            return code
        answer = self._answer(part)
        return answer.value if answer else None

    def explore(
        self, function: Callable[..., Picture], label: str, *, after: tuple[str, ...] = (), **controls: Control
    ) -> ExploreWidget:
        """Show a picture that follows dials.

        Args:
            function: takes the settings by name and gives the picture.
            label: what is explored.
            after: ids of the predictions whose outcome it would tell; it opens when they are committed.
            controls: by the argument's name: `True` or `False`, `(low, high, step)`, a list of choices, or a dict
                from label to value.
        """
        gate = Gate(tuple(self._part(name, Prediction).id for name in after), self.answers)
        return ExploreWidget(function, label, controls, gate)

    def show(self, picture: Picture) -> PictureView:
        """Show a picture with its text twin.

        Args:
            picture: what to show.
        """
        return PictureView(picture)

    def read(self, name: str) -> Reading:
        """Show a kept answer in words.

        Args:
            name: the id of any part.
        """
        part = find_part(self.quiz, None, name)
        return read_answer(part, self._answer(part))

    def self_test(self) -> Panel:
        """Test the place that the lesson was opened in, and show what mends it."""
        panel = Panel()
        panel.show(describe(examine(self.answers.path.parent, public=is_public(os.environ))))
        return panel

    def saved(self) -> SaveBar:
        """Show how much is kept, and how to take it home."""
        self.answers.read()
        return SaveBar(self.quiz, self.answers)

    def _part(self, name: str, kind: type[_Kind]) -> _Kind:
        self.answers.read()
        return cast("_Kind", find_part(self.quiz, kind, name))

    def _answer(self, part: Part) -> Any:
        return self.answers.read().get(part.id)

    def __repr__(self) -> str:
        return f"Lesson {self.quiz.lesson}: {say_count(self.quiz, self.answers.read())}"
