"""Many organisations together: read from any of our files, filtered by sector and size, laid out as a table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociable_assessment.draft import SIZES
from sociable_assessment.entries import Entry, form_of
from sociable_assessment.errors import InputError, quote, suggest
from sociable_assessment.history import check_version
from sociable_assessment.model import Model, with_form
from sociable_assessment.opened_files import Subject, open_file
from sociable_assessment.response_file import merge
from sociable_assessment.result import describe
from sociable_assessment.result_file import write_entries, write_rows
from sociable_assessment.result_table import is_result_table, read_result_table
from sociable_assessment.tables import tabulate
from sociable_assessment.trend import describe_trend
from sociable_assessment.uncertainty import RESAMPLES

ENDINGS = (".json", ".csv")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Organisations in their waves, as entries of result files; `sources` says where each comes from."""

    entries: tuple[Entry, ...] = ()
    sources: Mapping[Key, str] | None = None


def read_portfolio(paths: Iterable[Path], model: Model, *, resamples: int = RESAMPLES) -> Portfolio:
    """Read results (JSON or CSV) and responses (JSON or CSV), from files and folders; responses are scored.

    Args:
        paths: files, or folders of files.
        model: the full model.
        resamples: how many panels the bootstrap draws for responses; 0 leaves uncertainty out.

    Returns:
        The portfolio, in the order of the files.

    Raises:
        InputError: a file can't be read, is to another model, or stands there twice; all faults are named.
    """
    found: list[tuple[str, Subject]] = []
    faults: list[str] = []
    for path in _list_files(paths):
        try:
            found += [(str(path), each) for each in _open(path, model)]
        except InputError as error:
            faults += [f"{error.source}: {fault}" for fault in error.faults]
    faults += _check(found, model)
    if faults:
        source = "the portfolio"
        raise InputError(source, faults)
    return _build(found, model, resamples)


def _list_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (
            sorted(each for each in path.iterdir() if each.suffix.lower() in ENDINGS) if path.is_dir() else [path]
        )


def _open(path: Path, model: Model) -> list[Subject]:
    if path.suffix.lower() == ".csv" and is_result_table(path):
        entries = read_result_table(path, model)
        return [Subject(each["organisation"]["name"], each["wave"], entry=each) for each in entries]
    return open_file(path, model)


def _check(found: Sequence[tuple[str, Subject]], model: Model) -> Iterator[str]:
    """Find what single files can't tell: results of another version, and the same organisation twice."""
    seen: dict[Key, str] = {}
    for source, subject in found:
        entry = subject.entry
        if entry is None:
            continue
        if fault := _find_fault(entry, model):
            yield f"{source}: {subject.title}: {fault}"
        key = key_of(entry)
        if key in seen:
            twice = "twice in it" if seen[key] == source else f"in {seen[key]} too"
            yield f"{source}: {subject.title} stands {twice}; keep one of them, or give them different waves"
        seen.setdefault(key, source)


def _find_fault(entry: Entry, model: Model) -> str | None:
    forms = ["full", *(form.id for form in model.forms)]
    stages = [stage.id for stage in model.stages]
    if entry["form"] not in forms:
        return f"no form {quote(entry['form'])}; {suggest(entry['form'], forms)}"
    if entry["stage"] is not None and entry["stage"] not in stages:
        return f"no stage {quote(entry['stage'])}; {suggest(entry['stage'], stages)}"
    return check_version(model, entry["model"]["id"], entry["model"]["version"])[0]


def key_of(entry: Entry) -> Key:
    """Tell which result an entry is.

    Args:
        entry: one entry of a result file.

    Returns:
        Organisation, wave and form.
    """
    return entry["organisation"]["name"], entry["wave"], entry["form"]


def _build(found: Sequence[tuple[str, Subject]], model: Model, resamples: int) -> Portfolio:
    responses = merge([(source, each.responses) for source, each in found if each.responses is not None])
    scored = [describe(model, each, resamples=resamples) for each in responses]
    entries = [each.entry for _, each in found if each.entry is not None] + scored
    sources = {key_of(each.entry): source for source, each in found if each.entry is not None}
    return Portfolio(tuple(entries), sources)


