"""`sociable-assess score`: responses in, results out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sociable_assessment.errors import InputError
from sociable_assessment.files import place_fault, replacing
from sociable_assessment.model import DEFAULT, Model, with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import find_alone, merge, read_responses
from sociable_assessment.response_table import read_table
from sociable_assessment.responses import Responses
from sociable_assessment.result import describe
from sociable_assessment.result_file import write_entries, write_rows
from sociable_assessment.spelling import find_alike
from sociable_assessment.table import Table
from sociable_assessment.tables import print_table, tabulate
from sociable_assessment.trend import describe_target, describe_trend
from sociable_assessment.uncertainty import RESAMPLES

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_USAGE = "usage"
_EPILOG = """examples:
  sociable-assess score answers.csv                              a table on the terminal
  sociable-assess score bank.json -o result.json                 everything, as JSON
  sociable-assess score many.csv --no-bootstrap -o result.csv    a million rows
"""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = commands.add_parser(
        "score",
        help="score responses",
        description="Score responses (JSON or CSV) and write results (JSON or CSV, by the file's ending).",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("responses", nargs="+", type=Path, metavar="RESPONSES", help="responses, .json or .csv")
    parser.add_argument("-o", "--output", type=Path, metavar="RESULT", help="where to write: .json or .csv")
    parser.add_argument("--model", default=DEFAULT, help="a model's TOML file (default: %(default)s)")
    parser.add_argument("--form", help="the form that was filled in, such as quick (default: as the file says)")
    parser.add_argument("--organisation", default="", metavar="NAME", help="whose answers, where a CSV does not say")
    parser.add_argument("--target", type=Path, metavar="FILE", help="responses (.json) to show the gap to")
    parser.add_argument("--no-bootstrap", action="store_true", help="leave uncertainty out; much faster on many rows")
    parser.add_argument("--json", action="store_true", help="print the results as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Score the responses and write or print the results.

    Args:
        chosen: the parsed arguments.

    Returns:
        0, or 1 when an organisation has no index because too little is known.

    Raises:
        InputError: the usage or a file is bad; nothing is written then.
    """
    _check_usage(chosen)
    model = read_model(chosen.model)
    with_form(model, chosen.form)  # an unknown form is refused before any reading
    quick_road = chosen.no_bootstrap and not chosen.target and _is_one_table(chosen.responses) and _has_pandas()
    indices = (_score_codes if quick_road else _score_responses)(chosen, model)
    return 1 if any(index is None for index in indices) else 0


def _has_pandas() -> bool:
    """Tell whether columns can be counted; in a browser kernel each rater is read, and the numbers are the same."""
    try:
        import_module("pandas")
    except ImportError:
        return False
    return True


def _check_usage(chosen: argparse.Namespace) -> None:
    faults = [
        f"{path}: responses end in .json or .csv" for path in chosen.responses if _ending(path) not in {".json", ".csv"}
    ]
    if chosen.target is not None and _ending(chosen.target) != ".json":
        faults.append(f"{chosen.target}: a target is a file of responses that ends in .json")
    if chosen.output is not None:
        faults += [f"{chosen.output}: {fault}" for fault in _output_faults(chosen)]
    if faults:
        raise InputError(_USAGE, faults)


def _output_faults(chosen: argparse.Namespace) -> Iterator[str]:
    if _ending(chosen.output) not in {".json", ".csv"}:
        yield "a result ends in .json or .csv"
    if chosen.output.resolve() in {path.resolve() for path in (*chosen.responses, chosen.target) if path}:
        yield "this would overwrite the responses"
    if fault := place_fault(chosen.output):
        yield fault
    if chosen.json:
        yield "--json prints, -o writes: choose one"


def _ending(path: Path) -> str:
    return path.suffix.lower()


def _is_one_table(paths: Sequence[Path]) -> bool:
    return len(paths) == 1 and _ending(paths[0]) == ".csv"


def _score_responses(chosen: argparse.Namespace, model: Model) -> list[float | None]:
    """Take the road of single raters: everything a result can hold."""
    found, target = _read(chosen, model)
    resamples = 0 if chosen.no_bootstrap else RESAMPLES
    entries = [
        describe(model, each, resamples=resamples) | (describe_target(model, each, target) if target else {})
        for each in _progress(found, "scoring", "organisation")
    ]
    _put_out(chosen, model, entries)
    return [entry["index"] for entry in entries]


def _read(chosen: argparse.Namespace, model: Model) -> tuple[list[Responses], Responses | None]:
    """Read all files, a target too; the faults of all of them come in one message, the notes when there is none."""
    found: list[tuple[str, Responses]] = []
    notes: list[tuple[Path, str]] = []
    faults: list[InputError] = []
    for path in filter(None, (*chosen.responses, chosen.target)):
        try:
            read, told = _read_file(path, chosen, model)
        except InputError as error:
            faults.append(error)
        else:
            found += [(str(path), each) for each in read]
            notes += [(path, note) for note in told]
    if faults:
        raise faults[0] if len(faults) == 1 else _join(faults)
    target = found.pop()[1] if chosen.target else None
    merged = merge(found)
    _tell(notes)
    _warn([*_find_alike([(each.organisation.name, each.wave) for each in merged]), *find_alone(merged)])
    return merged, target


