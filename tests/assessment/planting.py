"""A sound responses file as CSV and as JSON, to plant faults in, and the command that takes or refuses the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sociable_assessment.command_line import main

HEADER = "organisation,rater,department,assessed_on,wave,sector,size,model,goals-named,use-need,people-groups"
TABLE = f"""{HEADER},goals-named.evidence
Aurora Museum,ann,brand,2026-09-14,2026,museum,50-249,social-maturity 1.0.0,goal-led,experiment,not-yet,"Read, in May"
Aurora Museum,bea,research,2026-09-14,2026,,,,?,goal-led,n/a: nobody visits,
Aurora Museum,cem,customer-service,2026-09-15,2026,,,,organisation-wide,,experiment,
Aurora Museum,dan,,,2026,,,,experiment,not-yet,?,
"""
JSON = """{
  "format": "sociable-responses/1",
  "model": {"id": "social-maturity", "version": "1.0.0"},
  "form": "full",
  "organisation": {"name": "Aurora Museum", "sector": "museum", "size": "50-249"},
  "wave": "2026",
  "raters": [
    {"id": "ann", "department": "brand", "assessed_on": "2026-09-14", "answers": {
      "goals-named": {"option": "goal-led", "evidence": "Read, in May"},
      "use-need": {"option": "experiment"},
      "people-groups": {"option": "not-yet"}}},
    {"id": "bea", "department": "research", "assessed_on": "2026-09-14", "answers": {
      "goals-named": {"dont_know": true},
      "use-need": {"option": "goal-led"},
      "people-groups": {"not_applicable": "nobody visits"}}},
    {"id": "cem", "department": "customer-service", "assessed_on": "2026-09-15", "answers": {
      "goals-named": {"option": "organisation-wide"},
      "people-groups": {"option": "experiment"}}},
    {"id": "dan", "answers": {
      "goals-named": {"option": "experiment"},
      "use-need": {"option": "not-yet"},
      "people-groups": {"dont_know": true}}}
  ],
  "consensus": {"goals-tactics": {"option": "experiment", "reason": "A plan was shown.", "dissent": "Less, says one."}}
}
"""
OPTIONS = "not-yet, experiment, goal-led, organisation-wide"
ROADS = ([], ["--no-bootstrap"])


class Outcome(NamedTuple):
    """What a run of the command gave."""

    status: int
    out: str
    err: str


def run(capsys, *arguments: object) -> Outcome:
    """Run `sociable-assess` in this process."""
    capsys.readouterr()
    status = main([str(each) for each in arguments])
    return Outcome(status, *capsys.readouterr())


def plant(text: str, old: str, new: str) -> str:
    """Change one place of a sound file."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def refuse(capsys, folder: Path, *arguments: object) -> list[str]:
    """Score what must be refused: status 2, nothing on stdout, no file left behind. Gives the message's lines."""
    before = sorted(folder.rglob("*"))
    found = run(capsys, "score", *arguments, "-o", folder / "result.json")
    assert (found.status, found.out, sorted(folder.rglob("*"))) == (2, "", before)
    assert found.err.startswith("sociable-assess: ")
    return found.err.splitlines()


def refuse_on_both_roads(capsys, path: Path, *more: str) -> list[str]:
    """Refuse a file with and without the bootstrap, which takes another road for a table: the words are the same."""
    folder = path.parent if path.parent.exists() else path.parent.parent
    plain, quick = (refuse(capsys, folder, path, *more, *road) for road in ROADS)
    assert plain == quick
    return plain


def one_fault(lines: Sequence[str], path: Path) -> str:
    """Take the one fault out of a message."""
    assert lines[0] == f"sociable-assess: {path}: 1 fault", "\n".join(lines)
    assert len(lines) == 2, "\n".join(lines)
    return lines[1].removeprefix("  - ")
