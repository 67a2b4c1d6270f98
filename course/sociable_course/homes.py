"""Seven homes for social media, who had staff there, and a choice among them that can be argued with.

The points are ours (`FITS`), no measurement: they say how far a home serves a need. `choose` adds them up in the open,
and `count_wins` tells whether the first place depends on one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure
from sociable_course.bars import draw_bars, mark_foretold

if TYPE_CHECKING:
    import plotly.graph_objects as go

HOMES = {
    "brand": "Brand",
    "product": "Product development",
    "pr": "Public relations",
    "service": "Customer service",
    "hr": "Human resources",
    "research": "Research",
    "managers": "Senior managers",
}
NEEDS = {
    "calls": "Fewer calls about the same few things",
    "improve": "Know what to change in what we sell",
    "known": "Be known by people who don’t know us",
    "passed": "Be quoted and passed on",
    "hire": "Find people with a rare skill",
    "most": "Know what most customers think",
    "past": "Meet customers whom dealers keep from us",
}
FITS: dict[str, tuple[int, ...]] = {  # by need: 0 to 3 for each of HOMES, in their order; all ours
    "calls": (0, 2, 1, 3, 0, 1, 0),
    "improve": (0, 3, 0, 2, 0, 2, 1),
    "known": (3, 1, 2, 1, 1, 0, 1),
    "passed": (2, 0, 3, 0, 1, 0, 2),
    "hire": (1, 1, 1, 0, 3, 0, 1),
    "most": (1, 1, 0, 1, 0, 3, 1),
    "past": (1, 2, 0, 1, 0, 2, 3),
}
MOST = 3
TIMES = {"first need": 2, "second need": 1}  # what a point counts
TIME = 3  # for a home where somebody has an hour a day for it
NOBODY = "nobody yet"
TRIES = 60
_POINTS = "Points, all ours: first need × 2, second need × 1, and 3 for a home where somebody has time for it"
_STAFF = "Companies with at least one person for social media there, 2013, percent. Dark: the seven homes"
_STAFF_SOURCE = (
    "Altimeter, The State of Social Business 2013, infographic; sample size unknown. All of medium confidence: "
    "figures and labels were paired by their order."
)
_LABELS = {  # the department's name in the table, by home
    "brand": "Marketing",
    "product": "Product development / R&D",
    "pr": "Corporate communications / PR",
    "service": "Customer support",
    "hr": "HR",
    "research": "Market research",
    "managers": "Executive",
}
_COLOURS = {"first need": "stage-high", "second need": "stage-low", "time": "line"}

Points = dict[str, dict[str, int]]


def choose(first: str, second: str, time: str = "", fits: Mapping[str, tuple[int, ...]] = FITS) -> Points:
    """Add up the points of each home.

    Args:
        first: the need that counts twice, a key of `NEEDS`.
        second: the need that counts once.
        time: the home where somebody has time for it, a key of `HOMES`; "" for none.
        fits: by need, points for each of `HOMES`.

    Returns:
        By home, what it gets for "first need", "second need" and "time"; the most points first.

    >>> next(iter(choose("hire", "known")))
    'hr'
    """
    found = {}
    for place, home in enumerate(HOMES):
        needs = {"first need": fits[first][place], "second need": fits[second][place]}
        found[home] = {name: TIMES[name] * fit for name, fit in needs.items()} | {"time": TIME * (home == time)}
    return dict(sorted(found.items(), key=lambda each: -sum(each[1].values())))


def count_wins(first: str, second: str, time: str = "") -> int:
    """Count how often the first place is held when each of our points may be one off.

    Args:
        first: the need that counts twice.
        second: the need that counts once.
        time: the home where somebody has time.

    Returns:
        In how many of `TRIES` the same home leads, and leads alone.
    """
    leader = next(iter(choose(first, second, time)))
    shaken = [choose(first, second, time, _shake(Random(seed))) for seed in range(TRIES)]  # noqa: S311 - no secret
    return sum(find_leaders(points) == [leader] for points in shaken)


def _shake(chance: Random) -> dict[str, tuple[int, ...]]:
    return {
        need: tuple(min(MOST, max(0, fit + chance.choice((-1, 0, 1)))) for fit in fits) for need, fits in FITS.items()
    }


def find_leaders(points: Points) -> list[str]:
    """Find the homes that have the most points.

    Args:
        points: as `choose` gives them.

    Returns:
        One home, or several that are level.
    """
    sums = {home: sum(parts.values()) for home, parts in points.items()}
    return [home for home, total in sums.items() if total == max(sums.values())]


def draw_choice(
    first_need: str = "calls", second_need: str = "past", somebody_has_time: str = "product", you_disagree: str = ""
) -> Picture:
    """Draw the points of the seven homes, and where they come from.

    Args:
        first_need: a key of `NEEDS`.
        second_need: likewise.
        somebody_has_time: the home where somebody has time; "" for none.
        you_disagree: the home that deserves one point more for the first need; "" for none.

    Returns:
        The picture.
    """
    points = choose(first_need, second_need, somebody_has_time, _argue(first_need, you_disagree))
    finding = _say_leader(points)
    if not you_disagree:
        wins = count_wins(first_need, second_need, somebody_has_time)
        finding += f"; alone in front in {wins} of {TRIES} tries with our points shaken"
    figure = house_figure(finding, _POINTS, height=440, width=COLUMN)
    for part, colour in _COLOURS.items():
        _add_part(figure, points, part, LIGHT[colour])
    _lay_out(figure, points)
    rows = [(HOMES[home], *map(str, parts.values()), str(sum(parts.values()))) for home, parts in points.items()]
    caption = f"First need: {NEEDS[first_need]}. Second: {NEEDS[second_need]}"
    header = ("Home", "First need", "Second need", "Time", "Points")
    return Picture(
        figure, f"{finding}.", table(caption, header, rows), "Points assumed by the course, to be argued with."
    )


def _argue(need: str, home: str) -> dict[str, tuple[int, ...]]:
    """Give a home one point more for a need."""
    more = tuple(fit + (name == home) for name, fit in zip(HOMES, FITS[need], strict=True))
    return FITS | {need: more}


def _say_leader(points: Points) -> str:
    leaders = [HOMES[home] for home in find_leaders(points)]
    (first, most), (second, next_most) = [(HOMES[home], sum(parts.values())) for home, parts in points.items()][:2]
    if len(leaders) > 1:
        return f"Level with {most} points: {', '.join(leaders)}"
    return f"{first} leads with {most} points; {second.lower()} has {next_most}"


def _add_part(figure: go.Figure, points: Points, part: str, colour: str) -> None:
    figure.add_bar(
        x=[parts[part] for parts in points.values()],
        y=list(range(len(points))),
        orientation="h",
        width=0.55,
        marker={"color": colour, "line": {"color": LIGHT["paper"], "width": 1}},
        text=[
            part if parts[part] and row == _first_with(points, part) else ""
            for row, parts in enumerate(points.values())
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": LIGHT["paper" if part == "first need" else "ink"]},
        constraintext="none",
        hoverinfo="skip",
    )


def _first_with(points: Points, part: str) -> int:
    return next(row for row, parts in enumerate(points.values()) if parts[part])


def _lay_out(figure: go.Figure, points: Points) -> None:
    sums = [sum(parts.values()) for parts in points.values()]
    for row, total in enumerate(sums):
        figure.add_annotation(x=total, y=row, text=f"{total}", xanchor="left", xshift=6, showarrow=False)
    names = [f"{HOMES[home]}  " for home in points]
    figure.update_layout(barmode="stack", margin={"b": 16})
    figure.update_yaxes(tickvals=list(range(len(names))), ticktext=names, range=[len(names) - 0.4, -0.6], ticks="")
    figure.update_xaxes(visible=False, range=[0, 1.1 * max(*sums, 1)])


def reveal(first: str, second: str, time: str) -> Callable[[str], Picture]:
    """Make the function that shows the points beside a learner's choice.

    Args:
        first: the need that counts twice.
        second: the need that counts once.
        time: the home where somebody has time.

    Returns:
        A function of the home that the learner chose.
    """

    def draw(home: str) -> Picture:
        from dataclasses import replace

        picture = draw_choice(first, second, time)
        return replace(picture, finding=f"{picture.finding} You chose: {HOMES[home]}.")

    return draw


def _offer(choices: Mapping[str, str], none: str = "") -> dict[str, str]:
    """List what a learner may choose: its words, and the key."""
    return ({none: ""} if none else {}) | {text: key for key, text in choices.items()}


DIALS = {  # by the argument of `draw_choice`
    "first_need": _offer(NEEDS),
    "second_need": _offer(NEEDS),
    "somebody_has_time": _offer(HOMES, NOBODY),
    "you_disagree": _offer(
        {home: f"one point more for {name}" for home, name in HOMES.items()}, "no, keep your points"
    ),
}


def read_staff() -> dict[str, float]:
    """Read in which departments companies had somebody for social media in 2013.

    Returns:
        Percent of companies by department, the largest first.

    >>> read_staff()["Market research"]
    8.0
    """
    from sociable_data import load

    rows = load("departments_with_staff").sort_values("value", ascending=False, kind="stable")
    return {str(name): float(value) for name, value in zip(rows["department"], rows["value"], strict=True)}


def draw_staff(foretold: float) -> Picture:
    """Draw who had staff for social media, beside the learner's prediction for market research.

    Args:
        foretold: percent of companies that the learner thought had somebody in market research.

    Returns:
        The picture. Source: Altimeter, 2013.
    """
    staff = read_staff()
    name = _LABELS["research"]
    finding = f"73 percent had somebody in marketing, {staff[name]:g} in market research; you said {foretold:g}"
    figure = draw_bars(staff, finding, _STAFF, dark=set(_LABELS.values()))
    mark_foretold(figure, list(staff).index(name), foretold)
    rows = [(each, f"{value:g}") for each, value in staff.items()]
    rows.append((f"{name}, by your prediction", f"{foretold:g}"))
    return Picture(figure, f"{finding}.", table(_STAFF, ("Department", "Percent"), rows), _STAFF_SOURCE)
