"""The pages of the board, and the deeds behind their buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import PurePath

from tornado.web import HTTPError

from sociable_assessment.errors import InputError
from sociable_assessment.model import Model
from sociable_assessment.opened_files import open_bytes
from sociable_assessment.responses import AgreedAction
from sociable_assessment.workshop import (
    agreeing,
    board_page,
    deeds,
    ending_pages,
    item_screen,
    new_session_page,
    people_page,
    result_screens,
    screens,
)
from sociable_assessment.workshop.board_access import BoardHandler
from sociable_assessment.workshop.decisions import add_actions, read_all_actions
from sociable_assessment.workshop.deeds import Deed, measure_progress
from sociable_assessment.workshop.fields import Fields
from sociable_assessment.workshop.handling import say_error
from sociable_assessment.workshop.people import count_answers, count_people, count_second, list_people
from sociable_assessment.workshop.session import Phase, Progress, RefusedError, Session
from sociable_assessment.workshop.sessions import delete_session, find_session, list_sessions, make_session, read_audit
from sociable_assessment.workshop.setting_up import form_of, model_of, read_setup

DEEDS: dict[str, Callable[[Deed], str]] = {
    "reveal": deeds.reveal,
    "close": deeds.close,
    "reopen": deeds.reopen,
    "open-door": deeds.open_door,
    "close-door": deeds.close_door,
    "new-code": deeds.draw_new_code,
    "remove": deeds.remove,
    "restore": deeds.restore,
    "move": deeds.move,
    "discuss": deeds.discuss,
    "open-vote": deeds.open_vote,
    "show-vote": deeds.show_vote,
    "agree": agreeing.agree,
    "take-back": agreeing.take_back,
    "add-action": agreeing.add_action,
    "drop-action": agreeing.drop_action,
    "mark-action": agreeing.mark_action,
}


class ListHandler(BoardHandler):
    """All sessions."""

    def get(self) -> None:
        """List them."""
        with self.room.connect() as connection:
            found = [(each, count_people(connection, each)) for each in list_sessions(connection)]
        self.show(board_page.list_page(self.site, found))


class NewHandler(BoardHandler):
    """A new session."""

    def get(self) -> None:
        """Ask what it shall be."""
        self.show(new_session_page.new_page(self.site, self.room.models))

    def post(self) -> None:
        """Make it."""
        sent = self.read_fields()
        try:
            setup = read_setup(sent, self.room.models)
            earlier = self._read_earlier(model_of(setup.model))
        except InputError as error:
            page = new_session_page.new_page(self.site, self.room.models, sent.sent, error.faults)
            self.show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        with self.room.connect() as connection:
            session = make_session(connection, setup, self.room.clock())
            add_actions(connection, session, earlier, earlier=True)
        self.go(f"board/{session.id}")

    def _read_earlier(self, model: Model) -> Sequence[AgreedAction]:
        """Read the actions from the result of last time, if one was sent."""
        sent = self.request.files.get("before", [])
        if not sent or not sent[0]["body"]:
            return ()
        name = PurePath(sent[0]["filename"] or "before.json").name
        return open_bytes(name, sent[0]["body"], model)[-1].actions


class SessionHandler(BoardHandler):
    """The door and the progress, until the answers are shown."""

    def get(self, name: str) -> None:
        """Show them, or the agenda."""
        with self.room.connect() as connection:
            session = find_session(connection, name)
            people = [p for p in list_people(connection, session) if not p.removed]
            progress = measure_progress(connection, session)
        if session.is_revealed:
            self.go(f"board/{name}/agenda")
        elif session.phase is Phase.CLOSED:
            self.go(f"board/{name}/end")
        else:
            self.show(screens.answering_screen(self.site, session, self.address, people, progress))


class DeedHandler(BoardHandler):
    """A button of the board."""

    def post(self, name: str, verb: str) -> None:
        """Do what it says."""
        if verb not in DEEDS:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        sent = self.read_fields()
        try:
            page = self._do(name, verb, sent)
        except (InputError, RefusedError) as error:  # caught out here, where the deed has been undone
            again = self._find_again(name, verb, sent, error)
            if not again:
                raise
            self.show(again, say_error(error, HTTPStatus.CONFLICT)[2])
            return
        self.go(f"board/{name}/{page}" if page else f"board/{name}")

    def _do(self, name: str, verb: str, sent: Fields) -> str:
        """Do it, and tell where the browser goes next."""
        with self.room.connect() as connection:
            session = find_session(connection, name)
            unsure = verb == "reveal" and sent.sent.get("sure") != "yes"
            if unsure and asks_first(session, measure_progress(connection, session)):
                return "sure"
            return DEEDS[verb](Deed(connection, session, sent, self.room.clock()))

    def _find_again(self, name: str, verb: str, sent: Fields, error: InputError | RefusedError) -> str:
        """Write a page with what was typed, where much was typed; "" elsewhere."""
        faults = say_error(error, HTTPStatus.CONFLICT)[1]
        with self.room.connect() as connection:
            session = find_session(connection, name)
            kept = read_all_actions(connection, session)
        item = form_of(session.setup).item_by_id.get(sent.sent.get("item", ""))
        if verb == "add-action" and isinstance(error, InputError):
            return result_screens.actions_screen(self.site, session, kept, sent.sent, faults)
        if verb == "agree" and item:
            return item_screen.not_recorded_screen(self.site, session, item, sent.sent, faults=faults)
        return ""


def asks_first(session: Session, progress: Progress) -> bool:
    """Tell whether a reveal is asked about: enough have answered, and not all of them everything.

    Args:
        session: the session.
        progress: how far they are.
    """
    enough = progress.begun >= session.setup.minimum_group
    return enough and session.phase is Phase.ANSWERING and progress.finished < progress.joined


class SureHandler(BoardHandler):
    """The question before an early reveal: a page of its own, so that a browser can go back past it."""

    def get(self, name: str) -> None:
        """Ask, while there is something to ask."""
        with self.room.connect() as connection:
            session = find_session(connection, name)
            progress = measure_progress(connection, session)
        if asks_first(session, progress):
            self.show(screens.sure_screen(self.site, session, progress))
        else:
            self.go(f"board/{name}")


class OtherVoteHandler(BoardHandler):
    """The question before a second vote that would end another one."""

    def get(self, name: str) -> None:
        """Ask, while another one is open."""
        item = self.get_query_argument("item", "")
        with self.room.connect() as connection:
            session = self.find_shown(connection, name)
            items = form_of(session.setup).item_by_id
            if item not in items:
                raise HTTPError(HTTPStatus.NOT_FOUND)
            other = deeds.find_other_vote(connection, session, item)
            voted = count_second(connection, session, other)
        if other:
            self.show(screens.other_vote_screen(self.site, session, items[item], items[other], voted))
        else:
            self.go(f"board/{name}/{deeds.page_of(session, item)}")


class DeleteHandler(BoardHandler):
    """Deleting a session."""

    def post(self, name: str) -> None:
        """Delete it, when the box was ticked."""
        sure = self.read_fields().sent.get("sure") == "yes"
        with self.room.connect() as connection:
            session = find_session(connection, name)
            if not sure:
                msg = "Tick the box first: deleting can't be undone."
                raise RefusedError(msg)
            delete_session(connection, session)
        self.go("board")


class PeopleHandler(BoardHandler):
    """Who has joined."""

    def get(self, name: str) -> None:
        """List them."""
        with self.room.connect() as connection:
            session = find_session(connection, name)
            people, counts = list_people(connection, session), count_answers(connection, session)
            audit = read_audit(connection, session)
        self.show(people_page.people_page(self.site, session, people, counts, audit))


class EndHandler(BoardHandler):
    """Closing and deleting."""

    def get(self, name: str) -> None:
        """Offer them."""
        with self.room.connect() as connection:
            session = find_session(connection, name)
        self.show(ending_pages.end_page(self.site, session))
