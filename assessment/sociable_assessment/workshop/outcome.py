"""From a session to responses and a result: first votes, what was agreed, dissent and actions, each kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from sociable_assessment.agenda import Topic, draw_agenda
from sociable_assessment.model import Item, Model
from sociable_assessment.position import place
from sociable_assessment.readings import Tally, read_all, tally
from sociable_assessment.report.privacy import withhold
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from sociable_assessment.result import describe
from sociable_assessment.scoring import score
from sociable_assessment.workshop.decisions import read_actions, read_consensus, read_topics
from sociable_assessment.workshop.people import SECOND, list_people, read_all_answers
from sociable_assessment.workshop.session import Participant, Session
from sociable_assessment.workshop.setting_up import form_of, model_of

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: `first` from the first votes alone, `agreed` with what was agreed on; both as result entries."""

    first: Entry
    agreed: Entry


def gather_responses(connection: Connection, session: Session) -> Responses:
    """Gather everything that was said in a session.

    Whoever was taken out, came after the reveal, or answered nothing is no rater.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        Responses; in an anonymous session the raters have numbers for names, in an order that tells nothing.
    """
    answers = read_all_answers(connection, session)
    inside = [p for p in list_people(connection, session) if not p.removed and not p.late and answers.get(p.id)]
    setup, model = session.setup, model_of(session.setup.model)
    found = Responses(
        organisation=Organisation(setup.organisation, setup.sector, setup.size),
        raters=tuple(_raters(session, inside, answers)),
        wave=setup.wave,
        consensus={item: each.consensus for item, each in read_consensus(connection, session).items()},
        model_id=model.id,
        model_version=model.version,
        form=setup.form,
        departments=setup.departments if setup.departments != model.departments else (),
        minimum_group=setup.minimum_group,
        actions=tuple(each.action for each in read_actions(connection, session)),
    )
    return leave_out_few(form_of(setup), found, setup.minimum_group)


def _raters(session: Session, people: list[Participant], answers: Mapping[int, Mapping[str, Answer]]) -> list[Rater]:
    if session.setup.named:
        return [Rater(f"{p.number} {p.name}", answers[p.id], p.department) for p in people]
    # Sorted by what they answered: the order of joining, which the room has seen, is gone.
    mixed = sorted(people, key=lambda p: sorted((item, repr(each)) for item, each in answers[p.id].items()))
    return [Rater(f"rater-{n}", answers[p.id], p.department) for n, p in enumerate(mixed, start=1)]


def leave_out_few(form: Model, responses: Responses, minimum: int) -> Responses:
    """Leave out the votes on each question that too few people answered: it counts as not known.

    Otherwise the joint result and its files would tell what these few said. The room can still agree on an answer.

    Args:
        form: the form of the model.
        responses: what was said.
        minimum: the smallest group that is shown.

    Returns:
        The responses without those votes.
    """
    votes = tally(form, responses)
    few = {item: each for item, each in votes.items() if 0 < each.votes < minimum}
    settled = {item for item, each in few.items() if each.not_applicable > each.votes}

    def keeps(item: str, answer: Answer) -> bool:
        return item not in few or (answer.option is None and (item in settled or answer.dont_know))

    raters = [replace(r, answers={i: a for i, a in r.answers.items() if keeps(i, a)}) for r in responses.raters]
    return replace(responses, raters=tuple(raters))


def find_agenda(session: Session, responses: Responses) -> tuple[Topic, ...]:
    """Find what to discuss, from the first votes: it stays the same while the room agrees on one after the other.

    Args:
        session: the session.
        responses: what was said.

    Returns:
        At most five topics.
    """
    form = form_of(session.setup)
    first = replace(responses, consensus={})
    tallies = tally(form, first)
    readings = read_all(form, tallies)
    position = place(form, readings, score(form, readings))
    return draw_agenda(form, tallies, readings, position)


def find_outcome(model: Model, responses: Responses) -> Outcome:
    """Find where the organisation stands, by the first votes and by what was agreed.

    Args:
        model: the full model.
        responses: what was said.

    Returns:
        Both results; how sure they are is told of what was agreed alone.
    """
    first = describe(model, replace(responses, consensus={}, actions=()), resamples=0)
    agreed = describe(model, responses)
    return Outcome(first, agreed)


def keep_back(entry: Entry) -> Entry:
    """Take out of a result what would tell of single people, as its reports do.

    Args:
        entry: an entry of a result file.

    Returns:
        The entry, for a file: it still opens everywhere.
    """
    return {**entry, "uncertainty": withhold(entry)["uncertainty"]}


def gather_second(connection: Connection, session: Session, item: Item) -> Tally:
    """Count the second vote on a question.

    Args:
        connection: an open connection.
        session: the session.
        item: the question.

    Returns:
        The votes of those who voted again.
    """
    answers = read_all_answers(connection, session, SECOND)
    inside = [p for p in list_people(connection, session) if not p.late and item.id in answers.get(p.id, {})]
    raters = tuple(Rater(str(p.number), {item.id: answers[p.id][item.id]}) for p in inside)
    again = Responses(Organisation(session.setup.organisation), raters)
    return tally(form_of(session.setup), again)[item.id]


def gather_shown(connection: Connection, session: Session) -> dict[str, Tally]:
    """Count the second votes that have been shown.

    Args:
        connection: an open connection.
        session: the session.

    Returns:
        By item id.
    """
    items, topics = form_of(session.setup).item_by_id, read_topics(connection, session)
    shown = [each.item for each in topics.values() if each.vote == "shown" and each.item in items]
    return {item: gather_second(connection, session, items[item]) for item in shown}


def add_second(outcome: Outcome, second: Mapping[str, Tally], minimum: int) -> Outcome:
    """Keep the second votes beside the first: what was agreed may have another reason, and then nobody knew them.

    Args:
        outcome: what came out.
        second: the second votes, by item id.
        minimum: the smallest group that is shown; votes of fewer people are left out.

    Returns:
        The outcome with `second_votes` at these questions.
    """
    items = dict(outcome.agreed["items"])
    for name, votes in second.items():
        if votes.votes >= minimum:
            items[name] = {**items[name], "second_votes": dict(zip(items[name]["votes"], votes.counts, strict=True))}
    return replace(outcome, agreed={**outcome.agreed, "items": items})
