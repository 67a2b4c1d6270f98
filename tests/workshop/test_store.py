"""The store: its tables and migrations, backup and restore, and PostgreSQL in SQLite's place."""

from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from sociable_assessment.command_line import main
from sociable_assessment.workshop.store import StoreError, open_store
from sociable_assessment.workshop.tables import METADATA
from tests.workshop.play import item_of, play_to_reveal
from tests.workshop.postgres import serve_postgres
from tests.workshop.server import make_session, serve


def differences(engine) -> list[object]:
    """Compare the tables that the migrations made with those that the code expects."""
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)


def test_the_migrations_make_the_tables_that_the_code_expects(tmp_path):
    engine = open_store(str(tmp_path / "new.sqlite"))
    assert differences(engine) == []
    engine.dispose()


def test_a_difference_is_found(tmp_path):
    engine = open_store(str(tmp_path / "new.sqlite"))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit ADD COLUMN more TEXT"))
    assert len(differences(engine)) == 1
    engine.dispose()


def test_the_file_is_nobody_elses_and_acknowledged_answers_are_on_the_disk(tmp_path):
    path = tmp_path / "folder" / "new.sqlite"
    engine = open_store(str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with engine.connect() as connection:
        pragmas = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
    assert pragmas == ["wal", 2]
    engine.dispose()


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("mysql://ann:secret@localhost/x", "ostgresql"),
        ("postgresql+psycopg://ann:secret@127.0.0.1:1/x", "can't be opened"),
        ("nonsense://", "can't be opened"),
    ],
)
def test_a_store_that_cannot_be_had_is_told_without_its_password(place, told):
    with pytest.raises(StoreError, match=told) as caught:
        open_store(place)
    assert "secret" not in str(caught.value)


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "newer.sqlite"
    open_store(str(path)).dispose()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        open_store(str(path))


def test_a_file_that_is_no_store_is_refused(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, " * 1000)
    with pytest.raises(StoreError, match="can't be opened"):
        open_store(str(path))


# --- backup and restore, by the command ---


def test_a_backup_made_while_people_answer_is_restored_with_everything_in_it(tmp_path, capsys):
    store, copy = tmp_path / "store.sqlite", tmp_path / "copy.sqlite"
    with serve(store) as server:
        board = server.board()
        session, code = make_session(board)
        phone = server.phone()
        phone.join(code)
        phone.answer(session, 1, "experiment")
        assert main(["workshop", "backup", str(copy), "--store", str(store)]) == 0
        phone.answer(session, 2, "goal-led")
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert main(["workshop", "restore", str(copy), "--store", str(store)]) == 2
        assert "add --replace" in capsys.readouterr().err
        assert main(["workshop", "restore", str(copy), "--store", str(store), "--replace"]) == 0
        assert "1 answered" in phone.get(f"s/{session}/q/2").text
    fresh = tmp_path / "elsewhere" / "store.sqlite"
    assert main(["workshop", "restore", str(copy), "--store", str(fresh)]) == 0
    with serve(fresh) as server:
        assert "Aurora City Museum" in server.board().get("board").text


def test_deleting_a_session_leaves_no_word_of_it_in_the_file(tmp_path):
    store = tmp_path / "store.sqlite"
    with serve(store) as server:
        board = server.board()
        session, code = make_session(board)
        phone = server.phone()
        phone.join(code)
        phone.answer(session, 1, "experiment", evidence="xylophone-in-the-cellar")
        board.post(f"board/{session}/do/delete", {"sure": "yes"})
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        counts = [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in METADATA.tables]  # noqa: S608
    assert dict(zip(METADATA.tables, counts, strict=True)) | {"board_devices": 0} == dict.fromkeys(METADATA.tables, 0)
    assert b"xylophone" not in store.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a store", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_backup_is_refused_and_the_store_stays(tmp_path, content, capsys):
    bad, store = tmp_path / "bad.sqlite", tmp_path / "store.sqlite"
    bad.write_bytes(content)
    open_store(str(store)).dispose()
    assert main(["workshop", "restore", str(bad), "--store", str(store)]) == 2
    assert "not a backup" in capsys.readouterr().err
    open_store(str(store)).dispose()


def test_a_backup_of_nothing_or_to_nowhere_is_refused(tmp_path, capsys):
    assert main(["workshop", "backup", str(tmp_path / "x"), "--store", str(tmp_path / "none.sqlite")]) == 2
    open_store(str(tmp_path / "store.sqlite")).dispose()
    assert main(["workshop", "backup", str(tmp_path / "no" / "x"), "--store", str(tmp_path / "store.sqlite")]) == 2
    assert main(["workshop", "backup", str(tmp_path / "x"), "--store", "postgresql://db/x"]) == 2
    told = capsys.readouterr().err
    assert all(part in told for part in ("there is no store", "is missing", "pg_dump"))


# --- PostgreSQL ---


def test_postgresql_holds_a_whole_session_with_the_same_tables():
    with serve_postgres() as url:
        engine = open_store(url)
        assert differences(engine) == []
        engine.dispose()
        with serve(url) as server:
            board, session, phones = play_to_reveal(server, ("brand",) * 3)
            item = item_of(board, session)
            board.post(f"board/{session}/do/open-vote", {"item": item})
            for phone in phones:
                phone.post(f"s/{session}/vote", {"answer": "experiment"})
                phone.post(f"s/{session}/vote", {"answer": "goal-led"})
            board.post(f"board/{session}/do/show-vote", {"item": item})
            agreed = {"item": item, "seen": "0", "option": "goal-led", "reason": "", "dissent": "One"}
            board.post(f"board/{session}/do/agree", agreed)
            board.post(f"board/{session}/do/add-action", {"do": "Name a goal"})
        with serve(url) as server:
            board = server.board()
            entry = json.loads(board.get(f"board/{session}/files/result.json").text)["results"][0]
            assert "Second vote of 3 people" in board.get(f"board/{session}/item/1").text
            board.post(f"board/{session}/do/delete", {"sure": "yes"})
            assert "No session yet" in board.get("board").text
    assert (entry["raters"], entry["consensus"][item]["dissent"], entry["actions"][0]["do"]) == (
        3,
        "One",
        "Name a goal",
    )
