"""What the room writes down, as deeds: consensus with reason and dissent, actions, what became of earlier ones."""

from __future__ import annotations

from sociable_assessment.errors import InputError
from sociable_assessment.responses import AgreedAction, Consensus
from sociable_assessment.workshop import decisions
from sociable_assessment.workshop.deeds import Deed, find_item, page_of
from sociable_assessment.workshop.fields import Fields, clean_text
from sociable_assessment.workshop.item_screen import TEXT_LENGTH
from sociable_assessment.workshop.result_screens import ACTION_LENGTH, OWNER_LENGTH
from sociable_assessment.workshop.session import RefusedError
from sociable_assessment.workshop.setting_up import form_of

_SOURCE = "action"


def agree(deed: Deed) -> str:
    """Record what the room agrees on, why, and who disagrees."""
    item = form_of(deed.session.setup).item_by_id[find_item(deed)]
    titles = {option.id: option.text for option in item.options}
    agreed = Consensus(
        deed.sent.choice("option", "We agree on", titles),
        _read_long(deed.sent, "reason", "Because"),
        _read_long(deed.sent, "dissent", "Who disagrees"),
    )
    seen = deed.sent.number("seen", "Revision", 0, 99_999)
    if deed.sent.faults:
        raise InputError(item.id, deed.sent.faults)
    if decisions.read_topics(deed.connection, deed.session).get(item.id, decisions.Topic(item.id)).vote == "open":
        decisions.close_votes(deed.connection, deed.session)
    decisions.keep_consensus(deed.connection, deed.session, item.id, agreed, seen)
    deed.note(f"Recorded what was agreed on {item.id}")
    return page_of(deed.session, item.id)


def take_back(deed: Deed) -> str:
    """Take a consensus back; the first votes count again."""
    item = find_item(deed)
    decisions.drop_consensus(deed.connection, deed.session, item)
    deed.note(f"Took back what was agreed on {item}")
    return page_of(deed.session, item)


def _read_long(sent: Fields, name: str, label: str) -> str:
    text = " ".join(clean_text(sent.sent.get(name, "")).split())
    if len(text) > TEXT_LENGTH:
        sent.faults.append(f"{label}: at most {TEXT_LENGTH} characters, not {len(text)}")
    return text[:TEXT_LENGTH]


def add_action(deed: Deed) -> str:
    """Write down what will be done, by whom, until when."""
    _check_shown(deed)
    action = AgreedAction(
        deed.sent.text("do", ACTION_LENGTH, "What"),
        deed.sent.text("owner", OWNER_LENGTH),
        deed.sent.day("due", "Until"),
    )
    if deed.sent.faults:
        raise InputError(_SOURCE, deed.sent.faults)
    decisions.add_actions(deed.connection, deed.session, [action])
    return "actions"


def drop_action(deed: Deed) -> str:
    """Take an action off the list."""
    _check_shown(deed)
    decisions.drop_action(deed.connection, deed.session, deed.sent.number("number", "Number", 1, 2**31 - 1))
    return "actions"


def mark_action(deed: Deed) -> str:
    """Write down what became of an action of last time."""
    outcome = deed.sent.choice("outcome", "What became of it", decisions.OUTCOMES)
    number = deed.sent.number("number", "Number", 1, 2**31 - 1)
    if deed.sent.faults:
        raise InputError(_SOURCE, deed.sent.faults)
    decisions.mark_action(deed.connection, deed.session, number, outcome)
    return "actions"


def _check_shown(deed: Deed) -> None:
    if not deed.session.is_revealed:
        msg = "Actions come after the answers have been shown."
        raise RefusedError(msg)
