"""Decision rounds in words: what came of a quarter, of a run, and of each thing that was spent on."""

from __future__ import annotations

from collections.abc import Iterator

from sociable_course.rounds import QUARTERS, WAYS, Run, State, Way, add_cost, leave_out, play, think
from sociable_course.scenarios import CHOICES

CLOSE = 5  # thousand euros: less than this makes no difference in a run of assumptions


def say_sum(thousands: float) -> str:
    """Say a sum of money.

    Args:
        thousands: of euros.

    Returns:
        The sum, rounded to a thousand.

    >>> say_sum(1204.3)
    '1,204 thousand €'
    """
    return f"{say_count(thousands)} thousand €"


def say_count(number: float) -> str:
    """Say a number without its decimals.

    >>> say_count(-0.4), say_count(1204.6)
    ('0', '1,205')
    """
    return f"{round(number):,}".replace("-", "\N{MINUS SIGN}")


def say_move(move: tuple[str, ...]) -> str:
    """Name a quarter's choices.

    Args:
        move: ids of `CHOICES`.

    Returns:
        Their texts.

    >>> say_move(("campaign", "training")), say_move(())
    ('a campaign, train the staff', 'nothing')
    """
    return ", ".join(_lower(each) for each in move) or "nothing"


def _lower(choice: str) -> str:
    text = CHOICES[choice].text
    return text[0].lower() + text[1:]


def say_quarter(run: Run) -> list[str]:
    """Say what the last quarter brought.

    Args:
        run: with at least one quarter.

    Returns:
        Sentences.
    """
    state, move = run.last, run.moves[-1]
    came = state.won + state.invited + state.told
    news = [
        f"You chose: {say_move(move)}.",
        f"{say_count(came)} new customers: {_say_roads(state)}. {say_count(state.lost)} left.",
    ]
    if run.finished:
        return news
    stand = f"{say_count(state.customers)} customers, {say_count(state.tied)} of them tied"
    spent = [] if state.left else ["The budget is spent. The quarters go on without it."]
    return [*news, f"Now you have {stand}, and a surplus of {say_sum(state.surplus)}.", *spent]


def _say_roads(state: State) -> str:
    roads = {"by the campaign": state.won, "invited by a friend": state.invited, "told by a customer": state.told}
    return ", ".join(f"{say_count(number)} {road}" for road, number in roads.items() if round(number)) or "by no road"


def say_quarters(run: Run) -> Iterator[str]:
    """Say a run line by line, for whoever reads or marks it.

    Args:
        run: any.

    Yields:
        A line a quarter, then where it stands beside both ways of thinking.
    """
    for quarter, (move, state) in enumerate(zip(run.moves, run.states[1:], strict=True), start=1):
        stand = f"{say_count(state.customers)} customers, {say_count(state.tied)} tied"
        yield f"Quarter {quarter}: {say_move(move)} ({add_cost(move)}). Surplus {say_sum(state.surplus)}; {stand}."
    if run.finished:
        ends = (f"{title.lower()} {say_sum(rival(run, way).last.surplus)}" for way, title in WAYS.items())
        yield f"With the same luck: {', '.join(ends)}."


def rival(run: Run, way: Way) -> Run:
    """Play a way of thinking with the luck of a run.

    Args:
        run: whose scenario and seed are taken.
        way: a key of `WAYS`.

    Returns:
        The whole run of that way.
    """
    return play(run.scenario, run.seed, think(run.scenario, way))


def weigh(run: Run) -> list[tuple[str, int, float]]:
    """Weigh what a run spent on: the same run, with the same luck, without it.

    Args:
        run: any.

    Returns:
        For each choice made: its id, what it cost, and what it added to the surplus, costs already taken off; in
        thousand euros, the largest gain first.

    >>> from sociable_course.scenarios import SCENARIOS
    >>> weigh(play(SCENARIOS["tea"], 1, [["service"]] + [[]] * 7))[0][:2]
    ('service', 20)
    """
    made = [each for each in CHOICES if any(each in move for move in run.moves)]
    found = [(each, sum(CHOICES[each].cost for move in run.moves if each in move), _gain(run, each)) for each in made]
    return sorted(found, key=lambda each: -each[2])


def _gain(run: Run, choice: str) -> float:
    return run.last.surplus - leave_out(run, choice).last.surplus


def explain(run: Run) -> list[str]:
    """Explain the end of a run: beside both ways of thinking, and by what it was spent on.

    Args:
        run: finished.

    Returns:
        Sentences.
    """
    ends: dict[Way, float] = {way: rival(run, way).last.surplus for way in WAYS}
    own = run.last.surplus
    beside = ", ".join(f"{title.lower()} {say_sum(ends[way])}" for way, title in WAYS.items())
    said = [f"After {QUARTERS} quarters your surplus is {say_sum(own)}. With the same luck: {beside}."]
    weighed = weigh(run)
    if not weighed:
        return [*said, "You spent nothing. That is a choice too: it keeps the money, and the customers go on leaving."]
    best, worst = weighed[0], weighed[-1]
    if best[2] >= CLOSE:
        said.append(f"Helped most: {_lower(best[0])}. Without it you would end {say_sum(best[2])} lower.")
    if worst[2] <= -CLOSE:
        said.append(f"Cost more than it brought: {_lower(worst[0])}, by {say_sum(-worst[2])}.")
    tied = run.last.tied / run.last.customers if run.last.customers else 0
    return [*said, f"{tied:.0%} of your customers are tied. What they bring after today isn’t in the sum."]
