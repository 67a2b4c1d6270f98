"""What it does to a community when posts are read before they appear: from none of them to all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import Element, table
from sociable_assessment.pictures import Picture
from sociable_course.communities import COMMUNITIES, READERS, RUNS, Community, Reader, Year, live
from sociable_course.rows import YOU, add_runs, row_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

AS_ASSUMED = "as assumed"
SETTINGS = {"none": 0.0, "1 in 4": 0.25, "half": 0.5, "3 in 4": 0.75, "all": 1.0}
SHOWN = ("fitters", "bank", "patients", "gardeners")
FIRST, STAFF = COMMUNITIES[SHOWN[0]].title, READERS["firm"].title
DIALS: dict[str, dict[str, str] | list[str]] = {
    "community": [COMMUNITIES[name].title for name in SHOWN],
    "who_reads": [each.title for each in READERS.values()],
    "one_harmful_post_undoes": {AS_ASSUMED: AS_ASSUMED, "1 useful post": "1", "10": "10", "100": "100"},
}


def draw_control(community: str = FIRST, who_reads: str = STAFF, one_harmful_post_undoes: str = AS_ASSUMED) -> Picture:
    """Draw what a community is worth in a year, by how many posts are read before they appear.

    Args:
        community: the title of one in `COMMUNITIES`.
        who_reads: the title of one in `READERS`.
        one_harmful_post_undoes: how many useful posts, or `AS_ASSUMED`.

    Returns:
        The picture.
    """
    found = next(each for each in COMMUNITIES.values() if each.title == community)
    reader = next(each for each in READERS.values() if each.title == who_reads)
    if one_harmful_post_undoes != AS_ASSUMED:
        found = replace(found, price=float(one_harmful_post_undoes))
    return _draw(found, reader)


def reveal(name: str) -> Callable[[str], Picture]:
    """Make the function that shows what came of the setting that a learner chose.

    Args:
        name: a key of `COMMUNITIES`.

    Returns:
        A function of the setting, a key of `SETTINGS`.
    """

    def draw(setting: str) -> Picture:
        picture = _draw(COMMUNITIES[name], READERS["firm"], setting)
        return replace(picture, finding=f"{picture.finding} You chose: {setting}.")

    return draw


def _draw(found: Community, reader: Reader, chosen: str = "") -> Picture:
    years = {name: live(found, control, reader) for name, control in SETTINGS.items()}
    worth = {name: [each.worth(found.price) for each in runs] for name, runs in years.items()}
    best = max(worth, key=lambda name: median(worth[name]))
    finding = f"{found.title}: most is gained when {_say_share(best, reader)} first"
    names = [_name_row(name, runs) + (YOU if name == chosen else "") for name, runs in years.items()]
    note = (
        f"By how many posts are read first: a year’s useful posts, less {found.price:g} for each harmful one. "
        f"A dot is one of {RUNS} runs; all assumed"
    )
    figure = row_figure(finding, note, names)
    for row, (name, values) in enumerate(worth.items()):
        add_runs(figure, row, values, dark=name == best)
    _fit_axis(figure, [each for values in worth.values() for each in values])
    return Picture(figure, f"{finding}.", _table(found, years), _say_assumed(found, reader))


def _say_share(setting: str, reader: Reader) -> str:
    if setting == "none":
        return "nobody reads"
    words = {"all": "everything", "half": "half of the posts"}
    return f"{reader.title.lower()} read {words.get(setting, f'{setting} posts')}"


def _name_row(setting: str, years: Sequence[Year]) -> str:
    useful, harmful = (median(getattr(each, kind) for each in years) for kind in ("useful", "harmful"))
    return f"<b>{setting.capitalize()}</b>: {useful:,.0f} useful, {harmful:,.0f} harmful"


def _fit_axis(figure: go.Figure, values: Sequence[float]) -> None:
    low, high = min(0, *values), max(0, *values)
    air = 0.05 * (high - low)
    figure.update_xaxes(range=[low - air, high + air])
    figure.add_vline(x=0, line={"color": LIGHT["line"], "width": 1}, layer="below")


def _table(found: Community, years: Mapping[str, Sequence[Year]]) -> Element:
    rows = []
    for name, runs in years.items():
        kinds = [median(getattr(each, kind) for each in runs) for kind in ("useful", "harmful")]
        worth = [each.worth(found.price) for each in runs]
        members = median(each.members[-1] for each in runs)
        numbers = (*kinds, median(worth), min(worth), max(worth), members)
        rows.append((name.capitalize(), *(f"{each:,.0f}" for each in numbers)))
    header = ("Read first", "Useful", "Harmful", "Gained", "Least", "Most", "Members at the end")
    return table(f"{found.title}, after a year: medians of {RUNS} runs", header, rows)


def _say_assumed(found: Community, reader: Reader) -> str:
    words = [
        f"{found.start} members begin, {found.reach:,} people have the reason to come",
        f"a member posts {found.posts:g} times a week",
        f"{found.harmful:.1%} of the posts are harmful, and one undoes {found.price:g} useful ones",
        f"each useful post brings {found.pull:g} members",
        f"{found.leave:.1%} of the members leave each week, and {found.flee:g} times the harmful share more",
        f"{reader.title.lower()} catch {reader.catch:.0%} of what is harmful",
        f"they refuse {reader.refuse:.0%} of what is useful",
        f"where they read all first, {reader.deter:.0%} of the posts are never written",
    ]
    return f"Simulation, all assumed: {'; '.join(words)}."
