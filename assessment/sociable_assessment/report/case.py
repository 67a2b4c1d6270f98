"""What a report is about: an entry of a result file, with the standing behind it and the wave before it.

Entries are checked against the model first: a report never shows a number that the model does not give.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociable_assessment.errors import InputError, SociableError, UnknownNameError, quote
from sociable_assessment.model import Model, with_form
from sociable_assessment.position import place
from sociable_assessment.report.cleaning import clean
from sociable_assessment.report.privacy import withhold
from sociable_assessment.scoring import score
from sociable_assessment.standing import Standing, find_bounds
from sociable_assessment.trend import describe_trend, read_back

Entry = Mapping[str, Any]
SOURCE = "report"  # what stands before the faults of results that can't be reported


@dataclass(frozen=True, slots=True)
class Case:
    """One organisation in one wave.

    `form` is the model that it was scored on, `entry` what may be shown of its result, `standing` the same
    result in the engine's terms. `before` is the wave before it on the same form, and `change` what moved since.
    """

    form: Model
    entry: Entry
    standing: Standing
    before: Entry | None = None
    change: Entry | None = None

    @property
    def name(self) -> str:
        """The organisation's name."""
        return str(self.entry["organisation"]["name"]) or "Unnamed organisation"

    @property
    def title(self) -> str:
        """The name, with the wave where there is one."""
        return f"{self.name}, {self.entry['wave']}" if self.entry["wave"] else self.name


def gather(model: Model, entries: Sequence[Entry]) -> tuple[Case, ...]:
    """Make cases of entries, each organisation's waves in order.

    Args:
        model: the full model.
        entries: entries of result files.

    Returns:
        One case an entry, in the order given; what may not be shown is withheld.

    Raises:
        InputError: there is no entry, two are of the same organisation, wave and form, or one does not belong
            to this model; with all faults of all entries.
    """
    entries = clean(list(entries))
    faults = [] if entries else ["there is no result in it: score some responses first"]
    faults += [*_twice(entries), *(fault for entry in entries for fault in find_faults(model, entry))]
    if faults:
        raise InputError(SOURCE, faults)
    befores = _find_befores(entries)
    return tuple(_case(model, entry, befores.get(number)) for number, entry in enumerate(entries))


def _case(model: Model, entry: Entry, before: Entry | None) -> Case:
    form = with_form(model, entry["form"])
    change = describe_trend(model, [before, entry])[0] if before else None
    return Case(form, withhold(entry), recall(form, entry), withhold(before) if before else None, change)


def recall(form: Model, entry: Entry) -> Standing:
    """Find the standing that a result tells of, from its votes.

    Args:
        form: the model, or the form that the result names.
        entry: the entry, with nothing withheld.

    Returns:
        The standing.
    """
    readings = read_back(form, entry)
    scores = score(form, readings)
    known = sum(reading.status == "answered" for reading in readings.values())
    asked = sum(reading.status != "not-applicable" for reading in readings.values())
    return Standing(
        model=form,
        organisation=entry["organisation"]["name"],
        raters=entry["raters"],
        readings=readings,
        scores=scores,
        position=place(form, readings, scores),
        bounds=find_bounds(form, readings) if 0 < known < asked else None,
        known=known,
        asked=asked,
    )


def _find_befores(entries: Sequence[Entry]) -> dict[int, Entry]:
    """Give each entry, by its number, the one before it of the same organisation and form."""
    last: dict[tuple[str, str], Entry] = {}
    found: dict[int, Entry] = {}
    for number in sorted(range(len(entries)), key=lambda each: str(entries[each]["wave"])):
        entry = entries[number]
        key = entry["organisation"]["name"], entry["form"]
        if key in last:
            found[number] = last[key]
        last[key] = entry
    return found


def _twice(entries: Sequence[Entry]) -> Iterator[str]:
    """Two results of the same people but one would show that one by subtraction; so would a file named twice."""
    counted = Counter((entry["organisation"]["name"], entry["wave"], entry["form"]) for entry in entries)
    for (name, wave, form), count in counted.items():
        if count > 1:
            yield f"{_whose(name, wave)}: {count} results on the form '{form}'; a report takes one"


def find_faults(model: Model, entry: Entry) -> list[str]:
    """Tell why a result can't be reported with a model.

    Args:
        model: the full model.
        entry: the entry.

    Returns:
        One sentence a fault.
    """
    whose, theirs = _whose(entry["organisation"]["name"], entry["wave"]), entry["model"]
    if theirs["id"] != model.id:
        known = f"it was scored with model {quote(theirs['id'])}, and this is '{model.id}': name its file with --model"
        return [f"{whose}: {known}"]
    if theirs["version"] != model.version:
        both = f"it was scored with version {quote(theirs['version'])} of the model, and this is {model.version}"
        return [f"{whose}: {both}; score the responses again"]
    try:
        return [f"{whose}: {fault}" for fault in _check_numbers(with_form(model, entry["form"]), entry)]
    except (UnknownNameError, LookupError, TypeError) as error:
        told = str(error) if isinstance(error, SociableError) else f"what is missing or misplaced: {error}"
        return [f"{whose}: {told}"]


def _check_numbers(form: Model, entry: Entry) -> Iterator[str]:
    """Compare what the result says with what its own votes give: a file changed by hand is found here."""
    missing = [item.id for item in form.items if item.id not in entry["items"]]
    if missing:
        yield f"no votes on {', '.join(missing)}"
        return
    found = recall(form, entry)
    remedy = "was the file changed by hand? Score the responses again"
    for node, scored in found.scores.items():
        told = entry["nodes"][node]["index"]
        if not _same(told, scored.index):
            yield f"the index of '{node}' is given as {_say(told)}, and its votes give {_say(scored.index)}; {remedy}"
    if entry["stage"] != found.position.stage:
        yield f"the stage is given as '{entry['stage']}', and its votes give '{found.position.stage}'; {remedy}"


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else math.isclose(one, other, abs_tol=1e-6)


def _say(index: float | None) -> str:
    return "none" if index is None else f"{index:.4g}"


def _whose(name: str, wave: str) -> str:
    return f"{quote(name or 'unnamed')}, wave {quote(wave)}" if wave else quote(name or "unnamed")
