"""The house rules hold: which way imports point, sizes, names, and what may lie in the checkout.

Each checker is a small function, shown to find a planted fault.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from tests import ROOT, checkout_files
from tests.lock import read_project

FILES = checkout_files()
PROJECT = read_project()
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
MODULES = [name for name in FILES if name.endswith(".py") and name.startswith(tuple(f"{p}/" for p in PACKAGES))]
PURE = next(c["source_modules"] for c in PROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "pure-core")

LONGEST_FILE = 300
LONGEST_BODY = 40
VAGUE = {"common", "helper", "helpers", "misc", "util", "utils"}
TOP_LEVEL = {
    *("course", "assessment", "datasets", "grading", "tests", "binder"),
    *("pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", "LICENSE", "LICENSE-content"),
}
HOSTS = re.compile(r"\b(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com)\b")
MACHINE_PATH = re.compile(r"(?<![\w.:/~-])/(?:home|Users|root|work|opt)/\w")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


# --- tools that must find nothing ---


@pytest.mark.parametrize(
    "tool",
    [
        pytest.param(["ruff", "check", "--quiet", "--output-format=concise"], id="ruff check"),
        pytest.param(["ruff", "format", "--quiet", "--diff"], id="ruff format"),
        pytest.param(["mypy", "--no-error-summary"], id="mypy"),
        pytest.param(["lint-imports"], id="import-linter"),
    ],
)
def test_tool_finds_nothing(tool):
    command = [str(Path(sys.executable).parent / tool[0]), *tool[1:]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_import_linter_finds_a_planted_import(tmp_path):
    for name in ("low", "high"):
        (tmp_path / "planted").mkdir(exist_ok=True)
        (tmp_path / "planted" / f"{name}.py").write_text("import planted.high\n" if name == "low" else "")
    (tmp_path / "planted" / "__init__.py").touch()
    contract = "[importlinter]\nroot_package=planted\n[importlinter:contract:1]\nname=x\ntype=layers\n"
    (tmp_path / ".importlinter").write_text(contract + "layers=\n  high\n  low\ncontainers=planted\n")
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "planted.low is not allowed to import planted.high" in done.stdout


# --- sizes ---


def long_file(source):
    """Tell by how many lines a file is too long."""
    return max(0, len(source.splitlines()) - LONGEST_FILE)


def long_bodies(source):
    """List the functions whose body, without its docstring, is too long."""
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [function.name for function in functions if body_lines(function) > LONGEST_BODY]


def body_lines(function):
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("name", MODULES)
def test_files_and_bodies_are_short(name):
    assert (long_file(read(name)), long_bodies(read(name))) == (0, [])


def test_a_long_file_and_a_long_body_are_found():
    line = "    x = 1\n"
    assert long_file(line * LONGEST_FILE) == 0
    assert long_file(line * (LONGEST_FILE + 2)) == 2
    assert long_bodies("def kept():\n" + '    """Doc."""\n' + line * LONGEST_BODY) == []
    assert long_bodies("class A:\n    async def long(self):\n" + "    " + line + ("    " + line) * LONGEST_BODY) == [
        "long"
    ]


# --- names ---


def vague_names(names):
    """List the modules whose name does not say what they own."""
    return [name for name in names if VAGUE & set(PurePosixPath(name).with_suffix("").parts)]


def test_module_names_say_what_they_own():
    assert vague_names(MODULES) == []


def test_a_vague_name_is_found():
    assert vague_names(["a/scoring.py", "a/utils.py", "a/helpers/text.py"]) == ["a/utils.py", "a/helpers/text.py"]


# --- what may lie in the checkout ---


def strangers(names):
    """List the entries of the top level that were not agreed on; dotfiles are."""
    top = {name.split("/")[0] for name in names}
    return sorted(entry for entry in top - TOP_LEVEL if not entry.startswith("."))


def test_top_level_holds_what_was_agreed():
    assert strangers(FILES) == []


def test_a_stranger_on_the_top_level_is_found():
    assert strangers(["README.md", ".github/x", "docs/index.md", "setup.py"]) == ["docs", "setup.py"]


def traces(text):
    """List what tells of the machine that a file was written on: its paths, its package registries."""
    return [found.group() for pattern in (HOSTS, MACHINE_PATH) for found in pattern.finditer(text)] + (
        [str(ROOT)] if str(ROOT) in text else []
    )


def test_no_file_tells_of_a_machine():
    found = {name: traces((ROOT / name).read_bytes().decode("utf-8", "replace")) for name in FILES}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("planted", ["https://files.pythonhosted" + ".org/x", "see /" + "home/ann/course", str(ROOT)])
def test_a_trace_of_a_machine_is_found(planted):
    assert traces(f"first line\n{planted}\n")
    assert not traces("~/course, a/home/page, https://example.org/home/x")


# --- the core explains itself by examples that run ---


def unexplained(module):
    """Tell whether a module has public functions but no example to run."""
    functions = [f for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == module.__name__]
    return bool(functions) and ">>> " not in inspect.getsource(module)


@pytest.mark.parametrize("name", PURE)
def test_a_core_module_shows_an_example(name):
    assert not unexplained(importlib.import_module(name))


def test_a_module_without_an_example_is_found():
    assert unexplained(sys.modules["tests.lock"])


def test_every_package_says_what_it_owns_and_that_it_is_typed():
    for package in PACKAGES:
        assert (ROOT / package / "py.typed").is_file()
        assert len(importlib.import_module(PurePosixPath(package).name).__doc__) > LONGEST_BODY
