"""The result beside the form: stage, map, profile, words.

Map and profile follow an answer at once, the words a moment later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sociable_assessment.findings import headline, reasons, twin_panel
from sociable_assessment.markup import Element
from sociable_assessment.plots import Traces, position_map, redraw, redraw_regions, trace_places
from sociable_assessment.profile_bars import draw_bars
from sociable_assessment.regions import Region
from sociable_assessment.scoring import Scores
from sociable_assessment.standing import Standing
from sociable_assessment.twins import Place, find_place, map_twin
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.view import Group
from sociable_assessment.wording import stage_title

_MAP = "sociable-map"
_WORDS_AFTER = 0.06  # seconds
_PATIENCE = 5.0  # seconds that a page has to come, before the map is drawn for nobody

Watched = Callable[[Callable[[], object]], object]


@dataclass(frozen=True, slots=True)
class Other:
    """What a result is compared with: its place on the map, its scores, and what it is called."""

    name: str
    place: Place
    scores: Scores


class ResultView(Group):
    """Shows where an organisation stands.

    Args:
        guarded: does something and shows its errors.
    """

    def __init__(self, guarded: Watched) -> None:
        self.headline, self.twin, self.reasons, self.profile = Panel(), Panel(plot=_MAP), Panel(), Panel()
        self.figure: Any = None
        self._guarded = guarded
        self._drawn: Traces = {}
        self._begun = False
        self._waiting: asyncio.TimerHandle | None = None
        self._shown: tuple[Standing, tuple[Region, ...], tuple[Other, ...]] | None = None
        self.plot = Group(classes=[_MAP])
        parts = [self.headline, self.plot, self.twin, self.profile, self.reasons]
        super().__init__(parts, ["sociable-result"])

    def show(
        self, standing: Standing, starts: tuple[Region, ...], others: Sequence[Other], *, form_changed: bool = False
    ) -> None:
        """Show a standing: the map first, which the eye waits for, the words when it is drawn.

        Args:
            standing: where the organisation stands.
            starts: the regions of the form.
            others: what it is compared with.
            form_changed: another form than before.
        """
        self._shown = standing, starts, tuple(others)
        self._redraw(trace_places(standing.model, self._places()), form_changed=form_changed)
        self.profile.show(_draw_profile(standing, others[0] if others else None))
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = self._later(_WORDS_AFTER, self._tell)

    def _places(self) -> list[Place]:
        if self._shown is None:
            return []
        standing, starts, others = self._shown
        return [find_place(standing, starts), *(other.place for other in others)]

    def _tell(self) -> None:
        if self._shown is None:
            return
        standing, starts, _ = self._shown
        twin = map_twin(standing.model, self._places(), starts)
        self.headline.show(headline(standing))
        self.twin.plot_name = f"Position map. {twin.sentence}"
        self.twin.show(twin_panel(twin))
        self.reasons.show(reasons(standing))

    def _redraw(self, traces: Traces, *, form_changed: bool) -> None:
        if self.figure is None or self._shown is None:
            return
        redraw(self.figure, self._drawn, traces)
        self._drawn = traces
        if form_changed:
            redraw_regions(self.figure, self._shown[0].model, self._shown[1])

    # --------------------------------------------------------------------------------------- the first drawing

    def begin_drawing(self) -> None:
        """Import Plotly beside, which takes seconds, and draw the map then; one can answer meanwhile."""
        if self._begun:
            return
        self._begun = True
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._guarded(self._draw)
            return
        imported = loop.run_in_executor(None, _import_plotly)
        imported.add_done_callback(lambda _: self._guarded(self._draw))

    def draw_later(self) -> None:
        """Draw the map without waiting for a page for ever; at once where no kernel is running."""
        self._later(_PATIENCE, self.begin_drawing)

    def _draw(self) -> None:
        from sociable_assessment.widgets.live_figure import LiveFigure

        if self._shown is None:
            return
        standing, starts, _ = self._shown
        places = self._places()
        self._drawn = trace_places(standing.model, places)
        self.figure = LiveFigure(position_map(standing.model, places, starts, title=""))
        self.plot.children = [self.figure]

    def _later(self, seconds: float, action: Callable[[], object]) -> asyncio.TimerHandle | None:
        """Do something when the page has had its turn; at once where no kernel is running."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            action()
            return None
        return loop.call_later(seconds, self._guarded, action)


def _draw_profile(standing: Standing, other: Other | None) -> Element:
    if other is None:
        return draw_bars(standing)
    return draw_bars(standing, other.scores, other.name, _say_change(standing, other))


def _say_change(standing: Standing, other: Other) -> str:
    model, position = standing.model, standing.position
    theirs = " ".join(filter(None, [stage_title(model, other.place.stage), _index(other.place.index)]))
    own = " ".join(filter(None, [stage_title(model, position.stage), _index(position.index)]))
    return f"{other.name}: {theirs or 'no result'}. Now: {own}." if standing.known else f"{other.name}: {theirs}."


def _index(index: float | None) -> str:
    return "" if index is None else f"(index {index:.0f})"


def _import_plotly() -> None:
    import sociable_assessment.widgets.live_figure  # noqa: F401
