"""The portfolio without a browser: traits are set as a page would set them, and what it shows is read."""

from __future__ import annotations

import asyncio
import json

import pytest

from sociable_assessment.portfolio_app import PortfolioApp
from sociable_assessment.result_file import write_entries
from tests.assessment.drawn_results import entry_at, random_entries
from tests.assessment.test_app import shown
from tests.assessment.test_portfolio import ROWS, save, with_about


@pytest.fixture
def app(tmp_path):
    """Three organisations from a file; no callback may break."""
    about = [("A", "2025", "museum"), ("A", "2026", "museum"), ("B", "2026", "bank")]
    entries = [
        with_about(entry_at("goal-led", name, wave), sector=sector, size="10-49") for name, wave, sector in about
    ]
    made = PortfolioApp([save(tmp_path / "all.json", *entries)])
    yield made
    assert made.faults == []


def press(app: PortfolioApp, button: str) -> str:
    app.files._handle_custom_msg({"click": button}, [])
    return shown(app.messages)


def give_file(app: PortfolioApp, name: str, data: bytes | None) -> str:
    app.files._handle_custom_msg({"file": "open", "name": name}, [] if data is None else [data])
    return shown(app.messages)


def choose(app: PortfolioApp, **values: str) -> None:
    app.filters.values = {**app.filters.values, **values}


def names(app: PortfolioApp) -> list[str]:
    return [row[0]["text"] for row in app.table.rows]


def as_file(*entries) -> bytes:
    import io

    file = io.StringIO()
    write_entries(file, entries)
    return file.getvalue().encode()


def test_it_shows_map_and_table_of_what_it_was_given(app):
    assert names(app) == ["A", "A", "B"]
    assert "3 results read" in shown(app.messages)
    assert "2 organisations" in shown(app.twin)
    assert len(app.figure.data[5].x) == 3
    assert "Highest is" in app.twin.plot_name


def test_filters_leave_map_and_table_with_what_passes(app):
    choose(app, sector="bank")
    assert names(app) == ["B"]
    assert app.table.caption == "1 result of 3"
    choose(app, sector="", waves="last")
    assert names(app) == ["A", "B"]
    assert not app.figure.data[1].x


def test_one_organisation_can_be_pointed_out(app):
    choose(app, you="B")
    assert "B stands at Goal-led" in shown(app.twin)


def test_more_room_draws_the_map_anew_for_it(app):
    before = app.figure.layout.title.text
    choose(app, you="B")
    app.table.room = 1200
    assert app.figure.layout.title.text == "<b>B stands at Goal-led</b>" != before


def test_a_file_that_is_opened_is_added(app):
    said = give_file(app, "more.json", as_file(entry_at("experiment", "C")))
    assert said == "1 result read from more.json. 4 results in all."
    assert names(app) == ["A", "A", "B", "C"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("bad.json", b"{", "this is not JSON"),
        ("bad.csv", b"organisation,stage,index\nA,golden,1\n", "'golden' is not one of"),
        ("big.json", None, "larger than 8 MB"),
        ("../../x.txt", b"hello", "x.txt"),
    ],
)
def test_a_bad_file_is_told_in_words_and_nothing_changes(app, name, data, told):
    said = give_file(app, name, data)
    assert "the portfolio is as it was" in said
    assert told in said
    assert names(app) == ["A", "A", "B"]


def test_a_filter_that_no_longer_fits_is_let_go(app):
    choose(app, sector="bank", you="B")
    press(app, "clear")
    assert app.filters.values == {"sector": "", "size": "", "you": "", "waves": "all"}
    assert names(app) == []
    assert "Nobody is on the map yet" in shown(app.twin)


def test_what_is_shown_is_what_is_downloaded(app, monkeypatch):
    given = []
    monkeypatch.setattr(app.files, "give", lambda *args: given.append(args))
    choose(app, sector="museum")
    assert "portfolio.json is in your browser’s downloads: 2 results." in press(app, "json")
    assert [each["wave"] for each in json.loads(given[0][1])["results"]] == ["2025", "2026"]
    press(app, "csv")
    assert given[1][1].decode().startswith("organisation,sector,size")
    press(app, "clear")
    assert press(app, "csv") == "There is nothing to download yet."


def test_it_starts_with_the_fictional_examples_and_they_make_room_for_the_first_file():
    app = PortfolioApp(context=ROWS)
    assert {name.endswith("(fictional)") for name in names(app)} == {True}
    assert len(names(app)) == 4
    assert "don’t exist" in shown(app.messages)
    assert "can't be compared one to one" in shown(app.context)
    give_file(app, "mine.json", as_file(entry_at("experiment", "Mine")))
    assert names(app) == ["Mine"]
    assert app.faults == []


def test_files_with_faults_are_told_on_the_page(tmp_path):
    app = PortfolioApp([tmp_path / "missing.json"])
    assert "there is no such file" in shown(app.messages)
    assert app.faults == []


def test_the_page_is_there_before_the_files_are_read(tmp_path):
    async def make() -> PortfolioApp:
        made = PortfolioApp([save(tmp_path / "a.json", *random_entries(20))])
        assert made.table.rows == []
        assert shown(made.messages) == "Reading …"
        await asyncio.sleep(0.5)
        return made

    assert len(asyncio.run(make()).table.rows) == 20


def test_on_a_public_server_it_warns_of_real_data(tmp_path, monkeypatch):
    monkeypatch.setenv("SOCIABLE_PUBLIC", "1")
    app = PortfolioApp([save(tmp_path / "a.json", entry_at("goal-led"))])
    assert "This is a public server" in shown(app.heading)
    monkeypatch.setenv("SOCIABLE_PUBLIC", "0")
    assert "public" not in shown(PortfolioApp([tmp_path / "a.json"]).heading)
