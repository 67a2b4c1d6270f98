"""The pictures of a report: the house's own, drawn from what may be shown, and made still."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociable_assessment import drawings
from sociable_assessment.model import Model
from sociable_assessment.pictures import Picture
from sociable_assessment.report.parts import Drawing
from sociable_assessment.report.still import draw_still
from sociable_assessment.report.still_text import read_text

Entry = Mapping[str, Any]
WIDE, NARROW = 640, 350  # pixels: a column of A4, and a phone


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
        return self._still("map", lambda model, width: drawings.draw_map(model, entries, width=width))

    def profile(self, entry: Entry, before: Entry | None) -> tuple[Drawing, ...]:
        """Draw the dimensions.

        Args:
            entry: a result.
            before: the wave before it.

        Returns:
            The picture.
        """
        return self._named("profile", entry, before=before)

    def items(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the answers.

        Args:
            entry: a result.

        Returns:
            The picture.
        """
        return self._named("items", entry)

    def spread(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the raters' votes.

        Args:
            entry: a result.

        Returns:
            The picture.
        """
        return self._named("spread", entry)

    def departments(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the dimensions as the departments see them.

        Args:
            entry: a result.

        Returns:
            The picture.
        """
        return self._named("departments", entry)

    def gap(self, entry: Entry) -> tuple[Drawing, ...]:
        """Draw the gap to the target.

        Args:
            entry: a result with a target.

        Returns:
            The picture.
        """
        return self._named("gap", entry, entry["target"])

    def _named(self, name: str, *args: Any, **how: Any) -> tuple[Drawing, ...]:
        draw = getattr(drawings, f"draw_{name}", None)
        if draw is None:
            return ()
        return self._still(name, lambda model, width: draw(model, *args, **how, width=width))

    def _still(self, name: str, draw: Callable[[Model, int], Picture]) -> tuple[Drawing, ...]:
        if self.model is None:
            return ()
        wide, narrow = (draw(self.model, width) for width in (WIDE, NARROW))
        title = wide.figure.layout.title
        still = draw_still(wide.figure, WIDE, wide.finding, f"{name}-wide")
        small = draw_still(narrow.figure, NARROW, narrow.finding, f"{name}-narrow")
        return (Drawing(_plain(title.text), _plain(title.subtitle.text), still, small, wide.source),)


def _plain(text: str | None) -> str:
    """Take the tags out of a title of a figure."""
    lines = read_text(text or "", {}).runs
    return " ".join("".join(run.text for run in runs) for runs in lines)
