"""`load`, `load_network` and what a lesson does with them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from sociable_data import (
    DataError,
    UnknownNameError,
    list_networks,
    list_tables,
    load,
    load_network,
    split_by_confidence,
    write_datasheet,
)
from sociable_data.descriptor import find_table
from tests.datasets.checks import read_rows
from tests.datasets.describe import FOLDER, PAGE

NAMES = list_tables()
EXPECTED = {"integer": "Int64", "number": "float64", "yearmonth": "datetime64[ns]"}


def expected_dtype(field):
    if "enum" in field.get("constraints", {}):
        return "category"
    return EXPECTED.get(field["type"], "string")


@pytest.mark.parametrize("name", NAMES)
def test_table_comes_with_its_dtypes_and_loses_nothing(name):
    frame = load(name)
    raw = read_rows(FOLDER / f"{name}.csv")
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == {
        field["name"]: expected_dtype(field) for field in find_table(name)["schema"]["fields"]
    }
    assert len(frame) == len(raw)
    for column in frame:
        empty = [row[column] == "" for row in raw]
        assert frame[column].isna().tolist() == empty
    for column in frame.select_dtypes("float64"):
        assert frame[column].dropna().tolist() == [float(row[column]) for row in raw if row[column]]


@pytest.mark.parametrize("name", NAMES)
def test_table_brings_its_provenance(name):
    attrs = load(name).attrs
    assert attrs["name"] == name
    assert all(attrs[key] for key in ("title", "base", "wording", "how_read", "weaknesses", "not_for", "licence"))
    assert all(source["path"] and source["publisher"] for source in attrs["sources"])
    json.dumps(attrs)


def test_provenance_outlives_a_selection_and_can_be_changed_without_harm():
    frame = load("participation")
    rows = frame[frame["context"] == "Wikipedia"]
    assert rows.attrs["title"] == frame.attrs["title"]
    frame.attrs["sources"].clear()
    assert load("participation").attrs["sources"]


def test_levels_have_an_order():
    ladder = load("technographics")
    assert ladder["rung"].min() == "Inactives"
    assert (ladder["confidence"] >= "medium").all()
    assert load("social_budget_share")["wave"].max() == "Jun 2020"


def test_months_are_dates_and_an_unknown_month_is_missing():
    waves = load("proof_of_impact").set_index("wave")["wave_date"]
    assert waves["Feb 2018"].strftime("%Y-%m-%d") == "2018-02-01"
    assert waves.isna().sum() == 1


def test_low_confidence_is_parted_from_the_rest():
    table = load("cost_per_contact")
    firm, weak = split_by_confidence(table)
    assert set(weak["study"]) == {"HelpSocial white paper", "callinsite"}
    assert len(firm) + len(weak) == len(table)
    assert firm.attrs["not_for"] == weak.attrs["not_for"] == table.attrs["not_for"]


def test_shares_of_all_and_shares_of_users_lie_apart():
    units = {unit for name in NAMES if name.startswith("purposes_") for unit in load(name)["unit"]}
    assert units == {"percent of all enterprises", "percent of enterprises using social media"}


@pytest.mark.parametrize(
    ("call", "name", "told"),
    [
        (load, "motivation", "there is no table 'motivation'; did you mean 'motivations'?"),
        (load, "Fortune 500 adoption", "did you mean 'fortune500_adoption'?"),
        (load, "purposes", "did you mean 'purposes_all_enterprises' or 'purposes_social_media_users'?"),
        (load, "../../pyproject", "there is no table '../../pyproject'; there are: adoption_australia, "),
        (load_network, "karate_club", "there is no network 'karate_club'; did you mean 'karate'?"),
        (load_network, "facebook", "there are: davis, florentine, karate"),
        (write_datasheet, "davies", "there is no table or network 'davies'; did you mean 'davis'?"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(call, name, told):
    with pytest.raises(UnknownNameError) as caught:
        call(name)
    assert told in str(caught.value)
    assert isinstance(caught.value, DataError)
    assert isinstance(caught.value, LookupError)


# --- networks ---

SIZES = {"davis": (32, 89), "florentine": (15, 20), "karate": (34, 78)}


@pytest.mark.parametrize("name", list_networks())
def test_network_brings_its_provenance(name):
    network = load_network(name)
    assert (len(network), network.number_of_edges()) == SIZES[name]
    assert network.graph["name"] == name
    assert all(network.graph[key] for key in ("title", "source", "publisher", "year", "measured", "not_for", "licence"))
    network.graph["weaknesses"].clear()
    assert load_network(name).graph["weaknesses"]


def test_networks_say_how_many_nodes_and_edges_they_have():
    for name, (_, edges) in SIZES.items():
        assert load_network(name).graph["edges"].startswith(f"{edges};")


def test_the_women_and_their_events_are_told_apart():
    sides = [side for _, side in load_network("davis").nodes(data="bipartite")]
    assert (sides.count(0), sides.count(1)) == (18, 14)


# --- a fresh Python ---

OFFLINE = """
import socket, sys
def refuse(*args, **options): raise AssertionError("asked the network")
socket.socket.connect = socket.getaddrinfo = refuse
import sociable_data
early = {"pandas", "networkx", "numpy"} & set(sys.modules)
assert not early, early
for name in sociable_data.list_tables(): sociable_data.load(name)
for name in sociable_data.list_networks(): sociable_data.load_network(name)
print(len(sociable_data.list_tables()))
"""


def test_everything_loads_offline_and_pandas_comes_late(tmp_path):
    command = [sys.executable, "-W", "error", "-c", OFFLINE]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{len(NAMES)}\n", "")


def test_the_readme_shows_what_runs():
    names = {}
    exec(PAGE.read_text("utf-8").split("```python\n")[1].split("```")[0], names)  # noqa: S102 - our own page
    assert len(names["weak"]) == 4
    assert "Medici" in names["florence"]
