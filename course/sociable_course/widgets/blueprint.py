"""The blueprint: the steps of a service, a choice in every column for each, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sociable_assessment.pictures import Picture
from sociable_course.answers import Answer, SavedAnswers
from sociable_course.marking import Verdict
from sociable_course.quiz import Blueprint
from sociable_course.widgets.exercise import Exercise
from sociable_course.widgets.outcome import guarded
from sociable_course.widgets.picture_view import PictureView

_UNDRAWN = "Your choices are kept, but what comes of them could not be drawn."


class BlueprintWidget(Exercise):
    """Choices by step and column; each step gets a note, and the whole a picture of what comes of it.

    Args:
        part: the blueprint.
        saved: where answers are kept.
        then: makes the picture from the kept choices; None for no picture.
        title: what stands above it.
    """

    again = "Change what you like, and press the button again."

    def __init__(
        self,
        part: Blueprint,
        saved: SavedAnswers,
        then: Callable[[Any], Picture] | None = None,
        title: str = "Blueprint",
    ) -> None:
        self._then = then
        self.view: PictureView | None = None
        words = {"eyebrow": title, "prompt": part.prompt, "button": "Keep" if part.points else "Check"}
        content = {"steps": _listed(part.steps), "columns": [_column(each) for each in part.columns]}
        super().__init__(part, saved, "blueprint", content, words)

    def choose(self, choices: Mapping[str, str]) -> None:
        """Choose by `step.column`, and press the button."""
        self._keep(dict(choices))

    def _show(self, answer: Answer, trouble: Any = None) -> None:
        super()._show(answer, trouble)
        if self._then is not None:
            guarded(self.said, _UNDRAWN, lambda: self._draw(answer.value))

    def _draw(self, value: Mapping[str, str]) -> None:
        picture = self._then(value) if self._then else None
        if picture is None:
            return
        if self.view is None:
            self.view = PictureView()
            self.children = [self.question, self.said, self.view]
        self.view.show(picture)

    def _dress(self, _: Answer, verdict: Verdict) -> None:
        notes = verdict.notes.items()
        self.question.notes = {step: {"right": note.right, "text": note.text} for step, note in notes}


def _column(column: Any) -> dict[str, Any]:
    return {"id": column.id, "prompt": column.text, "options": _listed(column.options)}


def _listed(entries: Any) -> list[dict[str, str]]:
    return [{"id": each.id, "text": each.text} for each in entries]
