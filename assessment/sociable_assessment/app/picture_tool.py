"""A closer look: one picture at a time, drawn from the present answers when it is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sociable_assessment.app.tool import Tool
from sociable_assessment.markup import Element, element
from sociable_assessment.model import Model
from sociable_assessment.widgets.controls import Controls
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.view import Group

if TYPE_CHECKING:
    from sociable_assessment.pictures import Picture

_PLOT = "sociable-picture"
_PAUSE = 0.8  # seconds without an answer, before a picture is drawn again
_ABOUT = "Pictures of the same answers, drawn when you choose one. Each has its numbers as a table."

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to draw: the own result, what it is compared with, and as what."""

    entry: Entry
    other: Entry | None
    kind: str


class PictureTool(Tool):
    """Shows a picture of the person's choice.

    Args:
        model: the full model.
        find_scene: finds what there is to draw.
        faults: the app's list of unexpected errors.
    """

    def __init__(self, model: Model, find_scene: Callable[[], Scene], faults: list[Exception]) -> None:
        self._model, self._find_scene = model, find_scene
        self._waiting: asyncio.TimerHandle | None = None
        self.twin = Panel(plot=_PLOT)
        self.plot = Group(classes=[_PLOT])
        self._drawn = ""
        controls = Controls(label="Pictures", values={"picture": ""})
        super().__init__("Look closer", _ABOUT, controls, faults, "sociable-pictures")
        self.children = [self.heading, self.controls, self.messages, self.plot, self.twin]
        self.offer(several=False, departments=False, other="")
        self.controls.observe(lambda _: self.guarded(self._draw), "values")

    def offer(self, *, several: bool, departments: bool, other: str) -> None:
        """List the pictures that the answers allow.

        Args:
            several: more than one rater has answered.
            departments: raters have said where they work.
            other: the kind of what is compared with; "" for nothing.
        """
        options = [["", "Choose a picture"], ["map", "The map, with how sure it is"], ["profile", "The profile"]]
        options += [["items", "Every answer"]]
        options += [["gap", "The way to the target"]] if other == "target" else []
        options += [["spread", "How far the raters differ"]] if several else []
        options += [["departments", "Departments"]] if departments else []
        fields = [{"id": "picture", "label": "Picture", "options": options, "wide": True}]
        if fields != self.controls.fields:
            self.controls.fields = fields
        if self.controls.values.get("picture", "") not in {name for name, _ in options}:
            self.controls.values = {"picture": ""}

    def refresh(self) -> None:
        """Draw the chosen picture again when the answers rest."""
        if not self.controls.values.get("picture"):
            return
        if self._waiting is not None:
            self._waiting.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.guarded(self._draw)
            return
        self._waiting = loop.call_later(_PAUSE, self.guarded, self._draw)

    def _draw(self) -> None:
        chosen = self.controls.values.get("picture", "")
        if not chosen:
            self.plot.children = []
            self.twin.show(element("div"))
            self.say("")
            return
        from sociable_assessment.widgets.live_figure import LiveFigure

        picture = draw(chosen, self._model, self._find_scene())
        self.plot.children = [LiveFigure(picture.figure)]
        self.twin.plot_name = picture.finding
        self.twin.show(write_twin(picture))
        self.say("" if chosen == self._drawn else "The picture is drawn below.")
        self._drawn = chosen


def draw(name: str, model: Model, scene: Scene) -> Picture:
    """Draw a picture.

    Args:
        name: which one.
        model: the full model.
        scene: what there is to draw.

    Returns:
        The picture.
    """
    from sociable_assessment import drawings

    entry, other = scene.entry, scene.other
    before = other if scene.kind == "before" else None
    target = other if scene.kind == "target" else None
    beside = [other] if other is not None and target is None else []
    own = str(entry["organisation"]["name"])
    draws: dict[str, Callable[[], Picture]] = {
        "map": lambda: drawings.draw_map(model, [*beside, entry], you=own, target=target),
        "profile": lambda: drawings.draw_profile(model, entry, before=before, target=target),
        "items": lambda: drawings.draw_items(model, entry),
        "gap": lambda: drawings.draw_gap(model, entry, target),
        "spread": lambda: drawings.draw_spread(model, entry),
        "departments": lambda: drawings.draw_departments(model, entry),
    }
    return draws[name]()


def write_twin(picture: Picture) -> Element:
    """Write a picture's text twin.

    Args:
        picture: the picture.

    Returns:
        The finding, the source, and the table on demand.
    """
    more = element("details", element("summary", "The picture as a table"), picture.table)
    source = [element("p", f"Source: {picture.source}", kind="sociable-quiet")] if picture.source else []
    return element("div", element("p", picture.finding), *source, more, kind="sociable-twin")
