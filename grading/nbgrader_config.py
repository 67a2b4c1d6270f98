"""nbgrader's settings for this course. nbgrader finds them when it is started in this folder.

What differs from nbgrader's own defaults has its reason beside it. Nothing secret belongs here.
"""

import os
from pathlib import Path

from sociable_course.builder import NBGRADER
from sociable_grading.feedback_templates import find_templates

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - nbgrader gives it

c.CourseDirectory.course_id = "sociable"
c.CourseDirectory.root = str(Path(__file__).parent)
c.Exchange.path_includes_course = True
if folder := os.environ.get("SOCIABLE_EXCHANGE"):  # a folder that instructors and learners share; none without it
    c.Exchange.root = folder

# --- release: the same stub as in the notebooks that `make build` makes ---
for step, settings in NBGRADER.items():
    c[step].update(settings)

# --- autograde ---
c.OverwriteCells.add_missing_cells = True  # a test that a learner deleted comes back, and is not left without a grade
c.IgnorePattern.enabled = True  # else a warning costs all points of its cell
c.IgnorePattern.pattern = r"(?s)\A(?!.*\bTraceback \(most recent call last\)).*\b\w*Warning\b"
c.Execute.timeout = 60
c.Execute.shutdown_kernel = "immediate"  # a graceful end costs half a second a submission
# jsonschema compiles grammars for 0.9 s in each kernel, for addresses that no notebook holds; without them it goes on.
c.Execute.extra_arguments = [
    "--IPKernelApp.exec_lines=__import__('sys').modules.setdefault('rfc3987_syntax', None)",
]

c.Autograde.autograde_preprocessors = [
    *("nbgrader.preprocessors.Execute", "sociable_grading.widget_scripts.DropScripts"),  # else 40 MB a submission
    *(f"nbgrader.preprocessors.{name}" for name in ("IgnorePattern", "LimitOutput", "SaveAutoGrades")),
    *(f"nbgrader.preprocessors.{name}" for name in ("AssignLatePenalties", "CheckCellMetadata")),
]

# --- feedback and formgrader: figures and widgets are shown, nothing runs, nothing is fetched ---
c.HTMLExporter.extra_template_basedirs = find_templates()
c.HTMLExporter.preprocessors = ["sociable_grading.feedback_page.PageForReading"]
c.HTMLExporter.sanitize_html = True  # a learner's script must not run in an instructor's browser
c.HTMLExporter.filters = {
    "clean_html": "sociable_grading.feedback_html.clean",
    "markdown2html": "sociable_grading.feedback_html.markdown_to_html",
    "float": "sociable_grading.feedback_html.as_score",  # "not yet", where nbgrader would write 0.0
    "round": "sociable_grading.feedback_html.round_score",
}
c.GenerateFeedback.preprocessors = [
    *("nbgrader.preprocessors.GetGrades", "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor"),
    "sociable_grading.feedback_page.ScoresThatCount",
]
c.GenerateFeedback.post_convert_hook = "sociable_grading.feedback_secrets.fill_secrets"

# --- export: a failure is never a zero ---
c.ExportApp.plugin_class = "sociable_grading.export_plugin.CountedScores"
