"""What the room sees at the end: where it stands, what holds it, how departments see it, the next step, actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sociable_assessment import drawings
from sociable_assessment.department_picture import department_title
from sociable_assessment.markup import Element, element
from sociable_assessment.model import Model, with_form
from sociable_assessment.pictures import Picture
from sociable_assessment.report.still import draw_still
from sociable_assessment.wording import plural, say_day, stage_glyph, stage_title
from sociable_assessment.workshop.board_page import board, say_people
from sociable_assessment.workshop.decisions import OUTCOMES, Kept
from sociable_assessment.workshop.outcome import Outcome, keep_back
from sociable_assessment.workshop.page import Site, notice, scrolling, text_field
from sociable_assessment.workshop.session import Session

ACTION_LENGTH, OWNER_LENGTH = 300, 80  # characters
_FIRST, _AGREED = "1 first votes", "2 agreed"  # a map joins waves in the order of their names
_MAP_WIDTH, _MAP_TALL = 360, 270  # pixels: drawn small and shown large, to be read from the back of the room


def position_screen(site: Site, session: Session, model: Model, outcome: Outcome) -> str:
    """Show stage, index, and the map with the first vote and what was agreed.

    Args:
        site: where the pages stand.
        session: the session.
        model: the full model.
        outcome: what came out.

    Returns:
        The page.
    """
    entry = keep_back(outcome.agreed)
    form = with_form(model, entry["form"])
    stage = f"{stage_glyph(form, entry['stage'])} {stage_title(form, entry['stage'])}".strip()
    index = "none" if entry["index"] is None else f"{entry['index']:.0f}"
    facts = [
        _fact("Stage", stage or "none", "indicative: a short form" if entry["indicative"] else ""),
        _fact("Index, 0 to 100", index, say_range(entry)),
        _fact("From", say_people(entry["raters"]), f"{100 * (entry['coverage'] or 0):.0f} % of the questions known"),
    ]
    heading = element("h1", "Where you stand")
    left = [heading, element("dl", *facts, kind="facts"), *(element("p", line) for line in _sentences(entry))]
    drawn = _draw(_map(model, outcome), _say_moved(form, outcome))
    pair = element("div", element("div", *left), element("div", drawn), kind="pair")
    return board(site, session, "position", pair)


def _fact(label: str, value: str, note: str = "") -> Element:
    more = [element("dd", note, kind="note")] if note else []
    return element("div", element("dt", label), element("dd", value), *more)


def say_range(entry: Mapping[str, Any]) -> str:
    """Say how far the index would move with other people.

    Args:
        entry: what may be shown of a result.

    Returns:
        A few words, or "".
    """
    found = entry["uncertainty"]
    if found is None:
        return ""
    if found["kind"] == "bootstrap" and found["low"] is not None:
        return f"{found['low']:.0f} to {found['high']:.0f} with other raters"
    if found["kind"] == "range" and found.get("indices"):
        low, high = found["indices"]
        return f"single people from {low:.0f} to {high:.0f}"
    return ""


def _sentences(entry: Mapping[str, Any]) -> list[str]:
    return [entry["explanation"]] if entry["explanation"] else []


def _say_moved(form: Model, outcome: Outcome) -> str:
    before, after = outcome.first, outcome.agreed
    if not after["consensus"]:
        return "Nothing has been agreed on yet: these are the first votes."
    was = "no index" if before["index"] is None else f"index {before['index']:.0f}"
    stood = ", ".join(filter(None, [stage_title(form, before["stage"]), was]))
    return f"The first votes alone: {stood}. Agreed since: {plural(len(after['consensus']), 'answer')}."


def _map(model: Model, outcome: Outcome) -> Picture:
    """Draw the first votes and what was agreed as two points of one path."""
    first = {**outcome.first, "wave": _FIRST, "uncertainty": None}
    agreed = {**keep_back(outcome.agreed), "wave": _AGREED}
    waves = [first, agreed] if outcome.agreed["consensus"] else [agreed]
    return drawings.draw_map(model, waves, title="", width=_MAP_WIDTH, tall=_MAP_TALL)


def _draw(picture: Picture, caption: str) -> Element:
    still = draw_still(picture.figure, _MAP_WIDTH, picture.finding, "board")
    title = "The same in numbers"
    table = element("details", element("summary", title), scrolling(picture.table, title))
    return element("figure", element("figcaption", caption), still, table)


def steps_screen(site: Site, session: Session, model: Model, outcome: Outcome) -> str:
    """Show what holds the organisation, and the smallest next step.

    Args:
        site: where the pages stand.
        session: the session.
        model: the full model.
        outcome: what came out.

    Returns:
        The page.
    """
    entry = outcome.agreed
    form = with_form(model, entry["form"])
    step = entry["next_step"]
    if step is None:
        return board(site, session, "steps", element("h1", "No next step follows"), element("p", entry["explanation"]))
    days = f", about {plural(round(step['effort'], 1), 'person-day')}" if step["effort"] else ""
    title = f"{plural(len(step['steps']), 'change')} to {stage_title(form, step['stage'])}{days}"
    rows = [_step(form, each) for each in step["steps"]]
    held = [form.item_by_id[item].title for item in entry["held_by"]]
    holds = [element("p", f"Held by: {', '.join(held)}.", kind="quiet")] if held else []
    note = element(
        "p", "The fewest questions, and of those the least work. You know your house: a dearer step may be wiser."
    )
    on = element("p", site.link(f"board/{session.id}/actions", "Who does what →", "button main"), kind="turn stay")
    return board(site, session, "steps", element("h1", title), *holds, element("ol", *rows, kind="steps"), note, on)


def _step(form: Model, step: Mapping[str, Any]) -> Element:
    item = form.item_by_id[step["item"]]
    names = {option.id: option.text for option in item.options}
    move = f"{names.get(step['from'] or '', 'not known')} → {names[step['to']]}"
    todo = [element("div", action["do"]) for action in step["actions"]]
    return element("li", element("strong", item.question), element("div", move, kind="quiet"), *todo)


def departments_screen(site: Site, session: Session, model: Model, outcome: Outcome) -> str:
    """Show where departments place the house differently.

    Args:
        site: where the pages stand.
        session: the session.
        model: the full model.
        outcome: what came out.

    Returns:
        The page.
    """
    entry = outcome.first
    shown = entry["departments"] and any(
        v is not None for row in entry["departments"]["index"].values() for v in row.values()
    )
    heading = element("h1", "How departments see it")
    if not shown:
        least = session.setup.minimum_group
        text = f"No department has {least} people who voted and can be shown without showing somebody else."
        return board(site, session, "departments", heading, element("p", text))
    picture = drawings.draw_departments(model, entry)
    grid = scrolling(draw_grid(with_form(model, entry["form"]), entry), "How departments see it")
    return board(site, session, "departments", heading, element("p", picture.finding), grid, *_say_hidden(entry))


def draw_grid(form: Model, entry: Mapping[str, Any]) -> Element:
    """Draw what departments think of each dimension, large enough for the back of the room.

    Args:
        form: the form of the model.
        entry: an entry of a result file.

    Returns:
        A table: one row a dimension, one column for everyone and each department that may be shown.
    """
    views = entry["departments"]["index"]
    names = list_shown(entry)
    titles = ("Dimension", "Everyone", *map(department_title, names))
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    rows = []
    for node in form.dimensions:
        cells = [entry["nodes"][node.id]["index"], *(views[node.id].get(name) for name in names)]
        kinds = ["second", *(["first"] * len(names))]
        bars = [_index_cell(index, kind) for index, kind in zip(cells, kinds, strict=True)]
        rows.append(element("tr", element("th", node.title, scope="row"), *bars))
    caption = element("caption", "Index from 0 to 100, first votes")
    return element("table", caption, element("thead", head), element("tbody", *rows), kind="table grid")


def _index_cell(index: float | None, kind: str) -> Element:
    if index is None:
        return element("td", element("span", "–", role="img", aria_label="not shown"))
    rect = element("rect", kind=kind, x="0", y="0", width=f"{index:.1f}", height="10")
    back = element("rect", kind="back", x="0", y="0", width="100", height="10")
    box = {"viewBox": "0 0 100 10", "preserveAspectRatio": "none", "aria_hidden": "true"}
    return element("td", f"{index:.0f}", element("svg", back, rect, **box))


def list_shown(entry: Mapping[str, Any]) -> list[str]:
    """List the departments that may be shown on some dimension.

    Args:
        entry: an entry of a result file.

    Returns:
        Their ids.
    """
    views = entry["departments"]["index"].values()
    names = dict.fromkeys(name for row in views for name in row)
    return sorted(name for name in names if any(row.get(name) is not None for row in views))


def _say_hidden(entry: Mapping[str, Any]) -> list[Element]:
    """Say what a dash means, and who is not shown at all."""
    views, shown = entry["departments"]["index"], list_shown(entry)
    told = []
    if any(None in (entry["nodes"][node]["index"], *map(row.get, shown)) for node, row in views.items()):
        least = entry["departments"]["minimum_group"]
        told.append(f"A dash: fewer than {least} people voted there, or it would let others be worked out.")
    hidden = {name for row in views.values() for name in row} - set(shown)
    if hidden:
        names = ", ".join(sorted(map(department_title, hidden)))
        told.append(f"Not shown, so that nobody's votes can be worked out: {names}.")
    return [element("p", " ".join(told), kind="quiet")] if told else []


def actions_screen(
    site: Site,
    session: Session,
    kept: Sequence[Kept],
    sent: Mapping[str, str],
    faults: Sequence[str] = (),
) -> str:
    """Show what was agreed to do, and ask after what was agreed last time.

    Args:
        site: where the pages stand.
        session: the session.
        kept: the actions, those of last time among them.
        sent: what was typed.
        faults: what was wrong with it.

    Returns:
        The page.
    """
    path = f"board/{session.id}/do"
    actions, earlier = [each for each in kept if not each.earlier], [each for each in kept if each.earlier]
    rows = [_action_row(site, path, each) for each in actions]
    listed = [_table("What we do until next time", ("What", "Who", "Until", ""), rows)] if rows else []
    form = site.form(
        f"{path}/add-action",
        text_field("do", "What", sent.get("do", ""), maxlength=str(ACTION_LENGTH)),
        element(
            "div",
            text_field("owner", "Who sees to it", sent.get("owner", ""), maxlength=str(OWNER_LENGTH)),
            text_field("due", "Until", sent.get("due", ""), type="date"),
            kind="columns",
        ),
        element("p", element("button", "Add", kind="main"), kind="turn"),
    )
    last = [
        _table(
            "Agreed last time", ("What", "Who", "Until", "What became of it"), [_ask(site, path, e) for e in earlier]
        )
    ]
    title = "What will you do?" if not actions else plural(len(actions), "action")
    return board(
        site, session, "actions", element("h1", title), *notice(list(faults)), *(last if earlier else []), *listed, form
    )


def _table(caption: str, titles: Sequence[str], rows: Sequence[Element]) -> Element:
    head = element("tr", *(element("th", t, scope="col") if t else element("td") for t in titles))
    table = element("table", element("caption", caption), element("thead", head), element("tbody", *rows), kind="table")
    return scrolling(table, caption)


def _cells(kept: Kept) -> list[Element]:
    action = kept.action
    rest = (element("td", action.owner or "–"), element("td", say_day(action.due) or "–"))
    return [element("th", action.do, scope="row"), *rest]


def _action_row(site: Site, path: str, kept: Kept) -> Element:
    return element("tr", *_cells(kept), element("td", site.button(f"{path}/drop-action", "Drop", number=str(kept.id))))


def _ask(site: Site, path: str, kept: Kept) -> Element:
    if kept.outcome:
        return element("tr", *_cells(kept), element("td", OUTCOMES[kept.outcome]))
    asked = [site.button(f"{path}/mark-action", t, number=str(kept.id), outcome=o) for o, t in OUTCOMES.items()]
    return element("tr", *_cells(kept), element("td", *asked))
