"""A server that starts at once: everything is imported before, and each start is a fork. For tests that kill it.

Reads one line for each start from its input, and writes the process id of the server once that can be reached.
"""

from __future__ import annotations

import os
import sys

from sociable_assessment.model_file import read_model_text
from sociable_assessment.workshop.room import Room
from sociable_assessment.workshop.serving import Spot, serve
from sociable_assessment.workshop.setting_up import model_of
from sociable_assessment.workshop.store import open_store


def main() -> None:
    """Fork a server for each line."""
    store, port, token = sys.argv[1:]
    text = read_model_text()
    model_of(text)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            room = Room(open_store(store), (text,), board_token=token)
            serve(room, Spot("127.0.0.1", int(port)), lambda: print(os.getpid(), flush=True))
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
