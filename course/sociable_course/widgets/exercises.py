"""Five kinds of exercise: predict, check, sort, short text, number. The sixth stands in `blueprint`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sociable_assessment.markup import Element, element
from sociable_assessment.pictures import Picture
from sociable_course.answer_values import AnswerError, read_number, say_number, say_value, take
from sociable_course.answers import Answer, SavedAnswers
from sociable_course.marking import KEPT, Verdict, count_words, mark
from sociable_course.quiz import Check, Number, Prediction, Sort, Text
from sociable_course.widgets.exercise import Exercise
from sociable_course.widgets.outcome import guarded
from sociable_course.widgets.picture_view import PictureView

Then = Callable[[Any], Picture | None]


def _options(options: Sequence[Any]) -> list[dict[str, str]]:
    return [{"id": each.id, "text": each.text} for each in options]


class PredictWidget(Exercise):
    """A guess to commit to; then it is locked, and the picture appears.

    Args:
        part: the prediction.
        saved: where answers are kept.
        then: makes the picture from the committed value; None for no picture.
    """

    def __init__(self, part: Prediction, saved: SavedAnswers, then: Then | None = None) -> None:
        self._then = then
        self.view: PictureView | None = None
        words = {"eyebrow": "Your prediction", "prompt": part.prompt, "button": "Commit"}
        if part.options:
            super().__init__(part, saved, "choice", {"options": _options(part.options)}, words)
        else:
            super().__init__(part, saved, "number", {"unit": part.unit or "", "hint": _range(part)}, words)

    def commit(self, value: float | str) -> None:
        """Commit to a prediction, as the button does; the first stays."""
        self._keep(value)

    def _store(self, value: Any) -> Answer:
        self.saved.read()  # another window may have been first
        before = self.answer
        return before if before is not None else self.saved.keep(self.part.id, self.part.kind, value)

    def _show(self, answer: Answer, trouble: Any = None) -> None:
        super()._show(answer, trouble)
        if self._then is not None and self.view is None:
            guarded(self.said, "Your prediction is kept, but the picture could not be drawn.", self._draw)

    def _draw(self) -> None:
        picture = self._then(self.answer.value) if self._then and self.answer else None
        if picture is not None:
            self.view = PictureView(picture)
            self.children = [self.question, self.said, self.view]

    def _dress(self, answer: Answer, _: Verdict) -> None:
        self.question.locked = f"You predicted {say_value(self.part, answer.value)}."

    def _headline(self, _: Answer, __: Verdict) -> str:
        return "Committed." if self._then is None else "Committed. The picture comes below."


def _range(part: Prediction | Number) -> str:
    if part.minimum is None or part.maximum is None:
        return ""
    return f"From {say_number(part.minimum)} to {say_number(part.maximum)}."


class CheckWidget(Exercise):
    """A question with one right option; each wrong one answers the misconception behind it."""

    again = "Choose again, and press Check."

    def __init__(self, part: Check, saved: SavedAnswers) -> None:
        words = {"eyebrow": "Check", "prompt": part.question, "button": "Keep" if part.points else "Check"}
        super().__init__(part, saved, "choice", {"options": _options(part.options)}, words)

    def choose(self, option: str) -> None:
        """Choose an option and press the button."""
        self._keep(option)


class SortWidget(Exercise):
    """Cards to be put into categories; each gets a note."""

    again = "Move them, and press Check."

    def __init__(self, part: Sort, saved: SavedAnswers) -> None:
        words = {"eyebrow": "Sort", "prompt": part.prompt, "button": "Keep" if part.points else "Check"}
        content = {"cards": _options(part.cards), "categories": _options(part.categories)}
        super().__init__(part, saved, "sort", content, words)

    def place(self, places: Mapping[str, str]) -> None:
        """Place cards and press the button."""
        self._keep(dict(places))

    def _dress(self, _: Answer, verdict: Verdict) -> None:
        notes = verdict.notes.items()
        self.question.notes = {card: {"right": note.right, "text": note.text} for card, note in notes}


class TextWidget(Exercise):
    """A short text, then a rubric to tick oneself, then a sample answer."""

    again = ""

    def __init__(self, part: Text, saved: SavedAnswers) -> None:
        words = {
            "eyebrow": "In your words",
            "prompt": part.prompt,
            "button": "Keep",
            "rubric": "Read it once more, as a stranger would. What is there?",
            "tick": "Done: show a sample answer" if part.sample else "Keep my ticks",
        }
        super().__init__(part, saved, "text", {"minimum_words": part.minimum_words}, words)

    def keep(self, text: str, ticked: Sequence[str] | None = None) -> None:
        """Keep a text and, when given, tick criteria of its rubric."""
        self._keep(text)
        if ticked is not None:
            self.tick(ticked)

    def tick(self, ticked: Sequence[str]) -> None:
        """Tick criteria of the rubric and press its button."""
        guarded(self.said, "The ticks could not be kept.", lambda: self._tick(ticked))

    def _tick(self, ticked: Sequence[str]) -> None:
        known = [each.id for each in self.part.rubric]
        if self.answer is None:
            msg = "Keep a text first."
            raise AnswerError(msg)
        self._show(self.saved.tick(self.part.id, [name for name in known if name in ticked]))

    def _on_message(self, widget: object, content: object, buffers: object) -> None:
        super()._on_message(widget, content, buffers)
        if isinstance(content, dict) and content.get("act") == "tick" and isinstance(content.get("ticked"), list):
            self.tick(content["ticked"])
            self.question.send({"done": True})

    def _dress(self, answer: Answer, verdict: Verdict) -> None:
        long_enough = verdict.state == KEPT
        criteria = _options(self.part.rubric) if long_enough else []
        ticked = None if answer.ticked is None else list(answer.ticked)
        self.question.rubric = {"criteria": criteria, "ticked": ticked}

    def _headline(self, answer: Answer, _: Verdict) -> str:
        words = count_words(answer.value)
        return f"Kept: {words} {'word' if words == 1 else 'words'}."

    def _more(self, answer: Answer, verdict: Verdict) -> list[Any]:
        more = super()._more(answer, verdict)
        if verdict.state != KEPT or not self.part.rubric:
            return more
        if answer.ticked is None:
            return [*more, "Now tick below what a stranger would find in it."]
        known = {each.id for each in self.part.rubric}
        counted = f"{len(known & set(answer.ticked))} of {len(known)} ticked."
        return [*more, counted, *_sample(self.part.sample)]


def _sample(sample: str | None) -> list[Element]:
    paragraphs = [element("p", each.strip()) for each in (sample or "").split("\n\n") if each.strip()]
    return [element("p", element("strong", "One way to answer")), *paragraphs] if paragraphs else []


class NumberWidget(Exercise):
    """A number, found by hand or in code.

    Args:
        part: the number.
        saved: where answers are kept.
        code: what the learner's code gives; None while it gives nothing.
    """

    again = "Change the number, and press Check."

    def __init__(self, part: Number, saved: SavedAnswers, code: object = None) -> None:
        words = {"eyebrow": "A number", "prompt": part.prompt, "button": "Keep" if part.points else "Check"}
        super().__init__(part, saved, "number", {"unit": part.unit, "hint": _range(part)}, words)
        if code is not None:
            guarded(self.said, "Your code's value could not be looked at.", lambda: self._show_code(code))

    def commit(self, value: float | str) -> None:
        """Write a number and press the button."""
        self._keep(value)

    choose = commit

    def _show_code(self, code: object) -> None:
        try:
            value = take(self.part, as_number(code))
        except AnswerError as error:
            self.said.say(f"Your code gives a value, but no answer yet. {error}")
            return
        verdict = mark(self.part, value)
        self.state = verdict.state
        said = "" if verdict.state == KEPT else f" {verdict.headline}"
        feedback = verdict.feedback if verdict.state != "wrong" or verdict.misconceptions else ""
        self.said.tell(verdict.state, f"Your code gives {say_value(self.part, value)}.{said}", [feedback])


def as_number(code: object) -> float:
    """Make a plain number of what code gives: NumPy's and pandas' numbers are some too.

    Args:
        code: any value.

    Returns:
        The number.

    Raises:
        AnswerError: it is none.

    >>> as_number(42)
    42.0
    """
    if isinstance(code, (str, bytes, bool)) or not hasattr(code, "__float__"):
        msg = f"A number is asked for; this is {_kind(code)}."
        raise AnswerError(msg)
    try:
        return read_number(float(code))
    except (TypeError, ValueError):
        msg = f"A single number is asked for; this is {_kind(code)}."
        raise AnswerError(msg) from None


def _kind(code: object) -> str:
    return "text" if isinstance(code, str) else f"a {type(code).__name__}"
