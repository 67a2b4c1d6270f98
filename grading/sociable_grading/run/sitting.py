"""One submission, from what was handed in to what each cell is worth.

Cells are run one at a time in the learner's process, which never has a later cell. A cell that kills the process or
runs too long is lost, and nothing else: a new process runs the earlier cells again and goes on.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import secrets
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sociable_grading.run.children import Child, LostError, TamperError
from sociable_grading.run.judging import Judge, Outcome
from sociable_grading.run.limits import Limits
from sociable_grading.run.outputs import Recorder
from sociable_grading.run.plan import Plan
from sociable_grading.run.sanitising import Sanitised
from sociable_grading.run.steps import Step, choose_next, list_steps
from sociable_grading.run.zygote_handle import ZygoteHandle

TIMED_OUT = "CellTimeoutError"
_ASK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Handed:
    """What a sitting works on: the sanitised notebook, and the learner's files beside it."""

    sanitised: Sanitised
    files: Mapping[str, bytes]
    answers: bytes | None


class Sitting:
    """Runs one submission.

    Args:
        zygote: where children come from.
        plan: what is graded.
        handed: what was handed in.
        limits: what it may use.
        quiet: the code of the instructor's cells that need nobody between them and the next.
    """

    def __init__(
        self, zygote: ZygoteHandle, plan: Plan, handed: Handed, limits: Limits, quiet: Collection[str] = ()
    ) -> None:
        self._zygote, self._plan, self._handed, self._limits = zygote, plan, handed, limits
        self._notebook = handed.sanitised.notebook
        self._recorder = Recorder(self._notebook, self._tell)
        self._judge = Judge(plan, limits, zygote.testers, self._ask)
        self._judge.answers = handed.answers
        self._child: Child | None = None
        self._done: list[Step] = []
        self._quiet = quiet
        self._later: list[Mapping[str, Any]] = []
        self._restarts = 0
        self._started = time.monotonic()
        self.remarks: list[str] = []
        self.suspicions: list[str] = []
        self.outcomes: dict[str, Outcome] = {}
        self.quiet: set[str] = set()  # as in the arguments, of what ran here
        self.modules: list[str] = []  # what the learner's process had imported in the end

    async def run(self, *, list_modules: bool = False) -> None:
        """Run all cells and judge all tests; `outcomes`, `remarks` and `suspicions` tell what came of it.

        Args:
            list_modules: tell in `modules` what was imported; for the instructor's own notebook.
        """
        steps = deque(list_steps(self._notebook, self._plan))
        while steps:
            if self._spent():
                await self._skip(steps.popleft())
            else:
                await self._run(steps)
        self._recorder.finish()
        if list_modules:
            self.modules = (await self._ask({"do": "modules"}))["modules"]

    async def close(self) -> None:
        """End all processes."""
        ends = [self._judge.close(), *([self._child.stop()] if self._child is not None else [])]
        await asyncio.gather(*ends)  # the kernel takes ten milliseconds for each

    def _tell(self, content: Mapping[str, Any]) -> None:
        """Keep what a widget's picture tells its model, until the kernel has time for it."""
        self._later.append(content)

    async def _ask(
        self,
        request: Mapping[str, Any],
        seconds: float = _ASK_SECONDS,
        hear: Callable[[Mapping[str, Any]], Any] | None = None,
    ) -> dict[str, Any]:
        child = await self._open_child()
        return await child.ask(request, hear, seconds)

    async def _open_child(self) -> Child:
        """Give the learner's process; a new one has run the earlier cells again."""
        if self._child is not None and self._child.spoiled:
            await self._child.stop()
            self._child, self._restarts = None, self._restarts + 1
        if self._child is None:
            self._child = await self._zygote.worker()
            files = {**self._handed.files, **self._plan.files}
            packed = {name: base64.b64encode(data).decode() for name, data in files.items()}
            await self._child.ask({"do": "files", "files": packed}, seconds=_ASK_SECONDS)
            for step in list(self._done):
                await self._answer(self._child, step)
                self._child.take_written()
        return self._child

    def _spent(self) -> bool:
        return time.monotonic() - self._started > self._limits.total or self._restarts > self._limits.restarts

    async def _answer(self, child: Child, step: Step, hear: Callable[[Any], None] | None = None) -> dict[str, Any]:
        """Have one cell run."""
        child.tell({"do": "run", "cells": [step.request()]})
        return await child.answer(step.token, hear, self._limits.seconds)

    async def _skip(self, step: Step) -> None:
        told = "this notebook had used up its time; the cell was not run"
        self._recorder.add_error(step.cell, "NotRun", told)
        if step.test:
            await self._test(step, None)

    async def _run(self, steps: deque[Step]) -> None:
        """Run the next cell, and those after it that need not be waited for; what was not run is left."""
        chosen: list[Step] = []
        reply: dict[str, Any] | None = None
        try:
            child = await self._open_child()
            while self._later:
                await child.ask({"do": "hear", "content": self._later.pop(0), "id": secrets.token_hex(8)})
            chosen = choose_next(steps, () if self._recorder.hears_widgets else self._quiet)
            child.tell({"do": "run", "cells": [step.request() for step in chosen]})
            for last in chosen:
                reply = await self._follow(child, last, alone=len(chosen) == 1)
                steps.popleft()
        except (LostError, TamperError) as error:
            if len(chosen) > 1:
                await self._go_singly(steps[0], error)
                return
            reply, last = None, steps.popleft()
            await self._lose(last, error)
        if last.test:
            await self._test(last, reply)

    async def _follow(self, child: Child, step: Step, *, alone: bool) -> dict[str, Any]:
        """Write down what comes of a cell that the kernel was asked to run, alone or with others after it."""
        self._recorder.begin_cell()
        reply = await child.answer(step.token, partial(self._hear, step), self._limits.seconds)
        written = child.take_written()
        self._recorder.write_raw(step.cell, written)
        if not reply["timed_out"]:
            self._recorder.finish_cell(step.cell, reply)
            self._done.append(step)
        elif alone:
            self._recorder.finish_cell(step.cell, {})
            self._recorder.add_error(step.cell, TIMED_OUT, f"it was stopped after {self._limits.seconds:g} seconds")
            self.remarks.append(f"cell {step.place + 1} was stopped after {self._limits.seconds:g} seconds")
        else:
            raise LostError(TIMED_OUT, timed_out=True)
        if not any(written) and not self._later:
            self.quiet.add(step.source)
        return reply

    async def _go_singly(self, step: Step, error: LostError | TamperError) -> None:
        """Begin anew where one of several cells went wrong, nobody knows which: from here on each is waited for."""
        if isinstance(error, TamperError):
            self.suspicions.append(f"cell {step.place + 1}: {error}")
        step.cell.outputs = []
        self._quiet = ()
        child, self._child = self._child, None
        if child is not None:
            await child.stop()

    def _hear(self, step: Step, frame: Mapping[str, Any]) -> None:
        self._recorder.hear(frame, step.cell, step.place, step.id)

    async def _lose(self, step: Step, error: LostError | TamperError) -> None:
        """Note that a cell was lost with its process."""
        child, self._child = self._child, None
        if child is not None:
            with contextlib.suppress(ValueError):
                self._recorder.write_raw(step.cell, child.take_written())
            await child.stop()
        self._restarts += 1
        timed_out = isinstance(error, LostError) and error.timed_out
        name = TIMED_OUT if timed_out else "DeadKernelError"
        self._recorder.add_error(step.cell, name, f"{error}; the cells after it went on without it")
        self._recorder.finish_cell(step.cell, {})
        told = self.suspicions if isinstance(error, TamperError) else self.remarks
        told.append(f"cell {step.place + 1}: {error}")

    async def _test(self, step: Step, reply: Mapping[str, Any] | None) -> None:
        """Judge the whole of a test, when what learners see of it has run in their process, for its outputs."""
        cell = step.cell
        values = reply["values"] if reply is not None and isinstance(reply.get("values"), dict) else None
        outcome = await self._judge_safely(step.test, values)
        self.outcomes[step.test] = outcome
        has_error = any(output.output_type == "error" for output in cell.outputs)
        if outcome.score == 0 and not outcome.passed and not has_error:
            self._recorder.add_error(cell, outcome.error, "a test that learners don't see was not passed")
        elif outcome.partial:
            self._recorder.add_result(cell, f"{outcome.score:g}")

    async def _judge_safely(self, name: str, values: Mapping[str, Any] | None) -> Outcome:
        """Judge a test; a process that dies over it loses this test, and no other."""
        if values is None:
            values = await self._values_after_loss(name)
        if values is None:
            return Outcome(
                None if self._spent() else 0.0,
                self._plan.level_of(name),
                "the kernel did not survive this test",
                error="DeadKernelError",
            )
        try:
            return await self._judge.judge(name, values)
        except (LostError, TamperError) as error:
            if isinstance(error, TamperError):
                self.suspicions.append(f"test '{name}': {error}")
            if self._child is not None:
                await self._child.stop()
                self._child = None
            self._restarts += 1
            self.remarks.append(f"test '{name}': {error}")
            return Outcome(0.0, self._plan.level_of(name), str(error), error="DeadKernelError")

    async def _values_after_loss(self, name: str) -> Mapping[str, Any] | None:
        """Read the learner's names once more in a new process, without what learners see of the test."""
        if self._spent():
            return None
        names = self._plan.cells[name].needs.learners
        try:
            reply = await self._answer(await self._open_child(), Step("", names, silent=True))
        except (LostError, TamperError):
            self._restarts += 1
            self._child = None
            return None
        values = reply.get("values")
        return values if isinstance(values, dict) else None
