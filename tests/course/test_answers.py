"""Saved answers: whole, merged, and never lost, whatever lies in the folder."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sociable_assessment.errors import InputError
from sociable_assessment.schema import load_schema
from sociable_course.answers import (
    MOST_BYTES,
    NAME,
    Answer,
    SavedAnswers,
    add_try,
    dump_answers,
    free_name,
    parse_answers,
)

LESSON = "99_fixture"
NOON = "2026-11-22T12:00:00Z"


def open_answers(folder: Path, lesson: str = LESSON) -> SavedAnswers:
    return SavedAnswers(folder, lesson, now=lambda: NOON)


def on_disk(folder: Path) -> dict:
    return json.loads((folder / NAME).read_text(encoding="utf-8"))["answers"]


def a_file(**changes) -> bytes:
    answer = {"kind": "check", "value": "a", "tries": ["a"], "kept_at": NOON}
    whole = {"format": "sociable-answers/1", "lesson": LESSON, "answers": {"q": answer}}
    return json.dumps(whole | changes).encode()


values = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e99, max_value=1e99),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))
    ),
)
answers = st.builds(
    Answer,
    st.sampled_from(["prediction", "check", "sort", "blueprint", "text", "number"]),
    values,
    st.lists(values, max_size=3).map(tuple),
    st.just(NOON),
    st.none() | st.lists(st.sampled_from(["x", "y"])).map(tuple),
)


@given(st.dictionaries(st.sampled_from("abc"), answers))
def test_what_is_written_is_read_again_and_keeps_to_the_schema(made):
    text = dump_answers(made, LESSON)
    assert parse_answers(text.encode(), LESSON) == made
    assert list(Draft202012Validator(load_schema("answers", "sociable_course")).iter_errors(json.loads(text))) == []


def test_each_try_is_kept_in_order_and_the_last_is_the_value(tmp_path):
    saved = open_answers(tmp_path)
    for option in ("b", "b", "a"):
        saved.keep("q", "check", option)
    assert on_disk(tmp_path)["q"] == {"kind": "check", "value": "a", "tries": ["b", "a"], "kept_at": NOON}
    assert open_answers(tmp_path).answers == saved.answers


def test_very_many_tries_keep_the_first_and_the_latest():
    tries = ()
    for number in range(20):
        tries = add_try(tries, number, 5)
    assert tries == (0, 16, 17, 18, 19)


def test_two_kernels_add_to_each_other(tmp_path):
    one, other = open_answers(tmp_path), open_answers(tmp_path)
    one.keep("a", "check", "x")
    other.keep("b", "check", "y")
    one.keep("c", "check", "z")
    other.keep("a", "check", "w")
    assert {name: each["tries"] for name, each in on_disk(tmp_path).items()} == {
        "a": ["x", "w"],
        "b": ["y"],
        "c": ["z"],
    }


def test_a_file_that_is_gone_comes_back_with_the_next_answer(tmp_path):
    saved = open_answers(tmp_path)
    saved.keep("a", "check", "x")
    (tmp_path / NAME).unlink()
    saved.keep("b", "check", "y")
    assert set(on_disk(tmp_path)) == {"a", "b"}


def test_ticks_stay_when_the_text_is_kept_again(tmp_path):
    saved = open_answers(tmp_path)
    saved.keep("t", "text", "one")
    assert saved.answers["t"].ticked is None
    saved.tick("t", [])
    assert on_disk(tmp_path)["t"]["ticked"] == []
    saved.keep("t", "text", "two")
    assert saved.answers["t"].ticked == ()


BAD = {
    "empty": b"",
    "cut": a_file()[:-20],
    "binary": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "spreadsheet": b"PK\x03\x04" + bytes(50),
    "UTF-16": a_file().decode().encode("utf-16"),
    "Latin-1": b'{"a": "\xe4"}',
    "huge": b" " * (MOST_BYTES + 1),
    "deep": b"[" * 100_000,
    "a list": b"[]",
    "a text": b'"answers"',
    "null": b"null",
    "other format": a_file(format="sociable-responses/1"),
    "other lesson": a_file(lesson="01_people_not_media"),
    "unknown key": a_file(more=1),
    "no answers": a_file(answers=None),
    "list of answers": a_file(answers=[]),
    "value is a list": a_file(answers={"q": {"kind": "check", "value": ["a"], "tries": [], "kept_at": NOON}}),
    "value is true": a_file(answers={"q": {"kind": "check", "value": True, "tries": [], "kept_at": NOON}}),
    "number in a sort": a_file(answers={"q": {"kind": "sort", "value": {"c": 1}, "tries": [], "kept_at": NOON}}),
    "no such kind": a_file(answers={"q": {"kind": "essay", "value": "a", "tries": [], "kept_at": NOON}}),
    "no time": a_file(answers={"q": {"kind": "check", "value": "a", "tries": [], "kept_at": "yesterday"}}),
    "NaN": a_file().replace(b'"a"', b"NaN"),
    "infinite": a_file().replace(b'"value": "a"', b'"value": 1e999'),
    "twice": b'{"format": 1, "format": 2}',
    "half a character": a_file().replace(b'"value": "a"', rb'"value": "\ud800"'),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_of_and_set_aside_with_the_first_answer(tmp_path, name):
    (tmp_path / NAME).write_bytes(BAD[name])
    saved = open_answers(tmp_path)
    assert saved.answers == {}
    assert saved.fault
    assert "Traceback" not in saved.fault
    assert (tmp_path / NAME).read_bytes() == BAD[name], "reading changes nothing"
    saved.keep("q", "check", "a")
    assert (tmp_path / saved.aside).read_bytes() == BAD[name]
    assert set(on_disk(tmp_path)) == {"q"}
    assert saved.fault == ""


def test_files_that_were_set_aside_are_never_overwritten(tmp_path):
    for number in range(3):
        (tmp_path / NAME).write_bytes(b"%d" % number)
        open_answers(tmp_path).keep("q", "check", "a")
    asides = {each.name: each.read_bytes() for each in tmp_path.glob("answers_set_aside*")}
    assert sorted(asides.values()) == [b"0", b"1", b"2"]
    assert len(asides) == 3


def test_a_file_that_turns_bad_while_it_is_open_loses_no_answer(tmp_path):
    saved = open_answers(tmp_path)
    saved.keep("a", "check", "x")
    (tmp_path / NAME).write_bytes(b"{")
    saved.keep("b", "check", "y")
    assert set(on_disk(tmp_path)) == {"a", "b"}
    assert (tmp_path / "answers_set_aside.json").read_bytes() == b"{"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_neither_followed_nor_written_through(tmp_path):
    target = tmp_path / "someone_elses.json"
    target.write_bytes(a_file())
    home = tmp_path / "home"
    home.mkdir()
    (home / NAME).symlink_to(target)
    saved = open_answers(home)
    assert "link" in saved.fault
    saved.keep("b", "check", "y")
    assert target.read_bytes() == a_file()
    assert (home / saved.aside).is_symlink()
    assert set(on_disk(home)) == {"b"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_or_a_folder_in_its_place_is_set_aside(tmp_path):
    for make in (lambda: os.mkfifo(tmp_path / NAME), (tmp_path / NAME).mkdir):
        make()
        saved = open_answers(tmp_path)
        assert saved.fault
        saved.keep("b", "check", "y")
        assert stat.S_ISREG((tmp_path / NAME).lstat().st_mode)
        (tmp_path / NAME).unlink()


def test_an_answer_that_cant_be_written_is_known_and_goes_with_the_next(tmp_path, monkeypatch):
    saved = open_answers(tmp_path)
    heard = []
    saved.on_change(lambda: heard.append(set(saved.answers)))
    (tmp_path / NAME).write_bytes(a_file())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(InputError, match="No space left"):
            saved.keep("q", "check", "mine")
    assert on_disk(tmp_path)["q"]["value"] == "a"
    assert [each.name for each in tmp_path.iterdir()] == [NAME], "nothing half written"
    assert saved.read()["q"].value == "mine"
    saved.keep("r", "check", "b")
    assert {name: each["value"] for name, each in on_disk(tmp_path).items()} == {"q": "mine", "r": "b"}
    assert heard == [{"q"}, {"q", "r"}]


def fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_free_name_is_not_that_of_a_broken_link(tmp_path):
    (tmp_path / "a.json").symlink_to(tmp_path / "nowhere")
    assert free_name(tmp_path / "a.json").name == "a_2.json"
