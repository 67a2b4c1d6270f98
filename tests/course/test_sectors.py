"""Sectors and banks: what stands in one chart, and what the prose of lesson 03 says of the tables."""

import pytest

from sociable_assessment.markup import to_html
from sociable_course import budgets, sectors
from sociable_data import load

PICTURES = {
    **{name: lambda n=name: sectors.draw_sectors(n) for name in sectors.GROUPS},
    **{f"services, {told}": lambda n=told: sectors.draw_services(n) for told in (0, 100)},
    **{f"banks, {told}": lambda n=told: sectors.draw_banks(n) for told in (0, 100)},
}


def values(group):
    return {each.name: each.value for each in sectors.list_sectors(group)}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_a_title_a_finding_a_captioned_table_and_a_source(name):
    picture = PICTURES[name]()
    assert picture.figure.layout.title.text
    assert picture.figure.layout.title.subtitle.text
    assert "<caption>" in to_html(picture.table)
    assert picture.source.endswith(".")


@pytest.mark.parametrize("name", sectors.GROUPS)
def test_a_chart_holds_one_country_one_year_and_one_population(name):
    rows = load("adoption_by_sector")
    country, year, population = sectors.GROUPS[name]
    of_year = rows["year"].isna() if year is None else rows["year"] == year
    found = rows[(rows["geo"] == country) & of_year & (rows["population"] == population)]
    assert values(name) == dict(found[found["sector"] != "All sectors"][["sector", "value"]].itertuples(index=False))


def test_figures_of_medium_confidence_are_hollow():
    marks = {trace.marker.symbol for trace in sectors.draw_sectors("Turkey, 2017").figure.data}
    assert marks == {"circle-open"}
    assert {trace.marker.symbol for trace in sectors.draw_sectors("Italy, 2017").figure.data} == {"circle", "square"}


def test_the_numbers_in_the_prose_are_those_of_the_table():
    slovenia, small = values("Slovenia, 2017"), values("Italy, 2017, small enterprises")
    assert slovenia["Services"] - slovenia["Manufacturing"] == 22
    assert round(small["Services"] - small["Manufacturing"], 1) == 16.3
    finland, germany = values("Finland, 2013"), values("Germany, 2019")
    assert finland["Transport and storage"] == finland["Construction"] == 21
    assert list(germany.values()) == [77, 66, 29]


def test_services_are_ahead_in_each_country_that_gives_the_sums():
    for group in sectors.GROUPS:
        found = values(group)
        if "Services" in found:
            assert found["Services"] > max(value for name, value in found.items() if name in sectors.MAKERS)


def test_italys_services_lie_52_points_apart():
    services = [each.value for each in sectors.list_sectors("Italy, 2017") if not each.makes]
    assert round(max(services) - min(services), 1) == 52.1


def test_banks_are_as_told_and_two_surveys_name_selling_differently():
    assert list(sectors.list_bank_uses().values()) == [89, 75, 71, 59, 57]
    rows = load("bank_uses")
    sold = rows[rows["use"].str.startswith("Marketing")].set_index("year")["value"].to_dict()
    assert (sold[2019], sold[2023]) == (84, 59)
    assert set(rows.loc[rows["use"].str.contains("education|service"), "year"]) == {2023}


def test_services_lay_a_point_or_two_ahead_of_products_in_marketing_budgets():
    gaps = []
    for wave in ("Feb 2013", "Feb 2014"):
        shares = budgets.read_sectors(wave)
        gaps += [round(shares[f"{kind} services"] - shares[f"{kind} product"], 1) for kind in ("B2B", "B2C")]
    assert gaps == [2.1, 0.3, 0.3, 1.2]


def test_a_prediction_is_said_beside_the_row_and_drawn_on_it():
    figure = sectors.draw_banks(20).figure
    assert figure.layout.annotations[4].text == "Customer service; you: <b>20</b>"
    assert figure.data[-1].x == (20, 20)
