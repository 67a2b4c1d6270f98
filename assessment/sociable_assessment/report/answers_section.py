"""Every question with its answer, what people saw that supports it, and what was agreed in the room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sociable_assessment.model import Item, Node
from sociable_assessment.report.case import Case
from sociable_assessment.report.drawings import Draw
from sociable_assessment.report.parts import Card, Point, Section, Words
from sociable_assessment.report.people_section import say_votes
from sociable_assessment.report.privacy import find_minimum


def answers_section(case: Case, draw: Draw) -> Section:
    """Show the answers, dimension by dimension.

    Args:
        case: what is reported.
        draw: makes the pictures.

    Returns:
        The section.
    """
    said = sum(len(found.get("evidence", ())) for found in case.entry["items"].values())
    intro = (
        "Evidence stands as people wrote it, without their names. Nobody has checked it."
        if said
        else "Nobody gave evidence for an answer. Next time, ask what someone saw or read: it makes answers comparable."
    )
    parts = [_dimension(case, node) for node in case.form.dimensions]
    loose = [item for item in case.form.items if item.parent == case.form.root.id]
    if loose:
        parts.append(Section("answers-other", "Other questions" if parts else "Questions", _cards(case, loose)))
    return Section(
        "answers",
        "Answers and evidence",
        (Words(intro), *(draw.items(case.entry) if case.standing.known else ())),
        tuple(parts),
    )


def _dimension(case: Case, node: Node) -> Section:
    return Section(f"answers-{node.id}", node.title or node.id, _cards(case, case.form.items_under[node.id]))


def _cards(case: Case, items: tuple[Item, ...] | list[Item]) -> tuple[Card, ...]:
    return tuple(_card(case, item) for item in items)


def _card(case: Case, item: Item) -> Card:
    found = case.entry["items"][item.id]
    return Card(item.question, say_reading(case, item), tuple(_lines(case, item)), tuple(found.get("evidence", ())))


def say_reading(case: Case, item: Item) -> str:
    """Give the organisation's answer to a question.

    Args:
        case: what is reported.
        item: the question.

    Returns:
        The option's text, or why there is none.
    """
    found = case.entry["items"][item.id]
    if found["status"] == "not-applicable":
        return "Not applicable"
    return "Not known" if found["option"] is None else item.options[item.rank(found["option"])].text or found["option"]


def say_second(item: Item, votes: Mapping[str, int]) -> str:
    """Say what the raters chose when they voted again.

    Args:
        item: the question.
        votes: how many chose each option, by id.

    Returns:
        Such as "6 Experiment, 1 Goal-led".
    """
    return ", ".join(f"{votes[each.id]} {each.text or each.id}" for each in item.options if votes.get(each.id))


def _lines(case: Case, item: Item) -> Iterator[Point]:
    """Say what the answer means, how it came about, and why something does not apply."""
    found = case.entry["items"][item.id]
    anchor = "" if found["option"] is None else item.anchors[item.rank(found["option"])]
    if anchor and anchor != say_reading(case, item):
        yield Point("", anchor)
    if case.entry["raters"] > 1:
        yield Point("Votes:", say_votes(item, found, find_minimum(case.entry)))
    if found.get("second_votes"):
        yield Point("Second vote:", say_second(item, found["second_votes"]))
    agreed = case.entry["consensus"].get(item.id)
    if agreed:
        reason = f" {agreed['reason']}" if agreed["reason"] else ""
        option = item.options[item.rank(agreed["option"])]
        yield Point("Agreed in the room:", f"{option.text or option.id}.{reason}")
    if agreed and agreed["dissent"]:
        yield Point("Not everyone agreed:", agreed["dissent"])
    for reason in found.get("reasons", ()):
        yield Point("Does not apply, someone says:", reason)
