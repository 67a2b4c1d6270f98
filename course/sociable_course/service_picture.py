"""Pictures of a year of service: plans beside each other, a learner's blueprint step by step, and who gains most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Any, cast

from sociable_assessment.look import LIGHT
from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.rows import row_figure
from sociable_course.service import (
    AS_IT_IS,
    BANK,
    ORGANISATIONS,
    SEEDS,
    Organisation,
    Plan,
    Where,
    Who,
    Year,
    simulate,
    total,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

AS_ASSUMED = "as assumed"
PLANS = {
    "fit": "Fitting steps, with help",
    "expert": "Fitting steps, experts alone",
    "all": "All steps, with help",
    "told": "All steps, told to post",
}
FIRST = BANK.title
WORKED: Plan = {"choose": ("public", "facilitator"), "apply": AS_IT_IS}  # of the bank, as the lesson shows them
DIALS: dict[str, dict[str, str]] = {  # by the argument of `draw_plans`: what the learner reads, and the value
    "organisation": {each.title: each.title for each in ORGANISATIONS.values()},
    "willing_to_be_seen": {"as assumed": AS_ASSUMED, "few": "0.2", "half": "0.5", "most": "0.75"},
    "internal_marketing": {"yes": "yes", "no": "no"},
    "cost_of_a_breach": {"as assumed": AS_ASSUMED, "nothing": "0", "2,000 hours": "2000"},
}
_NOTE = f"Working hours gained in the first year; a dot is one of {len(SEEDS)} runs, the bar their median. All assumed"
_SOURCE = "Simulation, all assumed."
_TOP = 1.15  # rows kept free above the first, for the words at the line of changing nothing


def make_plan(organisation: Organisation, kind: str) -> Plan:
    """Make one of the plans that are compared.

    Args:
        organisation: what is assumed.
        kind: a key of `PLANS`.

    Returns:
        By step, where and who. Where only fitting steps go public, what colleagues ask stands inside.

    >>> make_plan(BANK, "expert")["app"], make_plan(BANK, "expert")["rule"]
    (('public', 'expert'), ('inside', 'expert'))
    """
    if kind in {"told", "all"}:
        who: Who = "nobody" if kind == "told" else "facilitator"
        return {step.id: ("public", who) for step in organisation.steps}
    helper: Who = "expert" if kind == "expert" else "facilitator"
    inside: Plan = {step.id: ("inside", "expert") for step in organisation.steps if step.by_colleagues}
    return {**inside, **dict.fromkeys(organisation.fit, ("public", helper))}


def repeat(organisation: Organisation, kind: str, *, marketing: bool = True) -> list[float]:
    """Run one of the plans once for each seed.

    Args:
        organisation: what is assumed.
        kind: a key of `PLANS`; who is only told to post hears nothing more.
        marketing: whether there is internal marketing.

    Returns:
        Hours gained, a run.
    """
    plan, heard = make_plan(organisation, kind), marketing and kind != "told"
    return [total(simulate(organisation, plan, seed, marketing=heard)) for seed in SEEDS]


def draw_plans(
    organisation: str = FIRST,
    willing_to_be_seen: str = AS_ASSUMED,
    internal_marketing: str = "yes",
    cost_of_a_breach: str = AS_ASSUMED,
) -> Picture:
    """Run four plans on the same sixty staffs, and draw the hours that each gains.

    Args:
        organisation: the title of one of `ORGANISATIONS`.
        willing_to_be_seen: the mean willingness, a number as text; `AS_ASSUMED` leaves ours.
        internal_marketing: "yes" or "no".
        cost_of_a_breach: hours, as text; `AS_ASSUMED` leaves ours.

    Returns:
        The picture.
    """
    found = next(each for each in ORGANISATIONS.values() if each.title == organisation)
    changed = {"willing": willing_to_be_seen, "breach": cost_of_a_breach}
    numbers: dict[str, Any] = {name: float(value) for name, value in changed.items() if value != AS_ASSUMED}
    assumed = replace(found, **numbers)
    runs = {kind: repeat(assumed, kind, marketing=internal_marketing == "yes") for kind in PLANS}
    finding = _say_best(found, runs)
    figure = _draw_runs(finding, _NOTE, {PLANS[kind]: hours for kind, hours in runs.items()})
    rows = [(PLANS[kind], *_summary(hours)) for kind, hours in runs.items()]
    numbers_table = table(
        f"{found.title}: hours gained in a year", ("Plan", "Median", "Least", "Most", "Gains in"), rows
    )
    heard = "with" if internal_marketing == "yes" else "without"
    assumptions = (
        f"willing {assumed.willing:g} of 1; a breach costs {assumed.breach:,.0f} hours; {heard} internal marketing"
    )
    return Picture(figure, f"{finding}.", numbers_table, f"{_SOURCE[:-1]}: {assumptions}.")


def reveal_plans(chosen: str) -> Picture:
    """Draw the bank's four plans, and name the one that the learner chose.

    Args:
        chosen: a key of `PLANS`.

    Returns:
        The picture.
    """
    picture = draw_plans()
    return replace(picture, finding=f"{picture.finding} You chose “{PLANS[chosen]}”.")


def _say_best(found: Organisation, runs: Mapping[str, Sequence[float]]) -> str:
    name = found.title.split(",")[0]
    best = max(runs, key=lambda kind: median(runs[kind]))
    hours = median(runs[best])
    if hours < 1:
        return f"{name}: no plan gains an hour; leaving it as it is wins"
    return f"{name}: “{PLANS[best]}” gains most, about {round(hours, -1):g} hours"


def _summary(hours: Sequence[float]) -> tuple[str, str, str, str]:
    gains = sum(each > 0 for each in hours)
    return _say(median(hours)), _say(min(hours)), _say(max(hours)), f"{gains} of {len(hours)} runs"


def _say(hours: float) -> str:
    """Say whole hours, with a minus sign that is as wide as a digit."""
    return f"{hours:,.0f}".replace("-", "\N{MINUS SIGN}")


def _draw_runs(finding: str, note: str, runs: Mapping[str, Sequence[float]]) -> go.Figure:
    """Draw a row of dots for each of some plans or organisations, with its median, and the line of changing nothing."""
    names = [f"{name}: <b>{_say(median(hours))}</b>" for name, hours in runs.items()]
    figure = row_figure(finding, note, names, top=_TOP)
    _add_zero(figure, len(runs))
    for row, hours in enumerate(runs.values()):
        colour = LIGHT["stage-high" if row == 0 else "tint" if row == 1 else "control"]
        spread = [row + (place % 7 - 3) * 0.05 for place in range(len(hours))]
        marker = {"color": colour, "size": 7, "opacity": 0.5}
        figure.add_scatter(x=list(hours), y=spread, mode="markers", marker=marker, hoverinfo="x")
        bar = {"color": LIGHT["ink"], "width": 3}
        ends = {"x": [median(hours)] * 2, "y": [row - 0.24, row + 0.24]}
        figure.add_scatter(**ends, mode="lines", line=bar, hoverinfo="skip")
    _fit_axis(figure, [each for hours in runs.values() for each in hours])
    return figure


def _fit_axis(figure: go.Figure, hours: Sequence[float]) -> None:
    low, high = min(0.0, *hours), max(0.0, *hours)
    room = 0.06 * (high - low) + 0.5
    figure.update_xaxes(range=[low - room, high + room])


def _add_zero(figure: go.Figure, rows: int) -> None:
    line = {"color": LIGHT["you"], "width": 2, "dash": "dot"}
    heights = [end for row in range(rows) for end in (row - 0.26, row + 0.26, None)]  # not through the names
    figure.add_scatter(x=[0] * len(heights), y=heights, mode="lines", line=line, hoverinfo="skip")
    words = {"text": "as it is", "font_color": LIGHT["you"], "showarrow": False}
    figure.add_annotation(x=0, y=-_TOP + 0.4, yanchor="bottom", **words)


def draw_blueprint(choices: Mapping[str, str]) -> Picture:
    """Follow the bank through a year with the learner's blueprint, and draw what each step gains or loses.

    Args:
        choices: options by `step.column`, as the lesson keeps them; steps that it shows itself need none.

    Returns:
        The picture.
    """
    plan = read_plan(BANK, choices)
    years = [simulate(BANK, plan, seed) for seed in SEEDS]
    whole = [total(each) for each in years]
    plain = [total(simulate(BANK, plan, seed, marketing=False)) for seed in SEEDS]
    finding = f"Your blueprint {_gains(median(whole))} in its first year"
    note = f"Bank: working hours by step; bar: median of {len(SEEDS)} runs, line: least and most. All assumed"
    names = {step.id: step.title for step in BANK.steps} | {"marketing": "Internal marketing"}
    hours = {step: [each[step].net for each in years] for step in names}
    labels = [f"{name}: <b>{_say(median(hours[step]))}</b>" for step, name in names.items()]
    figure = row_figure(finding, note, labels, top=_TOP)
    for row, each in enumerate(hours.values()):
        _add_step(figure, row, each)
    _add_zero(figure, len(names))
    _fit_axis(figure, [hour for each in hours.values() for hour in each])
    rows = [(name, *_describe(step, plan, [each[step] for each in years])) for step, name in names.items()]
    columns = ("Step", "Where", "Who", "Saved", "Work", "Harm", "Left")
    more = f"Without internal marketing it {_gains(median(plain))}"
    return Picture(figure, f"{finding}. {more}.", table("Hours a year, medians", columns, rows), _SOURCE)


def read_plan(organisation: Organisation, choices: Mapping[str, str]) -> Plan:
    """Read a plan from the choices of a blueprint.

    Args:
        organisation: whose steps they are.
        choices: options by `step.column`.

    Returns:
        By step, where and who; steps that the lesson shows itself as it shows them.

    >>> read_plan(BANK, {"app.where": "members", "app.who": "expert", "app.holds": "time"})["app"]
    ('members', 'expert')
    """
    chosen = {
        step.id: (cast("Where", choices[f"{step.id}.where"]), cast("Who", choices[f"{step.id}.who"]))
        for step in organisation.steps
        if f"{step.id}.where" in choices
    }
    return {**WORKED, **chosen}


def _gains(hours: float) -> str:
    rounded = round(hours, -1)
    return f"gains about {rounded:,.0f} hours" if rounded >= 0 else f"loses about {-rounded:,.0f} hours"


def _describe(step: str, plan: Plan, years: Sequence[Year]) -> tuple[str, ...]:
    where, who = plan.get(step, ("all who serve", "whoever leads them") if step == "marketing" else AS_IT_IS)
    hours = [[each.saved for each in years], [each.work for each in years], [each.harm for each in years]]
    net = median(each.net for each in years)
    return where, who, *(_say(median(each)) for each in hours), _say(net)


def _add_step(figure: go.Figure, row: int, hours: Sequence[float]) -> None:
    middle = median(hours)
    colour = LIGHT["warning" if middle < 0 else "stage-high"]
    figure.add_bar(x=[middle], y=[row], orientation="h", width=0.36, marker_color=colour, hoverinfo="skip")
    ends = {"x": [min(hours), max(hours)], "y": [row] * 2}
    figure.add_scatter(**ends, mode="lines", line={"color": LIGHT["quiet"], "width": 2}, hoverinfo="skip")


def draw_gains(chosen: str) -> Picture:
    """Draw what each organisation gains for each one who serves, with the steps that fit and help.

    Args:
        chosen: a key of `ORGANISATIONS`: the one that the learner thought gains most.

    Returns:
        The picture.
    """
    heads = {each.title: [hours / each.people for hours in repeat(each, "fit")] for each in ORGANISATIONS.values()}
    ordered = dict(sorted(heads.items(), key=lambda each: -median(each[1])))
    finding = "The firm with a product gains most for each one who serves; the clinic only spends"
    note = f"Hours gained a year and head; fitting steps, with help; a dot is one of {len(SEEDS)} runs. All assumed"
    figure = _draw_runs(finding, note, ordered)
    rows = [(name, *_summary(hours)) for name, hours in ordered.items()]
    numbers = table(
        "Hours gained a year for each one who serves", ("Organisation", "Median", "Least", "Most", "Gains in"), rows
    )
    return Picture(figure, f"{finding}. You said: {ORGANISATIONS[chosen].title}.", numbers, _SOURCE)
