"""A picture to play with: dials above, and a function that draws what they are set to."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociable_assessment.pictures import Picture
from sociable_assessment.widgets.view import Group
from sociable_course.answer_values import AnswerError, read_number, say_number
from sociable_course.answers import SavedAnswers
from sociable_course.widgets import CLASSES
from sociable_course.widgets.outcome import Said, guarded
from sociable_course.widgets.picture_view import PictureView
from sociable_course.widgets.question import Dials

_FEW = 5  # options that stand side by side; more go into a list
_CLOSED = "This opens when you have committed your prediction above: it would tell you what comes of it."
_BROKEN = "The picture could not be drawn with these settings; it shows the ones before."
Control = bool | tuple[float, float, float] | Sequence[Any] | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Dial:
    """One setting: how it is shown, what it starts at, and how what the page has becomes the function's argument."""

    field: dict[str, Any]
    start: Any
    read: Callable[[Any], Any]


def make_dial(name: str, control: Control, default: Any = inspect.Parameter.empty) -> Dial:
    """Make a dial of what the lesson's author wrote.

    Args:
        name: the argument's name; its label is the same with spaces.
        control: `True` or `False` for a switch; `(low, high, step)` for a number; a list of choices, or a dict from
            label to value.
        default: what the function itself starts from.

    Returns:
        The dial.

    >>> make_dial("share", (0, 100, 10)).start, make_dial("town_size", ["small", "large"]).field["prompt"]
    ('0', 'Town size')
    """
    prompt = name.replace("_", " ").capitalize()
    field: dict[str, Any] = {"id": name, "prompt": prompt}
    given = default is not inspect.Parameter.empty
    if isinstance(control, bool):
        ticks = ["on"] if (default if given else control) else []
        return Dial({**field, "kind": "tick"}, ticks, lambda ticked: "on" in ticked)
    if isinstance(control, tuple):
        return _number(field, control, default if given else control[0])
    choices = dict(control) if isinstance(control, Mapping) else {str(each): each for each in control}
    values = {str(place): value for place, value in enumerate(choices.values())}
    options = [{"id": id_, "text": text} for id_, text in zip(values, choices, strict=True)]
    start = next((id_ for id_, value in values.items() if given and value == default), "0")
    kind = "choice" if len(options) <= _FEW else "select"
    return Dial({**field, "kind": kind, "options": options}, start, lambda id_: values[id_])


def _number(field: dict[str, Any], control: tuple[float, ...], start: float) -> Dial:
    low, high, step = control
    whole = all(isinstance(each, int) for each in control)
    span = f"{say_number(low)} to {say_number(high)}"

    def read(text: Any) -> float:
        number = read_number(text)
        if not low <= number <= high:
            msg = f"{field['prompt']}: {say_number(number)} is outside {span}."
            raise AnswerError(msg)
        return int(number) if whole and number.is_integer() else number

    steps = {"low": low, "high": high, "by": step}
    prompt = f"{field['prompt']}, {span}"
    return Dial({**field, "kind": "number", "prompt": prompt, "step": steps}, say_number(start), read)


@dataclass(frozen=True, slots=True)
class Gate:
    """What must have been answered before dials may show anything: ids of parts, and the answers that are kept."""

    parts: tuple[str, ...]
    saved: SavedAnswers

    @property
    def is_open(self) -> bool:
        """Tell whether all of it has been answered."""
        return all(part in self.saved.answers for part in self.parts)


class ExploreWidget(Group):
    """Dials and the picture that follows them.

    Args:
        function: takes the settings by name and gives the picture.
        label: what is explored, for a screen reader.
        controls: by the argument's name.
        gate: what must be answered before.
    """

    def __init__(
        self, function: Callable[..., Picture], label: str, controls: Mapping[str, Control], gate: Gate
    ) -> None:
        defaults = {name: each.default for name, each in inspect.signature(function).parameters.items()}
        empty = inspect.Parameter.empty
        self._made = {name: make_dial(name, each, defaults.get(name, empty)) for name, each in controls.items()}
        self._function = function
        self.dials = Dials(
            label=label,
            fields=[dial.field for dial in self._made.values()],
            values={name: dial.start for name, dial in self._made.items()},
        )
        self.said, self.view = Said(), PictureView()
        self._gate, self._closed = gate, True
        super().__init__([self.said], CLASSES)
        self.dials.observe(lambda _: self._run(), "values")
        gate.saved.on_change(self._open)
        if not gate.is_open:
            self.said.say(_CLOSED)
        self._open()

    @property
    def message(self) -> str:
        """What is said about the settings, as one line; "" when the picture shows them."""
        return self.said.text

    def set(self, **values: Any) -> None:
        """Turn dials, as a learner does: choices by their value, numbers as typed."""
        turned = dict(self.dials.values)
        for name, value in values.items():
            field = self._made[name].field
            if field["kind"] == "tick":
                turned[name] = ["on"] if value else []
            elif field["kind"] == "number":
                turned[name] = str(value)
            else:
                turned[name] = next(o["id"] for o in field["options"] if self._made[name].read(o["id"]) == value)
        self.dials.values = turned

    def _open(self) -> None:
        """Show dials and picture once nothing is told too early."""
        if self._closed and self._gate.is_open:
            self._closed = False
            self.children = [self.dials, self.view, self.said]
            self._run()

    def _run(self) -> None:
        if guarded(self.said, _BROKEN, self._draw):
            self.said.say("")

    def _draw(self) -> None:
        values = {name: dial.read(self.dials.values.get(name)) for name, dial in self._made.items()}
        self.view.show(self._function(**values))
