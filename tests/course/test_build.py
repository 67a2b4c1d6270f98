"""A lesson is built the same each time, and learners get what nbgrader would release, without a secret."""

from __future__ import annotations

import json
import os
import pprint
import subprocess
import sys
from pathlib import Path

import pytest

from sociable_assessment.errors import InputError
from sociable_course.builder import NBGRADER, build, make_notebook, release, to_text
from sociable_course.command_line import main
from sociable_course.leaks import find_quiz_leaks
from sociable_course.lesson_source import read_lesson
from sociable_course.quiz import parse_quiz
from tests.course.garden import (
    CLAIMS,
    LESSON,
    OVERLAY,
    build_garden,
    make_checkout,
    plant,
    read_garden,
)

LEARNER = f"course/notebooks/{LESSON}/{LESSON}.ipynb"
QUIZ = f"course/sociable_course/quizzes/{LESSON}.json"


@pytest.fixture(scope="module")
def built():
    return build_garden()


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with the garden lesson, not built yet, as the current folder."""
    make_checkout(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cells(text):
    return {cell["id"]: cell for cell in json.loads(text)["cells"]}


def source(cell):
    return "".join(cell["source"])


# --- the notebooks ---


def test_the_same_sources_give_the_same_bytes(built):
    assert build_garden() == built


def test_what_follows_closed_words_keeps_its_distance(checkout):
    folder = checkout / "course" / "lessons" / LESSON
    plant(
        folder / "lesson.py",
        "Three of twenty. The",
        "<details><summary>More</summary>\n#\n# Three of twenty.\n#\n# </details>\n#\n# The",
    )
    found = [cell.source for cell in make_notebook(read_lesson(folder)).cells if "Three of twenty." in cell.source]
    assert ["</details>\n<br>\n\nThe" in text for text in found] == [True]


def test_a_cell_is_called_by_its_grade_id_or_its_name(built):
    found = cells(built.learner)
    assert {"title", "setup", "waterers-in-words", "waterers", "harvest", "harvest-test", "rule-task"} <= found.keys()
    assert [name for name in found if name.startswith("03-")]


def test_graded_cells_can_t_be_deleted_and_locked_ones_not_edited(built):
    found = {name: cell["metadata"] for name, cell in cells(built.learner).items()}
    locks = {name: (each.get("deletable", True), each.get("editable", True)) for name, each in found.items()}
    locked, solution, free = (False, False), (False, True), (True, True)
    assert {locks[name] for name in ("harvest-test", "rain-test", "fence-test", "beds-test", "rule-task")} == {locked}
    assert (locks["harvest"], locks["rain"]) == (solution, solution)
    assert {locks[name] for name in ("title", "setup", "share", "share-in-words", "rule")} == {free}


def test_a_question_stands_in_words_before_its_cell_and_never_its_key(built):
    order = list(cells(built.learner))
    assert order[order.index("share") - 1] == "share-in-words"
    words = {name: source(cell) for name, cell in cells(built.learner).items() if name.endswith("-in-words")}
    assert len(words) == len(read_garden().quiz.parts)
    assert "- They are why the three like to come.\n- Nothing." in words["sitters-in-words"]
    assert "a number from 0 to 20, of 20 people" in words["waterers-in-words"]
    assert all(each.startswith("<details><summary>") and each.endswith("</details>") for each in words.values())
    assert "15" not in words["share-in-words"]
    assert "Come in and sit" not in words["sign-in-words"]


def test_solutions_and_hidden_tests_stand_in_the_instructors_notebook_alone(built):
    instructor, learner = cells(built.instructor), cells(built.learner)
    assert "max(baskets)" in source(instructor["harvest"])
    assert "max(baskets)" not in built.learner
    assert source(learner["harvest"]) == (
        "baskets = [4, 9, 1, 1]\ntop_share = None\n# your code here, in place of pass\npass"
    )
    assert source(learner["harvest-test"]) == 'lesson.number("harvest", code=top_share)'
    assert source(learner["rule-task"]).strip() == "**What the marker looks for** (2 points)."
    assert "One point for a rule" in source(instructor["rule-task"])


def test_hidden_tests_are_written_from_the_keys_where_the_lesson_has_none(built):
    instructor = cells(built.instructor)
    assert "assert given != 'yes', 'It would keep out" in source(instructor["fence-test"])
    assert "belongs = {'tomato': 'sun', 'fern': 'shade'}" in source(instructor["beds-test"])
    assert "given = lesson.given('rain', litres(5, 30))" in source(instructor["rain-test"])
    assert "26.7" in source(instructor["harvest-test"])
    assert "That is the first basket" not in source(instructor["harvest-test"])


def test_the_learners_quiz_lacks_the_keys_of_graded_parts_and_keeps_the_others(built):
    quiz = parse_quiz(json.loads(built.quiz))
    fence, beds, rule, rain = (quiz.parts[name] for name in ("fence", "beds", "rule", "rain"))
    assert {(each.right, each.misconception, each.feedback) for each in fence.options} == {(None, None, None)}
    assert {(each.category, each.feedback, each.confusions) for each in beds.cards} == {(None, None, ())}
    assert (rule.sample, rain.answer, rain.tolerance, rain.mistakes) == (None, None, None, ())
    assert quiz.parts["sitters"].options[0].right is True
    assert quiz.parts["sitters"].options[1].right is False
    assert quiz.parts["sign"].sample == "Come in and sit."
    assert quiz.parts["share"].answer == 15


# --- what nbgrader itself would release ---


@pytest.fixture(scope="module")
def released(built, tmp_path_factory):
    """What `nbgrader generate_assignment` makes of the instructor's notebook, in a course of its own."""
    course = tmp_path_factory.mktemp("course")
    folder = course / "source" / LESSON
    folder.mkdir(parents=True)
    (folder / f"{LESSON}.ipynb").write_text(built.instructor, encoding="utf-8")
    settings = "".join(
        f"c.{name}.{key} = {value!r}\n" for name, given in NBGRADER.items() for key, value in given.items()
    )
    (course / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}", encoding="utf-8")
    command = [str(Path(sys.executable).parent / "nbgrader"), "generate_assignment", LESSON]
    places = {f"JUPYTER_{name}_DIR": str(course / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    done = subprocess.run(
        command, cwd=course, env={**os.environ, **places}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads((course / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8"))


def test_learners_get_what_nbgrader_would_release(built, released):
    ours = json.loads(built.learner)
    assert pprint.pformat(released) == pprint.pformat(ours)


def test_releasing_changes_nothing_in_the_instructors_notebook():
    notebook = make_notebook(read_garden())
    before = to_text(notebook)
    release(notebook)
    assert to_text(notebook) == before


# --- secrets ---

SECRETS = {  # what is put into a cell of the learner's notebook, and what is said about it
    "solution marker": ("### BEGIN SOLUTION", "the marker BEGIN SOLUTION"),
    "test marker": ("### END HIDDEN TESTS", "the marker END HIDDEN TESTS"),
    "scheme marker": ("### BEGIN MARK SCHEME", "the marker BEGIN MARK SCHEME"),
    "solution": ("top_share = 100 * max(baskets) / sum(baskets)", "SOLUTION 'top_share = 100 * max(baskets)"),
    "hidden test": ('assert abs(given - 60) <= 0.5, "another number than 60"', "HIDDEN TESTS 'assert abs(given - 60)"),
    "written test": ("assert given != 'yes', 'It would", "the key of 'fence'"),
    "mark scheme": ("One point for a rule that someone could break, one for a reason.", "MARK SCHEME 'One point for a"),
    "key of a check": ("# It would keep out those who only look, and they bring the waterers.", "the key of 'fence'"),
    "key of a sort": ("# They want eight hours of it.", "the key of 'beds'"),
    "key of a text": ("# Whoever picks also waters, since the beds don't fill themselves.", "the key of 'rule'"),
    "key of a number": ("# 150", "the key of 'rain': '150'"),
    "mistake of a number": ("# That is the first basket.", "the key of 'harvest'"),
}


def with_line(text, line):
    """Put a line into the learner's cell `saved`."""
    notebook = json.loads(text)
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "saved")
    full = "It would keep out those who only look, and they bring the waterers.'"
    cell["source"] = [line.replace("It would", full) if line.endswith("It would") else line]
    return json.dumps(notebook)


@pytest.mark.parametrize("planted", SECRETS)
def test_a_secret_that_survives_is_found(checkout, capsys, planted):
    line, message = SECRETS[planted]
    assert main(["build"]) == 0
    path = checkout / LEARNER
    path.write_text(with_line(path.read_text(encoding="utf-8"), line), encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    said = capsys.readouterr().out
    assert f"{LEARNER}, cell 'saved', differs from its source" in said
    assert f"{LESSON}.ipynb, cell 'saved': {message}" in said


@pytest.mark.parametrize(
    ("kind", "part", "secret"),
    [
        ("checks", "fence", "options.right"),
        ("checks", "fence", "options.misconception"),
        ("checks", "fence", "options.feedback"),
        ("sorts", "beds", "cards.category"),
        ("sorts", "beds", "cards.feedback"),
        ("sorts", "beds", "cards.confusions"),
        ("texts", "rule", "sample"),
        ("numbers", "rain", "answer"),
        ("numbers", "rain", "tolerance"),
        ("numbers", "rain", "mistakes"),
    ],
)
def test_a_key_in_the_learners_quiz_is_found(built, kind, part, secret):
    data = json.loads(built.quiz)
    found = next(each for each in data[kind] if each["id"] == part)
    holder, _, key = secret.rpartition(".")
    (found[holder][0] if holder else found)[key] = []
    assert find_quiz_leaks(built.quiz) == []
    assert find_quiz_leaks(json.dumps(data)) == [f"part '{part}': the key '{secret}'"]


def test_a_key_in_the_committed_quiz_is_found(checkout, capsys):
    assert main(["build"]) == 0
    plant(checkout / QUIZ, '"maximum": 10000,', '"maximum": 10000, "answer": 150,')
    capsys.readouterr()
    assert main(["build", "--check"]) == 1
    assert f"quizzes/{LESSON}.json, part 'rain': the key 'answer'" in capsys.readouterr().out


def test_an_output_is_found(checkout, capsys):
    assert main(["build"]) == 0
    path = checkout / LEARNER
    notebook = json.loads(path.read_text(encoding="utf-8"))
    next(cell for cell in notebook["cells"] if cell["id"] == "saved")["execution_count"] = 3
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert main(["build", "--check"]) == 1
    assert "cell 'saved': an output, or the number of a run" in capsys.readouterr().out


def test_a_lesson_that_gives_a_key_away_in_its_text_is_not_built(tmp_path):
    folder = make_checkout(tmp_path)
    plant(folder / "lesson.py", "# Three of twenty. The", "# That is 150 litres. Three of twenty. The")
    with pytest.raises(InputError, match="cell 'debrief': the key of 'rain': '150'"):
        build(read_lesson(folder), CLAIMS)


@pytest.mark.parametrize("text", ["1500 litres", "150.5 litres", "x150", "2150"])
def test_another_number_is_no_key(tmp_path, text):
    folder = make_checkout(tmp_path)
    plant(folder / "lesson.py", "# Three of twenty. The", f"# That is {text}. Three of twenty. The")
    build(read_lesson(folder), CLAIMS)


# --- the overlay ---


def test_an_overlay_replaces_solutions_hidden_tests_and_keys(built):
    overlaid = build_garden(OVERLAY)
    found = cells(overlaid.instructor)
    assert "fullest = sorted(baskets)[-1]" in source(found["harvest"])
    assert "max(baskets)" not in source(found["harvest"])
    assert "a private reason" in source(found["harvest-test"])
    assert "26.7" not in source(found["harvest-test"])
    assert "another private reason" in source(found["rain-test"])
    assert "A private word about fences." in source(found["fence-test"])
    assert (overlaid.learner, overlaid.quiz) == (built.learner, built.quiz)


def test_a_public_quiz_may_leave_its_keys_to_the_overlay(tmp_path):
    folder = make_checkout(tmp_path)
    plant(folder / "quiz.toml", "answer = 150\ntolerance = 1\n", "")
    private = tmp_path / "private" / LESSON
    private.mkdir(parents=True)
    keys = '[[keys]]\nid = "rain"\nanswer = 150\ntolerance = 1\n'
    (private / "overlay.toml").write_text(f'format = "sociable-overlay/1"\nlesson = "{LESSON}"\n{keys}')
    lesson = read_lesson(folder, tmp_path / "private")
    assert "<= 1, 'another number than 150'" in build(lesson, CLAIMS).instructor


def test_a_lesson_without_an_overlay_is_built_as_it_is(tmp_path, built):
    assert build_garden(tmp_path) == built


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[cells]]\ngrade_id = "harvst"\nsolution = "1"', "no cell 'harvst'; did you mean 'harvest'?"),
        ('[[keys]]\nid = "fense"', "no quiz part 'fense'; did you mean 'fence'?"),
        ('[[cells]]\ngrade_id = "harvest"\nsolutions = "1"', "no such key 'solutions'; did you mean 'solution'?"),
        ('[[keys]]\nid = "fence"\noptions = "yes"', "key 'fence', options: 'yes' is not a list"),
        ('[[keys]]\nid = "fence"\nanswer = 3', "check 'fence', answer: no such key 'answer'"),
        ('[[keys]]\nid = "rain"\nanswer = -1', "number 'rain': its answer -1 is not between"),
    ],
)
def test_a_fault_of_an_overlay_is_named(tmp_path, text, message):
    folder = tmp_path / LESSON
    folder.mkdir()
    (folder / "overlay.toml").write_text(f'format = "sociable-overlay/1"\nlesson = "{LESSON}"\n{text}\n')
    with pytest.raises(InputError) as caught:
        read_garden(tmp_path)
    assert message in str(caught.value)


def test_an_overlay_of_another_lesson_is_refused(tmp_path):
    (tmp_path / LESSON).mkdir()
    (tmp_path / LESSON / "overlay.toml").write_text('format = "sociable-overlay/1"\nlesson = "91_orchard"\n')
    with pytest.raises(InputError, match="lesson: '91_orchard' is not '90_garden'"):
        read_garden(tmp_path)
