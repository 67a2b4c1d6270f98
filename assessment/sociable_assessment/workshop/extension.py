"""The workshop inside Jupyter's server: the same pages below its path, the board behind its login.

Jupyter knows who runs the server. A door that only that person can open hands out the board's cookie; everything else
is the same as in a server of its own. Participants need no login: they come with the code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_data_dir
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from sociable_assessment.model_file import read_model_text
from sociable_assessment.workshop.application import list_routes
from sociable_assessment.workshop.handling import BOARD
from sociable_assessment.workshop.room import BOARD_HOLDS, Room
from sociable_assessment.workshop.store import open_store

PATH = "workshop"


class DoorHandler(JupyterHandler):
    """Lets whoever is logged in at Jupyter open the board."""

    def initialize(self, room: Room) -> None:
        """Take the room over.

        Args:
            room: what the server knows.
        """
        self.room = room

    @web.authenticated
    def get(self) -> None:
        """Hand out the board's cookie, and go there."""
        with self.room.connect() as connection:
            token = self.room.admit(connection)
        self.set_cookie(
            BOARD,
            token,
            path=f"{self.room.base}board",
            max_age=int(BOARD_HOLDS),
            httponly=True,
            samesite="Strict",
            secure=self.request.protocol == "https",
        )
        self.redirect(f"{self.room.base}board")


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "sociable_assessment.workshop.extension"}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Add the workshop to a Jupyter server.

    Args:
        app: the server.
    """
    base = f"{url_path_join(app.web_app.settings['base_url'], PATH)}/"
    store = str(Path(jupyter_data_dir(), "sociable", "workshop.sqlite"))
    room = Room(open_store(store), read_model_text(), base=base, board_token="")
    door = (f"{base}open", DoorHandler, {"room": room})
    app.web_app.add_handlers(".*$", [door, *list_routes(room)])
    app.log.info("Sociable's workshop is at %sopen", base)
