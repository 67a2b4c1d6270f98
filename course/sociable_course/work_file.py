"""A learner's work as one file to take home and bring back: the answers and the notebook, zipped."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sociable_assessment.errors import InputError
from sociable_course.answers import MOST_BYTES, NAME

_ZIP = b"PK"
_MOST_ENTRIES = 100
_MOST_NOTEBOOK = 50_000_000
_ENDING = ".ipynb"


@dataclass(frozen=True, slots=True)
class Work:
    """What a file holds that was brought back: the answers' bytes; of a notebook, its name and bytes."""

    answers: bytes
    notebook: str = ""
    notebook_bytes: bytes = b""


def find_notebook(folder: Path, lesson: str, environment: Mapping[str, str]) -> Path | None:
    """Find the notebook that a kernel runs, as far as that can be known.

    Args:
        folder: the kernel's.
        lesson: the lesson's id, which the notebook is called after.
        environment: Jupyter's server leaves the notebook's path there.

    Returns:
        Its path; None when there is none, or no telling which.
    """
    named = environment.get("JPY_SESSION_NAME", "")
    likely = [folder / PurePosixPath(named).name if named else None, folder / f"{lesson}{_ENDING}"]
    for path in likely:
        if path is not None and path.suffix == _ENDING and path.is_file():
            return path
    every = sorted(folder.glob(f"*{_ENDING}"))
    return every[0] if len(every) == 1 else None


def pack(answers: str, notebook: Path | None) -> bytes:
    """Zip a learner's work.

    Args:
        answers: the answers file's text.
        notebook: the notebook, as last saved; None to leave it out.

    Returns:
        The bytes of a zip file.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, answers)
        if notebook is not None:
            archive.write(notebook, notebook.name)
    return made.getvalue()


def unpack(data: bytes, name: str) -> Work:
    """Take a learner's work out of what was brought back.

    Args:
        data: the bytes of a zip file, or of an answers file.
        name: what the file is called.

    Returns:
        What it holds; whether the answers are any is not looked at.

    Raises:
        InputError: it holds no answers, or is broken.
    """
    if not data.startswith(_ZIP):
        return Work(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise InputError(name, ["this zip file is broken, or locked with a password"]) from None


def _read(archive: zipfile.ZipFile, name: str) -> Work:
    entries = [each for each in archive.infolist() if not each.is_dir()][:_MOST_ENTRIES]
    answers = [each for each in entries if PurePosixPath(each.filename).name == NAME]
    if not answers:
        raise InputError(name, [f"it holds no {NAME}; choose the file that 'Download my work' gave you"])
    notebooks = [each for each in entries if each.filename.endswith(_ENDING)]
    found = _open(archive, answers[0], MOST_BYTES, name)
    if len(notebooks) != 1:
        return Work(found)
    title = PurePosixPath(notebooks[0].filename.replace("\\", "/")).name
    return Work(found, title, _open(archive, notebooks[0], _MOST_NOTEBOOK, name))


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, name: str) -> bytes:
    with archive.open(entry) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise InputError(name, [f"{PurePosixPath(entry.filename).name} in it has more than {most:,} bytes"])
    return data


def is_notebook(data: bytes) -> bool:
    """Tell whether bytes are a notebook.

    >>> is_notebook(b'{"cells": [], "nbformat": 4}'), is_notebook(b"<html>")
    (True, False)
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("cells"), list) and "nbformat" in found
