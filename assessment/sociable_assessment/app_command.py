"""`sociable-assess app`: the self-assessment as a page of its own, under Voilà, on this machine."""

from __future__ import annotations

import argparse
import json
import os
import socket
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from sociable_assessment.errors import SociableError
from sociable_assessment.grammars import skip_grammars
from sociable_assessment.listening import add_listening, check_port

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

PORT = 8866
CELL = "from sociable_assessment.app import SelfAssessment\n\nSelfAssessment()"
IDLE = 600  # seconds that a kernel stays after its page is gone
# What the page loads of JupyterLab's extensions: widgets, and nothing else that happens to be installed.
EXTENSIONS = ["@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget"]

_EPILOG = """examples:
  sociable-assess app                                on this machine only
  sociable-assess app --listen 0.0.0.0 --port 8080   for every machine that can reach this one
"""


class AppError(SociableError):
    """The app cannot be served here; the message says what to do."""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = commands.add_parser(
        "app",
        help="open the self-assessment as a page of its own",
        description="Serve the self-assessment as a page of its own until Ctrl-C. It stores no answer on this machine: "
        "each visitor's browser keeps its own.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_listening(parser, PORT)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Serve the app until Ctrl-C.

    Args:
        chosen: the parsed arguments.

    Returns:
        0.

    Raises:
        AppError: Voilà is not installed.
        ListenError: the port is not to be had.
    """
    check_port(chosen.listen, chosen.port)
    server = _find_server()
    with _notebook() as notebook:
        app = server(argv=[])
        with warnings.catch_warnings(record=True):  # deprecations inside Jupyter are no news
            app.initialize([str(notebook), *voila_arguments(chosen.listen, chosen.port)])
        print(announcement(chosen.listen, chosen.port), flush=True)
        app.start()
    print("\nThe app is closed. Each visitor's answers are in that visitor's browser.")
    return 0


def _find_server() -> type:
    # Voilà finds templates where Jupyter's data are; this one must be known before Voilà is imported.
    ours = str(files("sociable_assessment").joinpath("jupyter"))
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [ours, os.environ.get("JUPYTER_PATH", "")]))
    try:
        with warnings.catch_warnings(record=True), skip_grammars():
            from voila.app import Voila
    except ModuleNotFoundError as error:
        msg = "Voilà is not installed here. Install it with: pip install 'sociable[lab]'"
        raise AppError(msg) from error
    server: type = Voila
    return server


@contextmanager
def _notebook() -> Iterator[Path]:
    """Write the notebook that the page runs, alone in a folder: nothing else can be asked for."""
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "form",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": CELL,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "title": "Where does your organisation stand?"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [cell]}
    with tempfile.TemporaryDirectory(prefix="sociable-") as folder:
        path = Path(folder, "self_assessment.ipynb")
        path.write_text(json.dumps(notebook), encoding="utf-8")
        yield path


def voila_arguments(listen: str, port: int) -> list[str]:
    """List what Voilà is told; it outranks the person's own Jupyter configuration.

    Args:
        listen: the address to listen on.
        port: the port.

    Returns:
        Command-line arguments.

    >>> "--Voila.ip=127.0.0.1" in voila_arguments("127.0.0.1", 8866)
    True
    """
    return [
        "--no-browser",
        f"--Voila.ip={listen}",
        f"--port={port}",
        "--Voila.port_retries=0",
        "--template=sociable",
        "--Application.log_level=ERROR",
        "--KernelManager.transport_encryption=auto",  # else other users of this machine could listen in
        f"--VoilaConfiguration.extension_allowlist={EXTENSIONS}",
        # A page that is left tells Voilà to end its kernel, without the cookie that Jupyter asks for elsewhere. Whoever
        # sends such a message must know the kernel's secret id.
        "--Voila.tornado_settings={'disable_check_xsrf': True}",
        f"--MappingKernelManager.cull_idle_timeout={IDLE}",
        "--MappingKernelManager.cull_interval=60",
        "--MappingKernelManager.cull_connected=False",
    ]


def announcement(listen: str, port: int) -> str:
    """Say where the app is, who can come, and how to close it.

    >>> print(announcement("127.0.0.1", 8866))
    The self-assessment is ready. Open this address in a browser:
    <BLANKLINE>
        http://127.0.0.1:8866/
    <BLANKLINE>
    It works on this machine only. To close it, press Ctrl-C here.
    """
    everywhere = ip_address(listen).is_unspecified
    name = socket.gethostname() if everywhere else f"[{listen}]" if ":" in listen else listen
    alone = ip_address(listen).is_loopback
    who = (
        "It works on this machine only."
        if alone
        else "Every machine that reaches this one can open it, and what they send is not encrypted on the way."
    )
    return f"""The self-assessment is ready. Open this address in a browser:

    http://{name}:{port}/

{who} To close it, press Ctrl-C here."""
