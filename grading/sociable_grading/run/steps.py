"""The cells of a notebook as a kernel is asked to run them, and which of them it may run without being waited for."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sociable_grading.run.plan import Plan

_make_token = partial(secrets.token_hex, 16)


@dataclass(frozen=True, slots=True)
class Step:
    """A cell to run: its code, the names to be read after it, where it stands; `test` names the test that it is.

    The messages that it causes name `id`; its answer has `token`.
    """

    source: str
    names: tuple[str, ...] = ()
    cell: Any = None
    place: int = 0
    test: str = ""
    silent: bool = False
    id: str = field(default_factory=_make_token)
    token: str = field(default_factory=_make_token)

    def request(self) -> dict[str, Any]:
        """Write it as the kernel is asked for it."""
        cell = "" if self.cell is None else self.cell.id
        told = {"code": self.source, "names": self.names, "silent": self.silent}
        return {**told, "cell": cell, "id": self.id, "token": self.token}


def list_steps(notebook: Any, plan: Plan) -> Iterator[Step]:
    """List the code cells of a notebook; of a test what learners see of it.

    Args:
        notebook: sanitised.
        plan: what is graded.

    Yields:
        Steps, in the order of the cells.
    """
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            planned = plan.cells.get(name)
            if planned is not None and planned.is_test:
                yield Step(planned.shown, planned.needs.learners, cell, place, name)
            else:
                yield Step(cell.source, cell=cell, place=place)


def choose_next(steps: Sequence[Step], quiet: Collection[str]) -> list[Step]:
    """Choose what a kernel is asked to run at once, up to the first cell that must be waited for.

    That is each test, and each cell that is not word for word one of the instructor's. A kernel that must wait for the
    next cell loses what its processor has at hand, and takes half as long again.

    Args:
        steps: those that are left.
        quiet: the code of the instructor's own cells that need nobody between them and the next.

    Returns:
        The first of them, one at least.

    >>> [step.source for step in choose_next([Step("a"), Step("b"), Step("c"), Step("d")], {"a", "b", "d"})]
    ['a', 'b', 'c']
    """
    chosen = []
    for step in steps:
        chosen.append(step)
        if step.test or step.source not in quiet:
            break
    return chosen
