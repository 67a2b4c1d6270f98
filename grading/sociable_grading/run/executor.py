"""Where submissions are run: an interface of two methods, and the one that comes with it, on this machine.

Another executor, on a cluster, say, has `submit` and `results` too. It gets all that a submission needs in a `Job`,
and gives back a `Result`; the gradebook and the files stay with whoever asked.
"""

from __future__ import annotations

import asyncio
import base64
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from sociable_grading.run.children import InfrastructureError
from sociable_grading.run.judging import Outcome
from sociable_grading.run.limits import Limits
from sociable_grading.run.outputs import KnownTexts
from sociable_grading.run.plan import Plan
from sociable_grading.run.sanitising import sanitise
from sociable_grading.run.sitting import Handed, Sitting
from sociable_grading.run.zygote_handle import Rehearsal, ZygoteHandle
from sociable_grading.verdicts import SPLIT

TRIES = 3


@dataclass(frozen=True, slots=True)
class Job:
    """A submission to run: the student, and what was handed in, sanitised."""

    student: str
    handed: Handed


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: the notebook as it ran, and what each test gave.

    `fault` is set where the machine failed, `suspicions` where the learner's process did what none should.
    """

    student: str
    notebook: Any
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    suspicions: tuple[str, ...] = ()
    fault: str = ""


_Running = dict["asyncio.Task[Result]", tuple[Job, int]]


class Executor(Protocol):
    """Runs submissions somewhere."""

    def submit(self, job: Job) -> None:
        """Take a job; it may be run at any time from now on."""

    def results(self) -> Iterator[Result]:
        """Give the result of each job that was taken, as they come."""


class EmbeddedExecutor:
    """Runs submissions on this machine, as many at a time as there are workers.

    Args:
        plan: what is graded.
        zygote: started a while ago; it is ended when all is done.
        limits: what it may use.
        workers: how many run at a time.
        texts: learns the long texts that the instructor's own notebook shows.
    """

    def __init__(self, plan: Plan, zygote: ZygoteHandle, limits: Limits, workers: int, texts: KnownTexts) -> None:
        self.plan, self._zygote, self._limits, self._workers = plan, zygote, limits, workers
        self._texts = texts
        self._waiting: deque[tuple[Job, int]] = deque()
        self._loop = asyncio.new_event_loop()
        self._modules: Sequence[str] = ()
        self._quiet: Collection[str] = ()
        self._rehearsal = Rehearsal()
        self._ends: set[asyncio.Task[None]] = set()
        self.remarks: list[str] = []

    def submit(self, job: Job) -> None:
        """Take a job.

        Args:
            job: a submission.
        """
        self._waiting.append((job, 0))

    def start(self) -> None:
        """Have the zygote rehearse while the trusted side does other things."""
        files = {name: base64.b64encode(data).decode() for name, data in self.plan.files.items()}
        self._rehearsal = Rehearsal(tuple(self.plan.released()), files)
        self._zygote.rehearse(self._rehearsal)

    def results(self) -> Iterator[Result]:
        """Run all jobs.

        Yields:
            Their results.
        """
        asyncio.set_event_loop(self._loop)
        running: _Running = {}
        try:
            if self._waiting:
                self._loop.run_until_complete(self._prepare())
            while self._waiting or running:
                self._begin(running)
                done, _ = self._loop.run_until_complete(asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED))
                yield from self._finish(done, running)
        finally:
            self._close(running)

    def _begin(self, running: _Running) -> None:
        while self._waiting and len(running) < self._workers:
            job, tries = self._waiting.popleft()
            running[self._loop.create_task(self._sit(job))] = job, tries

    def _finish(self, done: set[asyncio.Task[Result]], running: _Running) -> list[Result]:
        """Give the results of what has ended; the next ones begin while those are written down."""
        found = [self._settle(task, *running.pop(task)) for task in done]
        self._begin(running)
        self._loop.run_until_complete(asyncio.sleep(0))
        return [result for result in found if result is not None]

    def _settle(self, task: asyncio.Task[Result], job: Job, tries: int) -> Result | None:
        """Give a job's result; where the machine failed, another try first."""
        try:
            return task.result()
        except InfrastructureError as error:
            if tries + 1 < TRIES:
                self._waiting.append((job, tries + 1))
                self._loop.run_until_complete(self._renew())
                return None
            return Result(job.student, job.handed.sanitised.notebook, fault=str(error))

    async def _renew(self) -> None:
        """Put a new zygote in the place of one that has gone."""
        if not self._zygote.alive():
            self._zygote = self._zygote.another()
            self._zygote.rehearse(self._rehearsal)
            await self._zygote.ready()
            self._zygote.teach(self._texts.names, self._modules)

    async def _prepare(self) -> None:
        """Run the instructor's notebook first: it shows which tests can run outside the learner's process."""
        if not await self._zygote.ready():
            self._zygote.close()
            self._rehearsal = Rehearsal()
            await self._renew()
        notebook, sitting = await self._try_out(self.plan)
        self._modules, self._quiet = sitting.modules, sitting.quiet
        self._texts.learn(notebook)
        self._zygote.teach(self._texts.names, self._modules)
        await self._lower(sitting.outcomes)

    async def _try_out(self, plan: Plan) -> tuple[Any, Sitting]:
        """Run the instructor's notebook; give it as it ran, and the sitting."""
        notebook = sanitise(plan.notebook.encode(), plan)
        sitting = Sitting(self._zygote, plan, Handed(notebook, {}, None), self._limits)
        try:
            await sitting.run(list_modules=True)
        finally:
            await sitting.close()
        return notebook.notebook, sitting

    async def _lower(self, outcomes: Mapping[str, Outcome]) -> None:
        """Lower the tests that fail outside the learner's process, and there alone.

        A test of answers that are given in widgets fails on the instructor's notebook at any level, for one reason.
        """
        split = [name for name, cell in self.plan.cells.items() if cell.is_test and cell.level == SPLIT]
        failed = [name for name in split if not outcomes[name].passed]
        if failed:
            _, beside = await self._try_out(self.plan.lower(failed))
            failed = [name for name in failed if replace(beside.outcomes[name], level=SPLIT) != outcomes[name]]
        self.plan = self.plan.lower(failed)
        self.remarks += [
            f"test '{name}' can't run outside the learner's process: {outcomes[name].note}" for name in failed
        ]

    async def _sit(self, job: Job) -> Result:
        sitting = Sitting(self._zygote, self.plan, job.handed, self._limits, self._quiet)
        try:
            await sitting.run()
        finally:
            self._ends.add(end := self._loop.create_task(sitting.close()))  # the next one need not wait for it
            end.add_done_callback(self._ends.discard)
        told = tuple(sitting.remarks), tuple(sitting.suspicions)
        return Result(job.student, job.handed.sanitised.notebook, sitting.outcomes, *told)

    def _close(self, running: Mapping[asyncio.Task[Result], object]) -> None:
        for task in running:
            task.cancel()
        for tasks in (running, self._ends):
            self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._zygote.close()
        self._loop.close()
        asyncio.set_event_loop(None)
