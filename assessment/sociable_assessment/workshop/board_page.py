"""The frame of the board, and the facilitator's own pages: sessions, a new one, people, files, closing, deleting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sociable_assessment.department_picture import department_title
from sociable_assessment.draft import SIZES
from sociable_assessment.markup import Element, element
from sociable_assessment.model import Model
from sociable_assessment.workshop.page import (
    Child,
    Site,
    area_field,
    notice,
    render,
    select_field,
    text_field,
)
from sociable_assessment.workshop.secret_words import spell_code
from sociable_assessment.workshop.session import LEAST_GROUP, MOST_GROUP, Participant, Phase, Session
from sociable_assessment.workshop.setting_up import NAME_LENGTH, SECTOR_LENGTH, WAVE_LENGTH, WHO, list_forms

PHASES = {Phase.ANSWERING: "answers are coming in", Phase.REVEALED: "answers shown", Phase.CLOSED: "closed"}


def board(site: Site, session: Session, here: str, *main: Child, kind: str = "screen", live: str = "") -> str:
    """Write a page of the board.

    Args:
        site: where the pages stand.
        session: the session.
        here: which page of the board this is.
        main: what it shows.
        kind: "screen" for the room, "desk" for the facilitator's own eyes.
        live: what is compared to find out whether the page has changed; "" for a page that stays.

    Returns:
        The page.
    """
    watched = {"id": "live", "data_live": live, "data_every": "board"} if live else {"id": "live-not"}
    skip = element("a", "Skip to the page", href=f"#{watched['id']}", kind="skip-link")
    head = element("header", element("p", session.setup.organisation), _navigation(site, session, here), kind="top")
    title = f"{here.replace('-', ' ').capitalize() or 'Board'}: {session.setup.organisation}"
    return render(site, title, skip, head, element("main", *main, **watched), kind=kind)


def _navigation(site: Site, session: Session, here: str) -> Element:
    path = f"board/{session.id}"
    shown = [("agenda", "Agenda"), ("position", "Position"), ("steps", "Next step"), ("departments", "Departments")]
    pages = [*shown, ("actions", "Actions"), ("files", "Files")] if session.is_revealed else [("", "Answers")]
    links = [_tab(site, f"{path}/{name}" if name else path, title, is_here=name == here) for name, title in pages]
    links += [_tab(site, f"{path}/people", "People", is_here=here == "people")]
    links += [_tab(site, f"{path}/end", "Close", is_here=here == "end")]
    return element("nav", *links, aria_label="Board")


def _tab(site: Site, path: str, title: str, *, is_here: bool) -> Element:
    here = {"aria_current": "page"} if is_here else {}
    return element("a", title, href=f"{site.base}{path}", **here)


def list_page(site: Site, sessions: Sequence[tuple[Session, int]]) -> str:
    """List the sessions.

    Args:
        site: where the pages stand.
        sessions: each with how many people joined.

    Returns:
        The page.
    """
    new = element("p", site.link("board/new", "New session", "button main"), kind="turn")
    rows = [_session_row(site, session, joined) for session, joined in sessions]
    head = element(
        "thead", element("tr", *(element("th", t, scope="col") for t in ("Session", "Made", "State", "People")))
    )
    caption = element("caption", "All sessions in this store, the newest first")
    table = [element("div", element("table", caption, head, element("tbody", *rows), kind="table"), kind="scroll")]
    empty = [element("p", "No session yet. A session is one organisation, one room, one set of answers.")]
    main = element("main", element("h1", "Workshops"), *(table if rows else empty), new)
    return render(site, "Workshops", main, kind="desk")


def _session_row(site: Site, session: Session, joined: int) -> Element:
    name = f"{session.setup.organisation}{f', {session.setup.wave}' if session.setup.wave else ''}"
    link = site.link(f"board/{session.id}", name, "skip")
    texts = (say_time(session.made_at), PHASES[session.phase], str(joined))
    return element("tr", element("th", link, scope="row"), *(element("td", text) for text in texts))


def say_people(count: int) -> str:
    """Count people in words.

    Args:
        count: how many.

    Returns:
        Such as "1 person".

    >>> say_people(1), say_people(8)
    ('1 person', '8 people')
    """
    return "1 person" if count == 1 else f"{count} people"


def say_time(at: float) -> str:
    """Say when something was, by this machine's clock.

    Args:
        at: seconds since 1970.

    Returns:
        Such as "14 September 2026, 09:30".
    """
    found = datetime.fromtimestamp(at).astimezone()
    return f"{found.day} {found:%B %Y, %H:%M}"


def new_page(site: Site, model: Model, sent: Mapping[str, str] | None = None, faults: Sequence[str] = ()) -> str:
    """Ask what the session shall be.

    Args:
        site: where the pages stand.
        model: the full model.
        sent: what was typed.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    usual = {"who": "anonymous", "minimum_group": "3", "form": "full"}
    told = {**usual, "departments": "\n".join(map(department_title, model.departments)), **(sent or {})}
    sizes = {"": "Not said", **{each: each for each in SIZES}}
    about = element(
        "div",
        text_field("organisation", "Organisation", told.get("organisation", ""), maxlength=str(NAME_LENGTH)),
        text_field("wave", "Wave (optional)", told.get("wave", ""), "Such as 2026.", maxlength=str(WAVE_LENGTH)),
        text_field("sector", "Sector (optional)", told.get("sector", ""), maxlength=str(SECTOR_LENGTH)),
        select_field("size", "People (optional)", sizes, told.get("size", "")),
        kind="columns",
    )
    group = text_field(
        "minimum_group",
        "Smallest group",
        told["minimum_group"],
        "Votes of fewer people are never shown apart.",
        type="number",
        min=str(LEAST_GROUP),
        max=str(MOST_GROUP),
    )
    hint = "One a line. People choose from this list, and from no other."
    listed = area_field("departments", "Departments", told["departments"], hint, rows="9")
    who = "Anonymous: numbers on the screen, no name anywhere. Named: names on the screen and in the file of answers."
    before = element("input", type="file", id="before", name="before", accept=".json")
    label = element("label", "Result of last time (optional)", **{"for": "before"})
    last = element("p", label, element("span", "Its actions are asked after.", kind="hint"), before, kind="field")
    fixed = [select_field("form", "Questions", list_forms(model), told["form"])]
    fixed += [select_field("who", "Anonymous or named", WHO, told["who"], who), group, listed, last]
    note = element(
        "p", "All of this is fixed once the session is made, and shown to everybody who joins.", kind="quiet"
    )
    make = element(
        "p", element("button", "Make the session", kind="main"), site.link("board", "Cancel", "skip"), kind="turn"
    )
    form = site.form("board/new", about, *fixed, note, make, enctype="multipart/form-data")
    main = element(
        "main",
        element("h1", "New session"),
        element("p", f"Model: {model.title}, {model.version}"),
        *notice(faults),
        form,
    )
    return render(site, "New session", main, kind="desk")


