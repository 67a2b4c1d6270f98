"""When does help in public pay for itself by the calls that it saves?

A calculation whose inputs are ranges, never points: each draw takes one value from every range (`Desk`). All of them
are assumptions of ours, for the learner to change; none was measured. Money is in dollars, as the published prices of
a call are (table `cost_per_contact`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from random import Random
from typing import TYPE_CHECKING, Any

from sociable_assessment.look import LIGHT, SMALL_SIZE, TEXT_SIZE, fade
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import plotly.graph_objects as go

DRAWS = 200
PRICES = range(41)  # dollars a call, as far as the picture goes
CLAIMED = 35.0  # dollars a call: the post's claim, in none of our tables
_BAND = 0.9  # the share of the draws that the band holds
_MEASURE = "Dollars a year: what saved calls are worth, less what the help costs. Band: nine of ten draws; all assumed"


@dataclass(frozen=True, slots=True)
class Desk:
    """What is assumed about a service desk and the help that it puts in public.

    `calls` come in a year. `public` is the share of them whose answer can stand in public, the same for everyone;
    `found` the share of those callers who find it before they call; `saved` the share of a call's price that is
    really not spent when it isn't made (people on shift are paid anyway). `running` is what the help costs a year.
    Each is the middle of a range that reaches `unsure` to either side, a share of the middle; `calls` are known.
    """

    title: str
    calls: float
    public: float
    found: float
    saved: float
    running: float
    unsure: float


HEATERS = Desk("A maker of water heaters", 60_000, 0.4, 0.25, 0.7, 60_000, 0.3)
_ASSUMED = {
    "calls": "{:,.0f} calls a year",
    "public": "{:.0%} can be answered in public",
    "found": "{:.0%} of those find the answer first",
    "saved": "{:.0%} of a call’s price is really saved",
    "running": "the help costs {:,.0f} dollars a year",
    "unsure": "each may be {:.0%} lower or higher, except the calls",
}
DIALS: dict[str, Any] = {  # by the argument of `draw_deflection`: what the learner reads, and the value
    "price_of_a_call": {f"{price} dollars": price for price in (6, 10, 15, 20, 35)},
    "calls_a_year": {"6,000": 6_000, "60,000": 60_000, "200,000": 200_000},
    "answer_can_be_public": {"1 call in 10": 0.1, "4 in 10": 0.4, "7 in 10": 0.7},
    "find_it_first": {"1 caller in 20": 0.05, "1 in 4": 0.25, "1 in 2": 0.5},
    "how_sure_we_are": {"within 10 percent": 0.1, "within 30": 0.3, "within 60": 0.6},
}


def count_saved(desk: Desk) -> float:
    """Count the calls that the help saves in a year.

    Args:
        desk: what is assumed; the middles of its ranges are taken.

    Returns:
        Calls.

    >>> count_saved(HEATERS)
    6000.0
    """
    return desk.calls * desk.public * desk.found


def break_even(desk: Desk) -> float:
    """Find the price of a call at which saved calls pay for the help.

    Args:
        desk: what is assumed; the middles of its ranges are taken.

    Returns:
        Dollars a call; infinite when no call is saved.

    >>> round(break_even(HEATERS), 2)
    14.29
    """
    worth = count_saved(desk) * desk.saved
    return desk.running / worth if worth else float("inf")


def draw_desks(desk: Desk) -> list[Desk]:
    """Take a value from each range, two hundred times; the seeds are fixed.

    Args:
        desk: what is assumed.

    Returns:
        Desks without ranges.
    """
    return [_draw(desk, Random(seed)) for seed in range(DRAWS)]  # noqa: S311 - a simulation, no secret


def _draw(desk: Desk, chance: Random) -> Desk:
    low, high = 1 - desk.unsure, 1 + desk.unsure
    public, found, saved = (
        min(1.0, share * chance.uniform(low, high)) for share in (desk.public, desk.found, desk.saved)
    )
    running = desk.running * chance.uniform(low, high)
    return replace(desk, public=public, found=found, saved=saved, running=running, unsure=0)


def count_paying(desk: Desk, price: float) -> int:
    """Count the draws in which the help pays for itself.

    Args:
        desk: what is assumed.
        price: of a call, in dollars.

    Returns:
        How many of `DRAWS`.

    >>> count_paying(HEATERS, 3), count_paying(HEATERS, CLAIMED)
    (0, 200)
    """
    return sum(break_even(each) <= price for each in draw_desks(desk))


def find_edges(desk: Desk) -> tuple[float, float]:
    """Find the prices below which the help never pays, and above which it always does.

    Args:
        desk: what is assumed.

    Returns:
        Dollars a call, of all draws.
    """
    prices = [break_even(each) for each in draw_desks(desk)]
    return min(prices), max(prices)


def draw_deflection(
    price_of_a_call: float = 6,
    calls_a_year: float = HEATERS.calls,
    answer_can_be_public: float = HEATERS.public,
    find_it_first: float = HEATERS.found,
    how_sure_we_are: float = HEATERS.unsure,
) -> Picture:
    """Draw what the help brings in a year against the price of a call, with its band.

    Args:
        price_of_a_call: in dollars; where the picture is read.
        calls_a_year: how many come.
        answer_can_be_public: share of them, from 0 to 1.
        find_it_first: share of those callers, from 0 to 1.
        how_sure_we_are: half the width of each range, as a share of its middle.

    Returns:
        The picture.
    """
    desk = replace(
        HEATERS,
        calls=calls_a_year,
        public=answer_can_be_public,
        found=find_it_first,
        unsure=how_sure_we_are,
    )
    return _draw_desk(desk, price_of_a_call, f"your {price_of_a_call:g} $")


def reveal(foretold: float) -> Picture:
    """Draw the heater maker's band with the price at which the learner thought it begins to pay.

    Args:
        foretold: dollars a call.

    Returns:
        The picture.
    """
    picture = _draw_desk(HEATERS, foretold, f"you: {foretold:g} $")
    middle = break_even(HEATERS)
    return replace(picture, finding=f"{picture.finding} By the middle of each range it pays from {middle:.2f} dollars.")


def _draw_desk(desk: Desk, price: float, label: str) -> Picture:
    desks = draw_desks(desk)
    finding = _say_finding(desk, price)
    figure = house_figure(finding, _MEASURE, height=430, width=COLUMN)
    low, middle, high = zip(*(_cut([_net(each, dollars) for each in desks]) for dollars in PRICES), strict=True)
    _shade_never(figure, find_edges(desk)[0], low[0])
    _add_band(figure, low, middle, high)
    _add_price(figure, min(price, PRICES[-1]), label, high[-1])
    figure.update_xaxes(
        title={"text": "price of a call, dollars", "font": {"size": TEXT_SIZE - 1}}, range=[0, PRICES[-1] + 1]
    )
    figure.update_yaxes(tickformat="$~s", nticks=5)
    figure.update_layout(margin={"r": 96})
    shown = sorted({0, 6, 10, 15, 20, 35, 40, min(round(price), PRICES[-1])})
    rows = [
        (f"{each}", f"{count_paying(desk, each)}", *(f"{cut[each]:,.0f}" for cut in (low, middle, high)))
        for each in shown
    ]
    header = ("Price of a call, $", f"Pays in, of {DRAWS}", "Low end, $", "Middle, $", "High end, $")
    assumed = "; ".join(words.format(getattr(desk, name)) for name, words in _ASSUMED.items())
    return Picture(
        figure, f"{finding}.", table("What the help brings in a year", header, rows), f"All assumed: {assumed}."
    )


def _say_finding(desk: Desk, price: float) -> str:
    paying, (never, always) = count_paying(desk, price), find_edges(desk)
    edges = f"never below {floor(never)}" + (f", always from {ceil(always)}" if always <= PRICES[-1] else "")
    return f"At {price:g} dollars a call it pays in {paying} of {DRAWS} draws; {edges}"


def _net(desk: Desk, price: float) -> float:
    return count_saved(desk) * desk.saved * price - desk.running


def _cut(values: Sequence[float]) -> tuple[float, float, float]:
    """Give the low end of the band, the middle, and the high end."""
    ordered, last = sorted(values), len(values) - 1
    low, middle, high = (ordered[round(last * share)] for share in ((1 - _BAND) / 2, 0.5, (1 + _BAND) / 2))
    return low, middle, high


def _add_band(figure: go.Figure, low: Sequence[float], middle: Sequence[float], high: Sequence[float]) -> None:
    x = list(PRICES)
    clear = {"width": 0}
    figure.add_scatter(x=x, y=high, mode="lines", line=clear, hoverinfo="skip")
    figure.add_scatter(
        x=x, y=low, mode="lines", line=clear, fill="tonexty", fillcolor=fade(LIGHT["tint"], 0.25), hoverinfo="skip"
    )
    line = {"color": LIGHT["stage-high"], "width": 3}
    figure.add_scatter(x=x, y=middle, mode="lines", line=line, hovertemplate="%{x} $: %{y:,.0f} $<extra></extra>")
    figure.add_hline(y=0, line={"color": LIGHT["ink"], "width": 1.5})
    ends: Mapping[str, float] = {"middle": middle[-1], "break-even": 0}
    for text, y in ends.items():
        figure.add_annotation(x=PRICES[-1] + 1, y=y, text=text, xanchor="left", showarrow=False)


def _shade_never(figure: go.Figure, never: float, bottom: float) -> None:
    """Shade the prices at which no draw pays."""
    edge = min(never, PRICES[-1] + 1)
    figure.add_vrect(x0=0, x1=edge, fillcolor=fade(LIGHT["control"], 0.22), line_width=0, layer="below")
    words = "no draw<br>pays" if edge < PRICES[-1] / 2 else "no draw pays"
    place = {"x": 0, "y": bottom, "xanchor": "left", "yanchor": "top", "xshift": 2, "yshift": -4, "align": "left"}
    figure.add_annotation(text=words, font_size=SMALL_SIZE, showarrow=False, **place)


def _add_price(figure: go.Figure, price: float, label: str, top: float) -> None:
    you = LIGHT["you"]
    figure.add_vline(x=price, line={"color": you, "width": 3, "dash": "dot"})
    side = {"xanchor": "left", "xshift": 6} if price < PRICES[-1] / 2 else {"xanchor": "right", "xshift": -6}
    figure.add_annotation(x=price, y=top, text=label, font_color=you, showarrow=False, **side)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why people call: how many a year, and the share who find the answer in public before they do."""

    reason: str
    calls: int
    found: float


def list_reasons() -> tuple[Reason, ...]:
    """List an invented bicycle shop's calls by reason, for an exercise.

    Returns:
        Five reasons.

    >>> round(sum(each.calls * each.found for each in list_reasons()))
    7900
    """
    return (
        Reason("Where is my order?", 20_000, 0.0),
        Reason("How do I set up the gears?", 14_000, 0.30),
        Reason("Will you repair it under warranty?", 12_000, 0.05),
        Reason("Which tyre fits?", 8_000, 0.20),
        Reason("The brake squeals", 6_000, 0.25),
    )
