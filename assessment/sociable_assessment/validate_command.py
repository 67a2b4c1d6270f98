"""`sociable-assess validate`: find every fault of a model."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sociable_assessment.errors import InputError, SociableError
from sociable_assessment.model import Model, with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.regions import regions

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = commands.add_parser(
        "validate",
        help="find every fault of a model",
        description="Find every fault of a maturity model, and sum up a sound one.",
        epilog="example:\n  sociable-assess validate my_model.toml",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", metavar="MODEL", help="a TOML file, or the id of a shipped model (social-maturity)")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Check the model and print what it holds.

    Args:
        chosen: the parsed arguments.

    Returns:
        0 sound, 1 sound with cautions, 2 refused.
    """
    try:
        model = read_model(chosen.model)
    except SociableError as error:
        if not chosen.json:
            raise
        _print_json(chosen.model, error.faults if isinstance(error, InputError) else [str(error)], [])
        return 2
    cautions = find_cautions(model)
    if chosen.json:
        _print_json(chosen.model, [], cautions)
    else:
        print("\n".join([*sum_up(model), *(f"caution: {each}" for each in cautions)]))
    return 1 if cautions else 0


def _print_json(model: str, faults: Sequence[str], cautions: Sequence[str]) -> None:
    print(json.dumps({"model": model, "faults": list(faults), "cautions": list(cautions)}, indent=2))


def sum_up(model: Model) -> list[str]:
    """Say what a model holds.

    Args:
        model: the model.

    Returns:
        Lines of text.
    """
    starts = ", ".join(f"{each.stage} from index {each.index:.0f}" for each in regions(model))
    forms = ", ".join(f"{each.id} ({len(each.items)} items)" for each in model.forms)
    names = ", ".join(node.id for node in model.dimensions)
    return [
        f"{model.id} {model.version}: {model.title}",
        f"  {len(model.items)} items" + (f" in {len(model.dimensions)} dimensions: {names}" if names else ""),
        f"  stages: {starts or 'none'}",
        f"  forms: full ({len(model.items)} items){', ' if forms else ''}{forms}",
        "  no fault found",
    ]


def find_cautions(model: Model) -> list[str]:
    """Find what is allowed and yet probably not meant.

    Args:
        model: a sound model.

    Returns:
        One sentence a caution.
    """
    cautions = [*_find_strays(model), *_find_twins(model)]
    if len(model.stages) > 1:
        asked = {i.id for stage in model.stages for clause in stage.gate for i in model.clause_items(clause)}
        idle = [item.id for item in model.items if item.id not in asked]
        cautions += [f"no gate asks for {', '.join(idle)}"] if idle else []
        single = {clause.item for stage in model.stages for clause in stage.gate}
        loose = [item.id for item in model.items if item.key and item.id not in single]
        cautions += [f"key items without a clause of their own: {', '.join(loose)}"] if loose else []
    for form in model.forms:
        for node in model.dimensions:
            if node not in with_form(model, form.id).nodes:
                cautions.append(f"form '{form.id}' has no item of dimension '{node.id}'")
    return cautions


def _find_strays(model: Model) -> list[str]:
    """Find items beside the dimensions: their `parent` may have been forgotten."""
    stray = [item.id for item in model.items if item.parent == model.id]
    if not stray or not model.dimensions:
        return []
    stand = "1 item stands" if len(stray) == 1 else f"{len(stray)} items stand"
    beside = "1 dimension" if len(model.dimensions) == 1 else f"{len(model.dimensions)} dimensions"
    return [f"{stand} right below the root beside {beside}: {', '.join(stray)}"]


def _find_twins(model: Model) -> list[str]:
    """Find ids that differ in their capitals alone."""
    ids: dict[str, list[str]] = {}
    for item in model.items:
        ids.setdefault(item.id.casefold(), []).append(item.id)
    return [f"items {' and '.join(each)} differ in their capitals alone" for each in ids.values() if len(each) > 1]
