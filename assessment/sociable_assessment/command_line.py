"""The command `sociable-assess`: check a model, score responses, report results.

Exit status: 0 done; 1 done, with a finding (a caution about a model, an organisation without an index); 2 wrong usage
or bad input, and nothing written.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from sociable_assessment import app_command, report_command, score_command, validate_command, workshop_command
from sociable_assessment.errors import SociableError

_EPILOG = """examples:
  sociable-assess validate my_model.toml
  sociable-assess score answers.csv
  sociable-assess score museum_2025.json museum_2026.json -o result.json
  sociable-assess report result.json -o report
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: what stands after the command's name; None takes them from the terminal.

    Returns:
        The exit status.
    """
    parser = argparse.ArgumentParser(
        prog="sociable-assess",
        description="Score maturity assessments, report them, and check maturity models.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    validate_command.add_to(commands)
    score_command.add_to(commands)
    report_command.add_to(commands)
    app_command.add_to(commands)
    workshop_command.add_to(commands)
    chosen = parser.parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
    except SociableError as error:
        print(f"sociable-assess: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `… | head` has seen enough; without this Python complains when it closes the output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("sociable-assess: stopped; nothing was written", file=sys.stderr)
        return 130
    return status
