"""How departments see the dimensions: a small bar in each cell, hatched where showing it would give people away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sociable_assessment.entries import Entry, form_of, name_entry
from sociable_assessment.labels import break_lines, measure
from sociable_assessment.look import LIGHT, SMALL_SIZE
from sociable_assessment.map_table import NONE, show_place
from sociable_assessment.markup import Element, table
from sociable_assessment.model import Model, Node
from sociable_assessment.pictures import WIDTH, Picture
from sociable_assessment.plot_frames import plain
from sociable_assessment.profile_picture import MEASURE
from sociable_assessment.row_frame import LEFT, Rows, Wanted, draw_lines, hatch, row_figure, stack_rows, write

if TYPE_CHECKING:
    import plotly.graph_objects as go

Views = Mapping[str, Mapping[str, float | None]]
EVERYONE = "everyone"
_CELL, _BAR, _FILLED, _LINE = 30, 6, 0.86, 18
_AGREED = "; departments: first votes, everyone: with what was agreed since"
_NAME = 150  # pixels that the name of a dimension may take, turned


def draw_departments(model: Model, entry: Entry, *, width: int = WIDTH) -> Picture:
    """Draw each dimension as each department sees it, and as everyone together does.

    Args:
        model: the full model.
        entry: one entry of a result file.
        width: how wide the page is at least, in pixels.

    Returns:
        The picture.
    """
    form = form_of(model, entry)
    views: Views = (entry["departments"] or {"index": {}})["index"]
    minimum = (entry["departments"] or {}).get("minimum_group", 0)
    names = sorted({name for row in views.values() for name in row}, key=_order(form))
    dimensions = [node for node in form.dimensions if node.id in views] if names else []
    wanted = [Wanted(EVERYONE, "Everyone")] if names else []
    wanted += [Wanted(name, department_title(name), _say_hidden(views, name, minimum)) for name in names]
    titles = break_titles(dimensions, width)
    rows = stack_rows(wanted, _CELL, width=width, top=titles.height + 12 if names else 0)
    finding = say_departments(dimensions, views, names, minimum)
    hidden = any(index is None for row in views.values() for index in row.values())
    since = _AGREED if entry.get("consensus") and names else ""
    told = _say_measure(names, minimum, hidden=hidden) + since
    figure = row_figure(finding, told, rows, (0, max(1, len(dimensions))), width=width)
    _write_dimensions(figure, titles)
    _draw_cells(figure, dimensions, _with_everyone(entry, views), rows)
    twin = _table(dimensions, _with_everyone(entry, views), names, minimum, since)
    return Picture(figure, f"{name_entry(entry)}: {finding}.", twin)


def department_title(name: str) -> str:
    """Give a department's id as a title.

    Args:
        name: the id.

    Returns:
        The title.

    >>> department_title("customer-service"), department_title("HR Berlin")
    ('Customer service', 'HR Berlin')
    """
    return name if name != name.lower() else name.replace("-", " ").replace("_", " ").capitalize()


def _order(form: Model) -> Callable[[str], tuple[int, str]]:
    known = {name: place for place, name in enumerate(form.departments)}
    return lambda name: (known.get(name, len(known)), name)


def _say_measure(names: Sequence[str], minimum: int, *, hidden: bool) -> str:
    if not names:
        return "Raters may name their department"
    hatched = f"; hatched: fewer than {minimum} people, or a view that would tell of fewer" if hidden else ""
    return f"{MEASURE}{hatched}"


def _say_hidden(views: Views, name: str, minimum: int) -> str:
    hidden = all(row.get(name) is None for row in views.values())
    return f"not shown: fewer than {minimum} people" if hidden else ""


def _with_everyone(entry: Entry, views: Views) -> Views:
    return {node: {EVERYONE: entry["nodes"][node]["index"], **row} for node, row in views.items()}


@dataclass(frozen=True, slots=True)
class Titles:
    """The names of the columns in lines, how high they are, and whether they are turned."""

    lines: tuple[list[str], ...]
    height: float
    turned: bool


def break_titles(dimensions: Sequence[Node], width: int) -> Titles:
    """Break the dimensions' names into lines that fit their columns; turn them where the columns are too narrow.

    Args:
        dimensions: the columns.
        width: of the narrowest page, in pixels.

    Returns:
        The names.
    """
    room = _FILLED * (width - LEFT - 16) / max(1, len(dimensions))
    words = [word for node in dimensions for word in node.title.split()]
    if all(measure(word, SMALL_SIZE) <= room for word in words):
        lines = [break_lines(node.title, SMALL_SIZE, room) for node in dimensions]
        return Titles(tuple(lines), _LINE * max(map(len, lines), default=0), turned=False)
    lines = [break_lines(node.title, SMALL_SIZE, _NAME) for node in dimensions]
    return Titles(tuple(lines), max(measure(line, SMALL_SIZE) for each in lines for line in each), turned=True)


def _write_dimensions(figure: go.Figure, titles: Titles) -> None:
    """Write the dimensions above their columns: annotations, as only they can be turned."""
    look = {
        "showarrow": False,
        "yanchor": "bottom",
        "align": "left",
        "font": {"size": SMALL_SIZE, "color": LIGHT["ink"]},
    }
    side = {"textangle": -90} if titles.turned else {"xanchor": "left", "xshift": -3}
    for place, lines in enumerate(titles.lines):
        across = place + (_FILLED / 2 if titles.turned else 0)
        figure.add_annotation(x=across, y=titles.height + 4, text="<br>".join(map(plain, lines)), **look, **side)


def _draw_cells(figure: go.Figure, dimensions: Sequence[Node], views: Views, rows: Rows) -> None:
    known = [
        (place, index, rows.at[name], name)
        for place, node in enumerate(dimensions)
        for name, index in views[node.id].items()
        if index is not None
    ]
    hidden = [
        (place, place + _FILLED, rows.at[name])
        for place, node in enumerate(dimensions)
        for name, index in views[node.id].items()
        if index is None
    ]
    draw_lines(figure, [(place, place + _FILLED, at + 8) for place, _, at, _ in known], LIGHT["control"], _BAR, 0.25)
    for own in (True, False):
        bars = [
            (place, place + _FILLED * index / 100, at + 8)
            for place, index, at, name in known
            if (name == EVERYONE) == own
        ]
        draw_lines(figure, bars, LIGHT["you" if own else "tint"], _BAR)
    write(figure, [(float(place), at - 5, f"{index:.0f}") for place, index, at, _ in known], "middle right")
    hatch(figure, hidden, 16)


def say_departments(dimensions: Sequence[Node], views: Views, names: Sequence[str], minimum: int) -> str:
    """Say where two departments differ most.

    Args:
        dimensions: the dimensions that are drawn.
        views: the index by dimension and department.
        names: the departments.
        minimum: the smallest group that is shown.

    Returns:
        A line.
    """
    if not names:
        return "Nobody named a department"
    widest = max((_say_widest(node, views[node.id]) for node in dimensions), default=(0.0, ""))
    if widest[1]:
        return widest[1]
    shown_at_all = any(index is not None for row in views.values() for index in row.values())
    return (
        "Only one department can be shown"
        if shown_at_all
        else f"No department is shown: each has fewer than {minimum} people"
    )


def _say_widest(node: Node, views: Mapping[str, float | None]) -> tuple[float, str]:
    """Find the two departments that differ most on a dimension, by how much, and say it."""
    shown = sorted((index, name) for name, index in views.items() if index is not None)
    if len(shown) < 2:  # noqa: PLR2004 - it takes two to differ
        return 0.0, ""
    (low, one), (high, other) = shown[0], shown[-1]
    names = f"{department_title(other)} and {department_title(one).lower()}"
    return high - low, f"{names} differ most on {node.title}: {high:.0f} and {low:.0f}"


def _table(dimensions: Sequence[Node], views: Views, names: Sequence[str], minimum: int, since: str) -> Element:
    header = ("Department", *(node.title for node in dimensions))
    rows = [
        (department_title(name), *(show_place(views[node.id].get(name)) for node in dimensions))
        for name in ((EVERYONE, *names) if names else ())
    ]
    hidden = f"; {NONE} where fewer than {minimum} people voted, or a view would tell of fewer" if names else ""
    return table(f"Index of each dimension as departments see it, from 0 to 100{hidden}{since}", header, rows)
