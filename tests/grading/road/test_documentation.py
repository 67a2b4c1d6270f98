"""The instructor's page shows commands that exist, and a rubric that is one."""

from __future__ import annotations

import re
import shlex

import pytest

from sociable_grading.command_line import _parser
from tests import ROOT

README = (ROOT / "grading" / "README.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
ROAD = (ROOT / "tests" / "grading" / "road" / "test_road.py").read_text("utf-8")


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("sociable-grade")])
def test_a_command_of_ours_is_taken_as_it_stands(line):
    _, *arguments = shlex.split(line)
    assert callable(_parser().parse_args(arguments).run)


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("nbgrader")])
def test_a_command_of_nbgraders_is_one_that_was_tried(line):
    assert f'"{line.split()[1]}"' in ROAD


def test_links_lead_to_files():
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", README)]
    missing = [link for link in links if not (ROOT / "grading" / link).exists()]
    assert missing == []


def test_help_shows_an_example_of_each_command(capsys):
    for command in ("release", "collect", "run", "report", "export"):
        with pytest.raises(SystemExit):
            _parser().parse_args([command, "--help"])
        assert f"sociable-grade {command}" in capsys.readouterr().out
