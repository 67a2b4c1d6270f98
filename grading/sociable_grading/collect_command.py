"""`sociable-grade collect`: take in what a learning platform gave."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_grading.collect import Collected, collect, say
from sociable_grading.collect_roster import read_roster
from sociable_grading.course_folder import Course, find_course
from sociable_grading.parsers import Commands, add_command


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = add_command(
        commands,
        "collect",
        run,
        help="take in a folder of downloads from Moodle or Canvas",
        description="Take in a folder of downloads from Moodle or Canvas: zips of 'Download my work', notebooks, "
        "answers.json. Says who is missing, late or double, and what it refused.",
        epilog="example:\n  sociable-grade collect downloads/ --roster roster.csv --lesson 01_people_not_media\n\n"
        "The roster is CSV with the columns id, first_name, last_name and, if wanted, email and lms_id.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the platform's download, unpacked once")
    parser.add_argument("--roster", type=Path, required=True, metavar="FILE", help="who is in the class")
    parser.add_argument("--lesson", metavar="LESSON", help="the assignment (default: the one that was released)")
    parser.add_argument("--json", action="store_true", help="print what came of it as JSON")


def run(chosen: argparse.Namespace) -> int:
    """Take a folder in.

    Args:
        chosen: the parsed arguments.

    Returns:
        0; 1 when somebody is missing, late or double, or something was refused.
    """
    course = find_course(Path.cwd())
    lesson = chosen.lesson or _only_release(course)
    done = collect(course, lesson, chosen.folder, read_roster(chosen.roster))
    print(json.dumps(to_json(done), indent=2, ensure_ascii=False) if chosen.json else "\n".join(say(done)))
    return 0 if done.clean else 1


def _only_release(course: Course) -> str:
    released = sorted(path.parent.name for path in course.grading.glob("release/*/*.ipynb"))
    if len(released) != 1:
        there = f"released are: {', '.join(released)}" if released else "nothing is released yet"
        option = "--lesson"
        raise InputError(option, [f"say which one is collected; {there}"])
    return released[0]


def to_json(collected: Collected) -> dict[str, Any]:
    """Give what came of a folder as plain data.

    Args:
        collected: from `collect`.

    Returns:
        What `json` can write.
    """
    taken = [
        {
            "student": each.learner.id,
            "state": each.state,
            "source": each.work.source,
            "handed_in": f"{each.work.at:%Y-%m-%dT%H:%M:%SZ}",
            "late": each.late,
            "passed_over": list(each.doubles),
            "remarks": list(each.work.remarks),
        }
        for each in collected.taken
    ]
    return {
        "format": "sociable-collected/1",
        "assignment": collected.lesson,
        "taken": taken,
        "missing": [each.id for each in collected.missing],
        "refused": list(collected.refused),
    }
