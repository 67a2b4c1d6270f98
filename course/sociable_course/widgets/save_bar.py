"""The bar that says how many answers are kept, and takes one's work home and back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.hosting import is_public
from sociable_assessment.widgets.view import Group
from sociable_course.answer_values import fits
from sociable_course.answers import NAME, Answers, SavedAnswers, dump_answers, free_name, parse_answers
from sociable_course.quiz import Quiz
from sociable_course.widgets import CLASSES
from sociable_course.widgets.outcome import Said, guarded
from sociable_course.widgets.question import Bar
from sociable_course.work_file import find_notebook, is_notebook, pack, unpack

FORGETFUL = (
    "This server forgets everything ten minutes after you stop working, and when you close the page. "
    "Download your work before you leave; next time, bring it back."
)
UNREADABLE = f"{NAME} can't be read. It stays as it is; with your next answer it is put aside under another name."


def say_count(quiz: Quiz, answers: Answers) -> str:
    """Say how many parts of a quiz are answered.

    Args:
        quiz: the quiz.
        answers: by the part's id; those that fit no part don't count.

    Returns:
        A sentence.
    """
    kept = sum(name in answers and fits(part, answers[name].value) for name, part in quiz.parts.items())
    return f"{kept} of {len(quiz.parts)} answers kept in {NAME}" if kept else f"0 of {len(quiz.parts)} answers kept yet"


class SaveBar(Group):
    """How much is kept, *Download my work* and *Bring it back*.

    Args:
        quiz: the lesson's quiz.
        saved: where answers are kept.
        environment: the environment variables; None for the process's own.
    """

    def __init__(self, quiz: Quiz, saved: SavedAnswers, environment: Mapping[str, str] | None = None) -> None:
        self._quiz, self._saved = quiz, saved
        self._environment = os.environ if environment is None else environment
        self.bar = Bar(warning=FORGETFUL if is_public(self._environment) else "")
        self.said = Said()
        super().__init__([self.bar, self.said], CLASSES)
        self.bar.on_msg(self._on_message)
        saved.on_change(self._count)
        self._count()
        if saved.fault:
            self.said.warn(UNREADABLE, InputError(NAME, [saved.fault]))

    @property
    def message(self) -> str:
        """What was said last, as one line."""
        return self.said.text

    @property
    def state(self) -> str:
        """How many answers are kept."""
        return self.bar.count

    def _count(self) -> None:
        self.bar.count = say_count(self._quiz, self._saved.answers)

    def _on_message(self, _: object, content: object, buffers: object) -> None:
        if not isinstance(content, dict):
            return
        if content.get("act") == "download":
            guarded(self.said, "Your work could not be packed.", lambda: self._give(str(content.get("view", ""))))
        elif content.get("act") == "bring_back":
            data = bytes(buffers[0]) if isinstance(buffers, (list, tuple)) and buffers else None
            self.bring_back(str(content.get("name", "")), data)

    def _give(self, view: str) -> None:
        name, data = self.download()
        self.bar.send({"download": name, "view": view}, [data])

    def download(self) -> tuple[str, bytes]:
        """Pack the work.

        Returns:
            The file's name and its bytes.
        """
        self._saved.read()
        notebook = find_notebook(self._saved.path.parent, self._quiz.lesson, self._environment)
        data = pack(dump_answers(self._saved.answers, self._quiz.lesson), notebook)
        name = f"{self._quiz.lesson}_{datetime.now(UTC):%Y-%m-%d}.zip"
        kept = f"{len(self._saved.answers)} answers"
        rest = f" and {notebook.name} as you last saved it" if notebook else "; no notebook was found beside them"
        self.said.say(f"{name} is in your browser's downloads: {kept}{rest}.")
        return name, data

    def bring_back(self, name: str, data: bytes | None) -> None:
        """Take answers, and a notebook, from a file.

        Args:
            name: what the file is called.
            data: its bytes; None when the page found it too large to send.
        """
        lead = "Nothing was brought back; your answers are as they were."
        guarded(self.said, lead, lambda: self._bring_back(name or "the file", data))

    def _bring_back(self, name: str, data: bytes | None) -> None:
        if data is None:
            raise InputError(name, [f"it is larger than 8 MB; unzip it and choose the {NAME} in it"])
        work = unpack(data, name)
        found = parse_answers(work.answers, self._quiz.lesson, name)
        before = self._set_beside()
        self._saved.put(found)
        more = [before] if before else []
        self.said.say(f"Brought back {_count_answers(len(found))}.", [*more, *self._put_notebook(work)])

    def _set_beside(self) -> str:
        """Keep a copy of the present answers, so that bringing back undoes nothing."""
        if not self._saved.read():
            return ""
        place = free_name(self._saved.path.with_name(f"answers_before_{datetime.now(UTC):%Y-%m-%d_%H%M%S}.json"))
        place.write_text(dump_answers(self._saved.answers, self._quiz.lesson), encoding="utf-8")
        return f"What was here before is in {place.name}."

    def _put_notebook(self, work: Any) -> list[str]:
        if not work.notebook:
            return []
        if not is_notebook(work.notebook_bytes):
            return [f"{work.notebook} in the file is no notebook; it was left out."]
        stem = work.notebook.removesuffix(".ipynb").removesuffix("_brought_back")
        if _is_same(self._saved.path.with_name(f"{stem}.ipynb"), work.notebook_bytes):
            return []
        place = free_name(self._saved.path.with_name(f"{stem}_brought_back.ipynb"))
        place.write_bytes(work.notebook_bytes)
        return [f"Go on in this notebook. Code that you wrote in the other one is in {place.name}, beside it."]


def _is_same(notebook: Path, brought: bytes) -> bool:
    return notebook.is_file() and notebook.read_bytes() == brought


def _count_answers(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"
