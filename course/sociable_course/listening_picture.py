"""What listening to posts and asking a community find out, drawn beside the truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT, TEXT_SIZE
from sociable_assessment.markup import Element, table
from sociable_assessment.pictures import COLUMN, Picture, house_figure
from sociable_course.bars import draw_bars, mark_foretold
from sociable_course.listening import (
    ANSWERING,
    COSTS,
    CUSTOMERS,
    MEMBERS,
    QUESTIONS,
    RUNS,
    Question,
    afford,
    ask,
    change,
    find_voices,
    listen,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

WAYS = {"posts": "Listening to posts", "community": "Asking a community"}
_NONE = "there is no money for a community"
_RARE = 0.01  # a share of customers below this is looked for, not measured
_ENOUGH = 1e9  # dollars
_SHARE = f"Percent found; a dot is one of {RUNS} runs, the bar their median. All assumed"
_FOUND = f"Posts, and members, that told of it; a dot is one of {RUNS} runs, the bar their median. All assumed"
_VOICES = "20,000 invented customers of a bank; percent of each group who are unhappy with its new app"
FIRST = QUESTIONS["app"].title
DIALS: dict[str, dict[str, str] | dict[str, float]] = {
    "question": {each.title: each.title for each in QUESTIONS.values()},
    "members": {"50": 50.0, "150": 150.0, "500": 500.0},
    "who_writes": {"those concerned write more": "as assumed", "all write alike": "alike"},
    "who_joins": {"as assumed": "as assumed", "all join alike": "alike"},
    "money_a_year": {"enough": _ENOUGH, "20,000 dollars": 20_000.0, "8,000 dollars": 8_000.0},
}


def draw_voices(foretold: float) -> Picture:
    """Draw how unhappy the customers are, the writers, and the posts, beside the learner's prediction.

    Args:
        foretold: of 100 posts, how many the learner thought complain.

    Returns:
        The picture.
    """
    voices = find_voices(QUESTIONS["app"])
    finding = (
        f"12 of 100 customers are unhappy, and write {voices['Of the posts']:.0f} of 100 posts; you said {foretold:g}"
    )
    figure = draw_bars(
        {name: round(each) for name, each in voices.items()}, finding, _VOICES, dark={"Of all customers"}
    )
    mark_foretold(figure, 2, foretold)
    rows = [(name, f"{each:.1f}") for name, each in voices.items()]
    rows.append(("Of the posts, by your prediction", f"{foretold:g}"))
    return Picture(
        figure,
        f"{finding}.",
        table(_VOICES, ("Group", "Percent unhappy"), rows),
        _say_assumed(QUESTIONS["app"], asking=False),
    )


def draw_listening(
    question: str = FIRST,
    members: float = MEMBERS,
    who_writes: str = "as assumed",
    who_joins: str = "as assumed",
    money_a_year: float = _ENOUGH,
) -> Picture:
    """Draw what both ways find out in sixty runs, and the truth.

    Args:
        question: the title of one of `QUESTIONS`.
        members: of the community, when there is money for them.
        who_writes: "alike" when all people post alike.
        who_joins: "alike" when all people join alike.
        money_a_year: dollars for either way.

    Returns:
        The picture.
    """
    asked = change(next(each for each in QUESTIONS.values() if each.title == question), who_writes, who_joins)
    afforded = afford(int(members), money_a_year)
    return _draw(asked, afforded)


def reveal(name: str) -> Callable[[str], Picture]:
    """Make the function that shows what came of a learner's decision.

    Args:
        name: a key of `QUESTIONS`.

    Returns:
        A function of the way that the learner chose, a key of `WAYS`.
    """

    def draw(way: str) -> Picture:
        picture = draw_listening(QUESTIONS[name].title)
        return replace(picture, finding=f"{picture.finding} You chose: {WAYS[way].lower()}.")

    return draw


def _draw(question: Question, members: int) -> Picture:
    counts = {"posts": listen(question), "community": ask(question, members) if members else ()}
    rare = question.share < _RARE
    found = {way: [mine if rare else _percent(mine, rest) for mine, rest in runs] for way, runs in counts.items()}
    finding = _say_found(found, question) if rare else _say_share(found, question)
    figure = house_figure(finding, f"{question.title} {_FOUND if rare else _SHARE}", height=340, width=COLUMN)
    for row, (way, values) in enumerate(found.items()):
        _add_runs(figure, row, way, values)
    if not rare:
        _add_truth(figure, 100 * question.share)
    title = "posts, or members, that tell of it" if rare else "percent"
    _lay_out(figure, title, max([*found["posts"], *found["community"], 100 * question.share, 4]))
    return Picture(figure, f"{finding}.", _table(found, question, members), _say_assumed(question))


def _percent(mine: int, rest: int) -> float:
    return 100 * mine / (mine + rest) if mine + rest else 0.0


def _say_share(found: dict[str, list[float]], question: Question) -> str:
    said = f"The truth is {100 * question.share:g} percent; posts say {median(found['posts']):.0f}"
    return f"{said}, the community {median(found['community']):.0f}" if found["community"] else f"{said}; {_NONE}"


def _say_found(found: dict[str, list[float]], question: Question) -> str:
    heard = {way: sum(value > 0 for value in values) for way, values in found.items()}
    true = round(CUSTOMERS * question.share)
    said = f"{true} of {CUSTOMERS:,} are concerned; posts tell of them in {heard['posts']} of {RUNS} runs"
    return f"{said}, the community in {heard['community']}" if found["community"] else f"{said}; {_NONE}"


def _table(found: dict[str, list[float]], question: Question, members: int) -> Element:
    price = {"posts": COSTS.posts, "community": COSTS.community + members * COSTS.member}
    rows = []
    for way, values in found.items():
        if values:
            numbers = [f"{each:.0f}" for each in (median(values), min(values), max(values))]
            rows.append((WAYS[way], *numbers, f"{sum(value > 0 for value in values)} of {RUNS}", f"{price[way]:,.0f}"))
        else:
            rows.append((WAYS[way], *["no money for it"] * 3, f"0 of {RUNS}", "0"))
    header = ("Way", "Median", "Least", "Most", "Heard of it in", "Dollars a year")
    return table(f"{question.title} In truth {100 * question.share:g} percent", header, rows)


def _say_assumed(question: Question, *, asking: bool = True) -> str:
    others = f"{_say_percent(question.write_else)} of the others, {_say_times(question.posts_else)}"
    keener = f"{question.keener:g} times as readily as others" if question.keener != 1 else "as readily as others"
    words = [
        f"{question.share * CUSTOMERS:,.0f} of {CUSTOMERS:,} are concerned",
        f"{_say_percent(question.write_if)} of them post, {_say_times(question.posts_if)}",
        others if question.write_else else "nobody else posts",
    ]
    if asking:
        words += [
            f"those concerned join a community {keener}",
            f"{_say_percent(ANSWERING)} of the members answer",
            f"listening costs {COSTS.posts:,.0f} dollars a year",
            f"a community costs {COSTS.community:,.0f}, and {COSTS.member:g} a member",
        ]
    return f"Simulation, all assumed: {'; '.join(words)}."


def _say_times(posts: float) -> str:
    return "once each" if posts == 1 else f"{posts:g} times each on average"


def _say_percent(share: float) -> str:
    return f"{100 * share:g} percent"


def _add_runs(figure: go.Figure, row: int, way: str, values: Sequence[float]) -> None:
    name = {"xref": "paper", "x": 0, "xshift": -10, "xanchor": "right", "showarrow": False, "align": "right"}
    figure.add_annotation(y=row, text=WAYS[way].replace(" to ", "<br>to ").replace(" a ", "<br>a "), **name)
    if not values:
        figure.add_annotation(x=0, y=row, text=_NONE, xanchor="left", xshift=8, showarrow=False)
        return
    middle = median(values)
    figure.add_scatter(
        x=list(values),
        y=[row + (place % 9 - 4) * 0.05 for place in range(len(values))],
        mode="markers",
        marker={"color": LIGHT["stage-high" if way == "community" else "control"], "size": 8, "opacity": 0.6},
        hoverinfo="x",
    )
    bar = {"color": LIGHT["ink"], "width": 3}
    figure.add_scatter(x=[middle] * 2, y=[row - 0.3, row + 0.3], mode="lines", line=bar, hoverinfo="skip")
    figure.add_annotation(x=middle, y=row - 0.42, text=f"{middle:.0f}", showarrow=False)


def _add_truth(figure: go.Figure, truth: float) -> None:
    figure.add_vline(x=truth, line={"color": LIGHT["ink"], "width": 2, "dash": "dash"})
    figure.add_annotation(x=truth, y=1.55, text=f"truth: {truth:g}", xanchor="left", xshift=6, showarrow=False)


def _lay_out(figure: go.Figure, title: str, most: float) -> None:
    figure.update_layout(margin={"l": 150})
    figure.update_xaxes(range=[-0.04 * most, 1.06 * most], title={"text": title, "font": {"size": TEXT_SIZE - 1}})
    figure.update_yaxes(visible=False, range=[1.75, -0.7])