def _join(errors: Sequence[InputError]) -> InputError:
    return InputError(
        f"{len(errors)} files", [f"{error.source}: {fault}" for error in errors for fault in error.faults]
    )


def _read_file(path: Path, chosen: argparse.Namespace, model: Model) -> tuple[list[Responses], Iterable[str]]:
    if _ending(path) == ".csv":
        with _reading(path) as report:
            return read_table(path, model, chosen.organisation, chosen.form, report)
    one = read_responses(path, model)
    return [replace(one, form=chosen.form) if chosen.form else one], one.changes


def _tell(notes: Iterable[tuple[Path, str]]) -> None:
    for path, note in notes:
        print(f"{path}: {note}", file=sys.stderr)


def _find_alike(owners: Sequence[tuple[str, str]]) -> list[str]:
    return [*find_alike(name for name, _ in owners), *find_alike(wave for _, wave in owners)]


def _warn(notes: Iterable[str]) -> None:
    for note in notes:
        print(f"note: {note}", file=sys.stderr)


def _wants_json(chosen: argparse.Namespace) -> bool:
    return bool(chosen.json or (chosen.output and _ending(chosen.output) == ".json"))


def _put_out(chosen: argparse.Namespace, model: Model, entries: list[dict[str, Any]]) -> None:
    forms = {entry["form"] for entry in entries}
    if _wants_json(chosen):
        _write_json(chosen, entries, describe_trend(model, entries))
    elif len(forms) > 1:
        msg = f"the responses are on several forms ({', '.join(sorted(forms))}); a table holds one: score them apart"
        raise InputError(_USAGE, [msg])
    else:
        _write_table(chosen, [tabulate(with_form(model, forms.pop()), entries)])


def _write_json(chosen: argparse.Namespace, entries: Iterable[Mapping[str, Any]], trend: Iterable[Any]) -> None:
    if chosen.output is None:
        write_entries(sys.stdout, entries, trend)
        return
    with replacing(chosen.output) as file:
        written = write_entries(file, entries, trend)
    _tell_written(chosen.output, written)


def _write_table(chosen: argparse.Namespace, parts: Iterable[Mapping[str, Sequence[Any]]]) -> list[float | None]:
    """Write or print a table that comes in parts, and give its indices."""
    indices: list[float | None] = []
    watched = _watch_parts(parts, indices)
    if chosen.output is None:
        print(print_table(watched))
        return indices
    with replacing(chosen.output) as file:
        write_rows(file, watched)
    _tell_written(chosen.output, len(indices))
    return indices


def _tell_written(output: Path, count: int) -> None:
    print(f"{count:,} {'result' if count == 1 else 'results'} in {output}", file=sys.stderr)


def _score_codes(chosen: argparse.Namespace, model: Model) -> list[float | None]:
    """Take the road of counted votes: a million rows in seconds, without what needs single raters."""
    from sociable_assessment.batch_table import describe_codes, slice_codes, tabulate_codes, trace_codes
    from sociable_assessment.codes import read_codes

    path, form = chosen.responses[0], with_form(model, chosen.form)
    with _reading(path) as report:
        codes = read_codes(Table(path, model, chosen.organisation, chosen.form), report)
    _tell((path, note) for note in (*codes.notes, *codes.changes))
    _warn(_find_alike(codes.owners))
    if not _wants_json(chosen):
        return _write_table(chosen, (tabulate_codes(form, part) for part in slice_codes(codes)))
    indices: list[float | None] = []
    entries = _progress(describe_codes(form, codes), "scoring", "organisation", total=len(codes.owners))
    _write_json(chosen, _watch(entries, indices), trace_codes(model, form, codes))
    return indices


def _watch(entries: Iterable[dict[str, Any]], indices: list[float | None]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        indices.append(entry["index"])
        yield entry


def _watch_parts(
    parts: Iterable[Mapping[str, Sequence[Any]]], indices: list[float | None]
) -> Iterator[Mapping[str, Sequence[Any]]]:
    for part in parts:
        indices.extend(part["index"])
        yield part


def _bar(**how: Any) -> Any:
    """Show progress on a terminal; silent elsewhere."""
    from tqdm import tqdm

    return tqdm(disable=None, leave=False, **how)


@contextmanager
def _reading(path: Path) -> Iterator[Callable[[int], object]]:
    """Show how much of a file is read; what this gives is told how many bytes that is."""
    with _bar(total=path.stat().st_size if path.is_file() else 0, desc="reading", unit="B", unit_scale=True) as bar:
        yield lambda done: bar.update(done - bar.n)


def _progress(found: Iterable[Any], what: str, unit: str, **how: Any) -> Iterable[Any]:
    bar: Iterable[Any] = _bar(iterable=found, desc=what, unit=f" {unit}s", **how)
    return bar
