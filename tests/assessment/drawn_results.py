"""Entries of result files, and what is written in a picture: for tests of drawings."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

from sociable_assessment.markup import to_html
from sociable_assessment.model import Model
from sociable_assessment.model_file import read_model
from sociable_assessment.pictures import Picture
from sociable_assessment.response_file import read_responses
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.result import describe

MODEL = read_model()
HOSTILE = '<img src=x onerror="alert(1)"><b>R&D</b> %{x}'
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsversorgungswerk und Vermögensverwaltung"
EXAMPLES = Path(__file__).parents[2] / "assessment" / "sociable_assessment" / "examples"


@cache
def example(name: str) -> dict[str, Any]:
    """Score an example organisation."""
    return describe(MODEL, read_responses(EXAMPLES / f"{name}.json", MODEL), resamples=40)


def entry_at(option: str | None, name: str = "Aurora Museum", wave: str = "", **others: str) -> dict[str, Any]:
    """Score one rater who answered every item with one option, but some (underscores for hyphens) with others."""
    given = {item.id: option for item in MODEL.items} | {key.replace("_", "-"): each for key, each in others.items()}
    answers = {item: Answer(option=each) for item, each in given.items() if each}
    return describe(MODEL, Responses(Organisation(name), (Rater("r", answers),), wave=wave))


@cache
def random_entries(count: int, *, raters: int = 1, seed: int = 1) -> tuple[dict[str, Any], ...]:
    """Score organisations with answers by chance, each around a level of its own."""
    draw = random.Random(seed)
    return tuple(_random_entry(draw, f"Organisation {number}", raters) for number in range(count))


def _random_entry(draw: random.Random, name: str, raters: int) -> dict[str, Any]:
    level = draw.uniform(0, 3)
    panel = tuple(Rater(f"r{rater}", _random_answers(draw, level)) for rater in range(raters))
    return describe(MODEL, Responses(Organisation(name), panel, wave="2026"), resamples=0)


def _random_answers(draw: random.Random, level: float) -> dict[str, Answer]:
    ranks = {item: min(3, max(0, round(draw.gauss(level, 0.7)))) for item in MODEL.items}
    return {item.id: Answer(option=item.options[rank].id) for item, rank in ranks.items()}


def written(picture: Picture) -> str:
    """Gather every text that a figure shows or tells on hover."""
    figure = picture.figure
    texts = [figure.layout.title.text, figure.layout.title.subtitle.text, *(n.text for n in figure.layout.annotations)]
    for trace in figure.data:
        for kind in (trace.text, trace.hovertext):
            texts += [kind] if isinstance(kind, str) else list(kind if kind is not None else ())
    texts += [text for axis in (figure.layout.xaxis, figure.layout.yaxis) for text in axis.ticktext or ()]
    return " ".join(str(text) for text in texts if text).replace("<br>", " ").replace("\u00a0", " ")


def twin_of(picture: Picture) -> str:
    """Write a picture's finding and table as HTML."""
    return picture.finding + to_html(picture.table)


def without_map() -> Model:
    """Make a model of the same items with no map."""
    from dataclasses import replace

    return replace(MODEL, map=None)
