"""Files that a person opens in the app: responses (JSON or CSV) and results, told apart by what is in them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.files import read_text
from sociable_assessment.model import Model, with_form
from sociable_assessment.readings import Tally
from sociable_assessment.response_file import load_json, read_responses
from sociable_assessment.response_table import read_table
from sociable_assessment.responses import AgreedAction, Organisation, Responses
from sociable_assessment.result import Panel, describe, describe_votes
from sociable_assessment.result_file import FORMAT, read_results
from sociable_assessment.trend import tallies_back

_NOBODY = "it holds nobody's answers"


@dataclass(frozen=True, slots=True)
class Subject:
    """One organisation in one wave that was found in a file: as responses, or as an entry of a result file."""

    name: str
    wave: str
    responses: Responses | None = None
    entry: Mapping[str, Any] | None = None

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return ", ".join(filter(None, [self.name or "Unnamed", self.wave]))

    @property
    def actions(self) -> tuple[AgreedAction, ...]:
        """What was agreed on in a workshop."""
        if self.responses is not None:
            return self.responses.actions
        return tuple(AgreedAction(**each) for each in (self.entry or {}).get("actions", ()))


def open_file(path: Path, model: Model, organisation: str = "", form: str | None = None) -> list[Subject]:
    """Read whatever file of ours it is.

    Args:
        path: the file.
        model: the full model.
        organisation: whose answers these are, where a CSV file does not say.
        form: the form that a CSV file's answers are on; None for the full one.

    Returns:
        The organisations in it, at least one.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    if path.suffix.lower() == ".csv":
        found = [Subject(r.organisation.name, r.wave, r) for r in read_table(path, model, organisation, form)[0]]
    elif _is_result(path):
        found = [_entry_subject(path, each, model) for each in read_results(path)]
    else:
        one = read_responses(path, model)
        found = [Subject(one.organisation.name, one.wave, one)]
    if not found:
        raise InputError(str(path), [_NOBODY])
    return found


def open_bytes(
    name: str, data: bytes | None, model: Model, organisation: str = "", form: str | None = None
) -> list[Subject]:
    """Read a file that came from the page.

    Args:
        name: what it is called.
        data: its bytes; None when it was too large to send.
        model: the full model.
        organisation: whose answers these are, where a CSV file does not say.
        form: the form that a CSV file's answers are on; None for the full one.

    Returns:
        The organisations in it.

    Raises:
        InputError: the file can't be read or has faults.
    """
    bare = PurePath(name.replace("\\", "/")).name or "file"
    if data is None:
        raise InputError(bare, ["it is larger than 8 MB"])
    if PurePath(bare).suffix.lower() not in {".json", ".csv"}:
        raise InputError(bare, ["responses and results end in .json or .csv"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, bare[-100:])
        path.write_bytes(data)
        return open_file(path, model, organisation, form)


def _is_result(path: Path) -> bool:
    data = load_json(read_text(path), str(path))
    return isinstance(data, dict) and data.get("format") == FORMAT


def _entry_subject(path: Path, entry: Mapping[str, Any], model: Model) -> Subject:
    if entry["model"]["id"] != model.id:
        raise InputError(str(path), [f"its results are to model '{entry['model']['id']}', not '{model.id}'"])
    return Subject(entry["organisation"]["name"], entry["wave"], entry=entry)


def pick_responses(found: Sequence[Subject], name: str, wave: str, source: str) -> Responses:
    """Pick the responses of one organisation from those in a file.

    Args:
        found: the organisations in the file.
        name: the organisation that is meant; "" for the only one.
        wave: its wave, where the file has several.
        source: what the file is called.

    Returns:
        The responses.

    Raises:
        InputError: the file holds a result, or several organisations and none of that name.
    """
    named = [each for each in found if each.name == name] or list(found)
    chosen = [each for each in named if each.wave == wave] or named
    if len(chosen) > 1:
        msg = f"it holds {len(chosen)} organisations or waves, none of them '{name}'; give yours the name that is meant"
        raise InputError(source, [msg])
    if chosen[0].responses is None:
        raise InputError(source, ["this is a result; what raters answered is needed"])
    return chosen[0].responses


def describe_on(subject: Subject, model: Model, form: str) -> Mapping[str, Any]:
    """Find out everything about an organisation on a form, so that it compares with others on that form.

    Args:
        subject: the organisation, as found in a file.
        model: the full model.
        form: the form's id.

    Returns:
        An entry of a result file; from a result that was on another form, without what needs single raters.
    """
    if subject.responses is not None:
        return describe(model, replace(subject.responses, form=form))
    entry = subject.entry or {}
    if entry["form"] == form:
        return entry
    chosen = with_form(model, form)
    votes = {item.id: Tally((0,) * len(item.options)) for item in chosen.items} | tallies_back(chosen, entry)
    return describe_votes(
        chosen, Organisation(**entry["organisation"]), subject.wave, Panel(votes, {}, entry["raters"])
    )
