"""What became of each submission, beside nbgrader's own rows: graded, held or not graded, and why.

The verdicts are a table of their own in the gradebook's database. A run writes a submission's verdict in the same
transaction as its grades, so that a verdict is there if and only if the grades are. nbgrader doesn't look at it.

A failure is never a zero: whoever shows or exports a score asks `Verdict.counts` first. What is held or not graded
waits for a person, whose decision stands beside what the run found and doesn't change it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from types import SimpleNamespace
from typing import Any

from sociable_course.grading_extra import load_tool

GRADED, HELD, NOT_GRADED = "graded", "held", "not graded"
SPLIT, GUARDED, PLAIN, BY_HAND = "split", "guarded", "plain", ""
STATES = (GRADED, HELD, NOT_GRADED)
RELEASE, ZERO, NO_SCORE = "release", "zero", "no-score"
LEVELS = (SPLIT, GUARDED, PLAIN, BY_HAND)
_TABLE = "sociable_verdicts"


@dataclass(frozen=True, slots=True)
class CellGrade:
    """What one graded cell got from the machine.

    `score` is None where no test gave one; `level` says how its test ran, BY_HAND where a person grades;
    `note` tells instructors why (a hidden test's message stands here, and in no notebook).
    """

    cell: str
    score: float | None
    maximum: float
    level: str = BY_HAND
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a submission that was held or not graded.

    `what` is RELEASE, the score that was found counts; ZERO, no points; or NO_SCORE, none is exported.
    """

    what: str
    reason: str
    by: str
    at: str

    def __str__(self) -> str:
        """Say it in words.

        >>> str(Decision(RELEASE, "they asked me first", "kim", "2026-11-22T10:00:00Z"))
        'released by kim on 2026-11-22: they asked me first'
        """
        words = {RELEASE: "released", ZERO: "given no points", NO_SCORE: "left without a score"}
        return f"{words[self.what]} by {self.by} on {self.at[:10]}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one submission.

    `reasons` say why it is held or not graded; `remarks` what was mended or is worth knowing in any case.
    `isolated` is False where the learner's code ran with `--no-isolation`. `digest` stands for everything that was
    graded: the same digest needs no second run. `decision` is a person's, None while there is none.
    """

    assignment: str
    student: str
    state: str
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    grades: tuple[CellGrade, ...] = ()
    isolated: bool = True
    graded_at: str = ""
    digest: str = field(default="", compare=False)
    decision: Decision | None = None

    @property
    def stands(self) -> str:
        """The state after the decision, if there is one."""
        if self.decision is None:
            return self.state
        return NOT_GRADED if self.decision.what == NO_SCORE else GRADED

    @property
    def counts(self) -> bool:
        """Tell whether the score may be shown and exported as it stands."""
        return self.stands == GRADED

    @property
    def waits(self) -> bool:
        """Tell whether it is held, and nobody has decided yet."""
        return self.stands == HELD

    def inherit(self, earlier: Verdict | None) -> Verdict:
        """Keep what a person decided, if the submission and the reasons are those that they decided on.

        Args:
            earlier: the verdict in whose place this one comes.

        Returns:
            The verdict, with the decision or without.
        """
        if earlier is None or earlier.decision is None:
            return self
        known = [(each.digest, each.state, each.reasons) for each in (self, earlier)]
        return replace(self, decision=earlier.decision) if known[0] == known[1] else self

    @property
    def level(self) -> str:
        """The weakest level at which a test of it ran; BY_HAND where none ran."""
        ran = [LEVELS.index(grade.level) for grade in self.grades if grade.level != BY_HAND]
        return LEVELS[max(ran)] if ran else BY_HAND

    def __str__(self) -> str:
        """Say it in a line.

        >>> str(Verdict("01", "ann", HELD, ("two cells are called 'a'",)))
        "held: two cells are called 'a'"
        """
        said = f"{self.state}: {'; '.join(self.reasons)}" if self.reasons else self.state
        return f"{said}; {self.decision}" if self.decision else said


def to_json(verdict: Verdict) -> str:
    """Write a verdict as JSON."""
    return json.dumps(asdict(verdict), ensure_ascii=False)


def from_json(text: str) -> Verdict:
    """Read a verdict that `to_json` wrote.

    >>> kept = Verdict("01", "ann", GRADED, grades=(CellGrade("a", 2.0, 4.0, SPLIT, "took the top five"),))
    >>> from_json(to_json(kept)) == kept
    True
    """
    data: Mapping[str, Any] = json.loads(text)
    grades = tuple(CellGrade(**grade) for grade in data["grades"])
    lists = {name: tuple(data[name]) for name in ("reasons", "remarks")}
    decided = data.get("decision")
    return Verdict(**{**data, **lists, "grades": grades, "decision": Decision(**decided) if decided else None})


def read_verdicts(db_url: str, assignment: str | None = None) -> list[Verdict]:
    """Read the verdicts of a gradebook.

    Args:
        db_url: the gradebook's, as SQLAlchemy writes it, such as `sqlite:///gradebook.db`.
        assignment: of one assignment only; None for all.

    Returns:
        The verdicts, by assignment and student; none where no run was made yet.
    """
    sqlalchemy = load_tool("sqlalchemy")
    engine = sqlalchemy.create_engine(db_url)
    try:
        with engine.connect() as connection:
            return list_verdicts(connection, assignment)
    finally:
        engine.dispose()


def list_verdicts(connection: Any, assignment: str | None = None) -> list[Verdict]:
    """Read the verdicts over a connection that is open.

    Args:
        connection: SQLAlchemy's.
        assignment: of one assignment only; None for all.

    Returns:
        The verdicts, by assignment and student.
    """
    sqlalchemy = load_tool("sqlalchemy")
    if not sqlalchemy.inspect(connection).has_table(_TABLE):
        return []
    table = _table()
    chosen = table.select().order_by(table.c.assignment, table.c.student)
    if assignment is not None:
        chosen = chosen.where(table.c.assignment == assignment)
    return [from_json(row.verdict) for row in connection.execute(chosen)]


def find_verdict(connection: Any, assignment: str, student: str) -> Verdict | None:
    """Read one verdict over a connection that is open; the table must exist.

    Args:
        connection: SQLAlchemy's.
        assignment: its name.
        student: whose.

    Returns:
        The verdict, or None.
    """
    row = connection.execute(_statements().find, {"of": assignment, "who": student}).one_or_none()
    return None if row is None else from_json(row.verdict)


def make_table(connection: Any) -> None:
    """Make the table where there is none yet.

    Args:
        connection: SQLAlchemy's.
    """
    _table().create(connection, checkfirst=True)


def put_verdict(connection: Any, verdict: Verdict) -> None:
    """Put a verdict in place of the one before, in the transaction that is open.

    Args:
        connection: SQLAlchemy's; the table must exist.
        verdict: what became of the submission.
    """
    made = _statements()
    connection.execute(made.delete, {"of": verdict.assignment, "who": verdict.student})
    row = {"assignment": verdict.assignment, "student": verdict.student, "verdict": to_json(verdict)}
    connection.execute(made.insert, row)


@cache
def _table() -> Any:
    sqlalchemy = load_tool("sqlalchemy")
    key = [sqlalchemy.Column(name, sqlalchemy.String(128), primary_key=True) for name in ("assignment", "student")]
    return sqlalchemy.Table(
        _TABLE, sqlalchemy.MetaData(), *key, sqlalchemy.Column("verdict", sqlalchemy.Text, nullable=False)
    )


@cache
def _statements() -> SimpleNamespace:
    """Make once what is run for each submission: SQLAlchemy is slow at it."""
    table, bound = _table(), load_tool("sqlalchemy").bindparam
    same = (table.c.assignment == bound("of")) & (table.c.student == bound("who"))
    return SimpleNamespace(find=table.select().where(same), delete=table.delete().where(same), insert=table.insert())
