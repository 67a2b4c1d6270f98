"""The pages on which participants answer, on any phone: plain forms, one question at a time, no script needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sociable_assessment.department_picture import department_title
from sociable_assessment.markup import Element, element
from sociable_assessment.model import Item, Model
from sociable_assessment.responses import Answer
from sociable_assessment.workshop.answering import (
    DONT_KNOW,
    EVIDENCE_LENGTH,
    NOT_APPLICABLE,
    REASON_LENGTH,
    choice_of,
)
from sociable_assessment.workshop.page import Child, Site, area_field, notice, render
from sociable_assessment.workshop.session import Participant, Phase, Session
from sociable_assessment.workshop.setting_up import form_of


def question_page(  # noqa: PLR0913 - what a page shows; all but the first by name
    site: Site,
    session: Session,
    *,
    number: int,
    answers: Mapping[str, Answer],
    sent: Mapping[str, str] | None = None,
    faults: Sequence[str] = (),
) -> str:
    """Ask one question.

    Args:
        site: where the pages stand.
        session: the session.
        number: which question, from 1.
        answers: this participant's answers.
        sent: what was chosen and typed, when it could not be taken.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    form = form_of(session.setup)
    item = form.items[number - 1]
    path = f"s/{session.id}/q/{number}"
    known = sum(each.id in answers for each in form.items)
    head = element(
        "header",
        element("p", f"Question {number} of {len(form.items)}", kind="where"),
        element("p", f"{known} answered", kind="quiet"),
        element("progress", value=str(known), max=str(len(form.items)), aria_label="Questions answered"),
    )
    fields = ask(form, item, sent if sent is not None else fields_of(answers.get(item.id)))
    turn = [element("button", "Save and go on", kind="main")]
    turn.append(site.link(_after(session, number), "Go on without an answer", "skip"))
    back = [site.link(f"s/{session.id}/q/{number - 1}", "← Back", "skip")] if number > 1 else []
    body = site.form(path, *fields, element("p", *turn, kind="turn"))
    foot = element("p", *back, site.link(f"s/{session.id}/", "All questions", "skip"), kind="turn")
    return render(site, f"Question {number}", head, element("main", *notice(faults), body, foot))


def _after(session: Session, number: int) -> str:
    last = number == len(form_of(session.setup).items)
    return f"s/{session.id}/" if last else f"s/{session.id}/q/{number + 1}"


def fields_of(answer: Answer | None) -> dict[str, str]:
    """Fill in the form of a question from an answer.

    Args:
        answer: the answer, or None.

    Returns:
        The fields.
    """
    if answer is None:
        return {}
    return {"answer": choice_of(answer), "reason": answer.not_applicable or "", "evidence": answer.evidence}


def ask(form: Model, item: Item, sent: Mapping[str, str], *, evidence: bool = True) -> list[Element]:
    """Make the fields of a question.

    Args:
        form: the form of the model.
        item: the question.
        sent: what is chosen and typed.
        evidence: whether to ask for what somebody saw.

    Returns:
        The fields.
    """
    chosen = sent.get("answer", "")
    dimension = next((node.title for node in form.dimensions if item in form.items_under[node.id]), "")
    texts = zip(item.options, item.anchors, strict=True)
    rows = [_choice(option.id, option.text, anchor, chosen) for option, anchor in texts]
    others = [_choice(DONT_KNOW, "Don't know", "", chosen), _choice(NOT_APPLICABLE, "Not applicable", "", chosen)]
    reason = area_field(
        "reason", "If not applicable: why?", sent.get("reason", ""), maxlength=str(REASON_LENGTH), rows="2"
    )
    legend = element("legend", element("h1", item.question))
    eyebrow = element("p", dimension, kind="eyebrow")
    told = element("details", element("summary", "If not applicable"), reason, **_open(chosen == NOT_APPLICABLE))
    parts = [eyebrow, element("fieldset", legend, *rows, *others), told]
    return [*parts, _evidence(item, sent)] if evidence else parts


def _evidence(item: Item, sent: Mapping[str, str]) -> Element:
    field = area_field(
        "evidence", "What did you see or read?", sent.get("evidence", ""), item.evidence, maxlength=str(EVIDENCE_LENGTH)
    )
    return element(
        "details", element("summary", "Add what you saw (optional)"), field, **_open(bool(sent.get("evidence")))
    )


def _open(is_open: bool) -> dict[str, str]:  # noqa: FBT001 - one thing, told by its name
    return {"open": ""} if is_open else {}


def _choice(value: str, title: str, anchor: str, chosen: str) -> Element:
    checked = {"checked": ""} if value == chosen else {}
    box = element("input", type="radio", name="answer", value=value, **checked)
    words: list[Child] = [element("strong", title)]
    if anchor and anchor != title:
        words += [" ", element("span", anchor)]
    return element("label", box, element("span", *words), kind="choice")


