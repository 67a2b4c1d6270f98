"""A course that was released once, for tests that take work in."""

from __future__ import annotations

import shutil

import pytest

from sociable_grading.course_folder import find_course
from sociable_grading.release import release
from tests.grading.road.classroom import LESSON, make_course


@pytest.fixture(scope="session")
def released_once(tmp_path_factory):
    """A course with lesson 01 released, which no test may change."""
    folder = make_course(tmp_path_factory.mktemp("course"))
    release(find_course(folder), LESSON)
    return folder


@pytest.fixture
def course(released_once, tmp_path):
    """A course of the test's own, with lesson 01 released."""
    shutil.copytree(released_once, tmp_path / "course")
    return find_course(tmp_path / "course")
