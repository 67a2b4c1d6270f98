"""Datasheets: what one must know before using a table or a network, as Markdown, written from the descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sociable_data.descriptor import find_table, list_tables
from sociable_data.errors import UnknownNameError
from sociable_data.networks import list_networks, read_networks


def write_datasheet(name: str) -> str:
    """Write the datasheet of a table or a network.

    Args:
        name: one of `list_tables()` or `list_networks()`.

    Returns:
        Markdown: what it is, who measured whom, base and wording, how it was read, its weaknesses, and what it must not
        be used for.

    Raises:
        UnknownNameError: there is no such table or network.

    >>> print(write_datasheet("participation").splitlines()[0])
    ### `participation`: How few write: participation in online communities
    """
    if name in list_networks():
        return "\n".join(_write_network(name, read_networks()[name]))
    if name not in list_tables():
        raise UnknownNameError(name, [*list_tables(), *list_networks()], "table or network")
    return "\n".join(_write_table(find_table(name)))


def _write_table(table: dict[str, Any]) -> Iterator[str]:
    yield f"### `{table['name']}`: {table['title']}\n"
    yield f"{table['description']}\n"
    yield f"- **Who measured whom.** {table['measured']}"
    yield f"- **Base.** {table['base']}"
    yield f"- **Wording.** {table['wording']}"
    yield f"- **How read.** {table['howRead']}{_write_confidence(table['confidence'])}"
    if any(field["name"] == "unit" for field in table["schema"]["fields"]):
        yield f"- **May share a chart.** {_write_comparison(table)}"
    yield f"- **Weaknesses.** {' '.join(table['weaknesses'])}"
    yield f"- **Not for.** {_write_list(table['notFor'])}"
    yield f"- **Columns.** {_write_columns(table['schema']['fields'])}"
    yield f"- **Sources.** {_write_sources(table['sources'])}"
    yield f"- **Rights.** {table['rights']}"


def _write_network(name: str, network: dict[str, Any]) -> Iterator[str]:
    yield f"### `{name}`: {network['title']}\n"
    yield f"{network['description']}\n"
    yield f"- **Who measured whom.** {network['measured']}"
    yield f"- **Nodes.** {network['nodes']}"
    yield f"- **Edges.** {network['edges']}"
    yield f"- **Weaknesses.** {' '.join(network['weaknesses'])}"
    yield f"- **Not for.** {_write_list(network['not_for'])}"
    more = f" See also {network['see_also']}." if "see_also" in network else ""
    yield f"- **Source.** [{network['source']}]({network['url']}).{more}"
    yield f"- **Rights.** {network['licence']}"


def _write_columns(fields: Iterable[dict[str, Any]]) -> str:
    return ", ".join(f"`{field['name']}`" for field in fields)


def _write_confidence(counts: dict[str, int]) -> str:
    if not counts:
        return ""
    return f" Confidence: {', '.join(f'{count} {level}' for level, count in counts.items())}."


def _write_comparison(table: dict[str, Any]) -> str:
    if table.get("facts"):
        return "None of the rows: each is a fact of its own."
    same = [f"`{column}`" for column in table["compareWithin"]]
    return f"Rows with the same {_join(same)}." if same else "All rows."


def _write_sources(sources: Iterable[dict[str, Any]]) -> str:
    pages: dict[str, list[str]] = {}
    for source in sources:
        published = ", ".join([source["publisher"], *([str(source["year"])] if "year" in source else [])])
        pages.setdefault(f"{source['title']} ({published})", []).append(source["path"])
    return f"{'; '.join(_write_pages(study, paths) for study, paths in pages.items())}."


def _write_pages(study: str, paths: list[str]) -> str:
    if len(paths) == 1:
        return f"[{study}]({paths[0]})"
    return f"{study}: {', '.join(f'[page {number}]({path})' for number, path in enumerate(paths, 1))}"


def _write_list(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _join(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
