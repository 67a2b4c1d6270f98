"""Write reports into a folder: every file of every format, or none."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sociable_assessment.errors import InputError, suggest
from sociable_assessment.model import Model
from sociable_assessment.report.case import SOURCE, Case, gather
from sociable_assessment.report.composition import compose, compose_overview
from sociable_assessment.report.drawings import Draw
from sociable_assessment.report.numbers import listing
from sociable_assessment.report.page import write_html
from sociable_assessment.report.parts import Document
from sociable_assessment.report.result_tables import write_csv, write_overview_csv

FORMATS = ("html", "xlsx", "docx", "csv", "json")
FORMAT = "sociable-report/1"
_NEEDS = {"xlsx": ("xlsxwriter", "XlsxWriter"), "docx": ("docx", "python-docx")}
_NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Job:
    """What is written: the model, the formats, and the day that stands on the cover."""

    model: Model
    formats: tuple[str, ...]
    made_on: date


def write_report(
    model: Model,
    entries: Sequence[Mapping[str, Any]],
    folder: Path,
    formats: Sequence[str] = FORMATS,
    *,
    replace: bool = True,
) -> list[Path]:
    """Write a report on each result into a folder, and an overview of several.

    Args:
        model: the full model.
        entries: entries of result files.
        folder: where the files shall stand; it is made where it is missing, its parent must exist.
        formats: which formats, of `FORMATS`.
        replace: whether a file that stands there already may be replaced.

    Returns:
        The files written, the overview first.

    Raises:
        InputError: something can't be taken or written; nothing was written then.
    """
    job = Job(model, tuple(dict.fromkeys(formats)), today())
    faults = [*_format_faults(job.formats), *_folder_faults(folder)]
    cases: tuple[Case, ...] = ()
    try:
        cases = gather(model, entries)
    except InputError as error:
        faults += error.faults
    names = name_files(cases)
    if not replace:
        faults += _found_there(folder, [*names, "overview"], job.formats)
    if faults:
        raise InputError(SOURCE, faults)
    return _write_all(job, cases, names, folder)


def today() -> date:
    """Give the day that stands on the cover: the reader's own.

    Returns:
        The date.
    """
    return date.today()  # noqa: DTZ011 - a report has the date of the desk it is made at


def _found_there(folder: Path, names: Sequence[str], formats: Sequence[str]) -> Iterator[str]:
    there = [file for name in names for ending in formats if (folder / (file := f"{name}.{ending}")).exists()]
    if there:
        told = listing(there, most=3)
        yield f"{folder} holds {told} already, perhaps edited: name another folder, or add --replace"


def _format_faults(formats: Sequence[str]) -> Iterator[str]:
    """Tell which formats don't exist, or can't be written here."""
    if not formats:
        yield f"no format is named; {suggest('', FORMATS)}"
    for name in formats:
        if name not in FORMATS:
            yield f"no format '{name}'; {suggest(name, FORMATS)}"
        elif name in _NEEDS and not _is_installed(_NEEDS[name][0]):
            yield f"{name} needs the package {_NEEDS[name][1]}: install sociable[lab], or leave {name} out of --format"


def list_formats() -> tuple[str, ...]:
    """List the formats that can be written here.

    Returns:
        Those of `FORMATS` whose packages are installed.
    """
    return tuple(name for name in FORMATS if name not in _NEEDS or _is_installed(_NEEDS[name][0]))


def _is_installed(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _folder_faults(folder: Path) -> Iterator[str]:
    if folder.exists() and not folder.is_dir():
        yield f"'{folder}' is a file; name a folder"
    elif not folder.exists() and not folder.parent.is_dir():
        yield f"the folder '{folder.parent}' is missing; make it first"


def name_files(cases: Sequence[Case]) -> list[str]:
    """Name each report after its organisation and wave, in letters that every system takes, no two alike.

    Args:
        cases: what is reported.

    Returns:
        One name a case, without an ending.
    """
    names: list[str] = []
    for case in cases:
        name = name_file("report", case.entry)
        alike = sum(re.sub(r"-no-\d+$", "", other) == name for other in names)
        names.append(f"{name}-no-{alike + 1}" if alike else name)
    return names


def name_file(kind: str, entry: Mapping[str, Any]) -> str:
    """Name a file after what it is, its organisation, wave and form.

    Args:
        kind: what it is.
        entry: an entry of a result file.

    Returns:
        The name in letters that every system takes, without an ending.

    >>> name_file("result", {"organisation": {"name": "Café Söhne"}, "wave": "2026", "form": "full"})
    'result-cafe-sohne-2026'
    """
    form = "" if entry["form"] == "full" else entry["form"]
    parts = (kind, entry["organisation"]["name"], entry["wave"], form)
    return "-".join(filter(None, map(_plain, parts)))[:_NAME_LENGTH].rstrip("-")


def _plain(text: str) -> str:
    """Keep letters without accents and digits, joined by hyphens."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


