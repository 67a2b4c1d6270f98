"""`sociable-grade report`: how the class stands, what waits for a person, what it got wrong."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_assessment.files import place_fault, replacing
from sociable_course.lesson_source import find_lessons
from sociable_grading.course_folder import find_course
from sociable_grading.parsers import Commands, add_command
from sociable_grading.report import read_report, say, to_csv, to_json


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = add_command(
        commands,
        "report",
        run,
        help="say how the class stands and what it got wrong",
        description="Say how the class stands, what is held or not graded and why, when it was graded, and which "
        "misconceptions stand behind its answers.",
        epilog="examples:\n  sociable-grade report 01_people_not_media\n"
        "  sociable-grade report 01_people_not_media -o class.csv\n  sociable-grade report 01_people_not_media --json",
    )
    parser.add_argument("lesson", metavar="LESSON", help="the assignment")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="also write the table as CSV")
    parser.add_argument("--overlay", type=Path, metavar="DIR", help="the private folder that it was released with")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(chosen: argparse.Namespace) -> int:
    """Report on an assignment.

    Args:
        chosen: the parsed arguments.

    Returns:
        0; 1 when something is held or not graded.
    """
    if chosen.output is not None and (fault := place_fault(chosen.output)):
        raise InputError(str(chosen.output), [fault])
    course = find_course(Path.cwd())
    find_lessons(course.lessons, [chosen.lesson])
    report = read_report(course, chosen.lesson, chosen.overlay)
    if chosen.output is not None:
        with replacing(chosen.output) as file:
            file.write(to_csv(report))
    data = to_json(report)
    print(json.dumps(data, indent=2, ensure_ascii=False) if chosen.json else "\n".join(say(report)))
    return 1 if data["counts"]["held"] or data["counts"]["not graded"] else 0
