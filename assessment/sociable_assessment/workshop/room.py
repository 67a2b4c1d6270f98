"""What a running server knows: its store, its models, its limits, who may open the board, and results worked out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, delete, insert, select

from sociable_assessment.response_file import digest
from sociable_assessment.workshop.limits import Limits
from sociable_assessment.workshop.outcome import Outcome, add_second, find_outcome, gather_responses, gather_shown
from sociable_assessment.workshop.secret_words import draw_token, hash_secret, is_same
from sociable_assessment.workshop.session import Session
from sociable_assessment.workshop.setting_up import model_of
from sociable_assessment.workshop.tables import BOARD_DEVICES

BOARD_HOLDS = 24 * 3600.0  # seconds
_MOST_OUTCOMES = 8


@dataclass
class Room:
    """A running workshop server.

    Args:
        engine: the store.
        models: the TOML of the models that a new session can ask, the usual one first.
        base: the path of the workshop, with a slash at its end.
        address: what phones open, such as "http://192.0.2.7:8877/"; "" to take it from the request.
        board_token: opens the board; "" where only another door does, as in Jupyter.
    """

    engine: Engine
    models: tuple[str, ...]
    base: str = "/"
    address: str = ""
    board_token: str = field(default_factory=draw_token)
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.time
    _outcomes: dict[str, Outcome] = field(default_factory=dict)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Open the store for one request; what is written is on the disk when the block ends.

        Yields:
            A connection.
        """
        with self.engine.begin() as connection:
            yield connection

    def admit(self, connection: Connection) -> str:
        """Let a browser open the board.

        Args:
            connection: an open connection.

        Returns:
            The token for its cookie.
        """
        token = draw_token()
        now = self.clock()
        connection.execute(delete(BOARD_DEVICES).where(BOARD_DEVICES.c.until < now))
        connection.execute(insert(BOARD_DEVICES).values(token_hash=hash_secret(token), until=now + BOARD_HOLDS))
        return token

    def is_admitted(self, connection: Connection, token: str) -> bool:
        """Tell whether a browser may open the board.

        Args:
            connection: an open connection.
            token: its cookie.

        Returns:
            Whether it may.
        """
        query = select(BOARD_DEVICES.c.until).where(BOARD_DEVICES.c.token_hash == hash_secret(token))
        until = connection.execute(query).scalar()
        return until is not None and until > self.clock()

    def is_board_token(self, token: str) -> bool:
        """Tell whether somebody holds the token that was printed at the start.

        Args:
            token: what was sent.

        Returns:
            Whether it is that one.
        """
        return bool(self.board_token) and is_same(token, self.board_token)

    async def work_out(self, session: Session) -> Outcome:
        """Work out the results of a session beside, so that nobody's answer waits for them.

        Args:
            session: the session.

        Returns:
            Its outcome.
        """
        with self.connect() as connection:
            responses, second = gather_responses(connection, session), gather_shown(connection, session)
        key = f"{session.id} {digest(responses)}"
        if key not in self._outcomes:
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(None, find_outcome, model_of(session.setup.model), responses)
            self._outcomes[key] = found
            while len(self._outcomes) > _MOST_OUTCOMES:
                del self._outcomes[next(iter(self._outcomes))]
        return add_second(self._outcomes[key], second, session.setup.minimum_group)
