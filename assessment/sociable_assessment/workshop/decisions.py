"""What a room decides, in the store: the discussion of a question, second votes, consensus, actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from sociable_assessment.responses import AgreedAction, Consensus
from sociable_assessment.workshop.session import RefusedError, Session
from sociable_assessment.workshop.store import upsert
from sociable_assessment.workshop.tables import ACTIONS, CONSENSUS, TOPICS

OUTCOMES = {"done": "Done", "going-on": "Going on", "dropped": "Dropped"}
MOST_ACTIONS = 50


@dataclass(frozen=True, slots=True)
class Topic:
    """The discussion of a question: when it began, and the second vote: "none", "open" or "shown"."""

    item: str
    begun_at: float | None = None
    vote: str = "none"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A consensus, and how often it has been written."""

    consensus: Consensus
    revision: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An action; an `earlier` one was agreed last time, and has an outcome once somebody was asked."""

    id: int
    action: AgreedAction
    earlier: bool = False
    outcome: str = ""


def read_topics(connection: Connection, session: Session) -> dict[str, Topic]:
    """Read which questions have been discussed.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        Topics by item id.
    """
    query = select(TOPICS.c.item, TOPICS.c.begun_at, TOPICS.c.vote).where(TOPICS.c.session == session.id)
    return {row["item"]: Topic(**row) for row in connection.execute(query).mappings()}


def keep_topic(connection: Connection, session: Session, topic: Topic) -> None:
    """Keep how the discussion of a question stands.

    Args:
        connection: an open connection.
        session: the session.
        topic: the topic.
    """
    values = {"session": session.id, "item": topic.item, "begun_at": topic.begun_at, "vote": topic.vote}
    connection.execute(upsert(connection, TOPICS, values))


def close_votes(connection: Connection, session: Session) -> None:
    """End second votes that are open, unshown: only one is held at a time.

    Args:
        connection: an open connection.
        session: the session.
    """
    is_open = (TOPICS.c.session == session.id) & (TOPICS.c.vote == "open")
    connection.execute(update(TOPICS).where(is_open).values(vote="none"))


def read_consensus(connection: Connection, session: Session) -> dict[str, Recorded]:
    """Read what was agreed on.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        By item id.
    """
    rows = connection.execute(select(CONSENSUS).where(CONSENSUS.c.session == session.id)).mappings()
    return {r["item"]: Recorded(Consensus(r["option"], r["reason"], r["dissent"]), r["revision"]) for r in rows}


def keep_consensus(connection: Connection, session: Session, item: str, agreed: Consensus, seen: int) -> None:
    """Keep a consensus in place of the one that was seen.

    Args:
        connection: an open connection.
        session: the session.
        item: the question's id.
        agreed: the consensus.
        seen: the revision on the page that it was typed into; 0 for none.

    Raises:
        RefusedError: another window has recorded one meanwhile.
    """
    before = read_consensus(connection, session).get(item)
    if (before.revision if before else 0) != seen:
        msg = "Another window has recorded something for this question meanwhile. Look at it, then record yours again."
        raise RefusedError(msg)
    values = {"option": agreed.option, "reason": agreed.reason, "dissent": agreed.dissent, "revision": seen + 1}
    connection.execute(upsert(connection, CONSENSUS, {"session": session.id, "item": item, **values}))


def drop_consensus(connection: Connection, session: Session, item: str) -> None:
    """Take a consensus back; the first votes count again.

    Args:
        connection: an open connection.
        session: the session.
        item: the question's id.
    """
    connection.execute(delete(CONSENSUS).where(CONSENSUS.c.session == session.id, CONSENSUS.c.item == item))


def read_actions(connection: Connection, session: Session, *, earlier: bool = False) -> list[Kept]:
    """Read the actions of a session, or those agreed last time.

    Args:
        connection: an open connection.
        session: the session.
        earlier: those of last time.

    Returns:
        The actions, in order.
    """
    query = select(ACTIONS).where(ACTIONS.c.session == session.id, ACTIONS.c.earlier == earlier).order_by(ACTIONS.c.id)
    rows = connection.execute(query).mappings()
    return [Kept(r["id"], AgreedAction(r["do"], r["owner"], r["due"]), r["earlier"], r["outcome"]) for r in rows]


def read_all_actions(connection: Connection, session: Session) -> list[Kept]:
    """Read the actions of this session, then those of last time.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        The actions.
    """
    return [*read_actions(connection, session), *read_actions(connection, session, earlier=True)]


def add_actions(
    connection: Connection, session: Session, actions: Iterable[AgreedAction], *, earlier: bool = False
) -> None:
    """Add actions.

    Args:
        connection: an open connection.
        session: the session.
        actions: what was agreed.
        earlier: it was agreed last time.

    Raises:
        RefusedError: there are enough.
    """
    count = len(read_actions(connection, session, earlier=earlier))
    for number, each in enumerate(actions, start=count + 1):
        if number > MOST_ACTIONS:
            msg = f"There are {MOST_ACTIONS} actions already. Who shall do more than that? Drop one first."
            raise RefusedError(msg)
        values = {"do": each.do, "owner": each.owner, "due": each.due, "earlier": earlier, "outcome": ""}
        connection.execute(insert(ACTIONS).values(session=session.id, **values))


def drop_action(connection: Connection, session: Session, number: int) -> None:
    """Take an action off the list.

    Args:
        connection: an open connection.
        session: the session.
        number: its id.
    """
    connection.execute(delete(ACTIONS).where(ACTIONS.c.session == session.id, ACTIONS.c.id == number))


def mark_action(connection: Connection, session: Session, number: int, outcome: str) -> None:
    """Write down what has become of an action of last time.

    Args:
        connection: an open connection.
        session: the session.
        number: its id.
        outcome: one of `OUTCOMES`.
    """
    mine = (ACTIONS.c.session == session.id) & (ACTIONS.c.id == number)
    connection.execute(update(ACTIONS).where(mine).values(outcome=outcome))
