"""Course folders that tests grade in."""

import pytest

from tests.grading.run.course import DATA, SMALL, CourseFolder, small_notebook


@pytest.fixture(scope="session")
def small_course(tmp_path_factory):
    """A course with the small assignment, released."""
    course = CourseFolder(tmp_path_factory.mktemp("course"))
    course.add(SMALL, small_notebook(), {"data.csv": DATA})
    return course
