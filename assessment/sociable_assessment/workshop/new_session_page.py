"""What the facilitator chooses for a new session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sociable_assessment.department_picture import department_title
from sociable_assessment.draft import SIZES
from sociable_assessment.markup import Element, element
from sociable_assessment.workshop.page import Site, area_field, notice, render, select_field, text_field
from sociable_assessment.workshop.session import LEAST_GROUP, MOST_GROUP
from sociable_assessment.workshop.setting_up import NAME_LENGTH, SECTOR_LENGTH, WAVE_LENGTH, WHO, list_forms, model_of


def new_page(
    site: Site, texts: Sequence[str], sent: Mapping[str, str] | None = None, faults: Sequence[str] = ()
) -> str:
    """Ask what the session shall be.

    Args:
        site: where the pages stand.
        texts: the TOML of the models that can be chosen.
        sent: what was typed.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    models = [model_of(text) for text in texts]
    departments = "\n".join(map(department_title, models[0].departments))
    told = {"who": "anonymous", "minimum_group": "3", "form": "", "departments": departments, **(sent or {})}
    note = "All of this is fixed once the session is made, and shown to everybody who joins."
    make = element("button", "Make the session", kind="main")
    form = site.form(
        "board/new",
        _about(told),
        *_fixed(texts, told),
        _last_time(),
        element("p", note, kind="quiet"),
        element("p", make, site.link("board", "Cancel", "skip"), kind="turn"),
        enctype="multipart/form-data",
    )
    named = ", ".join(f"{model.title}, version {model.version}" for model in models)
    of_model = element("p", f"Model: {named}", kind="quiet")
    return render(
        site, "New session", element("main", element("h1", "New session"), of_model, *notice(faults), form), kind="desk"
    )


def _about(told: Mapping[str, str]) -> Element:
    sizes = {"": "Not said", **{each: each for each in SIZES}}
    return element(
        "div",
        text_field("organisation", "Organisation", told.get("organisation", ""), maxlength=str(NAME_LENGTH)),
        text_field("wave", "Wave, such as 2026 (optional)", told.get("wave", ""), maxlength=str(WAVE_LENGTH)),
        text_field("sector", "Sector (optional)", told.get("sector", ""), maxlength=str(SECTOR_LENGTH)),
        select_field("size", "People (optional)", sizes, told.get("size", "")),
        kind="columns",
    )


def _fixed(texts: Sequence[str], told: Mapping[str, str]) -> list[Element]:
    who = "Anonymous: numbers on the screen, no name anywhere. Named: names on the screen and in the file of answers."
    least, most = {"type": "number", "min": str(LEAST_GROUP)}, {"max": str(MOST_GROUP)}
    few = "Votes of fewer people are never shown apart."
    listed = "One a line. People choose from this list, and from no other."
    return [
        select_field("form", "Questions", list_forms(texts), told["form"]),
        select_field("who", "Anonymous or named", WHO, told["who"], who),
        text_field("minimum_group", "Smallest group", told["minimum_group"], few, **least, **most),
        area_field("departments", "Departments", told["departments"], listed, rows="9"),
    ]


def _last_time() -> Element:
    box = element("input", type="file", id="before", name="before", accept=".json", aria_describedby="before-hint")
    hint = element("span", "The actions in it are asked after.", kind="hint", id="before-hint")
    return element(
        "p", element("label", "Result of last time (optional)", **{"for": "before"}), hint, box, kind="field"
    )
