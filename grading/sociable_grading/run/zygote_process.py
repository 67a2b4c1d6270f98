"""The zygote's process, as the trusted side starts it: clean, and before anything else, as it imports for a second."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict

from sociable_grading.run.limits import Limits
from sociable_grading.run.protocol import encode
from sociable_grading.run.sandbox import SLOTS, Walls

_ENVIRONMENT = {
    "HOME": "/tmp",  # noqa: S108 - inside the walls, its own
    "LANG": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "IPYTHONDIR": "/tmp/ipython",  # noqa: S108 - likewise
    "JUPYTER_PLATFORM_DIRS": "1",
    "TERM": "xterm-color",
    "CLICOLOR": "1",
    "PAGER": "cat",
}
_BOOT = "import os; os.dup2({theirs}, 3); from sociable_grading.run.zygote import main; main()"
_MODULES = ("sociable_course.lesson",)
_END_SECONDS = 5.0
_RUNS = 50  # that have users of their own at the same time


class ZygoteProcess:
    """Starts the zygote, which begins to import at once, and ends it.

    `channel` leads to it; the users of its children are counted from `first_slot`; `busy` tells whether it may not hear
    of its end, over imports and rehearsal.

    Args:
        walls: how far it can be isolated.
        limits: of each submission.
    """

    def __init__(self, walls: Walls, limits: Limits) -> None:
        self.walls, self.limits = walls, limits
        self.busy = True
        self.first_slot = os.getpid() % _RUNS * SLOTS
        self._tree = tempfile.TemporaryDirectory(prefix="sociable-run-")
        self.channel, theirs = socket.socketpair()
        compiled = ["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else []
        command = [sys.executable, "-I", *compiled, "-c", _BOOT.format(theirs=theirs.fileno())]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            command,
            pass_fds=[theirs.fileno()],
            env={**_ENVIRONMENT, "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            cwd="/",
        )
        theirs.close()
        setup = {**asdict(walls), "tree": self._tree.name, "first_slot": self.first_slot, "modules": _MODULES}
        self.channel.sendall(encode({**setup, "limits": asdict(limits)}))

    def another(self) -> ZygoteProcess:
        """Start one like it."""
        return ZygoteProcess(self.walls, self.limits)

    def alive(self) -> bool:
        """Tell whether it still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the zygote and all its children."""
        self.channel.close()
        if self.busy:
            self._process.kill()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(OSError):
            self._tree.cleanup()
