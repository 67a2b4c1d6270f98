"""Read and write responses as JSON (`sociable-responses/1`)."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, quote
from sociable_assessment.files import read_text, replacing
from sociable_assessment.history import Fates
from sociable_assessment.model import Model
from sociable_assessment.response_check import find_faults
from sociable_assessment.responses import AgreedAction, Answer, Consensus, Organisation, Rater, Responses

FORMAT = "sociable-responses/1"
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


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
    data, faults = _load(text, source)
    if not isinstance(data, dict) or (data.get("format") != FORMAT and "raters" not in data):
        raise InputError(source, [f"this is not a responses file: {_tell_format(data)}"])
    fates = Fates(model)
    if faults := [*faults, *find_faults(data, model, fates)]:
        raise InputError(source, faults)
    return _build(data, fates)


def _tell_format(data: object) -> str:
    given = data.get("format") if isinstance(data, dict) else None
    if not isinstance(given, str):
        return f'it has no "format": "{FORMAT}"'
    hint = "; score the responses that it came from" if given.startswith("sociable-result/") else ""
    return f"its format is {quote(given)}, not '{FORMAT}'{hint}"


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
    data, faults = _load(text, source)
    if faults:
        raise InputError(source, faults)
    return data


def _load(text: str, source: str) -> tuple[Any, list[str]]:
    """Parse JSON; what it allows and we don't is told with the other faults."""
    twice: dict[str, None] = {}

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice.update(dict.fromkeys(name for name, times in Counter(name for name, _ in pairs).items() if times > 1))
        return found

    try:
        data = json.loads(text, object_pairs_hook=unique, parse_int=_read_number)
    except json.JSONDecodeError as error:
        cut = "it ends too early" if not text[error.pos :].strip() else error.msg
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(source, [f"{where}: this is not JSON ({cut}); it may be cut off or edited by hand"]) from None
    except RecursionError:
        raise InputError(source, ["this is not our JSON: it is nested too deeply"]) from None
    faults = [f"key {quote(name)} stands twice in one object" for name in twice]
    return data, [*faults, *_half_characters(text, data)]


def _read_number(digits: str) -> float:
    """Read a whole number; one of thousands of digits, which Python does not convert, is as wrong as infinity."""
    return int(digits) if len(digits) < 20 else math.inf  # noqa: PLR2004 - no number of ours is as long


def _half_characters(text: str, data: object) -> list[str]:
    """Find halves of a character (a surrogate without its other half), which can't be written again."""
    if _SURROGATE.search(text) is None:
        return []
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        return [f"it holds half a character, \\u{ord(error.object[error.start]):04x}; write that text anew"]
    return []


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
        departments=tuple(data.get("departments", ())),
        minimum_group=data.get("minimum_group"),
        actions=tuple(AgreedAction(**each) for each in data.get("actions", ())),
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
    actions = [{"do": each.do, "owner": each.owner, "due": each.due} for each in responses.actions]
    extra = {"departments": responses.departments, "minimum_group": responses.minimum_group, "actions": actions}
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
        **{key: value for key, value in extra.items() if value},  # a file without a workshop stays as it was
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
        InputError: a rater stands in two files, or the files disagree on the consensus, the form or the organisation.
    """
    joined: dict[tuple[str, str], tuple[str, Responses]] = {}
    faults: list[str] = []
    for source, each in found:
        key = each.organisation.name, each.wave
        if key not in joined:
            joined[key] = source, each
            continue
        first, before = joined[key]
        where = f"{quote(key[0])}, wave {quote(key[1])}: " if key[1] else f"{quote(key[0])}: "
        faults += [f"{where}{clash}" for clash in _clashes(before, each, f"{first} and {source}")]
        joined[key] = first, _join(before, each)
    if faults:
        together = "the files together"
        raise InputError(together, faults)
    return [responses for _, responses in joined.values()]


def _clashes(before: Responses, after: Responses, files: str) -> Iterator[str]:
    known = {rater.id for rater in before.raters}
    yield from (f"rater {quote(each.id)} stands in both {files}" for each in after.raters if each.id in known)
    for item, agreed in after.consensus.items():
        if before.consensus.get(item, agreed) != agreed:
            yield f"{files} record another consensus on '{item}'"
    if before.form != after.form:
        yield f"{files} are on the forms '{before.form}' and '{after.form}'; give one of them with --form"
    for name in ("sector", "size"):
        one, other = getattr(before.organisation, name), getattr(after.organisation, name)
        if one and other and one != other:
            yield f"{files} give its {name} as {quote(one)} and as {quote(other)}"


def _join(before: Responses, after: Responses) -> Responses:
    one, other = before.organisation, after.organisation
    return replace(
        before,
        organisation=replace(one, sector=one.sector or other.sector, size=one.size or other.size),
        raters=before.raters + after.raters,
        consensus={**before.consensus, **after.consensus},
        changes=tuple(dict.fromkeys(before.changes + after.changes)),
        departments=tuple(dict.fromkeys(before.departments + after.departments)),
        minimum_group=max(before.minimum_group or 0, after.minimum_group or 0) or None,
        actions=tuple(dict.fromkeys(before.actions + after.actions)),
    )


def find_alone(found: Iterable[Responses]) -> list[str]:
    """Find a consensus that no rater belongs to, though there are raters: organisation or wave may be misspelt.

    Args:
        found: responses, joined.

    Returns:
        One sentence for each.
    """
    known = list(found)
    alone = [each for each in known if not each.raters] if any(each.raters for each in known) else []
    places = [(quote(each.organisation.name), f", wave {quote(each.wave)}" if each.wave else "") for each in alone]
    return [f"no rater belongs to the consensus of {name}{wave}, so it is scored alone" for name, wave in places]
