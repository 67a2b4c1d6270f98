"""A course folder of the tests' own, with lesson 01, and what a class hands in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sociable_course.answer_values import take
from sociable_course.answers import SavedAnswers
from sociable_course.quiz import read_quiz
from sociable_course.work_file import pack
from tests import ROOT

LESSON = "01_people_not_media"
QUIZ = read_quiz(ROOT / "course" / "lessons" / LESSON / "quiz.toml")
ROSTER = """id,first_name,last_name,email,lms_id
ann,Ann,Lee,ann@example.org,4711
ben,Ben,Müller,ben@example.org,
cat,Cat,O'Hara,,
dan,Dan,Poe,,
eve,Eve,Stone,,
"""
BEHIND = {
    each.answer: each.misconception for each in QUIZ.parts["top-fifth"].mistakes
}  # by the number that it leads to
SOLVED = "top_fifth = 100 * club['ties'].nlargest(7).sum() / club['ties'].sum()"


def make_course(folder: Path) -> Path:
    """Lay out a checkout with the lessons and the grading room, nothing built, nothing graded."""
    shutil.copytree(ROOT / "course" / "lessons", folder / "course" / "lessons")
    shutil.copy(ROOT / "course" / "claims.toml", folder / "course")
    (folder / "grading").mkdir()
    shutil.copy(ROOT / "grading" / "nbgrader_config.py", folder / "grading")
    shutil.copytree(ROOT / "grading" / "rubrics", folder / "grading" / "rubrics")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return folder


@dataclass
class Nbgrader:
    """nbgrader's own command, run in a folder, with Jupyter's files kept apart."""

    private: Path
    exchange: Path | None = None
    calls: list[str] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """Make the environment."""
        own = {"JUPYTER_DATA_DIR": "data", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_RUNTIME_DIR": "runtime"}
        jupyter = {name: str(self.private / kind) for name, kind in own.items()}
        shared = {"SOCIABLE_EXCHANGE": str(self.exchange)} if self.exchange else {}
        return os.environ | jupyter | shared | {"IPYTHONDIR": str(self.private / "ipython")}

    def run(self, folder: Path, *arguments: str) -> str:
        """Run a command of nbgrader's; gives what it said."""
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=self.environment(), capture_output=True, text=True, check=False, timeout=200
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"nbgrader {' '.join(arguments)}: {said[-3000:]}"
        return said


def fill(folder: Path, released: Path, cells: dict[str, str], more: list[dict[str, Any]], **answers: Any) -> Path:
    """Do a learner's work in a folder: code by cell, cells of their own, answers by part (all tries of a list)."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = json.loads(released.read_text("utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = cells.get(cell["id"], cell["source"])
    notebook["cells"] += more
    path = folder / f"{LESSON}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    answer(folder, **answers)
    return path


def answer(folder: Path, **answers: Any) -> None:
    """Answer parts of the quiz as the widgets do; several tries make a list."""
    saved = SavedAnswers(folder, LESSON)
    for name, tries in answers.items():
        part = QUIZ.parts[name.replace("_", "-")]
        for value in tries if isinstance(tries, list) else [tries]:
            saved.keep(part.id, part.kind, take(part, value))


def download_my_work(folder: Path) -> bytes:
    """Give the zip that *Download my work* gives."""
    return pack((folder / "answers.json").read_text("utf-8"), folder / f"{LESSON}.ipynb")


def code(source: str, cell_id: str) -> dict[str, Any]:
    """Make a code cell of a learner's own."""
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def text(source: str, cell_id: str) -> dict[str, Any]:
    """Make a text cell of a learner's own."""
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source}


def write_zip(path: Path, **files: bytes | str) -> Path:
    """Write a zip; `__` stands for a dot in a name."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return path
