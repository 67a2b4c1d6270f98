"""One person's answers in the making: from the form to responses and back, and the files they are kept in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sociable_assessment.model import Model
from sociable_assessment.response_file import answer_data
from sociable_assessment.responses import Answer, Organisation, Rater, Responses

ENDING = ".responses.json"
RATER = "self"
DETAILS = ("name", "sector", "size", "wave", "form")
SIZES = ("1-9", "10-49", "50-249", "250-999", "1000-4999", "5000+")

Answers = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A responses file that can be loaded, and what it is called in a list."""

    path: Path
    label: str


def build_responses(
    model: Model, answers: Mapping[str, Mapping[str, Any]], details: Mapping[str, str], today: str
) -> Responses:
    """Turn what the form holds into responses.

    Args:
        model: the full model; answers to items that it lacks are left out.
        answers: by item id, with the keys of a responses file.
        details: name, sector, size, wave and form, as far as given.
        today: the date, as 2026-09-14.

    Returns:
        Responses of one rater.

    >>> from sociable_assessment.model_file import read_model
    >>> given = {"goals-named": {"option": "experiment"}}
    >>> made = build_responses(read_model(), given, {"name": "Aurora"}, "2026-09-14")
    >>> made.organisation.name, made.raters[0].answers["goals-named"].option
    ('Aurora', 'experiment')
    """
    told = {key: details.get(key, "").strip() for key in DETAILS}
    kept = {item: Answer(**answer) for item, answer in answers.items() if item in model.item_by_id}
    return Responses(
        organisation=Organisation(told["name"], told["sector"], told["size"]),
        raters=(Rater(RATER, kept, assessed_on=today),),
        wave=told["wave"],
        model_id=model.id,
        model_version=model.version,
        form=told["form"] or "full",
    )


def list_details(model: Model, size: str = "") -> list[dict[str, Any]]:
    """List the fields that ask whose answers these are.

    Args:
        model: the full model.
        size: a size that is in use, if not one of the usual ones.

    Returns:
        Fields, as the `Controls` widget takes them.
    """
    sizes = list(dict.fromkeys([*SIZES, *filter(None, [size])]))
    forms = [["full", f"Full: {len(model.items)} questions"]]
    forms += [[form.id, f"{form.title}: {len(form.items)} questions"] for form in model.forms]
    return [
        {"id": "name", "label": "Organisation", "wide": True},
        {"id": "sector", "label": "Sector"},
        {"id": "size", "label": "People", "options": [["", "Choose"], *([each, each] for each in sizes)]},
        {"id": "wave", "label": "Year or round"},
        {"id": "form", "label": "Form", "options": forms, "wide": True},
    ]


def split_responses(responses: Responses) -> tuple[Answers, dict[str, str]]:
    """Turn one rater's responses into what the form holds.

    Args:
        responses: responses of one rater.

    Returns:
        The answers and the details.
    """
    organisation = responses.organisation
    answers = {item: answer_data(answer) for item, answer in responses.raters[0].answers.items()}
    values = (organisation.name, organisation.sector, organisation.size, responses.wave, responses.form)
    return answers, dict(zip(DETAILS, values, strict=True))


def is_personal(responses: Responses) -> bool:
    """Tell whether responses are one person's, so that they can be gone on with.

    Args:
        responses: what was read from a file.

    Returns:
        False for a panel or a recorded consensus.
    """
    return len(responses.raters) == 1 and not responses.consensus


def file_name(name: str, wave: str) -> str:
    """Name the file of an organisation's answers.

    Args:
        name: the organisation's name.
        wave: when it answered; "" for no wave.

    Returns:
        A name that every file system takes.

    >>> file_name("Müller & Söhne / GmbH", "2026"), file_name("東京", "")
    ('muller-sohne-gmbh-2026.responses.json', '東京.responses.json')
    """
    return f"{_slug(f'{name} {wave}') or 'organisation'}{ENDING}"


def _slug(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = re.findall(r"\w+", unicodedata.normalize("NFC", bare).lower().replace("_", " "))
    return "-".join(words)[:80].strip("-")


def list_files(folder: Path | None) -> list[SavedFile]:
    """List the responses that can be loaded: those saved in a folder, then the examples.

    Args:
        folder: where answers are saved; None for nowhere.

    Returns:
        The files, each by name.
    """
    saved = sorted(path for path in folder.glob(f"*{ENDING}") if path.is_file()) if folder else []
    examples = Path(str(files("sociable_assessment").joinpath("examples")))
    shipped = [path for path in sorted(examples.glob("*.json")) if not path.stem.endswith("consensus")]
    return [
        *(SavedFile(path, path.name) for path in saved),
        *(SavedFile(path, f"Example: {path.stem.replace('_', ' ')}") for path in shipped),
    ]


def choose_path(folder: Path, responses: Responses, known: Iterable[Path]) -> Path:
    """Choose where to save, so that nobody else's answers are replaced.

    Args:
        folder: where answers are saved.
        responses: what is to be saved.
        known: the files that these very answers were saved to or loaded from.

    Returns:
        The usual name, or, where that is taken by other answers, one with a number.
    """
    usual = folder / file_name(responses.organisation.name, responses.wave)
    path, number = usual, 1
    while path.exists() and path not in known:
        number += 1
        path = usual.with_name(f"{usual.name.removesuffix(ENDING)}-{number}{ENDING}")
    return path
