"""The pictures of a report: the house's own, drawn from what may be shown, and made still."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sociable_assessment import drawings
from sociable_assessment.model import Item, Model, with_form
from sociable_assessment.pictures import Picture
from sociable_assessment.report.parts import Drawing
from sociable_assessment.report.still import draw_still
from sociable_assessment.report.still_text import read_text

Entry = Mapping[str, Any]
WIDE, NARROW = 640, 350  # pixels: a column of A4, and a phone
_PER_PAGE = 16  # questions


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws for one model; each picture comes as a block, and none where there is nothing to see.

    Args:
        model: the full model; None draws nothing, for a format without pictures.
    """

    model: Model | None = None

    def map(self, entries: Sequence[Entry]) -> tuple[Drawing, ...]:
        """Draw the position map.

        Args:
            entries: one organisation's waves, or several organisations.

        Returns:
            The picture.
        """
        return _still("map", self.model, lambda model, width: drawings.draw_map(model, entries, width=width))

    def profile(self, entry: Entry, before: Entry | None) -> tuple[Drawing, ...]:
        """Draw the dimensions.

        Args:
            entry: a result.
            before: the wave before it.

        Returns:
            The picture.
        """
        return _still(
            "profile", self.model, lambda model, width: drawings.draw_profile(model, entry, before=before, width=width)
        )

    def items(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the answers.

        Args:
            entry: a result.

        Returns:
            The picture.
        """
        if self.model is None:
            return ()
        blank = blank_votes(entry)
        stills = [
            _still(f"items-{number}", part, lambda model, width: drawings.draw_items(model, blank, width=width))
            for number, part in enumerate(split_form(with_form(self.model, entry["form"])))
        ]
        return tuple(still for each in stills for still in each)

    def spread(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the raters' votes on the questions of the agenda; the others' stand beside the answers.

        Args:
            entry: a result.

        Returns:
            The picture.
        """
        if self.model is None or not entry["agenda"]:
            return ()
        form, wanted = with_form(self.model, entry["form"]), [topic["item"] for topic in entry["agenda"]]
        few = _narrow(form, [item for item in form.items if item.id in wanted])
        return _still("spread", few, lambda model, width: drawings.draw_spread(model, blank_votes(entry), width=width))

    def departments(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the dimensions as the departments see them.

        Args:
            entry: a result.

        Returns:
            The picture.
        """
        return _still(
            "departments", self.model, lambda model, width: drawings.draw_departments(model, entry, width=width)
        )

    def gap(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the gap to the target.

        Args:
            entry: a result with a target.

        Returns:
            The picture.
        """
        return _still("gap", self.model, lambda model, width: drawings.draw_gap(model, entry, width=width))


def _still(name: str, model: Model | None, draw: Callable[[Model, int], Picture]) -> tuple[Drawing, ...]:
    """Draw a picture for each width and make it still; nothing without a model."""
    if model is None:
        return ()
    wide, narrow = (draw(model, width) for width in (WIDE, NARROW))
    title = wide.figure.layout.title
    still = draw_still(wide.figure, WIDE, wide.finding, f"{name}-wide")
    small = draw_still(narrow.figure, NARROW, narrow.finding, f"{name}-narrow")
    return (Drawing(name, _plain(title.text), _plain(title.subtitle.text), still, small, wide.source),)


def _plain(text: str | None) -> str:
    """Take the tags out of a title of a figure."""
    lines = read_text(text or "", {}).runs
    return " ".join("".join(run.text for run in runs) for runs in lines)


def blank_votes(entry: Entry) -> Entry:
    """Turn votes that may not be shown into none, as the drawings expect.

    Args:
        entry: what may be shown of a result.

    Returns:
        The entry, to be drawn.
    """
    items = {name: {**found, "votes": found["votes"] or {}} for name, found in entry["items"].items()}
    return {**entry, "items": items}


def split_form(form: Model) -> list[Model]:
    """Split a form into parts whose questions fit a page, whole dimensions together.

    Args:
        form: the model, or a form of it.

    Returns:
        The parts, each a model of some of the questions.
    """
    groups: list[list[Item]] = [[]]
    for owner in [node.id for node in form.dimensions] or [form.root.id]:
        items = list(form.items_under[owner])
        if groups[-1] and len(groups[-1]) + len(items) > _PER_PAGE:
            groups.append([])
        groups[-1] += items
    return [_narrow(form, items) for items in groups if items]


def _narrow(form: Model, items: Sequence[Item]) -> Model:
    """Keep some questions of a form, and the parts of the model above them."""
    kept = {item.id for item in items}
    nodes = tuple(node for node in form.nodes if kept & {item.id for item in form.items_under[node.id]})
    return replace(form, items=tuple(items), nodes=nodes)
