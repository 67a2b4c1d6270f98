"""Sessions in the store: made, found, moved on, deleted; with an audit line for what changes who counts."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sociable_assessment.workshop.secret_words import JOIN_LENGTH, draw_code
from sociable_assessment.workshop.session import Phase, Session, Setup, UnknownSessionError
from sociable_assessment.workshop.tables import AUDIT, SESSIONS

CODE_HOLDS = 12 * 3600.0  # seconds


def make_session(connection: Connection, setup: Setup, now: float) -> Session:
    """Make a session, open for answers.

    Args:
        connection: an open connection.
        setup: what was chosen.
        now: the time.

    Returns:
        The session.
    """
    made = Session(
        secrets.token_hex(8), setup, Phase.ANSWERING, _draw(connection), now + CODE_HOLDS, joining=True, made_at=now
    )
    row = {**asdict(made), "setup": json.dumps(asdict(setup), ensure_ascii=False)}
    connection.execute(insert(SESSIONS).values(row))
    who = "named" if setup.named else "anonymous"
    write_audit(connection, made.id, now, f"Made: {who}, smallest group {setup.minimum_group}, form {setup.form}")
    return made


def _draw(connection: Connection) -> str:
    while True:
        code = draw_code(JOIN_LENGTH)
        if find_by_code(connection, code) is None:
            return code


def find_session(connection: Connection, name: str) -> Session:
    """Find a session.

    Args:
        connection: an open connection.
        name: its id.

    Returns:
        The session.

    Raises:
        UnknownSessionError: there is none.
    """
    row = connection.execute(select(SESSIONS).where(SESSIONS.c.id == name)).mappings().first()
    if row is None:
        msg = "There is no such workshop; it may have been deleted."
        raise UnknownSessionError(msg)
    return _session(row)


def find_by_code(connection: Connection, code: str) -> Session | None:
    """Find a session by its join code.

    Args:
        connection: an open connection.
        code: the code.

    Returns:
        The session, or None.
    """
    row = connection.execute(select(SESSIONS).where(SESSIONS.c.join_code == code)).mappings().first()
    return None if row is None else _session(row)


def list_sessions(connection: Connection) -> list[Session]:
    """List all sessions, the newest first.

    Args:
        connection: an open connection.

    Returns:
        The sessions.
    """
    rows = connection.execute(select(SESSIONS).order_by(SESSIONS.c.made_at.desc())).mappings()
    return [_session(row) for row in rows]


def _session(row: Mapping[Any, Any]) -> Session:
    return Session(**{**row, "setup": _setup(row["setup"]), "phase": Phase(row["phase"])})


@lru_cache(maxsize=16)
def _setup(text: str) -> Setup:
    """Read a setup once: it holds the whole model, and never changes."""
    found = json.loads(text)
    return Setup(**{**found, "departments": tuple(found["departments"])})


def change_session(connection: Connection, session: Session, now: float, line: str, **values: Any) -> None:
    """Move a session on.

    Args:
        connection: an open connection.
        session: the session.
        now: the time.
        line: what to write into the audit.
        values: what changes, by column.
    """
    connection.execute(update(SESSIONS).where(SESSIONS.c.id == session.id).values(values))
    write_audit(connection, session.id, now, line)


def renew_code(connection: Connection, session: Session, now: float) -> None:
    """Draw a new join code, and open the door.

    Args:
        connection: an open connection.
        session: the session.
        now: the time.
    """
    code = {"join_code": _draw(connection), "code_until": now + CODE_HOLDS, "joining": True}
    change_session(connection, session, now, "New join code; the old one no longer works", **code)


def delete_session(connection: Connection, session: Session) -> None:
    """Delete a session with all its people, answers and audit lines.

    Args:
        connection: an open connection.
        session: the session.
    """
    connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session.id))


def write_audit(connection: Connection, session: str, now: float, line: str) -> None:
    """Write down that something was done; never what anybody answered.

    Args:
        connection: an open connection.
        session: the session's id.
        now: the time.
        line: what was done.
    """
    connection.execute(insert(AUDIT).values(session=session, at=now, line=line))


def read_audit(connection: Connection, session: Session) -> list[tuple[float, str]]:
    """Read what was done, in order.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        Times and lines.
    """
    query = select(AUDIT.c.at, AUDIT.c.line).where(AUDIT.c.session == session.id).order_by(AUDIT.c.id)
    return [(at, line) for at, line in connection.execute(query)]
