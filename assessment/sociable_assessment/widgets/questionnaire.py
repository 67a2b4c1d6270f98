"""The questionnaire as one widget: it shows a model's questions and collects answers, and knows no scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from sociable_assessment.look import stage_mark
from sociable_assessment.model import Item, Model
from sociable_assessment.widgets.sources import read_script, read_styles
from sociable_assessment.widgets.view import View, declare

WORDS = {
    "key": "Key question",
    "dont_know": "Don't know",
    "not_applicable": "Not applicable",
    "reason": "Why does it not apply?",
    "reason_needed": "Without a reason this counts as not answered.",
    "evidence": "What shows it? (optional)",
    "evidence_alone": "Choose an answer too: evidence alone is not kept.",
    "more": "Evidence, and who would know",
    "who": "Who would know:",
    "clear": "Clear answer",
    "progress": "{} of {} answered",
    "next": "Next open question",
    "parts": "Parts of the questionnaire",
    "result": "To the result",
}


class Questionnaire(View):
    """Shows questions and collects one person's answers.

    `answers` has the keys of a responses file: {item: {"option" | "dont_know" | "not_applicable", "evidence"}}.
    They are those of `rater`. `told` sums up the result beside the progress: glyph, tone and text; and `who`
    is answering, where there are several. With a `prefix`
    the browser keeps each answer, under `answer/`, the rater and the item.
    """

    _esm = declare(read_script("kept", "questionnaire"))
    _css = declare(read_styles())
    sections: traitlets.List[Any] = traitlets.List().tag(sync=True)
    answers: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    words: traitlets.Dict[str, str] = traitlets.Dict(WORDS).tag(sync=True)
    edition = traitlets.Int().tag(sync=True)
    stamp = traitlets.Unicode().tag(sync=True)
    prefix = traitlets.Unicode().tag(sync=True)
    rater = traitlets.Unicode().tag(sync=True)
    told: traitlets.Dict[str, str] = traitlets.Dict().tag(sync=True)

    @property
    def late_rater(self) -> str | None:
        """Whose answers these are when they were given to an earlier edition, before `fill`; None for the present one.

        A page sends answers when the ones before have arrived, so the last may come after it was told of others.
        """
        edition, _, rest = self.stamp.partition("/")
        return None if not rest or edition == str(self.edition) else rest.partition("/")[2]

    def take_back(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Put the present answers back after late ones came.

        The page had them, but ipywidgets has just echoed the late ones to it.

        Args:
            answers: by item id.
        """
        self._trait_values["answers"] = {item: dict(answer) for item, answer in answers.items()}
        self.send_state("answers")

    def on_seen(self, callback: Callable[[], object]) -> None:
        """Register what is called when a page has drawn the questions.

        Args:
            callback: takes nothing.
        """
        self.on_msg(lambda _, content, __: callback() if content == {"seen": True} else None)

    def fill(self, answers: Mapping[str, Mapping[str, Any]], rater: str | None = None) -> None:
        """Replace all answers, and whatever is half typed.

        Args:
            answers: by item id.
            rater: whose they are; None for the same rater's.
        """
        with self.hold_sync():
            self.rater = self.rater if rater is None else rater
            self.answers = {item: dict(answer) for item, answer in answers.items()}
            self.edition += 1


def list_sections(model: Model) -> list[dict[str, Any]]:
    """Turn a model's dimensions and items into the questionnaire's sections.

    Args:
        model: the model, or a form of it.

    Returns:
        A section for each dimension, in the order of the file; items right below the root come first.
    """
    groups = [(model.title, model.about, [item for item in model.items if item.parent == model.id])]
    groups += [(node.title, node.about, list(model.items_under[node.id])) for node in model.dimensions]
    filled = [(title, about, items) for title, about, items in groups if items]
    return [
        {
            "title": f"{place} {title}",
            "about": about,
            "items": [_item(model, item, f"{place}.{number}") for number, item in enumerate(items, 1)],
        }
        for place, (title, about, items) in enumerate(filled, 1)
    ]


def _item(model: Model, item: Item, number: str) -> dict[str, Any]:
    marks = _marks(model, item)
    return {
        "id": item.id,
        "number": number,
        "question": item.question,
        "key": item.key,
        "who": item.who,
        "evidence": f"For example: {item.evidence}" if item.evidence else "",
        "options": [
            {
                "id": option.id,
                "text": option.text,
                "anchor": "" if anchor == option.text else anchor,
                **marks[option.id],
            }
            for option, anchor in zip(item.options, item.anchors, strict=True)
        ],
    }


def _marks(model: Model, item: Item) -> Mapping[str, dict[str, str]]:
    """Give an option its stage's shape where the two go by the same name."""
    names = [stage.id for stage in model.stages]
    found = {name: stage_mark(place, len(names)) for place, name in enumerate(names)}
    marks = {name: {"glyph": mark.glyph, "tone": mark.tone} for name, mark in found.items()}
    return {option.id: marks.get(option.id, {}) for option in item.options}
