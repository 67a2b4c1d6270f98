"""A workshop session as frozen data: what was fixed before it began, which phase it is in, and who is in it.

    answering  ──reveal──→  revealed  ──close──→  closed
        └────────────────────close────────────────────┘

Before the reveal nobody sees a value. At the reveal the first votes are fixed: whoever comes later may watch and
discuss, but no view of before and after can be compared to find what one person said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sociable_assessment.errors import SociableError

LEAST_GROUP, MOST_GROUP = 2, 20  # people
MOST_PARTICIPANTS = 1000


class RefusedError(SociableError):
    """What somebody asked for can't be done now; the message says why, and what to do."""


class UnknownSessionError(RefusedError):
    """There is no such session, or nobody here may see it."""


class Phase(StrEnum):
    """Where a session stands."""

    ANSWERING = "answering"
    REVEALED = "revealed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Setup:
    """What is chosen before a session, shown to all who join, and never changed after.

    `named` tells whether names stand on the board and in the file of answers; `minimum_group` is the smallest
    number of people whose votes are shown apart. `model` is the model's TOML text.
    """

    organisation: str
    model: str
    form: str = "full"
    departments: tuple[str, ...] = ()
    named: bool = False
    minimum_group: int = 3
    sector: str = ""
    size: str = ""
    wave: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A session. Times are seconds since 1970, by the server's clock; `revealed_at` is None before the reveal."""

    id: str
    setup: Setup
    phase: Phase
    join_code: str
    code_until: float
    joining: bool
    made_at: float
    revealed_at: float | None = None

    @property
    def is_revealed(self) -> bool:
        """Whether votes have been shown."""
        return self.revealed_at is not None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who joined: `number` counts from 1 in a session, `late` is who came after the reveal."""

    id: int
    session: str
    number: int
    name: str
    department: str
    removed: bool = False
    late: bool = False

    @property
    def title(self) -> str:
        """What the participant is called on the board.

        >>> Participant(1, "s", 4, "", "brand").title
        'Person 4'
        """
        return self.name or f"Person {self.number}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answering has come, without a value: people who joined, and how many questions each answered."""

    questions: int
    answered: tuple[int, ...]

    @property
    def joined(self) -> int:
        """How many people have joined."""
        return len(self.answered)

    @property
    def finished(self) -> int:
        """How many have answered every question."""
        return sum(count >= self.questions for count in self.answered)

    @property
    def begun(self) -> int:
        """How many have answered at least one question."""
        return sum(count > 0 for count in self.answered)


def check_joining(session: Session, now: float, joined: int) -> None:
    """Refuse to let somebody in where nobody may join.

    Args:
        session: the session.
        now: the time.
        joined: how many have joined already.

    Raises:
        RefusedError: the session is closed, full, or takes nobody in.
    """
    if session.phase is Phase.CLOSED:
        msg = "This workshop is closed."
        raise RefusedError(msg)
    if not session.joining or now > session.code_until:
        msg = "Nobody can join at the moment. Ask the person who runs the workshop to open the door or show a new code."
        raise RefusedError(msg)
    if joined >= MOST_PARTICIPANTS:
        msg = f"This workshop is full: {MOST_PARTICIPANTS} people have joined."
        raise RefusedError(msg)


def check_answering(session: Session, participant: Participant) -> None:
    """Refuse a first vote that comes when first votes are fixed.

    Args:
        session: the session.
        participant: who answers.

    Raises:
        RefusedError: the answers have been shown, or the session is closed.
    """
    _check_inside(participant)
    if session.phase is Phase.REVEALED:
        msg = "The answers have been shown, so first votes can't change any more. Please look at the screen."
        raise RefusedError(msg)
    if session.phase is Phase.CLOSED:
        msg = "This workshop is closed. What you answered before is kept."
        raise RefusedError(msg)


def check_voting_again(session: Session, participant: Participant, *, is_open: bool) -> None:
    """Refuse a second vote that is not being held, or that would show who came late.

    Args:
        session: the session.
        participant: who votes.
        is_open: whether a second vote is being held.

    Raises:
        RefusedError: there is none, or this person may not take part.
    """
    _check_inside(participant)
    if session.phase is not Phase.REVEALED or not is_open:
        msg = "There is no second vote at the moment. Please look at the screen."
        raise RefusedError(msg)
    if participant.late:
        msg = (
            "You joined after the answers were shown. A vote of yours could be told from the others', so none is taken."
        )
        raise RefusedError(msg)


def _check_inside(participant: Participant) -> None:
    if participant.removed:
        msg = "You have been taken out of this workshop. If that is a mistake, ask the person who runs it."
        raise RefusedError(msg)


def check_reveal(session: Session, progress: Progress, *, sure: bool) -> None:
    """Refuse a reveal that is too early, or that would show too few people.

    Args:
        session: the session.
        progress: how far the answering has come.
        sure: the facilitator was asked and wants it although not everybody has finished.

    Raises:
        RefusedError: the session is closed, too few have answered, or somebody has not finished.
    """
    if session.phase is Phase.CLOSED:
        msg = "This session is closed. Open it again first."
        raise RefusedError(msg)
    least = session.setup.minimum_group
    if progress.begun < least:
        msg = (
            f"{progress.begun} of {progress.joined} have answered, and this session shows nothing of fewer than "
            f"{least} people. Wait for more answers, or close it: everything is kept."
        )
        raise RefusedError(msg)
    if progress.finished < progress.joined and not sure:
        open_still = progress.joined - progress.finished
        msg = (
            f"{open_still} of {progress.joined} have not finished. After the reveal, first votes can't change any more."
        )
        raise RefusedError(msg)


def check_panel_open(session: Session) -> None:
    """Refuse a change of who counts, or where, once votes are shown: the difference would be that person's votes.

    Args:
        session: the session.

    Raises:
        RefusedError: the votes have been shown.
    """
    if session.is_revealed:
        msg = "The answers have been shown. Moving or taking out a person now would show what that person answered."
        raise RefusedError(msg)
