"""Who may open the board: whoever holds the token that was printed at the start, or a browser that was let in by it."""

from __future__ import annotations

from http import HTTPStatus

from sqlalchemy import Connection
from tornado.web import Finish, HTTPError

from sociable_assessment.workshop.handling import BOARD, PageHandler
from sociable_assessment.workshop.joining_pages import message_page
from sociable_assessment.workshop.page import Site
from sociable_assessment.workshop.session import RefusedError, Session
from sociable_assessment.workshop.sessions import find_session

_ONLY = "This page is for the person who runs the workshop. Open the address that was printed at its start."
LARGEST_UPLOAD = 2 * 1024 * 1024  # bytes: a result of last time


class BoardHandler(PageHandler):
    """A page of the board."""

    largest = LARGEST_UPLOAD

    def prepare(self) -> None:
        """Let in who may, and nobody else."""
        super().prepare()
        given = self.get_query_argument("token", "")
        if given and self.request.method == "GET":
            self._take_token(given)
        with self.room.connect() as connection:
            if self.room.is_admitted(connection, self.get_cookie(BOARD) or ""):
                return
        self.set_status(HTTPStatus.FORBIDDEN)
        self.finish(message_page(Site(self.room.base), "Not yours", [_ONLY]))
        raise Finish

    def _take_token(self, given: str) -> None:
        """Swap the token for a cookie, so that it does not stay in the address."""
        if not self.room.limits.may_guess(self.network):
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)
        if not self.room.is_board_token(given):
            self.room.limits.note_wrong(self.network)
            return
        self.let_in()
        self.go("board")
        raise Finish

    def let_in(self) -> None:
        """Let this browser open the board."""
        with self.room.connect() as connection:
            token = self.room.admit(connection)
        self.keep_cookie(BOARD, token, path="board")

    def is_within_limits(self) -> bool:
        """Count nothing here: who has no cookie is turned away."""
        return bool(self.get_cookie(BOARD)) or super().is_within_limits()

    def may_read(self) -> bool:
        """Count nothing here either: the screen in front of the room never waits."""
        return bool(self.get_cookie(BOARD)) or super().may_read()

    def find_shown(self, connection: Connection, name: str) -> Session:
        """Find a session whose answers have been shown.

        Args:
            connection: an open connection.
            name: its id.

        Returns:
            The session.

        Raises:
            RefusedError: they have not.
        """
        session = find_session(connection, name)
        if not session.is_revealed:
            msg = "The answers have not been shown yet, not to the board either."
            raise RefusedError(msg)
        return session

    def find_way(self) -> str:
        """Lead to the session's first page.

        Returns:
            A path below the base.
        """
        return f"board/{self.path_args[0]}" if self.path_args else "board"

    @property
    def address(self) -> str:
        """What phones open."""
        return self.room.address or f"{self.request.protocol}://{self.request.host}{self.room.base}"
