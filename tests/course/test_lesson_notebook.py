"""A notebook of widgets in a kernel that no page is looking at, as graders and tests run it."""

from __future__ import annotations

import nbformat

from sociable_course import open_lesson
from tests.browser.lesson_notebook import write_notebook
from tests.course.kernels import Client
from tests.course.lesson_quiz import make_quiz


def run(path):
    notebook = nbformat.read(path, as_version=4)
    Client(notebook, resources={"metadata": {"path": str(path.parent)}}, timeout=240).execute()
    states = notebook.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    return notebook, states


def alarms(trees):
    """List what stands in places that alarm."""
    found = []
    for tree in trees:
        if not isinstance(tree, str):
            found += [tree] if tree[1].get("role") == "alert" and tree[2] else alarms(tree[2])
    return found


def texts(states):
    return str([state["state"].get("tree") for state in states])


def test_it_runs_to_its_end_unanswered_and_then_shows_what_was_kept(tmp_path):
    path = write_notebook(tmp_path)
    notebook, states = run(path)
    assert [alarms(state["state"].get("tree", [])) for state in states if alarms(state["state"].get("tree", []))] == []
    assert "Not answered yet." in str(notebook.cells)
    assert notebook.cells[-1].outputs[0]["data"]["text/plain"] == "[]"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    lesson = open_lesson(make_quiz(), tmp_path)
    lesson.predict("silent-share").commit(40)
    lesson.write("offer").keep("Our fitters come to read, so each answer gets a headline.")
    before = lesson.answers.path.read_bytes()
    notebook, states = run(path)
    assert "so each answer gets a headline." in str(notebook.cells[10].outputs)
    assert "90 of 100 members wrote nothing; you said 40." in texts(states)
    assert lesson.answers.path.read_bytes() == before
