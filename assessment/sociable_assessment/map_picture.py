"""The position map as a picture: organisations over their waves, with intervals, a target, and labels kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sociable_assessment.entries import Entry, Pair, form_of, group_waves, name_entry
from sociable_assessment.labels import Choice
from sociable_assessment.look import FONT, LIGHT, SMALL_SIZE, TEXT_SIZE, fade, stage_mark
from sociable_assessment.map_points import GAP, SIZES, Plot, Point, choose_labels, find_points, join_names, locate_entry
from sociable_assessment.map_table import map_table
from sociable_assessment.model import Model, with_form
from sociable_assessment.pictures import WIDTH, Picture, head
from sociable_assessment.plot_frames import PLOT, plain
from sociable_assessment.plots import position_map
from sociable_assessment.regions import regions
from sociable_assessment.wording import plural, stage_title

if TYPE_CHECKING:
    import plotly.graph_objects as go

_CROWD, _FAINT, _SMALLER = 40, 0.65, 3  # of more points each is smaller and fainter
_BARS = {"bootstrap": "bars: 95 % interval over raters", "range": "bars: from the lowest to the highest rater"}


def draw_map(  # noqa: PLR0913 - the options have defaults, and go by name
    model: Model,
    entries: Sequence[Entry],
    *,
    you: str | None = None,
    target: Entry | None = None,
    title: str | None = None,
    width: int = WIDTH,
    tall: int = PLOT,
) -> Picture:
    """Draw organisations on the position map; of a model without a map, on an index strip.

    The waves of one organisation are joined by a line. Labels never cover one another; those without room are in
    the table and shown on hover.

    Args:
        model: the full model.
        entries: entries of result files, of any organisations and waves.
        you: the name of the reader's own organisation; None for the only one there is, "" for nobody.
        target: where the reader's organisation wants to be, as an entry; None for the target that its entry holds.
        title: in place of the finding; "" for none.
        width: how wide the page is at least, in pixels: the wider, the more labels have room.
        tall: how many pixels the map has from 0 to 100 upwards.

    Returns:
        The picture.
    """
    names = {entry["organisation"]["name"] for entry in entries}
    you = next(iter(names)) if you is None and len(names) == 1 else you
    form = shared_form(model, entries)
    figure = position_map(form, [], regions(form), title="", tall=tall)
    figure.data = figure.data[:1]
    paths = find_points(model, entries, you, target)
    finding = say_finding(model, entries, you)
    _add_heading(figure, finding if title is None else title, _say_measure(form, entries, paths), width)
    _add_points(figure, form, paths, width)
    if not paths:
        _say_nobody(figure, form)
    return Picture(figure, say_places(model, entries, you), map_table(model, entries, paths))


def shared_form(model: Model, entries: Sequence[Entry]) -> Model:
    """Find the form whose regions are drawn.

    Args:
        model: the full model.
        entries: what goes on the map.

    Returns:
        The form that all of them are on, else the full model.
    """
    forms = {entry["form"] for entry in entries}
    return with_form(model, forms.pop()) if len(forms) == 1 else model


def _say_measure(form: Model, entries: Sequence[Entry], paths: Sequence[Sequence[Point]]) -> str:
    drawn = [point.sure for path in paths for point in path if point.wide or point.high]
    bars = [text for kind, text in _BARS.items() if kind in drawn]
    measure = "Each axis a mean index from 0 to 100" if form.map else "Index from 0 to 100"
    quick = "quick forms: indicative only" if any(entry["indicative"] for entry in entries) else ""
    return "; ".join(filter(None, [measure, "shape: stage held", *bars, quick]))


def _add_heading(figure: go.Figure, title: str, measure: str, width: int) -> None:
    heading, top = head(title, measure, width=width) if title else ({}, 0)
    layout = figure.layout
    figure.update_layout(title=heading, height=layout.height + top, margin_t=layout.margin.t + top)


def _add_points(figure: go.Figure, form: Model, paths: Sequence[Sequence[Point]], width: int) -> None:
    import plotly.graph_objects as go

    for mine in (False, True):
        lines = [[point.place for point in path] for path in paths if len(path) > 1 and path[-1].mine == mine]
        figure.add_trace(go.Scatter(_line(lines, _colour(mine=mine), 1.5)))
        bars = [bar for path in paths for point in path if point.mine == mine for bar in _bars(point)]
        figure.add_trace(go.Scatter(_line(bars, _colour(mine=mine), 3 if mine else 1.5, opacity=0.45)))
    points = join_names([point for path in paths for point in reversed(path)])[::-1]  # one's own on top
    choices = choose_labels(points, _measure_plot(figure, form, width))
    figure.add_trace(go.Scatter(_draw_marks(form, points, choices)))
    figure.add_trace(go.Scatter(_draw_raised(points, choices)))


def _colour(*, mine: bool) -> str:
    return LIGHT["you"] if mine else LIGHT["quiet"]


def _line(lines: Sequence[Sequence[Pair]], colour: str, width: float, opacity: float = 0.6) -> dict[str, Any]:
    """Draw lines as one trace, with a gap between each two."""
    steps: list[tuple[float | None, float | None]] = []
    for line in lines:
        steps += [*line, (None, None)]
    look = {"color": fade(colour, opacity), "width": width}
    x, y = [step[0] for step in steps], [step[1] for step in steps]
    return {"x": x, "y": y, "mode": "lines", "line": look, "hoverinfo": "skip", "cliponaxis": False}


def _bars(point: Point) -> list[list[Pair]]:
    x, y = point.place
    across = [[(point.wide[0], y), (point.wide[1], y)]] if point.wide else []
    return across + ([[(x, point.high[0]), (x, point.high[1])]] if point.high else [])


def _draw_marks(form: Model, points: Sequence[Point], choices: Sequence[Choice | None]) -> dict[str, Any]:
    coloured, crowded = not any(point.mine for point in points), len(points) > _CROWD
    colours = [_mark_colour(form, point, coloured=coloured) for point in points]
    labels = [_label(point, choice) if choice else "" for point, choice in zip(points, choices, strict=True)]
    return {
        "x": [point.place[0] for point in points],
        "y": [point.place[1] for point in points],
        "text": [
            "" if _is_raised(point, choice) else label
            for point, choice, label in zip(points, choices, labels, strict=True)
        ],
        "textposition": [choice.side if choice else "middle right" for choice in choices],
        "textfont": _fonts(points, coloured=coloured),
        "hovertext": ["<br>".join(map(plain, point.hover)) for point in points],
        "hoverinfo": "text",
        "marker": {
            "opacity": [_FAINT if crowded and not point.mine else 1 for point in points],
            "symbol": [_symbol(form, point) for point in points],
            "size": [SIZES[point.role] - (_SMALLER if crowded and not point.mine else 0) for point in points],
            "color": colours,
            "line": {"width": 2, "color": colours},
        },
        "mode": "markers+text",
        "cliponaxis": False,
    }


def _is_raised(point: Point, choice: Choice | None) -> bool:
    """Tell whether a label stands beyond the end of the bar through its point."""
    return bool(choice and point.high and choice.side.endswith("center"))


def _draw_raised(points: Sequence[Point], choices: Sequence[Choice | None]) -> dict[str, Any]:
    coloured = not any(point.mine for point in points)
    raised = [
        (point, choice) for point, choice in zip(points, choices, strict=True) if choice and _is_raised(point, choice)
    ]
    return {
        "x": [point.place[0] for point, _ in raised],
        "y": [(point.high or point.place)[choice.side.startswith("top")] for point, choice in raised],
        "text": [_label(point, choice) for point, choice in raised],
        "textposition": [choice.side for _, choice in raised],
        "textfont": _fonts([point for point, _ in raised], coloured=coloured),
        "hoverinfo": "skip",
        "mode": "text",
        "cliponaxis": False,
    }


def _fonts(points: Sequence[Point], *, coloured: bool) -> dict[str, Any]:
    inks = ["ink" if coloured or point.role == "target" else "you" if point.mine else "quiet" for point in points]
    sizes = [TEXT_SIZE if point.role == "you" else SMALL_SIZE for point in points]
    return {"family": FONT, "size": sizes, "color": [LIGHT[ink] for ink in inks]}


def _measure_plot(figure: go.Figure, form: Model, width: int) -> Plot:
    """Tell how large the drawing is; under the strip there is room for labels, not above."""
    layout = figure.layout
    foot, top = layout.yaxis.range
    scale = (layout.height - layout.margin.t - layout.margin.b) / (top - foot)
    ceiling, floor = (100.0, 0.0) if form.map else (0.25, foot)
    return Plot(width - layout.margin.l - layout.margin.r, (ceiling - floor) * scale, floor, scale)


def _mark_colour(form: Model, point: Point, *, coloured: bool) -> str:
    stages = [stage.id for stage in form.stages]
    if point.role == "target":
        return LIGHT["ink"]
    if coloured and point.stage in stages:
        return stage_mark(stages.index(point.stage), len(stages)).colour
    return _colour(mine=point.mine)


def _symbol(form: Model, point: Point) -> str:
    stages = [stage.id for stage in form.stages]
    if point.role == "target":
        return "circle-cross-open"
    return stage_mark(stages.index(point.stage), len(stages)).symbol if point.stage in stages else "circle"


def _label(point: Point, choice: Choice) -> str:
    lines = [f"{GAP}{plain(line)}{GAP}" for line in point.versions[choice.version]]
    if point.role != "you":
        return "<br>".join(lines)
    names = point.names if choice.version == 0 else len(lines)
    small = f"<span style='font-size:{SMALL_SIZE}px;color:{LIGHT['ink']}'>"
    return "<br>".join(
        [*(f"<b>{line}</b>" for line in lines[:names]), *(f"{small}{line}</span>" for line in lines[names:])]
    )


def _say_nobody(figure: go.Figure, form: Model) -> None:
    font = {"color": LIGHT["quiet"], "size": TEXT_SIZE, "family": FONT}
    words = {"text": ["Nobody is on the map yet"], "textposition": ["middle center"], "textfont": font}
    figure.data[-1].update(x=[50], y=[50 if form.map else -1], **words)


def say_finding(model: Model, entries: Sequence[Entry], you: str | None) -> str:
    """Say in one line what the map shows.

    Args:
        model: the full model.
        entries: what is on it.
        you: the name of the reader's own organisation, if it has one.

    Returns:
        The finding.
    """
    groups = group_waves(entries)
    last = [waves[-1] for waves in groups.values()]
    own = [waves for (name, _), waves in groups.items() if name == you or len(groups) == 1]
    placed = [entry for entry in last if locate_entry(form_of(model, entry), entry)]
    if own:
        return _say_own(model, own[-1])
    if not placed:
        return "Nobody is on the map yet"
    titles = Counter(stage_title(model, entry["stage"]) for entry in placed)
    title, count = titles.most_common(1)[0]
    if not title:
        return f"{plural(len(placed), 'organisation')} by index"
    if len(placed) == 1:
        return f"One organisation is at {title}"
    share = "All" if len(titles) == 1 else f"{count} of"
    return f"{share} {len(placed)} organisations {'is' if count == 1 else 'are'} at {title}"


def _say_own(model: Model, waves: Sequence[Entry]) -> str:
    last, name = waves[-1], waves[-1]["organisation"]["name"] or "You"
    title = stage_title(model, last["stage"])
    before = stage_title(model, waves[-2]["stage"]) if len(waves) > 1 else title
    if locate_entry(form_of(model, last), last) is None:
        return f"{name}: too few answers for a place on the map"
    if not title:
        return f"{name}: index {last['index']:.0f} of 100"
    return f"{name} went from {before} to {title}" if before != title else f"{name} stands at {title}"


def say_places(model: Model, entries: Sequence[Entry], you: str | None) -> str:
    """Say in a few sentences what the map shows, for those who don't see it.

    Args:
        model: the full model.
        entries: what is on it.
        you: the name of the reader's own organisation, if it has one.

    Returns:
        The finding, who is highest and lowest, and how many have no place.
    """
    last = [waves[-1] for waves in group_waves(entries).values()]
    placed = [entry for entry in last if locate_entry(form_of(model, entry), entry) and entry["index"] is not None]
    order = sorted(placed, key=lambda entry: -entry["index"])
    said = [f"{say_finding(model, entries, you)}."]
    if len(order) > 1:
        high, low = order[0], order[-1]
        said.append(f"Highest is {name_entry(high)} with index {high['index']:.0f}, ")
        said[-1] += f"lowest {name_entry(low)} with {low['index']:.0f}."
    elif order:
        said.append(f"The index is {order[0]['index']:.0f} of 100.")
    missing = len(last) - len(placed)
    said += [f"{plural(missing, 'organisation')} without a place: too few answers."] if missing and placed else []
    return " ".join(said)
