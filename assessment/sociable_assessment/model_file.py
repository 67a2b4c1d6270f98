"""Read a model from TOML.

The structure is checked against `schemas/model.schema.json`, what a schema can't state by `model_check`; every
fault of a file comes in one message.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from sociable_assessment.errors import InputError, UnknownNameError, suggest
from sociable_assessment.files import parse_toml, read_text
from sociable_assessment.model import (
    DEFAULT,
    Action,
    Axis,
    Clause,
    Form,
    Item,
    Map,
    Model,
    Node,
    Option,
    Rung,
    Stage,
)
from sociable_assessment.model_check import find_faults

_SHIPPED = {DEFAULT: "social_maturity"}


def read_model(source: str | Path = DEFAULT) -> Model:
    """Read and check a model.

    Args:
        source: a TOML file, or the id of a model that ships with Sociable ("social-maturity").

    Returns:
        The model.

    Raises:
        InputError: the file can't be read or has faults; all of them are named.
        UnknownNameError: it is neither a file nor a shipped model.

    >>> model = read_model()
    >>> model.title, len(model.items), [stage.id for stage in model.stages][0]
    ('Social maturity', 28, 'not-yet')
    """
    if str(source) in _SHIPPED:
        return _read_shipped(str(source))
    return parse_model(read_model_text(source), str(Path(source)))


@lru_cache
def _read_shipped(name: str) -> Model:
    return parse_model(read_model_text(name), f"{name} (shipped)")


def read_model_text(source: str | Path = DEFAULT) -> str:
    """Read a model's TOML as it stands, unchecked.

    Args:
        source: a TOML file, or the id of a model that ships with Sociable.

    Returns:
        The text.

    Raises:
        InputError: the file can't be read.
        UnknownNameError: it is neither a file nor a shipped model.
    """
    if str(source) in _SHIPPED:
        folder = files("sociable_assessment").joinpath("models", _SHIPPED[str(source)])
        with as_file(folder.joinpath("model.toml")) as shipped:
            return read_text(shipped)
    path = Path(source)
    if not path.suffix and not path.exists():
        msg = f"no model '{source}': name a TOML file, or a shipped model; {suggest(str(source), _SHIPPED)}"
        raise UnknownNameError(msg)
    return read_text(path)


def parse_model(text: str, source: str) -> Model:
    """Make a model of TOML text.

    Args:
        text: the TOML.
        source: what the text is called in messages.

    Returns:
        The model.

    Raises:
        InputError: the text has faults; all of them are named.
    """
    data = parse_toml(text, source)
    if faults := find_faults(data):
        raise InputError(source, faults)
    return _build(data)


def _build(data: Mapping[str, Any]) -> Model:
    stages = tuple(
        Stage(each["id"], each["title"], each.get("about", ""), _gate(each.get("gate", ())))
        for each in data.get("stages", ())
    )
    return Model(
        **{key: data[key] for key in ("id", "version", "title")},
        **{key: data[key] for key in ("about", "minimum_coverage", "minimum_applicable") if key in data},
        root=_node({**data, "combine": data.get("combine", "mean"), "weight": 1.0}),
        nodes=tuple(_node(each) for each in data.get("nodes", ())),
        items=tuple(_item(each, data) for each in data["items"]),
        stages=stages,
        forms=tuple(_form(name, each, stages, data) for name, each in data.get("forms", {}).items()),
        map=Map(**{name: _axis(axis) for name, axis in data["map"].items()}) if "map" in data else None,
        departments=tuple(data.get("departments", ())),
        renamed=dict(data.get("renamed", {})),
        retired=dict(data.get("retired", {})),
    )


def _node(data: Mapping[str, Any]) -> Node:
    return Node(
        data["id"],
        data.get("parent"),
        data.get("title", data["id"]),
        data.get("about", ""),
        data["combine"],
        float(data.get("weight", 1)),
        float(data.get("base", 0)),
        tuple(Rung(float(rung["value"]), _gate(rung["gate"])) for rung in data.get("rungs", ())),
    )


def _item(data: Mapping[str, Any], model: Mapping[str, Any]) -> Item:
    options = tuple(
        Option(each["id"], float(each["value"]), each.get("text", each["id"]))
        for each in model["answer_sets"][data["answers"]]["options"]
    )
    anchors = data.get("anchors", {})
    return Item(
        **{key: data[key] for key in ("id", "question", "key", "evidence", "who", "source") if key in data},
        parent=data.get("parent", model["id"]),
        title=data.get("title", data["id"]),
        options=options,
        anchors=tuple(anchors.get(option.id, option.text) for option in options),
        weight=float(data.get("weight", 1)),
        actions=tuple(Action(each["to"], each["do"], float(each["effort"])) for each in data.get("actions", ())),
    )


def _gate(clauses: Any) -> tuple[Clause, ...]:
    return tuple(Clause(**{**clause, "of": tuple(clause.get("of", ()))}) for clause in clauses)


def _form(name: str, data: Mapping[str, Any], stages: tuple[Stage, ...], model: Mapping[str, Any]) -> Form:
    return Form(
        name,
        data["title"],
        data.get("about", ""),
        tuple(data["items"]),
        data.get("minimum_applicable", model.get("minimum_applicable", 1)),
        tuple(_gate(data.get("gates", {}).get(stage.id, ())) for stage in stages),
    )


def _axis(data: Mapping[str, Any]) -> Axis:
    return Axis(tuple(data["of"]), data["low"], data["high"])
