"""Which votes may be shown apart, so that nobody's can be worked out: by subtracting views, questions or exports.

The engine hides small groups dimension by dimension (`departments`). The board also shows departments question by
question, beside the dimensions' indices. Were a department shown on three questions of four, its index would give
away the fourth. So on the questions of a dimension a department is shown on all of them, or on none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sociable_assessment.departments import group_raters, shown_groups
from sociable_assessment.model import Item, Model
from sociable_assessment.readings import Tally, tally
from sociable_assessment.responses import Responses

Counts = tuple[int, ...]


def count_votes(form: Model, responses: Responses, item: Item, minimum: int) -> Tally | None:
    """Count the first votes on a question.

    Args:
        form: the form of the model.
        responses: what the raters answered.
        item: the question.
        minimum: the smallest group that is shown.

    Returns:
        The votes; None where too few people gave one.
    """
    votes = tally(form, responses)[item.id]
    return votes if votes.votes >= minimum else None


def count_by_department(form: Model, responses: Responses, item: Item, minimum: int) -> dict[str, Counts]:
    """Count the first votes on a question in each department that may be shown.

    Args:
        form: the form of the model.
        responses: what the raters answered.
        item: the question.
        minimum: the smallest group that is shown, and the smallest that is left hidden.

    Returns:
        Votes for each option, by department, in the order of their names.
    """
    groups = group_raters(form, responses)
    tallies = {name: group.tallies for name, group in groups.items()}
    shown = _shown(tallies, _beside(form, item), minimum)
    return {name: tallies[name][item.id].counts for name in sorted(shown)}


def _shown(tallies: Mapping[str, Mapping[str, Tally]], items: Sequence[Item], minimum: int) -> set[str]:
    """Choose the departments that may be shown on every one of some questions."""
    sets = [shown_groups({name: own[item.id].votes for name, own in tallies.items()}, minimum) for item in items]
    return set.intersection(*sets) if sets else set()


def _beside(form: Model, item: Item) -> Sequence[Item]:
    """List the questions of the same dimension, the question itself among them."""
    for node in form.dimensions:
        if item in form.items_under[node.id]:
            return form.items_under[node.id]
    return form.items
