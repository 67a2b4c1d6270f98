"""`nbgrader export`, with our rule: a score that does not count is told in words and never a nought."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin

from sociable_grading.course_folder import find_course
from sociable_grading.export import write_marks
from sociable_grading.report_standing import read_standings


class CountedScores(ExportPlugin):  # type: ignore[misc]  # published without types
    """Writes what `sociable-grade export` writes."""

    def export(self, gradebook: Any) -> None:  # noqa: ARG002 - read anew, with our verdicts
        """Write the marks.

        Args:
            gradebook: nbgrader's, whose address is that of the course.
        """
        course = find_course(Path(str(self.config.CourseDirectory.root)).parent)
        standings = read_standings(course, self.assignment)
        chosen = [each for each in standings if not self.student or each.person.id in self.student]
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting marks to %s", path)
        path.write_text(write_marks(chosen), encoding="utf-8", newline="")
