"""What takes a second to import and is never used is not imported, wherever a learner waits."""

from __future__ import annotations

import subprocess
import sys

import pytest

GRAMMAR = "rfc3987_syntax"
STARTS = {
    "a first plot": "import sociable_assessment.widgets.live_figure",
    "JupyterLab": "from sociable_course.lab import _prepare\ntry: _prepare(['--version'])\nexcept SystemExit: pass",
    "the app": "from sociable_assessment.app_command import _find_server; _find_server()",
}


def imported(code: str) -> set[str]:
    """Run code in a fresh process, and list what it has imported of jsonschema and its grammar."""
    ask = f"{code}\nimport sys\nprint('imported', *{{'jsonschema', {GRAMMAR!r}}} & set(sys.modules))"
    # Not this process's environment: tests skip the grammar everywhere.
    done = subprocess.run([sys.executable, "-E", "-c", ask], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("start", STARTS)
def test_a_start_imports_jsonschema_without_its_grammar(start):
    assert imported(STARTS[start]) == {"jsonschema"}


def test_elsewhere_the_grammar_is_there_and_seen():
    assert imported("import jsonschema") == {"jsonschema", GRAMMAR}


@pytest.mark.parametrize("first", ["", f"import {GRAMMAR}\n"])
def test_it_can_be_imported_before_and_after(first):
    skip = "from sociable_assessment.grammars import skip_grammars\nwith skip_grammars(): pass\n"
    assert imported(f"{first}{skip}import {GRAMMAR}") == {GRAMMAR}
