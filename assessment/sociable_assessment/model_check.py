"""Find the faults of a model file that a schema can't state, along with those that it can.

It works on the data as read, also when parts are missing or wrong, so that all faults can be told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sociable_assessment.errors import suggest
from sociable_assessment.gate_check import check_gates
from sociable_assessment.reserved import EVIDENCE, is_special, names_column
from sociable_assessment.schema import Fault, Path, check, load_schema, name_place
from sociable_assessment.spelling import fold

Data = Mapping[str, Any]
_BY_ID = {"renamed", "retired", "anchors", "gates"}  # tables whose keys are ids, and may have dots in them
_BY_ENTRY = {"nodes": list, "items": list, "stages": list, "forms": dict, "map": dict, "answer_sets": dict}


def find_faults(data: Data) -> list[str]:
    """Find every fault of a model.

    Args:
        data: the model as `tomllib` read it.

    Returns:
        One sentence a fault, empty when the model is sound.

    >>> find_faults({"format": "sociable-model/1"})[:1]
    ["the file: 'id' is missing"]
    """
    shape = check(data, load_schema("model"))
    faults = [f"{name_place(data, fault.path)}: {_say(data, fault)}" for fault in shape]
    sound = _prune(data, shape)
    faults += [*_ids(sound), *_tree(sound), *_nodes(sound), *_items(sound), *_history(sound)]
    return faults + check_gates(sound)


def _say(data: Data, fault: Fault) -> str:
    """Say a fault of the shape; of a table in the place of a value, which key lacks its quotes."""
    if len(fault.path) < 2 or fault.path[-2] not in _BY_ID:  # noqa: PLR2004 - the table of keys, and the key
        return fault.message
    here: Any = data
    for step in fault.path:
        here = here[step]
    key = str(fault.path[-1])
    while isinstance(here, dict) and here:
        name, here = next(iter(here.items()))
        key += f".{name}"
    return fault.message if key == fault.path[-1] else f'a key with a dot needs quotes: "{key}"'


def _prune(data: Data, faults: Sequence[Fault]) -> dict[str, Any]:
    """Keep what has the right shape: of an entry with faults, the keys without, and under `lacking` those with."""
    bad: dict[Path, set[Any]] = {}
    for fault in faults:
        bad.setdefault(fault.path[:2], set()).update(fault.path[2:3])
    keys = {str(path[0]) for path in bad if path}
    shapeless = {key for key in keys if not isinstance(data.get(key), _BY_ENTRY.get(key, ()))}
    kept: dict[str, Any] = {"lacking": shapeless} | {k: v for k, v in data.items() if k not in shapeless}
    for key in ("nodes", "items", "stages"):
        kept[key] = [each for _, each in _entries(key, enumerate(kept.get(key, ())), bad) if "id" in each]
        kept[f"{key}_ids"] = [entry["id"] for entry in kept[key]]
    for key in ("forms", "map"):
        kept[key] = dict(_entries(key, kept.get(key, {}).items(), bad))
    sets = kept.get("answer_sets", {})
    kept["answer_sets"] = {name: each for name, each in sets.items() if ("answer_sets", name) not in bad}
    return {"renamed": {}, "retired": {}, "broken_sets": sets.keys() - kept["answer_sets"].keys()} | kept


def _entries(key: str, found: Iterable[tuple[Any, Any]], bad: Mapping[Path, set[Any]]) -> Iterator[tuple[Any, Data]]:
    """Take the faulty keys out of the entries that are tables; an id stays, so that others may point to it."""
    for place, entry in found:
        if isinstance(entry, dict):
            lacking = bad.get((key, place), set()) - ({"id"} if isinstance(entry.get("id"), str) else set())
            yield place, {name: value for name, value in entry.items() if name not in lacking} | {"lacking": lacking}


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return list(dict.fromkeys(name for name in names if name in seen or seen.add(name)))  # type: ignore[func-returns-value]


def _ids(data: Data) -> Iterator[str]:
    names = [data.get("id", ""), *data["nodes_ids"], *data["items_ids"]]
    for name in _twice(names):
        yield f"id '{name}' is used more than once; model, nodes and items share one set of ids"
    known = set(data["items_ids"])
    for name in data["items_ids"]:
        if names_column(name) or (name.endswith(EVIDENCE) and name.removesuffix(EVIDENCE) in known):
            yield f"item '{name}': a column of this name holds something else in a table; choose another id"
    for name in _twice(data["stages_ids"]):
        yield f"stage '{name}' stands more than once"
    for name, answers in data["answer_sets"].items():
        yield from _options(name, answers["options"])


def _options(name: str, options: Sequence[Data]) -> Iterator[str]:
    for option in _twice(each["id"] for each in options):
        yield f"answer set '{name}': option '{option}' stands more than once"
    values = [each["value"] for each in options]
    if values != sorted(values) or values[0] == values[-1]:
        yield f"answer set '{name}': values must rise from the lowest option to the highest, not {values}"


def _tree(data: Data) -> Iterator[str]:
    nodes = {node["id"]: node.get("parent") for node in data["nodes"]}
    known = {*nodes, data.get("id")}
    for kind in ("nodes", "items"):
        for entry in data[kind]:
            parent = entry.get("parent")
            if parent is not None and parent not in known:
                near = suggest(parent, nodes)
                yield f"{kind[:-1]} '{entry['id']}': no node '{parent}' to be its parent; {near}"
    for name in nodes:
        if name in _above(name, nodes):
            yield f"node '{name}': its parents lead back to itself; a tree has no cycles"
    parents = {entry.get("parent") for kind in ("nodes", "items") for entry in data[kind]}
    for name in nodes:
        if name not in parents and not any("parent" in entry["lacking"] for entry in (*data["nodes"], *data["items"])):
            yield f"node '{name}': it has neither items nor nodes below it"


def _above(name: str, parents: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    here = parents.get(name)
    while here is not None and here not in found:
        found.append(here)
        here = parents.get(here)
    return found


def _nodes(data: Data) -> Iterator[str]:
    keys = ("combine", "base", "rungs", "lacking")
    root = {"combine": "mean"} | {key: data[key] for key in keys if key in data}
    for node in (root, *data["nodes"]):
        if "combine" in node and not node["lacking"] & set(keys):
            where = f"node '{node['id']}'" if "id" in node else "the model"
            yield from (f"{where}: {fault}" for fault in _combining(node))


def _combining(node: Data) -> Iterator[str]:
    ladder = node["combine"] == "ladder"
    if ladder and ("base" not in node or "rungs" not in node):
        yield "a ladder needs a `base` and `rungs`"
    if not ladder and "rungs" in node:
        slip = "" if "id" in node else "; a node's rungs stand in [[nodes.rungs]] below it, not in [[rungs]]"
        yield f"only a ladder has `rungs`, and this is '{node['combine']}'{slip}"
    if "base" in node and node["combine"] not in {"ladder", "sum"}:
        yield f"only a ladder or a sum has a `base`, and this is '{node['combine']}'"
    start = [node["base"]] if "base" in node else []
    values = [*start, *(rung["value"] for rung in node.get("rungs", ()))]
    if ladder and any(b <= a for a, b in pairwise(values)):
        yield f"the rungs' values must rise{' from the base' if start else ''}, not {values}"


def _questions(items: Sequence[Data]) -> Iterator[str]:
    asking: dict[str, str] = {}
    for item in items:
        if "question" in item:
            if names_column(item["question"]):
                yield f"item '{item['id']}', question: a column of this name holds something else; ask in full"
            first = asking.setdefault(fold(item["question"]), item["id"])
            if first != item["id"]:
                yield f"item '{item['id']}': it asks the same question as '{first}'; a form could not tell them apart"


def _items(data: Data) -> Iterator[str]:
    yield from _questions(data["items"])
    acting = any(item.get("actions") for item in data["items"])
    for item in data["items"]:
        answers = item.get("answers")
        if answers in data["answer_sets"]:
            options = data["answer_sets"][answers]["options"]
            yield from () if "anchors" in item["lacking"] else _anchors(item, options)
            if acting and "actions" not in item["lacking"]:
                yield from _actions(item, [option["id"] for option in options[1:]])
        elif answers is not None and answers not in data["broken_sets"] and "answer_sets" not in data["lacking"]:
            yield f"item '{item['id']}': no answer set '{answers}'; {suggest(answers, data['answer_sets'])}"


def _anchors(item: Data, options: Sequence[Data]) -> Iterator[str]:
    anchors = item.get("anchors", {})
    ids = [option["id"] for option in options]
    for name in anchors:
        if name not in ids:
            yield f"item '{item['id']}': an anchor for '{name}', which is no option of it; {suggest(name, ids)}"
    for option in options:
        if option["id"] not in anchors and (anchors or "text" not in option):
            yield f"item '{item['id']}': no anchor for option '{option['id']}'"
    words = [_words(option, anchors) for option in options]
    for text in _twice(word for each in words for word in each):
        yield f"item '{item['id']}': two options have the same text, {text!r}; a cell that says so could mean either"
    for text in dict.fromkeys(word for each in words for word in sorted(each) if is_special(word)):
        yield f"item '{item['id']}': an option is called {text!r}, which says in a cell that there is no option"


def _words(option: Data, anchors: Data) -> set[str]:
    """List what an answer in a table may call an option, as it is compared there."""
    texts = {option["id"], option.get("text", option["id"]), anchors.get(option["id"], option["id"])}
    return {fold(text) for text in texts}


def _actions(item: Data, steps: Sequence[str]) -> Iterator[str]:
    found = [action["to"] for action in item.get("actions", ())]
    for name in _twice(found):
        yield f"item '{item['id']}': two next actions to reach '{name}'"
    for name in found:
        if name not in steps:
            yield f"item '{item['id']}': a next action to reach '{name}', which is no step up; {suggest(name, steps)}"
    for name in steps:
        if name not in found:
            yield f"item '{item['id']}': no next action to reach '{name}' (a model has one for every step, or none)"


def _history(data: Data) -> Iterator[str]:
    current = set(data["items_ids"])
    for old, new in data["renamed"].items():
        if new not in current:
            yield f"renamed: '{old}' became '{new}', but there is no such item; {suggest(new, current)}"
    for old in (*data["renamed"], *data["retired"]):
        if old in current:
            yield f"renamed, retired: '{old}' is still an item of this model"
    for old in sorted(data["renamed"].keys() & data["retired"].keys()):
        yield f"renamed, retired: '{old}' is both renamed and retired"
    for name in _twice(data.get("departments", ())):
        yield f"department '{name}' stands more than once"
