"""Whether a lesson can work where it was opened: what is examined, and what mends it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from sociable_assessment.markup import Element, element, table

NEEDED = ("anywidget", "ipywidgets", "networkx", "pandas", "plotly")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: what, how it stands, and what mends it ("" when nothing need be)."""

    what: str
    state: str
    mend: str = ""


def examine(folder: Path, *, public: bool) -> tuple[Finding, ...]:
    """Examine the place that a lesson was opened in.

    Args:
        folder: where answers are kept.
        public: whether the server forgets.

    Returns:
        The findings.

    >>> [finding.what for finding in examine(Path("."), public=False)]
    ['The kernel answers', 'Packages', 'Answers can be saved', 'Work is kept']
    """
    kernel = Finding("The kernel answers", f"yes, with Python {sys.version.split()[0]}")
    return kernel, find_packages(NEEDED), _try_writing(folder), _ask_keeping(public=public)


def find_packages(names: tuple[str, ...]) -> Finding:
    """Look for the packages that lessons need.

    Args:
        names: as they are imported.

    Returns:
        Their versions, or which are missing.
    """
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        mend = "Start the course as its README says; it brings all it needs."
        return Finding("Packages", f"missing: {', '.join(missing)}", mend)
    return Finding("Packages", "all there: " + ", ".join(f"{name} {metadata.version(name)}" for name in names))


def _try_writing(folder: Path) -> Finding:
    what = "Answers can be saved"
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Finding(what, "yes, beside this notebook")
    mend = "Copy the course's folder to a place where you may write, and open it there."
    return Finding(what, "no: this folder can't be written to", mend)


def _ask_keeping(*, public: bool) -> Finding:
    if public:
        mend = "Download your work before a break: the bar at the end of each lesson."
        return Finding("Work is kept", "no: this is a public server, and it forgets", mend)
    return Finding("Work is kept", "yes, in files on this machine")


def describe(findings: tuple[Finding, ...]) -> Element:
    """Write findings as a sentence and a table.

    Args:
        findings: what `examine` found.

    Returns:
        The page.
    """
    faults = sum(bool(finding.mend) for finding in findings)
    said = "Everything works." if not faults else f"{faults} to mend: see the last column."
    rows = [(finding.what, finding.state, _mend(finding)) for finding in findings]
    cells = table("What was tested", ("Test", "Found", "What to do"), rows)
    return element("div", element("p", element("strong", said)), cells, kind="sociable-twin")


def _mend(finding: Finding) -> str:
    return f"Mend: {finding.mend}" if finding.mend else "nothing"
