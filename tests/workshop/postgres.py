"""A PostgreSQL server of the tests' own: a fresh folder, loopback only, run by somebody who is not root."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import ROOT
from tests.browser.lab import free_port

NOBODY = "nobody"


def find_programs() -> Path:
    """Find PostgreSQL; without it a skip that says so, and a failure in CI."""
    found = subprocess.run([ROOT / "tests/workshop/find_postgres.sh"], capture_output=True, text=True, check=False)
    if found.returncode:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(found.stderr)
    return Path(found.stdout.strip())


@contextmanager
def serve_postgres() -> Iterator[str]:
    """Run a server until the end of the block; gives its URL."""
    programs, folder = find_programs(), Path(tempfile.mkdtemp(prefix="sociable-pg-"))
    data, port = folder / "data", free_port()
    other = {"user": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if other:
        shutil.chown(folder, NOBODY)
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **other}
    made = [programs / "initdb", "-D", data, "-U", "sociable", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(made, check=True, **quiet)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = [programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w"]
    subprocess.run([*control, "-o", options, "start"], check=True, **quiet)
    try:
        yield f"postgresql+psycopg://sociable@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)
        shutil.rmtree(folder)
