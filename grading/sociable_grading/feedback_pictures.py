"""Plotly figures of a notebook, drawn as still pictures: a page shows them without a script and without a network."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociable_assessment.markup import Element, element, table, to_html
from sociable_course.grading_extra import load_tool
from sociable_grading.feedback_axes import settle

_WIDTH = 720
_MOST_ROWS = 20
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the drawing needs of a figure of Plotly's."""

    data: Mapping[str, Any]

    def to_plotly_json(self) -> Mapping[str, Any]:
        """Give the figure's data."""
        return self.data


def draw_figure(data: Sequence[Any], layout: Mapping[str, Any]) -> Element:
    """Draw a figure; one that can't be drawn becomes a table of its numbers.

    Args:
        data: the traces, as a notebook has them.
        layout: the layout.

    Returns:
        A `figure` element.
    """
    plain = {"data": [unpack(trace) for trace in data], "layout": unpack(layout)}
    title = read_title(plain["layout"])
    return element("figure", element("figcaption", element("b", title or "A figure")), *_draw(plain, title))


def _draw(plain: dict[str, Any], title: str) -> list[Element]:
    from sociable_assessment.report.still import draw_still

    try:
        drawing: Any = _Drawn(settle(plain))
        drawn = to_html(draw_still(drawing, _WIDTH, title or "A figure", "still"))
    except Exception:  # noqa: BLE001 - a learner's figure may be anything; what it holds is told in numbers
        return _tell(plain["data"])
    drawn = drawn.replace("<svg ", '<svg font-family="system-ui, sans-serif" ', 1)
    source = f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
    return [element("img", src=source, alt=title or "A figure")]


def read_title(layout: Mapping[str, Any]) -> str:
    """Read a figure's title and what stands under it.

    >>> read_title({"title": {"text": "<b>Ties</b><br>by member", "subtitle": {"text": "1977"}}})
    'Ties by member. 1977'
    """
    title = layout.get("title") or {}
    given = title if isinstance(title, Mapping) else {"text": title}
    texts = [given.get("text"), (given.get("subtitle") or {}).get("text")]
    return ". ".join(" ".join(_TAG.sub(" ", str(text)).split()) for text in texts if text)


def _tell(traces: Sequence[Any]) -> list[Element]:
    said = element("p", "This kind of figure is not drawn here; its numbers are:")
    return [said, *(_numbers(place, trace) for place, trace in enumerate(traces, 1) if isinstance(trace, Mapping))]


def _numbers(place: int, trace: Mapping[str, Any]) -> Element:
    named = {key: value for key, value in trace.items() if isinstance(value, list) and value}
    longest = max((len(value) for value in named.values()), default=0)
    rows = [[str(n + 1), *(str(v[n]) if n < len(v) else "" for v in named.values())] for n in range(longest)]
    kind, name = trace.get("type", "scatter"), trace.get("name") or f"trace {place}"
    more = f", the first {_MOST_ROWS} of {longest}" if longest > _MOST_ROWS else ""
    return table(f"{name} ({kind}{more})", ["No.", *named], rows[:_MOST_ROWS])


def unpack(value: Any) -> Any:
    """Turn packed numbers, which Plotly writes for numpy's and pandas', into lists.

    Args:
        value: a piece of a figure.

    Returns:
        The same, without packed numbers.

    >>> unpack({"x": {"dtype": "i1", "bdata": "AQID"}})
    {'x': [1, 2, 3]}
    """
    if isinstance(value, Mapping):
        packed = value.get("bdata") or value.get("buffer")
        if "dtype" in value and isinstance(packed, str | bytes | memoryview):
            return _read_numbers(value, packed)
        return {key: unpack(each) for key, each in value.items()}
    return [unpack(each) for each in value] if isinstance(value, list | tuple) else value


def _read_numbers(value: Mapping[str, Any], packed: str | bytes | memoryview) -> list[Any]:
    data = base64.b64decode(packed) if isinstance(packed, str) else bytes(packed)
    found: list[Any] = load_tool("numpy").frombuffer(data, dtype=value["dtype"]).tolist()
    return found
