"""A year of training for everyone, for some, or for nobody: what it costs, and what becomes of moments in public.

A *moment* is somebody in public who asks, praises or complains where one of the staff could be of use. Some moments
land on the organisation's own accounts, where the experts sit. The others land on anybody: a nurse who is asked under
her own picture. She must see it as a matter of the house, and answer it or pass it on.

All numbers are assumed, none is measured. They were chosen so that either side can win.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.bars import draw_bars

STAFF = 600  # an invented hospital
HOUR = 40.0  # euros that an hour of anybody costs
EXPERT_HOURS = 400  # a year for one expert: a course, and a day in most weeks
MOMENTS = 2_000  # a year
HARD = 0.6  # of the moments need an expert's answer
EXPERT_ROOM = 300  # moments that one expert can take in a year
EXPERT_RIGHT = 0.9  # of these that end well
UNTRAINED = 0.2  # of the moments that land on somebody untrained are seen and taken up
MOST_TRAINED = 0.8  # of the moments that land on somebody trained for very long
_HALF = 0.5  # each hour leaves this much of what is missing to MOST_TRAINED
_MEASURE = f"Of {MOMENTS:,} moments a year, those that end well; an invented hospital with {STAFF} people"


@dataclass(frozen=True, slots=True)
class Plan:
    """Hours of training for everyone, and how many experts."""

    hours: float
    experts: int

    @property
    def cost(self) -> float:
        """What the first year costs, in euros: hours of the trained and the experts, and no teacher's fee."""
        return HOUR * (STAFF * self.hours + EXPERT_HOURS * self.experts)


@dataclass(frozen=True, slots=True)
class House:
    """Where moments land, and how fast people leave; shares from 0 to 1."""

    on_accounts: float = 0.3
    leaving: float = 0.1


PLANS = {
    "experts": Plan(hours=0, experts=6),
    "both": Plan(hours=2, experts=3),
    "everyone": Plan(hours=4, experts=0),
}
NAMES = {"experts": "Six experts", "both": "Two hours and three experts", "everyone": "Four hours, no expert"}
DIALS = {
    "hours_for_everyone": [0, 1, 2, 4],
    "experts": [0, 1, 3, 6],
    "on_our_accounts": {"3 in 10": 0.3, "6 in 10": 0.6, "9 in 10": 0.9},
    "leave_in_a_year": {"1 in 10": 0.1, "4 in 10": 0.4},
}


def take_up(hours: float, leaving: float = 0.0) -> float:
    """Tell how many of the moments that land on anybody are taken up.

    Args:
        hours: of training for everyone, at the start of the year.
        leaving: share of the staff replaced in a year; who comes is not trained before the next.

    Returns:
        A share, over the whole year.

    >>> take_up(0), round(take_up(2), 2)
    (0.2, 0.65)
    """
    learned = (MOST_TRAINED - UNTRAINED) * (1 - _HALF**hours)
    return float(UNTRAINED + learned * (1 - leaving / 2))


def end_well(plan: Plan, house: House) -> float:
    """Tell how many moments of a year end well.

    Experts take what stands on the accounts first, then what colleagues pass on, until they have no room. Without
    experts somebody looks after the accounts who has had everyone's training, and the hard moments end badly.

    Args:
        plan: hours and experts.
        house: where moments land.

    Returns:
        Moments, of `MOMENTS`.
    """
    direct = MOMENTS * house.on_accounts
    caught = (MOMENTS - direct) * take_up(plan.hours, house.leaving)
    if not plan.experts:
        seen = direct * take_up(plan.hours, house.leaving)
        return (1 - HARD) * (seen + caught)
    room = EXPERT_ROOM * plan.experts
    return (1 - HARD) * caught + EXPERT_RIGHT * min(room, direct + HARD * caught)


def draw_training(
    hours_for_everyone: float = 1, experts: int = 3, on_our_accounts: float = 0.3, leave_in_a_year: float = 0.1
) -> Picture:
    """Draw the learner's plan beside three that cost the same.

    Args:
        hours_for_everyone: of training, in the first weeks.
        experts: how many.
        on_our_accounts: share of the moments that land there.
        leave_in_a_year: share of the staff that is replaced.

    Returns:
        The picture.
    """
    house = House(on_our_accounts, leave_in_a_year)
    plans = {NAMES[name]: plan for name, plan in PLANS.items()}
    return _draw(plans | {"Your plan": Plan(hours_for_everyone, experts)}, house, dark={"Your plan"})


def _draw(plans: dict[str, Plan], house: House, dark: set[str]) -> Picture:
    found = {name: end_well(plan, house) for name, plan in plans.items()}
    finding = _say(plans, found)
    bars = {f"{name}: {_say_euros(plans[name])}": round(well) for name, well in found.items()}
    figure = draw_bars(bars, finding, _MEASURE, dark={name for name in bars if name.split(":")[0] in dark})
    figure.update_traces(text=[f"{value:,}" for value in bars.values()])
    header = ("Plan", "Hours for everyone", "Experts", "Euros", "End well")
    rows = [
        (name, f"{plan.hours:g}", str(plan.experts), f"{plan.cost:,.0f}", f"{found[name]:,.0f}")
        for name, plan in plans.items()
    ]
    return Picture(figure, f"{finding}.", table(_MEASURE, header, rows), say_assumed(house))


def _say_euros(plan: Plan) -> str:
    return f"{plan.cost:,.0f} €"


def _say(plans: dict[str, Plan], found: dict[str, float]) -> str:
    """Say which of the three plans at one price is best, and where the learner's own stands."""
    equal = [name for name in NAMES.values() if name in plans]
    best = max(equal, key=found.__getitem__)
    said = f"{best}: {found[best]:,.0f} of {MOMENTS:,} end well, the most for {_say_euros(plans[best])}"
    own = found.get("Your plan")
    return said if own is None else f"{said}; your plan, for {_say_euros(plans['Your plan'])}: {own:,.0f}"


def reveal(house: House | None = None) -> Callable[[str], Picture]:
    """Make the function that shows what came of the learner's choice among the three plans.

    Args:
        house: where moments land; None for the hospital as the lesson tells it.

    Returns:
        A function of the plan that the learner chose, a key of `PLANS`.
    """

    def draw(chosen: str) -> Picture:
        plans = {NAMES[name]: plan for name, plan in PLANS.items()}
        picture = _draw(plans, house or House(), dark={NAMES[chosen]})
        return replace(picture, finding=f"{picture.finding} You chose: {NAMES[chosen].lower()}.")

    return draw


def say_assumed(house: House) -> str:
    """Say everything that is assumed.

    Args:
        house: where moments land.

    Returns:
        A sentence.
    """
    after = ", ".join(f"{100 * take_up(hours):.0f} after {hours} hours" for hours in (1, 2, 4))
    return (
        f"All assumed: an hour costs {HOUR:g} €; an expert has {EXPERT_HOURS} hours and room for {EXPERT_ROOM} moments "
        f"a year, {100 * EXPERT_RIGHT:g} percent of which end well; {100 * HARD:g} percent of moments need an expert; "
        f"{100 * house.on_accounts:g} percent land on the accounts, where experts look first; of the others the "
        f"untrained take up {100 * UNTRAINED:g} percent, everyone {after}; {100 * house.leaving:g} percent of the "
        f"staff leave in the year, and who comes is untrained until its end."
    )