def overview_page(
    site: Site,
    session: Session,
    person: Participant,
    answers: Mapping[str, Answer],
    *,
    second: tuple[str, Answer | None],
) -> str:
    """Show a participant's own answers, and what comes next.

    Args:
        site: where the pages stand.
        session: the session.
        person: the participant.
        answers: this participant's answers.
        second: the id of the question on which a second vote is being held for this participant, or ""; and this
            participant's vote in it, if it is in.

    Returns:
        The page, which looks again by itself where scripts run.
    """
    form = form_of(session.setup)
    known = sum(item.id in answers for item in form.items)
    vote, voted = second
    main = element(
        "main",
        element("p", session.setup.organisation, kind="eyebrow"),
        *(_say_vote(site, session, form.item_by_id[vote], voted) if vote else _say_next(site, session, person, known)),
        *_own(site, session, form, answers),
        element("p", _say_who(person), kind="quiet"),
        element("p", site.link(f"s/{session.id}/code", "My return code", "skip"), kind="turn"),
        id="live",
        data_live=f"{session.phase}-{vote}-{voted is not None}-{known}",
    )
    return render(site, session.setup.organisation, main)


def _say_who(person: Participant) -> str:
    """Tell people under which name the board lists them, so that a wrong department can be put right."""
    where = f", in {department_title(person.department)}" if person.department else ""
    return f"On the list of who has joined you are {person.title}{where}."


def _say_vote(site: Site, session: Session, item: Item, voted: Answer | None) -> list[Element]:
    path = f"s/{session.id}/vote"
    if voted is None:
        go = element("p", site.link(path, "Vote again", "button main"), kind="turn")
        return [element("h1", "A second vote"), element("p", "You have heard the others. How do you see it now?"), go]
    head = element("h1", f"Your second vote is in: {say_answer(item, voted)}")
    change = element("p", site.link(path, "Change it", "button"), kind="turn")
    return [head, element("p", item.question), element("p", "You can change it until it is shown."), change]


def _say_next(site: Site, session: Session, person: Participant, known: int) -> list[Element]:
    asked = len(form_of(session.setup).items)
    again = element("p", site.link(f"s/{session.id}/", "Look again", "button"), kind="turn")
    if session.phase is Phase.CLOSED:
        return [element("h1", "This workshop is closed"), element("p", "Thank you. You can close this page.")]
    if person.removed:
        back = " If that is a mistake, ask the person who runs the workshop to put you back."
        text = f"Your answers don't count.{'' if session.is_revealed else back}"
        return [element("h1", "You have been taken out"), element("p", text), again]
    if person.late or session.phase is Phase.REVEALED:
        text = "The answers were shown before you came." if person.late else "The answers are shown there."
        return [element("h1", "Please look at the screen"), element("p", text), again]
    if known < asked:
        go = element("p", site.link(f"s/{session.id}/go", "Go on", "button main"), kind="turn")
        return [
            element("h1", f"{known} of {asked} answered"),
            element("p", "You can change each answer until they are shown."),
            go,
        ]
    text = "Every answer is kept. You can change them until they are shown. Please wait for the others."
    return [element("h1", f"{known} of {asked}: done"), element("p", text), again]


def _own(site: Site, session: Session, form: Model, answers: Mapping[str, Answer]) -> list[Element]:
    if session.phase is not Phase.ANSWERING and not answers:
        return []
    lines = [_line(site, session, n, item, answers.get(item.id)) for n, item in enumerate(form.items, start=1)]
    return [element("h2", "Your answers"), element("ol", *lines, kind="answers")]


def _line(site: Site, session: Session, number: int, item: Item, answer: Answer | None) -> Element:
    said = element("span", say_answer(item, answer), kind="said" if answer else "said open")
    title = item.title or item.question
    if session.phase is Phase.ANSWERING:
        return element("li", site.link(f"s/{session.id}/q/{number}", title), " ", said)
    return element("li", element("span", title), " ", said)


def say_answer(item: Item, answer: Answer | None) -> str:
    """Say one answer.

    Args:
        item: the question.
        answer: the answer, or None.

    Returns:
        Such as "Goal-led".
    """
    if answer is None:
        return "no answer"
    if answer.option is not None:
        return next(option.text for option in item.options if option.id == answer.option)
    return "Don't know" if answer.dont_know else "Not applicable"


def vote_page(site: Site, session: Session, item: Item, sent: Mapping[str, str], faults: Sequence[str] = ()) -> str:
    """Ask a question for the second time.

    Args:
        site: where the pages stand.
        session: the session.
        item: the question.
        sent: what is chosen.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    fields = ask(form_of(session.setup), item, sent, evidence=False)
    head = element("header", element("p", "Second vote", kind="where"))
    form = site.form(f"s/{session.id}/vote", *fields, element("p", element("button", "Vote", kind="main"), kind="turn"))
    return render(site, "Second vote", head, element("main", *notice(faults), form))
