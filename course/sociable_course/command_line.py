"""The command `sociable-course`: its arguments, its messages, its exit status.

Exit status: 0 done, 1 a finding of `build --check`, 2 wrong usage, bad input or a place where it cannot work.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sociable_assessment.errors import SociableError
from sociable_course import build_command, objectives_command
from sociable_course.lab import start

HIGHEST_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: without the command's name; None takes those of this process.

    Returns:
        The exit status.
    """
    given = _parser().parse_args(arguments)
    try:
        status: int = given.run(given)
    except SociableError as error:
        print(f"sociable-course: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # before JupyterLab was up
        print("\nStopped.", file=sys.stderr)
        return 0
    return status


def _start(given: argparse.Namespace) -> int:
    start(Path.cwd(), given.port, open_browser=given.browser, tell=partial(print, flush=True))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sociable-course", description="Open and build the Sociable course.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    opening = commands.add_parser(
        "start",
        help="open JupyterLab on the welcome page",
        description="Open JupyterLab on the welcome page of the Sociable folder you are in. Ctrl-C closes it.",
        epilog="example: sociable-course start --port 8899",
    )
    opening.add_argument(
        "--port", type=port_number, metavar="N", help="the port to use (default: the first free one from 8888)"
    )
    opening.add_argument("--no-browser", dest="browser", action="store_false", help="print the address, open nothing")
    opening.set_defaults(run=_start)
    build_command.add_to(commands)
    objectives_command.add_to(commands)
    return parser


def port_number(text: str) -> int:
    """Read a port number from the command line.

    >>> port_number("8899")
    8899
    """
    if not (text.isdecimal() and 0 < int(text) <= HIGHEST_PORT):
        msg = f"'{text}' is not a port: a number from 1 to {HIGHEST_PORT}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)
