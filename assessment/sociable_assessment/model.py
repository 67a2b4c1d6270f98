"""A maturity model as frozen data: a tree of nodes and items, gates, stages, forms and a map.

It knows nothing of files, answers or drawing. `model_file` reads one from TOML and refuses a bad one, so
what stands here may be taken as sound.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from sociable_assessment.errors import UnknownNameError, suggest

DEFAULT = "social-maturity"  # the id of the model that ships with Sociable, used where none is named
Combine = Literal["mean", "sum", "min", "ladder"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that an item can be given; `value` is in the model's own unit."""

    id: str
    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One demand of a gate: an item, or a share or number of the items under some nodes, reaches an option.

    Exactly one of `item`, `at_least` (a share, 0 < share ≤ 1) and `count` (≥ 1) is set; the last two go
    with `of`, the ids of nodes.
    """

    option: str
    item: str | None = None
    of: tuple[str, ...] = ()
    at_least: float | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: its value is reached when all its clauses are met, and all before it."""

    value: float
    gate: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A branch of the tree; `combine` says how its children's values become its own."""

    id: str
    parent: str | None
    title: str = ""
    about: str = ""
    combine: Combine = "mean"
    weight: float = 1.0
    base: float = 0.0
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """The next thing to do to reach the option `to`; `effort` in person-days."""

    to: str
    do: str
    effort: float