@dataclass(frozen=True)
class Sheaf:
    """The files of one report, or of the overview when there is more than one case."""

    job: Job
    cases: Sequence[Case]

    @cached_property
    def document(self) -> Document:
        """The words, tables and pictures that HTML and DOCX share; drawn once."""
        draw = Draw(self.job.model)
        if len(self.cases) == 1:
            return compose(self.cases[0], draw, self.job.made_on)
        return compose_overview(self.cases, draw, self.job.made_on)

    def write(self, ending: str) -> bytes:
        """Write one of the files.

        Args:
            ending: which format.

        Returns:
            What the file holds.
        """
        return {"html": self._html, "docx": self._docx, "xlsx": self._xlsx, "csv": self._csv, "json": self._json}[
            ending
        ]()

    def _html(self) -> bytes:
        return write_html(self.document).encode()

    def _docx(self) -> bytes:
        from sociable_assessment.report.word import write_word

        return write_word(self.document)

    def _xlsx(self) -> bytes:
        from sociable_assessment.report.workbook import write_overview_book, write_workbook

        one = len(self.cases) == 1
        return (
            write_workbook(self.cases[0], self.job.made_on)
            if one
            else write_overview_book(self.cases, self.job.made_on)
        )

    def _csv(self) -> bytes:
        text = write_csv(self.cases) if len(self.cases) == 1 else write_overview_csv(self.cases)
        return text.encode("utf-8-sig")  # so that a spreadsheet takes it for UTF-8

    def _json(self) -> bytes:
        changes = [case.change for case in self.cases if case.change is not None]
        about = {"format": FORMAT, "made_on": self.job.made_on.isoformat()}
        data = {**about, "results": [case.entry for case in self.cases], "trend": changes}
        return (json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _write_all(job: Job, cases: Sequence[Case], names: Sequence[str], folder: Path) -> list[Path]:
    """Write everything beside its place, then move it there: a fault on the way leaves the folder as it was."""
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix=".report-", dir=folder) as beside:
            files = _write_files(job, cases, names, Path(beside))
            return [path.replace(folder / path.name) for path in files]
    except OSError as error:
        raise InputError(str(folder), [f"it can't be written: {error.strerror}"]) from None
    finally:
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _write_files(job: Job, cases: Sequence[Case], names: Sequence[str], folder: Path) -> list[Path]:
    sheaves = [(name, Sheaf(job, [case])) for name, case in zip(names, cases, strict=True)]
    if len(cases) > 1:
        sheaves.insert(0, ("overview", Sheaf(job, cases)))
    from tqdm import tqdm

    paths = []
    for name, sheaf in tqdm(sheaves, desc="writing", unit=" report", disable=None, leave=False):
        for ending in job.formats:
            path = folder / f"{name}.{ending}"
            path.write_bytes(sheaf.write(ending))
            paths.append(path)
    return paths
