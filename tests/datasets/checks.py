"""What must hold for every table: each check lists the faults that it finds in a folder of tables."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from frictionless import Package

WORDS = (
    "title",
    "description",
    "theme",
    "rights",
    "measured",
    "base",
    "wording",
    "howRead",
    "weaknesses",
    "notFor",
    "sources",
    "licenses",
    "schema",
)
SOURCE = ("title", "publisher", "path", "howRead")
COLUMNS = ("source", "url", "confidence", "note", "host_type")
LEVELS = ("high", "medium", "low")
BIBLIOGRAPHY = "references"  # works, not figures


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file as text, cell by cell."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count_confidence(rows: list[dict[str, str]]) -> dict[str, int]:
    """Count the rows of each level of confidence, highest first."""
    counts = Counter(row.get("confidence") for row in rows)
    return {level: counts[level] for level in LEVELS if counts[level]}


def measure(folder: Path, resource: dict[str, Any]) -> dict[str, Any]:
    """Say what is counted in a table: its size, its checksum, its confidence."""
    data = (folder / resource["path"]).read_bytes()
    checksum = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return {"bytes": len(data), "hash": checksum, "confidence": count_confidence(read_rows(folder / resource["path"]))}


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
        f"{resource['path']}: {key} is {counted}, described as {resource.get(key)}"
        for resource in read_resources(folder)
        for key, counted in measure(folder, resource).items()
        if resource.get(key) != counted
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
        said = [f"says nothing on {word}" for word in WORDS if not resource.get(word)]
        said += [f"a source lacks {word}" for s in resource.get("sources", []) for word in SOURCE if not s.get(word)]
        fields = resource.get("schema", {}).get("fields", [])
        said += [f"column {field['name']} has no title" for field in fields if not field.get("title")]
        found += [f"{resource['name']}: {fault}" for fault in said]
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
