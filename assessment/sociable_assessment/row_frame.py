"""Drawings made of rows: each has its title above it, so that long names fit a phone; the upright axis is in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sociable_assessment.labels import break_lines
from sociable_assessment.look import FONT, LIGHT, SMALL_SIZE, fade
from sociable_assessment.pictures import BOLD, WIDTH, house_figure
from sociable_assessment.plot_frames import CLEAR, plain

if TYPE_CHECKING:
    import plotly.graph_objects as go

LEFT, BELOW = 8, 34  # margins, in pixels
_TITLE_LINE, _AIR, _HEADING = 19, 12, 34


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row to be drawn: `title` in plain text, `note` after it in grey; a `heading` has no mark of its own."""

    key: str
    title: str
    note: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row in its place, in pixels from the top: the middle of its title, and of its mark."""

    key: str
    text: str
    title_at: float
    mark_at: float
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows one below the other, and how high they are together."""

    rows: tuple[Row, ...]
    height: float

    @property
    def at(self) -> dict[str, float]:
        """The middle of each row's mark by its key."""
        return {row.key: row.mark_at for row in self.rows if not row.heading}


def stack_rows(wanted: Iterable[Wanted], mark: float, *, width: int = WIDTH, top: float = 0) -> Rows:
    """Put rows one below the other.

    Args:
        wanted: the rows.
        mark: how high each mark is, in pixels.
        width: of the narrowest page, in pixels.
        top: how much is kept free above them.

    Returns:
        The rows in their places.

    >>> [row.mark_at for row in stack_rows([Wanted("a", "First"), Wanted("b", "Second")], 20).rows]
    [29.0, 80.0]
    """
    at, rows = top, []
    for each in wanted:
        at += _HEADING - _TITLE_LINE if each.heading and at > top else 0
        lines = _break(each, width)
        title = _TITLE_LINE * len(lines)
        rows.append(Row(each.key, "<br>".join(lines), at + title / 2, at + title + mark / 2, each.heading))
        at += title + (4 if each.heading else mark + _AIR)
    return Rows(tuple(rows), at)


def lower(rows: Rows, by: float) -> Rows:
    """Move the marks of rows, for those that stand on a line.

    Args:
        rows: the rows.
        by: how many pixels down.

    Returns:
        The rows, as high as before.
    """
    return Rows(tuple(replace(row, mark_at=row.mark_at + by) for row in rows.rows), rows.height)


def _break(row: Wanted, width: int) -> list[str]:
    room = width - LEFT - 24
    lines = [plain(line) for line in break_lines(row.title, SMALL_SIZE * (BOLD if row.heading else 1), room)]
    if row.heading:
        return [f"<b>{line}</b>" for line in lines]
    quiet = f"<span style='color:{LIGHT['quiet']}'>"
    together = len(break_lines(f"{row.title}   {row.note}", SMALL_SIZE, room)) == len(lines)
    notes = [f"{quiet}{plain(line)}</span>" for line in (break_lines(row.note, SMALL_SIZE, room) if row.note else [])]
    if notes and together:
        return [*lines[:-1], f"{lines[-1]}\u2002{notes[0]}"]
    return [*lines, *notes]


def row_figure(  # noqa: PLR0913 - a frame has four sides
    title: str, subtitle: str, rows: Rows, across: tuple[float, float], *, right: int = 16, width: int = WIDTH
) -> go.Figure:
    """Make a figure of rows with their titles; what they show is added to it.

    Args:
        title: the finding.
        subtitle: measure, base, year.
        rows: the rows.
        across: where the level axis begins and ends.
        right: pixels to the right of it.
        width: of the narrowest page, in pixels.

    Returns:
        The figure; a unit of its upright axis is a pixel.
    """
    figure = house_figure(title, subtitle, width=width)
    bare = {"showline": False, "showticklabels": False, "ticks": "", "automargin": False}
    margin = {"l": LEFT, "r": right, "t": figure.layout.margin.t, "b": BELOW}
    figure.update_layout(
        height=rows.height + margin["t"] + margin["b"],
        margin=margin,
        xaxis={**bare, "range": across},
        yaxis={**bare, "range": [rows.height, 0]},
        barmode="overlay",
    )
    write(figure, [(across[0], row.title_at, row.text) for row in rows.rows], "middle right")
    return figure


