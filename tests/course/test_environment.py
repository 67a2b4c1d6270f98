"""Lesson 00 tests the place that it was opened in, and says what mends it."""

import os

from sociable_assessment.markup import to_html
from sociable_course import environment


def test_a_place_where_all_works_has_nothing_to_mend(tmp_path):
    page = to_html(environment.describe(environment.examine(tmp_path, public=False)))
    assert "Everything works." in page
    assert "Mend" not in page


def test_a_public_server_is_named_with_what_to_do(tmp_path):
    page = to_html(environment.describe(environment.examine(tmp_path, public=True)))
    assert "1 to mend" in page
    assert "Mend: Download your work" in page


def test_a_missing_package_is_named():
    found = environment.find_packages(("plotly", "no_such_package"))
    assert found.state == "missing: no_such_package"
    assert found.mend


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    states = {finding.what: finding for finding in environment.examine(tmp_path, public=False)}
    assert states["Answers can be saved"].state.startswith("no")
    assert environment.examine(tmp_path / "gone", public=False)[2].mend
