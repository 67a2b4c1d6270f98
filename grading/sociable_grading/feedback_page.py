"""What nbgrader's pages show of a graded notebook: its formgrader, for who marks, and its feedback, for who learns.

Both are HTML of the autograded notebook. On its way there, figures become still pictures, widgets become words, and
formgrader gets the rubric beside the text that it is for; feedback loses the hidden tests.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_markdown_cell

from sociable_assessment.errors import SociableError
from sociable_assessment.markup import to_html
from sociable_course.quiz import Quiz, read_quiz
from sociable_grading.course_folder import Course
from sociable_grading.feedback_hidden import hide_tests
from sociable_grading.feedback_html import NOT_YET, clean
from sociable_grading.feedback_notice import write_notice
from sociable_grading.feedback_pictures import draw_figure
from sociable_grading.feedback_widgets import VIEW, read_models, tell_widget
from sociable_grading.report_standing import read_standing
from sociable_grading.rubrics import Rubric, read_rubrics, show_rubric
from sociable_grading.verdicts import RELEASE, read_verdicts

FIGURE = "application/vnd.plotly.v1+json"
_UNFINISHED = "**Not marked yet.** A person still looks at this work. The points below may change."
_DECIDED = "**The points below don't count.** A person has decided: {}"
_LOG = logging.getLogger(__name__)


class PageForReading(Preprocessor):
    """Makes a graded notebook readable without a kernel, a script or a network. nbconvert calls it."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Change a notebook on its way to a page.

        Args:
            nb: the autograded notebook; its file stays as it is.
            resources: nbconvert's; formgrader's name a submission, feedback's don't.

        Returns:
            The notebook and the resources.
        """
        still = make_still(nb)
        if "submission_id" in resources:
            root = Path(str(self.config.CourseDirectory.get("root") or Path.cwd()))
            lesson = str(resources.get("assignment_id", ""))
            _add_rubrics(still, lesson, root)
            _add_notice(still, Course(root.parent, self.config), lesson, str(resources.get("student", "")))
        else:
            hide_tests(still.cells)
        return still, resources


class ScoresThatCount(Preprocessor):
    """Says in feedback where there is no score yet: nbgrader itself would print a nought. Comes after `GetGrades`."""

    enabled = True  # nbgrader takes steps as they are

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Replace the scores that don't count.

        Args:
            nb: the notebook, with the scores in its cells' metadata.
            resources: nbconvert's, with the total.

        Returns:
            Both.
        """
        names = resources["nbgrader"]
        root = Path(str(self.config.CourseDirectory.get("root") or Path.cwd()))
        standing = read_standing(Course(root.parent, self.config), names["assignment"], names["student"])
        waiting = {cell.name for cell in standing.cells if cell.by_hand or cell.score is None}
        for cell in nb.cells:
            marked = cell.metadata.get("nbgrader") or {}
            if marked.get("grade_id") in waiting and "score" in marked:
                marked["score"] = NOT_YET
        if standing.decision is not None and standing.decision.what != RELEASE:
            names["score"] = standing.score if standing.counts else NOT_YET
            told = _DECIDED.format(clean(standing.decision.reason))
            nb.cells.insert(0, new_markdown_cell(told))  # type: ignore[no-untyped-call]
        elif not standing.counts:
            names["score"] = NOT_YET
            nb.cells.insert(0, new_markdown_cell(_UNFINISHED))  # type: ignore[no-untyped-call]
        return nb, resources


def make_still(notebook: Any) -> Any:
    """Put pictures and words in place of figures and widgets.

    Args:
        notebook: a notebook of nbformat's; it is changed.

    Returns:
        The same notebook.
    """
    models = read_models(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data") or {}
            if VIEW in data:
                output["data"] = type(data)({"text/html": tell_widget(models, str(data[VIEW].get("model_id")))})
            elif FIGURE in data:
                figure = data[FIGURE]
                drawn = draw_figure(figure.get("data") or [], figure.get("layout") or {})
                output["data"] = type(data)({"text/html": to_html(drawn)})
    notebook.metadata.pop("widgets", None)
    return notebook


def _add_rubrics(notebook: Any, lesson: str, root: Path) -> None:
    quiz_file = root.parent / "course" / "lessons" / lesson / "quiz.toml"
    try:
        quiz = read_quiz(quiz_file)
        rubrics = read_rubrics(root / "rubrics" / f"{lesson}.toml", quiz)
    except SociableError as error:
        _LOG.warning("no rubric is shown: %s", error)
        return
    for place, cell in enumerate(notebook.cells):
        rubric = rubrics.get(str((cell.metadata.get("nbgrader") or {}).get("grade_id")))
        if rubric is not None:
            cell["source"] = f"{cell['source']}\n\n{_beside(notebook.cells[:place], rubric, quiz)}"


def _add_notice(notebook: Any, course: Course, lesson: str, student: str) -> None:
    for verdict in read_verdicts(course.db_url, lesson):
        if verdict.student == student:
            notebook.cells.insert(0, new_markdown_cell(write_notice(verdict)))  # type: ignore[no-untyped-call]


def _beside(before: list[Any], rubric: Rubric, quiz: Quiz) -> str:
    """Lay the learner's text and the rubric side by side, on one line: Markdown takes it for one block of HTML."""
    text = _find_text(before, rubric.part) or "<p><i>The text is in the cells above.</i></p>"
    written = f'<th width="40%">What was written: {quiz.lesson}, {rubric.part}</th>'
    head = f"<tr>{written}<th>How it is marked</th></tr>"
    row = f"<tr><td>{clean(text)}</td><td>{to_html(show_rubric(rubric))}</td></tr>"
    return " ".join(f"<table><thead>{head}</thead><tbody>{row}</tbody></table>".split())


def _find_text(cells: list[Any], part: str) -> str:
    """Find a learner's text where the lesson shows it: the last cell before the task that reads this part."""
    for cell in reversed(cells):
        if cell.cell_type == "code" and f'.read("{part}")' in cell["source"]:
            for output in cell.get("outputs", ()):
                if shown := (output.get("data") or {}).get("text/html"):
                    return str(shown)
    return ""
