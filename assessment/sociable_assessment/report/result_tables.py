"""All numbers of a report as one CSV table: a row for the whole, each part and each question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from sociable_assessment.model import Item, Node
from sociable_assessment.report.appendix_section import list_nodes
from sociable_assessment.report.case import Case
from sociable_assessment.report.sheets import RISKY
from sociable_assessment.result_file import write_rows
from sociable_assessment.tables import column_names, tabulate

COLUMNS = (
    *("organisation", "wave", "level", "id", "title", "parent", "index", "value", "minimum", "maximum"),
    *("answered", "asked", "coverage", "stage", "could_be", "low", "high", "across", "up", "raters"),
    *("status", "option", "answer", "consensus", "reason", "dissent", "votes", "second_votes", "dont_know"),
    *("not_applicable", "unanswered", "r_wg", "by_chance", "evidence", "reasons"),
)
_BETWEEN = " | "  # parts what several people wrote


def write_csv(cases: Sequence[Case]) -> str:
    """Write results as CSV, unrounded.

    Args:
        cases: what is reported.

    Returns:
        The text of the file; an empty cell is a value that is not known, or may not be shown.
    """
    rows = [row for case in cases for row in _rows(case)]
    return _write({name: [_guard(row.get(name)) for row in rows] for name in COLUMNS})


def write_overview_csv(cases: Sequence[Case]) -> str:
    """Write one row a result, as the result table has it.

    Args:
        cases: what is reported.

    Returns:
        The text of the file.
    """
    names = list(dict.fromkeys(name for case in cases for name in column_names(case.form)))
    rows = [{name: cells[0] for name, cells in tabulate(case.form, [case.entry]).items()} for case in cases]
    return _write({name: [_guard(row.get(name)) for row in rows] for name in names})


def _write(columns: Mapping[str, Sequence[object]]) -> str:
    file = StringIO()
    write_rows(file, [columns])
    return file.getvalue()


def _guard(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; numbers stay numbers.

    >>> _guard("=1+1"), _guard(-1.5), _guard("1 + 1")
    ("'=1+1", -1.5, '1 + 1')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(RISKY) else cell


def _rows(case: Case) -> Iterator[dict[str, Any]]:
    about = {"organisation": case.name, "wave": case.entry["wave"]}
    yield about | _whole(case)
    for node in list_nodes(case.form)[1:]:
        yield about | _node(case, node, "part")
    for item in case.form.items:
        yield about | _item(case, item)


def _whole(case: Case) -> dict[str, Any]:
    entry = case.entry
    sure = entry["uncertainty"] or {}
    ends = {"low": sure.get("low"), "high": sure.get("high")}
    about = {key: entry[key] for key in ("stage", "could_be", "raters")}
    return _node(case, case.form.root, "whole") | about | ends | (entry["map"] or {})


def _node(case: Case, node: Node, level: str) -> dict[str, Any]:
    found = case.entry["nodes"][node.id]
    keys = ("index", "value", "minimum", "maximum", "answered", "asked", "coverage")
    parent = "" if level == "whole" else node.parent or case.form.root.id
    about = {"level": level, "id": node.id, "title": node.title or node.id, "parent": parent}
    return about | {key: found[key] for key in keys}


def _item(case: Case, item: Item) -> dict[str, Any]:
    found = case.entry["items"][item.id]
    rank = None if found["option"] is None else item.rank(found["option"])
    agreed = case.entry["agreement"]["items"][item.id] if case.entry["agreement"] else {}
    about = {"level": "question", "id": item.id, "title": item.question, "parent": item.parent}
    keys = ("status", "option", "value", "consensus", "dont_know", "not_applicable", "unanswered")
    votes = {key: _say_votes(found.get(key)) for key in ("votes", "second_votes")}
    room = case.entry["consensus"].get(item.id) or {}
    words = {key: _BETWEEN.join(found.get(key, ())) for key in ("evidence", "reasons")}
    words |= {key: room.get(key, "") for key in ("reason", "dissent")}
    answer = None if rank is None else item.options[rank].text
    return about | {key: found[key] for key in keys} | {"answer": answer, **votes, **agreed, **words}


def _say_votes(votes: Mapping[str, int] | None) -> str | None:
    return None if votes is None else _BETWEEN.join(f"{name} {n}" for name, n in votes.items())
