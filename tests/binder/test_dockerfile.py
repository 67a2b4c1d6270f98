"""What repo2docker makes of `binder/`, read from the Dockerfile that it prints without a Docker at hand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.binder.frozen_base import LOCKS, base_pins, read_base
from tests.binder.image import older_than_base, read_pins, runtime_python
from tests.lock import LEARNER, read_project

# In this order. The lock's name is escaped: "-2e" is a dot, "-2d" a hyphen.
STEPS = [
    f"environment-2epy-2d{runtime_python().replace('.', '-2e')}-2dlinux-2d64-2elock",
    "COPY --chown=1000:1000 src/binder/requirements.txt ${REPO_DIR}/binder/requirements.txt",
    'RUN ${KERNEL_PYTHON_PREFIX}/bin/pip install --no-cache-dir -r "binder/requirements.txt"',
    "COPY --chown=1000:1000 src/ ${REPO_DIR}/",
    "RUN ./binder/postBuild",
    'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"',
]
PINS = (ROOT / LEARNER).read_text(encoding="utf-8")


def print_dockerfile(folder):
    command = [
        *(str(Path(sys.executable).with_name("jupyter-repo2docker")), "--no-build", "--debug"),
        *("--user-id=1000", "--user-name=jovyan", str(folder)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def missing_steps(dockerfile):
    """List the steps that a Dockerfile doesn't take, or takes too early."""
    missing, place = [], 0
    for step in STEPS:
        found = dockerfile.find(step, place)
        if found < 0:
            missing.append(step)
        place = max(place, found)
    return missing


def test_repo2docker_takes_our_python_our_pins_and_our_scripts():
    assert missing_steps(print_dockerfile(ROOT)) == []


def test_a_dockerfile_of_another_kind_is_found(tmp_path):
    shutil.copytree(ROOT / "binder", tmp_path / "binder")
    (tmp_path / "binder" / "environment.yml").write_text("dependencies: [nodejs]\n")
    (tmp_path / "binder" / "start").unlink()
    found = missing_steps(print_dockerfile(tmp_path))
    assert [step.split()[1] for step in found[-2:]] == [
        "${KERNEL_PYTHON_PREFIX}/bin/pip",
        'R2D_ENTRYPOINT="${REPO_DIR}/binder/start"',
    ]


def test_steps_out_of_order_are_found():
    swapped = "\n".join([*STEPS[:4], STEPS[5], STEPS[4]])
    assert missing_steps(swapped) == [STEPS[5]]


def test_the_python_is_one_that_repo2docker_freezes_and_that_we_support():
    assert (LOCKS / f"environment.py-{runtime_python()}-linux-64.lock").is_file()
    assert read_project()["project"]["requires-python"] == f">={runtime_python()}"


def test_our_pins_take_nothing_of_the_base_back():
    assert older_than_base(read_pins(PINS), base_pins(runtime_python())) == []


def test_a_base_that_is_newer_than_our_pins_is_found():
    assert older_than_base({"jupyterlab": "4.6.6", "tqdm": "4.70"}, {"jupyterlab": "4.10.0", "tqdm": "4.70"}) == [
        "jupyterlab 4.6.6 < 4.10.0"
    ]


def test_a_lock_in_another_form_is_refused():
    with pytest.raises(ValueError, match="has its form changed"):
        read_base("- jupyterlab=4.4.9=pyhd8ed1ab_0\n")


@pytest.mark.parametrize("script", ["postBuild", "start"])
def test_the_scripts_are_executable_and_stop_at_the_first_fault(script):
    path = ROOT / "binder" / script
    assert path.stat().st_mode & 0o111
    assert path.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert "\nset -eu\n" in path.read_text(encoding="utf-8")


def test_post_build_refuses_to_empty_a_folder_that_is_no_image(tmp_path):
    (tmp_path / "work.ipynb").touch()
    done = subprocess.run(
        [str(ROOT / "binder" / "postBuild")],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"only repo2docker may run it" in done.stderr
    assert (tmp_path / "work.ipynb").is_file()
