"""Every table in the folder is described, valid, sourced, and has one base; a new table needs no new test."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from tests.datasets.checks import CHECKS, find_invalid, find_strays, read_resources
from tests.datasets.describe import FOLDER, PAGE, refresh, write_page

TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))


def faults(folder):
    return [fault for check in CHECKS for fault in check(folder)]


# --- what is shipped ---


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_check_finds_nothing(check):
    assert check(FOLDER) == []


def test_every_table_is_valid():
    assert find_invalid(FOLDER) == []


def test_descriptions_are_a_data_package_and_up_to_date():
    text = (FOLDER / "datapackage.json").read_text("utf-8")
    assert refresh(FOLDER) == text
    assert json.loads(text)["$schema"].startswith("https://datapackage.org/profiles/2.")


def test_datasheets_are_up_to_date():
    page = PAGE.read_text("utf-8")
    assert write_page(page) == page
    assert all(f"### `{name}`: " in page for name in TABLES)


def test_names_are_plain_and_fields_are_named_once():
    for resource in read_resources(FOLDER):
        names = [resource["name"], *(field["name"] for field in resource["schema"]["fields"])]
        assert all(name.isidentifier() and name == name.lower() for name in names)
        assert resource["path"] == f"{resource['name']}.csv"
        assert len(set(names)) == len(names)


def test_rows_that_may_share_a_chart_are_told_by_columns_that_exist():
    for resource in read_resources(FOLDER):
        assert set(resource["compareWithin"]) <= {field["name"] for field in resource["schema"]["fields"]}


# --- planted faults ---


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "tables"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def change(folder, name, old, new, *, recount=False):
    path = folder / f"{name}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    if recount:
        (folder / "datapackage.json").write_text(refresh(folder), "utf-8")


def describe(folder, name, **words):
    path = folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    next(r for r in package["resources"] if r["name"] == name).update(words)
    path.write_text(json.dumps(package), "utf-8")


def test_a_copy_without_a_fault_passes(folder):
    assert faults(folder) + find_invalid(folder, "participation") == []


def test_a_changed_figure_is_found_twice(folder):
    change(folder, "participation", "lurkers,90,", "lurkers,80,")
    assert any("participation.csv: hash is sha256:" in fault for fault in faults(folder))
    assert any("hash" in fault for fault in find_invalid(folder, "participation"))


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        pytest.param("participation", "lurkers,90,", "lurkers,190,", "maximum", id="over 100"),
        pytest.param("participation", "lurkers,90,", "lurkers,ninety,", "type is", id="no number"),
        pytest.param("participation", "lurkers,90,", "lurkers,,", "required", id="no figure"),
        pytest.param("participation", ",high,", ",certain,", "enum", id="unknown confidence"),
        pytest.param("technographics", ",Creators,", ",Makers,", "enum", id="unknown rung"),
        pytest.param("technographics", ",Creators,", ",Critics,", "primary key", id="repeated key"),
        pytest.param("technographics", "rung,group", "group,rung", "label", id="swapped columns"),
    ],
)
def test_an_invalid_table_is_found(folder, name, old, new, told):
    change(folder, name, old, new, recount=True)
    assert told in " ".join(find_invalid(folder, name)).lower()


def test_a_table_that_nobody_described_is_found(folder):
    shutil.copy(folder / "participation.csv", folder / "planted.csv")
    assert faults(folder) == ["planted.csv: not in datapackage.json"]


def test_a_description_without_its_table_is_found(folder):
    (folder / "participation.csv").rename(folder / "planted.csv")
    assert find_strays(folder) == ["planted.csv: not in datapackage.json", "participation.csv: there is no such file"]


def test_a_table_with_two_bases_is_found(folder):
    change(folder, "purposes_all_enterprises", "percent of all enterprises", "percent of users", recount=True)
    assert faults(folder) == ["purposes_all_enterprises: 2 bases: percent of all enterprises, percent of users"]
    assert "enum" in " ".join(find_invalid(folder, "purposes_all_enterprises"))


def test_facts_with_one_unit_are_found(folder):
    describe(folder, "participation", facts=True)
    assert faults(folder) == ["participation: calls itself facts, with one unit"]


def test_silence_is_found(folder):
    describe(folder, "participation", notFor=[], base="")
    assert faults(folder) == ["participation: says nothing on base", "participation: says nothing on notFor"]


def test_a_page_that_is_not_among_the_sources_is_found(folder):
    change(folder, "participation", "http://www.nngroup.com/", "http://example.org/", recount=True)
    assert "participation: http://example.org/articles/participation-inequality/ is not among" in faults(folder)[0]


def test_a_missing_column_is_found(folder):
    path = folder / "participation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row[:-1] for row in csv.reader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    fields = next(r for r in read_resources(folder) if r["name"] == "participation")["schema"]["fields"]
    describe(folder, "participation", schema={"fields": fields[:-1]})
    assert "participation: no column host_type" in faults(folder)


def test_a_stale_datasheet_is_put_right():
    page = PAGE.read_text("utf-8")
    assert write_page(page.replace("90, 9 and 1 are round", "90, 9 and 1 are exact")) == page
