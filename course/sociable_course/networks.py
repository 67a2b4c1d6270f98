"""Networks of people that no medium made: who is tied to whom, how unequally, and what the ties foretell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sociable_assessment.look import LIGHT, SMALL_SIZE, fade
from sociable_assessment.markup import table
from sociable_assessment.pictures import COLUMN, Picture, house_figure

if TYPE_CHECKING:
    import networkx as nx
    import plotly.graph_objects as go

LEADERS = (0, 33)  # of the karate club: the instructor and the club's president
_MEETINGS = 3  # events that two of the women must have been to together
_NAMED = 3
_KEYS = (
    "Larger: more ties",
    "Larger: more ties. Square: foretold to follow the instructor; circle: the president; ringed: foretold wrong",
)


@dataclass(frozen=True, slots=True)
class Network:
    """People and their ties; `tie` says what counts as one, `found` who recorded it."""

    title: str
    tie: str
    found: str
    graph: nx.Graph[Any]


def _davis() -> Network:
    from networkx.algorithms.bipartite import weighted_projected_graph

    from sociable_data import load_network

    both = load_network("davis")
    met = weighted_projected_graph(both, both.graph["top"])
    few = [(one, other) for one, other, times in met.edges(data="weight") if times < _MEETINGS]
    met.remove_edges_from(few)
    return Network(
        "18 women in Natchez, Mississippi, 1930s",
        "met at three events or more; three met nobody so often",
        "Davis et al. 1941",
        met,
    )


def _florentine() -> Network:
    from sociable_data import load_network

    graph = load_network("florentine")
    return Network("15 families in Florence, 15th century", "a marriage", "Padgett and Ansell 1993", graph)


def _karate() -> Network:
    import networkx as nx

    from sociable_data import load_network

    graph = load_network("karate")
    names = {LEADERS[0]: "instructor", LEADERS[1]: "president"}
    named = nx.relabel_nodes(graph, {node: names.get(node, f"member {node + 1}") for node in graph})
    return Network("34 members of a karate club, 1970s", "met outside the classes", "Zachary 1977", named)


NETWORKS: dict[str, Callable[[], Network]] = {
    "Women in Natchez, 1930s": _davis,
    "Families in Florence, 1400s": _florentine,
    "A karate club, 1970s": _karate,
}


FIRST = next(iter(NETWORKS))


@lru_cache
def find_network(name: str) -> Network:
    """Load one of the networks by the name that a learner sees.

    Args:
        name: a key of `NETWORKS`.

    Returns:
        The network.
    """
    return NETWORKS[name]()


def count_ties(network: Network) -> list[tuple[str, int]]:
    """Count each person's ties.

    Args:
        network: the network.

    Returns:
        Names and numbers of ties, most ties first, then by name.

    >>> count_ties(find_network("Families in Florence, 1400s"))[0]
    ('Medici', 6)
    """
    return sorted(((str(name), ties) for name, ties in network.graph.degree()), key=lambda each: (-each[1], each[0]))


def share_of_top(counts: Sequence[float], top: int) -> float:
    """Find what the largest few hold of all there is.

    Args:
        counts: one number a person, such as ties.
        top: how many people are the few.

    Returns:
        Percent of the sum.

    >>> share_of_top([6, 4, 4, 3, 3, 3, 3, 3, 3, 2, 2, 1, 1, 1, 1], 3)
    35.0
    """
    return 100 * sum(sorted(counts, reverse=True)[:top]) / sum(counts)


def split_club() -> dict[str, bool]:
    """Foretell each club member's side from the ties alone: cut where the two leaders hang together least.

    Returns:
        By name, True for the instructor's side.

    The method is Zachary's (1977): the minimum cut between the leaders, ties weighted by how many places two
    members met in.
    """
    import networkx as nx

    graph = find_network("A karate club, 1970s").graph
    _, (side, _) = nx.minimum_cut(graph, "instructor", "president", capacity="weight")
    return {name: name in side for name in graph}


def count_right() -> int:
    """Count the members whose side in the quarrel the ties foretold.

    Returns:
        How many of 34.

    >>> count_right()
    33
    """
    graph = find_network("A karate club, 1970s").graph
    return sum((graph.nodes[name]["club"] == "Mr. Hi") == side for name, side in split_club().items())


@lru_cache(maxsize=64)
def draw_network(network: str = FIRST, without: str = "nobody") -> Picture:
    """Draw a network, as it is or after its best-tied member has left.

    Args:
        network: a key of `NETWORKS`.
        without: "nobody", or "the best-tied member".

    Returns:
        The picture.
    """
    found = find_network(network)
    gone = count_ties(found)[0][0] if without != "nobody" else None
    rest = found.graph.subgraph([name for name in found.graph if name != gone])
    finding = _say_pieces(found, gone, count_pieces(rest))
    return Picture(
        figure=_draw(found, rest, finding),
        finding=f"{finding}.",
        table=table(f"{found.title}: the most ties", ("Who", "Ties"), [(n, str(t)) for n, t in count_ties(found)[:8]]),
        source=f"{found.found}, in networkx. A tie: {found.tie}.",
    )


def count_pieces(graph: nx.Graph[Any]) -> list[int]:
    """Count the people in each piece of a network that hangs together.

    Args:
        graph: the network.

    Returns:
        Sizes, largest first.
    """
    import networkx as nx

    return sorted(map(len, nx.connected_components(graph)), reverse=True)


def _say_pieces(found: Network, gone: str | None, pieces: Sequence[int]) -> str:
    name, ties = count_ties(found)[0]
    if gone is None:
        return f"{_capital(name)} has {ties} ties, more than {_others(found)}"
    if len(pieces) == len(count_pieces(found.graph)):
        return f"Without {gone}, nobody else is cut off"
    return f"Without {gone}, {len(pieces)} pieces are left, the largest with {pieces[0]} members"


def _others(found: Network) -> str:
    (_, most), (second, next_most) = count_ties(found)[:2]
    return f"anyone else; the next has {next_most}" if most > next_most else f"most; {second} has as many"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def draw_split(foretold: float) -> Picture:
    """Draw the karate club along the line on which it broke, beside the learner's prediction.

    Args:
        foretold: how many of 34 the learner thought could be placed right.

    Returns:
        The picture.
    """
    found, sides, right = find_network("A karate club, 1970s"), split_club(), count_right()
    wrong = [n for n, side in sides.items() if (found.graph.nodes[n]["club"] == "Mr. Hi") != side]
    finding = f"The ties alone place {right} of {len(sides)} members; you said {foretold:g}"
    rows = [("Placed right by the ties", str(right)), ("You predicted", f"{foretold:g}"), ("A coin would place", "17")]
    return Picture(
        figure=_draw(found, found.graph, finding, sides=sides, marked=wrong),
        finding=f"{finding}. The one they miss is {wrong[0]}.",
        table=table("Members whose side is foretold, of 34", ("By what", "Members"), rows),
        source="Zachary 1977, in networkx; the cut computed here.",
    )


def _draw(
    found: Network, graph: nx.Graph[Any], title: str, sides: dict[str, bool] | None = None, marked: Sequence[str] = ()
) -> go.Figure:
    figure = house_figure(title, f"{found.title}. A line: {found.tie}. {_KEYS[bool(sides)]}", height=460, width=COLUMN)
    places, named = _places(found), _find_named(found, marked)
    figure.add_scatter(**_lines(graph, places), mode="lines", line={"color": LIGHT["line"], "width": 1.2})
    people = [name for name in graph if name in places]
    figure.add_scatter(
        x=[places[name][0] for name in people],
        y=[places[name][1] for name in people],
        text=[name if name in named else "" for name in people],
        hovertext=[f"{name}: {graph.degree(name)} ties" for name in people],
        hoverinfo="text",
        mode="markers+text",
        textposition="top center",
        textfont={"size": SMALL_SIZE, "color": LIGHT["ink"]},
        marker=_marker(people, graph, named, sides, marked),
    )
    bare = {"visible": False, "fixedrange": True}
    return figure.update_layout(xaxis=bare, yaxis=bare, margin={"l": 30, "r": 30, "b": 10})


def _find_named(found: Network, marked: Sequence[str]) -> set[str]:
    leaders = {"instructor", "president"} & set(found.graph)
    return (leaders or {name for name, _ in count_ties(found)[:_NAMED]}) | set(marked)


def _marker(
    people: Sequence[str],
    graph: nx.Graph[Any],
    named: set[str],
    sides: dict[str, bool] | None,
    marked: Sequence[str],
) -> dict[str, Any]:
    if sides is None:
        colours = [LIGHT["tint"] if name in named else fade(LIGHT["tint"], 0.45) for name in people]
    else:
        colours = [LIGHT["stage-high"] if sides[name] else LIGHT["stage-low"] for name in people]
    return {
        "size": [8 + 2 * graph.degree(name) for name in people],
        "symbol": ["square" if sides and sides[name] else "circle" for name in people],
        "color": colours,
        "line": {
            "color": [LIGHT["you"] if name in marked else LIGHT["paper"] for name in people],
            "width": [4 if name in marked else 1 for name in people],
        },
    }


@lru_cache
def _places(found: Network) -> dict[str, tuple[float, float]]:
    """Place the people once, so that who stays keeps the place when another leaves; who has no tie stands aside."""
    import networkx as nx

    alone = sorted(nx.isolates(found.graph))
    tied = found.graph.subgraph(set(found.graph) - set(alone))
    start = nx.circular_layout(tied)
    spread = nx.spring_layout(tied, pos=start, seed=3, k=0.6, iterations=200, weight=None)
    aside = {name: (-1.2, 0.9 - 0.25 * place) for place, name in enumerate(alone)}
    return {name: (float(x), float(y)) for name, (x, y) in spread.items()} | aside


def _lines(graph: nx.Graph[Any], places: dict[str, tuple[float, float]]) -> dict[str, list[float | None]]:
    ends = [(places[one], places[other]) for one, other in graph.edges]
    return {axis: [end for a, b in ends for end in (a[at], b[at], None)] for at, axis in enumerate("xy")}
