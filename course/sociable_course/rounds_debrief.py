"""After the decision rounds: what a click count sees of a run, and sixty runs of both ways under other assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.rounds import QUARTERS, WAYS, Run, play, think
from sociable_course.rounds_picture import SOURCE, YOU
from sociable_course.rounds_words import rival, say_count
from sociable_course.rows import row_figure
from sociable_course.scenarios import FAILURES, SCENARIOS, Failure, Scenario

if TYPE_CHECKING:
    import plotly.graph_objects as go

SEEDS = range(60)
AS_ASSUMED = "as assumed"
FIRST = SCENARIOS["couplings"].title
AFTER = {"8 quarters": "8", "2 quarters": "2", "4 quarters": "4", "12, the last four without spending": "12"}
_SHARES = {
    AS_ASSUMED: AS_ASSUMED,
    "not at all": "0",
    "a little, 0.2": "0.2",
    "half, 0.5": "0.5",
    "much, 0.8": "0.8",
    "fully, 1": "1",
}
_TIMES = {"a quarter of that": "0.25", "half of that": "0.5", "half as much again": "1.5", "twice that": "2"}
_BRINGS = ("0", "0.1", "0.2", "0.3", "0.5")
_FAILING: dict[str, Failure] = {
    "people_fail_to_meet": "strangers",
    "friends_fail_to_share": "friends",
    "help_fails_to_cross_the_boundary": "boundary",
}
DIALS: dict[str, dict[str, str]] = {  # by the argument of `draw_ways`: what the learner reads, and the value
    "organisation": {each.title: each.title for each in SCENARIOS.values()},
    "judged_after": AFTER,
    "people_fail_to_meet": _SHARES,
    "friends_fail_to_share": _SHARES,
    "help_fails_to_cross_the_boundary": _SHARES,
    "a_campaign_wins": {AS_ASSUMED: AS_ASSUMED, **_TIMES, "four times that": "4"},
    "a_tied_customer_brings_a_quarter": {AS_ASSUMED: AS_ASSUMED, **{each: each for each in _BRINGS}},
}


def count_roads(run: Run) -> dict[str, float]:
    """Count the new customers of a run by how they came.

    Args:
        run: any.

    Returns:
        Those whom a campaign won, which a count of clicks sees, and those whom other customers brought.
    """
    states = run.states[1:]
    brought = sum(each.told + each.invited for each in states)
    return {"clicks": sum(each.won for each in states), "customers": brought}


def share_seen(run: Run) -> float:
    """Tell which share of a run's new customers came by a click.

    Args:
        run: any.

    Returns:
        Percent; 0 when nobody came.
    """
    roads = count_roads(run)
    whole = sum(roads.values())
    return 100 * roads["clicks"] / whole if whole else 0.0


def draw_roads(run: Run | None, foretold: float) -> Picture:
    """Draw how new customers came, in the learner's own run and in both ways of thinking.

    Args:
        run: the learner's; None before it was played.
        foretold: percent of one's own new customers that the learner thought came by a click.

    Returns:
        The picture.
    """
    shown = run or play(SCENARIOS["couplings"], 2, [])
    runs = ({YOU: shown} if run and run.moves else {}) | {
        title: rival(shown, way) for way, title in WAYS.items() if way != "nothing"
    }
    roads = {name: count_roads(each) for name, each in runs.items()}
    sofar = "" if shown.finished else " so far"
    own = f"Of your new customers{sofar}, a click count sees {share_seen(shown):.0f} in 100; you said {foretold:g}"
    finding = own if YOU in runs else "You have not played yet: play first, then run this cell again"
    note = f"New customers in {QUARTERS} quarters; light: by a campaign, dark: brought by customers. All assumed"
    rows = [
        (name, *map(say_count, (*roads[name].values(), each.last.customers, each.last.surplus)))
        for name, each in runs.items()
    ]
    header = ("", "Came by a campaign", "Brought by customers", "Customers at the end", "Surplus, thousand €")
    numbers = table(f"{shown.scenario.title}: {note}", header, rows)
    others = ", ".join(f"{share_seen(each):.0f} for {name.lower()}" for name, each in runs.items() if name != YOU)
    return Picture(_draw_roads(finding, note, roads), f"{finding}. In 100: {others}.", numbers, SOURCE)


def _draw_roads(finding: str, note: str, roads: Mapping[str, Mapping[str, float]]) -> go.Figure:
    names = [
        f"{name}: <b>{say_count(each['clicks'])}</b> clicked, <b>{say_count(each['customers'])}</b> brought"
        for name, each in roads.items()
    ]
    figure = row_figure(finding, note, names)
    for road, colour in (("clicks", "line"), ("customers", "stage-high")):
        counts = [each[road] for each in roads.values()]
        marker = {"color": LIGHT[colour], "line": {"color": LIGHT["paper"], "width": 1}}
        places = list(range(len(roads)))
        figure.add_bar(x=counts, y=places, orientation="h", width=0.42, marker=marker, hoverinfo="skip")
    figure.update_layout(barmode="stack")
    return figure


def change(scenario: Scenario, **changes: str) -> Scenario:
    """Put other assumptions in place of ours.

    Args:
        scenario: what is assumed.
        changes: by the names of `DIALS`, numbers as text; `AS_ASSUMED` leaves ours.

    Returns:
        The changed scenario.

    >>> change(SCENARIOS["tea"], a_campaign_wins="0.5", people_fail_to_meet=AS_ASSUMED).reach
    1.0
    """
    numbers = {name: float(value) for name, value in changes.items() if value != AS_ASSUMED}
    failing = {failure: numbers[dial] for dial, failure in _FAILING.items() if dial in numbers}
    reach = scenario.reach * numbers.get("a_campaign_wins", 1)
    tells = numbers.get("a_tied_customer_brings_a_quarter", scenario.tells)
    return replace(scenario, failures={**scenario.failures, **failing}, reach=reach, tells=tells)


def draw_ways(organisation: str = FIRST, judged_after: str = "8", **changes: str) -> Picture:
    """Run both ways of thinking, and nothing at all, with sixty lucks, and draw the surplus of each.

    Args:
        organisation: the title of one of `SCENARIOS`.
        judged_after: quarters, a number as text.
        changes: assumptions to change, by the names of `DIALS`: numbers as text; `AS_ASSUMED` leaves ours.

    Returns:
        The picture.
    """
    found = next(each for each in SCENARIOS.values() if each.title == organisation)
    assumed = change(found, **changes)
    quarters = int(judged_after)
    ends = {
        title: [play(assumed, seed, think(assumed, way, quarters)).last.surplus for seed in SEEDS]
        for way, title in WAYS.items()
    }
    finding = _say_winner(ends)
    name = found.title.split(":", maxsplit=1)[0]
    note = f"{name}: surplus after {quarters} quarters, thousand €; a dot is a run, the bar their median. All assumed"
    rows = [(name, *map(say_count, (median(each), min(each), max(each)))) for name, each in ends.items()]
    numbers = table(f"{found.title}: surplus after {quarters} quarters", ("Way", "Median", "Least", "Most"), rows)
    return Picture(_draw_ends(finding, note, ends), f"{finding}.", numbers, f"{SOURCE[:-1]}: {_list(assumed)}.")


def _say_winner(ends: Mapping[str, Sequence[float]]) -> str:
    channel, people, nothing = (ends[title] for title in WAYS.values())
    wins = sum(mine > other for mine, other in zip(people, channel, strict=True))
    spared = sum(idle > max(pair) for idle, *pair in zip(nothing, people, channel, strict=True))
    first, count = (WAYS["people"], wins) if 2 * wins >= len(SEEDS) else (WAYS["channel"], len(SEEDS) - wins)
    other = (WAYS["channel"] if first == WAYS["people"] else WAYS["people"]).lower()
    rest = f"; nothing at all beats both in {spared}" if spared else ""
    return f"{first} beats {other} in {count} of {len(SEEDS)} runs{rest}"


def _draw_ends(finding: str, note: str, ends: Mapping[str, Sequence[float]]) -> go.Figure:
    figure = row_figure(finding, note, [f"{name}: <b>{say_count(median(each))}</b>" for name, each in ends.items()])
    for row, (name, values) in enumerate(ends.items()):
        colour = LIGHT["stage-high" if name == WAYS["people"] else "control"]
        spread = [row + (place % 7 - 3) * 0.05 for place in range(len(values))]
        marker = {"color": colour, "size": 7, "opacity": 0.5}
        figure.add_scatter(x=list(values), y=spread, mode="markers", marker=marker, hoverinfo="x")
        line = {"color": LIGHT["ink"], "width": 3}
        figure.add_scatter(
            x=[median(values)] * 2, y=[row - 0.24, row + 0.24], mode="lines", line=line, hoverinfo="skip"
        )
    return figure


def _list(scenario: Scenario) -> str:
    failures = ", ".join(f"{text} {scenario.failures[name]:g}" for name, text in FAILURES.items())
    campaign = f"a campaign wins {scenario.reach:g} of 100 strangers"
    return f"failures: {failures}; {campaign}; a tied customer brings {scenario.tells:g} a quarter"
