"""The files of a workshop, opened by program: first vote, second vote, agreed answer, dissent and actions in each."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest

from sociable_assessment.model_file import read_model
from sociable_assessment.opened_files import open_file
from sociable_assessment.schema import check, load_schema
from tests.assessment.reports import all_texts
from tests.workshop.play import OPTIONS, item_of, play_to_reveal

ROOM = ("brand", "brand", "brand", "research", "research", "research", "")
ENDINGS = ("html", "docx", "xlsx", "csv", "json")
REASON, DISSENT = "Two of seven accounts", "Brand: =HYPERLINK()"
ACTIONS = (
    {"do": "Name one goal", "owner": "Ines", "due": "2027-02-15"},
    {"do": "=1+1", "owner": "@Omar", "due": "2027-03-01"},
)
SECOND = {"not-yet": 0, "experiment": 6, "goal-led": 1, "organisation-wide": 0}


@pytest.fixture(scope="module")
def played(server):
    """A session with a second vote, a consensus whose reason says nothing of it, and two actions."""
    board, session, phones = play_to_reveal(server, ROOM)
    item = item_of(board, session)
    board.post(f"board/{session}/do/open-vote", {"item": item})
    for number, phone in enumerate(phones):
        phone.post(f"s/{session}/vote", {"answer": OPTIONS[1 if number else 2]})
    board.post(f"board/{session}/do/show-vote", {"item": item})
    agreed = {"item": item, "seen": "0", "option": OPTIONS[1], "reason": REASON, "dissent": DISSENT}
    board.post(f"board/{session}/do/agree", agreed)
    for action in ACTIONS:
        board.post(f"board/{session}/do/add-action", action)
    return board, session, item


@pytest.fixture(scope="module")
def folder(played, tmp_path_factory):
    """Its reports, and its result."""
    board, session, _ = played
    place = tmp_path_factory.mktemp("files")
    for ending in ENDINGS:
        place.joinpath(f"report.{ending}").write_bytes(board.get(f"board/{session}/files/report.{ending}").data)
    place.joinpath("result.json").write_bytes(board.get(f"board/{session}/files/result.json").data)
    return place


def test_every_file_holds_second_vote_reason_and_dissent_apart(folder):
    texts = all_texts(folder)
    for ending in (".html", ".docx", ".xlsx", ".csv"):
        assert (ending, REASON in texts[ending], DISSENT in texts[ending]) == (ending, True, True)
    for ending in (".html", ".docx", ".xlsx"):
        assert (ending, "6 Experiment, 1 Goal-led" in texts[ending]) == (ending, True)


def test_result_and_data_hold_the_second_vote_beside_the_first(folder, played):
    data = json.loads(folder.joinpath("result.json").read_text("utf-8"))
    assert not list(check(data, load_schema("result")))
    report = json.loads(folder.joinpath("report.json").read_text("utf-8"))
    for (entry,) in (data["results"], report["results"]):
        found = {name: each["second_votes"] for name, each in entry["items"].items() if "second_votes" in each}
        assert found == {played[2]: SECOND}
        assert sum(entry["items"][played[2]]["votes"].values()) == len(ROOM)
    assert open_file(folder / "result.json", read_model())[0].entry == data["results"][0]


def test_the_table_has_one_row_with_what_was_agreed(folder, played):
    text = folder.joinpath("report.csv").read_text("utf-8-sig")
    (row,) = [each for each in csv.DictReader(io.StringIO(text)) if each["consensus"]]
    told = [row[key] for key in ("id", "consensus", "reason", "dissent", "second_votes")]
    second = " | ".join(f"{name} {count}" for name, count in SECOND.items())
    assert told == [played[2], "experiment", REASON, DISSENT, second]


def test_page_document_and_workbook_tell_who_does_what_until_when(folder):
    texts = all_texts(folder)
    for ending in (".html", ".docx", ".xlsx"):
        for told in ("Name one goal", "Ines", "15 February 2027", "=1+1", "@Omar"):
            assert (ending, told, told in texts[ending]) == (ending, told, True)
        assert "2027-02-15" not in texts[ending]
    cells = openpyxl.load_workbook(folder / "report.xlsx")["Agreed actions"]["A4:B4"][0]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 2


def test_each_file_is_called_after_its_organisation(played):
    board, session, _ = played
    names = []
    for name in ("result.json", "report.json"):
        head = board.get(f"board/{session}/files/{name}").headers["Content-Disposition"]
        names.append(re.search('filename="([^"]+)"', head).group(1))
    assert names == [f"{kind}-aurora-city-museum-2026-quick.json" for kind in ("result", "report")]


def test_a_second_vote_that_too_few_gave_or_that_was_not_shown_is_in_no_file(server):
    board, session, phones = play_to_reveal(server, ROOM)
    item = item_of(board, session)
    board.post(f"board/{session}/do/open-vote", {"item": item})
    for number, phone in enumerate(phones[:3], start=1):
        phone.post(f"s/{session}/vote", {"answer": OPTIONS[1]})
        if number < 3:
            board.post(f"board/{session}/do/show-vote", {"item": item})
        assert "second_votes" not in board.get(f"board/{session}/files/result.json").text
    board.post(f"board/{session}/do/show-vote", {"item": item})
    assert '"second_votes"' in board.get(f"board/{session}/files/result.json").text
