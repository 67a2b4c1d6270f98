"""The pages on which people come in and come back, on any phone, and what they are told before they join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sociable_assessment.department_picture import department_title
from sociable_assessment.markup import Element, element
from sociable_assessment.workshop.page import Site, notice, render, select_field, text_field
from sociable_assessment.workshop.secret_words import RETURN_LENGTH, read_code, spell_code
from sociable_assessment.workshop.session import Session
from sociable_assessment.workshop.setting_up import NAME_LENGTH, form_of

_CODE_LOOK = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "inputmode": "text"}


def enter_page(site: Site, code: str = "", faults: Sequence[str] = ()) -> str:
    """Ask for the join code.

    Args:
        site: where the pages stand.
        code: what was typed.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    field = text_field("code", "Join code", code, "Six letters and figures, on the screen in the room.", **_CODE_LOOK)
    form = site.form("", field, element("button", "Go on", kind="main"))
    back = element("p", site.link("return", "I was here before, and have a return code", "skip"))
    is_return = faults and len(read_code(code)) == RETURN_LENGTH
    there = [element("p", site.link("return", "Use a return code", "button"), kind="turn")] if is_return else []
    heading = element("h1", "Join the workshop")
    return render(site, "Join", element("main", heading, *notice(faults), *there, form, back))


def return_page(site: Site, code: str = "", faults: Sequence[str] = ()) -> str:
    """Ask for the return code.

    Args:
        site: where the pages stand.
        code: what was typed.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    field = text_field(
        "code", "Return code", code, "Ten letters and figures, shown to you when you joined.", **_CODE_LOOK
    )
    form = site.form("return", field, element("button", "Go on where I was", kind="main"))
    told = element("p", "Your answers are kept on the server. This code brings you back to them on any device.")
    first = element("p", site.link("", "I am here for the first time", "skip"))
    return render(site, "Come back", element("main", element("h1", "Come back"), *notice(faults), told, form, first))


def join_page(site: Site, session: Session, sent: Mapping[str, str], faults: Sequence[str] = ()) -> str:
    """Tell what was chosen for the session, and ask for what it needs to know.

    Args:
        site: where the pages stand.
        session: the session.
        sent: what was typed.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    setup = session.setup
    fields: list[Element] = []
    if setup.named:
        fields.append(
            text_field("name", "Your name", sent.get("name", ""), maxlength=str(NAME_LENGTH), autocomplete="name")
        )
    if setup.departments:
        options = {"": "Rather not say", **{each: department_title(each) for each in setup.departments}}
        fields.append(select_field("department", "Your department", options, sent.get("department", "")))
    form = site.form(f"join/{session.join_code}", *fields, element("button", "Join", kind="main"))
    lines = [element("li", line) for line in say_rules(session)]
    head = element("p", "Workshop", kind="eyebrow"), element("h1", setup.organisation)
    return render(site, setup.organisation, element("main", *head, *notice(faults), element("ul", *lines), form))


def say_rules(session: Session) -> list[str]:
    """Say what was fixed before the session, as all who join are told.

    Args:
        session: the session.

    Returns:
        Sentences.
    """
    setup = session.setup
    count = len(form_of(setup).items)
    if setup.named:
        who = "This session is named: your name stands on the screen, and beside your answers in the file of answers."
    else:
        who = "This session is anonymous: nobody is told who answered what, not even the person who runs it."
    late = (
        ["The answers have been shown already: you can watch and discuss, but not vote."] if session.is_revealed else []
    )
    return [
        *late,
        f"{count} questions, about {max(3, round(count * 0.7))} minutes. Each answer is kept as you give it.",
        "Nobody sees any answer before the facilitator shows all of them at once.",
        who,
        f"Answers are shown together, and never those of fewer than {setup.minimum_group} people.",
        "What you write in your own words stands in the report word for word, without a name.",
    ]


def welcome_page(site: Site, session: Session, code: str) -> str:
    """Show the return code, once somebody has joined.

    Args:
        site: where the pages stand.
        session: the session.
        code: the return code; "" on a device that does not know it.

    Returns:
        The page.
    """
    shown = [element("p", spell_code(code), kind="code")] if code else []
    unknown = [] if code else ["This device does not know it: it was shown on the one you joined with."]
    main = element(
        "main",
        element("h1", "You are in" if code else "Your return code"),
        element("p", "This is your return code:") if code else element("p", *unknown),
        *shown,
        element(
            "p",
            "If your phone locks, the line drops or you change to another device, it brings you back to your answers.",
        ),
        element("p", "Write it down, or take a picture of this page. Keep it to yourself.", kind="quiet"),
        element("p", site.link(f"s/{session.id}/go", "To the questions", "button main"), kind="turn"),
    )
    return render(site, session.setup.organisation, main)


def message_page(site: Site, title: str, lines: Sequence[str], way: Element | None = None) -> str:
    """Say that something can't be done.

    Args:
        site: where the pages stand.
        title: what happened.
        lines: what it means, and what to do.
        way: a link to go on.

    Returns:
        The page.
    """
    on = [element("p", way, kind="turn")] if way else []
    return render(site, title, element("main", element("h1", title), *(element("p", line) for line in lines), *on))
