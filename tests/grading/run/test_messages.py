"""What a learner's process sends is taken only where nbformat would take it too."""

from __future__ import annotations

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_grading.run.children import TamperError
from sociable_grading.run.messages import read_message
from sociable_grading.run.outputs import Recorder

TEXT = st.text(max_size=5)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
MIME = st.sampled_from(["text/plain", "image/png", "application/json", "application/vnd.x+json", "application/jsonx"])
BUNDLE = st.dictionaries(MIME, TEXT | st.lists(TEXT, max_size=2) | ANYTHING, max_size=2)
FIELDS = {
    "name": st.sampled_from(["stdout", "stderr", "stdin"]) | ANYTHING,
    "text": TEXT | ANYTHING,
    "data": BUNDLE | ANYTHING,
    "metadata": st.just({}) | ANYTHING,
    "execution_count": st.integers(-1, 2) | ANYTHING,
    "ename": TEXT | ANYTHING,
    "evalue": TEXT | ANYTHING,
    "traceback": st.lists(TEXT, max_size=2) | ANYTHING,
}
KINDS = ["stream", "display_data", "execute_result", "error"]
SOUND = {
    "stream": {"name": "stdout", "text": "a"},
    "display_data": {"data": {"text/plain": "a", "application/vnd.x+json": {"b": [1]}}, "metadata": {"c": {"d": 1}}},
    "execute_result": {"data": {"text/html": ["<b>", "</b>"]}, "metadata": {}, "execution_count": 3},
    "error": {"ename": "E", "evalue": "why", "traceback": ["E: why"]},
}
SPOILED = [
    ("stream", {"name": "stdin"}),
    ("display_data", {"data": {"text/plain": 1}}),
    ("display_data", {"data": {"text/plain": ["a", 1]}}),
    ("display_data", {"metadata": None}),
    ("execute_result", {"execution_count": "3"}),
    ("execute_result", {"execution_count": -1}),
    ("execute_result", {"execution_count": True}),
    ("error", {"traceback": [1]}),
    ("stream", {"execution_count": []}),  # it would become the cell's
]


def frame(kind, content):
    return {"kind": "message", "message": {"msg_type": kind, "content": content, "metadata": {}, "parent": "p"}}


def record(*messages):
    """The outputs of a cell that sent these."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("")])
    recorder, [cell] = Recorder(notebook, lambda _: None), notebook.cells
    for kind, content in messages:
        recorder.hear(frame(kind, content), cell, 0, "p")
    recorder.finish()
    return notebook


@given(st.sampled_from(KINDS), st.fixed_dictionaries({}, optional=FIELDS))
def test_a_notebook_stays_valid_whatever_is_sent(kind, content):
    try:
        notebook = record((kind, content))
    except TamperError:
        return
    nbformat.validate(notebook)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kernel_sends_is_kept_as_nbformat_keeps_it(kind):
    message = {"header": {"msg_type": kind}, "content": SOUND[kind]}
    assert record((kind, SOUND[kind])).cells[0].outputs == [nbformat.v4.output_from_msg(message)]


@pytest.mark.parametrize(("kind", "spoiled"), SPOILED)
def test_a_message_of_another_shape_is_refused(kind, spoiled):
    with pytest.raises(TamperError):
        read_message(frame(kind, SOUND[kind] | spoiled))


def test_a_display_is_cleared_and_updated_in_its_place():
    shown = SOUND["display_data"] | {"transient": {"display_id": "d"}}
    later = shown | {"data": {"text/plain": "later"}}
    updated = record(("stream", SOUND["stream"]), ("display_data", shown), ("update_display_data", later))
    assert updated.cells[0].outputs[1]["data"] == {"text/plain": "later"}
    cleared = record(("stream", SOUND["stream"]), ("clear_output", {"wait": True}), ("display_data", shown))
    assert [output.output_type for output in cleared.cells[0].outputs] == ["display_data"]


def test_the_state_of_widgets_is_kept():
    state = {"_model_name": "M", "_model_module": "m", "_model_module_version": "1", "value": {"deep": [1]}}
    opened = {"comm_id": "w", "target_name": "jupyter.widget", "data": {"state": state}}
    notebook = record(("comm_open", opened))
    nbformat.validate(notebook)
    kept = notebook.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"]["w"]["state"]
    assert kept["value"] == {"deep": [1]}
