"""How sure a result is, in sentences: what other raters, each rater alone, or one other answer would have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sociable_assessment.report.case import Case
from sociable_assessment.report.numbers import listing, show
from sociable_assessment.report.privacy import find_minimum
from sociable_assessment.wording import plural, stage_title

_PAIR = 2  # people


def say_sureness(case: Case) -> str:
    """Say how far the result would move.

    Args:
        case: what is reported.

    Returns:
        A few sentences.
    """
    found = case.entry["uncertainty"]
    if 1 < case.entry["raters"] < find_minimum(case.entry):
        return (
            f"{'Two' if case.entry['raters'] == _PAIR else case.entry['raters']} people answered. What each of them "
            "said alone is left out: a report that shows two people's votes shows each of them the other's."
        )
    if found is None:
        return "How far the result would move with other raters was not computed."
    says = {"bootstrap": _say_bootstrap, "range": _say_range, "robustness": _say_robustness}
    return " ".join(says[found["kind"]](case, found))


def say_interval(entry: Mapping[str, Any]) -> str:
    """Give the range of the index in a few words.

    Args:
        entry: what may be shown of a result.

    Returns:
        Such as "39 to 52"; "" where none is known.
    """
    found = entry["uncertainty"] or {}
    ends = (found.get("low"), found.get("high")) if found.get("kind") == "bootstrap" else found.get("indices") or ()
    known = [show(end, "index") for end in ends if end is not None]
    return " to ".join(dict.fromkeys(known))


def _say_bootstrap(case: Case, found: Mapping[str, Any]) -> Iterator[str]:
    low = show(found["low"], "index")
    if found["low"] is not None and say_interval(case.entry) == low:
        yield f"Had others from the same house answered, the index would hardly have moved from {low}."
    elif found["low"] is not None:
        yield (
            f"Had others from the same house answered, the index might be anywhere from {show(found['low'], 'index')} "
            f"to {show(found['high'], 'index')}."
        )
    shares = {name: share for name, share in found["stages"].items() if round(100 * share)}
    if shares:
        told = [f"{stage_title(case.form, name)} in {show(share, 'share')}" for name, share in _fall(shares)]
        drawn = f"{found['resamples']:,} panels drawn from these {plural(found['raters'], 'rater')}"
        yield f"Of {drawn}, the stage was {listing(told)}."


def _fall(shares: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(shares.items(), key=lambda pair: -pair[1])


def _say_range(case: Case, found: Mapping[str, Any]) -> Iterator[str]:
    if not found["indices"]:
        yield f"Fewer than {find_minimum(case.entry)} people answered enough to show how far apart they are."
        return
    low, high = (show(end, "index") for end in found["indices"])
    yield f"Each person's answers alone would give an index somewhere from {low} to {high}, rounded outward to fives."
    counted = Counter(found["stages"])
    titles = [(stage.title, counted[stage.id]) for stage in case.form.stages if counted[stage.id]]
    if titles:
        told = [f"{count} of {len(found['stages'])} would say {title}" for title, count in titles]
        yield f"On the stage, {listing(told)}."


def _say_robustness(case: Case, found: Mapping[str, Any]) -> Iterator[str]:
    yield "One person answered, so no range can be given. A second opinion is worth more than any formula."
    if not found["changes"]:
        return
    if not found["lower"] and not found["higher"]:
        yield f"No answer, changed alone, would move the stage: none of the {found['changes']} possible changes does."
        return
    pairs = ((found["lower"], "lower"), (found["higher"], "raise"))
    moves = [f"{count} would {verb} the stage" for count, verb in pairs if count]
    titles = [case.form.item_by_id[item].title for item in found["items"] if item in case.form.item_by_id]
    yield f"Of {found['changes']} single changes of an answer, {listing(moves)}, on {listing(titles, most=5)}."
