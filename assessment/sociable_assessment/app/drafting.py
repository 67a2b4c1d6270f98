"""The draft behind the app: what has been answered so far, and where each answer is kept as it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sociable_assessment.draft_entries import Entries, find_changes, from_entries, put_changes, to_entries
from sociable_assessment.draft_file import DraftFile
from sociable_assessment.model import Model
from sociable_assessment.raters import FIRST, begin, find_rater, put_answers, put_details
from sociable_assessment.response_file import answer_data
from sociable_assessment.responses import Responses
from sociable_assessment.widgets.keeper import Keeper

BROWSER = "sociable/1/"  # how the names of all entries begin in a browser's storage


class Draft:
    """What has been answered so far.

    Args:
        model: the full model.
        file: where the draft is kept; None for the visitor's browser.
    """

    def __init__(self, model: Model, file: DraftFile | None) -> None:
        self.model = model
        self.file = file
        self.keeper = Keeper(prefix="" if file else f"{BROWSER}{model.id}/")
        self.responses = begin(model)
        self.rater = FIRST
        self._kept: Entries = {}
        self._saved = self.responses

    # --------------------------------------------------------------------------------------- what it holds

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """The answers of the rater whose turn it is, by item."""
        return {item: answer_data(each) for item, each in find_rater(self.responses, self.rater).answers.items()}

    @property
    def details(self) -> dict[str, str]:
        """Whose answers these are, and on which form."""
        one = self.responses.organisation
        told = {"name": one.name, "sector": one.sector, "size": one.size}
        return {**told, "wave": self.responses.wave, "form": self.responses.form}

    @property
    def is_saved(self) -> bool:
        """Whether nothing was given since it was last saved, opened or begun."""
        return self.responses == self._saved

    def mark_saved(self) -> None:
        """Remember that what is held now stands in a file of the person's own."""
        self._saved = self.responses

    def answer(self, answers: Mapping[str, Mapping[str, Any]], rater: str = "") -> None:
        """Take a rater's answers.

        Args:
            answers: by item id.
            rater: whose they are; "" for the rater whose turn it is.
        """
        today = date.today().isoformat()  # noqa: DTZ011 - the person's own day is meant
        self.responses = put_answers(self.responses, rater or self.rater, answers, self.model, today)

    def tell(self, details: Mapping[str, str]) -> None:
        """Take whose answers these are.

        Args:
            details: name, sector, size, wave and form.
        """
        self.responses = put_details(self.responses, details)

    def change(self, responses: Responses, rater: str = "") -> None:
        """Put other responses in place, and keep them.

        Args:
            responses: the new ones.
            rater: whose turn it is then; "" for the same rater's, or the first one's.
        """
        self.responses = responses
        self.rater = find_rater(responses, rater or self.rater).id
        self.keep()

    # --------------------------------------------------------------------------------------- where it is kept

    def keep(self, *, by_page: bool = False) -> Entries:
        """Keep what differs from what is kept.

        Args:
            by_page: the page did it and keeps it in its browser by itself.

        Returns:
            What another window changed meanwhile, which the draft holds now, too.

        Raises:
            InputError: the file can't be written.
        """
        mine = self._entries()
        changes = find_changes(self._kept, mine)
        if not changes:
            return {}
        if self.file is None:
            if not by_page:
                self.keeper.put(changes)
            self._kept = mine
            return {}
        self._kept = self.file.put(changes)
        others = find_changes(mine, self._kept)
        if others:
            self._take(self._kept)
        return others

    def read(self) -> list[str]:
        """Bring back what the file keeps.

        Returns:
            What can't be taken, a sentence each.
        """
        if self.file is None:
            return []
        self._kept = self.file.read()
        problems = self._take(self._kept)
        if self.file.aside:
            problems.append(f"The draft that was here can't be read. It lies untouched in {self.file.aside}.")
        return problems

    def restore(self, entries: Mapping[str, Any]) -> list[str]:
        """Bring back what a browser keeps; what was given since the page opened stays.

        Args:
            entries: by key.

        Returns:
            What can't be taken, a sentence each.
        """
        self._kept = {**entries, **{key: each for key, each in self._entries().items() if key not in _SETTINGS}}
        return self._take(self._kept)

    def follow(self, changes: Mapping[str, Any]) -> list[str]:
        """Take what another window changed.

        Args:
            changes: by key; None for what is gone.

        Returns:
            What can't be taken, a sentence each.
        """
        kept = put_changes(self._kept, {key: each for key, each in changes.items() if key not in _SETTINGS})
        self._kept = kept
        return self._take({**kept, "current": self.rater})

    def _entries(self) -> Entries:
        return to_entries(self.responses, {**self.details, "form": self._form()}, self.rater)

    def _form(self) -> str:
        return "" if self.responses.form == "full" else self.responses.form

    def _take(self, entries: Mapping[str, Any]) -> list[str]:
        found, details, current, problems = from_entries(entries, self.model)
        if not found.raters:
            found = begin(self.model)
        known = {"full", *(form.id for form in self.model.forms)}
        details["form"] = details.get("form", "") if details.get("form") in known else "full"
        found = replace(found, model_version=self.model.version, changes=())
        self.responses = put_details(found, details)
        self.rater = find_rater(self.responses, current or self.rater).id
        return problems

    def forget(self) -> None:
        """Begin anew, on the same form; nothing is kept of what was."""
        form = self.responses.form
        self.responses = put_details(begin(self.model), {"form": form})
        self.rater = FIRST
        self.keep()
        self.mark_saved()


_SETTINGS = frozenset({"current", "version"})
