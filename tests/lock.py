"""Write the pinned requirements from pyproject.toml: `make lock`.

Two files: `binder/requirements.txt`, what a learner installs, and `tests/requirements.txt`, what the tests
need on top. Pins stay where they are unless pyproject.toml asks for something else; `make lock ARGS=--upgrade`
takes the newest of everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LEARNER = "binder/requirements.txt"
TESTS = "tests/requirements.txt"
SELECTIONS = {
    LEARNER: ["--extra=lab", "--extra=workshop"],
    # The same versions as the learner's, so that what is tested is what is used.
    TESTS: ["--all-extras", "--group=test", f"--constraint={LEARNER}"],
}
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",  # one version of a package for all Pythons, wherever there is one
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-config",  # a contributor's own indexes must not leave a trace
    "--quiet",
]


def read_project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def digest(project: dict[str, Any]) -> str:
    """Summarise everything in pyproject.toml that a pin depends on."""
    tables = project["project"]
    wanted = ("requires-python", "dependencies", "optional-dependencies")
    relevant = {key: tables[key] for key in wanted} | {"groups": project["dependency-groups"]}
    return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()[:16]


def header(project: dict[str, Any]) -> str:
    """Say at the top of a file of pins where it comes from."""
    return f"# Written by `make lock` from pyproject.toml; do not edit.\n# dependencies: {digest(project)}\n"


def compile_pins(target: str, selection: list[str], extra: list[str]) -> None:
    """Resolve one selection of the dependencies, and write it with its header."""
    command = ["uv", "pip", "compile", "pyproject.toml", f"--output-file={target}", *OPTIONS, *selection, *extra]
    own_indexes = ("UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS")
    environment = {name: value for name, value in os.environ.items() if name not in own_indexes}
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    path = ROOT / target
    path.write_text(header(read_project()) + path.read_text(encoding="utf-8"), encoding="utf-8")


def main() -> None:
    """Write both files; arguments go on to `uv pip compile`."""
    for target, selection in SELECTIONS.items():
        print(f"Pinning {target}")
        compile_pins(target, selection, sys.argv[1:])


if __name__ == "__main__":
    main()
