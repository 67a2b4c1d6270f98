"""`sociable-grade release`: hand a lesson out, after proving that it gives nothing away."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from sociable_grading.course_folder import find_course
from sociable_grading.parsers import Commands, add_command
from sociable_grading.release import release


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = add_command(
        commands,
        "release",
        run,
        help="make a lesson's assignment, prove that it has no secret, hand it out",
        description="Build a lesson, let nbgrader make the assignment, prove that no solution, hidden test or key is "
        "left in it, and hand it out where an exchange is set (SOCIABLE_EXCHANGE=FOLDER).",
        epilog="examples:\n  sociable-grade release 01_people_not_media\n"
        "  sociable-grade release 01_people_not_media --overlay ../private --due 2026-12-01T18:00+01:00",
    )
    parser.add_argument("lesson", metavar="LESSON", help="the lesson's folder, such as 01_people_not_media")
    parser.add_argument("--overlay", type=Path, metavar="DIR", help="a private folder of solutions, tests and keys")
    parser.add_argument("--due", type=read_time, metavar="TIME", help="until when: 2026-12-01T18:00+01:00")


def read_time(text: str) -> datetime:
    """Read a time; without an offset it is this machine's.

    >>> read_time("2026-12-01T18:00+01:00")
    datetime.datetime(2026, 12, 1, 17, 0)
    """
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        msg = f"'{text}' is not a time such as 2026-12-01T18:00 or 2026-12-01T18:00+01:00"
        raise argparse.ArgumentTypeError(msg) from None


def run(chosen: argparse.Namespace) -> int:
    """Release a lesson and say what learners get.

    Args:
        chosen: the parsed arguments.

    Returns:
        0.
    """
    course = find_course(Path.cwd())
    done = release(course, chosen.lesson, chosen.overlay, chosen.due)
    print(f"{done.lesson}: no solution, hidden test or key is left in {done.folder.relative_to(course.root)}")
    print(f"  files: {', '.join(done.files)}")
    if done.due is not None:
        print(f"  due: {done.due:%Y-%m-%d %H:%M} UTC")
    handed = f"in the exchange {done.exchange}" if done.exchange else "no exchange is set: give learners these files"
    print(f"  {handed}")
    return 0
