"""The frame of the board, and the list of sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sociable_assessment.markup import Element, element
from sociable_assessment.workshop.page import Child, Site, render, scrolling
from sociable_assessment.workshop.session import Phase, Session

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
    links += [_tab(site, "board", "Workshops", is_here=False)]
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
    table = [scrolling(element("table", caption, head, element("tbody", *rows), kind="table"), "All sessions")]
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
