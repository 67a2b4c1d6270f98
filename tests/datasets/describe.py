"""Bring what is counted up to date after a table changed: `python -m tests.datasets.describe`.

It writes sizes, checksums and counts of confidence into `datapackage.json`, and datasheets into `datasets/README.md`.
Words are written by people, in `datapackage.json` and `networks.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sociable_data import list_networks, list_tables, write_datasheet
from sociable_data.descriptor import read_package
from sociable_data.networks import read_networks
from tests import ROOT
from tests.datasets.checks import count_confidence, find_silence, find_strays, measure, read_rows

FOLDER = ROOT / "datasets" / "sociable_data"
PAGE = ROOT / "datasets" / "README.md"
MARK = "<!-- From here on written by `python -m tests.datasets.describe`. -->\n"


def refresh(folder: Path) -> str:
    """The text of `datapackage.json` with everything counted anew."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        resource.update(measure(folder, resource))
    return f"{json.dumps(package, indent=2, ensure_ascii=False)}\n"


def write_page(page: str) -> str:
    """The text of `datasets/README.md` with all datasheets written anew."""
    sheets = ["## Networks\n", *(f"{write_datasheet(name)}\n" for name in list_networks())]
    theme = ""
    for resource in read_package()["resources"]:
        if resource["theme"] != theme:
            theme = resource["theme"]
            sheets.append(f"## {theme}\n")
        sheets.append(f"{write_datasheet(resource['name'])}\n")
    return "\n".join([page.partition(MARK)[0] + MARK, write_index(), *sheets]).rstrip() + "\n"


def write_index() -> str:
    """A table of all tables and networks, each with its rows and how many of them are of low confidence."""
    lines = ["| Name | What it holds | Rows | Low confidence |", "|---|---|---|---|"]
    for resource in read_package()["resources"]:
        rows = read_rows(FOLDER / resource["path"])
        low = count_confidence(rows).get("low", 0)
        lines.append(f"| `{resource['name']}` | {resource['title']} | {len(rows)} | {low or ''} |")
    for name, network in read_networks().items():
        lines.append(f"| `{name}` | {network['title']} | network | |")
    return "\n".join([f"{len(list_tables())} tables and {len(list_networks())} networks.\n", *lines, ""])


def main() -> None:
    """Write both files, unless a table is not described in full: then say what is missing."""
    faults = [*find_strays(FOLDER), *find_silence(FOLDER)]
    if faults:
        sys.exit("\n".join(faults))
    (FOLDER / "datapackage.json").write_text(refresh(FOLDER), "utf-8")
    read_package.cache_clear()
    PAGE.write_text(write_page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
