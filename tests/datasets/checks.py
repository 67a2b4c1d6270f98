"""What must hold for every table: each check lists the faults that it finds in a folder of tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from frictionless import Package

from tests.datasets.describe import measure, read_rows

WORDS = ("title", "description", "theme", "rights", "measured", "base", "wording", "howRead", "weaknesses", "notFor")
SOURCE = ("title", "publisher", "path", "howRead")
COLUMNS = ("source", "url", "confidence", "note", "host_type")
BIBLIOGRAPHY = "references"  # works, not figures


def read_resources(folder: Path) -> list[dict[str, Any]]:
    """The entries of `datapackage.json`."""
    resources: list[dict[str, Any]] = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    return resources


def find_strays(folder: Path) -> list[str]:
    """Tables without a description, and descriptions without a table."""
    described = {resource["path"] for resource in read_resources(folder)}
    present = {path.name for path in folder.glob("*.csv")}
    return [f"{name}: not in datapackage.json" for name in sorted(present - described)] + [
        f"{name}: there is no such file" for name in sorted(described - present)
    ]


def find_drift(folder: Path) -> list[str]:
    """Tables that are no longer what their description counted."""
    return [
        f"{resource['path']}: {key} is {counted}, described as {resource[key]}"
        for resource in read_resources(folder)
        for key, counted in measure(folder, resource).items()
        if resource[key] != counted
    ]


def find_invalid(folder: Path, *names: str) -> list[str]:
    """What frictionless finds: wrong types, values that are not allowed, keys that repeat; in some tables or in all."""
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    if names:
        package["resources"] = [resource for resource in package["resources"] if resource["name"] in names]
    report = Package.from_descriptor(package, basepath=str(folder)).validate()
    in_tables = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    return [error.message for error in report.errors] + in_tables


def find_silence(folder: Path) -> list[str]:
    """Descriptions that leave something unsaid."""
    found = []
    for resource in read_resources(folder):
        name = resource["name"]
        found += [f"{name}: says nothing on {word}" for word in WORDS if not resource.get(word)]
        found += [f"{name}: a source lacks {word}" for s in resource["sources"] for word in SOURCE if not s.get(word)]
        found += [f"{name}: no sources"] * (not resource["sources"]) + [f"{name}: no licence"] * (
            not resource["licenses"]
        )
        found += [
            f"{name}: column {f['name']} has no title" for f in resource["schema"]["fields"] if not f.get("title")
        ]
    return found


def find_unsourced(folder: Path) -> list[str]:
    """Tables of figures that lack a column every table of figures has, and pages that are not among the sources."""
    found = []
    for resource in read_resources(folder):
        if resource["name"] == BIBLIOGRAPHY:
            continue
        names = [field["name"] for field in resource["schema"]["fields"]]
        found += [f"{resource['name']}: no column {column}" for column in COLUMNS if column not in names]
        pages = {source["path"] for source in resource["sources"]}
        urls = {row.get("url", "") for row in read_rows(folder / resource["path"])}
        found += [f"{resource['name']}: {url} is not among the sources" for url in sorted(urls - pages)]
    return found


def find_mixtures(folder: Path) -> list[str]:
    """Tables with two units, and so with two bases, that don't call themselves collections of facts."""
    found = []
    for resource in read_resources(folder):
        units = {row["unit"] for row in read_rows(folder / resource["path"]) if "unit" in row}
        if len(units) > 1 and not resource.get("facts"):
            found.append(f"{resource['name']}: {len(units)} bases: {', '.join(sorted(units))}")
        if resource.get("facts") and len(units) < 2:
            found.append(f"{resource['name']}: calls itself facts, with one unit")
    return found


CHECKS = (find_strays, find_silence, find_unsourced, find_mixtures, find_drift)
