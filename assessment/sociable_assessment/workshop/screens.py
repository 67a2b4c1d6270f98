"""What the room sees while it answers and discusses: the door, the progress, the agenda, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sociable_assessment.agenda import Topic
from sociable_assessment.department_picture import department_title
from sociable_assessment.markup import Element, element
from sociable_assessment.model import Item, Model
from sociable_assessment.readings import Tally, lower_median
from sociable_assessment.responses import Consensus
from sociable_assessment.workshop.bars import draw_votes, say_others
from sociable_assessment.workshop.board_page import board, say_people
from sociable_assessment.workshop.code_picture import draw_code
from sociable_assessment.workshop.decisions import Recorded
from sociable_assessment.workshop.decisions import Topic as Discussion
from sociable_assessment.workshop.page import Child, Site, area_field, hidden, notice, select_field
from sociable_assessment.workshop.secret_words import spell_code
from sociable_assessment.workshop.session import Participant, Progress, Session
from sociable_assessment.workshop.setting_up import form_of

TIME = 120  # seconds that a question is discussed, before somebody looks at the clock
TEXT_LENGTH = 600  # characters of a reason or a dissent


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
    done, asked = sum(progress.answered), progress.questions * progress.joined
    names = [element("li", person.title) for person in people]
    state = [
        element("p", str(progress.joined), kind="big"),
        element("p", f"{'person has' if progress.joined == 1 else 'people have'} joined"),
        element("progress", value=str(done), max=str(max(asked, 1)), aria_label="Answers given"),
        element("p", f"{done} of {asked} answers given. {progress.finished} of {progress.joined} have finished."),
        element("ul", *names, kind="people") if names else element("p", "Waiting for the first.", kind="quiet"),
    ]
    strip = _reveal_strip(site, session, progress)
    live = f"{session.join_code}-{session.joining}-{progress.answered}-{[p.title for p in people]}"
    heading = element("h1", "Join, and answer for yourself")
    pair = element("div", element("div", *said), element("div", *state, role="status"), kind="pair")
    return board(site, session, "", heading, pair, strip, live=live)


def _door(session: Session, address: str) -> list[Element]:
    return [
        element("p", "Open", kind="eyebrow"),
        element("p", address.removeprefix("http://").removeprefix("https://"), kind="address"),
        element("p", "and type this code:", kind="eyebrow"),
        element("p", spell_code(session.join_code), kind="code"),
        element("div", draw_code(f"{address}join/{session.join_code}"), kind="qr"),
    ]


def _reveal_strip(site: Site, session: Session, progress: Progress) -> Element:
    path = f"board/{session.id}/do/reveal"
    ready = progress.finished == progress.joined and progress.begun >= session.setup.minimum_group
    waits = [] if ready else [element("p", _say_wait(session, progress), kind="quiet")]
    return element("div", site.button(path, "Show the answers", "main" if ready else ""), *waits, kind="desk-strip")


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
            "p", site.button(f"board/{session.id}/do/reveal", "Show the answers now", "main", sure="yes"), kind="turn"
        ),
        element("p", site.link(f"board/{session.id}", "Wait for them", "button"), kind="turn"),
    )
    return board(site, session, "", *main)


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
    decides = [element("span", "decides a stage", kind="tag")] if topic.decisive else []
    state = "agreed" if topic.item in agreed else "open"
    words = element("span", *decides, element("strong", item.question))
    number = form.items.index(item) + 1
    link = element(
        "a", words, element("span", state, kind="state"), href=f"{site.base}board/{session.id}/item/{number}"
    )
    return element("li", link)


@dataclass(frozen=True, slots=True)
class ItemView:
    """What may be shown of one question; `first` is None where too few voted.

    `second` is the second vote once it is shown; `voted` counts those who have voted again, of `may_vote`.
    """

    item: Item
    first: Tally | None
    departments: Mapping[str, tuple[int, ...]]
    discussion: Discussion
    second: Tally | None
    voted: int
    may_vote: int
    recorded: Recorded | None
    decides: bool
    elapsed: float | None
    before: int | None
    after: int | None


def item_screen(site: Site, session: Session, view: ItemView, faults: Sequence[str] = ()) -> str:
    """Show one question: votes, departments, the clock, the second vote, what was agreed.

    Args:
        site: where the pages stand.
        session: the session.
        view: what may be shown.
        faults: why something could not be done.

    Returns:
        The page.
    """
    left = [*_votes(session, view), *_apart(view)]
    right = [*_clock(site, session, view), *_second(site, session, view), *_agreement(site, session, view)]
    tag = [element("p", element("span", "decides a stage", kind="tag"))] if view.decides else []
    pair = element("div", element("div", *left), element("div", *right), kind="pair wide-left")
    turn = element("p", *_neighbours(site, session, view), kind="turn")
    live = (
        f"{view.discussion.vote}-{view.voted}-{view.recorded and view.recorded.revision}"
        if view.discussion.vote == "open"
        else ""
    )
    return board(
        site, session, "agenda", *tag, element("h1", view.item.question), *notice(list(faults)), pair, turn, live=live
    )


def _votes(session: Session, view: ItemView) -> list[Element]:
    agreed = view.recorded.consensus.option if view.recorded else ""
    if view.first is None:
        least = session.setup.minimum_group
        return [
            element(
                "p", f"Fewer than {least} people gave an answer, so no votes are shown. You can still agree on one."
            )
        ]
    caption = f"First vote of {say_people(view.first.votes)}"
    drawn = [draw_votes(view.item, view.first.counts, caption, agreed=agreed)]
    drawn += [element("p", others, kind="quiet") for others in [say_others(view.first)] if others]
    if view.second is not None:
        drawn.append(
            draw_votes(view.item, view.second.counts, f"Second vote of {say_people(view.second.votes)}", kind="second")
        )
    return drawn


def _apart(view: ItemView) -> list[Element]:
    if not view.departments:
        return []
    tables = [draw_votes(view.item, counts, department_title(name)) for name, counts in view.departments.items()]
    note = element("p", "Departments whose people can't be told apart. First votes.", kind="quiet")
    return [element("h2", "By department"), note, element("div", *tables, kind="small-bars")]


def _clock(site: Site, session: Session, view: ItemView) -> list[Element]:
    path, item = f"board/{session.id}/do/discuss", view.item.id
    if view.elapsed is None:
        return [element("p", site.button(path, "Start two minutes", item=item))]
    left = TIME - max(0.0, view.elapsed)  # a clock that was set back gives the full time
    again = site.button(path, "Two minutes more", item=item)
    shown = f"{'+' if left < 0 else ''}{abs(round(left)) // 60}:{abs(round(left)) % 60:02d}"
    return [element("p", shown, kind="timer", data_left=f"{left:.0f}", role="timer"), element("p", again)]


def _second(site: Site, session: Session, view: ItemView) -> list[Element]:
    path, item = f"board/{session.id}/do", view.item.id
    if view.discussion.vote == "shown":
        return []
    if view.discussion.vote == "open":
        count = element("p", f"Second vote: {view.voted} of {view.may_vote} have voted.", role="status")
        return [count, element("p", site.button(f"{path}/show-vote", "Show the second vote", "main", item=item))]
    return [element("p", site.button(f"{path}/open-vote", "Vote again on phones", item=item))]


def _agreement(site: Site, session: Session, view: ItemView) -> list[Element]:
    titles = {option.id: option.text for option in view.item.options}
    recorded = view.recorded
    if recorded is None:
        return [
            _record(
                site, session, view, Consensus(_suggest(view), _say_second(view)), 0, is_open=view.second is not None
            )
        ]
    found = recorded.consensus
    said: list[Child] = [element("p", element("strong", f"Agreed: {titles[found.option]}"))]
    said += [element("p", found.reason)] if found.reason else []
    parts = [element("div", *said, kind="settled")]
    if found.dissent:
        parts.append(
            element(
                "div", element("p", element("strong", "Not agreed by all")), element("p", found.dissent), kind="dissent"
            )
        )
    parts.append(_record(site, session, view, found, recorded.revision, is_open=False))
    return parts


def _suggest(view: ItemView) -> str:
    votes = view.second or view.first
    return view.item.options[lower_median(votes.counts)].id if votes and votes.votes else ""


def _say_second(view: ItemView) -> str:
    if view.second is None:
        return ""
    named = [f"{n} {o.text}" for o, n in zip(view.item.options, view.second.counts, strict=True) if n]
    return f"Second vote: {', '.join(named)}." if named else ""


def _record(  # noqa: PLR0913 - what a form shows
    site: Site, session: Session, view: ItemView, found: Consensus, seen: int, *, is_open: bool
) -> Element:
    options = {"": "Choose", **{option.id: option.text for option in view.item.options}}
    form = site.form(
        f"board/{session.id}/do/agree",
        hidden("item", view.item.id),
        hidden("seen", str(seen)),
        select_field("option", "We agree on", options, found.option),
        area_field("reason", "Because", found.reason, maxlength=str(TEXT_LENGTH), rows="2"),
        area_field("dissent", "Who disagrees: what, and why", found.dissent, maxlength=str(TEXT_LENGTH), rows="2"),
        element("p", element("button", "Record", kind="main"), kind="turn"),
    )
    undo = [site.button(f"board/{session.id}/do/take-back", "Take it back", item=view.item.id)] if seen else []
    title = "Change what was agreed" if seen else "Record what you agree on"
    return element("details", element("summary", title), form, *undo, **({"open": ""} if is_open else {}))


def _neighbours(site: Site, session: Session, view: ItemView) -> list[Element]:
    path = f"board/{session.id}"
    before = [site.link(f"{path}/item/{view.before}", "← Before", "button")] if view.before else []
    after = [site.link(f"{path}/item/{view.after}", "Next →", "button main")] if view.after else []
    done = [] if view.after else [site.link(f"{path}/position", "To the position →", "button main")]
    return [*before, site.link(f"{path}/agenda", "Agenda", "button"), *after, *done]
