"""Pictures of a run: where an organisation stands, and, at the end, the run beside both ways of thinking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import Element, table
from sociable_assessment.pictures import COLUMN, Picture, house_figure
from sociable_course.rounds import QUARTERS, WAYS, Run, play, think
from sociable_course.rounds_words import rival, say_count, say_move, say_sum, weigh
from sociable_course.scenarios import CHOICES, SCENARIOS

if TYPE_CHECKING:
    import plotly.graph_objects as go

SOURCE = "Simulation, all assumed."
YOU = "You"
_LINES = {  # by the name of a run: colour, dash, width, mark
    "nothing": ("control", "dot", 2, "line-ew"),
    "channel": ("control", "solid", 2, "square"),
    "people": ("stage-high", "solid", 2, "diamond"),
    YOU: ("you", "solid", 4, "circle"),
}
_TICKS = ["start", *(str(quarter) for quarter in range(1, QUARTERS + 1))]
_APART = 0.075  # of the height of a picture, between two labels


def draw_run(run: Run) -> Picture:
    """Draw where an organisation stands or, once all quarters are over, its run beside both ways of thinking.

    Args:
        run: as far as it was played.

    Returns:
        The picture.
    """
    return _draw_debrief(run) if run.finished else _draw_standing(run)


def reveal_idle(scenario: str, seed: int) -> Callable[[float | str], Picture]:
    """Make the function that shows an organisation left alone, beside the outcome that was stated.

    Args:
        scenario: a key of `SCENARIOS`.
        seed: of the luck.

    Returns:
        A function of the number of customers stated, or of a key of `WAYS`.
    """

    def draw(stated: float | str) -> Picture:
        run = play(SCENARIOS[scenario], seed, think(SCENARIOS[scenario], "nothing"))
        name = run.scenario.title.split(":", maxsplit=1)[0]
        left = f"Left alone, {name[0].lower()}{name[1:]} " if name.startswith("The ") else f"Left alone, {name} "
        finding = f"{left}would keep {say_count(run.last.customers)} of {say_count(run.states[0].customers)} customers"
        said = f"you stated {stated:g}" if isinstance(stated, float) else f"you expect {_title(stated).lower()} to lead"
        return _draw_customers(run, f"{finding}; {said}")

    return draw


def _draw_standing(run: Run) -> Picture:
    when = f"After quarter {len(run.moves)}" if run.moves else "At the start"
    state = run.last
    customers = f"{say_count(state.customers)} customers, {say_count(state.tied)} of them tied to another one"
    return _draw_customers(run, f"{when}: {customers}")


def _draw_customers(run: Run, finding: str) -> Picture:
    note = f"{run.scenario.title}. Customers after each quarter; dark: tied to another one. All assumed"
    figure = house_figure(finding, note, height=300, width=COLUMN)
    quarters = list(range(len(run.states)))
    tied, whole = ([getattr(each, name) for each in run.states] for name in ("tied", "customers"))
    others = [all_ - some for all_, some in zip(whole, tied, strict=True)]
    figure.add_bar(x=quarters, y=tied, marker_color=LIGHT["stage-high"], width=0.6, hoverinfo="skip")
    figure.add_bar(x=quarters, y=others, marker_color=LIGHT["line"], width=0.6, hoverinfo="skip")
    figure.data[1].update(text=[say_count(each) for each in whole], textposition="outside", cliponaxis=False)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(tickvals=list(range(QUARTERS + 1)), ticktext=_TICKS, range=[-0.6, QUARTERS + 0.6])
    figure.update_yaxes(visible=False, range=[0, 1.2 * max(whole)])
    return Picture(figure, f"{finding}.", _list_states(run), SOURCE)


def _list_states(run: Run) -> Element:
    head = ("Quarter", "Spent on", "Customers", "Tied", "Left", "Surplus")
    moves = ["", *(say_move(move) for move in run.moves)]
    rows = [
        (_TICKS[place], moves[place], *map(say_count, (each.customers, each.tied, each.left, each.surplus)))
        for place, each in enumerate(run.states)
    ]
    return table(f"{run.scenario.title}: by quarter, money in thousand €", head, rows)


def _draw_debrief(run: Run) -> Picture:
    runs = {way: rival(run, way) for way in WAYS} | {YOU: run}
    ends = {name: each.last.surplus for name, each in runs.items()}
    finding = say_ranking(ends)
    note = f"{run.scenario.title}. Surplus since the start, thousand €; the same luck for all. All assumed"
    figure = house_figure(finding, note, height=400, width=COLUMN)
    for name, each in runs.items():
        _add_line(figure, name, [state.surplus for state in each.states])
    _name_lines(figure, {name: [state.surplus for state in each.states] for name, each in runs.items()})
    figure.update_layout(margin={"l": 52, "r": 176})
    figure.update_xaxes(tickvals=list(range(QUARTERS + 1)), ticktext=_TICKS, range=[-0.2, QUARTERS + 0.1])
    figure.update_yaxes(tickformat=",")
    return Picture(figure, f"{finding}.", _list_debrief(run, runs), SOURCE)


def say_ranking(ends: Mapping[str, float]) -> str:
    """Say who ended where.

    Args:
        ends: the surplus by way, and yours by `YOU`.

    Returns:
        The finding.

    >>> say_ranking({"channel": 20, "people": 40, "nothing": 5, "You": 30})
    'People-first ends highest with 40 thousand €; you come second with 30'
    """
    ranked = sorted(ends, key=lambda name: -ends[name])
    place = ranked.index(YOU)
    own = say_count(ends[YOU])
    if place == 0:
        second = ranked[1]
        return f"You end highest with {own} thousand €; {_title(second).lower()} with {say_count(ends[second])}"
    words = ("", "second", "third", "last")[place]
    return f"{_title(ranked[0])} ends highest with {say_sum(ends[ranked[0]])}; you come {words} with {own}"


def _title(name: str) -> str:
    return next((title for way, title in WAYS.items() if way == name), name)


def _add_line(figure: go.Figure, name: str, values: list[float]) -> None:
    colour, dash, width, symbol = _LINES[name]
    figure.add_scatter(
        x=list(range(len(values))),
        y=values,
        mode="lines+markers",
        line={"color": LIGHT[colour], "dash": dash, "width": width},
        marker={"symbol": symbol, "size": 9 if symbol != "line-ew" else 1},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _name_lines(figure: go.Figure, lines: Mapping[str, list[float]]) -> None:
    """Write each line's name and end beside it; labels that would touch are moved apart."""
    values = [value for line in lines.values() for value in line]
    low, high = min(values), max(values)
    step = _APART * (high - low or 1)
    height = low - step
    for name in sorted(lines, key=lambda each: lines[each][-1]):
        height = max(lines[name][-1], height + step)
        text = f"{_title(name)}: {say_count(lines[name][-1])}"
        colour = LIGHT["quiet" if name in ("channel", "nothing") else _LINES[name][0]]
        at = {"x": QUARTERS, "y": height, "xanchor": "left", "xshift": 12, "yanchor": "middle"}
        figure.add_annotation(text=text, font_color=colour, showarrow=False, **at)
    figure.update_yaxes(range=[low - step, max(high, height) + step])


def _list_debrief(run: Run, runs: Mapping[str, Run]) -> Element:
    head = ("", "After 2 quarters", "After 4", "After 8", "Customers", "Tied")
    rows = [
        (
            _title(name),
            *(say_count(each.states[quarter].surplus) for quarter in (2, 4, QUARTERS)),
            say_count(each.last.customers),
            say_count(each.last.tied),
        )
        for name, each in runs.items()
    ]
    added = [
        (f"Of yours: {CHOICES[name].text} (cost {cost})", "", "", f"{'+' if gain > 0 else ''}{say_count(gain)}", "", "")
        for name, cost, gain in weigh(run)
    ]
    return table(f"{run.scenario.title}: surplus in thousand €", head, [*rows, *added])
