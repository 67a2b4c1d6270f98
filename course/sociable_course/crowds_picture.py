"""How far a crowd, one of its members and an expert miss, drawn run by run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from sociable_assessment.markup import table
from sociable_assessment.pictures import Picture
from sociable_course.crowds import BACKGROUND, EXPERT, OWN, PULLED, RUNS, Crowd, guess
from sociable_course.rows import YOU, add_runs, row_figure

ALOUD = 0.8  # how far each moves towards what was said
_LOW = -40.0  # percent: how far the old number is off
_MOST = 75  # percent, as far as the picture goes at least
FIRST = Crowd()
WAYS = {
    "paper": ("Sixty people, on paper", FIRST),
    "aloud": ("The same sixty, aloud", Crowd(heed=ALOUD)),
    "alike": ("One background, on paper", Crowd(backgrounds=1)),
}
_EXPERT_NAME = "The expert"
CHOSEN = {"paper": "sixty, on paper", "aloud": "sixty, aloud", "expert": "the expert"}
DIALS: dict[str, dict[str, int] | dict[str, float]] = {
    "people": {"10": 10, "60": 60, "500": 500},
    "backgrounds": {"1": 1, "4": 4, "20": 20},
    "they_guess": {"alone, on paper": 0.0, "aloud, one after the other": ALOUD},
    "they_all_know": {"no number": 0.0, "an old number, 40 percent too low": _LOW},
}
_MEASURE = f"How far each missed, percent of the truth; a dot is one of {RUNS} runs, the bar their median. All assumed"
_SOURCE = (
    f"Simulation, all assumed: people of one background err together, by {BACKGROUND:g} percent; each errs by {OWN:g} "
    f"for reasons of his own; an expert errs by {EXPERT:g} (standard deviations). Aloud, each moves {ALOUD:.0%} of the "
    f"way to the mean of what was said before. An old number that all know pulls each {PULLED:.0%} of the way."
)


def draw_crowd(
    people: int = FIRST.people, backgrounds: int = FIRST.backgrounds, they_guess: float = 0, they_all_know: float = 0
) -> Picture:
    """Draw how far a crowd, one of its members and an expert miss.

    Args:
        people: how many guess.
        backgrounds: how many kinds of people they are.
        they_guess: how far each moves towards what was said before, from 0 (alone) to 1.
        they_all_know: how far an old number that all know is off, in percent; 0 for none.

    Returns:
        The picture.
    """
    runs = guess(Crowd(people, backgrounds, they_guess, they_all_know))
    crowd, expert = [each.crowd for each in runs], [each.expert for each in runs]
    wins = sum(one < other for one, other in zip(crowd, expert, strict=True))
    finding = (
        f"The crowd misses by {median(crowd):.0f} percent, the expert by {median(expert):.0f}; "
        f"the crowd is nearer in {wins} of {RUNS} runs"
    )
    missed = {f"The crowd of {people}": crowd, "One of them": [each.member for each in runs], _EXPERT_NAME: expert}
    apart = median(each.apart for each in runs)
    return _draw(missed, finding, f"Within one crowd the guesses lie {apart:.0f} percent apart (standard deviation).")


def draw_ways(chosen: str) -> Picture:
    """Draw how far crowds that are asked in several ways miss, and an expert.

    Args:
        chosen: what the learner would have trusted, a key of `CHOSEN`.

    Returns:
        The picture.
    """
    runs = {name: guess(crowd) for name, crowd in WAYS.values()}
    missed = {name: [each.crowd for each in found] for name, found in runs.items()}
    missed[_EXPERT_NAME] = [each.expert for each in guess(FIRST)]
    paper, aloud, _, expert = (median(each) for each in missed.values())
    finding = f"On paper sixty people miss by {paper:.0f} percent, aloud by {aloud:.0f}; the expert by {expert:.0f}"
    name = _EXPERT_NAME if chosen == "expert" else WAYS[chosen][0]
    return _draw(missed, finding, f"You chose: {CHOSEN[chosen]}.", name)


def _draw(missed: Mapping[str, Sequence[float]], finding: str, more: str, chosen: str = "") -> Picture:
    names = [f"{name}: <b>{median(each):.0f}</b>{YOU if name == chosen else ''}" for name, each in missed.items()]
    figure = row_figure(finding, _MEASURE, names)
    for row, values in enumerate(missed.values()):
        add_runs(figure, row, values, dark=row == 0)
    most = max(_MOST, *(1.05 * max(values) for values in missed.values()))
    figure.update_xaxes(range=[-0.03 * most, most])
    rows = [
        (name, *(f"{each:.1f}" for each in (median(values), min(values), max(values))))
        for name, values in missed.items()
    ]
    numbers = table("How far each missed, percent of the truth", ("Who", "Median", "Least", "Most"), rows)
    return Picture(figure, f"{finding}. {more}", numbers, _SOURCE)
