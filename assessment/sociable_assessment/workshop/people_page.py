"""Who has joined, with what can be put right before the reveal, and what has been done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sociable_assessment.department_picture import department_title
from sociable_assessment.markup import Element, element
from sociable_assessment.workshop.board_page import board, say_people, say_time
from sociable_assessment.workshop.page import Child, Site, scrolling
from sociable_assessment.workshop.secret_words import spell_code
from sociable_assessment.workshop.session import Participant, Phase, Session
from sociable_assessment.workshop.setting_up import form_of


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
        *([scrolling(table, "Who has joined")] if people else []),
        *([element("p", code), doors] if session.phase is not Phase.CLOSED else []),
        element("h2", "What was done"),
        element("ol", *lines),
        kind="desk",
    )


def _person_row(site: Site, session: Session, person: Participant, counts: Mapping[int, int]) -> Element:
    state = " (taken out)" if person.removed else " (came after the reveal)" if person.late else ""
    cells: list[Child] = [department_title(person.department) or "–", _say_count(session, counts.get(person.id, 0))]
    tools = [] if session.is_revealed else _tools(site, session, person)
    name = element("th", person.title + state, scope="row")
    return element("tr", name, *(element("td", cell) for cell in cells), element("td", *tools))


def _say_count(session: Session, answered: int) -> str:
    asked = len(form_of(session.setup).items)
    return f"{answered} of {asked}{', done' if answered == asked else ''}"


def _tools(site: Site, session: Session, person: Participant) -> list[Element]:
    path, number = f"board/{session.id}/do", str(person.number)
    if person.removed:
        return [site.button(f"{path}/restore", "Put back", number=number)]
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
