"""What the raters said, taken together: how far they agree, what to discuss, how departments see it.

Nothing here tells of fewer people than the minimum group: the entry comes with the rest withheld.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sociable_assessment.department_picture import department_title
from sociable_assessment.model import Item
from sociable_assessment.report.case import Case
from sociable_assessment.report.drawings import Draw
from sociable_assessment.report.numbers import listing, show
from sociable_assessment.report.parts import Block, Column, Grid, Section, Value, Words
from sociable_assessment.report.privacy import find_minimum
from sociable_assessment.wording import plural

_RARE = 0.05  # of random panels
_WORDS = ((0.8, "agree closely"), (0.667, "agree fairly well"), (0.4, "agree in part"), (0.1, "agree a little"))


def people_section(case: Case, draw: Draw) -> Section | None:
    """Tell how far the raters agree and what they should talk about.

    Args:
        case: what is reported.
        draw: makes the pictures.

    Returns:
        The section; None where there are too few raters to tell.
    """
    if case.entry["raters"] < find_minimum(case.entry) or case.entry["agreement"] is None:
        return None
    parts = [
        Section("agreement", "How far they agree", tuple(_agreement(case))),
        *_settled(case),
        Section("agenda", "What to discuss first", (*_agenda(case), *draw.spread(case.entry))),
        *_departments(case, draw),
    ]
    return Section("people", "The raters", sections=tuple(parts))


def _agreement(case: Case) -> Iterator[Block]:
    for found in case.entry["agreement"]["alpha"]:
        if found["alpha"] is not None:
            whose = "" if len(case.entry["agreement"]["alpha"]) == 1 else f" On {_name_options(case, found)}"
            yield Words(f"{whose} {_say_alpha(found['alpha'])}".strip())
    rows = _agreement_rows(case)
    if rows:
        same = [title for title, by_chance in rows if by_chance is not None and by_chance < _RARE]
        yield Words(
            f"On {len(same) or 'none'} of {plural(len(rows), 'question')} the votes lie closer together than 95 of 100 "
            "random panels of the same size would."
        )
    if not rows:
        yield Words("No question has enough votes to tell how far the raters agree.")


def _say_alpha(alpha: float) -> str:
    word = next((word for least, word in _WORDS if alpha >= least), "agree no more than chance would have it")
    return (
        f"Over all questions the raters {word}: Krippendorff's alpha is {show(alpha, 'ratio')}, where 1 is full "
        "agreement, 0 chance. Below 0.67, ask what people had in mind before you lean on their average."
    )


def _name_options(case: Case, found: Mapping[str, Any]) -> str:
    item = next(item for item in case.form.items if [option.id for option in item.options] == found["options"])
    return f"questions answered from {item.options[0].text or item.options[0].id} to {item.options[-1].text}:"


def _agreement_rows(case: Case) -> list[tuple[str, float | None]]:
    found = case.entry["agreement"]["items"]
    return [
        (item.title or item.id, found[item.id]["by_chance"])
        for item in case.form.items
        if found[item.id]["r_wg"] is not None
    ]


def _settled(case: Case) -> list[Section]:
    """List what the room has agreed on, in the order of the questions, beside the votes it began with."""
    rows = tuple(_agreed(case, item) for item in case.form.items if item.id in case.entry["consensus"])
    if not rows:
        return []
    columns = (Column("Question"), Column("First votes"), Column("Agreed"), Column("Who disagrees"))
    return [Section("agreed", "What the room agreed on", (Grid("Answers agreed in the room", columns, rows),))]


def _agreed(case: Case, item: Item) -> tuple[Value, ...]:
    found = case.entry["consensus"][item.id]
    option = item.options[item.rank(found["option"])]
    votes = say_votes(item, case.entry["items"][item.id], find_minimum(case.entry))
    return item.question, votes, option.text or option.id, found["dissent"] or "nobody said so"


def _agenda(case: Case) -> Iterator[Block]:
    topics = case.entry["agenda"]
    if not topics:
        yield Words("Nothing: the votes that may be shown are unanimous, or agreed on in the room.")
        return
    one = len(topics) == 1
    left = "of those that nobody has agreed on yet, votes" if case.entry["consensus"] else "votes"
    yield Words(
        f"{'This question' if one else f'These {len(topics)} questions'} first: {left} lie furthest apart there. "
        "Where one step on a question decides a gate, it counts double."
    )
    columns = (Column("Question"), Column("Votes"), Column("Decides a gate"), Column("Mean distance", "ratio"))
    rows = tuple(_topic(case, topic) for topic in topics)
    note = "Mean distance of the votes from the middle one, in steps of the answer."
    yield Grid("The agenda, most pressing first", columns, rows, note)


def _topic(case: Case, topic: Mapping[str, Any]) -> tuple[Value, ...]:
    item = case.form.item_by_id[topic["item"]]
    votes = say_votes(item, case.entry["items"][item.id], find_minimum(case.entry))
    return item.question, votes, "yes" if topic["decisive"] else "no", topic["deviation"]


def say_votes(item: Item, found: Mapping[str, Any], minimum: int) -> str:
    """Say who answered what, without who.

    Args:
        item: the question.
        found: what may be shown of its result.
        minimum: the smallest group that is shown.

    Returns:
        Such as "3 not yet, 6 experiment; 1 don't know".
    """
    if found["votes"] is None:
        return f"not shown: fewer than {minimum} people gave an answer"
    texts = {option.id: option.text or option.id for option in item.options}
    votes = [f"{count} {texts[name]}" for name, count in found["votes"].items() if count and name in texts]
    kinds = (("dont_know", "don't know"), ("not_applicable", "not applicable"), ("unanswered", "no answer"))
    others = [f"{found[key]} {word}" for key, word in kinds if found[key]]
    return "; ".join(", ".join(part) for part in (votes, others) if part) or "no answer"


def _departments(case: Case, draw: Draw) -> list[Section]:
    found = case.entry["departments"]
    if found is None:
        return []
    names = list(dict.fromkeys(name for views in found["index"].values() for name in views))
    shown = [name for name in names if any(views.get(name) is not None for views in found["index"].values())]
    minimum = found["minimum_group"]
    if not shown:
        text = f"No department has {minimum} people who voted and can be shown without showing somebody else."
        return [Section("departments", "How departments see it", (Words(text),))]
    columns = (Column("Dimension"), *(Column(department_title(name), "index") for name in shown))
    rows = tuple(
        (node.title or node.id, *(found["index"][node.id].get(name) for name in shown)) for node in case.form.dimensions
    )
    hidden = [department_title(name) for name in names if name not in shown]
    note = f"A dash: fewer than {minimum} of its people voted there, or it would let others be worked out."
    left = f" Not shown at all: {listing(hidden)}." if hidden else ""
    grid = Grid("Index by dimension, as each department sees it", columns, rows, note + left)
    widest = _say_widest(rows, columns)
    return [Section("departments", "How departments see it", (*widest, *draw.departments(case.entry), grid))]


def _say_widest(rows: tuple[tuple[Value, ...], ...], columns: tuple[Column, ...]) -> list[Block]:
    """Name the dimension on which two departments lie furthest apart."""
    found = []
    for title, *values in rows:
        pairs = zip(values, columns[1:], strict=True)
        known = [(float(value), column.title) for value, column in pairs if value is not None]
        if len(known) > 1:
            low, high = min(known), max(known)
            found.append((high[0] - low[0], str(title), low, high))
    if not found:
        return []
    gap, title, low, high = max(found)
    if round(gap) == 0:
        return [Words("The departments that can be shown see it alike.")]
    return [Words(f"Furthest apart on {title}: {high[1]} sees it at {high[0]:.0f}, {low[1]} at {low[0]:.0f}.")]
