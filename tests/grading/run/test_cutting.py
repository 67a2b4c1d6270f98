"""What a cell shows is cut as nbgrader cuts it."""

import copy

import nbformat
import pytest
from nbgrader.preprocessors import LimitOutput

from sociable_grading.run.cutting import cut_outputs

new_output = nbformat.v4.new_output


def stream(lines):
    return new_output("stream", name="stdout", text="\n".join(map(str, range(lines))))


def error(lines):
    return new_output("error", ename="E", evalue="", traceback=list(map(str, range(lines))))


CELLS = [
    [],
    [stream(999), stream(1), stream(1), error(3)],
    [stream(1000), stream(0), error(100)],
    [stream(1001), new_output("display_data"), stream(5)],
    [stream(700), error(101), stream(700), stream(2)],
    [error(250), error(99)],
]


@pytest.mark.parametrize("outputs", CELLS, ids=len)
def test_outputs_are_cut_as_nbgrader_cuts_them(outputs):
    cell = nbformat.v4.new_code_cell(outputs=copy.deepcopy(outputs))
    expected, _ = LimitOutput().preprocess_cell(cell, {}, 0)
    assert cut_outputs(copy.deepcopy(outputs)) == expected.outputs
