"""One run, from the plan to the last verdict. It is imported late: the zygote has begun to import by then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sociable_grading.run.batch import Batch
from sociable_grading.run.executor import EmbeddedExecutor
from sociable_grading.run.gradebook import GradebookRows
from sociable_grading.run.handed_in import find_students
from sociable_grading.run.needs import quote_reasons
from sociable_grading.run.outputs import KnownTexts, import_tools
from sociable_grading.run.plan import read_plan
from sociable_grading.run.zygote_handle import ZygoteHandle
from sociable_grading.run.zygote_process import ZygoteProcess
from sociable_grading.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be graded: whose work, whether also what is graded already, at which level, how many at a time."""

    assignment: str
    student: str
    again: bool
    level: str
    workers: int


class Session:
    """Grades what was handed in.

    Args:
        coursedir: nbgrader's.
        gradebook: nbgrader's, open.
        process: the zygote's; it is ended with the run.
        order: what is to be graded.
    """

    def __init__(self, coursedir: Any, gradebook: Any, process: ZygoteProcess, order: Order) -> None:
        plan = read_plan(gradebook, coursedir, order.assignment).at_most(order.level)
        self._texts, limits = KnownTexts(), process.limits
        self._executor = EmbeddedExecutor(plan, ZygoteHandle(process), limits, order.workers, self._texts)
        self._executor.start()
        rows = GradebookRows(gradebook)
        self._batch = Batch(coursedir, plan, rows, limits, isolated=process.walls.isolated)
        students = find_students(coursedir, order.assignment, order.student)
        self.finished = self._batch.choose(students, again=order.again)
        self.total = len(students) - self.finished

    def verdicts(self) -> Iterator[Verdict]:
        """Run all.

        Yields:
            The verdicts, each of them written down.
        """
        import_tools()  # while the zygote rehearses
        gc.freeze()
        return self._batch.record(self._executor, self._texts)

    def remarks(self) -> list[str]:
        """Give what an instructor should know of the tests, when all has run."""
        tests = {name: cell.level for name, cell in self._executor.plan.cells.items() if cell.is_test}
        return [*self._executor.remarks, quote_reasons(tests)]
