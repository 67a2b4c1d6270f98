"""What the facilitator takes home, and how a session ends: files, closing, deleting."""

from __future__ import annotations

from sociable_assessment.markup import Element, element
from sociable_assessment.workshop.board_page import board
from sociable_assessment.workshop.page import Site
from sociable_assessment.workshop.session import Phase, Session

FILES = {
    "report.html": "Report as a page: reads anywhere, prints on A4",
    "report.docx": "Report for Word",
    "report.xlsx": "Workbook: index, gates and stage follow the answers",
    "report.csv": "Table of the answers",
    "report.json": "Report as data",
    "result.json": "Result: opens in the self-assessment and the portfolio, and in the next workshop",
    "responses.json": "Answers: each person's, with names; to score them again",
}
NAMED_ONLY = "responses.json"


def list_files(session: Session, formats: tuple[str, ...]) -> dict[str, str]:
    """List the files that can be taken home.

    Args:
        session: the session.
        formats: the formats of reports that can be written here.

    Returns:
        What each is, by name; an anonymous session has no file of single people's answers.
    """
    reports = {f"report.{each}" for each in formats}
    return {
        name: about
        for name, about in FILES.items()
        if (name in reports or not name.startswith("report")) and (session.setup.named or name != NAMED_ONLY)
    }


def files_page(site: Site, session: Session, formats: tuple[str, ...]) -> str:
    """Offer the files.

    Args:
        site: where the pages stand.
        session: the session.
        formats: the formats of reports that can be written here.

    Returns:
        The page.
    """
    path = f"board/{session.id}/files"
    rows = [
        element("li", site.link(f"{path}/{name}", name, "button"), " ", about)
        for name, about in list_files(session, formats).items()
    ]
    why = "An anonymous session has no file with each person's answers: nobody gets that, and so nobody can lose it."
    missing = [] if session.setup.named else [element("p", why, kind="quiet")]
    intro = element("p", "First votes, what was agreed, and who disagreed stay three things in all of them.")
    return board(
        site,
        session,
        "files",
        element("h1", "Take it home"),
        intro,
        element("ul", *rows, kind="files"),
        *missing,
        kind="desk",
    )


def end_page(site: Site, session: Session) -> str:
    """Offer to close, to open again, and to delete.

    Args:
        site: where the pages stand.
        session: the session.

    Returns:
        The page.
    """
    path = f"board/{session.id}/do"
    warned = "The answers have been shown to nobody. Closing keeps everything: open the session again to show them."
    if session.phase is Phase.CLOSED:
        first = [
            element("h1", "This session is closed"),
            element("div", site.button(f"{path}/reopen", "Open it again", "main")),
        ]
    else:
        warning = [] if session.is_revealed else [element("div", element("p", warned), kind="notice")]
        close = element("div", site.button(f"{path}/close", "Close the session", "main"))
        told = element("p", "Phones then show that the workshop is over. Everything is kept.")
        first = [element("h1", "Close"), *warning, told, close]
    return board(site, session, "end", *first, *_deleting(site, session), kind="desk")


def _deleting(site: Site, session: Session) -> list[Element]:
    box = element("input", type="checkbox", name="sure", value="yes", id="sure")
    label = element(
        "label", box, element("span", f"Yes, delete “{session.setup.organisation}” for good"), kind="choice"
    )
    return [
        element("h2", "Delete"),
        element(
            "p",
            "Deletes the session with all people, answers, agreements and actions from the store. What remains: files "
            "that you took home, and backups made before; delete those yourself.",
        ),
        site.form(
            f"board/{session.id}/do/delete", label, element("p", element("button", "Delete", kind="risky"), kind="turn")
        ),
    ]
