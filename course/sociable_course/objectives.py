"""What a lesson teaches: its objectives, what checks each, and which claims of the course it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociable_course.shape import find_twice, read_shaped


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do afterwards, and the quiz parts and graded cells that check it."""

    id: str
    verb: str
    text: str
    checked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """A claim of the course: the cells that teach it, and the checks that ask for it."""

    id: str
    cells: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objectives:
    """A lesson's title, its declared minutes and points, what it teaches and what checks it."""

    lesson: str
    title: str
    minutes: float
    objectives: tuple[Objective, ...]
    claims: tuple[Taught, ...] = ()
    points: float | None = None


def read_objectives(path: Path) -> Objectives:
    """Read a lesson's objectives.

    Args:
        path: the TOML file.

    Returns:
        The objectives.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    data = read_shaped(path, "objectives", _find_faults)
    return Objectives(
        data["lesson"],
        data["title"],
        data["minutes"],
        tuple(Objective(**{**each, "checked_by": tuple(each["checked_by"])}) for each in data["objectives"]),
        tuple(Taught(each["id"], tuple(each["cells"]), tuple(each["checks"])) for each in data.get("claims", ())),
        data.get("points"),
    )


def _find_faults(data: Mapping[str, Any]) -> list[str]:
    """Find ids used twice, and texts that don't do what their verb says.

    >>> _find_faults({"objectives": [{"id": "a", "verb": "explain", "text": "Knowing why."}]})
    ["objective 'a': its text does not start with its verb 'explain'"]
    """
    return [
        *find_twice("objectives", data),
        *find_twice("claims", data),
        *(
            f"objective '{each['id']}': its text does not start with its verb '{each['verb']}'"
            for each in data["objectives"]
            if each["text"].split()[0].lower() != each["verb"]
        ),
    ]
