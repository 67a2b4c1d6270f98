"""The pages of the board that show answers: none of them opens before the reveal."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from sqlalchemy import Connection
from tornado.web import HTTPError

from sociable_assessment.model import Item
from sociable_assessment.readings import tally
from sociable_assessment.report import list_formats
from sociable_assessment.responses import Responses
from sociable_assessment.workshop import ending_pages, item_screen, result_screens, screens
from sociable_assessment.workshop.board_access import BoardHandler
from sociable_assessment.workshop.decisions import Topic, read_all_actions, read_consensus, read_topics
from sociable_assessment.workshop.files_home import KINDS, write_file
from sociable_assessment.workshop.groups import count_by_department, count_votes
from sociable_assessment.workshop.outcome import Outcome, find_agenda, gather_responses, gather_second
from sociable_assessment.workshop.people import count_answers, count_second
from sociable_assessment.workshop.session import Session
from sociable_assessment.workshop.setting_up import form_of, model_of

RESULTS = {
    "position": result_screens.position_screen,
    "steps": result_screens.steps_screen,
    "departments": result_screens.departments_screen,
}


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
            kept = read_all_actions(connection, session)
        self.show(result_screens.actions_screen(self.site, session, kept, {}))


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
