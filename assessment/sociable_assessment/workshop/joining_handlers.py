"""Coming in with the join code, and coming back with the return code."""

from __future__ import annotations

from http import HTTPStatus

from sqlalchemy import Connection
from tornado.web import HTTPError

from sociable_assessment.workshop import joining_pages
from sociable_assessment.workshop.fields import Fields
from sociable_assessment.workshop.handling import PageHandler, cookie_of
from sociable_assessment.workshop.page import read_asset
from sociable_assessment.workshop.people import (
    add_device,
    add_participant,
    count_people,
    find_by_return_code,
    find_by_token,
)
from sociable_assessment.workshop.secret_words import RETURN_LENGTH, read_code
from sociable_assessment.workshop.session import Participant, Phase, RefusedError, Session, check_joining
from sociable_assessment.workshop.sessions import find_by_code
from sociable_assessment.workshop.setting_up import NAME_LENGTH

_WRONG_CODE = "There is no workshop with this code. Look at the screen again, and mind 6 and G, 7 and T."
_RETURN_CODE = (
    "A join code has six characters. This one has ten, as a return code has: type it on the page for return codes."
)
_TOO_MANY = "Too many wrong codes came from here. Wait a few minutes, or ask the person who runs the workshop."
_KINDS = {"style.css": "text/css", "script.js": "text/javascript"}
_MONTH = 30 * 24 * 3600


class CodeHandler(PageHandler):
    """Takes codes, and counts wrong ones."""

    def find_joining(self, connection: Connection, text: str) -> Session:
        """Find the session that a join code belongs to.

        Args:
            connection: an open connection.
            text: what was typed.

        Returns:
            The session.

        Raises:
            RefusedError: there is none, or too many wrong codes came from this address.
        """
        self.check_guessing()
        code = read_code(text)
        found = find_by_code(connection, code)
        if found is None or found.phase is Phase.CLOSED or self.room.clock() > found.code_until:
            self.room.limits.note_wrong(self.network)
            raise RefusedError(_RETURN_CODE if len(code) == RETURN_LENGTH else _WRONG_CODE)
        return found

    def check_guessing(self) -> None:
        """Refuse to try a code for whoever has tried too many wrong ones.

        Raises:
            RefusedError: wait.
        """
        if not self.room.limits.may_guess(self.network):
            raise RefusedError(_TOO_MANY)

    def settle(self, session: str, token: str, code: str) -> None:
        """Remember on this device who somebody is.

        Args:
            session: the session's id.
            token: the device's token.
            code: the return code, which the store does not hold.
        """
        self.keep_cookie(cookie_of(session), token, seconds=_MONTH)
        self.keep_cookie(f"{cookie_of(session)}_code", code, seconds=_MONTH, path=f"s/{session}")


class EnterHandler(CodeHandler):
    """The first page: the join code."""

    def get(self) -> None:
        """Ask for the join code."""
        self.show(joining_pages.enter_page(self.site))

    def post(self) -> None:
        """Go on to the session that the code belongs to."""
        typed = self.read_fields().text("code", 40)
        try:
            with self.room.connect() as connection:
                session = self.find_joining(connection, typed)
        except RefusedError as error:
            page = joining_pages.enter_page(self.site, typed, [str(error)])
            self.show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        self.go(f"join/{session.join_code}")


class JoinHandler(CodeHandler):
    """What was chosen for the session, and joining it."""

    def get(self, code: str) -> None:
        """Tell what was chosen."""
        with self.room.connect() as connection:
            session = self.find_joining(connection, code)
            if find_by_token(connection, session.id, self.get_cookie(cookie_of(session.id)) or ""):
                self.go(f"s/{session.id}/")
                return
        self.show(joining_pages.join_page(self.site, session, {}))

    def post(self, code: str) -> None:
        """Join."""
        sent = self.read_fields()
        if not self.room.limits.joins.take(self.network):
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)
        with self.room.connect() as connection:
            session = self.find_joining(connection, code)
            name, department = _read_person(session, sent)
            if sent.faults:
                page = joining_pages.join_page(self.site, session, sent.sent, sent.faults)
                self.show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
                return
            check_joining(session, self.room.clock(), count_people(connection, session))
            token, return_code = add_participant(connection, session, name, department)
        self.settle(session.id, token, return_code)
        self.go(f"s/{session.id}/code")


def _read_person(session: Session, sent: Fields) -> tuple[str, str]:
    setup = session.setup
    name = sent.text("name", NAME_LENGTH, "Your name") if setup.named else ""
    allowed = {"": "Rather not say", **{each: each for each in setup.departments}}
    department = sent.choice("department", "Your department", allowed) if setup.departments else ""
    return name, department


class ReturnHandler(CodeHandler):
    """Coming back with the return code."""

    def get(self) -> None:
        """Ask for the return code."""
        self.show(joining_pages.return_page(self.site))

    def post(self) -> None:
        """Go on where somebody was."""
        typed = self.read_fields().text("code", 40)
        code = read_code(typed)
        try:
            self.check_guessing()
            with self.room.connect() as connection:
                person = self._find_person(connection, code)
                token = add_device(connection, person.id)
        except RefusedError as error:
            self.show(joining_pages.return_page(self.site, typed, [str(error)]), HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        self.settle(person.session, token, code)
        self.go(f"s/{person.session}/")

    def _find_person(self, connection: Connection, code: str) -> Participant:
        person = find_by_return_code(connection, code)
        if person is None:
            self.room.limits.note_wrong(self.network)
            msg = "Nobody was given this code. Look at what you wrote down, or ask to join anew."
            raise RefusedError(msg)
        return person


class AssetHandler(PageHandler):
    """The style sheet and the script; their addresses change with what is in them."""

    def get(self, name: str) -> None:
        """Send it."""
        self.set_header("Content-Type", f"{_KINDS[name]}; charset=UTF-8")
        self.set_header("Cache-Control", "max-age=86400, immutable")
        self.finish(read_asset(name.split(".", maxsplit=1)[0]))
