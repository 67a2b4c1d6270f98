"""The frame of every page of the workshop: head, style, forms that only our own pages can send."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from sociable_assessment.look import DARK, FONT, LIGHT
from sociable_assessment.markup import Element, element, to_html

Child = Element | str

_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{title}
<link rel="stylesheet" href="{style}">
<script src="{script}" defer></script>
</head>
<body class="{kind}">
{body}
</body>
</html>
"""
_SWAPPED = ("ink", "quiet", "line", "control", "you", "tint", "stage-low", "stage-high")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages stand, and the token that a visitor's forms carry.

    Args:
        base: the path of the workshop, with a slash at its end.
        form_token: made from the visit's cookie.
    """

    base: str
    form_token: str = ""

    def link(self, path: str, text: str, kind: str = "") -> Element:
        """Make a link to another page.

        Args:
            path: below the base.
            text: what to show.
            kind: the CSS class.

        Returns:
            The link.
        """
        return element("a", text, href=self.base + path, **({"kind": kind} if kind else {}))

    def form(self, path: str, *children: Child, kind: str = "", **attributes: str) -> Element:
        """Make a form.

        Args:
            path: where it is sent to, below the base.
            children: what it holds.
            kind: the CSS class.
            attributes: further attributes.

        Returns:
            The form, with its token.
        """
        token = hidden("form_token", self.form_token)
        return element("form", token, *children, method="post", action=self.base + path, kind=kind, **attributes)

    def button(self, path: str, text: str, kind: str = "", **values: str) -> Element:
        """Make a form that is one button.

        Args:
            path: where it is sent to.
            text: what stands on the button.
            kind: the button's CSS class.
            values: what is sent along.

        Returns:
            The form.
        """
        sent = [hidden(name, value) for name, value in values.items()]
        return self.form(path, *sent, element("button", text, kind=kind), kind="alone")


def hidden(name: str, value: str) -> Element:
    """Make a field that nobody sees.

    Args:
        name: the field.
        value: its value.

    Returns:
        The field.
    """
    return element("input", type="hidden", name=name, value=value)


def render(site: Site, title: str, *body: Child, kind: str = "phone") -> str:
    """Write a page.

    Args:
        site: where the pages stand.
        title: the page's title.
        body: what it shows.
        kind: "phone", "desk" (for the facilitator's own eyes) or "screen" (for the room).

    Returns:
        HTML, without inline style or script.
    """
    return _PAGE.format(
        title=to_html(element("title", f"{title} · Sociable")),
        style=f"{site.base}style.css?{_version('style')}",
        script=f"{site.base}script.js?{_version('script')}",
        kind=kind,
        body="\n".join(void_tags(to_html(each)) for each in body),
    )


def void_tags(html: str) -> str:
    """Take out the end tags that HTML does not know.

    Args:
        html: what `to_html` wrote.

    Returns:
        Valid HTML.

    >>> void_tags('<input name="a"></input>')
    '<input name="a">'
    """
    return html.replace("></input>", ">").replace("></br>", ">")


@lru_cache
def read_asset(name: str) -> str:
    """Read the style sheet or the script.

    Args:
        name: "style" or "script".

    Returns:
        Its text.
    """
    folder = files("sociable_assessment").joinpath("workshop")
    if name == "script":
        return folder.joinpath("workshop.js").read_text(encoding="utf-8")
    return _colours() + folder.joinpath("workshop.css").read_text(encoding="utf-8")


@lru_cache
def _version(name: str) -> str:
    return hashlib.sha256(read_asset(name).encode()).hexdigest()[:12]


def _colours() -> str:
    """Write the colours as variables; in the dark each colour of a drawing is replaced by its twin."""
    light, dark = (" ".join(f"--{name}: {colour};" for name, colour in each.items()) for each in (LIGHT, DARK))
    swaps = "".join(
        f' svg [{kind}="{LIGHT[name]}"] {{ {kind}: {DARK[name]}; }}' for name in _SWAPPED for kind in ("fill", "stroke")
    )
    fonts = f"--font: {FONT};"
    return f":root {{ {light} {fonts} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }}{swaps} }}\n"


def scrolling(table: Element, label: str) -> Element:
    """Let a table scroll by itself where the page is too narrow, by keyboard too.

    Args:
        table: the table.
        label: what it shows.

    Returns:
        A region.
    """
    return element("div", table, kind="scroll", tabindex="0", role="region", aria_label=label)


def notice(lines: Sequence[str], *, kind: str = "notice") -> list[Element]:
    """Say what went wrong, or what was done; nothing where there is nothing to say.

    Args:
        lines: one sentence a line.
        kind: the CSS class.

    Returns:
        At most one element, which a screen reader reads out.
    """
    if not lines:
        return []
    return [element("div", *(element("p", line) for line in lines), kind=kind, role="alert")]


def text_field(name: str, label: str, value: str = "", hint: str = "", **attributes: str) -> Element:
    """Make a labelled field.

    Args:
        name: the field.
        label: what stands above it.
        value: what stands in it.
        hint: what stands below the label.
        attributes: of the field.

    Returns:
        A block.
    """
    field = element(
        "input", id=name, name=name, value=value, **{"type": "text", **_described(name, hint), **attributes}
    )
    return _block(name, label, hint, field)


def select_field(name: str, label: str, options: dict[str, str], value: str = "", hint: str = "") -> Element:
    """Make a list to choose from.

    Args:
        name: the field.
        label: what stands above it.
        options: titles by value.
        value: which one is chosen.
        hint: what stands below the label.

    Returns:
        A block.
    """
    listed = [
        element("option", title, value=key, **({"selected": ""} if key == value else {}))
        for key, title in options.items()
    ]
    box = element("select", *listed, id=name, name=name, **_described(name, hint))
    return _block(name, label, hint, box)


def area_field(name: str, label: str, value: str = "", hint: str = "", **attributes: str) -> Element:
    """Make a field of several lines.

    Args:
        name: the field.
        label: what stands above it.
        value: what stands in it.
        hint: what stands below the label.
        attributes: of the field.

    Returns:
        A block.
    """
    # A browser drops one line break after the tag, so that a text may begin with one.
    box = element("textarea", f"\n{value}", id=name, name=name, **{"rows": "3", **_described(name, hint), **attributes})
    return _block(name, label, hint, box)


def _described(name: str, hint: str) -> dict[str, str]:
    return {"aria_describedby": f"{name}-hint"} if hint else {}


def _block(name: str, label: str, hint: str, field: Element) -> Element:
    told = [element("span", hint, kind="hint", id=f"{name}-hint")] if hint else []
    return element("p", element("label", label, **{"for": name}), *told, field, kind="field")
