"""Take in what a class handed in through a learning platform: whose it is, which version, what is missing or late."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_course.answers import NAME
from sociable_grading.collect_files import Piece, Work, gather, is_answers, read_pieces
from sociable_grading.collect_names import read_name
from sociable_grading.collect_roster import Learner, Roster
from sociable_grading.course_folder import Course, open_gradebook

_STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"
NEW, REPLACED, UNCHANGED, OLDER = "new", "replaced", "unchanged", "older than what is there"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was taken of a learner. `doubles` are the sources that were passed over for a later one."""

    learner: Learner
    work: Work
    state: str
    late: str = ""
    doubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """All that came of a folder: what was taken, who is missing, and what could not be taken, with the reason."""

    lesson: str
    taken: tuple[HandedIn, ...]
    missing: tuple[Learner, ...]
    refused: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Tell whether there is nothing to look at."""
        return not (self.missing or self.refused or any(each.late or each.doubles for each in self.taken))


@dataclass(frozen=True, slots=True)
class _Source:
    """A file or folder of the platform's, and whose it is."""

    learner: Learner
    name: str
    pieces: tuple[Piece, ...]
    at: datetime
    late: bool
    whole: bool


def collect(course: Course, lesson: str, folder: Path, roster: Roster) -> Collected:
    """Take in a folder of downloads, into nbgrader's folder `submitted`.

    Args:
        course: the course.
        lesson: the assignment; it must have been released.
        folder: what the platform gave, unpacked once.
        roster: the class.

    Returns:
        What came of it.

    Raises:
        InputError: there is no such folder or assignment.
    """
    released = course.grading / "release" / lesson / f"{lesson}.ipynb"
    if not released.is_file():
        raise InputError(str(released), [f"it is missing; run first: sociable-grade release {lesson}"])
    if not folder.is_dir():
        raise InputError(str(folder), ["there is no such folder; unpack the platform's download, and name that folder"])
    due = _register(course, lesson, roster)
    refused: list[str] = []
    sources = list(_read_sources(folder, roster, refused))
    taken = [
        _take(course, lesson, own, due, refused)
        for learner in roster.learners
        if (own := [each for each in sources if each.learner == learner])
    ]
    found = tuple(each for each in taken if each is not None)
    there = {each.learner.id for each in found}
    absent = (each for each in roster.learners if each.id not in there)
    missing = tuple(each for each in absent if not course.step("submitted", each.id, lesson).is_dir())
    return Collected(lesson, found, missing, tuple(refused))


def _register(course: Course, lesson: str, roster: Roster) -> datetime | None:
    """Tell the gradebook who is in the class, so that it knows who is missing; gives the time that work is due."""
    with open_gradebook(course) as gradebook:
        for each in roster.learners:
            known = {"first_name": each.first_name, "last_name": each.last_name, "email": each.email or None}
            gradebook.update_or_create_student(each.id, **known)
        due: datetime | None = gradebook.find_assignment(lesson).duedate
        return due


def _read_sources(folder: Path, roster: Roster, refused: list[str]) -> Iterator[_Source]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        named = read_name(path.name, roster)
        if named.learner is None:
            refused.append(f"{path.name}: {named.fault}")
            continue
        try:
            yield from _read_source(path, named.learner, named.file, late=named.late)
        except (InputError, OSError) as error:
            reasons = "; ".join(error.faults) if isinstance(error, InputError) else str(error.strerror)
            refused.append(f"{path.name}: {reasons}")


def _read_source(path: Path, learner: Learner, file: str, *, late: bool) -> Iterator[_Source]:
    if path.is_symlink():
        raise InputError(path.name, ["this is a link; it is left alone"])
    files = [path] if not path.is_dir() else sorted(each for each in path.rglob("*") if not each.is_dir())
    for each in files:
        pieces = read_pieces(each)
        whole = each.suffix.lower() == ".zip" or len(pieces) != 1
        if len(pieces) == 1 and not path.is_dir() and not whole:
            pieces = [replace(pieces[0], name=file)]
        name = path.name if each == path else f"{path.name}/{each.name}"
        yield _Source(learner, name, tuple(pieces), _written(each), late, whole)


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)


