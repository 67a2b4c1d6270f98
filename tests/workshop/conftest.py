"""One workshop server for the tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.workshop.server import Server, serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a fresh store."""
    with serve(tmp_path_factory.mktemp("workshop") / "workshop.sqlite") as running:
        yield running
