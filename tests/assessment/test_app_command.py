"""`sociable-assess app`, without a browser: usage, what is missing, and the port."""

from __future__ import annotations

import json
import socket
import sys

import pytest

from sociable_assessment.app_command import CELL, check_port, voila_arguments
from sociable_assessment.command_line import main
from tests import ROOT
from tests.browser.lab import free_port


def test_the_page_runs_what_the_notebook_runs():
    notebook = json.loads((ROOT / "assessment" / "self_assessment.ipynb").read_text(encoding="utf-8"))
    assert ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"] == [CELL]


def test_without_voila_it_says_how_to_install_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "voila.app", None)
    assert main(["app", "--port", str(free_port())]) == 2
    assert "pip install 'sociable[lab]'" in capsys.readouterr().err


def test_a_port_that_is_taken_is_refused_and_no_other_is_taken(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["app", "--port", port]) == 2
    assert f"Port {port} is taken by another program" in capsys.readouterr().err


def test_an_address_that_is_not_this_machines_is_refused(capsys):
    assert main(["app", "--listen", "192.0.2.1", "--port", "8899"]) == 2
    assert "192.0.2.1 is no address of this machine" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--port", "0"], ["--port", "x"], ["--listen", "everywhere"]])
def test_wrong_usage_is_told(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["app", *arguments])
    assert ended.value.code == 2
    assert "error: argument" in capsys.readouterr().err


def test_it_listens_on_this_machine_alone_unless_told_otherwise():
    assert "--Voila.ip=127.0.0.1" in voila_arguments("127.0.0.1", 8866)
    check_port("127.0.0.1", 0)


def test_kernels_of_pages_that_are_gone_end():
    given = " ".join(voila_arguments("127.0.0.1", 8866))
    assert "cull_idle_timeout=600" in given
    assert "cull_connected=False" in given
