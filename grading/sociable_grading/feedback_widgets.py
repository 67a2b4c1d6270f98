"""Widgets of a notebook that has run, told in words: what was asked, what was answered, what a picture shows.

A page of feedback has no kernel, and the script that would draw widgets is fetched from elsewhere. So the state that
the notebook keeps of them is read, and written as plain HTML. Nothing in it is trusted.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from sociable_assessment.markup import Element, element, table, to_html
from sociable_grading.feedback_html import TAGS
from sociable_grading.feedback_pictures import draw_figure
from sociable_grading.widget_scripts import STATE

VIEW = "application/vnd.jupyter.widget-view+json"
_MOST_DEPTH = 12
_REFERENCE = "IPY_MODEL_"

Models = Mapping[str, Any]


def read_models(notebook: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Read the state of a notebook's widgets.

    Args:
        notebook: a notebook that has run.

    Returns:
        The state of each widget by its id; none where there is none that can be read.
    """
    kept = notebook.get("metadata", {}).get("widgets", {}).get(STATE, {})
    models = kept.get("state", {}) if isinstance(kept, Mapping) else {}
    return {name: _fill(model) for name, model in models.items() if isinstance(model, Mapping)}


def _fill(model: Mapping[str, Any]) -> dict[str, Any]:
    """Put the packed numbers, which stand apart, back to their places."""
    state = {"": model.get("model_name"), **(model.get("state") or {})}
    for buffer in model.get("buffers") or ():
        try:
            *path, last = buffer["path"]
            place: Any = state
            for step in path:
                place = place[step]
            place[last] = base64.b64decode(buffer["data"])
        except (KeyError, IndexError, TypeError, ValueError, binascii.Error):
            continue  # what can't be put back stays away; the rest is shown
    return state


def tell_widget(models: Models, name: str) -> str:
    """Tell a widget in HTML.

    Args:
        models: from `read_models`.
        name: the widget's id.

    Returns:
        HTML; a sentence where nothing is known of it.
    """
    told = list(_tell(models, name, 0))
    return to_html(element("div", *(told or [element("p", element("i", "A widget that has no words here."))])))


def _tell(models: Models, name: str, depth: int) -> Iterator[Element]:
    state = models.get(name.removeprefix(_REFERENCE))
    if state is None or depth > _MOST_DEPTH:
        return
    if "_widget_data" in state:
        yield draw_figure(state.get("_widget_data") or [], state.get("_widget_layout") or {})
    elif "tree" in state:
        yield from (_element(tree) for tree in state["tree"] or () if isinstance(tree, list))
    elif "words" in state and "kept" in state:
        yield _tell_question(state)
    elif "fields" in state and "values" in state:
        yield _tell_dials(state)
    elif isinstance(state.get("children"), list):
        for child in state["children"]:
            yield from _tell(models, str(child), depth + 1)
    elif "value" in state:
        yield element("p", f"{state.get('description') or 'Value'}: {state['value']}")


def _element(tree: Any, depth: int = 0) -> Element:
    """Make an element of a panel's data; unknown tags become spans."""
    tag, attributes, children = (*tree, {}, [])[:3] if isinstance(tree, list) else ("span", {}, [tree])
    kept = {"open": "open"} if tag == "details" else {}
    kept |= {name: str(attributes[name]) for name in ("scope", "colspan") if name in attributes}
    inner = [str(each) if not isinstance(each, list) else _element(each, depth + 1) for each in children]
    known = tag if tag in TAGS and depth <= 3 * _MOST_DEPTH else "span"
    return element(str(known), *inner, **kept)


def _tell_question(state: Mapping[str, Any]) -> Element:
    words, content = state.get("words") or {}, state.get("content") or {}
    asked = element("p", element("b", str(words.get("prompt", "A question"))))
    if state.get("kept") in (None, "", {}):
        return element("div", asked, element("p", element("i", "Not answered.")))
    return element("div", asked, *_answer(state["kept"], content))


def _answer(kept: Any, content: Mapping[str, Any]) -> Iterator[Element]:
    options = {str(each.get("id")): str(each.get("text")) for each in content.get("options") or ()}
    if isinstance(kept, Mapping) and content.get("columns"):
        yield _tell_rows(kept, content)
        return
    if isinstance(kept, Mapping):
        cards = {str(each.get("id")): str(each.get("text")) for each in content.get("cards") or ()}
        groups = {str(each.get("id")): str(each.get("text")) for each in content.get("categories") or ()}
        rows = [(cards.get(str(card), str(card)), groups.get(str(group), str(group))) for card, group in kept.items()]
        yield table("Answered", ("Card", "Put under"), rows)
        return
    if isinstance(kept, list):  # rounds, whose quarters are told in the words that follow
        choices = _texts(content.get("choices"))
        last = ", ".join(choices.get(str(each), str(each)) for each in kept) or "nothing"
        yield element("p", f"Played. Chosen last: {last}.")
        return
    unit = f" {content['unit']}" if content.get("unit") else ""
    lines = [line for line in options.get(str(kept), f"{kept}{unit}").split("\n") if line.strip()]
    yield element("p", "Answered:")
    yield element("blockquote", *(element("p", line) for line in lines))


def _tell_rows(kept: Mapping[str, Any], content: Mapping[str, Any]) -> Element:
    """Tell a blueprint: a row a step, in it what was chosen in each column."""
    columns = [each for each in content.get("columns") or () if isinstance(each, Mapping)]
    named = {str(each.get("id")): _texts(each.get("options")) for each in columns}
    rows = []
    for step, text in _texts(content.get("steps")).items():
        chosen = {column: str(kept.get(f"{step}.{column}", "")) for column in named}
        rows.append((text, *(named[column].get(option, option) for column, option in chosen.items())))
    return table("Answered", ("Step", *(str(each.get("prompt")) for each in columns)), rows)


def _texts(entries: Any) -> dict[str, str]:
    """Give texts by id, of whatever a notebook's state holds there."""
    found = entries if isinstance(entries, list) else []
    return {str(each.get("id")): str(each.get("text")) for each in found if isinstance(each, Mapping)}


def _tell_dials(state: Mapping[str, Any]) -> Element:
    rows = []
    for field in state["fields"]:
        value = (state["values"] or {}).get(field.get("id"))
        texts = {str(each.get("id")): str(each.get("text")) for each in field.get("options") or ()}
        said = ", ".join(map(str, value)) or "off" if isinstance(value, list) else texts.get(str(value), str(value))
        rows.append((str(field.get("prompt")), said))
    return table(str(state.get("label") or "Settings"), ("Setting", "Chosen"), rows)
