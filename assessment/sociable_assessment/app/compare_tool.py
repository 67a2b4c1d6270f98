"""Compare with an earlier result, another organisation or a target."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sociable_assessment.app.result_view import Other
from sociable_assessment.app.tool import Tool
from sociable_assessment.draft import SavedFile
from sociable_assessment.model import Model
from sociable_assessment.opened_files import Subject, describe_on, open_bytes, open_file
from sociable_assessment.position import place
from sociable_assessment.scoring import score
from sociable_assessment.trend import read_back
from sociable_assessment.twins import Place
from sociable_assessment.widgets.controls import Controls
from sociable_assessment.wording import say_action

_ABOUT = "Put last year's result, another organisation or a target beside yours. The file stays as it is."
_FILE, _GIVEN = "file:", "given:"  # how the values of the list begin: a file of the list, one from the page
KINDS = (("before", "Our earlier result"), ("other", "Another organisation"), ("target", "Our target"))


class CompareTool(Tool):
    """Chooses what the result is compared with.

    Args:
        model: the full model.
        list_files: lists the files that can be chosen.
        changed: is called when something else is compared.
        own_name: tells what the organisation is called, "" before it has a name.
        faults: the app's list of unexpected errors.
    """

    def __init__(
        self,
        model: Model,
        list_files: Callable[[], Sequence[SavedFile]],
        changed: Callable[[], object],
        own_name: Callable[[], str],
        faults: list[Exception],
    ) -> None:
        self._model, self._list_files, self._changed = model, list_files, changed
        self._own_name = own_name
        self._subjects: dict[str, Subject] = {}
        self._entries: dict[tuple[str, str], Mapping[str, Any]] = {}
        controls = Controls(label="Compare", values={"with": "", "as": "before"})
        controls.buttons = [{"id": "open", "text": "Open a file to compare", "accept": ".json,.csv"}]
        super().__init__("Compare", _ABOUT, controls, faults)
        self.list_choices()
        controls.observe(lambda change: self.guarded(lambda: self._choose(change)), "values")
        controls.on_file(lambda _, name, data: self.guarded(lambda: self._open(name, data)))
        controls.on_event("look", lambda _: self.guarded(self.list_choices))

    @property
    def kind(self) -> str:
        """What the other one is: `before`, `other` or `target`."""
        return self.controls.values.get("as") or KINDS[0][0]

    def list_choices(self) -> None:
        """Read anew which files there are."""
        given = [[name, each.title] for name, each in self._subjects.items() if name.startswith(_GIVEN)]
        options = [["", "Nothing"], *given, *([f"{_FILE}{each.path}", each.label] for each in self._list_files())]
        self.controls.fields = [
            {"id": "with", "label": "Compare with", "options": options, "wide": True},
            {"id": "as", "label": "It is", "options": [list(kind) for kind in KINDS], "wide": True},
        ]

    def _choose(self, change: Mapping[str, Any]) -> None:
        chosen = change["new"].get("with", "")
        if chosen.startswith(_FILE) and chosen not in self._subjects:
            path = Path(chosen.removeprefix(_FILE))
            if path not in {each.path for each in self._list_files()}:
                self.say("Choose a file from the list.")
                return
            self._subjects[chosen] = open_file(path, self._model)[0]
        if chosen != change["old"].get("with", "") and self._suggest_kind():
            return  # that was a choice too, and has come through here
        self.say(self._tell(), self._ask_after())
        self._changed()

    def _suggest_kind(self) -> bool:
        """Take a result by another name for another organisation's, until somebody says what it is.

        Returns:
            Whether that changed what it was taken for.
        """
        own = self._own_name()
        if self.subject is None or not own or self.kind == "target":
            return False
        kind = "before" if self.subject.name.casefold() == own.casefold() else "other"
        changes = kind != self.kind
        self.controls.values = {**self.controls.values, "as": kind}
        return changes

    def _open(self, name: str, data: bytes | None) -> None:
        """Offer what is in a file that came from the page, and choose the last wave of it."""
        found = open_bytes(name, data, self._model)
        names = [f"{_GIVEN}{len(self._subjects) + number}" for number, _ in enumerate(found)]
        self._subjects |= dict(zip(names, found, strict=True))
        self.list_choices()
        self.controls.values = {**self.controls.values, "with": names[-1]}

    def _tell(self) -> str:
        subject = self.subject
        if subject is None:
            return ""
        where = "on the map in grey, and in the last column under Dimension by dimension"
        return f"Compared with {subject.title}: {where}."

    def _ask_after(self) -> list[str]:
        """Ask what became of what was agreed on in a workshop, when its result is opened again."""
        if self.subject is None or self.kind != "before":
            return []
        actions = self.subject.actions
        return ["Agreed then; what has become of it?", *map(say_action, actions)] if actions else []

    @property
    def subject(self) -> Subject | None:
        """What is compared with; None for nothing."""
        return self._subjects.get(self.controls.values.get("with", ""))

    def entry(self, form: str) -> Mapping[str, Any] | None:
        """Find out everything about what is compared with.

        Args:
            form: the form's id.

        Returns:
            An entry of a result file; None when nothing is compared with.
        """
        subject, name = self.subject, self.controls.values.get("with", "")
        if subject is None:
            return None
        if (name, form) not in self._entries:
            self._entries[name, form] = describe_on(subject, self._model, form)
        return self._entries[name, form]

    def others(self, form: Model) -> list[Other]:
        """List what stands beside the result.

        Args:
            form: the form that is filled in.

        Returns:
            One, or none.
        """
        entry = self.entry(form.form or "full")
        if entry is None or self.subject is None:
            return []
        readings = read_back(form, entry)
        scores = score(form, readings)
        found = place(form, readings, scores)
        name = {"target": "Target"}.get(self.kind, self.subject.wave if self.kind == "before" else "")
        name = name or ("Before" if self.kind == "before" else self.subject.name)
        return [Other(name, Place(name, found.stage, found.across, found.up, found.index), scores)]
