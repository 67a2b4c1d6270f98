"""Nothing secret is released: what survives nbgrader is found, and then there is no release."""

from __future__ import annotations

import json
import re

import pytest

from sociable_assessment.errors import InputError
from sociable_grading import release as releasing
from sociable_grading.command_line import main
from sociable_grading.course_folder import find_course
from sociable_grading.release import build_lesson, find_secrets, release
from tests.grading.road.classroom import LESSON


@pytest.fixture
def lesson(course):
    return build_lesson(course, LESSON)


def notebook_of(course):
    return course.grading / "release" / LESSON / f"{LESSON}.ipynb"


def spoil(path, cell, source):
    notebook = json.loads(path.read_text("utf-8"))
    next(each for each in notebook["cells"] if each["id"] == cell)["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_a_sound_release_has_no_secret(course, lesson):
    assert list(find_secrets(notebook_of(course).parent, *lesson)) == []


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("top-fifth", '### BEGIN SOLUTION\ntop_fifth = 100 * club["ties"].nlargest(7).sum() / club["ties"].sum()'),
        ("top-fifth-test", 'assert given > 1, "gave a share, not a percentage"'),
        ("alone", "It is 48.7 percent, by the way."),
        ("your-offer", "Their reason: to be finished by four o'clock."),
    ],
)
def test_a_secret_that_survived_is_found(course, lesson, cell, source):
    spoil(notebook_of(course), cell, source)
    found = list(find_secrets(notebook_of(course).parent, *lesson))
    assert any(f"cell '{cell}'" in leak for leak in found)


def test_a_secret_in_another_file_is_found(course, lesson):
    (notebook_of(course).parent / "hints.txt").write_text("top_fifth is 48.7\n", encoding="utf-8")
    [leak] = find_secrets(notebook_of(course).parent, *lesson)
    assert "hints.txt" in leak


def test_a_release_that_gives_something_away_is_deleted_again(course, monkeypatch):
    def careless(_, action, *__, **___):
        assert action == "generate_assignment"
        spoil(notebook_of(course), "alone", "It is 48.7 percent, by the way.")

    monkeypatch.setattr(releasing, "call_nbgrader", careless)
    with pytest.raises(InputError, match=r"48\.7"):
        release(course, LESSON)
    assert not notebook_of(course).exists()


def test_a_private_overlay_changes_the_tests_and_not_what_learners_get(course, tmp_path):
    before = notebook_of(course).read_bytes()
    folder = tmp_path / "private" / LESSON
    folder.mkdir(parents=True)
    (folder / "overlay.toml").write_text(
        f'format = "sociable-overlay/1"\nlesson = "{LESSON}"\n[[cells]]\ngrade_id = "top-fifth-test"\n'
        'hidden_tests = """\nassert lesson.given("top-fifth", top_fifth) is not None, "a private test"\n"""\n',
        encoding="utf-8",
    )
    release(course, LESSON, tmp_path / "private")
    assert notebook_of(course).read_bytes() == before
    source = (course.grading / "source" / LESSON / f"{LESSON}.ipynb").read_text("utf-8")
    assert "a private test" in source


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["release", "01_people"], "01_people_not_media"),
        (["release", LESSON, "--overlay", "nowhere"], "no such folder"),
    ],
)
def test_bad_usage_is_told(course, monkeypatch, capsys, arguments, fault):
    monkeypatch.chdir(course.root)
    assert main(arguments) == 2
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "costs"),
    [
        ("ipykernel_1/1.py:3: FutureWarning: use the other\n  club.old()\n", False),
        ("UserWarning: odd", False),
        ("Traceback (most recent call last):\n  File x\nRuntimeWarning: raised", True),
        ("no such file", True),
    ],
)
def test_a_warning_costs_no_points_and_an_error_does(course, said, costs):
    settings = course.settings.IgnorePattern
    assert settings.enabled
    assert (re.search(settings.pattern, said) is None) == costs


def test_both_folders_that_one_may_work_in_are_the_course(course):
    assert find_course(course.grading).root == find_course(course.root).root == course.root


def test_settings_that_cannot_be_read_are_told(course):
    (course.grading / "nbgrader_config.py").write_text("c = get_config(\n", encoding="utf-8")
    with pytest.raises(InputError, match="can't be read"):
        find_course(course.root)


def test_another_folder_than_sociables_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for arguments in (["release", LESSON], ["report", LESSON], ["export"]):
        assert main(arguments) == 2
        said = capsys.readouterr().err
        assert "grading/nbgrader_config.py" in said
        assert "README" in said
