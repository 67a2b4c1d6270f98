"""The people of a session in the store: joining, coming back, answering."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sociable_assessment.responses import Answer
from sociable_assessment.workshop.secret_words import RETURN_LENGTH, draw_code, draw_token, hash_secret
from sociable_assessment.workshop.session import Participant, Session
from sociable_assessment.workshop.store import upsert
from sociable_assessment.workshop.tables import ANSWERS, DEVICES, PARTICIPANTS

FIRST, SECOND = 1, 2  # votes


def count_people(connection: Connection, session: Session) -> int:
    """Count all who ever joined a session, those taken out among them.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        How many.
    """
    query = select(func.count()).select_from(PARTICIPANTS).where(PARTICIPANTS.c.session == session.id)
    return connection.execute(query).scalar_one()


def add_participant(connection: Connection, session: Session, name: str, department: str) -> tuple[str, str]:
    """Let somebody in.

    Args:
        connection: an open connection.
        session: the session.
        name: what to call the participant; "" in an anonymous session.
        department: an id of the session's list, or "".

    Returns:
        The token for the device's cookie, and the return code. Neither can be read from the store later.
    """
    code = draw_code(RETURN_LENGTH)
    highest = select(func.coalesce(func.max(PARTICIPANTS.c.number), 0) + 1).where(PARTICIPANTS.c.session == session.id)
    values = {
        "session": session.id,
        "number": connection.execute(highest).scalar_one(),
        "name": name,
        "department": department,
        "return_hash": hash_secret(code),
        "removed": False,
        "late": session.is_revealed,
    }
    made = connection.execute(insert(PARTICIPANTS).values(values).returning(PARTICIPANTS.c.id)).scalar_one()
    return add_device(connection, made), code


def add_device(connection: Connection, participant: int) -> str:
    """Give one more device of a participant a token of its own.

    Args:
        connection: an open connection.
        participant: the participant's id.

    Returns:
        The token.
    """
    token = draw_token()
    connection.execute(insert(DEVICES).values(token_hash=hash_secret(token), participant=participant))
    return token


def find_by_token(connection: Connection, session: str, token: str) -> Participant | None:
    """Find who holds a device's token, in this session and no other.

    Args:
        connection: an open connection.
        session: the session's id.
        token: the token.

    Returns:
        The participant, or None.
    """
    joined = select(PARTICIPANTS).join(DEVICES, DEVICES.c.participant == PARTICIPANTS.c.id)
    found = joined.where(DEVICES.c.token_hash == hash_secret(token), PARTICIPANTS.c.session == session)
    return _first(connection.execute(found).mappings().first())


def find_by_return_code(connection: Connection, code: str) -> Participant | None:
    """Find who was given a return code.

    Args:
        connection: an open connection.
        code: the code.

    Returns:
        The participant, or None.
    """
    found = select(PARTICIPANTS).where(PARTICIPANTS.c.return_hash == hash_secret(code))
    return _first(connection.execute(found).mappings().first())


def find_person(connection: Connection, session: Session, number: int) -> Participant | None:
    """Find a participant by number.

    Args:
        connection: an open connection.
        session: the session.
        number: the number in the session.

    Returns:
        The participant, or None.
    """
    found = select(PARTICIPANTS).where(PARTICIPANTS.c.session == session.id, PARTICIPANTS.c.number == number)
    return _first(connection.execute(found).mappings().first())


def _first(row: Mapping[Any, Any] | None) -> Participant | None:
    return None if row is None else _person(row)


def _person(row: Mapping[Any, Any]) -> Participant:
    return Participant(**{name: value for name, value in row.items() if name != "return_hash"})


def list_people(connection: Connection, session: Session) -> list[Participant]:
    """List who joined a session, in order, those taken out among them.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        The participants.
    """
    query = select(PARTICIPANTS).where(PARTICIPANTS.c.session == session.id).order_by(PARTICIPANTS.c.number)
    return [_person(row) for row in connection.execute(query).mappings()]


def change_person(connection: Connection, person: Participant, **values: Any) -> None:
    """Change where a participant belongs, or take one out.

    Args:
        connection: an open connection.
        person: the participant.
        values: what changes, by column.
    """
    connection.execute(update(PARTICIPANTS).where(PARTICIPANTS.c.id == person.id).values(values))


def keep_answer(connection: Connection, person: Participant, item: str, answer: Answer, vote: int = FIRST) -> None:
    """Keep an answer in place of an earlier one to the same question.

    Args:
        connection: an open connection.
        person: who answers.
        item: the question's id.
        answer: the answer.
        vote: the first or the second vote.
    """
    values = {
        "participant": person.id,
        "item": item,
        "round": vote,
        "option": answer.option,
        "dont_know": answer.dont_know,
        "not_applicable": answer.not_applicable,
        "evidence": answer.evidence,
    }
    connection.execute(upsert(connection, ANSWERS, values))


def read_answers(connection: Connection, person: Participant, vote: int = FIRST) -> dict[str, Answer]:
    """Read what one participant answered.

    Args:
        connection: an open connection.
        person: the participant.
        vote: the first or the second vote.

    Returns:
        Answers by item id.
    """
    query = select(ANSWERS).where(ANSWERS.c.participant == person.id, ANSWERS.c.round == vote)
    return {row["item"]: _answer(row) for row in connection.execute(query).mappings()}


def read_all_answers(connection: Connection, session: Session, vote: int = FIRST) -> dict[int, dict[str, Answer]]:
    """Read what everybody in a session answered.

    Args:
        connection: an open connection.
        session: the session.
        vote: the first or the second vote.

    Returns:
        By the participant's id, answers by item id.
    """
    query = select(ANSWERS).join(PARTICIPANTS, PARTICIPANTS.c.id == ANSWERS.c.participant)
    query = query.where(PARTICIPANTS.c.session == session.id, ANSWERS.c.round == vote)
    found: dict[int, dict[str, Answer]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["participant"], {})[row["item"]] = _answer(row)
    return found


def _answer(row: Mapping[Any, Any]) -> Answer:
    return Answer(row["option"], row["dont_know"], row["not_applicable"], row["evidence"])


def count_answers(connection: Connection, session: Session) -> dict[int, int]:
    """Count the first votes of everybody who is in a session and counts.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        How many questions each participant answered, by id.
    """
    answered = func.count(ANSWERS.c.item)
    first = (ANSWERS.c.participant == PARTICIPANTS.c.id) & (ANSWERS.c.round == FIRST)
    query = select(PARTICIPANTS.c.id, answered).outerjoin(ANSWERS, first).group_by(PARTICIPANTS.c.id)
    in_it = (PARTICIPANTS.c.session == session.id) & ~PARTICIPANTS.c.removed & ~PARTICIPANTS.c.late
    rows = connection.execute(query.where(in_it)).all()
    return {row[0]: row[1] for row in rows}


def count_second(connection: Connection, session: Session, item: str) -> int:
    """Count who chose an option in the second vote on a question.

    Args:
        connection: an open connection.
        session: the session.
        item: the question's id.

    Returns:
        How many.
    """
    query = select(func.count()).select_from(ANSWERS).join(PARTICIPANTS, PARTICIPANTS.c.id == ANSWERS.c.participant)
    mine = (PARTICIPANTS.c.session == session.id) & (ANSWERS.c.item == item) & (ANSWERS.c.round == SECOND)
    return connection.execute(query.where(mine, ANSWERS.c.option.is_not(None))).scalar_one()
