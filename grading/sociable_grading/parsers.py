"""The parser of a command of `sociable-grade`; each is made in the same way."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace], int]


def add_command(commands: Commands, name: str, run: Run, **texts: Any) -> argparse.ArgumentParser:
    r"""Add a command.

    Args:
        commands: the parser's commands.
        name: what is typed.
        run: takes the parsed arguments and gives the exit status.
        texts: argparse's `help`, `description` and `epilog`; the epilog keeps its lines.

    Returns:
        The command's parser, for its arguments.

    >>> parser = argparse.ArgumentParser()
    >>> made = add_command(parser.add_subparsers(), "count", lambda chosen: 3, help="count", epilog="example:\n  count")
    >>> chosen = parser.parse_args(["count"])
    >>> chosen.run(chosen)
    3
    """
    parser: argparse.ArgumentParser = commands.add_parser(
        name, formatter_class=argparse.RawDescriptionHelpFormatter, **texts
    )
    parser.set_defaults(run=run)
    return parser
