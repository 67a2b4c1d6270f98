"""Whose a file is, by the name that a learning platform gave it.

- Moodle: `Ann Lee_12345_assignsubmission_file_work.zip`, or a folder `Ann Lee_12345_assignsubmission_file` or
  `Ann Lee_12345_assignsubmission_file_` with the files in it.
- Canvas: `leeann_LATE_12345_67890_work.zip`, where the first number is the learner's.
- By hand: `ID.zip`, `ID_anything.ipynb`, or a folder `ID`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sociable_grading.collect_roster import Learner, Roster

_MOODLE = re.compile(r"(?P<name>[^_]*(?:_[^_]+)*?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)")
_CANVAS = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_(?P<attempt>\d+)_(?P<file>.+)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says: whose it is, or in words why that can't be told; the learner's own name for the file."""

    learner: Learner | None
    file: str
    late: bool = False
    fault: str = ""


def read_name(name: str, roster: Roster) -> Named:
    """Read a file's or a folder's name.

    Args:
        name: the name, without its folder.
        roster: the class.

    Returns:
        What it says.
    """
    for pattern in (_MOODLE, _CANVAS):
        if found := pattern.fullmatch(name):
            parts = found.groupdict()
            return _find(parts["name"], parts["number"], parts["file"] or name, roster, late=bool(parts.get("late")))
    return _by_hand(name, roster)


def _find(name: str, number: str, file: str, roster: Roster, *, late: bool) -> Named:
    if number in roster.by_id:
        return Named(roster.by_id[number], file, late)
    found = roster.named(name)
    if len(found) == 1:
        return Named(found[0], file, late)
    if found:
        ids = " and ".join(each.id for each in found)
        return Named(None, file, late, f"it may be of {ids}, who have one name; give the roster a column lms_id")
    return Named(None, file, late, f"nobody in the roster is called '{name}' or has the number {number}")


def _by_hand(name: str, roster: Roster) -> Named:
    stem = re.sub(r"\.(zip|ipynb|json)$", "", name, flags=re.IGNORECASE)
    owners = [key for key in roster.by_id if stem == key or name.startswith((f"{key}_", f"{key}."))]
    if owners:
        owner = max(owners, key=len)
        rest = name.removeprefix(owner).lstrip("_")
        return Named(roster.by_id[owner], rest if rest and not rest.startswith(".") else name)
    return Named(None, name, fault="the name says no one in the roster")
