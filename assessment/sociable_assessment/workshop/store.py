"""Where a workshop is kept: SQLite in one file, or PostgreSQL by URL, brought to the newest tables when opened.

An answer is acknowledged only after its transaction has been written to the disk (WAL with `synchronous=FULL`).
"""

from __future__ import annotations

import os
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, Insert, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from sociable_assessment.errors import SociableError

WAIT = 5  # seconds that one writer waits for another
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={WAIT * 1000}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten
)


class StoreError(SociableError):
    """The store can't be opened, or refuses to write; the message says what to do."""


def open_store(place: str) -> Engine:
    """Open the store, make it where there is none, and bring its tables up to date.

    Args:
        place: a file, or a URL such as `postgresql+psycopg://user@host/name`.

    Returns:
        The store.

    Raises:
        StoreError: it can't be opened, or was written by a newer version of Sociable.
    """
    try:
        engine = _connect(place)
        with engine.begin() as connection:
            _migrate(connection)
    except CommandError as error:
        msg = f"{name_place(place)} was written by a newer version of Sociable; update this one ({error})"
        raise StoreError(msg) from None
    except ModuleNotFoundError as error:
        msg = f"{name_place(place)} needs the package {error.name}: pip install 'sociable[postgresql]'"
        raise StoreError(msg) from None
    except (ArgumentError, NoSuchModuleError, DBAPIError, OSError) as error:
        reason = getattr(error, "orig", None) or error
        msg = f"{name_place(place)} can't be opened: {str(reason).splitlines()[0]}"
        raise StoreError(msg) from None
    return engine


def is_file(place: str) -> bool:
    """Tell whether a store is a file of SQLite.

    Args:
        place: a file or a URL.

    Returns:
        Whether it is.

    >>> is_file("workshop.sqlite"), is_file("postgresql://localhost/sociable")
    (True, False)
    """
    return "://" not in place


def name_place(place: str) -> str:
    """Name a store without its password.

    Args:
        place: a file or a URL.

    Returns:
        Its name for a message.

    >>> name_place("postgresql://ann:secret@db/sociable")
    'postgresql://ann:***@db/sociable'
    """
    if is_file(place):
        return place
    try:
        return make_url(place).render_as_string(hide_password=True)
    except ArgumentError:
        return "the store's URL"


def _connect(place: str) -> Engine:
    if not is_file(place):
        engine = create_engine(place, pool_pre_ping=True, hide_parameters=True)
        if engine.dialect.name != "postgresql":
            msg = f"name a file, or a URL that begins with postgresql+psycopg://, not {engine.dialect.name}"
            raise ArgumentError(msg)
        return engine
    path = Path(place)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # answers are nobody else's business on this machine
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT}, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _migrate(connection: Connection) -> None:
    with as_file(files("sociable_assessment").joinpath("workshop", "migrations")) as folder:
        settings = Config()
        settings.set_main_option("script_location", str(folder).replace("%", "%%"))
        settings.set_main_option("path_separator", "os")
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def upsert(connection: Connection, table: Table, values: dict[str, Any]) -> Insert:
    """Write a row, or replace the one with the same key.

    Args:
        connection: an open connection.
        table: the table.
        values: by column.

    Returns:
        The statement.
    """
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in keys}
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).values(values).on_conflict_do_update(index_elements=keys, set_=rest)
    return sqlite.insert(table).values(values).on_conflict_do_update(index_elements=keys, set_=rest)
