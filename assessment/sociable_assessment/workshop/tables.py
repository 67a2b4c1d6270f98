"""The tables of the workshop's store: one schema for SQLite and PostgreSQL. A change needs a migration beside it.

Times are seconds since 1970. Nothing here holds a token or a return code, only their hashes.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()


def _session_key(*, primary_key: bool = False) -> Column[str]:
    link = ForeignKey("sessions.id", ondelete="CASCADE")
    return Column("session", String(32), link, nullable=False, primary_key=primary_key)


SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("setup", Text, nullable=False),  # JSON, as it was chosen; it never changes
    Column("phase", String(12), nullable=False),
    Column("join_code", String(12), nullable=False, unique=True),
    Column("code_until", Float, nullable=False),
    Column("joining", Boolean, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("revealed_at", Float),
)
PARTICIPANTS = Table(
    "participants",
    METADATA,
    Column("id", Integer, primary_key=True),
    _session_key(),
    Column("number", Integer, nullable=False),
    Column("name", String(80), nullable=False),
    Column("department", String(80), nullable=False),
    Column("return_hash", String(64), nullable=False, unique=True),
    Column("removed", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    UniqueConstraint("session", "number"),
)
DEVICES = Table(
    "devices",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("participant", Integer, ForeignKey("participants.id", ondelete="CASCADE"), nullable=False, index=True),
)
ANSWERS = Table(
    "answers",
    METADATA,
    Column("participant", Integer, ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True),
    Column("item", String(120), primary_key=True),
    Column("round", Integer, primary_key=True),  # 1 the first vote, 2 the second
    Column("option", String(120)),
    Column("dont_know", Boolean, nullable=False),
    Column("not_applicable", Text),
    Column("evidence", Text, nullable=False),
)
TOPICS = Table(
    "topics",
    METADATA,
    _session_key(primary_key=True),
    Column("item", String(120), primary_key=True),
    Column("begun_at", Float),  # when its discussion began
    Column("vote", String(8), nullable=False),  # the second vote: none, open, shown
)
CONSENSUS = Table(
    "consensus",
    METADATA,
    _session_key(primary_key=True),
    Column("item", String(120), primary_key=True),
    Column("option", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("dissent", Text, nullable=False),
    Column("revision", Integer, nullable=False),
)
ACTIONS = Table(
    "actions",
    METADATA,
    Column("id", Integer, primary_key=True),
    _session_key(),
    Column("do", Text, nullable=False),
    Column("owner", String(80), nullable=False),
    Column("due", String(10), nullable=False),
    Column("earlier", Boolean, nullable=False),  # agreed last time, and asked after now
    Column("outcome", String(12), nullable=False),  # of an earlier one: "", done, going-on, dropped
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    _session_key(),
    Column("at", Float, nullable=False),
    Column("line", Text, nullable=False),
)
BOARD_DEVICES = Table(
    "board_devices",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("until", Float, nullable=False),
)
