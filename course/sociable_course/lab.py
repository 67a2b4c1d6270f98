"""JupyterLab, started on the welcome page: on this machine only, with no request to any other.

It owns how Lab is started; what the welcome page says is content, in `course/welcome.md`.
"""

from __future__ import annotations

import errno
import os
import secrets
import signal
import socket
import sys
import warnings
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from sociable_assessment.errors import SociableError
from sociable_assessment.grammars import skip_grammars

HOST = "127.0.0.1"
USUAL_PORT = 8888
WELCOME = "course/welcome.md"
# A workspace of its own, so that a learner's other Lab projects and Sociable don't open each other's tabs.
WELCOME_URL = f"/lab/workspaces/sociable/tree/{WELCOME}"
# Settings that Lab starts from: nothing is fetched, and Markdown opens rendered.
SETTINGS = Path(__file__).parent / "jupyter"


class LabServer(Protocol):
    """What is asked of Jupyter's server, which is published without types."""

    def start(self) -> None:
        """Serve until stopped."""

    def stop(self, *, from_signal: bool) -> None:
        """Stop serving."""


class StartError(SociableError):
    """JupyterLab cannot be started here; the message says what to do."""


def start(folder: Path, port: int | None, *, open_browser: bool, tell: Callable[[str], object]) -> None:
    """Run JupyterLab on the welcome page until Ctrl-C.

    Args:
        folder: the checkout; Lab sees the files in it.
        port: the port to take; None takes the first free one from 8888 on.
        open_browser: open the page where there is a browser to open it.
        tell: shows the learner a message.

    Raises:
        StartError: the folder is not a checkout, the port is not to be had, or JupyterLab is not installed.
    """
    check_checkout(folder)
    chosen = first_free_port() if port is None else check_port(port)
    opens = open_browser and has_browser(os.environ, sys.platform)
    token = secrets.token_urlsafe(24)
    # In Lab's terminals the commands go by their names, also where the environment is not activated.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    tell("Starting JupyterLab")
    server = _prepare(lab_arguments(folder, chosen, token, opens=opens))
    tell(announcement(chosen, token, opens=opens))
    server.start()
    tell("\nSociable is closed. Your files are where you saved them.")


def check_checkout(folder: Path) -> None:
    """Refuse a folder that has no welcome page.

    Raises:
        StartError: it has none.

    >>> check_checkout(Path("/nowhere"))
    Traceback (most recent call last):
    sociable_course.lab.StartError: /nowhere has no course/welcome.md. Start in the folder that holds Sociable's README.
    """
    if not (folder / WELCOME).is_file():
        msg = f"{folder} has no {WELCOME}. Start in the folder that holds Sociable's README."
        raise StartError(msg)


def check_port(port: int) -> int:
    """Return the port if this machine lets us have it.

    Raises:
        StartError: another program has it, or it is reserved.
    """
    fault = _port_fault(port)
    if fault is None:
        return port
    reason = "is taken by another program" if fault == errno.EADDRINUSE else f"cannot be used ({os.strerror(fault)})"
    msg = f"Port {port} {reason}. Name another one, or none: then the next free one is taken."
    raise StartError(msg)


def first_free_port(first: int = USUAL_PORT, tries: int = 100) -> int:
    """Find the first port that nobody listens on.

    Raises:
        StartError: all those tried are taken.
    """
    for port in range(first, first + tries):
        if _port_fault(port) is None:
            return port
    msg = f"Ports {first} to {first + tries - 1} are all taken. Close a program, or name a port with --port."
    raise StartError(msg)


def _port_fault(port: int) -> int | None:
    with socket.socket() as probe:
        if os.name == "posix":  # a port that was just closed is free; elsewhere this option means something else
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error.errno
    return None


def has_browser(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether a browser window can be opened from here.

    Args:
        environment: the environment variables.
        platform: as `sys.platform` has it.

    Returns:
        False on a Linux without a screen, or when Python knows no browser.

    >>> has_browser({}, "linux")
    False
    """
    if platform.startswith("linux") and not environment.keys() & {"BROWSER", "DISPLAY", "WAYLAND_DISPLAY"}:
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def lab_arguments(folder: Path, port: int, token: str, *, opens: bool) -> list[str]:
    """List what JupyterLab is told; it outranks the learner's own Jupyter configuration.

    Returns:
        Command-line arguments, which stay inside this process: nobody else sees the token.

    >>> "--ServerApp.ip=127.0.0.1" in lab_arguments(Path("/course"), 8888, "secret", opens=False)
    True
    """
    return [
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.open_browser={opens}",
        f"--ServerApp.allow_root={hasattr(os, 'geteuid') and os.geteuid() == 0}",
        "--Application.log_level=ERROR",
        f"--IdentityProvider.token={token}",
        "--KernelManager.transport_encryption=auto",  # else other users of this machine could listen in
        f"--LabApp.default_url={WELCOME_URL}",
        # Nothing is fetched: no news, no look for a newer version, no list of extensions.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]


def announcement(port: int, token: str, *, opens: bool) -> str:
    """Say where Sociable is and how to close it.

    >>> print(announcement(8888, "secret", opens=False))
    <BLANKLINE>
    Sociable is ready. Open this address in a browser:
    <BLANKLINE>
        http://127.0.0.1:8888/lab/workspaces/sociable/tree/course/welcome.md?token=secret
    <BLANKLINE>
    It works on this machine only. To close Sociable, press Ctrl-C here.
    """
    lead = (
        "Sociable opens in your browser. If it doesn't, go to"
        if opens
        else "Sociable is ready. Open this address in a browser"
    )
    return f"""
{lead}:

    http://{HOST}:{port}{WELCOME_URL}?token={token}

It works on this machine only. To close Sociable, press Ctrl-C here."""


def _prepare(arguments: list[str]) -> LabServer:
    folders = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, folders))
    try:
        with skip_grammars():
            from jupyterlab.labapp import LabApp
    except ModuleNotFoundError as error:
        msg = "JupyterLab is not installed here. Install it with: pip install 'sociable[lab]'"
        raise StartError(msg) from error
    with warnings.catch_warnings(record=True):  # deprecations inside Jupyter are no news to a learner
        server: LabServer = LabApp.initialize_server(arguments)
    # One Ctrl-C closes: JupyterLab would ask back, and a notebook is saved by itself every two minutes.
    signal.signal(signal.SIGINT, lambda *_: server.stop(from_signal=True))
    return server
