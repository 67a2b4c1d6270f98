"""One of the app's tools: a heading, what it does in a sentence, its controls, and what it has to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sociable_assessment.errors import SociableError
from sociable_assessment.findings import alert, message
from sociable_assessment.markup import element
from sociable_assessment.widgets.controls import Controls
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.view import Group

BROKEN = "Something in Sociable broke. Your answers are kept."
UNDONE = "That did not work; your answers are as they were."


class Tool(Group):
    """A heading, controls, and a place for messages.

    `faults` holds every unexpected error of a callback; each is also shown on the page.

    Args:
        title: the heading.
        about: what the tool does.
        controls: its fields and buttons.
        faults: the app's list of unexpected errors.
        classes: more CSS classes.
    """

    def __init__(self, title: str, about: str, controls: Controls, faults: list[Exception], *classes: str) -> None:
        self.controls = controls
        self.heading = Panel()
        self.messages = Panel()
        self.faults = faults
        self._title = title
        super().__init__([self.heading, controls, self.messages], ["sociable-tool", *classes])
        self.explain(about)
        self.say("")

    def explain(self, about: str) -> None:
        """Say what the tool does.

        Args:
            about: a sentence or two.
        """
        self.heading.show(element("div", element("h2", self._title), element("p", about, kind="sociable-quiet")))

    def say(self, text: str, more: Sequence[str] = ()) -> None:
        """Say what happened; announced by screen readers.

        Args:
            text: what happened; "" for nothing.
            more: what else is to be known, a line each.
        """
        self.messages.show(message(text, more))

    def guarded(self, action: Callable[[], object]) -> None:
        """Do something, and show its errors on the page: ipywidgets would put them in a log that nobody reads.

        Args:
            action: what to do.
        """
        try:
            action()
        except SociableError as error:
            self.messages.show(alert(UNDONE, error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the person must hear of it
            self.faults.append(error)
            self.messages.show(alert(BROKEN, error))
