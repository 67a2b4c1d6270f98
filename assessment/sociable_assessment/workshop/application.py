"""All addresses of the workshop, for Tornado alone and for Jupyter's server."""

from __future__ import annotations

import logging
from typing import Any

from tornado.web import Application, RequestHandler

from sociable_assessment.workshop import answering_handlers as answering
from sociable_assessment.workshop import board_handlers as board
from sociable_assessment.workshop import joining_handlers as joining
from sociable_assessment.workshop import shown_handlers as shown
from sociable_assessment.workshop.handling import PageHandler
from sociable_assessment.workshop.room import Room

LOG = logging.getLogger("sociable.workshop")
_SESSION = "([0-9a-f]{16})"
_ROUTES: list[tuple[str, type[PageHandler]]] = [
    ("", joining.EnterHandler),
    ("return", joining.ReturnHandler),
    (r"join/([A-Za-z0-9 -]{1,20})", joining.JoinHandler),
    (r"(style\.css|script\.js)", joining.AssetHandler),
    (f"s/{_SESSION}/", answering.OverviewHandler),
    (f"s/{_SESSION}/go", answering.GoHandler),
    (f"s/{_SESSION}/code", answering.WelcomeHandler),
    (f"s/{_SESSION}/vote", answering.VoteHandler),
    (f"s/{_SESSION}/q/([0-9]{{1,4}})", answering.QuestionHandler),
    ("board", board.ListHandler),
    ("board/new", board.NewHandler),
    (f"board/{_SESSION}", board.SessionHandler),
    (f"board/{_SESSION}/sure", board.SureHandler),
    (f"board/{_SESSION}/sure/open-vote", board.OtherVoteHandler),
    (f"board/{_SESSION}/do/delete", board.DeleteHandler),
    (f"board/{_SESSION}/do/([a-z-]{{1,20}})", board.DeedHandler),
    (f"board/{_SESSION}/agenda", shown.AgendaHandler),
    (f"board/{_SESSION}/item/([0-9]{{1,4}})", shown.ItemHandler),
    (f"board/{_SESSION}/(position|steps|departments)", shown.ResultHandler),
    (f"board/{_SESSION}/actions", shown.ActionsHandler),
    (f"board/{_SESSION}/people", board.PeopleHandler),
    (f"board/{_SESSION}/end", board.EndHandler),
    (f"board/{_SESSION}/files", shown.FilesHandler),
    (f"board/{_SESSION}/files/([a-z.]{{1,20}})", shown.FileHandler),
]


class MissingHandler(PageHandler):
    """Any other address."""

    def prepare(self) -> None:
        """Say that there is no such page."""
        self.send_error(404)


def list_routes(room: Room) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
    """List the addresses.

    Args:
        room: what the server knows.

    Returns:
        A pattern, a handler and its arguments each.
    """
    base = room.base.replace(".", r"\.").replace("+", r"\+")
    return [(f"{base}{path}", handler, {"room": room}) for path, handler in _ROUTES]


def make_application(room: Room) -> Application:
    """Make the workshop as an application of its own.

    Args:
        room: what the server knows.

    Returns:
        The application.
    """
    return Application(
        list_routes(room),
        default_handler_class=MissingHandler,
        default_handler_args={"room": room},
        xsrf_cookies=True,
        log_function=log_request,
    )


def log_request(handler: RequestHandler) -> None:
    """Log that a page was asked for: never its address, which may hold a code, and never what was sent.

    Args:
        handler: the page's handler.
    """
    name, milliseconds = type(handler).__name__, 1000 * handler.request.request_time()
    LOG.info("%s %s %s %.0f ms", handler.request.method, name, handler.get_status(), milliseconds)
