"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _session_key(*, primary_key: bool = False) -> sa.Column[str]:
    link = sa.ForeignKey("sessions.id", ondelete="CASCADE")
    return sa.Column("session", sa.String(32), link, nullable=False, primary_key=primary_key)


def upgrade() -> None:
    """Make the tables."""
    _make_sessions()
    _make_people()
    _make_outcome()
    op.create_table(
        "board_devices",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("until", sa.Float, nullable=False),
    )


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("setup", sa.Text, nullable=False),
        sa.Column("phase", sa.String(12), nullable=False),
        sa.Column("join_code", sa.String(12), nullable=False, unique=True),
        sa.Column("code_until", sa.Float, nullable=False),
        sa.Column("joining", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.Float, nullable=False),
        sa.Column("revealed_at", sa.Float),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        _session_key(),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("line", sa.Text, nullable=False),
    )


def _make_people() -> None:
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer, primary_key=True),
        _session_key(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("department", sa.String(80), nullable=False),
        sa.Column("return_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("removed", sa.Boolean, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.UniqueConstraint("session", "number"),
    )
    person = sa.ForeignKey("participants.id", ondelete="CASCADE")
    op.create_table(
        "devices",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("participant", sa.Integer, person, nullable=False, index=True),
    )
    op.create_table(
        "answers",
        sa.Column("participant", sa.Integer, sa.ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("item", sa.String(120), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("option", sa.String(120)),
        sa.Column("dont_know", sa.Boolean, nullable=False),
        sa.Column("not_applicable", sa.Text),
        sa.Column("evidence", sa.Text, nullable=False),
    )


def _make_outcome() -> None:
    op.create_table(
        "topics",
        _session_key(primary_key=True),
        sa.Column("item", sa.String(120), primary_key=True),
        sa.Column("begun_at", sa.Float),
        sa.Column("vote", sa.String(8), nullable=False),
    )
    op.create_table(
        "consensus",
        _session_key(primary_key=True),
        sa.Column("item", sa.String(120), primary_key=True),
        sa.Column("option", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("dissent", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer, primary_key=True),
        _session_key(),
        sa.Column("do", sa.Text, nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("earlier", sa.Boolean, nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
    )
