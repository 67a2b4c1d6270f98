"""What to do next, what a target asks for, and what has changed since the wave before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sociable_assessment.model import Item
from sociable_assessment.report.case import Case
from sociable_assessment.report.drawings import Draw
from sociable_assessment.report.numbers import listing, say_effort
from sociable_assessment.report.parts import Block, Card, Column, Grid, Point, Section, Value, Words
from sociable_assessment.wording import plural, say_day, stage_title

_UNKNOWN = "not known"
_FEW = 6  # steps that are told in full


def steps_section(case: Case) -> Section:
    """Tell the smallest set of changes that lifts the stage by one.

    Args:
        case: what is reported.

    Returns:
        The section.
    """
    # What the raters decided stands first: it has an owner.
    return Section("steps", "Next steps", (*list_agreed(case), *_steps(case)))


def list_agreed(case: Case) -> tuple[Grid, ...]:
    """List what the raters decided to do.

    Args:
        case: what is reported.

    Returns:
        One table; none without actions.
    """
    actions = case.entry.get("actions", [])
    columns = (Column("What"), Column("Who"), Column("Until"))
    rows = tuple((each["do"], each["owner"] or None, say_day(each["due"]) or None) for each in actions)
    return (Grid("Agreed in the room", columns, rows),) if actions else ()


def _steps(case: Case) -> Iterator[Block]:
    found, position = case.entry["next_step"], case.standing.position
    if found is None:
        yield Words(_say_why_none(case))
        return
    after = stage_title(case.form, found["stage"])
    if not case.standing.known:
        yield Words("Answer the questions first: you may be further than an empty form can tell.")
        return
    days = f" They take {say_effort(found['effort'])} of work in all." if found["effort"] else ""
    one = len(found["steps"]) == 1
    days = days.replace("They take", "It takes").replace(" in all", "") if one else days
    count = "One change" if one else f"{len(found['steps'])} changes"
    yield Words(f"{count} would lift {case.name} from {stage_title(case.form, position.stage)} to {after}.{days}")
    yield from _tell_steps(case, found)
    yield Words(
        "Of all ways to the next stage this has the fewest questions, and among those the least effort. It looks at "
        "the gate alone. You know your house: a dearer step may be the wiser one.",
        "quiet",
    )
    if found["effort"]:
        yield Words(
            "Person-days are estimates for an organisation of about 250 people. They count work and no waiting: "
            "two days of work may wait three months for a decision.",
            "quiet",
        )


def _say_why_none(case: Case) -> str:
    position, form = case.standing.position, case.form
    if not form.stages:
        return "This model has no stages, so no next step follows from it. Begin where the index is lowest."
    if position.next_stage is None:
        return (
            f"{stage_title(form, position.stage)} is the highest stage. What is left: keep it when people leave, and "
            "look at the weakest dimension."
        )
    return (
        f"Too few questions apply for {stage_title(form, position.next_stage)} ever to be held, so no step leads there."
    )


def _tell_steps(case: Case, found: Mapping[str, Any]) -> Iterator[Block]:
    """Tell a few steps in full, and many as a table."""
    if len(found["steps"]) <= _FEW:
        for number, step in enumerate(found["steps"], start=1):
            yield _card(case, number, step)
        return
    cheapest = sorted(found["steps"], key=_add_effort)[:3]
    names = listing([f"“{case.form.item_by_id[step['item']].title or step['item']}”" for step in cheapest])
    if found["effort"]:
        yield Words(f"That is a programme, not a step. The least work: {names}.")
    columns = (Column("Question"), Column("Then"), Column("To do"), Column("Person-days", "days"))
    rows = tuple(_row(case.form.item_by_id[step["item"]], step) for step in found["steps"])
    total = (("All together", None, None, found["effort"]),) if found["effort"] else ()
    yield Grid("What it takes", columns, rows + total)


def _add_effort(step: Mapping[str, Any]) -> float:
    return float(sum(action["effort"] for action in step["actions"]))


def _row(item: Item, step: Mapping[str, Any]) -> tuple[Value, ...]:
    actions = " ".join(action["do"] for action in step["actions"])
    return item.title or item.id, _anchor(item, step["to"]), actions or None, _add_effort(step) if actions else None


def _card(case: Case, number: int, step: Mapping[str, Any]) -> Card:
    item = case.form.item_by_id[step["item"]]
    lines = [
        Point("", item.question),
        Point("Now:", _anchor(item, step["from"])),
        Point("Then:", _anchor(item, step["to"])),
    ]
    if step["from"] is None:
        lines.append(Point("Answer this first:", "you may be there already."))
    lines += [
        Point("To do:", f"{action['do']} ({plural(action['effort'], 'person-day')})") for action in step["actions"]
    ]
    if item.evidence:
        lines.append(Point("You'll know it by:", item.evidence))
    effort = _add_effort(step)
    return Card(f"{number}. {item.title or item.id}", plural(effort, "person-day") if effort else "", tuple(lines))


def _anchor(item: Item, option: str | None) -> str:
    """Name an option with the text that says what one would see."""
    if option is None:
        return _UNKNOWN
    rank = item.rank(option)
    text = item.options[rank].text or option
    return f"{text}. {item.anchors[rank]}" if item.anchors[rank] != text else text


def target_section(case: Case, draw: Draw) -> Section | None:
    """Tell the gap to a target profile.

    Args:
        case: what is reported.
        draw: makes the pictures.

    Returns:
        The section; None without a target.
    """
    found = case.entry.get("target")
    if found is None:
        return None
    now, then = (stage_title(case.form, stage) for stage in found["stages"])
    if not found["items"]:
        return Section("target", "The target", (Words("Every question that the target names is there already."),))
    questions = plural(len(found["items"]), "question")
    days = f", {say_effort(found['effort'])} of work" if found["effort"] else ""
    stages = f" At the target the stage would be {then}; now it is {now}." if then and then != now else ""
    text = f"{questions} below the target{days}.{stages}"
    rows = tuple(_move(case.form.item_by_id[item], pair) for item, pair in found["items"].items())
    grid = Grid("From here to the target", (Column("Question"), Column("Now"), Column("Target")), rows)
    return Section("target", "The target", (Words(text), *draw.gap(case.entry), grid))


def _move(item: Item, pair: list[str | None]) -> tuple[Value, ...]:
    return (item.question, *(_option(item, option) for option in pair))


def _option(item: Item, option: str | None) -> str:
    return _UNKNOWN if option is None else item.options[item.rank(option)].text or option


def change_section(case: Case) -> Section | None:
    """Tell what has changed since the wave before.

    Args:
        case: what is reported.

    Returns:
        The section; None for a first wave.
    """
    if case.change is None:
        return None
    before, after = case.change["waves"]
    since = f"Since {before}" if before else "Since last time"
    return Section("change", since, tuple(tell_change(case, before or "Before", after or "Now")))


def tell_change(case: Case, before: str, after: str) -> Iterator[Block]:
    """Tell what two waves differ in.

    Args:
        case: the later wave.
        before: what the earlier one is called.
        after: what the later one is called.

    Yields:
        Sentences and tables.
    """
    found, form = case.change or {}, case.form
    yield Words(_say_stages(case, found))
    nodes = [(form.id, "The whole"), *((node.id, node.title or node.id) for node in form.dimensions)]
    rows = tuple((title, *pair, _subtract(pair)) for node, title in nodes for pair in [found["index"][node]])
    columns = (Column("Dimension"), Column(before, "index"), Column(after, "index"), Column("Change", "change"))
    yield Grid(f"Index, {before} and {after}", columns, rows)
    moved = tuple(_move(form.item_by_id[item], pair) for item, pair in found["items"].items())
    if moved:
        yield Grid("Answers that moved", (Column("Question"), Column(before), Column(after)), moved)
    else:
        yield Words("No answer moved.")


def _say_stages(case: Case, found: Mapping[str, Any]) -> str:
    now, then = stage_title(case.form, found["stages"][1]), stage_title(case.form, found["stages"][0])
    pair = found["index"][case.form.id]
    whole = "" if None in pair else f" The index went from {pair[0]:.0f} to {pair[1]:.0f}."
    if not now:
        return whole.strip() or "One of the two waves has no index, so they can't be compared as a whole."
    return f"{f'The stage is still {now}.' if now == then else f'From {then} to {now}.'}{whole}"


def _subtract(pair: list[float | None]) -> float | None:
    """Take the difference of what is shown, so that the table adds up for whoever checks it."""
    before, after = pair
    return None if before is None or after is None else float(round(after) - round(before))
