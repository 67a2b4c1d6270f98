"""What the facilitator chooses before a session, checked: every fault in one message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sociable_assessment.department_picture import department_title
from sociable_assessment.draft import SIZES
from sociable_assessment.errors import InputError
from sociable_assessment.model import Model, with_form
from sociable_assessment.model_file import parse_model
from sociable_assessment.spelling import fold
from sociable_assessment.workshop.fields import Fields, clean_text
from sociable_assessment.workshop.session import LEAST_GROUP, MOST_GROUP, Setup

NAME_LENGTH, WAVE_LENGTH, SECTOR_LENGTH = 80, 40, 60  # characters
DEPARTMENTS, DEPARTMENT_LENGTH = 20, 40
WHO = {"anonymous": "Anonymous", "named": "Named"}
_SOURCE = "new session"


@lru_cache(maxsize=16)
def model_of(text: str) -> Model:
    """Make the model of a session.

    Args:
        text: its TOML.

    Returns:
        The full model.
    """
    return parse_model(text, "the session's model")


def form_of(setup: Setup) -> Model:
    """Give the form of the model that a session asks.

    Args:
        setup: what was chosen.

    Returns:
        The form, with the items in the order in which they are asked.
    """
    return with_form(model_of(setup.model), setup.form)


def list_forms(texts: Sequence[str]) -> dict[str, str]:
    """List the forms that can be chosen, of each model the full one first.

    Args:
        texts: the TOML of the models.

    Returns:
        Titles by what stands for them in the form: the form's id, behind that of the model if there are several.
    """
    found: dict[str, str] = {}
    for model in map(model_of, texts):
        forms = {"full": ("Full form", len(model.items)), **{f.id: (f.title, len(f.items)) for f in model.forms}}
        for name, (title, count) in forms.items():
            whose = (f"{model.id}/", f"{model.title}, ") if len(texts) > 1 else ("", "")
            found[whose[0] + name] = f"{whose[1]}{title}: {count} questions"
    return found


def read_setup(sent: Fields, texts: Sequence[str]) -> Setup:
    """Read what the facilitator chose.

    Args:
        sent: the fields of the form.
        texts: the TOML of the models that can be chosen.

    Returns:
        The setup.

    Raises:
        InputError: something is missing or not allowed; all of it is named.
    """
    name, _, form = sent.choice("form", "Form", list_forms(texts)).rpartition("/")
    text = next((each for each in texts if model_of(each).id == name), texts[0])
    model = model_of(text)
    setup = Setup(
        organisation=sent.text("organisation", NAME_LENGTH, "Organisation"),
        model=text,
        form=form,
        departments=_read_departments(sent, model),
        named=sent.choice("who", "Anonymous or named", WHO) == "named",
        minimum_group=sent.number("minimum_group", "Smallest group", LEAST_GROUP, MOST_GROUP),
        sector=sent.text("sector", SECTOR_LENGTH),
        size=sent.sent.get("size", "") if sent.sent.get("size", "") in SIZES else "",
        wave=sent.text("wave", WAVE_LENGTH),
    )
    if sent.faults:
        raise InputError(_SOURCE, sent.faults)
    return setup


def _read_departments(sent: Fields, model: Model) -> tuple[str, ...]:
    """Read one department a line; a title from the model's list becomes its id again."""
    lines = [" ".join(line.split()) for line in clean_text(sent.sent.get("departments", "")).splitlines()]
    names = list(dict.fromkeys(line for line in lines if line))
    known = {fold(department_title(each)): each for each in model.departments}
    sent.faults += list(_find_faults(names))
    return tuple(dict.fromkeys(known.get(fold(name), name) for name in names))


def _find_faults(names: list[str]) -> Iterable[str]:
    if len(names) > DEPARTMENTS:
        yield f"Departments: at most {DEPARTMENTS} lines, not {len(names)}"
    if long := [name for name in names if len(name) > DEPARTMENT_LENGTH]:
        yield f"Departments: at most {DEPARTMENT_LENGTH} characters a line, not '{long[0][:DEPARTMENT_LENGTH]} …'"
    if len({fold(name) for name in names}) < len(names):
        yield "Departments: two lines differ only in capitals"
