"""Backup and restore of a store that is a file of SQLite, while it is in use or not."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from sociable_assessment.errors import InputError
from sociable_assessment.files import place_fault
from sociable_assessment.workshop.store import StoreError, is_file, open_store

_ELSEWHERE = "a store on a PostgreSQL server is backed up with pg_dump, and restored with pg_restore"


def back_up(store: str, target: Path) -> int:
    """Copy a store into a file, as it stands at one moment.

    Args:
        store: the store's file.
        target: where the copy shall stand; a file that stands there is replaced when the copy is complete.

    Returns:
        How many sessions it holds.

    Raises:
        StoreError: the store is no file, or there is none.
        InputError: the place can't be written to.
    """
    source = _find_file(store)
    if fault := place_fault(target):
        raise InputError(str(target), [fault])
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}")
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(beside)) as there:
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")
            count = _count_sessions(there)
        beside.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise InputError(str(target), [f"it can't be written: {error}"]) from None
    finally:
        beside.unlink(missing_ok=True)
    return count


def restore(backup: Path, store: str, *, replace: bool) -> int:
    """Put a backup in the place of a store.

    Args:
        backup: what `back_up` wrote.
        store: the store's file.
        replace: whether a store that has sessions may be replaced.

    Returns:
        How many sessions it holds.

    Raises:
        StoreError: the store is no file, or has sessions and may not be replaced.
        InputError: the backup is missing, damaged or none of ours.
    """
    if not is_file(store):
        raise StoreError(_ELSEWHERE)
    count = _inspect(backup)
    open_store(store).dispose()  # makes it where there is none
    with closing(sqlite3.connect(store)) as there:
        kept = _count_sessions(there)
        if kept and not replace:
            msg = f"{store} holds {kept} session{'' if kept == 1 else 's'}; back it up, then add --replace"
            raise StoreError(msg)
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as here:
            here.backup(there)
    open_store(store).dispose()  # brings an older one up to date
    return count


def _find_file(store: str) -> Path:
    if not is_file(store):
        raise StoreError(_ELSEWHERE)
    if not Path(store).is_file():
        msg = f"there is no store at {store}; name it with --store"
        raise StoreError(msg)
    return Path(store)


def _inspect(backup: Path) -> int:
    if not backup.is_file():
        raise InputError(str(backup), ["there is no such file"])
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as found:
            if found.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise InputError(str(backup), ["the file is damaged"])
            found.execute("SELECT version_num FROM alembic_version").fetchone()
            return _count_sessions(found)
    except sqlite3.Error:
        raise InputError(str(backup), ["this is not a backup of a workshop's store"]) from None


def _count_sessions(connection: sqlite3.Connection) -> int:
    count: int = connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
    return count