def write(figure: go.Figure, texts: Sequence[tuple[float, float, str]], side: str, **font: Any) -> None:
    """Write texts on a figure.

    Args:
        figure: the figure.
        texts: where each stands, and the text, already escaped.
        side: on which side of its place, as Plotly names it.
        font: what differs from small letters in ink.
    """
    x, y, text = zip(*texts, strict=True) if texts else ((), (), ())
    look = {"family": FONT, "size": SMALL_SIZE, "color": LIGHT["ink"], **font}
    figure.add_scatter(
        x=x, y=y, text=text, mode="text", textposition=side, textfont=look, hoverinfo="skip", cliponaxis=False
    )


def write_right(figure: go.Figure, texts: Iterable[tuple[float, str]]) -> None:
    """Write texts to the right of the level axis.

    Args:
        figure: the figure.
        texts: at which height, and the text, already escaped.
    """
    place = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 13, "yanchor": "middle", "showarrow": False}
    font = {"size": SMALL_SIZE, "color": LIGHT["ink"], "family": FONT}
    for at, text in texts:
        figure.add_annotation(y=at, text=text, font=font, **place)


def draw_columns(
    figure: go.Figure, columns: Iterable[tuple[float, float, float]], colour: str, thickness: float
) -> None:
    """Draw upright bars.

    Args:
        figure: the figure.
        columns: their place across, their foot and their head, in pixels from the top.
        colour: as #rrggbb.
        thickness: in pixels.
    """
    x: list[float | None] = []
    y: list[float | None] = []
    for place, foot, top in columns:
        x += [place, place, None]
        y += [foot, top, None]
    figure.add_scatter(
        x=x, y=y, mode="lines", line={"color": colour, "width": thickness}, hoverinfo="skip", cliponaxis=False
    )


def draw_lines(
    figure: go.Figure, lines: Iterable[tuple[float, float, float]], colour: str, thickness: float, opacity: float = 1
) -> None:
    """Draw level lines.

    Args:
        figure: the figure.
        lines: from where, to where, and at which height.
        colour: as #rrggbb.
        thickness: in pixels.
        opacity: 1 for all of it.
    """
    x: list[float | None] = []
    y: list[float | None] = []
    for left, right, at in lines:
        x += [left, right, None]
        y += [at, at, None]
    look = {"color": fade(colour, opacity) if opacity < 1 else colour, "width": thickness}
    figure.add_scatter(x=x, y=y, mode="lines", line=look, hoverinfo="skip", cliponaxis=False)


def hatch(figure: go.Figure, boxes: Sequence[tuple[float, float, float]], thickness: float) -> None:
    """Hatch what is not known.

    Args:
        figure: the figure.
        boxes: from where, to where, and at which height.
        thickness: in pixels.
    """
    pattern = {"shape": "/", "size": 7, "solidity": 0.2, "fgcolor": LIGHT["control"], "bgcolor": CLEAR}
    figure.add_bar(
        base=[left for left, _, _ in boxes],
        x=[right - left for left, right, _ in boxes],
        y=[at for _, _, at in boxes],
        width=[thickness] * len(boxes),
        orientation="h",
        marker={"color": CLEAR, "pattern": pattern, "line": {"color": LIGHT["control"], "width": 1}},
        hoverinfo="skip",
    )


def mark_scale(figure: go.Figure, ticks: dict[float, str]) -> None:
    """Write a few ticks under the level axis.

    Args:
        figure: the figure.
        ticks: their texts by place.
    """
    font = {"size": SMALL_SIZE - 1, "color": LIGHT["quiet"]}
    figure.update_xaxes(
        showticklabels=True,
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        ticks="outside",
        ticklen=4,
        tickfont=font,
    )