@dataclass(frozen=True, slots=True)
class Item:
    """A question about one observable practice.

    `anchors` holds one text for each option, lowest first; `title` is a short name for tables and plots.
    """

    id: str
    parent: str
    question: str
    options: tuple[Option, ...]
    anchors: tuple[str, ...]
    title: str = ""
    weight: float = 1.0
    key: bool = False
    evidence: str = ""
    who: str = ""
    source: str = ""
    actions: tuple[Action, ...] = ()

    def rank(self, option: str) -> int:
        """Tell an option's place in the item's answer set.

        Args:
            option: an option's id.

        Returns:
            0 for the lowest option.

        Raises:
            UnknownNameError: the option is not in the item's answer set.

        >>> Item("a", "n", "?", (Option("no", 0), Option("yes", 1)), ("No", "Yes")).rank("yes")
        1
        """
        ids = [each.id for each in self.options]
        if option not in ids:
            msg = f"item '{self.id}': no option '{option}'; {suggest(option, ids)}"
            raise UnknownNameError(msg)
        return ids.index(option)

    @property
    def top(self) -> int:
        """The rank of the highest option."""
        return len(self.options) - 1


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of maturity, held when its gate and all lower gates hold; the first has no gate."""

    id: str
    title: str
    about: str = ""
    gate: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A shorter questionnaire on the same tree, with gates of its own (one tuple a stage, the first empty)."""

    id: str
    title: str
    about: str
    items: tuple[str, ...]
    minimum_applicable: int
    gates: tuple[tuple[Clause, ...], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the position map: the mean index of some nodes, and what its two ends are called."""

    of: tuple[str, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Map:
    """The two axes of the position map."""

    across: Axis
    up: Axis


@dataclass(frozen=True, eq=False)
class Model:
    """A maturity model. The root of the tree is a node whose id is the model's own; models compare by identity."""

    id: str
    version: str
    title: str
    root: Node
    nodes: tuple[Node, ...]
    items: tuple[Item, ...]
    stages: tuple[Stage, ...] = ()
    forms: tuple[Form, ...] = ()
    map: Map | None = None
    about: str = ""
    minimum_coverage: float = 0.0
    minimum_applicable: int = 1
    departments: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    retired: dict[str, str] = field(default_factory=dict)
    form: str | None = None

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Every item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def node_by_id(self) -> dict[str, Node]:
        """Every node by its id, the root included."""
        return {node.id: node for node in (self.root, *self.nodes)}

    @cached_property
    def children(self) -> dict[str, tuple[Node | Item, ...]]:
        """The children of each node, in the order of their ids: sums then never depend on the file's order."""
        below: dict[str, list[Node | Item]] = {name: [] for name in self.node_by_id}
        entries: tuple[Node | Item, ...] = (*self.nodes, *self.items)
        for child in sorted(entries, key=lambda each: each.id):
            below[child.parent or self.root.id].append(child)
        return {name: tuple(found) for name, found in below.items()}

    @cached_property
    def items_under(self) -> dict[str, tuple[Item, ...]]:
        """All items at or below each node, in the order of the file."""
        owners = {item.id: self._ancestors(item) for item in self.items}
        return {name: tuple(i for i in self.items if name in owners[i.id]) for name in self.node_by_id}

    def _ancestors(self, item: Item) -> set[str]:
        found, parent = {self.root.id}, item.parent
        while parent != self.root.id:
            found.add(parent)
            parent = self.node_by_id[parent].parent or self.root.id
        return found

    @cached_property
    def dimensions(self) -> tuple[Node, ...]:
        """The nodes right below the root, in the order of the file."""
        return tuple(node for node in self.nodes if node.parent in {None, self.root.id})

    def clause_items(self, clause: Clause) -> tuple[Item, ...]:
        """List the items that a clause is about, in the order of the file.

        Args:
            clause: a clause of one of this model's gates or rungs.

        Returns:
            One item for an item clause, else all items under its nodes, each once.
        """
        if clause.item is not None:
            return (self.item_by_id[clause.item],)
        wanted = {item.id for node in clause.of for item in self.items_under[node]}
        return tuple(item for item in self.items if item.id in wanted)


@lru_cache(maxsize=64)
def with_form(model: Model, form: str | None) -> Model:
    """Restrict a model to one of its forms: fewer items, the form's own gates.

    Args:
        model: the full model.
        form: a form's id; None or "full" is the model itself.

    Returns:
        A model whose `form` names the form; nodes left without items are gone.

    Raises:
        UnknownNameError: the model has no such form.

    >>> from sociable_assessment.model_file import read_model
    >>> quick = with_form(read_model(), "quick")
    >>> len(quick.items) < 12, quick.form
    (True, 'quick')
    """
    if form in {None, "full"}:
        return model
    chosen = next((each for each in model.forms if each.id == form), None)
    if chosen is None:
        forms = ["full", *(each.id for each in model.forms)]
        msg = f"model '{model.id}' has no form '{form}'; {suggest(str(form), forms)}"
        raise UnknownNameError(msg)
    items = tuple(item for item in model.items if item.id in chosen.items)
    owners = {name for name, below in model.items_under.items() if set(below) & set(items)}
    known = owners | {item.id for item in items}
    return replace(
        model,
        root=_narrow_node(model.root, known),
        items=items,
        nodes=tuple(_narrow_node(node, known) for node in model.nodes if node.id in owners),
        stages=tuple(replace(s, gate=_narrow_gate(g, known)) for s, g in zip(model.stages, chosen.gates, strict=True)),
        minimum_applicable=chosen.minimum_applicable,
        map=_narrow(model.map, owners),
        form=chosen.id,
    )


def _narrow_node(node: Node, known: set[str]) -> Node:
    """Keep the rungs that ask about an item of the form."""
    gates = [(rung, _narrow_gate(rung.gate, known)) for rung in node.rungs]
    asking = [(rung, tuple(c for c in gate if c.item or c.of)) for rung, gate in gates]
    return replace(node, rungs=tuple(replace(rung, gate=gate) for rung, gate in asking if gate))


def _narrow_gate(gate: tuple[Clause, ...], known: set[str]) -> tuple[Clause, ...]:
    kept = (clause for clause in gate if clause.item is None or clause.item in known)
    return tuple(replace(clause, of=tuple(name for name in clause.of if name in known)) for clause in kept)


def _narrow(drawn: Map | None, kept: set[str]) -> Map | None:
    if drawn is None:
        return None
    axes = [replace(axis, of=tuple(n for n in axis.of if n in kept)) for axis in (drawn.across, drawn.up)]
    return Map(*axes) if all(axis.of for axis in axes) else None
