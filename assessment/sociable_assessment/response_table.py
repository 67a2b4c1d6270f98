"""Read and write responses as a CSV table, one row a rater."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from sociable_assessment.files import replacing
from sociable_assessment.model import Model
from sociable_assessment.reserved import DONT_KNOW, KEYS
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.table import Table, slug
from sociable_assessment.table_layout import Cells


def read_table(
    path: Path,
    model: Model,
    organisation: str = "",
    form: str | None = None,
    report: Callable[[int], object] | None = None,
) -> tuple[list[Responses], list[str]]:
    """Read the responses in a CSV file, of one organisation or of many.

    Args:
        path: the file.
        model: the full model.
        organisation: whose answers these are, where the table has no such column.
        form: the form that was filled in; None for the full one.
        report: is told how many bytes have been read.

    Returns:
        Responses, one a pair of organisation and wave in the order met; and notes on what was dropped or changed.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    table = Table(path, model, organisation, form)
    found: dict[tuple[str, str], list[Rater]] = {}
    for owner, rater in read_raters(table, report):
        found.setdefault(owner, []).append(rater)
    return [_responses(owner, raters, table) for owner, raters in found.items()], [*table.notes, *table.fates.changes]


def read_raters(table: Table, report: Callable[[int], object] | None = None) -> Iterator[tuple[tuple[str, str], Rater]]:
    """Read a table rater by rater.

    Args:
        table: the table; it gathers the organisations' sectors and sizes, and notes.
        report: is told how many bytes have been read.

    Yields:
        Organisation and wave, and the rater. What comes before a fault is yielded, too.

    Raises:
        InputError: the file can't be read, or, at the end, any fault was met; all of them are named.
    """
    for rows, numbers in table.chunks(report):
        cells = {name: Cells(table.model.item_by_id[name]) for name in table.layout.items}
        for row, number in zip(rows, numbers, strict=True):
            keys = _keys(table, row)
            owner = keys["organisation"], keys["wave"]
            table.take_key(owner, keys["rater"], number)
            table.check_details(keys, number)
            answers = dict(_answers(table, cells, row, number))
            yield owner, Rater(keys["rater"], answers, keys["department"], keys["assessed_on"])


def _keys(table: Table, row: Sequence[str]) -> dict[str, str]:
    given = {key: row[place].strip() for key, place in table.layout.keys.items()}
    keys = dict.fromkeys(KEYS, "") | {"organisation": table.organisation} | given
    keys["department"] = slug(keys["department"], table.model)
    return keys


def _answers(table: Table, cells: dict[str, Cells], row: Sequence[str], number: int) -> Iterator[tuple[str, Answer]]:
    for item, place in table.layout.items.items():
        try:
            read = cells[item].read(row[place])
        except ValueError as error:
            table.faults.add(str(error), number, item)
            continue
        if read is None:
            continue
        evidence = row[table.layout.evidence[item]].strip() if item in table.layout.evidence else ""
        if isinstance(read, int):
            yield item, Answer(option=table.model.item_by_id[item].options[read].id, evidence=evidence)
        elif read == DONT_KNOW:
            yield item, Answer(dont_know=True, evidence=evidence)
        else:
            yield item, Answer(not_applicable=read, evidence=evidence)


def _responses(owner: tuple[str, str], raters: Sequence[Rater], table: Table) -> Responses:
    name, wave = owner
    return Responses(
        organisation=Organisation(name, *table.homes[name]),
        raters=tuple(raters),
        wave=wave,
        model_id=table.model.id,
        model_version=table.model.version,
        form=table.form or "full",
        changes=tuple(table.fates.changes),
    )


def write_table(path: Path, found: Iterable[Responses], model: Model) -> None:
    """Write responses as a CSV table; a recorded consensus has no place in one.

    Args:
        path: the file; one that exists is replaced.
        found: the responses.
        model: the full model.

    Raises:
        InputError: the place can't be written to.
    """
    items = [item.id for item in model.items]
    with replacing(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*KEYS, *items, *(f"{item}.evidence" for item in items)])
        for each in found:
            writer.writerows(_row(each, rater, items) for rater in each.raters)


def _row(responses: Responses, rater: Rater, items: Sequence[str]) -> list[str]:
    about = responses.organisation
    model = f"{responses.model_id} {responses.model_version}"
    keys = [about.name, rater.id, rater.department, rater.assessed_on, model, responses.wave, about.sector, about.size]
    answers = [rater.answers.get(item, Answer()) for item in items]
    return [*keys, *map(_cell, answers), *(answer.evidence for answer in answers)]


def _cell(answer: Answer) -> str:
    if answer.not_applicable is not None:
        return f"n/a: {answer.not_applicable}"
    return DONT_KNOW if answer.dont_know else answer.option or ""
