"""The draft beside the notebook."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from sociable_assessment.draft_file import DraftFile
from sociable_assessment.errors import InputError

WRITE = """
import sys
from pathlib import Path
from sociable_assessment.draft_file import DraftFile
draft = DraftFile(Path(sys.argv[1]), "m")
for number in range(40):
    draft.put({f"{sys.argv[2]}{number}": number})
"""


def test_what_is_put_is_read_and_none_removes(tmp_path):
    draft = DraftFile(tmp_path, "m")
    assert draft.read() == {}
    draft.put({"a": 1, "b": {"c": "ü"}})
    assert DraftFile(tmp_path, "m").put({"a": None, "d": 2}) == {"b": {"c": "ü"}, "d": 2}


def test_two_kernels_that_write_at_once_lose_nothing(tmp_path):
    running = [subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path), name]) for name in "ab"]
    assert [each.wait(60) for each in running] == [0, 0]
    assert len(DraftFile(tmp_path, "m").read()) == 80
    assert [path.name for path in tmp_path.iterdir()] == ["m.draft.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": "x"}', '{"format": "sociable-draft/1", "entries": 3}', "\0"]
)
def test_a_draft_that_cannot_be_read_is_put_aside_and_never_lost(tmp_path, text):
    draft = DraftFile(tmp_path, "m")
    for number in ("", "-2"):
        draft.path.write_text(text)
        draft.put({"a": 1})
        assert draft.aside == f"m.draft.unreadable{number}.json"
        assert (tmp_path / draft.aside).read_text() == text
        assert draft.read() == {"a": 1}
        draft.path.unlink()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="can't be written"):
        DraftFile(tmp_path, "m").put({"a": 1})


def test_a_folder_that_is_gone_is_named(tmp_path):
    with pytest.raises(InputError, match="can't be written"):
        DraftFile(tmp_path / "gone", "m").put({"a": 1})
