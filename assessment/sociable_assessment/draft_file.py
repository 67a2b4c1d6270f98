"""A draft in a file beside the notebook: each answer is in it as soon as it is given."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sociable_assessment.draft_entries import Entries, put_changes
from sociable_assessment.errors import InputError
from sociable_assessment.files import read_text, replacing
from sociable_assessment.response_file import load_json

FORMAT = "sociable-draft/1"


class DraftFile:
    """The draft of one folder.

    `aside` is the name under which a file that could not be read was put away; "" while that was not needed.

    Args:
        folder: where the file stands.
        model: the id of the model that is answered.
    """

    def __init__(self, folder: Path, model: str) -> None:
        self.path = folder / f"{model}.draft.json"
        self.aside = ""

    def read(self) -> Entries:
        """Read what is kept.

        Returns:
            The entries; none where there is no file. One that can't be read is put aside, never written over.
        """
        if not os.path.lexists(self.path):
            return {}
        try:
            return _parse(read_text(self.path), str(self.path))
        except InputError:
            self._put_aside()
            return {}

    def put(self, changes: Mapping[str, Any]) -> Entries:
        """Change entries, and leave alone what another window has changed meanwhile.

        Args:
            changes: new values by key; None removes an entry.

        Returns:
            What is kept now.

        Raises:
            InputError: the file can't be written.
        """
        with _alone(self.path):
            entries = put_changes(self.read(), changes)
            with replacing(self.path) as file:
                json.dump({"format": FORMAT, "entries": entries}, file, ensure_ascii=False, indent=1)
                file.write("\n")
        return entries

    def _put_aside(self) -> None:
        number, place = 1, self.path.with_suffix(".unreadable.json")
        while os.path.lexists(place):
            number += 1
            place = self.path.with_suffix(f".unreadable-{number}.json")
        self.path.rename(place)
        self.aside = place.name


def _parse(text: str, source: str) -> Entries:
    data = load_json(text, source)
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("entries"), dict):
        raise InputError(source, [f'it has no "format": "{FORMAT}"'])
    entries: Entries = data["entries"]
    return entries


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one window at a time read and write; where the system can't lock, each write is whole all the same."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    try:
        handle = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise InputError(str(path), [f"it can't be written: {error.strerror}"]) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
