"""`sociable-assess report`: results in, reports out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sociable_assessment.errors import InputError
from sociable_assessment.model_file import read_model
from sociable_assessment.report import FORMATS, write_report
from sociable_assessment.result_file import read_results

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_EPILOG = """examples:
  sociable-assess report result.json -o board                    HTML, XLSX, DOCX, CSV and JSON
  sociable-assess report result.json -o page --format html       the page alone
  sociable-assess report result.json -o board --replace          the same again
"""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = commands.add_parser(
        "report",
        help="write reports on results",
        description="Write a report on each result, and an overview of several, into a folder.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("results", nargs="+", type=Path, metavar="RESULT", help="what `score -o RESULT.json` wrote")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", required=True, help="where to write; may be new")
    parser.add_argument("--model", default="social-maturity", help="a model's TOML file (default: %(default)s)")
    parser.add_argument(
        "--format", default=",".join(FORMATS), metavar="LIST", help="formats, parted by commas (default: %(default)s)"
    )
    parser.add_argument("--replace", action="store_true", help="replace reports that stand in the folder already")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the reports.

    Args:
        chosen: the parsed arguments.

    Returns:
        0, or 1 when an organisation has no index because too little is known.

    Raises:
        InputError: the usage or a file is bad; nothing is written then.
    """
    model = read_model(chosen.model)
    entries = _read(chosen.results)
    formats = [name.strip().lower() for name in chosen.format.split(",") if name.strip()]
    paths = write_report(model, entries, chosen.output, formats, replace=chosen.replace)
    count = "1 file" if len(paths) == 1 else f"{len(paths):,} files"
    print(f"{count} in {chosen.output}:", *(path.name for path in paths[:12]), sep="\n  ", file=sys.stderr)
    if len(paths) > 12:  # noqa: PLR2004 - what one looks through
        print(f"  and {len(paths) - 12:,} more", file=sys.stderr)
    return 1 if any(entry["index"] is None for entry in entries) else 0


def _read(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Read all files; the faults of all of them come in one message."""
    entries: list[dict[str, Any]] = []
    errors: list[InputError] = []
    for path in paths:
        try:
            entries += read_results(path)
        except InputError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        faults = [f"{error.source}: {fault}" for error in errors for fault in error.faults]
        source = f"{len(errors)} files"
        raise InputError(source, faults)
    return entries
