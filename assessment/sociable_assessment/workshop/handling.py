"""What every page does: headers, cookies, forms from our own pages alone, sizes, rates, and errors in plain words.

The handlers are plain Tornado, so that they serve alone and inside Jupyter's server alike.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from sqlalchemy.exc import DBAPIError
from tornado.web import HTTPError, RequestHandler

from sociable_assessment.errors import InputError
from sociable_assessment.markup import element
from sociable_assessment.workshop.fields import Fields
from sociable_assessment.workshop.joining_pages import message_page
from sociable_assessment.workshop.limits import network_of
from sociable_assessment.workshop.page import Site
from sociable_assessment.workshop.room import Room
from sociable_assessment.workshop.secret_words import derive_form_token, draw_token, hash_secret, is_same
from sociable_assessment.workshop.session import RefusedError, UnknownSessionError

LOG = logging.getLogger("sociable.workshop")
VISIT, BOARD = "sociable_visit", "sociable_board"
LARGEST_FORM = 16 * 1024  # bytes
FIELDS_MOST = 40
_DAY = 24 * 3600

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=UTF-8",
}


def cookie_of(session: str) -> str:
    """Name the cookie that tells who somebody is in one session.

    Args:
        session: the session's id.

    Returns:
        The cookie's name.
    """
    return f"sociable_{session}"


class PageHandler(RequestHandler):
    """A page of the workshop."""

    largest = LARGEST_FORM
    room: Room

    def initialize(self, room: Room) -> None:
        """Take the room over.

        Args:
            room: what the server knows.
        """
        self.room = room

    def set_default_headers(self) -> None:
        """Send the security headers with every answer, errors too."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse what is too large, too often, or not from our own pages."""
        super().prepare()
        sends = self.request.method == "POST"
        if sends and len(self.request.body) > self.largest:
            raise HTTPError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not (self.is_within_limits() if sends else self.may_read()):
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)

    def is_within_limits(self) -> bool:
        """Tell whether this address may send one more form."""
        return self.room.limits.posts.take(self.network)

    def may_read(self) -> bool:
        """Tell whether this browser may load one more page; without a cookie, its address is counted."""
        limits, device = self.room.limits, self.device
        return limits.device_pages.take(hash_secret(device)) if device else limits.pages.take(self.network)

    @property
    def device(self) -> str:
        """What tells this browser from others behind the same address; empty before its first page."""
        return self.get_cookie(VISIT) or ""

    @property
    def network(self) -> str:
        """The network that the request came from."""
        return network_of(self.request.remote_ip or "")

    # ------------------------------------------------------------------------------------------- cookies, forms

    def keep_cookie(self, name: str, value: str, *, seconds: int = _DAY, path: str = "") -> None:
        """Set a cookie that no script reads and no other site sends.

        Args:
            name: its name.
            value: its value.
            seconds: how long it holds.
            path: below the base.
        """
        secure = self.request.protocol == "https"
        where = self.room.base + path
        self.set_cookie(name, value, path=where, httponly=True, samesite="Strict", secure=secure, max_age=seconds)

    @property
    def site(self) -> Site:
        """Where the pages stand, with the token of this visit's forms."""
        return Site(self.room.base, derive_form_token(self._visit()))

    def _visit(self) -> str:
        found = self.get_cookie(VISIT) or getattr(self, "_made_visit", "")
        if not found:
            found = self._made_visit = draw_token()
            self.keep_cookie(VISIT, found)
        return found

    def check_xsrf_cookie(self) -> None:
        """Take forms from our own pages alone; Tornado and Jupyter call this before each POST.

        Raises:
            HTTPError: the form's token is not this visit's, or the browser says that another site sent it.
        """
        visit = self.get_cookie(VISIT) or ""
        given = self.get_body_argument("form_token", "")
        foreign = self.request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
        if foreign or not visit or not is_same(given, derive_form_token(visit)):
            raise HTTPError(HTTPStatus.FORBIDDEN, reason="Form expired")

    def read_fields(self) -> Fields:
        """Read the fields of the form.

        Returns:
            The fields, without the token.

        Raises:
            HTTPError: there are too many.
        """
        names = list(self.request.body_arguments)
        if len(names) > FIELDS_MOST:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        return Fields({name: self.get_body_argument(name, "", strip=False) for name in names if name != "form_token"})

    # ----------------------------------------------------------------------------------------------- answers

    def show(self, page: str, status: int = HTTPStatus.OK) -> None:
        """Send a page.

        Args:
            page: its HTML.
            status: the HTTP status.
        """
        self.set_status(status)
        self.finish(page)

    def go(self, path: str) -> None:
        """Send the browser to another page, with GET.

        Args:
            path: below the base.
        """
        self.redirect(self.room.base + path, status=HTTPStatus.SEE_OTHER)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in plain words what went wrong.

        Args:
            status_code: the HTTP status.
            kwargs: `exc_info`, as Tornado gives it.
        """
        error = kwargs.get("exc_info", (None, None, None))[1]
        title, lines, status = say_error(error, status_code)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            LOG.error("%s: %s", type(self).__name__, name_error(error))
        self.set_status(status)
        way = element("a", "Go on", href=self.room.base + self.find_way(), kind="button")
        self.finish(message_page(Site(self.room.base), title, lines, way if status != HTTPStatus.NOT_FOUND else None))

    def find_way(self) -> str:
        """Find where somebody goes on from an error.

        Returns:
            A path below the base.
        """
        return ""

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what nobody expected, without anything that was sent.

        Args:
            typ: the exception's type.
            value: the exception.
            tb: where it came from.
        """
        if not isinstance(value, HTTPError | RefusedError | InputError | DBAPIError):
            LOG.error("%s failed", type(self).__name__, exc_info=(typ, value, tb))


def say_error(error: BaseException | None, status: int) -> tuple[str, list[str], int]:
    """Say what an error means for whoever sees it.

    Args:
        error: the error, or None.
        status: the HTTP status it would have.

    Returns:
        A title, sentences, and the HTTP status.
    """
    if isinstance(error, UnknownSessionError):
        return "Not found", [str(error)], HTTPStatus.NOT_FOUND
    if isinstance(error, RefusedError):
        return "Not now", [str(error)], HTTPStatus.CONFLICT
    if isinstance(error, InputError):
        return "Please look again", list(error.faults), HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, DBAPIError):
        lines = ["The server could not store this: its disk may be full. Nothing that was kept before is lost."]
        return (
            "Not stored",
            [*lines, "Tell the person who runs the workshop, then try again."],
            HTTPStatus.SERVICE_UNAVAILABLE,
        )
    known = {
        HTTPStatus.FORBIDDEN: (
            "Please try again",
            "This page was open for a long time. Load it anew, then send it again.",
        ),
        HTTPStatus.NOT_FOUND: ("Not found", "There is no such page in this workshop."),
        HTTPStatus.TOO_MANY_REQUESTS: (
            "Too fast",
            "More came from here than one person can send. Wait a moment, then go on.",
        ),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("Too long", "This is more than a form of ours holds. Shorten it."),
    }
    title, line = known.get(HTTPStatus(status), ("Something went wrong", "Nothing was changed. Go back and try again."))
    return title, [line], status


def name_error(error: BaseException | None) -> str:
    """Name an error for the log, without what anybody sent.

    Args:
        error: the error.

    Returns:
        Its type, and what the database said.
    """
    cause = getattr(error, "orig", None)
    return f"{type(error).__name__}{f' ({cause})' if cause else ''}"
