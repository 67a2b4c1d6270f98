"""Pictures that are drawn once and kept: showing one, or the next in its place, leaves it as it was drawn."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

import sociable_course
from sociable_course.networks import draw_network
from sociable_course.widgets.picture_view import PictureView

MODULES = [
    importlib.import_module(f"sociable_course.{each.name}") for each in pkgutil.iter_modules(sociable_course.__path__)
]
KEPT = {
    f"{module.__name__}.{name}": found
    for module in MODULES
    for name, found in vars(module).items()
    if name.startswith("draw_") and hasattr(found, "cache_info") and found.__module__ == module.__name__
}


def test_some_are_kept():
    assert len(KEPT) > 5


@pytest.mark.parametrize("draw", KEPT.values(), ids=KEPT)
def test_what_is_shown_stays_as_it_was_drawn(draw):
    assert all(each.default is not inspect.Parameter.empty for each in inspect.signature(draw).parameters.values())
    view = PictureView(draw())
    view.show(draw_network())
    view.show(draw())
    assert draw() is view.picture
    assert draw().figure.to_plotly_json() == draw.__wrapped__().figure.to_plotly_json()
