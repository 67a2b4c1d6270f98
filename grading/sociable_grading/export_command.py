"""`sociable-grade export`: the marks as CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_assessment.files import place_fault, replacing
from sociable_grading.course_folder import find_course
from sociable_grading.export import write_marks
from sociable_grading.parsers import Commands, add_command
from sociable_grading.report_standing import counted, read_standings


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = add_command(
        commands,
        "export",
        run,
        help="write the marks as CSV for a learning platform",
        description="Write the marks as CSV. A score that does not count is left empty, and its state says why: "
        "a failure is never a zero.",
        epilog="example:\n  sociable-grade export 01_people_not_media -o marks.csv",
    )
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="the assignments (default: all)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write (default: the terminal)")


def run(chosen: argparse.Namespace) -> int:
    """Export the marks.

    Args:
        chosen: the parsed arguments.

    Returns:
        0 when all that was handed in has a score, else 1.
    """
    if chosen.output is not None and (fault := place_fault(chosen.output)):
        raise InputError(str(chosen.output), [fault])
    standings = read_standings(find_course(Path.cwd()), chosen.lessons)
    if not standings:
        source = "the gradebook"
        raise InputError(source, ["nobody is in it; release an assignment, then collect and grade"])
    text = write_marks(standings)
    if chosen.output is None:
        sys.stdout.write(text)
    else:
        with replacing(chosen.output) as file:
            file.write(text)
    counts = counted(standings)
    print(", ".join(f"{count} {state}" for state, count in counts.items() if count), file=sys.stderr)
    return 1 if counts["held"] or counts["not graded"] else 0
