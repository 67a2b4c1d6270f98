"""What a learner handed in, taken out of files and zips without unpacking anything to a path that a zip names."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

from sociable_assessment.errors import InputError, quote
from sociable_course.answers import MOST_BYTES, NAME, parse_answers
from sociable_course.work_file import is_notebook

MOST_NOTEBOOK = 50_000_000
_MOST_ENTRIES = 200
_MOST_UNPACKED = 200_000_000
_ENDING = ".ipynb"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Work:
    """What one learner handed in at one time. `source` is the file or files that it came from."""

    source: str
    at: datetime
    notebook: bytes = b""
    answers: bytes = b""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A file as it was found: its name, its bytes, and when it was written."""

    name: str
    data: bytes
    at: datetime


def read_pieces(path: Path) -> list[Piece]:
    """Read a file of the platform's; a zip is read without unpacking it.

    Args:
        path: a notebook, answers or a zip.

    Returns:
        What it holds; several notebooks where a zip has several.

    Raises:
        InputError: it is unsafe, too large or broken; all reasons are named.
    """
    state = path.lstat()
    if not stat.S_ISREG(state.st_mode):
        raise InputError(path.name, ["this is a link or no file; it is left alone"])
    if state.st_size > _MOST_UNPACKED:
        raise InputError(path.name, [f"it has {state.st_size:,} bytes; {_MOST_UNPACKED:,} are the most"])
    at = datetime.fromtimestamp(state.st_mtime, UTC).replace(tzinfo=None)
    if not zipfile.is_zipfile(path):
        return [Piece(path.name, path.read_bytes(), at)]
    try:
        with zipfile.ZipFile(path) as archive:
            if faults := find_unsafe(archive.infolist()):
                raise InputError(path.name, faults)
            return list(_read_entries(archive, path.name))
    except _BROKEN:
        raise InputError(path.name, ["this zip file is broken, or locked with a password"]) from None


def find_unsafe(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Find why a zip must not be taken.

    Args:
        entries: what it lists.

    Returns:
        One sentence a reason; none for a sound zip.
    """
    faults: list[str] = []
    if len(entries) > _MOST_ENTRIES:
        faults.append(f"it holds {len(entries)} files; {_MOST_ENTRIES} are the most")
    total = sum(each.file_size for each in entries)
    if total > _MOST_UNPACKED:
        faults.append(f"unpacked it would have {total:,} bytes; {_MOST_UNPACKED:,} are the most")
    named = ((each.filename, _unsafe(each)) for each in entries[:_MOST_ENTRIES])
    return faults + [f"{quote(name)} {reason}" for name, reason in named if reason]


def _unsafe(entry: zipfile.ZipInfo) -> str:
    """Say why an entry is refused; "" for a sound one."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or PureWindowsPath(entry.filename).drive or ".." in path.parts or "\0" in entry.orig_filename:
        return "would be written outside its folder"
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or no file"
    if entry.flag_bits & _ENCRYPTED:
        return "is locked with a password"
    return "is a zip in a zip" if path.suffix.lower() == ".zip" else ""


def _read_entries(archive: zipfile.ZipFile, source: str) -> Iterator[Piece]:
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or "__MACOSX" in name.parts or ".ipynb_checkpoints" in name.parts:
            continue
        most = MOST_BYTES if name.name == NAME else MOST_NOTEBOOK
        with archive.open(entry) as file:  # what it lists as its size may be a lie
            data = file.read(most + 1)
        if len(data) > most:
            raise InputError(source, [f"{quote(name.name)} in it has more than {most:,} bytes"])
        yield Piece(name.name, data, datetime(*entry.date_time))  # noqa: DTZ001 - a zip knows no zone


def gather(pieces: Sequence[Piece], lesson: str, source: str, at: datetime) -> Work:
    """Make one piece of work of what was found.

    Args:
        pieces: the files that belong together.
        lesson: the lesson that is collected.
        source: what they came from, for messages.
        at: when they were handed in.

    Returns:
        The work; what is odd about it is remarked.

    Raises:
        InputError: there is neither a notebook nor answers to this lesson.
    """
    notebooks = [each for each in pieces if each.name.lower().endswith(_ENDING)]
    answers = [each for each in pieces if is_answers(each.name)]
    others = [each.name for each in pieces if each not in notebooks and each not in answers]
    remarks = [f"left out: {quote(name)}" for name in others]
    chosen = _choose(notebooks, lesson, remarks)
    kept = b""
    for each in answers[-1:]:
        try:
            parse_answers(each.data, lesson)
            kept = each.data
        except InputError as error:
            remarks.append(f"{NAME} is left out: {error.faults[0]}")
    if not chosen and not kept:
        raise InputError(source, remarks or ["there is no notebook and there are no answers in it"])
    return Work(source, at, chosen, kept, tuple(remarks))


def is_answers(name: str) -> bool:
    """Tell whether a file is called as saved answers are; browsers number copies.

    >>> is_answers("answers.json"), is_answers("answers (1).json"), is_answers("grades.json")
    (True, True, False)
    """
    lower = name.lower()
    return lower.startswith("answers") and lower.endswith(".json")


def _choose(notebooks: Sequence[Piece], lesson: str, remarks: list[str]) -> bytes:
    """Choose the notebook that is meant: the one called after the lesson, else the newest."""
    if not notebooks:
        return b""
    by_time = sorted(notebooks, key=lambda each: (each.name == f"{lesson}{_ENDING}", each.at))
    best = by_time[-1]
    if best.name != f"{lesson}{_ENDING}":
        remarks.append(f"the notebook was called {quote(best.name)}")
    remarks.extend(f"left out: {quote(each.name)}, a second notebook" for each in by_time[:-1])
    if not is_notebook(best.data):
        remarks.append("the notebook can't be read as one; it is kept as it is")
    return best.data
