"""The command `sociable-grade`: release lessons, take work in, grade it, decide, report and export the marks.

Exit status: 0 done; 1 done, with something to look at; 2 wrong usage or bad input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sociable_assessment.errors import SociableError

_COMMANDS = ("release", "collect", "run", "decide", "report", "export")
_EPILOG = """examples:
  sociable-grade release 01_people_not_media
  sociable-grade collect downloads/ --lesson 01_people_not_media --roster roster.csv
  sociable-grade decide 01_people_not_media
  sociable-grade report 01_people_not_media
  sociable-grade export -o marks.csv
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: what stands after the command's name; None takes them from the terminal.

    Returns:
        The exit status.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if arguments is None:  # this process is ours: jsonschema need not compile grammars for 0.9 s that nothing uses
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
        # nbgrader calls tools by name, and its environment need not be activated
        os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    chosen = _parser(given).parse_args(given)
    try:
        status: int = chosen.run(chosen)
    except SociableError as error:
        print(f"sociable-grade: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `… | head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("sociable-grade: stopped", file=sys.stderr)
        return 130
    return status


def _parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Make the parser of the command that is named, or of all: the others are not imported."""
    parser = argparse.ArgumentParser(
        prog="sociable-grade",
        description="Release lessons, take work in, grade it, report and export marks. Works in the folder grading.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    named = [name for name in _COMMANDS if name in arguments[:1]]
    for name in named or _COMMANDS:
        module = f"sociable_grading.{name}_command"
        if find_spec(module):
            import_module(module).add_to(commands)
    return parser
