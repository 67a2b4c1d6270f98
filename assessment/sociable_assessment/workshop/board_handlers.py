"""The pages of the board, and the deeds behind their buttons."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import PurePath

from sqlalchemy import Connection
from tornado.web import HTTPError

from sociable_assessment.errors import InputError
from sociable_assessment.model import Item
from sociable_assessment.opened_files import open_bytes
from sociable_assessment.readings import tally
from sociable_assessment.report import list_formats
from sociable_assessment.responses import AgreedAction, Responses
from sociable_assessment.workshop import agreeing, board_page, deeds, ending_pages, item_screen, result_screens, screens
from sociable_assessment.workshop.board_access import BoardHandler
from sociable_assessment.workshop.decisions import Topic, add_actions, read_actions, read_consensus, read_topics
from sociable_assessment.workshop.deeds import Deed, measure_progress
from sociable_assessment.workshop.files_home import KINDS, write_file
from sociable_assessment.workshop.groups import count_by_department, count_votes
from sociable_assessment.workshop.outcome import Outcome, find_agenda, gather_responses, gather_second
from sociable_assessment.workshop.people import count_answers, count_people, count_second, list_people
from sociable_assessment.workshop.session import Phase, RefusedError, Session
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

RESULTS = {
    "position": result_screens.position_screen,
    "steps": result_screens.steps_screen,
    "departments": result_screens.departments_screen,
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
        self.show(board_page.new_page(self.site, model_of(self.room.model_text)))

    def post(self) -> None:
        """Make it."""
        sent = self.read_fields()
        try:
            earlier = self._read_earlier()
            setup = read_setup(sent, self.room.model_text)
        except InputError as error:
            page = board_page.new_page(self.site, model_of(self.room.model_text), sent.sent, error.faults)
            self.show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
            return
        with self.room.connect() as connection:
            session = make_session(connection, setup, self.room.clock())
            add_actions(connection, session, earlier, earlier=True)
        self.go(f"board/{session.id}")

    def _read_earlier(self) -> Sequence[AgreedAction]:
        """Read the actions from the result of last time, if one was sent."""
        sent = self.request.files.get("before", [])
        if not sent or not sent[0]["body"]:
            return ()
        name = PurePath(sent[0]["filename"] or "before.json").name
        return open_bytes(name, sent[0]["body"], model_of(self.room.model_text))[-1].actions


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
        with self.room.connect() as connection:
            session = find_session(connection, name)
            deed = Deed(connection, session, self.read_fields(), self.room.clock())
            if verb == "reveal" and self._asks_first(deed):
                return
            page = DEEDS[verb](deed)
        self.go(f"board/{name}/{page}" if page else f"board/{name}")

    def _asks_first(self, deed: Deed) -> bool:
        progress = measure_progress(deed.connection, deed.session)
        enough = progress.begun >= deed.session.setup.minimum_group
        open_still = deed.session.phase is Phase.ANSWERING and progress.finished < progress.joined
        if not (enough and open_still and deed.sent.sent.get("sure") != "yes"):
            return False
        self.show(screens.sure_screen(self.site, deed.session, progress))
        return True


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


class AgendaHandler(BoardHandler):
    """What to discuss."""

    def get(self, name: str) -> None:
        """List it."""
        with self.room.connect() as connection:
            session = self.find_shown(connection, name)
            responses = gather_responses(connection, session)
            agreed = read_consensus(connection, session)
            few = find_few(session, responses)
        agenda = find_agenda(session, responses)
        self.show(screens.agenda_screen(self.site, session, agenda, agreed, few))


def find_few(session: Session, responses: Responses) -> list[Item]:
    """Find the questions that somebody answered, but too few to be counted.

    Args:
        session: the session.
        responses: what was said, without those votes.

    Returns:
        The questions.
    """
    form = form_of(session.setup)
    votes = tally(form, responses)
    return [item for item in form.items if not votes[item.id].votes and votes[item.id].unanswered]


class ItemHandler(BoardHandler):
    """One question."""

    def get(self, name: str, number: str) -> None:
        """Show it."""
        with self.room.connect() as connection:
            session = self.find_shown(connection, name)
            items = form_of(session.setup).items
            if not 1 <= int(number) <= len(items):
                raise HTTPError(HTTPStatus.NOT_FOUND)
            view = self._view(connection, session, items[int(number) - 1])
        self.show(item_screen.show_item(self.site, session, view))

    def _view(self, connection: Connection, session: Session, item: Item) -> item_screen.ItemView:
        form, minimum = form_of(session.setup), session.setup.minimum_group
        responses = gather_responses(connection, session)
        agenda = find_agenda(session, responses)
        discussion = read_topics(connection, session).get(item.id, Topic(item.id))
        order = [form.items.index(form.item_by_id[each.item]) + 1 for each in agenda]
        here = form.items.index(item) + 1
        place = order.index(here) if here in order else None
        return item_screen.ItemView(
            item=item,
            first=count_votes(form, responses, item, minimum),
            departments=count_by_department(form, responses, item, minimum),
            discussion=discussion,
            second=gather_second(connection, session, item) if discussion.vote == "shown" else None,
            voted=count_second(connection, session, item.id),
            may_vote=len(count_answers(connection, session)),
            recorded=read_consensus(connection, session).get(item.id),
            decides=any(each.decisive for each in agenda if each.item == item.id),
            elapsed=None if discussion.begun_at is None else self.room.clock() - discussion.begun_at,
            before=order[place - 1] if place else None,
            after=order[place + 1] if place is not None and place + 1 < len(order) else None,
        )


class ResultHandler(BoardHandler):
    """Where the organisation stands: position, next step, departments."""

    async def get(self, name: str, page: str) -> None:
        """Show it."""
        with self.room.connect() as connection:
            session = self.find_shown(connection, name)
        outcome = await self.room.work_out(session)
        model, loop = model_of(session.setup.model), asyncio.get_running_loop()
        html = await loop.run_in_executor(None, RESULTS[page], self.site, session, model, outcome)
        self.show(html)


class ActionsHandler(BoardHandler):
    """What the room will do."""

    def get(self, name: str) -> None:
        """Show it."""
        with self.room.connect() as connection:
            session = self.find_shown(connection, name)
            kept = [*read_actions(connection, session), *read_actions(connection, session, earlier=True)]
        self.show(result_screens.actions_screen(self.site, session, kept, {}))


class PeopleHandler(BoardHandler):
    """Who has joined."""

    def get(self, name: str) -> None:
        """List them."""
        with self.room.connect() as connection:
            session = find_session(connection, name)
            people, counts = list_people(connection, session), count_answers(connection, session)
            audit = read_audit(connection, session)
        self.show(board_page.people_page(self.site, session, people, counts, audit))


class EndHandler(BoardHandler):
    """Closing and deleting."""

    def get(self, name: str) -> None:
        """Offer them."""
        with self.room.connect() as connection:
            session = find_session(connection, name)
        self.show(ending_pages.end_page(self.site, session))


class FilesHandler(BoardHandler):
    """What can be taken home."""

    def get(self, name: str) -> None:
        """List it."""
        with self.room.connect() as connection:
            session = self.find_shown(connection, name)
        self.show(ending_pages.files_page(self.site, session, list_formats()))


class FileHandler(BoardHandler):
    """A file to take home."""

    async def get(self, name: str, file: str) -> None:
        """Write and send it."""
        with self.room.connect() as connection:
            session = self.find_shown(connection, name)
            responses = gather_responses(connection, session)
        if file not in ending_pages.list_files(session, list_formats()):
            raise HTTPError(HTTPStatus.NOT_FOUND)
        outcome: Outcome = await self.room.work_out(session)
        loop = asyncio.get_running_loop()
        called, data = await loop.run_in_executor(
            None, write_file, file, model_of(session.setup.model), responses, outcome
        )
        self.set_header("Content-Type", KINDS[file.rsplit(".", 1)[-1]])
        self.set_header("Content-Disposition", f'attachment; filename="{called}"')
        self.finish(data)
