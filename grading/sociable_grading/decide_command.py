"""`sociable-grade decide`: see what is held, and decide."""

from __future__ import annotations

import argparse
import getpass
from datetime import UTC, datetime
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_grading.course_folder import Course, find_course
from sociable_grading.decisions import decide, find_doubtful, list_doubtful, say
from sociable_grading.parsers import Commands, add_command
from sociable_grading.verdicts import NO_SCORE, RELEASE, ZERO, Decision

_UNDO = "undo"
_EPILOG = """decisions:
  release   the score that was found counts; what has none yet is marked in formgrader
  zero      no points
  no-score  nothing is exported; the state says why
  undo      take the last decision back

examples:
  sociable-grade decide 01_people_not_media
  sociable-grade decide 01_people_not_media ann
  sociable-grade decide 01_people_not_media ann release --because "ctypes is her own exercise; I have read it"
  sociable-grade decide 01_people_not_media ann undo
"""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = add_command(
        commands,
        "decide",
        run,
        help="see what is held or not graded, and decide",
        description="Say what is held or not graded and why; with a student, all that is known of the submission; with "
        "a decision, write it down. It stands until the submission changes, or the reasons do.",
        epilog=_EPILOG,
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="the assignment's name")
    parser.add_argument("student", nargs="?", metavar="STUDENT", help="whose submission")
    parser.add_argument("decision", nargs="?", choices=(RELEASE, ZERO, NO_SCORE, _UNDO), help="what is decided")
    parser.add_argument("--because", default="", metavar="TEXT", help="the reason, which is kept with the decision")
    parser.add_argument("--by", default="", metavar="NAME", help="who decides (default: your name on this machine)")


def run(chosen: argparse.Namespace) -> int:
    """Show, or decide.

    Args:
        chosen: the parsed arguments.

    Returns:
        0 when nothing waits for a decision, of all or of the one that was asked for; else 1.
    """
    course = find_course(Path.cwd())
    if chosen.student is None:
        return _list(course, chosen.assignment)
    if chosen.decision is None:
        verdict = find_doubtful(course, chosen.assignment, chosen.student)
    else:
        verdict = decide(course, chosen.assignment, chosen.student, _decision(chosen))
    print("\n".join(say(course, verdict)))
    return int(verdict.decision is None)


def _list(course: Course, assignment: str) -> int:
    found = list_doubtful(course, assignment)
    for verdict in found:
        print(f"{verdict.student}: {verdict}")
    waiting = sum(verdict.decision is None for verdict in found)
    print(f"{assignment}: {waiting} to be decided, {len(found) - waiting} decided")
    return int(waiting > 0)


def _decision(chosen: argparse.Namespace) -> Decision | None:
    if chosen.decision == _UNDO:
        return None
    reason = " ".join(chosen.because.split())
    if not reason:
        option = "--because"
        raise InputError(option, ["say why in a few words; the reason is kept, exported and shown"])
    return Decision(chosen.decision, reason, chosen.by.strip() or _who(), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        option = "--by"
        raise InputError(option, ["this machine does not know your name; say who decides"]) from None
