"""A class hands in: broken and hostile submissions among honest ones, each with its verdict, all in one run."""

import re
import socket
import tomllib
from pathlib import Path

import psutil
import pytest

from sociable_grading.verdicts import GRADED, HELD, NOT_GRADED
from tests.grading.run import changes
from tests.grading.run.course import POINTS, SMALL, fill

pytestmark = pytest.mark.slow

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["cases"]
RIGHT = {
    "mean": "mean = data['value'].mean()",
    "twice": "def twice(number):\n    return number * 2",
    "figure": "figure = go.Figure(go.Bar(y=[3]))\nfigure.show()",
    "words": "words = ['a', 'b', 'c', 'd']",
    "essay": "Because they were asked.",
}
WRONG = {
    "mean": {"mean = 2.5": 0, "mean = 4": 3, "mean = 4.0  # by hand": 3},
    "twice": {
        "def twice(n):\n    return n + n": 3,
        "def twice(n):\n    return n ** 2": 0,
        "twice = lambda n: 2 * n": 3,
    },
    "figure": {"figure = go.Figure()": 0, "figure = go.Figure([go.Scatter(y=[1])])": 2},
    "words": {"words = ['a']": 1, "words = ('a', 'b')": 2, "words = []": 0, "words = {'b', 'c', 'd'}": 3},
}
LIMITS = ("--seconds=4", "--total=40", "--memory=1200", "--processes=40", "--disk=60", "--file-size=40", "--output=5")
HONEST = [f"honest {number:02d} {name}" for number, name in enumerate(["zoë", "a b+c", "名前", "o'neill; drop"] * 10)]
TESTS = tuple(POINTS)


def honest_answers(number):
    """One of many honest submissions: answers, and the points that they earn."""
    answers, points = dict(RIGHT), dict(POINTS)
    for place, (name, choices) in enumerate(WRONG.items()):
        picked = (number * (place + 3) + number // 5) % (len(choices) + 1)
        if picked < len(choices):
            answers[name], points[f"{name}-test"] = list(choices.items())[picked]
    return answers, points


def hand_in_case(course, case, port):
    code = {
        name: text.replace("{course}", str(course.folder)).replace("{port}", str(port))
        for name, text in case.get("code", {}).items()
    }
    notebook = fill(course.released(SMALL), {**RIGHT, **code})
    change = case.get("change")
    given = notebook
    if change and change not in changes.PLACED:
        changed = getattr(changes, change)(notebook)
        given = changed if change in changes.GIVEN else notebook
    folder = course.hand_in(SMALL, case["name"], given, case.get("files", {}))
    if change in changes.PLACED:
        getattr(changes, change)(folder)


@pytest.fixture(scope="module")
def graded(small_course):
    """The class, graded."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        for case in CASES:
            hand_in_case(small_course, case, server.getsockname()[1])
        for number, student in enumerate(HONEST):
            small_course.hand_in(SMALL, student, fill(small_course.released(SMALL), honest_answers(number)[0]))
        said = small_course.grade(SMALL, *LIMITS)
    small_course.said = said
    return small_course


@pytest.fixture(scope="module")
def verdicts(graded):
    return graded.verdicts(SMALL)


def shown(course, student):
    """All that the cells of an autograded notebook show."""
    parts = []
    for cell in course.autograded(SMALL, student)["cells"]:
        for output in cell.get("outputs", ()):
            parts += [output.get("text", ""), output.get("ename", ""), *output.get("traceback", ())]
            parts += [str(output.get("data", {}).get("text/plain", ""))]
    return "\n".join(parts)


def test_there_are_at_least_sixty_cases_and_forty_honest_submissions():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60
    assert len(set(HONEST)) == 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_broken_or_hostile_submission_gets_its_verdict(verdicts, graded, case):
    verdict = verdicts[case["name"]]
    told = "\n".join([*verdict.reasons, *verdict.remarks])
    assert verdict.state == case.get("state", GRADED), told
    assert re.search(case.get("says", ""), told), told
    if verdict.state == NOT_GRADED:
        assert verdict.grades == ()
        return
    scores = {grade.cell: grade.score for grade in verdict.grades}
    expected = {
        name: points for name, points in POINTS.items() if case.get("state") != HELD or name in case.get("lost", ())
    }
    expected |= dict.fromkeys(case.get("lost", ()), 0.0) | dict.fromkeys(case.get("unknown", ()))
    assert {name: scores[name] for name in expected} == expected, [*verdict.grades, told]
    assert re.search(case.get("shows", ""), shown(graded, case["name"])), shown(graded, case["name"])


@pytest.mark.parametrize("student", HONEST)
def test_an_honest_submission_among_them_is_untouched(verdicts, graded, student):
    verdict = verdicts[student]
    _, points = honest_answers(HONEST.index(student))
    assert (verdict.state, verdict.reasons, verdict.remarks) == (GRADED, (), ())
    assert {grade.cell: grade.score for grade in verdict.grades if grade.cell in TESTS} == points
    row = graded.rows(SMALL)[student]
    assert {name: row[name][:2] for name in TESTS} == {name: (score, 0) for name, score in points.items()}


def test_a_failure_has_no_rows_in_the_gradebook_and_what_is_held_waits_for_a_person(verdicts, graded):
    rows = graded.rows(SMALL)
    assert {student for student, each in verdicts.items() if each.state == NOT_GRADED}.isdisjoint(rows)
    for student, verdict in verdicts.items():
        if verdict.state == HELD:
            assert all(waits for _, waits, *_ in rows[student].values())


def test_no_hidden_test_is_told_in_what_a_cell_shows(verdicts, graded):
    for student, verdict in verdicts.items():
        if verdict.state != NOT_GRADED:
            assert "SECRET" not in re.sub(r"FRAME .*", "", shown(graded, student)), student


def test_nothing_that_was_started_is_left(graded):
    assert graded
    lines = [" ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"])]
    assert not [line for line in lines if "424242" in line]


def test_levels_are_recorded(verdicts):
    levels = {grade.cell: grade.level for grade in verdicts[HONEST[0]].grades if grade.cell in TESTS}
    split = dict.fromkeys(("mean-test", "twice-test", "words-test"), "split")
    assert levels == {**split, "figure-test": "guarded", "bare-test": "plain"}


def test_what_is_written_is_a_notebook(verdicts, graded):
    import nbformat

    students = [student for student, verdict in verdicts.items() if verdict.state != NOT_GRADED]
    assert len(students) > 60  # all but the few that were no notebooks
    for student in students[::7]:
        nbformat.validate(nbformat.from_dict(graded.autograded(SMALL, student)))
