"""All numbers of one result, as tables: the same that stand in the spreadsheet, CSV and JSON."""

from __future__ import annotations

from sociable_assessment.model import Item, Model, Node
from sociable_assessment.report.answers_section import say_reading
from sociable_assessment.report.case import Case
from sociable_assessment.report.parts import Column, Grid, Section, Value

NODES = (
    Column("Part"),
    Column("Index", "exact"),
    Column("Value", "value"),
    Column("Lowest", "value"),
    Column("Highest", "value"),
    Column("Answered", "count"),
    Column("Asked", "count"),
    Column("Coverage", "share"),
)


def appendix_section(case: Case) -> Section:
    """Put all numbers in tables.

    Args:
        case: what is reported.

    Returns:
        The section.
    """
    note = "Value, lowest and highest in the model's own unit, of the questions that apply and are known."
    nodes = Grid("Every part of the model", NODES, tuple(node_row(case, node) for node in list_nodes(case.form)), note)
    return Section("numbers", "All numbers", (nodes, *_item_grids(case)))


def list_nodes(form: Model) -> tuple[Node, ...]:
    """List the parts of the model, the whole first.

    Args:
        form: the model, or a form of it.

    Returns:
        The nodes.
    """
    return (form.root, *form.nodes)


def node_row(case: Case, node: Node) -> tuple[Value, ...]:
    """Give the numbers of a part of the model.

    Args:
        case: what is reported.
        node: the part.

    Returns:
        A cell for each of `NODES`.
    """
    found = case.entry["nodes"][node.id]
    title = "The whole" if node.id == case.form.root.id else node.title or node.id
    keys = ("index", "value", "minimum", "maximum", "answered", "asked", "coverage")
    return (title, *(found[key] for key in keys))


def _item_grids(case: Case) -> list[Grid]:
    """Make one table for each answer set, for their options are its columns."""
    sets: dict[tuple[tuple[str, str], ...], list[Item]] = {}
    for item in case.form.items:
        sets.setdefault(tuple((option.id, option.text) for option in item.options), []).append(item)
    return [_items(case, tuple(items)) for items in sets.values()]


def _items(case: Case, items: tuple[Item, ...]) -> Grid:
    many = case.entry["raters"] > 1
    options = [Column(option.text or option.id, "count") for option in items[0].options] if many else []
    others = [Column(title, "count") for title in ("Don't know", "Not applicable", "No answer")] if many else []
    agreed = [Column("r_wg", "ratio"), Column("By chance", "share")] if case.entry["agreement"] else []
    columns = (Column("Question"), Column("Answer"), Column("Value", "value"), *options, *others, *agreed)
    note = "A dash among the votes: fewer than 3 people gave an answer, so none is shown." if many else ""
    more = " r_wg is 1 at full agreement and 0 at chance; by chance: the share of random panels that agree as much."
    rows = tuple(_row(case, item, many=many) for item in items)
    return Grid("Every question" if many else "Every answer", columns, rows, note + (more if agreed else ""))


def _row(case: Case, item: Item, *, many: bool) -> tuple[Value, ...]:
    found = case.entry["items"][item.id]
    votes = [found["votes"][option.id] if found["votes"] else None for option in item.options] if many else []
    others = [found[key] for key in ("dont_know", "not_applicable", "unanswered")] if many else []
    agreed = case.entry["agreement"]["items"][item.id] if case.entry["agreement"] else None
    pair = [agreed["r_wg"], agreed["by_chance"]] if agreed else []
    return (item.title or item.id, say_reading(case, item), found["value"], *votes, *others, *pair)
