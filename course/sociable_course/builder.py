"""Build a lesson: the instructor's notebook, what nbgrader releases of it, and the learner's view of the quiz.

    lesson.py, quiz.toml, objectives.toml ─→ instructor's notebook ─ nbgrader's preprocessors ─→ learner's notebook

The same sources give the same bytes. The learner's notebook is what `nbgrader generate_assignment` would release
with the settings of `NBGRADER`, without its database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.files import replacing
from sociable_course.claims import Claim
from sociable_course.grading_extra import load_tool
from sociable_course.hidden_tests import complete
from sociable_course.leaks import find_leaks, find_quiz_leaks
from sociable_course.lesson_cells import Cell
from sociable_course.lesson_source import LessonSource
from sociable_course.lint import lint
from sociable_course.picture_words import write_words
from sociable_course.quiz import strip_keys
from sociable_course.twin_cells import twin_id, write_twin

# A stub that does not raise: an unanswered exercise says so in words, and *Run All* goes on.
NBGRADER: Mapping[str, Mapping[str, Any]] = {
    "ClearSolutions": {"code_stub": {"python": "# your code here, in place of pass\npass"}},
}
_GAP = ("</details>\n\n", "</details>\n<br>\n\n")  # JupyterLab sets what follows right under the closed words
_RELEASE = (
    *("LockCells", "ClearSolutions", "ClearOutput", "CheckCellMetadata", "ComputeChecksums"),
    *("ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata"),
)
_NOTEBOOK = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True, slots=True)
class Built:
    """What is made of a lesson, as text."""

    lesson: str
    instructor: str
    learner: str
    quiz: str


def build(lesson: LessonSource, claims: Sequence[Claim]) -> Built:
    """Build a lesson.

    Args:
        lesson: the lesson.
        claims: all claims of the course.

    Returns:
        Its notebooks and the learner's view of its quiz.

    Raises:
        InputError: the lesson breaks rules, or gives a secret away; all of it is named.
        MissingToolError: nbgrader is not installed.
    """
    lint(lesson, claims)
    notebook = make_notebook(lesson)
    quiz = json.dumps(strip_keys(lesson.quiz_data), indent=1, ensure_ascii=False) + "\n"
    built = Built(lesson.id, to_text(notebook), to_text(release(notebook)), quiz)
    if leaks := list_leaks(built.learner, built.quiz, built, lesson):
        source = f"lesson {lesson.id}, as learners would get it"
        raise InputError(source, leaks)
    return built


def list_leaks(learner: str, quiz: str, built: Built, lesson: LessonSource) -> list[str]:
    """Find the secrets in what learners get.

    Args:
        learner: the text of a learner's notebook.
        quiz: the text of a learner's view of the quiz.
        built: what the lesson makes.
        lesson: the lesson.

    Returns:
        One sentence a leak: file, cell, what.
    """
    found = find_leaks(json.loads(learner), json.loads(built.instructor), lesson.quiz)
    return [f"{lesson.id}.ipynb, {leak}" for leak in found] + [
        f"quizzes/{lesson.id}.json, {leak}" for leak in find_quiz_leaks(quiz)
    ]


def make_notebook(lesson: LessonSource) -> Any:
    """Make the instructor's notebook, with solutions and hidden tests.

    Args:
        lesson: the lesson.

    Returns:
        A notebook of nbformat's.
    """
    nbformat = load_tool("nbformat")
    cells = [nbformat.from_dict(cell) for cell in _cells(lesson)]
    return nbformat.v4.new_notebook(cells=cells, metadata=_NOTEBOOK)


def _cells(lesson: LessonSource) -> Iterator[dict[str, Any]]:
    for cell in lesson.cells:
        for part in lesson.parts_of(cell):
            yield _cell("markdown", twin_id(part.id), write_twin(part), {"name": twin_id(part.id)})
        source = complete(cell, lesson.quiz.parts.get(cell.id.removesuffix("-test")))
        if cell.kind == "markdown":
            source = source.replace(*_GAP)
        yield _cell(cell.kind, cell.id, source, _metadata(cell))
        if words := write_words(cell):
            yield _cell("markdown", twin_id(cell.id), words, {"name": twin_id(cell.id)})


def _cell(kind: str, cell_id: str, source: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    run: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": cell_id, "metadata": dict(metadata), "source": source, **run}


def _metadata(cell: Cell) -> dict[str, Any]:
    name = {"name": cell.name} if cell.name else {}
    marked = {"nbgrader": dict(cell.nbgrader)} if cell.nbgrader is not None else {}
    return {**cell.metadata, **name, **marked}


def release(notebook: Any) -> Any:
    """Make the learner's notebook, by nbgrader's own preprocessors.

    Args:
        notebook: the instructor's notebook; it stays as it is.

    Returns:
        The notebook without solutions, hidden tests, mark schemes and outputs, its graded cells locked.

    Raises:
        MissingToolError: nbgrader is not installed.
    """
    preprocessors, config = load_tool("nbgrader.preprocessors"), load_tool("traitlets.config").Config
    made = load_tool("nbformat").reads(to_text(notebook), as_version=4)
    resources: dict[str, Any] = {}
    for name in _RELEASE:
        step = getattr(preprocessors, name)(config=config(NBGRADER))
        made, resources = step.preprocess(made, resources)
    return made


def to_text(notebook: Any) -> str:
    """Write a notebook, byte for byte the same each time.

    Args:
        notebook: a notebook of nbformat's.

    Returns:
        Its JSON.
    """
    nbformat = load_tool("nbformat")
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return text.rstrip("\n") + "\n"


def places(built: Built, root: Path) -> dict[Path, str]:
    """Say where each file that is committed belongs.

    Args:
        built: what was built.
        root: the checkout.

    Returns:
        The text of each file.
    """
    course = root / "course"
    return {
        course / "notebooks" / built.lesson / f"{built.lesson}.ipynb": built.learner,
        course / "sociable_course" / "quizzes" / f"{built.lesson}.json": built.quiz,
    }


def write(built: Built, root: Path) -> list[Path]:
    """Write what was built; files that hold it already are left alone.

    Args:
        built: what was built.
        root: the checkout.

    Returns:
        The files that changed.

    Raises:
        InputError: a file can't be written.
    """
    instructor = root / "grading" / "source" / built.lesson / f"{built.lesson}.ipynb"
    files = places(built, root) | {instructor: built.instructor}
    return [path for path, text in files.items() if _put(path, text)]


def _put(path: Path, text: str) -> bool:
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(text)
    return True
