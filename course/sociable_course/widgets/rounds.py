"""Decision rounds on the page: where the organisation stands, the quarter's choices, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sociable_assessment.pictures import Picture
from sociable_course.answer_values import AnswerError
from sociable_course.answers import Answer, SavedAnswers
from sociable_course.marking import Verdict
from sociable_course.quiz import Rounds
from sociable_course.rounds import QUARTERS, Run, add_cost, play
from sociable_course.rounds_words import explain, say_count, say_quarter
from sociable_course.scenarios import CHOICES, SCENARIOS
from sociable_course.widgets.exercise import Exercise
from sociable_course.widgets.outcome import guarded
from sociable_course.widgets.picture_view import PictureView

_UNDRAWN = "Your choices are kept, but what comes of them could not be drawn."


class RoundsWidget(Exercise):
    """Decision rounds. Each quarter is kept as it is decided; a new run replaces the kept one with its first quarter.

    Args:
        part: the rounds.
        saved: where answers are kept.
        then: makes the picture from the run so far; None for no picture.
    """

    def __init__(self, part: Rounds, saved: SavedAnswers, then: Callable[[Run], Picture] | None = None) -> None:
        self._then = then
        self._moves: list[list[str]] = []
        self.view: PictureView | None = None
        choices = [{"id": each.id, "text": each.text, "cost": each.cost} for each in CHOICES.values()]
        words = {"eyebrow": "Decision rounds", "prompt": part.prompt, "button": _say_button(0)}
        content = {"choices": choices, **_standing(play(SCENARIOS[part.scenario], part.seed, []))}
        super().__init__(part, saved, "rounds", content, words)
        if not self._moves:
            guarded(self.said, _UNDRAWN, self._draw)

    @property
    def run(self) -> Run:
        """The run that is on the page."""
        return play(SCENARIOS[self.part.scenario], self.part.seed, self._moves)

    def decide(self, move: Sequence[str]) -> None:
        """Decide a quarter, as the button does."""
        self._keep(list(move))

    def start_again(self) -> None:
        """Go back to the first quarter; the run that is kept stays until a new one has begun."""
        self._moves = []
        self.state = "open"
        self._renew([])
        self.question.kept = None
        self.said.say("A new run, with the same luck. The last one is kept until you have decided a quarter.")
        guarded(self.said, _UNDRAWN, self._draw)

    def _on_message(self, widget: object, content: object, buffers: object) -> None:
        if isinstance(content, dict) and content.get("act") == "again":
            guarded(self.said, _UNDRAWN, self.start_again)
            self.question.send({"done": True, "enter": True})
        elif isinstance(content, dict) and content.get("act") == "keep":
            self._keep(content.get("value"))
            self.question.send({"done": True, "enter": True})
        else:
            super()._on_message(widget, content, buffers)

    def _take(self, value: object) -> None:
        if len(self._moves) >= QUARTERS:
            msg = "All quarters are over. Start again for another run."
            raise AnswerError(msg)
        super()._take([*self._moves, value])

    def _show(self, answer: Answer, trouble: Any = None) -> None:
        self._moves = [list(move) for move in answer.value]
        super()._show(answer, trouble)
        guarded(self.said, _UNDRAWN, self._draw)

    def _draft(self, _: Any) -> Any:
        return _afford(self.run)

    def _dress(self, _: Answer, __: Verdict) -> None:
        self._renew(_afford(self.run))

    def _renew(self, ticked: list[str]) -> None:
        run = self.run
        self.question.content = {**self.question.content, **_standing(run)}
        self.question.words = {**self.question.words, "button": _say_button(len(run.moves))}
        self.question.draft = ticked

    def _headline(self, answer: Answer, verdict: Verdict) -> str:
        tries = len(answer.tries)
        return f"{verdict.headline} {f'(Run {tries})' if tries > 1 else ''}".strip()

    def _more(self, answer: Answer, verdict: Verdict) -> list[Any]:
        run = self.run
        return [*say_quarter(run), *(explain(run) if run.finished else []), super()._more(answer, verdict)[-1]]

    def _draw(self) -> None:
        if self._then is None:
            return
        picture = self._then(self.run)
        if self.view is None:
            self.view = PictureView()
            self.children = [self.question, self.said, self.view]
        self.view.show(picture)


def _afford(run: Run) -> list[str]:
    """Keep ticked what was chosen last, as far as what is left pays for it."""
    ticked: list[str] = []
    for each in run.moves[-1] if run.moves else ():
        if add_cost([*ticked, each]) <= run.last.left:
            ticked.append(each)
    return ticked


def _say_button(decided: int) -> str:
    return f"Decide quarter {min(decided + 1, QUARTERS)}"


def _standing(run: Run) -> dict[str, Any]:
    """Say where the organisation stands, as the page needs it."""
    state, quarter = run.last, len(run.moves) + 1
    over = f"All {QUARTERS} quarters are over" if run.finished else f"Quarter {quarter} of {QUARTERS}"
    facts = {
        "Customers": say_count(state.customers),
        "of them tied": say_count(state.tied),
        "Staff are able": f"{state.ability:.0%}",
        "Surplus, 1,000 €": say_count(state.surplus),
        "Left, 1,000 €": say_count(state.left),
    }
    standing = {"quarter": over, "facts": [list(each) for each in facts.items()], "left": state.left}
    return {**standing, "finished": run.finished, "begun": bool(run.moves)}
