"""The workshop inside Jupyter's server: the same pages below its path, the board behind its login.

Jupyter knows who runs the server. A door that only that person can open hands out the board's cookie; everything else
is the same as in a server of its own. Participants need no login: they come with the code. Nothing is imported and no
store is opened before somebody asks for a page, so that Jupyter starts no later.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.paths import jupyter_data_dir
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.routing import PathMatches, Router, Rule
from tornado.web import Application, authenticated

if TYPE_CHECKING:
    from sociable_assessment.workshop.room import Room

PATH = "workshop"


class Workshop(Router):
    """The pages, made when the first one is asked for.

    Args:
        base: the path of the workshop, with a slash at its end.
    """

    def __init__(self, base: str) -> None:
        self.base = base

    @cached_property
    def room(self) -> Room:
        """What the server knows; its store is the one that the command uses too."""
        from sociable_assessment.model_file import read_model_text
        from sociable_assessment.workshop.room import Room
        from sociable_assessment.workshop.store import open_store

        store = str(Path(jupyter_data_dir(), "sociable", "workshop.sqlite"))
        return Room(open_store(store), (read_model_text(),), base=self.base, board_token="")

    @cached_property
    def application(self) -> Application:
        """The pages as an application of their own: Jupyter's settings and logs stay out of it."""
        from sociable_assessment.workshop.application import make_application

        return make_application(self.room)

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate:
        """Hand a request on to the page that it asks for.

        Args:
            request: the request.
            kwargs: as Tornado gives them.

        Returns:
            What answers it.
        """
        return self.application.find_handler(request, **kwargs)


class DoorHandler(JupyterHandler):
    """Lets whoever is logged in at Jupyter open the board."""

    def initialize(self, workshop: Workshop) -> None:
        """Take the workshop over.

        Args:
            workshop: the pages.
        """
        self.workshop = workshop

    @authenticated
    def get(self) -> None:
        """Hand out the board's cookie, and go there."""
        from sociable_assessment.workshop.handling import BOARD
        from sociable_assessment.workshop.room import BOARD_HOLDS

        room = self.workshop.room
        with room.connect() as connection:
            token = room.admit(connection)
        self.set_cookie(
            BOARD,
            token,
            path=f"{room.base}board",
            max_age=int(BOARD_HOLDS),
            httponly=True,
            samesite="Strict",
            secure=self.request.protocol == "https",
        )
        self.redirect(f"{room.base}board")


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "sociable_assessment.workshop.extension"}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Add the workshop to a Jupyter server.

    Args:
        app: the server.
    """
    base = f"{url_path_join(app.web_app.settings['base_url'], PATH)}/"
    workshop = Workshop(base)
    app.web_app.add_handlers(".*$", [(f"{base}open", DoorHandler, {"workshop": workshop})])
    # Tornado's own method: Jupyter's looks for a login in each handler, and these pages guard themselves.
    Application.add_handlers(app.web_app, ".*$", [Rule(PathMatches(f"{base}(?!open$).*"), workshop)])
