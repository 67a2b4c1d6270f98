"""The welcome page leads to everything that can be opened, and nowhere else."""

from __future__ import annotations

import re

import pytest

from tests import ROOT, checkout_files

PAGE = ROOT / "course" / "welcome.md"
NOTEBOOKS = [
    name for name in checkout_files() if re.fullmatch(r"assessment/[^/]+\.ipynb|course/notebooks/.+\.ipynb", name)
]


def links():
    """List the welcome page's links, as paths in the checkout."""
    targets = re.findall(r"\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    return [str((PAGE.parent / target).resolve().relative_to(ROOT)) for target in targets]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_notebook_is_listed_once(notebook):
    assert links().count(notebook) == 1


@pytest.mark.parametrize("link", links())
def test_every_link_leads_somewhere(link):
    assert (ROOT / link).is_file()


def test_the_page_has_one_heading():
    assert len(re.findall("^#+ ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == 1
