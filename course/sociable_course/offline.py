"""Where people looked on social networks, and what marketers could show of it: published figures, each on its base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure
from sociable_course.bars import draw_bars, mark_foretold
from sociable_course.rounds import QUARTERS, play, think
from sociable_course.scenarios import SCENARIOS

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

LOOKING = "Looking at pictures or profiles"
SEED = 7  # of the museum's run in the lesson
_LOOKED = "Online social networks, 2009: actions, percent. How many people were watched isn’t on the page"
_LOOKED_SOURCE = "Piskorski in HBS Working Knowledge, 2009, as quoted by a third party; table case_facts."
PROVEN, SENSED, UNSHOWN = "proven quantitatively", "good qualitative sense", "not able to show yet"
_ANSWERS = {PROVEN: "proven in numbers", SENSED: "a good sense of it", UNSHOWN: "not able to show it"}
_COLOURS = {PROVEN: "stage-high", SENSED: "tint", UNSHOWN: "control"}
_SHOWN = "US marketers who answered, percent; each wave asks others. Hollow: medium confidence"
_SHOWN_SOURCE = (
    "The CMO Survey (Duke University), 2013 to 2018, mostly as quoted by third parties; table proof_of_impact."
)


def read_looking() -> float:
    """Read how much of what people did on social networks was looking at others.

    Returns:
        Percent of actions, 2009. Source: table `case_facts`.

    >>> read_looking()
    70.0
    """
    from sociable_data import load

    rows = load("case_facts")
    return float(rows[rows["fact"] == "Actions related to viewing pictures or profiles"]["value"].iloc[0])


def draw_looking(foretold: float) -> Picture:
    """Draw how much of what people did was looking, and the learner's prediction.

    Args:
        foretold: of 100 actions, how many the learner thought were looking at pictures or profiles.

    Returns:
        The picture. Source: Piskorski, 2009.
    """
    share = read_looking()
    finding = f"Of 100 actions, {share:g} were looking at somebody; you said {foretold:g}"
    figure = draw_bars({LOOKING: share, "Everything else": 100 - share}, finding, _LOOKED, dark={LOOKING})
    mark_foretold(figure, 0, foretold)
    rows = [(LOOKING, f"{share:g}"), ("Everything else", f"{100 - share:g}"), ("Your prediction", f"{foretold:g}")]
    return Picture(figure, f"{finding}.", table(_LOOKED, ("What", "Percent"), rows), _LOOKED_SOURCE)


def read_proof() -> pd.DataFrame:
    """Read what marketers could show of social media's impact, by wave.

    Returns:
        Columns `wave`, `when` (a year with its part), `n`, `answer`, `value` (percent), `confidence`.

    >>> len(read_proof())
    14
    """
    from sociable_data import load

    rows = load("proof_of_impact")
    dated = rows["wave_date"].astype("string").str.slice(5, 7).fillna("07").astype(float)
    return rows.assign(when=rows["year"] + (dated - 1) / 12)[["wave", "when", "n", "answer", "value", "confidence"]]


def draw_proof(foretold: float) -> Picture:
    """Draw what marketers could show, and the learner's prediction for proof in numbers in February 2016.

    Args:
        foretold: percent that the learner thought had proof in numbers.

    Returns:
        The picture. Source: The CMO Survey.
    """
    rows = read_proof()
    asked = rows[(rows["wave"] == "Feb 2016") & (rows["answer"] == PROVEN)].iloc[0]
    finding = f"In 2016, {asked['value']:g} percent had proof in numbers; you said {foretold:g}"
    figure = house_figure(finding, _SHOWN, height=400, width=COLUMN)
    for answer, colour in _COLOURS.items():
        _add_answer(figure, answer, rows[rows["answer"] == answer], LIGHT[colour])
    cross = {"symbol": "x", "size": 12, "color": LIGHT["you"]}
    figure.add_scatter(x=[asked["when"]], y=[foretold], mode="markers", marker=cross, hoverinfo="skip")
    beside = {"xanchor": "right", "xshift": -12, "font_color": LIGHT["you"], "showarrow": False}
    figure.add_annotation(x=asked["when"], y=foretold, text=f"you: {foretold:g}", **beside)
    figure.update_xaxes(tickvals=list(range(2013, 2019)), range=[2013.3, 2018.4])
    figure.update_yaxes(range=[0, max(58, foretold + 6)])
    figure.update_layout(margin={"r": 40})
    cells = [
        (str(each.wave), _ANSWERS[str(each.answer)], f"{each.value:g}", str(each.confidence))
        for each in rows.itertuples()
    ]
    return Picture(
        figure, f"{finding}.", table(_SHOWN, ("Wave", "Answer", "Percent", "Confidence"), cells), _SHOWN_SOURCE
    )


def _add_answer(figure: go.Figure, answer: str, rows: pd.DataFrame, colour: str) -> None:
    symbols = ["circle" if each == "high" else "circle-open" for each in rows["confidence"]]
    figure.add_scatter(
        x=rows["when"],
        y=rows["value"],
        mode="lines+markers+text",
        text=[f"{value:g}" for value in rows["value"]],
        textposition="bottom center" if answer == SENSED else "top center",
        line={"color": colour, "width": 2},
        marker={"size": 9, "symbol": symbols, "color": colour},
        cliponaxis=False,
        hoverinfo="skip",
    )
    last = rows[rows["wave"] == "Feb 2016"].iloc[0]
    low = answer == PROVEN  # its line goes on to the right
    words = {"text": _ANSWERS[answer], "font_color": colour, "xanchor": "left", "showarrow": False}
    figure.add_annotation(x=last["when"], y=last["value"], xshift=12, yshift=-12 if low else 0, **words)


def list_quarters() -> list[dict[str, int]]:
    """List what each quarter brought the museum under both ways of thinking.

    Returns:
        Rows of quarter, channel and people: margin less spending of that quarter, in thousand euros, rounded.

    >>> list_quarters()[0]["quarter"]
    1
    """
    museum = SCENARIOS["museum"]
    channel, people = (play(museum, SEED, think(museum, way)).states for way in ("channel", "people"))
    return [
        {
            "quarter": quarter,
            "channel": round(channel[quarter].surplus - channel[quarter - 1].surplus),
            "people": round(people[quarter].surplus - people[quarter - 1].surplus),
        }
        for quarter in range(1, QUARTERS + 1)
    ]
