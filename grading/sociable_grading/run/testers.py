"""The processes that tests run in: kept from one submission to the next, and forked for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from sociable_grading.run.children import Child, InfrastructureError, LostError

_BEGIN_SECONDS = 10.0


class Testers:
    """What is kept of the testers. They never hold any of a learner's code, only the values that tests are given.

    Args:
        fork: forks a tester.
    """

    def __init__(self, fork: Callable[[], Awaitable[Child]]) -> None:
        self._fork = fork
        self._kept: list[Child] = []

    async def begin(self, files: Mapping[str, str]) -> Child:
        """Begin a submission's tests, in a process that has run no other's.

        Args:
            files: what tests find beside them, in base 64.

        Returns:
            The tester.

        Raises:
            InfrastructureError: there is none to be had.
        """
        if self._kept:
            kept = self._kept.pop()
            try:
                await kept.ask({"files": files}, seconds=_BEGIN_SECONDS)
            except LostError:  # since the last submission
                await kept.stop()
            else:
                return kept
        return await self._begin_anew(files)

    async def _begin_anew(self, files: Mapping[str, str]) -> Child:
        tester = await self._fork()
        try:
            await tester.ask({"files": files}, seconds=_BEGIN_SECONDS)
        except LostError as error:
            await tester.stop()
            msg = f"a process for tests can't be started: {error}"
            raise InfrastructureError(msg) from None
        return tester

    async def end(self, tester: Child) -> None:
        """End a submission's tests.

        Args:
            tester: what `begin` gave; it is kept unless something is amiss with it.
        """
        if tester.closed or tester.spoiled:
            await tester.stop()
            return
        tester.tell({"end": True})
        tester.take_written()
        self._kept.append(tester)
