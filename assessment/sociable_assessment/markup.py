"""Text with structure: paragraphs, lists and tables as frozen data, turned into HTML or into data for a widget.

Whatever is put in as text comes out as text: this is the one place where it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Element:
    """An HTML element; its children are elements or plain text."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """Make an element.

    Args:
        tag: its name.
        children: what it holds.
        attributes: `kind` stands for `class`; an underscore stands for a hyphen.

    Returns:
        The element.

    >>> to_html(element("p", "5 < 6", kind="note", aria_live="polite"))
    '<p class="note" aria-live="polite">5 &lt; 6</p>'
    """
    named = {"class" if name == "kind" else name.replace("_", "-"): value for name, value in attributes.items()}
    return Element(tag, tuple(named.items()), children)


def to_html(tree: Element | str) -> str:
    """Write a tree as HTML.

    Args:
        tree: an element, or a text.

    Returns:
        HTML in which every text is escaped.

    >>> to_html("<script>")
    '&lt;script&gt;'
    """
    if isinstance(tree, str):
        return escape(tree)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in tree.attributes)
    return f"<{tree.tag}{attributes}>{''.join(map(to_html, tree.children))}</{tree.tag}>"


def to_data(tree: Element | str) -> list[object] | str:
    """Turn a tree into plain data that can be sent to a page.

    Args:
        tree: an element, or a text.

    Returns:
        A text, or a list of tag, attributes and children.

    >>> to_data(element("p", "Hello", kind="note"))
    ['p', {'class': 'note'}, ['Hello']]
    """
    if isinstance(tree, str):
        return tree
    return [tree.tag, dict(tree.attributes), [to_data(child) for child in tree.children]]


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Element:
    """Make a table whose first column names each row.

    Args:
        caption: what the table shows.
        header: one text a column.
        rows: one text a cell.

    Returns:
        The table.
    """
    head = element("tr", *(element("th", text, scope="col") for text in header))
    body = [
        element("tr", element("th", first, scope="row"), *(element("td", text) for text in rest))
        for first, *rest in rows
    ]
    return element("table", element("caption", caption), element("thead", head), element("tbody", *body))
