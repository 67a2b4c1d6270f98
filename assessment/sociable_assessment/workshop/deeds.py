"""What the facilitator does with a session: each deed is a function that says where the browser goes next.

A deed is done in one transaction, together with its audit line. Audit lines never tell what anybody answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import Connection

from sociable_assessment.department_picture import department_title
from sociable_assessment.errors import InputError
from sociable_assessment.workshop import decisions
from sociable_assessment.workshop.decisions import Topic, read_topics
from sociable_assessment.workshop.fields import Fields
from sociable_assessment.workshop.people import change_person, count_answers, count_second, find_person
from sociable_assessment.workshop.session import (
    Participant,
    Phase,
    Progress,
    RefusedError,
    Session,
    check_panel_open,
    check_reveal,
)
from sociable_assessment.workshop.sessions import change_session, renew_code, write_audit
from sociable_assessment.workshop.setting_up import form_of


@dataclass(frozen=True, slots=True)
class Deed:
    """What a deed works on: the store, the session, what was sent, and the time."""

    connection: Connection
    session: Session
    sent: Fields
    now: float

    def note(self, line: str) -> None:
        """Write an audit line.

        Args:
            line: what was done.
        """
        write_audit(self.connection, self.session.id, self.now, line)


def measure_progress(connection: Connection, session: Session) -> Progress:
    """Find how far the answering has come.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        The progress, without a value.
    """
    counts = count_answers(connection, session)
    return Progress(len(form_of(session.setup).items), tuple(counts[each] for each in sorted(counts)))


def reveal(deed: Deed) -> str:
    """Show the answers, to all at once; twice is once."""
    session = deed.session
    if not session.is_revealed:
        sure = deed.sent.sent.get("sure") == "yes"
        progress = measure_progress(deed.connection, session)
        check_reveal(session, progress, sure=sure)
        line = (
            f"Answers shown: {progress.begun} people had answered, {progress.finished} of {progress.joined} everything"
        )
        change_session(deed.connection, session, deed.now, line, phase=Phase.REVEALED, revealed_at=deed.now)
    return "agenda"


def close(deed: Deed) -> str:
    """Close the session; everything is kept."""
    if deed.session.phase is not Phase.CLOSED:
        shown = "" if deed.session.is_revealed else ", answers not shown"
        change_session(deed.connection, deed.session, deed.now, f"Closed{shown}", phase=Phase.CLOSED)
        decisions.close_votes(deed.connection, deed.session)
    return "end"


def reopen(deed: Deed) -> str:
    """Open a closed session where it stood."""
    if deed.session.phase is Phase.CLOSED:
        phase = Phase.REVEALED if deed.session.is_revealed else Phase.ANSWERING
        change_session(deed.connection, deed.session, deed.now, "Opened again", phase=phase)
    return ""


def open_door(deed: Deed) -> str:
    """Let people join again."""
    change_session(deed.connection, deed.session, deed.now, "Door opened", joining=True)
    return "people"


def close_door(deed: Deed) -> str:
    """Let nobody join any more."""
    change_session(deed.connection, deed.session, deed.now, "Door closed", joining=False)
    return "people"


def draw_new_code(deed: Deed) -> str:
    """Draw a new join code, when the old one is in the wrong hands."""
    renew_code(deed.connection, deed.session, deed.now)
    return "people"


def remove(deed: Deed) -> str:
    """Take somebody out whose answers shall not count."""
    return _set_removed(deed, "Taken out", removed=True)


def restore(deed: Deed) -> str:
    """Put somebody back who was taken out by mistake."""
    return _set_removed(deed, "Put back", removed=False)


def _set_removed(deed: Deed, done: str, *, removed: bool) -> str:
    check_panel_open(deed.session)
    person = _find_person(deed)
    change_person(deed.connection, person, removed=removed)
    deed.note(f"{done}: {person.title}")
    return "people"


def move(deed: Deed) -> str:
    """Move somebody to another department."""
    check_panel_open(deed.session)
    person, department = _find_person(deed), deed.sent.sent.get("department", "")
    if department and department not in deed.session.setup.departments:
        msg = "people"
        raise InputError(msg, [f"Department: choose one of {', '.join(deed.session.setup.departments)}"])
    change_person(deed.connection, person, department=department)
    names = [department_title(each) or "no department" for each in (person.department, department)]
    deed.note(f"Moved: {person.title}, from {names[0]} to {names[1]}")
    return "people"


def _find_person(deed: Deed) -> Participant:
    number = deed.sent.number("number", "Number", 1, 99_999)
    found = find_person(deed.connection, deed.session, number)
    if found is None:
        msg = "There is no such person in this session."
        raise RefusedError(msg)
    return found


def find_item(deed: Deed) -> str:
    """Find the question that a deed is about.

    Args:
        deed: the deed.

    Returns:
        The question's id.

    Raises:
        RefusedError: there is none, or this is not the time for it.
    """
    item = deed.sent.sent.get("item", "")
    if item not in form_of(deed.session.setup).item_by_id:
        msg = "There is no such question in this session."
        raise RefusedError(msg)
    if deed.session.phase is not Phase.REVEALED:
        msg = "The answers are not shown, or the session is closed."
        raise RefusedError(msg)
    return item


def page_of(session: Session, item: str) -> str:
    """Tell which page of the board shows a question.

    Args:
        session: the session.
        item: the question's id.

    Returns:
        Its path below the session's.
    """
    names = [each.id for each in form_of(session.setup).items]
    return f"item/{names.index(item) + 1}"


def discuss(deed: Deed) -> str:
    """Start the clock on a question."""
    item = find_item(deed)
    topic = read_topics(deed.connection, deed.session).get(item, Topic(item))
    decisions.keep_topic(deed.connection, deed.session, Topic(item, deed.now, topic.vote))
    return page_of(deed.session, item)


def find_other_vote(connection: Connection, session: Session, item: str) -> str:
    """Find a second vote that is open on another question than this.

    Args:
        connection: an open connection.
        session: the session.
        item: this question's id.

    Returns:
        The other question's id, or "".
    """
    topics = read_topics(connection, session).values()
    return next((each.item for each in topics if each.vote == "open" and each.item != item), "")


def open_vote(deed: Deed) -> str:
    """Hold a second vote; once shown it stays, as the difference to a third would tell who changed.

    It ends a vote that is open on another question, and asks before it does.
    """
    item = find_item(deed)
    topic = read_topics(deed.connection, deed.session).get(item, Topic(item))
    if topic.vote == "shown":
        msg = "The second vote on this question has been shown, and stays as it is. Record what you agree on."
        raise RefusedError(msg)
    if deed.sent.sent.get("sure") != "yes" and find_other_vote(deed.connection, deed.session, item):
        return f"sure/open-vote?{urlencode({'item': item})}"
    decisions.close_votes(deed.connection, deed.session)
    decisions.keep_topic(deed.connection, deed.session, Topic(item, topic.begun_at, "open"))
    deed.note(f"Second vote on {item}")
    return page_of(deed.session, item)


def show_vote(deed: Deed) -> str:
    """Show the second vote, when enough have voted."""
    item = find_item(deed)
    topic = read_topics(deed.connection, deed.session).get(item, Topic(item))
    if topic.vote == "open":
        least, voted = deed.session.setup.minimum_group, count_second(deed.connection, deed.session, item)
        if voted < least:
            msg = f"{voted} have voted again, and votes of fewer than {least} people are not shown."
            raise RefusedError(msg)
        decisions.keep_topic(deed.connection, deed.session, Topic(item, topic.begun_at, "shown"))
        deed.note(f"Second vote on {item} shown: {voted} voted")
    return page_of(deed.session, item)
