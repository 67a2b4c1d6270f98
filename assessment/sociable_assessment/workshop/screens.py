"""What the room sees while it answers and discusses: the door, the progress, the agenda, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from sociable_assessment.agenda import Topic
from sociable_assessment.markup import Element, element
from sociable_assessment.model import Item, Model
from sociable_assessment.workshop.board_page import board, say_people
from sociable_assessment.workshop.code_picture import draw_code
from sociable_assessment.workshop.decisions import Recorded
from sociable_assessment.workshop.page import Child, Site
from sociable_assessment.workshop.secret_words import spell_code
from sociable_assessment.workshop.session import Participant, Progress, Session
from sociable_assessment.workshop.setting_up import form_of


def answering_screen(
    site: Site, session: Session, address: str, people: Sequence[Participant], progress: Progress
) -> str:
    """Show how to join, who has, and how far the answering has come; no value.

    Args:
        site: where the pages stand.
        session: the session.
        address: what phones open.
        people: those who are in.
        progress: how far they are.

    Returns:
        The page.
    """
    said = [*_door(session, address)] if session.joining else [element("p", "The door is closed: nobody can join.")]
    names = [element("li", person.title) for person in people]
    state = [
        *_count(progress),
        element("ul", *names, kind="people") if names else element("p", "Waiting for the first.", kind="quiet"),
    ]
    strip = _reveal_strip(site, session, progress)
    live = f"{session.join_code}-{session.joining}-{progress.answered}-{[p.title for p in people]}"
    heading = element("h1", "Join, and answer for yourself")
    setup = session.setup
    who = "Named" if setup.named else "Anonymous"
    fixed = f"{who}. {progress.questions} questions. Never fewer than {setup.minimum_group} people together."
    door = element("div", *said, kind="door joined" if people else "door")
    return board(
        site,
        session,
        "",
        heading,
        element("p", fixed, kind="quiet"),
        door,
        element("div", *state, role="status"),
        strip,
        live=live,
    )


def _door(session: Session, address: str) -> list[Element]:
    return [
        element("div", draw_code(f"{address}join/{session.join_code}"), kind="qr"),
        element(
            "div",
            element("p", "Scan it, or open", kind="eyebrow"),
            element("p", address.removeprefix("http://").removeprefix("https://"), kind="address"),
            element("p", "and type", kind="eyebrow"),
            element("p", spell_code(session.join_code), kind="code"),
            *_warn_alone(address),
        ),
    ]


def _warn_alone(address: str) -> list[Element]:
    host = urlsplit(address).hostname or ""
    if host not in {"127.0.0.1", "localhost", "::1"}:
        return []
    listen = element("code", "sociable-assess workshop --listen 0.0.0.0")
    told = (
        "Phones can't reach this address: it is this machine's own. To let them in, run ",
        listen,
        " in a terminal.",
    )
    return [element("p", *told, kind="notice")]


def _count(progress: Progress) -> list[Element]:
    done, asked = sum(progress.answered), progress.questions * progress.joined
    told = f" joined, {progress.finished} finished. {done} of {asked} answers."
    bar = element("progress", value=str(done), max=str(max(asked, 1)), aria_label="Answers given")
    return [element("p", element("strong", say_people(progress.joined)), told, kind="counts"), bar]


def _reveal_strip(site: Site, session: Session, progress: Progress) -> Element:
    path = f"board/{session.id}/do/reveal"
    ready = progress.finished == progress.joined and progress.begun >= session.setup.minimum_group
    waits = [] if ready else [element("p", _say_wait(session, progress), kind="quiet")]
    return element(
        "div", site.button(path, "Show the answers", "main" if ready else ""), *waits, kind="desk-strip stay"
    )


def _say_wait(session: Session, progress: Progress) -> str:
    least = session.setup.minimum_group
    if progress.begun < least:
        return f"At least {least} people must have answered: fewer are never shown."
    return f"{progress.joined - progress.finished} of {progress.joined} have not finished."


def sure_screen(site: Site, session: Session, progress: Progress) -> str:
    """Ask whether to show the answers although not everybody has finished.

    Args:
        site: where the pages stand.
        session: the session.
        progress: how far they are.

    Returns:
        The page.
    """
    late = progress.joined - progress.finished
    main = (
        element("h1", f"{late} of {progress.joined} have not finished"),
        element(
            "p", "Once the answers are shown, first votes can't change any more. What is missing counts as not known."
        ),
        element(
            "div", site.button(f"board/{session.id}/do/reveal", "Show the answers now", "main", sure="yes"), kind="turn"
        ),
        element("p", site.link(f"board/{session.id}", "Wait for them", "button"), kind="turn"),
    )
    return board(site, session, "", *main)


def other_vote_screen(site: Site, session: Session, item: Item, other: Item, voted: int) -> str:
    """Ask whether to open a second vote although one is open on another question.

    Args:
        site: where the pages stand.
        session: the session.
        item: the question to vote on.
        other: the question whose vote is open.
        voted: how many have voted there.

    Returns:
        The page.
    """
    have = "has" if voted == 1 else "have"
    path, number = f"board/{session.id}", form_of(session.setup).items.index(other) + 1
    anyway = site.button(f"{path}/do/open-vote", "Open this one all the same", item=item.id, sure="yes")
    main = (
        element("h1", "Another vote is open"),
        element("p", f"A vote on “{other.question}” is open: {voted} {have} voted."),
        element("p", "Show it first, or open this one all the same: the other then ends without being shown."),
        element("p", site.link(f"{path}/item/{number}", "Go to the open vote", "button main"), kind="turn"),
        element("p", f"This one: {item.question}", kind="quiet"),
        element("div", anyway, kind="turn"),
    )
    return board(site, session, "agenda", *main)


def agenda_screen(
    site: Site, session: Session, agenda: Sequence[Topic], agreed: Mapping[str, Recorded], few: Sequence[Item]
) -> str:
    """List what to discuss.

    Args:
        site: where the pages stand.
        session: the session.
        agenda: the questions, the most pressing first.
        agreed: what was agreed on so far.
        few: questions that too few answered.

    Returns:
        The page.
    """
    form = form_of(session.setup)
    rows = [_agenda_row(site, session, form, topic, agreed) for topic in agenda]
    count = len(rows)
    title = (
        "Nothing to discuss: the votes agree"
        if not rows
        else f"Discuss {'this one' if count == 1 else f'these {count}'}"
    )
    told = [
        element("p", "Votes lie furthest apart here. A question on which a stage hangs counts double.", kind="quiet")
    ]
    least = session.setup.minimum_group
    names = ", ".join(item.title or item.question for item in few)
    missing = [element("p", f"Fewer than {least} people answered: {names}. They count as not known until you agree.")]
    every = [
        element("li", site.link(f"board/{session.id}/item/{n}", item.title or item.question, "skip"))
        for n, item in enumerate(form.items, start=1)
    ]
    rest = element("details", element("summary", "All questions"), element("ol", *every))
    body = (
        element("h1", title),
        *(told if rows else []),
        element("ol", *rows, kind="agenda"),
        *(missing if few else []),
    )
    return board(site, session, "agenda", *body, rest)


def _agenda_row(site: Site, session: Session, form: Model, topic: Topic, agreed: Mapping[str, Recorded]) -> Element:
    item = form.item_by_id[topic.item]
    state: list[Child] = [element("span", "decides a stage", kind="tag")] if topic.decisive else []
    state.append("✓ agreed" if topic.item in agreed else "open")
    number = form.items.index(item) + 1
    words = element("strong", item.question), element("span", *state, kind="state")
    link = element("a", *words, href=f"{site.base}board/{session.id}/item/{number}")
    return element("li", link)