def people_page(
    site: Site,
    session: Session,
    people: Sequence[Participant],
    counts: Mapping[int, int],
    audit: Sequence[tuple[float, str]],
) -> str:
    """List who joined, with what can be put right, and what has been done.

    Args:
        site: where the pages stand.
        session: the session.
        people: the participants.
        counts: how many questions each answered.
        audit: times and lines.

    Returns:
        The page.
    """
    path = f"board/{session.id}/do"
    rows = [_person_row(site, session, person, counts) for person in people]
    titles = ("Who", "Department", "Answered", "")
    head = element(
        "thead", element("tr", *(element("th" if t else "td", t, **({"scope": "col"} if t else {})) for t in titles))
    )
    table = element("table", element("caption", "Who has joined"), head, element("tbody", *rows), kind="table")
    fixed = ["The answers have been shown: nobody can be moved or taken out, as the difference would show their votes."]
    door = ("close-door", "Let nobody in any more") if session.joining else ("open-door", "Let people in again")
    doors = element(
        "div", site.button(f"{path}/{door[0]}", door[1]), site.button(f"{path}/new-code", "New join code"), kind="turn"
    )
    code = f"Join code {spell_code(session.join_code)}, {'open' if session.joining else 'closed'}."
    lines = [element("li", f"{say_time(at)}: {line}") for at, line in audit]
    return board(
        site,
        session,
        "people",
        element("h1", say_people(len(people)) if people else "Nobody has joined yet"),
        *([element("p", fixed[0], kind="quiet")] if session.is_revealed else []),
        *([element("div", table, kind="scroll")] if people else []),
        *([element("p", code), doors] if session.phase is not Phase.CLOSED else []),
        element("h2", "What was done"),
        element("ol", *lines),
        kind="desk",
    )


def _person_row(site: Site, session: Session, person: Participant, counts: Mapping[int, int]) -> Element:
    state = " (taken out)" if person.removed else " (came after the reveal)" if person.late else ""
    cells: list[Child] = [department_title(person.department) or "–", str(counts.get(person.id, 0))]
    tools = [] if session.is_revealed or person.removed else _tools(site, session, person)
    name = element("th", person.title + state, scope="row")
    return element("tr", name, *(element("td", cell) for cell in cells), element("td", *tools))


def _tools(site: Site, session: Session, person: Participant) -> list[Element]:
    path, number = f"board/{session.id}/do", str(person.number)
    options = {"": "No department", **{each: department_title(each) for each in session.setup.departments}}
    listed = [
        element("option", title, value=key, **({"selected": ""} if key == person.department else {}))
        for key, title in options.items()
    ]
    box = element("select", *listed, name="department", aria_label=f"Department of {person.title}")
    sent = element("input", type="hidden", name="number", value=number)
    move = site.form(f"{path}/move", sent, box, element("button", "Move"), kind="inline")
    out = site.button(f"{path}/remove", "Take out", "risky", number=number)
    return [*([move] if session.setup.departments else []), out]
