"""The pinned requirements say what pyproject.toml asks for, and nothing about the machine that wrote them."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from tests import ROOT
from tests.lock import LEARNER, TESTS, header, read_project

PIN = re.compile(r"^[a-z0-9][a-z0-9.-]*==[^\s/@:;]+( ; [^/@:]+)?$")


def asked_for(project, extras, groups=()):
    """List the requirements of pyproject.toml that a file of pins must satisfy."""
    tables = project["project"]
    chosen = [tables["dependencies"], *(tables["optional-dependencies"][extra] for extra in extras)]
    chosen += [project["dependency-groups"][group] for group in groups]
    return [Requirement(text) for texts in chosen for text in texts]


def find_faults(text, project, requirements):
    """List what is wrong with a file of pins."""
    faults = [] if text.startswith(header(project)) else ["pyproject.toml has changed since: run `make lock`"]
    lines = text.removeprefix(header(project)).splitlines()
    faults += [f"not a plain pin: {line}" for line in lines if not PIN.match(line)]
    pins = dict(read_pins(lines))
    for requirement in requirements:
        pinned = pins.get(canonicalize_name(requirement.name))
        if pinned is None or not requirement.specifier.contains(pinned, prereleases=True):
            faults.append(f"{requirement} is asked for, {pinned} is pinned")
    return faults


def read_pins(lines):
    for line in lines:
        try:
            pin = Requirement(line)
        except InvalidRequirement:
            continue
        yield canonicalize_name(pin.name), next((each.version for each in pin.specifier), None)


PROJECT = read_project()
SELECTIONS = {
    LEARNER: asked_for(PROJECT, ["lab", "workshop"]),
    TESTS: asked_for(PROJECT, ["lab", "grading", "workshop", "postgresql"], ["test"]),
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_pins_say_what_pyproject_asks_for(name):
    assert find_faults((ROOT / name).read_text(encoding="utf-8"), PROJECT, SELECTIONS[name]) == []


def test_tests_run_with_the_learners_versions():
    learner, tests = (dict(read_pins((ROOT / name).read_text("utf-8").splitlines())) for name in (LEARNER, TESTS))
    assert learner.items() <= tests.items()


def test_a_learner_gets_no_grader_and_no_test_tool():
    names = {name for name, _ in read_pins((ROOT / LEARNER).read_text("utf-8").splitlines())}
    assert not names & {"nbgrader", "playwright", "pytest"}


PLAIN = header(PROJECT) + "tqdm==4.67.1\n"
TQDM = [Requirement("tqdm>=4.66")]


def test_a_good_file_of_pins_has_no_fault():
    assert find_faults(PLAIN, PROJECT, TQDM) == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        pytest.param(PLAIN.replace("dependencies: ", "dependencies: 0"), "run `make lock`", id="stale"),
        pytest.param(PLAIN.replace("4.67.1", "4.60.0"), "tqdm>=4.66 is asked for, 4.60.0 is pinned", id="too old"),
        pytest.param(header(PROJECT), "tqdm>=4.66 is asked for, None is pinned", id="missing"),
        pytest.param(PLAIN + "--index-url https://packages.invalid/simple\n", "not a plain pin: --index", id="index"),
        pytest.param(PLAIN + "--find-links /wheels\n", "not a plain pin: --find-links", id="find-links"),
        pytest.param(PLAIN + "tqdm @ https://packages.invalid/tqdm.whl\n", "not a plain pin: tqdm @", id="address"),
        pytest.param(PLAIN + "./wheels/tqdm.whl\n", "not a plain pin: ./wheels", id="path"),
        pytest.param(PLAIN + "    # via -r pins.in\n", "not a plain pin:     # via", id="note"),
        pytest.param(PLAIN + "tqdm>=4.66\n", "not a plain pin: tqdm>=4.66", id="range"),
    ],
)
def test_a_planted_fault_is_found(bad, fault):
    assert any(fault in found for found in find_faults(bad, PROJECT, TQDM))


def test_a_changed_dependency_makes_the_pins_stale():
    changed = {**PROJECT, "project": {**PROJECT["project"], "dependencies": ["tqdm>=5"]}}
    assert find_faults(PLAIN, changed, [])[0].endswith("run `make lock`")
