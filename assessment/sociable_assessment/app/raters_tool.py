"""Several raters: one after another at this screen, or from a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sociable_assessment.app.drafting import Draft
from sociable_assessment.app.tool import Tool
from sociable_assessment.opened_files import open_bytes, pick_responses
from sociable_assessment.raters import (
    add_rater,
    drop_rater,
    find_rater,
    join_raters,
    keep_voters,
    name_raters,
    put_department,
)
from sociable_assessment.responses import Responses
from sociable_assessment.widgets.controls import Controls

_ABOUT = "Three views are better than one. Each rater answers without seeing the others' answers; the result is joint."


class RatersTool(Tool):
    """Chooses whose answers the form shows, and adds raters.

    Args:
        draft: what has been answered.
        changed: is called when the form or the result must be shown anew.
        faults: the app's list of unexpected errors.
    """

    def __init__(self, draft: Draft, changed: Callable[[], object], faults: list[Exception]) -> None:
        self._draft, self._changed, self._asked = draft, changed, ""
        self._shown: dict[str, str] = {}
        super().__init__("More raters", _ABOUT, Controls(label="Raters", values={"of": ""}), faults)
        self.controls.observe(lambda change: self.guarded(lambda: self._choose(change["new"])), "values")
        self.controls.on_event("click", lambda button: self.guarded(lambda: self._click(button)))
        self.controls.on_file(lambda _, name, data: self.guarded(lambda: self._join(name, data)))

    @property
    def voters(self) -> Responses:
        """The responses that the result is made of."""
        only = self._draft.rater if self.controls.values.get("of") == "one" else ""
        return keep_voters(self._draft.responses, only)

    def refresh(self) -> None:
        """Show the raters that there are."""
        draft = self._draft
        several = len(draft.responses.raters) > 1
        departments = [["", "Not given"], *([each, each.replace("-", " ")] for each in draft.model.departments)]
        fields: list[dict[str, Any]] = (
            [{"id": "department", "label": "Department", "options": departments}] if draft.model.departments else []
        )
        if several:
            options = name_raters(draft.responses)
            of = [["", "Everyone, joint"], ["one", "This rater alone"]]
            fields = [
                {"id": "rater", "label": "The form shows", "options": options, "wide": True},
                *fields,
                {"id": "of", "label": "Result of", "options": of},
            ]
        buttons = [
            {"id": "add", "text": "Add a rater"},
            {"id": "join", "text": "Add raters from a file", "accept": ".csv,.json"},
        ]
        buttons += [{"id": "drop", "text": "Remove this rater"}] if several else []
        department = find_rater(draft.responses, draft.rater).department
        of_now = self.controls.values.get("of", "") if several else ""
        values = {"rater": draft.rater, "department": department, "of": of_now}
        self._shown = values
        for name, value in (("fields", fields), ("buttons", buttons), ("values", values)):
            if getattr(self.controls, name) != value:
                setattr(self.controls, name, value)

    def _choose(self, values: dict[str, str]) -> None:
        if values == self._shown:
            return
        draft = self._draft
        rater = find_rater(draft.responses, values.get("rater", draft.rater))
        department = values.get("department", "")
        if rater.id != draft.rater:
            draft.change(draft.responses, rater.id)
        elif department != rater.department and department in {"", *draft.model.departments}:
            draft.change(put_department(draft.responses, rater.id, department))
        self._changed()

    def _click(self, button: str) -> None:
        asked, self._asked = self._asked, ""
        if button == "add":
            self._add()
        elif button == "drop":
            self._drop(asked)

    def _add(self) -> None:
        draft = self._draft
        if not find_rater(draft.responses, draft.rater).answers:
            self.say("The form is still empty: answer first, then add the next rater.")
            return
        draft.change(*add_rater(draft.responses))
        self._changed()
        self.say(f"Rater {len(draft.responses.raters)} begins with an empty form. The answers before it are kept.")

    def _drop(self, asked: str) -> None:
        draft = self._draft
        rater = find_rater(draft.responses, draft.rater)
        if rater.answers and asked != rater.id:
            self._asked = rater.id
            self.say(f"This lets {len(rater.answers)} answers go. Press Remove this rater again to do it.")
            return
        draft.change(drop_rater(draft.responses, rater.id))
        self._changed()
        self.say("The rater and the answers are gone from this draft.")

    def _join(self, name: str, data: bytes | None) -> None:
        draft = self._draft
        own = draft.details
        subjects = open_bytes(name, data, draft.model, own["name"] or "Unnamed", own["form"])
        found = pick_responses(subjects, own["name"], own["wave"], name)
        before = sum(bool(each.answers) for each in draft.responses.raters)
        draft.change(join_raters(draft.responses, found))
        if not own["name"]:
            draft.tell({**draft.details, "name": found.organisation.name, "sector": found.organisation.sector})
            draft.keep()
        self._changed()
        added = sum(bool(each.answers) for each in draft.responses.raters) - before
        self.say(f"{added} raters added from {name}. The result is that of {before + added} together.")
