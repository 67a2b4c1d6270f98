"""A run that is killed goes on where it was: no finished result is lost, none is there twice."""

import random
import sqlite3
import subprocess
import sys
import time

import psutil
import pytest

from sociable_grading.verdicts import GRADED
from tests.grading.run.course import SMALL, START, CourseFolder, environment, fill
from tests.grading.run.test_class import RIGHT

pytestmark = pytest.mark.slow

CLASS = 8
ROUNDS = 2


@pytest.fixture(scope="module")
def course(small_course, tmp_path_factory):
    """A course with a class that has handed in, nothing graded."""
    import shutil

    folder = tmp_path_factory.mktemp("killed") / "course"
    leave = shutil.ignore_patterns("submitted", "autograded")
    shutil.copytree(small_course.folder, folder, ignore=leave)
    with sqlite3.connect(folder / "gradebook.db") as database:
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment"):
            database.execute(f"delete from {table}")  # noqa: S608 - names of our own
        database.execute("drop table if exists sociable_verdicts")
    database.close()
    copied = CourseFolder(folder)
    for number in range(CLASS):
        copied.hand_in(SMALL, f"learner{number}", fill(copied.released(SMALL), RIGHT | {"mean": f"mean = {number}"}))
    return copied


def start(course):
    command = [sys.executable, "-c", START, "run", SMALL]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=course.folder, env=environment(), **quiet)


def wait_for(course, process, count):
    """Wait until so many are finished, and then for any moment of the next one."""
    while process.poll() is None and count_verdicts(course) < count:
        time.sleep(0.05)
    time.sleep(random.random() * 0.1)


def count_verdicts(course):
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        try:
            [[found]] = database.execute("select count(*) from sociable_verdicts")
        except sqlite3.OperationalError:  # no table yet
            found = 0
    database.close()
    return found


def dated(course):
    return {student: (verdict.graded_at, verdict.digest) for student, verdict in course.verdicts(SMALL).items()}


def test_kill_9_of_the_parent_loses_nothing_and_doubles_nothing(course):
    finished = {}
    for _ in range(ROUNDS):
        process = start(course)
        started = psutil.Process(process.pid)
        wait_for(course, process, len(finished) + 1)
        family = started.children(recursive=True) if started.is_running() else []
        process.kill()
        process.wait()
        after = dated(course)
        assert finished.items() <= after.items()
        for student in after:
            assert course.autograded(SMALL, student)["cells"]
        finished = after
        _, alive = psutil.wait_procs(family, timeout=10)
        assert alive == []
    course.grade(SMALL)
    verdicts, rows = course.verdicts(SMALL), course.rows(SMALL)
    assert finished.items() <= dated(course).items()
    assert sorted(rows) == sorted(verdicts) == sorted(f"learner{number}" for number in range(CLASS))
    assert {verdict.state for verdict in verdicts.values()} == {GRADED}
    assert [rows[f"learner{number}"]["mean-test"][0] for number in range(6)] == [0, 0, 0, 0, 3, 0]
    assert "nothing to do; 8 finished before" in course.grade(SMALL)


def test_what_was_handed_in_anew_is_graded_anew(course):
    course.grade(SMALL)
    before = dated(course)
    course.hand_in(SMALL, "learner4", fill(course.released(SMALL), RIGHT | {"mean": "mean = 5"}))
    assert "1 graded; 7 finished before" in course.grade(SMALL)
    assert course.rows(SMALL)["learner4"]["mean-test"][0] == 0
    assert {student for student, each in dated(course).items() if before[student] != each} == {"learner4"}


def test_a_person_who_gave_points_is_not_overruled(course):
    course.grade(SMALL)
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        database.execute("update grade set manual_score = 2, extra_credit = 1")
    database.close()
    course.grade(SMALL, "--again", "--student", "learner4")
    row = course.rows(SMALL)["learner4"]["mean-test"]
    assert row[1:] == (1, 2, 1)
