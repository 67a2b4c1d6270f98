"""Answers given to an older version of a model: what became of each item."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sociable_assessment.errors import MOST, quote, suggest
from sociable_assessment.model import DEFAULT, Model


@dataclass
class Fates:
    """What became of the items named in some responses: `changes` to tell, `faults` to refuse.

    `older` is an older version that the responses name; "" where they name none.
    """

    model: Model
    older: str = ""
    changes: dict[str, None] = field(default_factory=dict)
    faults: dict[str, None] = field(default_factory=dict)

    def follow(self, item: str) -> str | None:
        """Find the item that an id stands for today.

        Args:
            item: an id, perhaps of an older version.

        Returns:
            Today's id; None for an item that is retired or unknown.
        """
        if item in self.model.item_by_id:
            return item
        if item in self.model.renamed:
            new = self.model.renamed[item]
            self.changes[f"item '{item}' is now called '{new}'"] = None
            return new
        if item in self.model.retired:
            self.changes[f"item '{item}' was retired ({self.model.retired[item]}); its answers don't count"] = None
        elif len(self.faults) <= MOST:  # more of them are not told, and looking for what was meant takes time
            near = suggest(item, self.model.item_by_id)
            fault = f"no item {quote(item)} in {self.model.id} {self.model.version}; {near}"
            self.faults[self.advise(fault, item)] = None
        return None

    def check_version(self, model_id: str, version: str) -> str | None:
        """Compare the model that responses were given to with the one at hand; an older version is noted.

        Args:
            model_id: the id that the responses name.
            version: the version that they name; "" when they don't.

        Returns:
            The fault, or None.
        """
        fault, change = check_version(self.model, model_id, version)
        if change:
            self.changes[change] = None
            self.older = self.older or version
        return fault

    def advise(self, fault: str, name: str) -> str:
        """Add what to do about a name that an older version of the model may have known.

        Args:
            fault: says that the name is unknown.
            name: the name.

        Returns:
            The fault, longer where the responses name an older version.
        """
        if not self.older:
            return fault
        moved = f"if {quote(name)} has a new name in {self.model.version}, add it under [renamed]"
        end = "" if fault.endswith("?") else "."
        return f"{fault}{end} The answers are to {self.older}: {moved}, or under [retired] if it is gone"


def check_version(model: Model, model_id: str, version: str) -> tuple[str | None, str | None]:
    """Compare the model that responses were given to with the one at hand.

    Args:
        model: the model at hand.
        model_id: the id that the responses name.
        version: the version that they name; "" when they don't.

    Returns:
        A fault and a change, each None when there is none. An older version is taken, a newer one refused.
    """
    if model_id != model.id:
        other = f"the answers are to model {quote(model_id)}, and this is '{model.id}'"
        return f"{other}; name the right one with --model", None
    if not version or version == model.version:
        return None, None
    given, here = _numbers(version), _numbers(model.version)
    if given is None:
        return f"model version {quote(version)} is not a version such as {model.version}", None
    if given > (here or ()):
        cure = "update Sociable" if model.id == DEFAULT else "get the newer model"
        return f"the answers are to version {version}, newer than this model ({model.version}); {cure}", None
    return None, f"answered on version {version}, scored on {model.version}"


def _numbers(version: str) -> tuple[int, ...] | None:
    parts = version.split(".")
    return tuple(map(int, parts)) if all(re.fullmatch("[0-9]{1,9}", part) for part in parts) else None
