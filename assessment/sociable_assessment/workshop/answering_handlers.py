"""What somebody who has joined does: answer, look at the answers, vote again."""

from __future__ import annotations

from http import HTTPStatus

from sqlalchemy import Connection
from tornado.web import HTTPError

from sociable_assessment.errors import InputError
from sociable_assessment.model import Item
from sociable_assessment.workshop import joining_pages, question_pages
from sociable_assessment.workshop.answering import read_answer
from sociable_assessment.workshop.decisions import read_topics
from sociable_assessment.workshop.handling import PageHandler, cookie_of
from sociable_assessment.workshop.people import SECOND, find_by_token, keep_answer, read_answers
from sociable_assessment.workshop.secret_words import hash_secret, read_code
from sociable_assessment.workshop.session import (
    Participant,
    Phase,
    RefusedError,
    Session,
    check_answering,
    check_voting_again,
)
from sociable_assessment.workshop.sessions import find_session
from sociable_assessment.workshop.setting_up import form_of


class ParticipantHandler(PageHandler):
    """A page of somebody who has joined; nobody else gets in."""

    def is_within_limits(self) -> bool:
        """Count what a device sends; an address is counted only for devices that nobody knows."""
        token = self.get_cookie(cookie_of(self.path_args[0])) or ""
        return self.room.limits.device_posts.take(hash_secret(token)) if token else super().is_within_limits()

    @property
    def device(self) -> str:
        """Who has joined is told by that: a phone that looks again may have lost its first cookie."""
        return self.get_cookie(cookie_of(self.path_args[0])) or super().device

    def find_way(self) -> str:
        """Lead to one's own answers; who is not in the session, to where one comes back.

        Returns:
            A path below the base.
        """
        name = self.path_args[0]
        return f"s/{name}/" if self.get_cookie(cookie_of(name)) else "return"

    def find(self, connection: Connection, name: str) -> tuple[Session, Participant]:
        """Find the session, and who this is.

        Args:
            connection: an open connection.
            name: the session's id.

        Returns:
            Both.

        Raises:
            RefusedError: this device has not joined the session.
        """
        session = find_session(connection, name)
        person = find_by_token(connection, name, self.get_cookie(cookie_of(name)) or "")
        if person is None:
            msg = (
                "This device is not in the workshop. Join with the code on the screen, or come back with your return "
                "code."
            )
            raise RefusedError(msg)
        return session, person

    def item(self, session: Session, number: str) -> Item:
        """Find a question.

        Args:
            session: the session.
            number: which question, from 1.

        Returns:
            The question.

        Raises:
            HTTPError: there is none.
        """
        items = form_of(session.setup).items
        if not 1 <= int(number) <= len(items):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        return items[int(number) - 1]


class WelcomeHandler(ParticipantHandler):
    """The return code."""

    def get(self, name: str) -> None:
        """Show the code that this device knows."""
        with self.room.connect() as connection:
            session, _ = self.find(connection, name)
        code = read_code(self.get_cookie(f"{cookie_of(name)}_code") or "")
        self.show(joining_pages.welcome_page(self.site, session, code))


class OverviewHandler(ParticipantHandler):
    """Somebody's own answers, and what comes next."""

    def get(self, name: str) -> None:
        """Show them."""
        with self.room.connect() as connection:
            session, person = self.find(connection, name)
            answers = read_answers(connection, person)
            vote = find_vote(connection, session, person)
            second = vote, read_answers(connection, person, SECOND).get(vote)
        self.show(question_pages.overview_page(self.site, session, person, answers, second=second))


def find_vote(connection: Connection, session: Session, person: Participant) -> str:
    """Find the question on which a second vote is being held, in which somebody may take part.

    Args:
        connection: an open connection.
        session: the session.
        person: the participant.

    Returns:
        The question's id, or "".
    """
    if session.phase is not Phase.REVEALED or person.late or person.removed:
        return ""
    return next((each.item for each in read_topics(connection, session).values() if each.vote == "open"), "")


class GoHandler(ParticipantHandler):
    """The first question that is still open."""

    def get(self, name: str) -> None:
        """Go there."""
        with self.room.connect() as connection:
            session, person = self.find(connection, name)
            answers = read_answers(connection, person)
        numbers = [n for n, item in enumerate(form_of(session.setup).items, start=1) if item.id not in answers]
        is_open = session.phase is Phase.ANSWERING and numbers and not person.late
        self.go(f"s/{name}/q/{numbers[0]}" if is_open else f"s/{name}/")


class QuestionHandler(ParticipantHandler):
    """One question."""

    def get(self, name: str, number: str) -> None:
        """Ask it."""
        with self.room.connect() as connection:
            session, person = self.find(connection, name)
            check_answering(session, person)
            answers = read_answers(connection, person)
        self.item(session, number)
        self.show(question_pages.question_page(self.site, session, number=int(number), answers=answers))

    def post(self, name: str, number: str) -> None:
        """Keep the answer, then go on to the next question."""
        sent = self.read_fields()
        with self.room.connect() as connection:
            session, person = self.find(connection, name)
            check_answering(session, person)
            item = self.item(session, number)
            try:
                keep_answer(connection, person, item.id, read_answer(item, sent))
            except InputError as error:
                answers, faults = read_answers(connection, person), error.faults
                page = question_pages.question_page(
                    self.site, session, number=int(number), answers=answers, sent=sent.sent, faults=faults
                )
                self.show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
                return
        last = int(number) == len(form_of(session.setup).items)
        self.go(f"s/{name}/" if last else f"s/{name}/q/{int(number) + 1}")


class VoteHandler(ParticipantHandler):
    """The second vote on a question."""

    def get(self, name: str) -> None:
        """Ask the question again, with the second vote if there is one, else the first."""
        with self.room.connect() as connection:
            session, person = self.find(connection, name)
            item = self._asked(connection, session, person)
            first, second = read_answers(connection, person), read_answers(connection, person, SECOND)
        before = second.get(item.id) or first.get(item.id)
        self.show(question_pages.vote_page(self.site, session, item, question_pages.fields_of(before)))

    def post(self, name: str) -> None:
        """Keep the second vote."""
        sent = self.read_fields()
        with self.room.connect() as connection:
            session, person = self.find(connection, name)
            item = self._asked(connection, session, person)
            try:
                keep_answer(connection, person, item.id, read_answer(item, sent), SECOND)
            except InputError as error:
                page = question_pages.vote_page(self.site, session, item, sent.sent, error.faults)
                self.show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
                return
        self.go(f"s/{name}/")

    def _asked(self, connection: Connection, session: Session, person: Participant) -> Item:
        topics = read_topics(connection, session).values()
        asked = next((each.item for each in topics if each.vote == "open"), "")
        check_voting_again(session, person, is_open=bool(asked))
        return form_of(session.setup).item_by_id[asked]
