"""Text comes out as text, whatever it holds."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.markup import element, table, to_data, to_html


@given(st.text())
def test_any_text_is_escaped(text):
    written = to_html(element("p", text, title=text))
    assert html.unescape(written.removeprefix('<p title="').split('">', 1)[1].removesuffix("</p>")) == text
    assert written.count("<") == 2


def test_a_table_has_a_caption_and_headings():
    written = to_html(table("What it shows", ["Name", "Index"], [["A & B", "41"]]))
    assert "<caption>What it shows</caption>" in written
    assert '<th scope="col">Index</th>' in written
    assert '<th scope="row">A &amp; B</th><td>41</td>' in written


def test_data_for_a_widget_holds_the_text_as_it_is():
    assert to_data(element("p", "<b>", element("em", "x"), kind="note")) == [
        "p",
        {"class": "note"},
        ["<b>", ["em", {}, ["x"]]],
    ]
