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
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sociable_grading.run.children import Child, LostError, TamperError
from sociable_grading.run.judging import Judge, Outcome
from sociable_grading.run.limits import Limits
from sociable_grading.run.outputs import Recorder
from sociable_grading.run.plan import Plan
from sociable_grading.run.sanitising import Sanitised
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
    """

    def __init__(self, zygote: ZygoteHandle, plan: Plan, handed: Handed, limits: Limits) -> None:
        self._zygote, self._plan, self._handed, self._limits = zygote, plan, handed, limits
        self._notebook = handed.sanitised.notebook
        self._recorder = Recorder(self._notebook, self._tell)
        self._judge = Judge(plan, limits, zygote.testers, self._ask)
        self._judge.answers = handed.answers
        self._child: Child | None = None
        self._done: list[str] = []
        self._later: list[Mapping[str, Any]] = []
        self._message_id = ""
        self._restarts = 0
        self._started = time.monotonic()
        self.remarks: list[str] = []
        self.suspicions: list[str] = []
        self.outcomes: dict[str, Outcome] = {}
        self.modules: list[str] = []  # what the learner's process had imported in the end

    async def run(self, *, list_modules: bool = False) -> None:
        """Run all cells and judge all tests; `outcomes`, `remarks` and `suspicions` tell what came of it.

        Args:
            list_modules: tell in `modules` what was imported; for the instructor's own notebook.
        """
        for place, cell in enumerate(self._notebook.cells):
            if cell.cell_type != "code":
                continue
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            test = self._plan.cells.get(name)
            if test is not None and test.is_test:
                await self._test(cell, place, name)
            else:
                await self._run(cell, place, cell.source)
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
            for source in list(self._done):
                request = {"do": "run", "code": source, "id": secrets.token_hex(8), "cell": "", "names": []}
                await self._child.ask(request, seconds=self._limits.seconds)
                self._child.take_written()
        return self._child

    def _spent(self) -> bool:
        return time.monotonic() - self._started > self._limits.total or self._restarts > self._limits.restarts

    async def _run(self, cell: Any, place: int, source: str, names: tuple[str, ...] = ()) -> dict[str, Any] | None:
        """Run a cell; None when it was lost."""
        if self._spent():
            self._recorder.add_error(cell, "NotRun", "this notebook had used up its time; the cell was not run")
            return None
        self._message_id = secrets.token_hex(8)
        self._recorder.begin_cell()
        request = {"do": "run", "code": source, "id": self._message_id, "cell": cell.id, "names": names}
        try:
            child = await self._open_child()
            while self._later:
                await child.ask({"do": "hear", "content": self._later.pop(0), "id": secrets.token_hex(8)})
            reply = await child.ask(request, lambda frame: self._hear(frame, cell, place), self._limits.seconds)
        except (LostError, TamperError) as error:
            await self._lose(cell, place, error)
            return None
        self._recorder.write_raw(cell, child.take_written())
        if reply["timed_out"]:
            self._recorder.finish_cell(cell, {})
            self._recorder.add_error(cell, TIMED_OUT, f"it was stopped after {self._limits.seconds:g} seconds")
            self.remarks.append(f"cell {place + 1} was stopped after {self._limits.seconds:g} seconds")
        else:
            self._recorder.finish_cell(cell, reply)
            self._done.append(source)
        return reply

    def _hear(self, frame: Mapping[str, Any], cell: Any, place: int) -> None:
        self._recorder.hear(frame, cell, place, self._message_id)

    async def _lose(self, cell: Any, place: int, error: LostError | TamperError) -> None:
        """Note that a cell was lost with its process."""
        child, self._child = self._child, None
        if child is not None:
            with contextlib.suppress(ValueError):
                self._recorder.write_raw(cell, child.take_written())
            await child.stop()
        self._restarts += 1
        timed_out = isinstance(error, LostError) and error.timed_out
        name = TIMED_OUT if timed_out else "DeadKernelError"
        self._recorder.add_error(cell, name, f"{error}; the cells after it went on without it")
        self._recorder.finish_cell(cell, {})
        told = self.suspicions if isinstance(error, TamperError) else self.remarks
        told.append(f"cell {place + 1}: {error}")

    async def _test(self, cell: Any, place: int, name: str) -> None:
        """Run what learners see of a test in their process, for its outputs; then judge the whole of it."""
        planned = self._plan.cells[name]
        reply = await self._run(cell, place, planned.shown, planned.needs.learners)
        values = reply["values"] if reply is not None and isinstance(reply.get("values"), dict) else None
        outcome = await self._judge_safely(name, values)
        self.outcomes[name] = outcome
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
        request = {"do": "run", "code": "", "id": secrets.token_hex(8), "cell": "", "names": names, "silent": True}
        try:
            reply = await self._ask(request, self._limits.seconds)
        except (LostError, TamperError):
            self._restarts += 1
            self._child = None
            return None
        values = reply.get("values")
        return values if isinstance(values, dict) else None
