"""One question on the screen: votes, departments where they may be shown, clock, second vote, what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sociable_assessment.department_picture import department_title
from sociable_assessment.markup import Element, element
from sociable_assessment.model import Item
from sociable_assessment.readings import Tally
from sociable_assessment.responses import Consensus
from sociable_assessment.workshop.bars import draw_apart, draw_votes, say_others
from sociable_assessment.workshop.board_page import board, say_people
from sociable_assessment.workshop.decisions import Recorded, Topic
from sociable_assessment.workshop.page import Child, Site, area_field, hidden, notice, scrolling, select_field
from sociable_assessment.workshop.session import Session
from sociable_assessment.workshop.setting_up import form_of

TIME = 120  # seconds that a question is discussed, before somebody looks at the clock
TEXT_LENGTH = 600  # characters of a reason or a dissent


@dataclass(frozen=True, slots=True)
class ItemView:
    """What may be shown of one question; `first` is None where too few voted.

    `second` is the second vote once it is shown; `voted` counts those who have voted again, of `may_vote`.
    """

    item: Item
    first: Tally | None
    departments: Mapping[str, tuple[int, ...]]
    discussion: Topic
    second: Tally | None
    voted: int
    may_vote: int
    recorded: Recorded | None
    decides: bool
    elapsed: float | None
    before: int | None
    after: int | None


def show_item(site: Site, session: Session, view: ItemView, faults: Sequence[str] = ()) -> str:
    """Show one question: votes, departments, the clock, the second vote, what was agreed.

    Args:
        site: where the pages stand.
        session: the session.
        view: what may be shown.
        faults: why something could not be done.

    Returns:
        The page.
    """
    left = [*_votes(session, view), *_apart(view), _meanings(view.item)]
    tag = [element("p", element("span", "decides a stage", kind="tag"))] if view.decides else []
    right = [*tag, *_clock(site, session, view), *_second(site, session, view), *_agreement(site, session, view)]
    pair = element("div", element("div", *left), element("div", *right), kind="pair wide-left")
    turn = element("p", *_neighbours(site, session, view), kind="turn stay")
    live = (
        f"{view.discussion.vote}-{view.voted}-{view.recorded and view.recorded.revision}"
        if view.discussion.vote == "open"
        else ""
    )
    return board(
        site, session, "agenda", element("h1", view.item.question), *notice(list(faults)), pair, turn, live=live
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
    most = max([*view.first.counts, *(view.second.counts if view.second else ())])
    first = draw_votes(view.item, view.first.counts, caption, agreed=agreed, most=most)
    others = [element("p", said, kind="quiet") for said in [say_others(view.first)] if said]
    if view.second is None:
        return [first, *others]
    caption = f"Second vote of {say_people(view.second.votes)}"
    second = draw_votes(view.item, view.second.counts, caption, kind="second", most=most)
    return [element("div", element("div", first, *others), second, kind="twice")]


def _meanings(item: Item) -> Element:
    lines = zip(item.options, item.anchors, strict=True)
    said = [element("li", element("strong", option.text), ": ", anchor) for option, anchor in reversed(list(lines))]
    return element("details", element("summary", "What the answers mean"), element("ul", *said))


def _apart(view: ItemView) -> list[Element]:
    if not view.departments:
        return []
    groups = {department_title(name): counts for name, counts in view.departments.items()}
    return [scrolling(draw_apart(view.item, groups), "By department")]


def _clock(site: Site, session: Session, view: ItemView) -> list[Element]:
    path, item = f"board/{session.id}/do/discuss", view.item.id
    if view.elapsed is None:
        return [element("div", site.button(path, "Start two minutes", item=item))]
    left = TIME - max(0.0, view.elapsed)  # a clock that was set back gives the full time
    again = site.button(path, "Two minutes more", item=item)
    shown = f"{'+' if left < 0 else ''}{abs(round(left)) // 60}:{abs(round(left)) % 60:02d}"
    timer = element("p", shown, kind="timer", data_left=f"{left:.0f}", role="timer")
    return [element("div", timer, again, kind="clock")]


def _second(site: Site, session: Session, view: ItemView) -> list[Element]:
    path, item = f"board/{session.id}/do", view.item.id
    if view.discussion.vote == "shown":
        return []
    if view.discussion.vote == "open":
        count = element("p", f"Second vote: {view.voted} of {view.may_vote} have voted.", role="status")
        return [count, element("div", site.button(f"{path}/show-vote", "Show the second vote", "main", item=item))]
    return [element("div", site.button(f"{path}/open-vote", "Vote again on phones", item=item))]


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
    """Suggest what more than half of them chose, if there is such a thing: a tie is the room's to settle."""
    votes = view.second or view.first
    chosen = zip(view.item.options, votes.counts, strict=True) if votes else ()
    return next((option.id for option, count in chosen if 2 * count > votes.votes), "") if votes else ""


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


def not_recorded_screen(
    site: Site, session: Session, item: Item, sent: Mapping[str, str], *, faults: Sequence[str]
) -> str:
    """Say why an agreement was not recorded, with what was typed, so that it can be copied.

    Args:
        site: where the pages stand.
        session: the session.
        item: the question.
        sent: what was typed.
        faults: why it was not recorded.

    Returns:
        The page.
    """
    titles = {option.id: option.text for option in item.options}
    fields = (("reason", "Because"), ("dissent", "Who disagrees: what, and why"))
    typed = [area_field(name, label, sent[name], readonly="") for name, label in fields if sent.get(name)]
    chosen = titles.get(sent.get("option", ""))
    option = [element("p", f"We agree on: {chosen}")] if chosen else []
    kept = [element("h2", "What you typed, to copy"), *option, *typed] if option or typed else []
    number = form_of(session.setup).items.index(item) + 1
    on = element("p", site.link(f"board/{session.id}/item/{number}", "To the question", "button main"), kind="turn")
    head = element("h1", "Not recorded"), *notice(list(faults)), element("p", item.question)
    return board(site, session, "agenda", *head, *kept, on)


def _neighbours(site: Site, session: Session, view: ItemView) -> list[Element]:
    path = f"board/{session.id}"
    before = [site.link(f"{path}/item/{view.before}", "← Before", "button")] if view.before else []
    after = [site.link(f"{path}/item/{view.after}", "Next →", "button main")] if view.after else []
    done = [] if view.after else [site.link(f"{path}/position", "To the position →", "button main")]
    return [*before, site.link(f"{path}/agenda", "Agenda", "button"), *after, *done]
