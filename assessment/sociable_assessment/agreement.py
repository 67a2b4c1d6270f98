"""How far raters agree, from the votes alone.

Within one item: r_wg (James, Demaree & Wolf 1984), set against panels that answer at random, because a bare
0.70 cut-off is passed by chance up to 18 % of the time with four raters. Over items: ordinal Krippendorff's
alpha (Hayes & Krippendorff 2007). Cronbach's alpha is not defined for one organisation, and not given.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from sociable_assessment.model import Model
from sociable_assessment.readings import Tally

_EXACT_UP_TO = 200_000  # ways to spread votes over options; beyond, a normal approximation serves


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one item.

    `r_wg` is 1 at unanimity and 0 at chance; `by_chance` is the share of random panels of the same size
    that agree at least as much; both None below two votes.
    """

    counts: tuple[int, ...]
    votes: int
    r_wg: float | None
    by_chance: float | None


def agree(votes: Tally) -> Agreement:
    """Measure the agreement on one item.

    Args:
        votes: the item's tally; only chosen options count, and first votes, not a consensus.

    Returns:
        The histogram, r_wg and its standing among random panels.

    >>> found = agree(Tally((0, 4, 0, 0)))
    >>> found.r_wg, round(found.by_chance, 3)
    (1.0, 0.016)
    """
    if votes.votes < 2 or len(votes.counts) < 2:  # noqa: PLR2004 - two votes are needed to differ
        return Agreement(votes.counts, votes.votes, None, None)
    return Agreement(votes.counts, votes.votes, r_wg(votes.counts), by_chance(votes.counts))


def r_wg(counts: Sequence[int]) -> float:
    """Compute r_wg = 1 - s²/σ², where σ² = (A² - 1)/12 for A options answered at random.

    Args:
        counts: votes for each option, lowest first; at least two votes.

    Returns:
        1 at unanimity, 0 at the spread of random answers, below 0 when votes are polarised.

    >>> r_wg((2, 0, 0, 2)) < 0 < r_wg((0, 3, 1, 0))
    True
    """
    return 1 - _variance(counts) / _random_variance(len(counts))


def _random_variance(options: int) -> float:
    return (options**2 - 1) / 12


def _variance(counts: Sequence[int]) -> float:
    return _spread(counts) / (sum(counts) * (sum(counts) - 1))


def _spread(counts: Sequence[int]) -> int:
    """n·Σx² - (Σx)²: the variance in whole numbers, so that equal spreads compare equal."""
    total = sum(n * rank for rank, n in enumerate(counts))
    return sum(counts) * sum(n * rank**2 for rank, n in enumerate(counts)) - total**2


def by_chance(counts: Sequence[int]) -> float:
    """Tell how often a panel of this size, answering at random, would agree at least as much.

    Args:
        counts: votes for each option, lowest first; at least two votes.

    Returns:
        A share from 0 to 1, exact for panels of workshop size.
    """
    raters, options = sum(counts), len(counts)
    if math.comb(raters + options - 1, options - 1) > _EXACT_UP_TO:
        return _by_normal(raters, options, _variance(counts))
    spread = _spread(counts)
    return sum(share for value, share in _random_spreads(raters, options) if value <= spread)


@lru_cache(maxsize=256)
def _random_spreads(raters: int, options: int) -> tuple[tuple[int, float], ...]:
    """List the possible spreads of a random panel, each with its probability."""
    whole = options**raters
    shares: dict[int, int] = {}
    for counts in _splits(raters, options):
        ways = math.factorial(raters)
        for count in counts:
            ways //= math.factorial(count)
        spread = _spread(counts)
        shares[spread] = shares.get(spread, 0) + ways
    return tuple((spread, ways / whole) for spread, ways in sorted(shares.items()))


def _splits(raters: int, options: int) -> Iterator[tuple[int, ...]]:
    """Give every way to spread the votes of so many raters over so many options."""
    for bars in combinations(range(raters + options - 1), options - 1):
        edges = (-1, *bars, raters + options - 1)
        yield tuple(b - a - 1 for a, b in pairwise(edges))


def _by_normal(raters: int, options: int, variance: float) -> float:
    """Approximate by the normal distribution of the sample variance of uniform ranks."""
    mean, middle = _random_variance(options), (options - 1) / 2
    fourth = sum((rank - middle) ** 4 for rank in range(options)) / options
    deviation = math.sqrt((fourth - mean**2 * (raters - 3) / (raters - 1)) / raters)
    return (1 + math.erf((variance - mean) / (deviation * math.sqrt(2)))) / 2


def alpha(tallies: Sequence[Sequence[int]]) -> float | None:
    """Compute ordinal Krippendorff's alpha over items answered on one set of options.

    Args:
        tallies: for each item the votes for each option, lowest first.

    Returns:
        1 at perfect agreement, about 0 at chance; None when no item has two votes or no vote differs.

    >>> round(alpha([(0, 3, 0), (3, 0, 0), (0, 0, 3)]), 2)
    1.0
    """
    units = [counts for counts in tallies if sum(counts) > 1]
    if not units:
        return None
    totals = [sum(counts[rank] for counts in units) for rank in range(len(units[0]))]
    pairs = list(combinations(range(len(totals)), 2))
    distance = {(c, k): (sum(totals[c : k + 1]) - (totals[c] + totals[k]) / 2) ** 2 for c, k in pairs}
    expected = sum(totals[c] * totals[k] * distance[c, k] for c, k in pairs)
    if not expected:
        return None
    observed = sum(distance[c, k] * sum(n[c] * n[k] / (sum(n) - 1) for n in units) for c, k in pairs)
    return 1 - (sum(totals) - 1) * observed / expected


def alpha_by_options(model: Model, tallies: Mapping[str, Tally]) -> dict[tuple[str, ...], float | None]:
    """Compute alpha for each answer set: ranks of different sets don't compare.

    Args:
        model: the model, or a form of it.
        tallies: the votes by item id.

    Returns:
        Alpha by the ids of the options, lowest first.
    """
    groups: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for item in model.items:
        groups.setdefault(tuple(o.id for o in item.options), []).append(tallies[item.id].counts)
    return {options: alpha(counts) for options, counts in groups.items()}
