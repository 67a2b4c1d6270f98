"""Read and write responses as JSON (`sociable-responses/1`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError
from sociable_assessment.files import read_text, replacing
from sociable_assessment.history import Fates
from sociable_assessment.model import Model
from sociable_assessment.response_check import find_faults
from sociable_assessment.responses import Answer, Consensus, Organisation, Rater, Responses

FORMAT = "sociable-responses/1"


def read_responses(path: Path, model: Model) -> Responses:
    """Read one organisation's responses from a JSON file.

    Args:
        path: the file.
        model: the full model; answers to an older version of it are taken, with what changed listed.

    Returns:
        The responses, by today's item ids.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
    """
    return parse_responses(read_text(path), model, str(path))


def parse_responses(text: str, model: Model, source: str) -> Responses:
    """Make responses of JSON text.

    Args:
        text: the JSON.
        model: the full model.
        source: what the text is called in messages.

    Returns:
        The responses, by today's item ids.

    Raises:
        InputError: the text has faults; all of them are named.
    """
    data = load_json(text, source)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(source, [f"this is not a responses file: it has no \"format\": \"{FORMAT}\""])
    fates = Fates(model)
    if faults := find_faults(data, model, fates):
        raise InputError(source, faults)
    return _build(data, fates)


def load_json(text: str, source: str) -> Any:
    """Parse JSON that may be bad.

    Args:
        text: the JSON.
        source: what the text is called in messages.

    Returns:
        The data.

    Raises:
        InputError: it is not JSON, or a key stands twice in one object.
    """
    twice: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        names = [name for name, _ in pairs]
        twice.extend(name for name in found if names.count(name) > 1)
        return found

    try:
        data = json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        cut = "it ends too early" if not text[error.pos :].strip() else error.msg
        msg = f"line {error.lineno}, column {error.colno}: this is not JSON ({cut}); it may be cut off or edited by hand"
        raise InputError(source, [msg]) from None
    except RecursionError:
        raise InputError(source, ["this is not our JSON: it is nested too deeply"]) from None
    if twice:
        raise InputError(source, [f"key '{name}' stands twice in one object" for name in twice])
    return data


def _build(data: Mapping[str, Any], fates: Fates) -> Responses:
    consensus = {fates.follow(name): Consensus(**each) for name, each in data.get("consensus", {}).items()}
    return Responses(
        organisation=Organisation(**data["organisation"]),
        raters=tuple(_rater(each, fates) for each in data["raters"]),
        wave=data.get("wave", ""),
        consensus={name: each for name, each in consensus.items() if name},
        model_id=data["model"]["id"],
        model_version=data["model"]["version"],
        form=data.get("form", "full"),
        changes=tuple(fates.changes),
    )


def _rater(data: Mapping[str, Any], fates: Fates) -> Rater:
    answers = {fates.follow(name): Answer(**answer) for name, answer in data["answers"].items()}
    kept = {name: answer for name, answer in answers.items() if name}
    return Rater(data["id"], kept, data.get("department", ""), data.get("assessed_on", ""))


def to_data(responses: Responses) -> dict[str, Any]:
    """Turn responses into the data of a responses file.

    Args:
        responses: the responses.

    Returns:
        What `write_responses` writes as JSON.
    """
    organisation = responses.organisation
    return {
        "format": FORMAT,
        "model": {"id": responses.model_id, "version": responses.model_version},
        **({"form": responses.form} if responses.form != "full" else {}),
        "organisation": {"name": organisation.name, "sector": organisation.sector, "size": organisation.size},
        "wave": responses.wave,
        "raters": [_rater_data(rater) for rater in responses.raters],
        "consensus": {
            name: {"option": c.option, "reason": c.reason, "dissent": c.dissent}
            for name, c in responses.consensus.items()
        },
    }


def _rater_data(rater: Rater) -> dict[str, Any]:
    answers = {item: answer_data(answer) for item, answer in rater.answers.items()}
    return {"id": rater.id, "department": rater.department, "assessed_on": rater.assessed_on, "answers": answers}


def answer_data(answer: Answer) -> dict[str, Any]:
    """Turn one answer into the data of a responses file.

    Args:
        answer: the answer.

    Returns:
        Its keys, the empty ones left out.

    >>> answer_data(Answer(option="experiment"))
    {'option': 'experiment'}
    """
    keys = ("option", "dont_know", "not_applicable", "evidence")
    return {key: getattr(answer, key) for key in keys if getattr(answer, key)}


def write_responses(path: Path, responses: Responses) -> None:
    """Write responses as JSON, beside and renamed.

    Args:
        path: the file; one that exists is replaced.
        responses: the responses.

    Raises:
        InputError: the place can't be written to.
    """
    with replacing(path) as file:
        json.dump(to_data(responses), file, ensure_ascii=False, indent=2)
        file.write("\n")


def digest(responses: Responses) -> str:
    """Sum up responses, so that a result tells which ones it came from.

    Args:
        responses: the responses.

    Returns:
        "sha256:" and 64 hexadecimal digits, the same for the same answers in any order.
    """
    data = to_data(replace(responses, raters=tuple(sorted(responses.raters, key=lambda rater: rater.id))))
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def merge(found: Iterable[tuple[str, Responses]]) -> list[Responses]:
    """Join responses of the same organisation and wave from several files.

    Args:
        found: file names and what was read from them.

    Returns:
        One a pair of organisation and wave, in the order met.

    Raises:
        InputError: a rater stands in two files, or the files disagree on a consensus.
    """
    joined: dict[tuple[str, str], tuple[str, Responses]] = {}
    faults: list[str] = []
    for source, each in found:
        key = each.organisation.name, each.wave
        if key not in joined:
            joined[key] = source, each
            continue
        first, before = joined[key]
        known = {rater.id for rater in before.raters}
        where = f"{each.organisation.name}, wave '{each.wave}'"
        faults += [f"{where}: rater '{r.id}' stands in {first} and in {source}" for r in each.raters if r.id in known]
        clash = [i for i, c in each.consensus.items() if before.consensus.get(i, c) != c]
        faults += [f"{where}: {first} and {source} record another consensus on '{item}'" for item in clash]
        both = replace(
            before, raters=before.raters + each.raters, consensus={**before.consensus, **each.consensus}
        )
        joined[key] = first, both
    if faults:
        raise InputError("the files together", faults)
    return [responses for _, responses in joined.values()]
