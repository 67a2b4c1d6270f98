"""Notebooks in real kernels: run as a learner's environment would, and searched for errors wherever those may hide."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import zmq
from nbclient import NotebookClient

PATIENCE = 120  # seconds that a cell may take on a busy machine
# A learner's environment has neither of the first two. The third takes a second to import, and isn't needed.
ABSENT = ("nbgrader", "jupytext", "rfc3987_syntax")
WIDGETS = "application/vnd.jupyter.widget-state+json"
HAND_OVER = """
import json
import sociable_course.lesson
from sociable_course.quiz import parse_quiz
sociable_course.lesson.load_quiz = lambda lesson, found=parse_quiz(json.loads({quiz!r})): found
"""
REPORT = """
from sociable_course.widgets import ERRORS
print(*map(repr, ERRORS), sep="\\n", end="")
"""


class Client(NotebookClient):
    """Hears every reply at once.

    What nbclient tells an Output widget's model, it sends past the event loop; that can swallow the sign that the
    cell's reply is there, which is then found only when its time is up (5 of 250 such cells on a busy machine).
    """

    def process_message(self, *given: Any) -> Any:
        """Process a message, then look whether a reply has come."""
        found = super().process_message(*given)
        self.kc.shell_channel.socket.get(zmq.EVENTS)
        return found


@contextmanager
def kernel(notebook: Any, folder: Path, *before: str) -> Iterator[NotebookClient]:
    """Start a kernel in a folder, without what learners don't have; runs some code before the notebook's."""
    site = folder / ".site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(f"import sys\nsys.modules.update(dict.fromkeys({ABSENT!r}))\n")
    env = {**os.environ, "PYTHONPATH": str(site), "IPYTHONDIR": str(folder / ".ipython")}
    resources = {"metadata": {"path": str(folder)}}
    client = Client(notebook, timeout=PATIENCE, allow_errors=True, resources=resources)
    with client.setup_kernel(env=env, cwd=str(folder)):
        for code in before:
            assert find_errors_in(run(client, code)) == []
        yield client


def run(client: NotebookClient, code: str) -> Any:
    """Run code that is no cell of the notebook; gives the cell that it ran as."""
    cell = nbformat.v4.new_code_cell(code)
    client.nb.cells.append(cell)
    done = client.execute_cell(cell, len(client.nb.cells) - 1)
    client.nb.cells.pop()
    return done


def run_all(client: NotebookClient) -> None:
    """Run every cell, errors or not, and store the widgets' state as a notebook does."""
    for place, cell in enumerate(client.nb.cells):
        if cell.cell_type == "code":
            client.execute_cell(cell, place)
    client.set_widgets_metadata()


def find_errors(client: NotebookClient) -> list[str]:
    """Find the errors of a notebook that has run: in cells, in Output widgets, in callbacks that told the learner."""
    found = [f"{cell.get('id')}: {error}" for cell in client.nb.cells for error in find_errors_in(cell)]
    state = client.nb.metadata.get("widgets", {}).get(WIDGETS, {}).get("state", {})
    for name, model in state.items():
        found += [f"widget {name}: {error}" for error in _errors(model.get("state", {}).get("outputs", ()))]
    return found + text_of(run(client, REPORT)).splitlines()


def find_errors_in(cell: Any) -> list[str]:
    """Find the errors among a cell's outputs."""
    return list(_errors(cell.get("outputs", ())))


def _errors(outputs: Any) -> Iterator[str]:
    for output in outputs:
        if output["output_type"] == "error":
            yield f"{output['ename']}: {output['evalue']}"
        elif output["output_type"] == "stream" and output["name"] == "stderr":
            yield output["text"]


def text_of(cell: Any) -> str:
    """Give all words that a cell put out."""
    outputs = cell.get("outputs", ())
    texts = [output.get("text", "") + output.get("evalue", "") for output in outputs]
    return "".join(texts + [output["data"].get("text/plain", "") for output in outputs if "data" in output])
