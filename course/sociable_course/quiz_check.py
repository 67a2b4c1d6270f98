"""Find the faults of a quiz that a schema can't state, along with those that it can."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sociable_assessment.errors import suggest
from sociable_assessment.schema import check, load_schema, name_place
from sociable_course.scenarios import SCENARIOS

Data = Mapping[str, Any]
PARTS = ("predictions", "checks", "sorts", "blueprints", "texts", "numbers", "rounds")
_MARKED = re.compile(r"\*[^\s*][^*]*\*|`[^`]+`")  # emphasis and code, in Markdown
_HALF_KEYED = "it has some of its keys; a graded part has all of them, or, in the learner's view, none"


def find_faults(data: Data) -> list[str]:
    """Find every fault of a quiz.

    Args:
        data: the quiz as `tomllib` or `json` read it.

    Returns:
        One sentence a fault, empty when the quiz is sound.

    >>> find_faults({"format": "sociable-quiz/1"})
    ["the file: 'lesson' is missing"]
    """
    shape = check(data, load_schema("quiz", "sociable_course"))
    faults = [f"{name_place(data, fault.path)}: {fault.message}" for fault in shape]
    bad = {fault.path[:2] for fault in shape} | {fault.path for fault in shape}
    sound = {
        key: [each for place, each in enumerate(data[key]) if (key, place) not in bad]
        for key in ("misconceptions", *PARTS)
        if key in data and (key,) not in bad
    }
    return [*faults, *_twice("the file", _every_id(sound)), *_check_parts(sound), *_check_plain(data)]


def _check_plain(data: Any, where: str = "the file") -> Iterator[str]:
    """Find Markdown: what is asked and said is shown as it is written."""
    if isinstance(data, str):
        yield from (f"{where}: '{mark}' would be shown with its marks; use “quotes”" for mark in _MARKED.findall(data))
    elif isinstance(data, Mapping):
        name = f"'{data['id']}'" if "id" in data else where
        yield from chain.from_iterable(_check_plain(each, name) for each in data.values())
    elif isinstance(data, list):
        yield from chain.from_iterable(_check_plain(each, where) for each in data)


def _every_id(sound: Data) -> Iterator[str]:
    return (each["id"] for entries in sound.values() for each in entries)


def _twice(where: str, ids: Iterable[str]) -> Iterator[str]:
    return (f"{where}: id '{name}' is used more than once" for name, count in Counter(ids).items() if count > 1)


def _check_parts(sound: Data) -> Iterator[str]:
    beliefs = {each["id"] for each in sound.get("misconceptions", ())}
    for kind in PARTS:
        for part in sound.get(kind, ()):
            where = f"{kind.removesuffix('s')} '{part['id']}'"
            for key in ("options", "categories", "cards", "columns", "steps", "rubric"):
                yield from _twice(where, (each["id"] for each in part.get(key, ())))
            yield from (f"{where}{fault}" for fault in _CHECKS[kind](part))
            yield from (f"{where}{fault}" for fault in _check_beliefs(part, beliefs))


def _check_beliefs(part: Data, beliefs: set[str]) -> Iterator[str]:
    confusions = [each for card in part.get("cards", ()) for each in card.get("confusions", ())]
    slips = [each for step in part.get("steps", ()) for each in step.get("slips", ())]
    for each in (*part.get("options", ()), *confusions, *slips, *part.get("mistakes", ())):
        named = each.get("misconception")
        if named is not None and named not in beliefs:
            yield f": no misconception '{named}'; {suggest(named, beliefs)}"


def _check_prediction(part: Data) -> Iterator[str]:
    given = {"unit", "minimum", "maximum"} & part.keys()
    if bool(given) == ("options" in part) or len(given) in (1, 2):
        yield ": it asks either for a number (`unit`, `minimum`, `maximum`) or for one of its `options`"
    yield from _check_range(part)


def _check_range(part: Data) -> Iterator[str]:
    if "minimum" in part and "maximum" in part and not part["minimum"] < part["maximum"]:
        yield f": its minimum {part['minimum']} is not below its maximum {part['maximum']}"


def _check_check(part: Data) -> Iterator[str]:
    options = part["options"]
    if part.get("points") and not _has_any(options, ("right", "misconception", "feedback")):
        return
    right = [option["id"] for option in options if option.get("right")]
    if len(right) != 1:
        yield f": exactly one option is right, not {len(right)}"
    for option in options:
        where = f", option '{option['id']}': "
        if "feedback" not in option:
            yield where + "'feedback' is missing"
        if bool(option.get("right")) == ("misconception" in option):
            yield (
                where
                + ("the right option" if option.get("right") else "a wrong option")
                + (" names no misconception" if option.get("right") else " names the misconception behind it")
            )


def _has_any(entries: Sequence[Data], keys: Iterable[str]) -> bool:
    return any(key in entry for entry in entries for key in keys)


def _check_sort(part: Data) -> Iterator[str]:
    cards, categories = part["cards"], {each["id"] for each in part["categories"]}
    if part.get("points") and not _has_any(cards, ("category", "feedback", "confusions")):
        return
    for card in cards:
        where = f", card '{card['id']}': "
        yield from (where + f"'{key}' is missing" for key in ("category", "feedback") if key not in card)
        confused = [each["category"] for each in card.get("confusions", ())]
        for name in (*([card["category"]] if "category" in card else []), *confused):
            if name not in categories:
                yield where + f"no category '{name}'; {suggest(name, categories)}"
        if card.get("category") in confused:
            yield where + f"its own category '{card['category']}' is among its confusions"


def _check_blueprint(part: Data) -> Iterator[str]:
    columns = {column["id"]: {each["id"] for each in column["options"]} for column in part["columns"]}
    for column in part["columns"]:
        yield from (f", {fault}" for fault in _twice(f"column '{column['id']}'", (o["id"] for o in column["options"])))
    if part.get("points") and not _has_any(part["steps"], ("accepted", "feedback", "slips")):
        return
    for step in part["steps"]:
        where = f", step '{step['id']}': "
        yield from (where + f"'{key}' is missing" for key in ("accepted", "feedback") if key not in step)
        for row in step.get("accepted", ()):
            yield from (where + fault for fault in _check_row(row, columns))
        for slip in step.get("slips", ()):
            yield from (where + fault for fault in _check_slip(slip, step, columns))


def _check_row(row: Data, columns: Mapping[str, set[str]]) -> Iterator[str]:
    """Hold that a row takes options of every column, and of no other."""
    yield from (f"a row that fits says nothing on '{name}'" for name in columns.keys() - row.keys())
    for name, taken in row.items():
        options = [taken] if isinstance(taken, str) else taken
        for option in options:
            yield from _check_choice(name, option, columns)


def _check_slip(slip: Data, step: Data, columns: Mapping[str, set[str]]) -> Iterator[str]:
    yield from _check_choice(slip["column"], slip["option"], columns)
    fitting = [row.get(slip["column"], ()) for row in step.get("accepted", ())]
    if any(slip["option"] == each or (not isinstance(each, str) and slip["option"] in each) for each in fitting):
        yield f"'{slip['option']}' is a slip, and fits"


def _check_choice(column: str, option: str, columns: Mapping[str, set[str]]) -> Iterator[str]:
    if column not in columns:
        yield f"no column '{column}'; {suggest(column, columns)}"
    elif option not in columns[column]:
        yield f"no choice '{option}' in column '{column}'; {suggest(option, columns[column])}"


def _check_text(part: Data) -> Iterator[str]:
    total = sum(each.get("points", 0) for each in part["rubric"])
    if part.get("points") and total != part["points"]:
        yield f": its rubric's points add up to {total}, not to {part['points']}"


def _check_number(part: Data) -> Iterator[str]:
    yield from _check_range(part)
    present = {"answer", "tolerance"} & part.keys()
    if len(present) != 2:  # noqa: PLR2004 - both
        if present or "mistakes" in part or not part.get("points"):
            yield f": {_HALF_KEYED}" if part.get("points") else ": 'answer' and 'tolerance' are needed"
        return
    if not part["minimum"] <= part["answer"] <= part["maximum"]:
        yield f": its answer {part['answer']} is not between its minimum and its maximum"
    for mistake in part.get("mistakes", ()):
        if abs(mistake["answer"] - part["answer"]) <= mistake["tolerance"] + part["tolerance"]:
            yield f": mistake {mistake['answer']} lies within the tolerance of the answer"


def _check_rounds(part: Data) -> Iterator[str]:
    if part["scenario"] not in SCENARIOS:
        yield f": no scenario '{part['scenario']}'; {suggest(part['scenario'], SCENARIOS)}"


_CHECKS = {
    "predictions": _check_prediction,
    "checks": _check_check,
    "sorts": _check_sort,
    "blueprints": _check_blueprint,
    "texts": _check_text,
    "numbers": _check_number,
    "rounds": _check_rounds,
}
