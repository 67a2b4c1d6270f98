"""What all exercises share: a question, what is said about the answer, and the file that keeps it."""

from __future__ import annotations

from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.markup import element
from sociable_assessment.widgets.view import Group
from sociable_course.answer_values import fits, say_number, take
from sociable_course.answers import NAME, Answer, SavedAnswers
from sociable_course.marking import Verdict, mark, say_try
from sociable_course.quiz import Part
from sociable_course.widgets import CLASSES
from sociable_course.widgets.outcome import Said, guarded
from sociable_course.widgets.question import Question

SAVED = f"Saved in {NAME}"
UNSAVED = "Not saved yet"
SILENT = "No answer from the notebook. It may be busy; if this stays, choose Kernel, Restart Kernel and Run All Cells."
_BROKEN = "Something in this exercise broke. Answers that were kept are still kept."
_EMPTY: tuple[Any, ...] = (None, "", {})
_DRAFTS: dict[tuple[str, str], Any] = {}  # what stands in a field: a cell that is run again must not empty it
_STALE = "An answer is kept that no longer fits this question. It stays until you answer again."


class Exercise(Group):
    """One part of a quiz on the page. `state` is "open", or what the verdict on the kept answer says.

    Args:
        part: the part.
        saved: where answers are kept.
        kind: the field of the question.
        content: what the field needs.
        words: eyebrow, prompt and button, and what a rubric is called.
    """

    again = ""  # what can be done after an answer that is not right

    def __init__(
        self, part: Part, saved: SavedAnswers, kind: str, content: dict[str, Any], words: dict[str, str]
    ) -> None:
        self.part: Any = part
        self.saved = saved
        self.state = "open"
        self._shown: Answer | None = None
        self._busy = False
        around = {"unsaved": UNSAVED, "silent": SILENT}
        self.question = Question(part=part.id, kind=kind, content=content, words={**around, **words})
        self.said = Said()
        super().__init__([self.question, self.said], CLASSES)
        guarded(self.said, _BROKEN, self.restore)
        self._keep_draft()
        self.question.on_msg(self._on_message)
        saved.on_change(self._on_change)

    @property
    def message(self) -> str:
        """What is said about the answer, as one line."""
        return self.said.text

    @property
    def answer(self) -> Answer | None:
        """The kept answer, if it fits the question as it is today."""
        found = self.saved.answers.get(self.part.id)
        return found if found and found.kind == self.part.kind and fits(self.part, found.value) else None

    def restore(self) -> None:
        """Show what the file holds."""
        answer = self.answer
        if answer is not None:
            self._show(answer)
        elif self.part.id in self.saved.answers:
            self.said.say(_STALE)

    def _keep_draft(self) -> None:
        name = str(self.saved.path), self.part.id
        if _DRAFTS.get(name) not in _EMPTY and not self.question.locked:
            self.question.draft = _DRAFTS[name]
        self.question.observe(lambda change: _DRAFTS.update({name: change["new"]}), "draft")

    def _on_change(self) -> None:
        """Follow an answer that came from elsewhere; what is being typed here stays."""
        answer, draft = self.answer, self.question.draft
        if self._busy or answer is None or answer == self._shown:
            return
        unsaved = draft not in (*_EMPTY, self.question.kept)
        guarded(self.said, _BROKEN, lambda: self._show(answer))
        if unsaved and not self.question.locked:
            self.question.draft = draft

    def _on_message(self, _: object, content: object, __: object) -> None:
        if isinstance(content, dict) and content.get("act") == "keep":
            self._keep(content.get("value"))
            self.question.send({"done": True, "enter": self.state == "open"})

    def _keep(self, value: object) -> None:
        self._busy = True
        guarded(self.said, _BROKEN, lambda: self._take(value))
        self._busy = False

    def _take(self, value: object) -> None:
        taken, trouble = take(self.part, value), None
        try:
            answer = self._store(taken)
        except InputError as error:
            answer, trouble = self.saved.answers[self.part.id], error
        self._show(answer, trouble)

    def _store(self, value: Any) -> Answer:
        return self.saved.keep(self.part.id, self.part.kind, value)

    def _show(self, answer: Answer, trouble: InputError | None = None) -> None:
        self._shown, verdict = answer, mark(self.part, answer.value)
        self.state = verdict.state
        with self.question.hold_sync():
            self.question.draft = self.question.kept = self._draft(answer.value)
            self.question.saved = "" if trouble else SAVED
            self._dress(answer, verdict)
        text = f"Not saved: {trouble.faults[0]}. It is kept until the notebook is closed." if trouble else ""
        alarm = element("p", text) if trouble else None
        self.said.tell(verdict.state, self._headline(answer, verdict), self._more(answer, verdict), alarm)
        self.question.send({"done": True})  # what may be drawn after this takes its time

    def _draft(self, value: Any) -> Any:
        return say_number(value) if isinstance(value, float | int) else value

    def _dress(self, answer: Answer, verdict: Verdict) -> None:
        """Show more about the answer in the question itself."""

    def _headline(self, answer: Answer, verdict: Verdict) -> str:
        tries = say_try(len(answer.tries))
        return f"{verdict.headline} {f'({tries})' if tries else ''}".strip()

    def _more(self, _: Answer, verdict: Verdict) -> list[Any]:
        aside = f"What was in {NAME} could not be read; it is now in {self.saved.aside}." if self.saved.aside else ""
        return [verdict.feedback, self.again if verdict.state in ("wrong", "partly") else "", aside]
