"""Networks of people from before any platform, as networkx ships them, with where they come from.

networkx is imported when first needed.
"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from sociable_data.descriptor import FOLDER
from sociable_data.errors import UnknownNameError

if TYPE_CHECKING:
    import networkx as nx


@cache
def read_networks() -> dict[str, dict[str, Any]]:
    """Read the descriptions of all networks.

    Returns:
        Each description by the network's name, as `networks.json` has it. Don't change it.
    """
    networks: dict[str, dict[str, Any]] = json.loads(FOLDER.joinpath("networks.json").read_text("utf-8"))
    return networks


def list_networks() -> list[str]:
    """List the networks that `load_network` knows.

    Returns:
        Their names.

    >>> list_networks()
    ['davis', 'florentine', 'karate']
    """
    return list(read_networks())


def load_network(name: str) -> nx.Graph:
    """Load a network of people.

    Args:
        name: one of `list_networks()`.

    Returns:
        The network; its `.graph` tells `title`, `source`, `measured`, `not_for` and more. Nodes and edges are those of
        networkx, with their attributes.

    Raises:
        UnknownNameError: there is no such network; the message suggests the nearest.

    >>> families = load_network("florentine")
    >>> max(dict(families.degree), key=dict(families.degree).get)
    'Medici'
    >>> families.graph["year"]
    1986
    >>> load_network("davies")
    Traceback (most recent call last):
        ...
    sociable_data.errors.UnknownNameError: there is no network 'davies'; did you mean 'davis'?
    """
    import networkx as nx

    described = read_networks().get(name)
    if described is None:
        raise UnknownNameError(name, list_networks(), "network")
    network = getattr(nx, described["generator"])()
    network.graph.update(name=name, **{key: deepcopy(described[key]) for key in described if key != "generator"})
    return network
