"""The claims that the course must teach, exercise and check, each in one lesson: `course/claims.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sociable_course.shape import find_twice, read_shaped


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the posts, in our words, and the lesson that stands for it."""

    id: str
    post: int
    text: str
    lesson: str


def read_claims(path: Path) -> tuple[Claim, ...]:
    """Read the claims.

    Args:
        path: the TOML file.

    Returns:
        The claims, in the file's order.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    data = read_shaped(path, "claims", partial(find_twice, "claims"))
    return tuple(Claim(**each) for each in data.get("claims", ()))
