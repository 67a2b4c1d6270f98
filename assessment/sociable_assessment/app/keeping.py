"""What is kept where, in words, and the way back after a reload, a new kernel or another window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sociable_assessment.app.drafting import Draft
from sociable_assessment.app.tool import BROKEN
from sociable_assessment.errors import SociableError
from sociable_assessment.findings import alert
from sociable_assessment.markup import Element, element
from sociable_assessment.widgets.panel import Panel
from sociable_assessment.widgets.view import Group

_PUBLIC = (
    "This is a public server. Don't enter a real organisation's data here: take an invented one, "
    "or run Sociable on a machine of your own."
)
_IN_BROWSER = (
    "Each answer is kept in this browser as you give it, and stays when you close the page. This server stores none, "
    "and no other visitor sees it. On a shared computer, press Start afresh before you leave."
)
_NOWHERE = "This browser keeps nothing, as in a private window: download your answers before you close the page."
_NOT_KEPT = "Your answers can't be kept as you give them. Download them before you close the page."
_LOST_FILE = "The kernel has stopped. Every answer is kept: run the cell again to go on."
_LOST_BROWSER = "The connection to the server is lost. Every answer is kept in this browser: reload the page to go on."


class Keeping(Group):
    """Says what is kept where, and tells the draft what the page has to say about that.

    Args:
        draft: what has been answered.
        changed: is called when answers came from the browser or from another window.
        faults: the app's list of unexpected errors.
        public: the server is a public one.
    """

    def __init__(
        self, draft: Draft, changed: Callable[[], object], faults: list[Exception], *, public: bool = False
    ) -> None:
        self._draft, self._changed, self.faults, self._public = draft, changed, faults, public
        self._where = _IN_BROWSER if draft.file is None else _in_file(draft.file.path.name)
        self._problems: list[str] = []
        self.panel = Panel()
        keeper = draft.keeper
        keeper.lost = _LOST_BROWSER if draft.file is None else _LOST_FILE
        super().__init__([keeper, self.panel], ["sociable-keeping"])
        for kind, action in (("restored", self._restore), ("changed", self._follow), ("unkept", self._warn)):
            keeper.on_event(kind, self._heard(action))

    def _heard(self, action: Callable[[Any], object]) -> Callable[[Any], None]:
        return lambda told: self.guarded(lambda: action(told))

    def bring_back(self) -> None:
        """Bring back the draft that lies beside the notebook, and say what is kept where."""
        self._problems = self._draft.read()
        self._tell()

    def keep(self) -> bool:
        """Keep what a person just did.

        Returns:
            Whether another window had changed something, which the draft holds now, too.
        """
        try:
            return bool(self._draft.keep(by_page=True))
        except SociableError as error:
            self.panel.show(element("div", alert(_NOT_KEPT, error), kind="sociable-kept"))
            return False

    def _restore(self, entries: object) -> None:
        if isinstance(entries, dict) and entries:
            self._problems = self._draft.restore(entries)
            self._tell()
            self._changed()

    def _follow(self, changes: object) -> None:
        if isinstance(changes, dict):
            self._problems = self._draft.follow(changes)
            self._tell()
            self._changed()

    def _warn(self, _: object) -> None:
        self._where = _NOWHERE
        self._tell()

    def _tell(self) -> None:
        self.panel.show(_say(self._where, self._problems, public=self._public))

    def guarded(self, action: Callable[[], object]) -> None:
        """Do something, and show its errors on the page: ipywidgets would put them in a log that nobody reads.

        Args:
            action: what to do.
        """
        try:
            action()
        except Exception as error:  # noqa: BLE001 - whatever it is, the person must hear of it
            if not isinstance(error, SociableError):
                self.faults.append(error)
            self.panel.show(element("div", alert(BROKEN, error), kind="sociable-kept"))


def _in_file(name: str) -> str:
    return f"Each answer is kept as you give it, on this machine, in {name} beside the notebook."


def _say(where: str, problems: Sequence[str], *, public: bool) -> Element:
    warning = [element("p", _PUBLIC, kind="sociable-warning")] if public else []
    more = [element("p", each) for each in problems]
    kind = "sociable-quiet" if where != _NOWHERE else "sociable-warning"
    return element(
        "div", *warning, element("p", where, kind=kind), element("div", *more, role="status"), kind="sociable-kept"
    )
