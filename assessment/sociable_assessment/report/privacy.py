"""What a report may say of a small panel: nothing from which one person's answers can be read or worked out.

Every format is made of the entry that leaves here, so what is withheld once is withheld everywhere. Departments
come withheld from the engine (`departments`); what is added here is the panel itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sociable_assessment.departments import MINIMUM_GROUP

STEP = 5  # single people's own indices are shown as a range, rounded outward to multiples of this

Data = dict[str, Any]


def find_minimum(entry: Mapping[str, Any]) -> int:
    """Find the smallest group that may be shown of a result: what its raters were told, or the usual one.

    Args:
        entry: one entry of a result file.

    Returns:
        A number of people.

    >>> find_minimum({}), find_minimum({"minimum_group": 5})
    (3, 5)
    """
    return int(entry.get("minimum_group") or MINIMUM_GROUP)


def withhold(entry: Mapping[str, Any]) -> Data:
    """Take out of a result what would show single people to others.

    One person's own result has nobody to hide from anybody, and stays whole; so does what was withheld before. Of
    several people: votes on an item that fewer than the minimum group answered; with fewer people than that
    everything but the joint result; and the exact index of each single person.

    Args:
        entry: one entry of a result file.

    Returns:
        The entry as a report may show it: `votes` is None where they are withheld.

    >>> withhold({"raters": 2, "items": {"a": {"votes": {"no": 1, "yes": 1}}}, "agenda": [], "agreement": None,
    ...           "uncertainty": None})["items"]["a"]["votes"] is None
    True
    """
    if entry["raters"] <= 1:
        return dict(entry)
    minimum = find_minimum(entry)
    hidden = {name for name, item in entry["items"].items() if _count_voters(item) < minimum}
    few = entry["raters"] < minimum
    return {
        **entry,
        "items": {name: _item(item, hide=name in hidden) for name, item in entry["items"].items()},
        "agreement": None if few else _agreement(entry["agreement"], hidden),
        "agenda": [topic for topic in entry["agenda"] if topic["item"] not in hidden],
        "uncertainty": None if few else _uncertainty(entry["uncertainty"], minimum),
    }


def _count_voters(item: Mapping[str, Any]) -> int:
    return sum((item["votes"] or {}).values())


def _item(item: Mapping[str, Any], *, hide: bool) -> Data:
    return {**item, **dict.fromkeys({"votes", "second_votes"} & item.keys(), None)} if hide else dict(item)


def _agreement(found: Mapping[str, Any] | None, hidden: set[str]) -> Data | None:
    if found is None:
        return None
    unknown = {"r_wg": None, "by_chance": None}
    return {**found, "items": {name: unknown if name in hidden else each for name, each in found["items"].items()}}


def _uncertainty(found: Mapping[str, Any] | None, minimum: int) -> Data | None:
    """Keep the ends of the single people's indices, rounded outward, and how many stand at each stage.

    Of their places on the map nothing is kept: how many people those come from is not in a result.
    """
    if found is None or found["kind"] != "range":
        return None if found is None else dict(found)
    axes = dict.fromkeys({"across", "up"} & set(found))
    if len(found["stages"]) < minimum:  # one a person; of the indices two ends may be all that is left
        return {**found, "indices": [], "stages": [], **axes}
    return {**found, "indices": widen(found["indices"]), "stages": sorted(found["stages"], key=str), **axes}


def widen(indices: Sequence[float]) -> list[float]:
    """Give a range that holds some indices without telling any of them.

    Args:
        indices: from 0 to 100.

    Returns:
        Its two ends, multiples of 5; nothing for nothing.

    >>> widen([31.2, 40.0, 52.4]), widen([])
    ([30.0, 55.0], [])
    """
    if not indices:
        return []
    low, high = STEP * math.floor(min(indices) / STEP), STEP * math.ceil(max(indices) / STEP)
    return [float(low), float(max(high, low + STEP) if low < 100 else high)]  # noqa: PLR2004 - the end of the scale
