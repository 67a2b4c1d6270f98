"""What learners do to notebooks: each function changes one, or gives what is handed in in its place."""

from __future__ import annotations

import copy
import json
from pathlib import Path

GIVEN = {"a_list", "empty", "half", "nested", "nothing", "web_page"}  # what they give is handed in as it is
PLACED = {"link", "other_name", "two_names"}  # they work on the folder, after the notebook is there


def find(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def marked(notebook):
    return [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]


def copy_cell(notebook, name):
    cell = find(notebook, name)
    notebook["cells"].insert(notebook["cells"].index(cell), copy.deepcopy(cell))


def copy_solution(notebook):
    copy_cell(notebook, "mean")


def copy_test(notebook):
    copy_cell(notebook, "mean-test")


def delete_test(notebook):
    notebook["cells"].remove(find(notebook, "mean-test"))


def delete_tests(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].endswith("-test-id")]


def delete_solution(notebook):
    notebook["cells"].remove(find(notebook, "mean"))


def delete_texts(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def lose_metadata(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def lose_ids(notebook):
    for cell in notebook["cells"]:
        cell.pop("id")


def lose_metadata_and_ids(notebook):
    lose_metadata(notebook)
    lose_ids(notebook)


def one_id(notebook):
    for cell in notebook["cells"]:
        cell["id"] = "same"


def lose_grade_id(notebook):
    del find(notebook, "mean-test")["metadata"]["nbgrader"]["grade_id"]


def take_flags(notebook):
    for cell in marked(notebook):
        cell["metadata"]["nbgrader"] |= {"grade": False, "locked": False}


def raise_points(notebook):
    for cell in marked(notebook):
        cell["metadata"]["nbgrader"]["points"] = 100


def turn_to_text(notebook):
    cell = find(notebook, "mean-test")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def empty_test(notebook):
    find(notebook, "mean-test")["source"] = "pass"


def rubbish(notebook):
    notebook["cells"][1:1] = [7, None, {"cell_type": "code", "source": 5}, {"cell_type": "tune"}, "x"]


def as_format_3(notebook):
    cells = [{**cell, "language": "python", "input": cell["source"]} for cell in notebook["cells"]]
    for cell in cells:
        del cell["id"]
        if cell["cell_type"] == "code":
            cell |= {"collapsed": False, "prompt_number": None}
            del cell["source"], cell["execution_count"]
        else:
            del cell["input"], cell["language"]
    sheet = {"cells": cells, "metadata": {}}
    notebook.clear()
    notebook |= {"worksheets": [sheet], "metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}


def as_format_4_2(notebook):
    lose_ids(notebook)
    notebook["nbformat_minor"] = 2


def other_kernel(notebook):
    notebook["metadata"] = {"kernelspec": {"name": "r-4.2", "language": "R", "display_name": "R"}}


def as_jupyterlab_saves(notebook):
    """With the kernel's name as JupyterLab writes it, and a traceback that names the kernel's files."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    language = {"name": "python", "version": "3.11.7", "pygments_lexer": "ipython3"}
    notebook["metadata"] = {"kernelspec": kernel, "language_info": language}
    line = "File ~/ipykernel_123/1.py:1, in <module>, tb.tb_frame.f_globals"
    output = {"output_type": "error", "ename": "NameError", "evalue": "x", "traceback": [line]}
    find(notebook, "mean")["outputs"] = [output]


def with_outputs(notebook):
    error = {"output_type": "error", "ename": "Old", "evalue": "", "traceback": []}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [error, "rubbish"], "execution_count": "x"}


def forge_test(notebook):
    cell = copy.deepcopy(find(notebook, "mean-test"))
    cell["metadata"]["nbgrader"]["points"] = 1000
    cell["source"] = "1000"
    notebook["cells"].append(cell)


def half(notebook):
    text = json.dumps(notebook)
    return text[: len(text) // 2]


def empty(_):
    return ""


def web_page(_):
    return "<!doctype html><title>Sign in</title>"


def a_list(_):
    return "[1, 2, 3]"


def nested(_):
    return "[" * 200_000


def nothing(_):
    return None


def other_name(folder: Path):
    next(folder.glob("*.ipynb")).rename(folder / "My work (1).ipynb")


def two_names(folder: Path):
    other_name(folder)
    (folder / "Untitled.ipynb").write_bytes((folder / "My work (1).ipynb").read_bytes())


def link(folder: Path):
    (folder / "linked").symlink_to("/etc/hosts")
