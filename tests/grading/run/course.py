"""A course folder for tests: nbgrader's, with one small assignment of every kind of test, and a class that hands in."""

from __future__ import annotations

import copy
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat

from sociable_grading.verdicts import Verdict, read_verdicts

HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "sociable"
c.ClearSolutions.code_stub = {"python": "# your code here\\npass"}
"""
SMALL = "small"
DATA = "value\n1\n2\n3\n10\n"
POINTS = {"mean-test": 3, "twice-test": 3, "figure-test": 2, "words-test": 4, "bare-test": 1}


def _cell(kind: str, name: str, source: str, **marks: object) -> dict[str, object]:
    metadata = {"nbgrader": {"grade_id": name, "schema_version": 3, **marks}} if marks else {}
    run = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": f"{name}-id", "metadata": metadata, "source": source, **run}


def solution(name: str, source: str) -> dict[str, object]:
    """A cell that learners fill in; `#|` parts the stub from what solves it."""
    stub, _, solved = source.partition("#|")
    text = f"{stub}### BEGIN SOLUTION\n{solved.strip()}\n### END SOLUTION"
    return _cell("code", name, text, grade=False, locked=False, solution=True, task=False)


def check(name: str, source: str, hidden: str, points: int) -> dict[str, object]:
    """A test, with a hidden part."""
    text = f"{source}\n{HIDDEN.format(hidden)}" if hidden else source
    return _cell("code", name, text, grade=True, locked=True, solution=False, task=False, points=points)


def small_notebook() -> dict[str, object]:
    """The instructor's notebook."""
    essay = {"grade": True, "locked": False, "solution": True, "task": False, "points": 4}
    cells = [
        _cell("code", "setup", 'import pandas as pd\n\ndata = pd.read_csv("data.csv")'),
        solution("mean", 'mean = None\n#|mean = data["value"].mean()'),
        check("mean-test", "assert mean is not None", "assert mean != 2.5, 'SECRET median'\nassert mean == 4", 3),
        solution("twice", "def twice(number):\n    return None\n#|def twice(number):\n    return 2 * number"),
        check(
            "twice-test", "assert twice(2) == 4", "assert [twice(n) for n in (3, 'SECRET')] == [6, 'SECRETSECRET']", 3
        ),
        _cell("code", "show", "import plotly.graph_objects as go\n\nprint('a line')"),
        solution("figure", "figure = None\n#|figure = go.Figure(go.Bar(y=[1, 2]))"),
        check("figure-test", "figure", "assert isinstance(figure, go.Figure) and len(figure.data) == 1  # SECRET", 2),
        solution("words", 'words = []\n#|words = ["a", "b", "c", "d"]'),
        check("words-test", "", "assert words\nlen(set(words) & {'a', 'b', 'c', 'd'})", 4),
        check("bare-test", "%who_ls", "assert 'data' in globals()", 1),
        _cell("markdown", "essay", "Your answer here.", **essay),
        _cell("markdown", "task", "Draw something.", grade=False, locked=True, solution=False, task=True, points=5),
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


class CourseFolder:
    """A course of nbgrader's in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "nbgrader_config.py").write_text(CONFIG)

    def add(self, assignment: str, notebook: Mapping[str, object], files: Mapping[str, str]) -> None:
        """Release an assignment."""
        source = self.folder / "source" / assignment
        source.mkdir(parents=True)
        (source / f"{assignment}.ipynb").write_text(json.dumps(notebook))
        for name, text in files.items():
            (source / name).write_text(text)
        self.run("-m", "nbgrader", "generate_assignment", assignment)

    def released(self, assignment: str) -> dict[str, object]:
        """Give the notebook as learners get it."""
        return json.loads((self.folder / "release" / assignment / f"{assignment}.ipynb").read_text())

    def hand_in(self, assignment: str, student: str, notebook: object, files: Mapping[str, object] = {}) -> Path:
        """Hand in; a notebook as bytes or text is taken as it is, None is none."""
        folder = self.folder / "submitted" / student / assignment
        folder.mkdir(parents=True, exist_ok=True)
        if notebook is not None:
            text = notebook if isinstance(notebook, str | bytes) else json.dumps(notebook)
            (folder / f"{assignment}.ipynb").write_bytes(text.encode() if isinstance(text, str) else text)
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content if isinstance(content, bytes) else str(content).encode())
        return folder

    def run(self, *arguments: str, expect: tuple[int, ...] = (0,), **options: object) -> str:
        """Run Python in the folder."""
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env=environment(), **options
        )
        assert done.returncode in expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def grade(self, assignment: str, *options: str, expect: tuple[int, ...] = (0, 1)) -> str:
        """Run `sociable-grade run`."""
        return self.run("-c", START, "run", assignment, *options, expect=expect)

    def verdicts(self, assignment: str) -> dict[str, Verdict]:
        """Give the verdicts, by student."""
        return {each.student: each for each in read_verdicts(self.db_url, assignment)}

    @property
    def db_url(self) -> str:
        """The gradebook's address."""
        return f"sqlite:///{self.folder}/gradebook.db"

    def rows(self, assignment: str) -> dict[str, dict[str, tuple[object, ...]]]:
        """Give nbgrader's own rows: by student and cell, score and whether a person must look."""
        asked = (
            "select s.student_id, c.name, g.auto_score, g.needs_manual_grade, g.manual_score, g.extra_credit"
            " from grade g join submitted_notebook n on g.notebook_id = n.id"
            " join submitted_assignment s on s.id = n.assignment_id join assignment a on a.id = s.assignment_id"
            " join base_cell c on c.id = g.cell_id where a.name = ?"
        )
        found: dict[str, dict[str, tuple[object, ...]]] = {}
        with sqlite3.connect(self.folder / "gradebook.db") as database:
            for student, cell, *row in database.execute(asked, [assignment]):
                found.setdefault(student, {})[cell] = tuple(row)
        database.close()
        return found

    def autograded(self, assignment: str, student: str) -> dict[str, object]:
        """Give the notebook that formgrader shows."""
        path = self.folder / "autograded" / student / assignment / f"{assignment}.ipynb"
        found = nbformat.v4.reads(path.read_text())
        return json.loads(json.dumps(found))


START = """
import argparse, sys
from sociable_assessment.errors import SociableError
from sociable_grading import run_command
parser = argparse.ArgumentParser()
run_command.add_to(parser.add_subparsers())
chosen = parser.parse_args()
try:
    sys.exit(chosen.run(chosen))
except SociableError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
"""


def environment() -> dict[str, str]:
    """This process's environment, with a secret in it that no learner may see; nbgrader finds its tools in it."""
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": tools, "SECRET_OF_THE_INSTRUCTOR": "SECRET", "PYTHONWARNINGS": "ignore"}


def fill(notebook: Mapping[str, object], answers: Mapping[str, str]) -> dict[str, object]:
    """Fill in cells, by nbgrader's name or the cell's."""
    made = copy.deepcopy(dict(notebook))
    for cell in made["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id") or cell["id"].removesuffix("-id")
        if name in answers:
            cell["source"] = answers[name]
    return made
