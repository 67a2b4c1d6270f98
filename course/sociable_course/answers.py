"""Saved answers: one learner's `answers.json`, beside the notebook.

Never lost: each write reads the file again and adds to it, so that two open notebooks don't undo each other; a file
that can't be read is set aside under another name, never overwritten; a write is whole or not at all.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, quote
from sociable_assessment.files import inspect_bytes, replacing
from sociable_assessment.response_file import load_json
from sociable_assessment.schema import check, load_schema, name_place

FORMAT = "sociable-answers/1"
NAME = "answers.json"
MOST_BYTES = 5_000_000
MOST_TRIES = {"text": 10}  # of others 100; the first and the latest are kept


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one part, and how it came about.

    `tries` holds every value in order, `value` the last; `ticked` is None until a rubric has been gone through.
    """

    kind: str
    value: Any
    tries: tuple[Any, ...]
    kept_at: str
    ticked: tuple[str, ...] | None = None


Answers = Mapping[str, Answer]


def parse_answers(data: bytes, lesson: str, source: str = NAME) -> dict[str, Answer]:
    """Read answers from the bytes of a file.

    Args:
        data: the file's bytes.
        lesson: whose answers they must be.
        source: what the file is called in messages.

    Returns:
        The answers, by the part's id.

    Raises:
        InputError: they can't be taken; every fault is named.

    >>> parse_answers(b'{"format": "sociable-answers/1", "lesson": "00_start", "answers": {}}', "01_people")
    Traceback (most recent call last):
    sociable_assessment.errors.InputError: answers.json: 1 fault
      - these are the answers to lesson '00_start'; this is lesson '01_people'
    """
    if len(data) > MOST_BYTES:
        raise InputError(source, [f"it has {len(data):,} bytes; answers have at most {MOST_BYTES:,}"])
    if fault := inspect_bytes(data[:4096]):
        raise InputError(source, [fault])
    try:
        found = load_json(data.decode("utf-8-sig"), source)
    except UnicodeDecodeError:
        raise InputError(source, ["the text is not UTF-8"]) from None
    if faults := [f"{name_place(found, each.path)}: {each.message}" for each in check(found, _schema())]:
        raise InputError(source, faults)
    if found["lesson"] != lesson:
        msg = f"these are the answers to lesson {quote(found['lesson'])}; this is lesson '{lesson}'"
        raise InputError(source, [msg])
    return {name: _read(each) for name, each in found["answers"].items()}


def _schema() -> dict[str, Any]:
    return load_schema("answers", "sociable_course")


def _read(data: Mapping[str, Any]) -> Answer:
    ticked = tuple(data["ticked"]) if "ticked" in data else None
    return Answer(data["kind"], data["value"], tuple(data["tries"]), data["kept_at"], ticked)


def dump_answers(answers: Answers, lesson: str) -> str:
    """Write answers as JSON.

    Args:
        answers: by the part's id.
        lesson: whose answers they are.

    Returns:
        The text of an answers file.
    """
    data = {name: {k: v for k, v in asdict(each).items() if v is not None} for name, each in answers.items()}
    whole = {"format": FORMAT, "lesson": lesson, "answers": data}
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def add_try(tries: Sequence[Any], value: Any, most: int) -> tuple[Any, ...]:
    """Add a try; the same once more is none, and one that goes on from the last, such as a run, takes its place.

    Args:
        tries: those so far, in order.
        value: the new one.
        most: how many are kept; the first always is.

    Returns:
        The tries.

    >>> add_try(("b", "c"), "c", 9), add_try((1, 2, 3), 4, 3), add_try(([["a"]],), [["a"], ["b"]], 9)
    (('b', 'c'), (1, 3, 4), ([['a'], ['b']],))
    """
    goes_on = isinstance(value, list) and bool(tries) and value[:-1] == tries[-1]
    before = tuple(tries[:-1]) if goes_on else tuple(tries)
    found = before if before and before[-1] == value else (*before, value)
    return found if len(found) <= most else (found[0], *found[1 - most :])


