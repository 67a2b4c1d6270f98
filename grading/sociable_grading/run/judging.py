"""What a test's result is worth, at each of the three levels; decided here, on the trusted side.

split: the test runs in a process without any of the learner's code. guarded: in the learner's process, with the
builtins that were there before. plain: in the learner's kernel, as nbgrader does it.
"""

from __future__ import annotations

import base64
import math
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sociable_grading.run.children import Child, LostError, TamperError
from sociable_grading.run.limits import Limits
from sociable_grading.run.plan import Plan, PlannedCell
from sociable_grading.run.testers import Testers
from sociable_grading.verdicts import GUARDED, SPLIT

_PATIENCE = 3  # a test that calls functions has the time of so many cells


class LearnerLostError(LostError):
    """It was the learner's process that was lost, over a call from a test."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test gave. `score` is None where nobody can say; `note` is for instructors only."""

    score: float | None
    level: str
    note: str = ""
    passed: bool = False
    partial: bool = False
    error: str = "AssertionError"
    broken: bool = False


class Judge:
    """Runs the tests of one submission.

    Args:
        plan: what is graded.
        limits: how long a test may take.
        testers: the processes for tests.
        ask: asks the learner's process.
    """

    def __init__(
        self,
        plan: Plan,
        limits: Limits,
        testers: Testers,
        ask: Callable[..., Awaitable[dict[str, Any]]],
    ) -> None:
        self._plan, self._limits, self._testers, self._ask = plan, limits, testers, ask
        self._tester: Child | None = None
        self.answers: bytes | None = None

    async def close(self) -> None:
        """End the tests."""
        if self._tester is not None:
            await self._testers.end(self._tester)
            self._tester = None

    async def judge(self, name: str, values: Mapping[str, Any]) -> Outcome:
        """Judge a test.

        Args:
            name: its cell.
            values: the learner's names, packed in the learner's process.

        Returns:
            The outcome.

        Raises:
            LostError: the learner's process died over it.
            TamperError: the learner's process sent what it can't.
        """
        cell = self._plan.cells[name]
        if cell.level == SPLIT:
            return await self._split(cell, values)
        if cell.level == GUARDED:
            answer = await self._ask({"do": "guarded", "test": cell.source}, self._limits.seconds)
            if answer["timed_out"]:
                return Outcome(0.0, cell.level, "the test did not come to an end", error="TimeoutError")
            return weigh(_checked(answer.get("outcome")), cell)
        request = {"do": "plain", "test": cell.source, "id": secrets.token_hex(8), "cell": ""}
        results: list[str] = []
        answer = await self._ask(request, self._limits.seconds, lambda frame: _take_result(frame, results))
        passed = answer.get("status") == "ok" and not answer["timed_out"]
        told = {"ename": str(answer.get("ename"))[:200], "evalue": str(answer.get("evalue") or "")[:2000]}
        return weigh({"ok": passed, "value": _number(results), **told}, cell)

    async def _split(self, cell: PlannedCell, values: Mapping[str, Any]) -> Outcome:
        foreign = [(name, given) for name, given in values.items() if isinstance(given, dict) and "foreign" in given]
        if foreign:
            kind = str(foreign[0][1]["foreign"])[:100]
            note = f"'{foreign[0][0]}' is {kind}: a kind of value that can't be taken out of the learner's process"
            return Outcome(None, cell.level, note, error="TypeError")
        given = {name: each for name, each in values.items() if name in cell.needs.learners and _is_given(each)}
        request = {"test": cell.source, "made_by": cell.needs.made_by, "values": given}
        try:
            outcome = await self._ask_tester(request)
        except LearnerLostError:
            await self.close()
            raise
        except LostError as error:
            await self.close()
            return Outcome(0.0, cell.level, f"the test did not come to an end: {error}", error="TimeoutError")
        if outcome.get("foreign"):
            return Outcome(None, cell.level, "a value was not what it claimed to be", error="TypeError")
        return weigh(outcome, cell)

    async def _ask_tester(self, request: Mapping[str, Any]) -> dict[str, Any]:
        if self._tester is None:
            files = dict(self._plan.files)
            if self.answers is not None:
                files["answers.json"] = self.answers
            packed = {name: base64.b64encode(data).decode() for name, data in files.items()}
            self._tester = await self._testers.begin(packed)
        tester = self._tester
        answer = await tester.ask(request, lambda frame: self._pass_on(tester, frame), self._limits.seconds * _PATIENCE)
        return _checked(answer.get("outcome"))

    async def _pass_on(self, tester: Child, frame: Mapping[str, Any]) -> None:
        """Have a learner's function called for a test."""
        request = {"do": "call", "name": frame["name"], "arguments": frame["arguments"]}
        try:
            answer = await self._ask(request, self._limits.seconds)
        except LostError as error:
            raise LearnerLostError(str(error), timed_out=error.timed_out) from None
        raised = answer.get("error")
        if isinstance(raised, list) and [type(each) for each in raised] == [str, str]:
            tester.tell({"error": raised})
        else:
            tester.tell({"value": answer.get("value")})


def _is_given(each: object) -> bool:
    return isinstance(each, dict) and ("value" in each or "function" in each)


def _take_result(frame: Mapping[str, Any], results: list[str]) -> None:
    """Keep the text of what a cell gave as its result; anything else that it shows may tell of the test."""
    message = frame.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    data = content.get("data") if isinstance(content, dict) else None
    if isinstance(message, dict) and message.get("msg_type") == "execute_result" and isinstance(data, dict):
        results.append(str(data.get("text/plain"))[:50])


def _number(results: list[str]) -> float | None:
    try:
        return float(results[0]) if results else None
    except ValueError:
        return None


def _checked(outcome: object) -> dict[str, Any]:
    """Check that an outcome looks like one; a guarded one comes from the learner's process."""
    if not isinstance(outcome, dict) or not isinstance(outcome.get("ok"), bool):
        msg = "it sent a result that is none"
        raise TamperError(msg)
    value = outcome.get("value")
    if not (value is None or (isinstance(value, int | float) and not isinstance(value, bool))):
        msg = "it sent a score that is no number"
        raise TamperError(msg)
    return outcome


def weigh(outcome: Mapping[str, Any], cell: PlannedCell) -> Outcome:
    """Say how many points an outcome is worth, by nbgrader's rules.

    Args:
        outcome: of a test.
        cell: the test's.

    Returns:
        All points, none, or those that the test's last line gave; None where that can't be points.
    """
    told = "; ".join(filter(None, [str(outcome.get("printed") or "").strip(), str(outcome.get("evalue") or "")]))
    if not outcome["ok"]:
        name = str(outcome.get("ename"))[:200]
        note = told if name == "AssertionError" and told else f"{name}: {told}"
        return Outcome(0.0, cell.level, note[:2000], error=name, broken=bool(outcome.get("broken")))
    value = outcome.get("value")
    if value is None:
        return Outcome(cell.points, cell.level, told[:2000], passed=True)
    if not math.isfinite(value) or not 0 <= value <= cell.points:
        return Outcome(None, cell.level, f"the test gave {value:g} of {cell.points:g} points")
    return Outcome(float(value), cell.level, told[:2000], passed=True, partial=True)