def add(portfolio: Portfolio, more: Portfolio) -> Portfolio:
    """Put two portfolios together; what is new takes the place of what was there.

    Args:
        portfolio: the first.
        more: what is added.

    Returns:
        The portfolio.
    """
    entries = {key_of(entry): entry for entry in (*portfolio.entries, *more.entries)}
    return Portfolio(tuple(entries.values()), {**(portfolio.sources or {}), **(more.sources or {})})


@dataclass(frozen=True, slots=True)
class Filters:
    """Which organisations are shown; "" for all. `last` leaves only the last wave of each."""

    sector: str = ""
    size: str = ""
    last: bool = False


def choose(portfolio: Portfolio, filters: Filters) -> tuple[Entry, ...]:
    """Choose the organisations that pass.

    Args:
        portfolio: all of them.
        filters: what is asked for.

    Returns:
        Their entries, in their order.
    """
    kept = [
        entry
        for entry in portfolio.entries
        if filters.sector in ("", entry["organisation"]["sector"])
        and filters.size in ("", entry["organisation"]["size"])
    ]
    if not filters.last:
        return tuple(kept)
    latest: dict[tuple[str, str], str] = {}
    for entry in kept:
        who = entry["organisation"]["name"], entry["form"]
        latest[who] = max(latest.get(who, ""), str(entry["wave"]))
    return tuple(e for e in kept if latest[e["organisation"]["name"], e["form"]] == str(e["wave"]))


def list_sectors(portfolio: Portfolio) -> list[str]:
    """List the sectors there are.

    Args:
        portfolio: the organisations.

    Returns:
        The sectors, by name.
    """
    return sorted({entry["organisation"]["sector"] for entry in portfolio.entries} - {""})


def list_sizes(portfolio: Portfolio) -> list[str]:
    """List the sizes there are.

    Args:
        portfolio: the organisations.

    Returns:
        The usual sizes in their order, then others by name.
    """
    found = {entry["organisation"]["size"] for entry in portfolio.entries} - {""}
    return sorted(found, key=lambda size: (SIZES.index(size) if size in SIZES else len(SIZES), size))


def to_json(model: Model, entries: Sequence[Entry]) -> str:
    """Write entries as a result file.

    Args:
        model: the full model.
        entries: the entries.

    Returns:
        JSON, with the trend of those that have answers to compare.
    """
    file = io.StringIO()
    whole = [entry for entry in entries if entry["items"]]
    write_entries(file, entries, describe_trend(model, whole))
    return file.getvalue()


def to_csv(model: Model, entries: Sequence[Entry]) -> str:
    """Write entries as a table, one row each.

    Args:
        model: the full model.
        entries: the entries; those of several forms have the columns of the full model.

    Returns:
        CSV; a dimension that a form leaves out is an empty cell.
    """
    forms = {entry["form"] for entry in entries}
    form = with_form(model, forms.pop()) if len(forms) == 1 else model
    file = io.StringIO()
    write_rows(file, [tabulate(form, [_complete(form, entry) for entry in entries])])
    return file.getvalue()


def _complete(form: Model, entry: Entry) -> dict[str, Any]:
    """Give an entry a node for each dimension of the form that it is written with."""
    blank = {"value": None, "index": None}
    nodes = {node.id: entry["nodes"].get(node.id, blank) for node in (form.root, *form.dimensions)}
    held = [item for item in entry["held_by"] if item in form.item_by_id]
    return {**entry, "nodes": nodes, "held_by": held}


def name_forms(model: Model, entries: Iterable[Entry]) -> list[str]:
    """Name the forms that entries are on.

    Args:
        model: the full model.
        entries: the entries.

    Returns:
        Ids, in the order of the model.
    """
    found = {form_of(model, entry).form or "full" for entry in entries}
    return [form for form in ("full", *(form.id for form in model.forms)) if form in found]