def utc_now() -> str:
    """Tell the time, as it stands in the file."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class SavedAnswers:
    """The answers of one lesson in one folder.

    `answers` are those last read or kept; `fault` says why the file that is there can't be read, "" when it can;
    `aside` is the name under which an unreadable file was put away.

    Args:
        folder: where `answers.json` stands.
        lesson: the lesson's id.
        now: tells the time.
    """

    def __init__(self, folder: Path, lesson: str, now: Callable[[], str] = utc_now) -> None:
        self.path = folder / NAME
        self.lesson = lesson
        self.fault = ""
        self.aside = ""
        self.answers: dict[str, Answer] = {}
        self._now = now
        self._unwritten: set[str] = set()
        self._listeners: list[Callable[[], object]] = []
        self.read()

    def on_change(self, listener: Callable[[], object]) -> None:
        """Register what is called after the answers have changed."""
        self._listeners.append(listener)

    def read(self) -> Answers:
        """Read the file, and add what it holds to what is known; where it is gone or bad, nothing is forgotten.

        Returns:
            The answers, by the part's id.
        """
        self.fault = ""
        found: dict[str, Answer] = {}
        try:
            found = parse_answers(self._bytes(), self.lesson)
        except FileNotFoundError:
            pass
        except InputError as error:
            self.fault = "; ".join(error.faults[:3])
        newer = {name: self.answers[name] for name in self._unwritten}
        self.answers = {**self.answers, **found, **newer}
        return self.answers

    def _bytes(self) -> bytes:
        try:
            state = self.path.lstat()
            if not stat.S_ISREG(state.st_mode):
                raise InputError(NAME, [_STRANGE.get(stat.S_IFMT(state.st_mode), "it is not a file")])
            with self.path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise InputError(NAME, [f"it can't be read: {error.strerror}"]) from None

    def keep(self, name: str, kind: str, value: Any) -> Answer:
        """Keep an answer, in the file, at once.

        Args:
            name: the part's id.
            kind: the part's kind.
            value: the answer.

        Returns:
            The answer as it stands in the file.

        Raises:
            InputError: the file can't be written; the answer is known all the same, and goes with the next write.
        """
        before = self.read().get(name)
        tries = add_try(before.tries if before else (), value, MOST_TRIES.get(kind, 100))
        answer = Answer(kind, value, tries, self._now(), before.ticked if before else None)
        self.put({name: answer})
        return answer

    def tick(self, name: str, ticked: Sequence[str]) -> Answer:
        """Keep which criteria of a rubric a text meets.

        Args:
            name: the part's id; its text must have been kept.
            ticked: the criteria's ids.

        Returns:
            The answer as it stands in the file.

        Raises:
            InputError: the file can't be written.
        """
        answer = replace(self.read()[name], kept_at=self._now(), ticked=tuple(ticked))
        self.put({name: answer})
        return answer

    def put(self, answers: Answers) -> None:
        """Put answers into the file, in place of those to the same parts.

        Args:
            answers: by the part's id.

        Raises:
            InputError: the file can't be written.
        """
        self.answers = {**self.answers, **answers}
        self._unwritten |= answers.keys()
        try:
            if self.fault:
                self._set_aside()
            with replacing(self.path) as file:
                file.write(dump_answers(self.answers, self.lesson))
            self._unwritten.clear()
        finally:
            for listener in self._listeners:
                listener()

    def _set_aside(self) -> None:
        place = free_name(self.path.with_name("answers_set_aside.json"))
        try:
            os.rename(self.path, place)  # noqa: PTH104 - of a link, the link itself
        except OSError as error:
            raise InputError(NAME, [f"it can't be set aside: {error.strerror}"]) from None
        self.fault, self.aside = "", place.name


_STRANGE = {
    stat.S_IFLNK: "it is a link to another file; answers must stand in a file of their own",
    stat.S_IFDIR: "it is a folder",
}


def free_name(path: Path) -> Path:
    """Find a name that no file has.

    Args:
        path: the usual name.

    Returns:
        It, or it with a number.
    """
    found, number = path, 1
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return found