def _take(
    course: Course, lesson: str, own: Sequence[_Source], due: datetime | None, refused: list[str]
) -> HandedIn | None:
    """Choose the latest of a learner's versions, and put it where nbgrader looks."""
    works: list[tuple[Work, bool]] = []
    for sources in _group(own):
        name = " and ".join(each.name for each in sources)
        at = max(each.at for each in sources)
        try:
            work = gather([piece for each in sources for piece in each.pieces], lesson, name, at)
            works.append((work, any(each.late for each in sources)))
        except InputError as error:
            refused.append(f"{name}: {'; '.join(error.faults)}")
    if not works:
        return None
    *earlier, (best, flagged) = sorted(works, key=lambda each: (each[0].at, bool(each[0].notebook)))
    learner = own[0].learner
    late = "the platform calls it late" if flagged else _lateness(best.at, due)
    state = _put(course, lesson, learner, best)
    if not best.notebook:
        best = replace(best, remarks=(*best.remarks, "no notebook came with the answers; the released one stands in"))
    return HandedIn(learner, best, state, late, tuple(work.source for work, _ in earlier))


def _group(own: Sequence[_Source]) -> list[list[_Source]]:
    """Put together what belongs together: each zip by itself; a bare notebook with the bare answers beside it."""
    zips = [[each] for each in own if each.whole]
    bare = sorted((each for each in own if not each.whole), key=lambda each: each.at)
    notebooks = [[each] for each in bare if not is_answers(each.pieces[0].name)]
    answers = [each for each in bare if is_answers(each.pieces[0].name)]
    if answers and notebooks:
        notebooks[-1].append(answers[-1])
        return [*zips, *notebooks]
    return [*zips, *notebooks, *([each] for each in answers)]


def _lateness(at: datetime, due: datetime | None) -> str:
    if due is None or at <= due:
        return ""
    minutes = int((at - due).total_seconds() // 60)
    hours, days = minutes // 60, minutes // 1440
    return (
        f"late by {days} days" if days > 1 else f"late by {hours} hours" if hours > 1 else f"late by {minutes} minutes"
    )


def _put(course: Course, lesson: str, learner: Learner, work: Work) -> str:
    place = course.step("submitted", learner.id, lesson)
    released = course.grading / "release" / lesson / f"{lesson}.ipynb"
    files = {f"{lesson}.ipynb": work.notebook or released.read_bytes()} | ({NAME: work.answers} if work.answers else {})
    before = _read_before(place)
    if before is not None and before[0] == files:
        return UNCHANGED
    if before is not None and before[1] > work.at.strftime(_STAMP):
        return OLDER
    beside = place.with_name(f".{lesson}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, data in files.items():
        (beside / name).write_bytes(data)
    (beside / "timestamp.txt").write_text(work.at.strftime(_STAMP), encoding="utf-8")
    if before is not None:
        shutil.rmtree(place)
    beside.rename(place)
    return NEW if before is None else REPLACED


def _read_before(place: Path) -> tuple[Mapping[str, bytes], str] | None:
    if not place.is_dir():
        return None
    files = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
    return files, files.pop("timestamp.txt", b"").decode("utf-8", "replace")


def say(collected: Collected) -> Iterator[str]:
    """Say what came of a folder, in lines.

    Args:
        collected: from `collect`.

    Yields:
        The lines.
    """
    states = {
        state: sum(each.state == state for each in collected.taken) for state in (NEW, REPLACED, UNCHANGED, OLDER)
    }
    counts = ", ".join(f"{count} {state}" for state, count in states.items() if count) or "nothing"
    yield f"{collected.lesson}: {counts}"
    for each in collected.taken:
        yield from (f"  {each.learner.id}: {remark}" for remark in _remarks(each))
    if collected.missing:
        yield "missing:"
        yield from (f"  {each.id} ({each.first_name} {each.last_name})" for each in collected.missing)
    if collected.refused:
        yield from ["not taken:", *(f"  {line}" for line in collected.refused)]


def _remarks(each: HandedIn) -> Iterator[str]:
    if each.late:
        yield each.late
    if each.doubles:
        yield f"handed in {len(each.doubles) + 1} times: took {each.work.source}, passed over {', '.join(each.doubles)}"
    if each.state == OLDER:
        yield f"{each.work.source} is older than what was collected before, which stays"
    yield from each.work.remarks
