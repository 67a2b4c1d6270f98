"""How communities grow, last or die: their members week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT, SMALL_SIZE, fade
from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture, house_figure
from sociable_course.communities import COMMUNITIES, RUNS, Community, Year, carry, live
from sociable_course.rows import NARROW

if TYPE_CHECKING:
    import plotly.graph_objects as go

WEEKS = 104
_READ = (13, 52, 104)  # weeks: a quarter, a year, two
SHOWN = ("fitters", "draw", "approved", "photographs")
FIRST = COMMUNITIES[SHOWN[0]].title
DIALS: dict[str, dict[str, float] | list[str]] = {
    "community": [COMMUNITIES[name].title for name in SHOWN],
    "members_at_first": {"as assumed": 0, "10": 10, "500": 500},
    "a_useful_post_brings": {"as assumed": 1.0, "half as many members": 0.5, "twice as many": 2.0},
    "members_leave": {"as assumed": 1.0, "half as fast": 0.5, "twice as fast": 2.0},
}
_MEASURE = f"Members, week by week; the line is the median of {RUNS} runs, the band holds nine of ten. All assumed"


def draw_growth(
    community: str = FIRST, members_at_first: int = 0, a_useful_post_brings: float = 1, members_leave: float = 1
) -> Picture:
    """Draw the members of a community over two years.

    Args:
        community: the title of one in `COMMUNITIES`.
        members_at_first: how many begin; 0 for what is assumed.
        a_useful_post_brings: how many times as many members as assumed.
        members_leave: how many times as fast as assumed.

    Returns:
        The picture.
    """
    found = next(each for each in COMMUNITIES.values() if each.title == community)
    found = replace(
        found,
        start=int(members_at_first) or found.start,
        pull=found.pull * a_useful_post_brings,
        leave=found.leave * members_leave,
    )
    finding = f"{found.title}: {found.start} at first, {_members(_run(found), WEEKS):.0f} after two years"
    said = f"Each brings {carry(found):.1f} others before leaving: {_say_carried(found)}."
    return _draw({"": found}, finding, said)


def draw_starts(chosen: str) -> Picture:
    """Draw a community that was bought beside one that is needed.

    Args:
        chosen: the option of the learner's prediction.

    Returns:
        The picture.
    """
    needed, bought = COMMUNITIES["fitters"], COMMUNITIES["draw"]
    finding = (
        f"The prize draw leads for a year; after two, {_members(_run(bought), WEEKS):.0f} of its {bought.start} "
        f"are left, and {needed.start} fitters are {_members(_run(needed), WEEKS):.0f}"
    )
    return _draw({"fitters": needed, "prize draw": bought}, finding, f"You said: {CHOSEN[chosen]}.")


CHOSEN = {
    "draw": "the prize draw, all the way",
    "later": "the prize draw at first, the fitters later",
    "fitters": "the fitters, from the first quarter",
}


def _run(community: Community) -> tuple[Year, ...]:
    return live(community, weeks=WEEKS)


def _members(runs: Sequence[Year], week: int) -> float:
    return median(each.members[week - 1] for each in runs)


def _say_carried(community: Community) -> str:
    if carry(community) <= 1:
        return "one, or less, doesn’t carry it"
    return "more than one carries it, until the work is done" if community.work else "more than one carries it"


def _draw(shown: dict[str, Community], finding: str, said: str) -> Picture:
    figure = house_figure(finding, _MEASURE, height=330, width=NARROW)
    figure.update_layout(meta={"narrowest": NARROW})
    rows = []
    for place, (name, community) in enumerate(shown.items()):
        runs = _run(community)
        _add_path(figure, community, runs, name, dark=place == 0)
        numbers = [community.start, *(_members(runs, week) for week in _READ), median(each.useful for each in runs)]
        rows.append((community.title, *(f"{each:,.0f}" for each in numbers), f"{carry(community):.2f}"))
    figure.update_xaxes(range=[0, WEEKS], tickvals=[0, 26, 52, 78, 104], title_text="week")
    figure.update_yaxes(rangemode="tozero", nticks=5)
    header = ("Community", "At first", "Week 13", "Week 52", "Week 104", "Useful posts", "Each brings")
    source = "; ".join(_say_assumed(each) for each in shown.values())
    return Picture(figure, f"{finding}. {said}", table(_MEASURE, header, rows), f"Simulation, all assumed. {source}.")


def _add_path(figure: go.Figure, community: Community, runs: Sequence[Year], name: str, *, dark: bool) -> None:
    weeks = list(range(WEEKS + 1))
    paths = [sorted(week) for week in zip(*((community.start, *each.members) for each in runs), strict=True)]
    edge = round(0.05 * RUNS)
    colour = LIGHT["stage-high" if dark else "control"]
    clear = {"width": 0}
    low, middle, high = ([week[place] for week in paths] for place in (edge, RUNS // 2, RUNS - 1 - edge))
    figure.add_scatter(x=weeks, y=high, mode="lines", line=clear, hoverinfo="skip")
    figure.add_scatter(
        x=weeks, y=low, mode="lines", line=clear, fill="tonexty", fillcolor=fade(colour, 0.2), hoverinfo="skip"
    )
    dash = "solid" if dark else "dash"
    figure.add_scatter(x=weeks, y=middle, mode="lines", line={"color": colour, "width": 3, "dash": dash}, hoverinfo="y")
    if name:
        at = 16 if not dark else 88
        place = {"x": at, "y": middle[at], "yshift": 16, "xanchor": "left" if not dark else "right"}
        figure.add_annotation(text=name, font={"color": LIGHT["ink"], "size": SMALL_SIZE}, showarrow=False, **place)


def _say_assumed(each: Community) -> str:
    work = f", and {each.work} useful posts finish the work" if each.work else ""
    return (
        f"{each.title}: {each.posts:g} posts a week each, {each.pull:g} members for a useful post, "
        f"{each.leave:.1%} leave each week{work}"
    )
