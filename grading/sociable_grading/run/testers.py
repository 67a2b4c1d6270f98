"""The processes that tests run in: one for each slot, kept from one submission to the next, and forked for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from sociable_grading.run.children import Child, InfrastructureError, LostError

_SLOTS = 1000  # from here on a slot is a tester's
_BEGIN_SECONDS = 10.0


class Testers:
    """What is kept of the testers. They never hold any of a learner's code, only the values that tests are given.

    Args:
        fork: forks a tester for a slot.
    """

    def __init__(self, fork: Callable[[int], Awaitable[Child]]) -> None:
        self._fork = fork
        self._kept: dict[int, Child] = {}

    async def begin(self, slot: int, files: Mapping[str, str]) -> Child:
        """Begin a submission's tests, in a process that has run no other's.

        Args:
            slot: the submission's.
            files: what tests find beside them, in base 64.

        Returns:
            The tester.

        Raises:
            InfrastructureError: there is none to be had.
        """
        kept = self._kept.pop(slot, None)
        if kept is not None:
            try:
                await kept.ask({"files": files}, seconds=_BEGIN_SECONDS)
            except LostError:  # since the last submission
                await kept.stop()
            else:
                return kept
        return await self._begin_anew(slot, files)

    async def _begin_anew(self, slot: int, files: Mapping[str, str]) -> Child:
        tester = await self._fork(slot + _SLOTS)
        try:
            await tester.ask({"files": files}, seconds=_BEGIN_SECONDS)
        except LostError as error:
            await tester.stop()
            msg = f"a process for tests can't be started: {error}"
            raise InfrastructureError(msg) from None
        return tester

    async def end(self, slot: int, tester: Child) -> None:
        """End a submission's tests.

        Args:
            slot: the submission's.
            tester: what `begin` gave; it is kept unless something is amiss with it.
        """
        if tester.closed or tester.spoiled:
            await tester.stop()
            return
        tester.tell({"end": True})
        tester.take_written()
        self._kept[slot] = tester
