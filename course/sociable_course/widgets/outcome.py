"""What is said after an answer, and how errors come to the page instead of into a log that nobody reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import traitlets

from sociable_assessment.errors import InputError, SociableError
from sociable_assessment.findings import alert, message
from sociable_assessment.markup import Element, element, to_data
from sociable_assessment.widgets.panel import Panel
from sociable_course.widgets import ERRORS

_GLYPHS = {"right": "✓", "wrong": "✗", "partly": "◐"}
_NOTHING = to_data(message(""))


class Said(Panel):
    """A panel that says what happened; `text` is the same as one line, for tests and for those who read along."""

    @traitlets.default("tree")
    def _say_nothing(self) -> list[Any]:
        return [_NOTHING]

    @property
    def text(self) -> str:
        """All that stands there."""
        return " ".join(" ".join(_texts(tree) for tree in self.tree).split())

    def say(self, text: str, more: Sequence[str] = ()) -> None:
        """Say something; a screen reader announces it."""
        self.show(message(text, more) if text else message(""))

    def warn(self, text: str, error: Exception) -> None:
        """Say that something went wrong, at once."""
        self.show(alert(text, error))

    def tell(self, state: str, headline: str, more: Sequence[str | Element], trouble: Element | None = None) -> None:
        """Say what an answer is worth.

        Args:
            state: a verdict's.
            headline: the first words.
            more: what else, a paragraph each.
            trouble: what went wrong with saving it.
        """
        glyph: list[str | Element] = (
            [element("span", _GLYPHS[state], aria_hidden="true"), " "] if state in _GLYPHS else []
        )
        first = element("p", *glyph, headline, kind="sociable-headline-of")
        rest = [element("p", each) if isinstance(each, str) else each for each in more if each]
        box = element("div", first, *rest, kind=f"sociable-outcome sociable-{state}")
        status = element("div", box, role="status", aria_live="polite")
        alarm = element("div", *([trouble] if trouble else []), role="alert", kind="sociable-alert" if trouble else "")
        self.show(element("div", status, alarm, kind="sociable-said"))


def _texts(tree: object) -> str:
    if isinstance(tree, list):
        return " ".join(_texts(child) for child in tree[2])
    return str(tree)


def guarded(said: Said, lead: str, action: Callable[[], object]) -> bool:
    """Do something, and show what goes wrong.

    Args:
        said: where it is shown.
        lead: what a failure means for the learner.
        action: what to do.

    Returns:
        Whether it went well.
    """
    try:
        action()
    except InputError as error:
        said.warn(lead, error)
    except SociableError as error:
        said.say(str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, the learner must hear of it
        ERRORS.append(error)
        said.warn(lead, error)
    else:
        return True
    return False
