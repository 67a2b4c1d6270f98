"""A session over HTTP, without scripts: what people and the facilitator can do, and what nobody sees too early."""

from __future__ import annotations

import json
import re
from random import Random

import pytest

from sociable_assessment.model_file import read_model
from sociable_assessment.opened_files import open_file
from sociable_assessment.schema import check, load_schema
from tests.workshop.play import OPTIONS, QUICK, answer_all, item_of, join_all, play_to_reveal
from tests.workshop.server import make_session

ROOM = ("brand", "brand", "brand", "research", "research", "research", "")


@pytest.fixture(scope="module")
def board(server):
    return server.board()


def test_each_answer_is_there_when_its_page_has_been_answered_and_can_be_changed(server, board):
    session, code = make_session(board)
    phone = server.phone()
    assert phone.join(code) == session
    for value in ("experiment", "goal-led"):
        reply = phone.answer(session, 1, value, evidence="A plan <b>from</b> May")
        assert (reply.status, reply.place) == (303, f"/s/{session}/q/2")
        page = phone.get(f"s/{session}/q/1").text
        assert f'value="{value}" checked' in page
        assert "A plan &lt;b&gt;from&lt;/b&gt; May" in page
    assert "1 answered" in phone.get(f"s/{session}/q/2").text


def test_what_cannot_be_taken_is_told_and_what_was_typed_stays(server, board):
    session, code = make_session(board)
    phone = server.phone()
    phone.join(code)
    reply = phone.answer(session, 2, "?not-applicable", evidence="kept")
    assert reply.status == 422
    assert "needs a reason" in reply.text
    assert ">\nkept</textarea>" in reply.text
    assert phone.answer(session, 2, "?not-applicable", reason="We have none").status == 303
    assert "Not applicable" in phone.get(f"s/{session}/").text


def test_a_participants_pages_are_small_and_hold_no_other_address(server, board):
    session, code = make_session(board, form="full")
    phone = server.phone()
    phone.join(code)
    style = re.search(r'href="(/style\.css[^"]*)"', phone.get("return").text).group(1)
    script = re.search(r'src="(/script\.js[^"]*)"', phone.get("return").text).group(1)
    assets = len(phone.ask(style).data) + len(phone.ask(script).data)
    for path in ("", f"join/{code}", f"s/{session}/code", f"s/{session}/q/3", f"s/{session}/"):
        page = phone.get(path)
        assert page.status == 200
        assert len(page.data) + assets < 50_000
        assert not re.search(r"https?://", page.text.replace("http://www.w3.org", ""))


def test_the_return_code_brings_back_on_another_device_and_both_go_on(server, board):
    session, code = make_session(board)
    phone = server.phone()
    phone.join(code)
    phone.answer(session, 1, "experiment")
    shown = re.search(r'class="code">([^<]+)<', phone.get(f"s/{session}/code").text).group(1)
    other = server.phone()
    stranger = other.get(f"s/{session}/").text
    assert "not in the workshop" in stranger
    assert 'href="/return"' in stranger
    assert other.post("return", {"code": shown.lower()}).place == f"/s/{session}/"
    assert 'value="experiment" checked' in other.get(f"s/{session}/q/1").text
    other.answer(session, 2, "goal-led")
    assert "2 answered" in phone.get(f"s/{session}/q/3").text
    assert shown in other.get(f"s/{session}/code").text
    assert "Nobody was given this code" in server.phone().post("return", {"code": "AAAAAAAAAA"}).text


def test_joining_again_on_the_same_device_is_coming_back(server, board):
    session, code = make_session(board)
    phone = server.phone()
    phone.join(code)
    assert phone.ask(f"join/{code}").place == f"/s/{session}/"
    assert "1 person" in board.get(f"board/{session}").text


def test_before_the_reveal_the_board_shows_progress_and_no_value_anywhere(server, board):
    session, code = make_session(board)
    phones = join_all(server, code, ROOM)
    for phone in phones[:5]:
        for number in range(1, QUICK + 1):
            phone.answer(session, number, "organisation-wide", evidence="SECRET")
    page = board.get(f"board/{session}").text
    assert "5 finished. 45 of 63 answers." in page
    for path in ("", "/people", "/end"):
        shown = board.get(f"board/{session}{path}").text.lower()
        assert "organisation-wide" not in shown
        assert "secret" not in shown
    hidden = ("agenda", "item/1", "position", "steps", "departments", "actions", "files", "files/result.json")
    for path in hidden:
        assert board.get(f"board/{session}/{path}").status == 409, path
    others = phones[6].get(f"s/{session}/").text
    assert "Organisation-wide" not in others


def test_a_reveal_asks_when_somebody_has_not_finished_and_is_refused_for_too_few(server, board):
    session, code = make_session(board)
    phones = join_all(server, code, ROOM[:4])
    refused = board.post(f"board/{session}/do/reveal").text
    assert "shows nothing of fewer than 3 people" in refused
    assert f'href="/board/{session}"' in refused
    for phone in phones[:3]:
        answer_all(phone, session, Random(1))
    assert board.post(f"board/{session}/do/reveal").place == f"/board/{session}/sure"
    assert "1 of 4 have not finished" in board.get(f"board/{session}/sure").text
    assert board.get(f"board/{session}/agenda").status == 409
    assert board.post(f"board/{session}/do/reveal", {"sure": "yes"}).place.endswith("/agenda")
    assert board.ask(f"board/{session}/sure").place == f"/board/{session}"
    late = phones[3].answer(session, 1, "experiment")
    assert (late.status, "first votes can" in late.text) == (409, True)
    assert f'href="/s/{session}/"' in late.text


def test_who_comes_after_the_reveal_may_watch_and_changes_no_view(server):
    board, session, _ = play_to_reveal(server, ROOM)
    paths = ("agenda", "item/1", "position", "departments", "files/result.json")
    before = [board.get(f"board/{session}/{path}").data for path in paths]
    late = server.phone()
    late.join(join_code(board, session), department="brand")
    assert "answers were shown before you came" in late.get(f"s/{session}/").text
    assert late.answer(session, 1, "experiment").status == 409
    assert [strip(board.get(f"board/{session}/{path}").data) for path in paths] == [strip(each) for each in before]


def strip(data: bytes) -> bytes:
    """Leave out the token of the page's forms."""
    return re.sub(rb'name="form_token" value="[0-9a-f]+"', b"", data)


def join_code(board, session: str) -> str:
    """Draw a new code; after the reveal it is shown on the people's page alone."""
    board.post(f"board/{session}/do/new-code")
    page = board.get(f"board/{session}/people").text
    return re.search(r"Join code ([A-Z0-9]{3} [A-Z0-9]{3})", page).group(1).replace(" ", "")


def test_a_joker_is_taken_out_and_a_wrong_department_put_right_each_with_an_audit_line(server, board):
    session, code = make_session(board)
    phones = join_all(server, code, ROOM[:4])
    for phone in phones:
        answer_all(phone, session, Random(1))
    board.post(f"board/{session}/do/remove", {"number": "4"})
    board.post(f"board/{session}/do/move", {"number": "1", "department": "research"})
    assert board.post(f"board/{session}/do/move", {"number": "1", "department": "<script>"}).status == 422
    people = board.get(f"board/{session}/people").text
    assert "Taken out: Person 4" in people
    assert "Moved: Person 1, from Brand to Research" in people
    assert phones[3].answer(session, 1, "experiment").status == 409
    board.post(f"board/{session}/do/reveal")
    assert "First vote of 3 people" in board.get(f"board/{session}/item/1").text
    assert board.post(f"board/{session}/do/remove", {"number": "1"}).status == 409


def test_who_was_taken_out_by_mistake_is_told_and_put_back_with_all_answers(server, board):
    session, code = make_session(board)
    phones = join_all(server, code, ROOM[:3])
    for phone in phones:
        answer_all(phone, session, Random(1))
    assert "you are Person 3, in Brand" in phones[2].get(f"s/{session}/").text
    board.post(f"board/{session}/do/remove", {"number": "3"})
    assert "You have been taken out" in phones[2].get(f"s/{session}/").text
    assert "Put back" in board.get(f"board/{session}/people").text
    assert board.post(f"board/{session}/do/restore", {"number": "3"}).status == 303
    people = board.get(f"board/{session}/people").text
    assert "Put back: Person 3" in people
    assert people.count("9 of 9, done") == 3
    board.post(f"board/{session}/do/reveal")
    assert "First vote of 3 people" in board.get(f"board/{session}/item/1").text
    assert board.post(f"board/{session}/do/restore", {"number": "3"}).status == 409


@pytest.mark.parametrize(("votes", "suggested"), [("0011", ""), ("0012", ""), ("0111", "experiment")])
def test_only_what_more_than_half_chose_is_suggested_as_agreed(server, board, votes, suggested):
    session, code = make_session(board)
    for phone, vote in zip(join_all(server, code, ROOM[:4]), votes, strict=True):
        phone.answer(session, 1, OPTIONS[int(vote)])
    board.post(f"board/{session}/do/reveal", {"sure": "yes"})
    form = board.get(f"board/{session}/item/1").text.partition('name="option"')[2]
    assert re.search(r'<option value="([^"]*)" selected', form).group(1) == suggested


def test_an_action_without_what_is_asked_for_again_and_what_was_typed_stays(server):
    board, session, _ = play_to_reveal(server, ROOM)
    again = board.post(f"board/{session}/do/add-action", {"do": "", "owner": "Ines", "due": "2027-01-31"})
    assert again.status == 422
    assert 'value="Ines"' in again.text
    assert 'value="2027-01-31"' in again.text
    assert f'action="/board/{session}/do/add-action"' in again.text


def test_recording_an_agreement_ends_the_vote_on_it(server):
    board, session, phones = play_to_reveal(server, ROOM)
    item = item_of(board, session)
    board.post(f"board/{session}/do/open-vote", {"item": item})
    board.post(f"board/{session}/do/agree", {"item": item, "seen": "0", "option": "experiment"})
    assert "A second vote" not in phones[0].get(f"s/{session}/").text


def test_second_vote_consensus_and_dissent_stay_three_things(server):
    board, session, phones = play_to_reveal(server, ROOM)
    item = item_of(board, session)
    first = board.get(f"board/{session}/item/1").text
    board.post(f"board/{session}/do/open-vote", {"item": item})
    for number, phone in enumerate(phones):
        assert "A second vote" in phone.get(f"s/{session}/").text
        if number == 2:
            refused = board.post(f"board/{session}/do/show-vote", {"item": item})
            assert "votes of fewer than 3 people are not shown" in refused.text
        phone.post(f"s/{session}/vote", {"answer": OPTIONS[1 if number else 2]})
        told = phone.get(f"s/{session}/").text
        assert f"Your second vote is in: {'Experiment' if number else 'Goal-led'}" in told
    assert "Second vote of" not in board.get(f"board/{session}/item/1").text
    assert "second_votes" not in board.get(f"board/{session}/files/result.json").text
    board.post(f"board/{session}/do/show-vote", {"item": item})
    assert "Second vote of 7 people" in board.get(f"board/{session}/item/1").text
    assert board.post(f"board/{session}/do/open-vote", {"item": item}).status == 409
    agreed = {
        "item": item,
        "seen": "0",
        "option": "experiment",
        "reason": "Two of seven accounts",
        "dissent": "Brand: =HYPERLINK()",
    }
    assert board.post(f"board/{session}/do/agree", agreed).status == 303
    stale = board.post(f"board/{session}/do/agree", {**agreed, "option": "goal-led"})
    assert (stale.status, "Another window" in stale.text) == (409, True)
    entry = json.loads(board.get(f"board/{session}/files/result.json").text)["results"][0]
    assert entry["consensus"][item] == {
        "option": "experiment",
        "reason": "Two of seven accounts",
        "dissent": "Brand: =HYPERLINK()",
    }
    votes = list(entry["items"][item]["votes"].values())
    assert re.findall(r'class="count">(\d+)<', first)[:4] == [str(count) for count in reversed(votes)]
    board.post(f"board/{session}/do/take-back", {"item": item})
    assert json.loads(board.get(f"board/{session}/files/result.json").text)["results"][0]["consensus"] == {}


def test_a_named_session_says_so_and_its_answers_open_with_their_own_departments(server, board, tmp_path):
    session, code = make_session(board, who="named", departments="Brand\nHR Berlin", minimum_group="2")
    phone = server.phone()
    assert "your name stands on the screen" in phone.get(f"join/{code}").text
    assert phone.post(f"join/{code}", {"name": " ", "department": ""}).status == 422
    phones = [phone, server.phone(), server.phone()]
    for number, each in enumerate(phones):
        each.join(code, name=f"<i>Ann {number}</i>", department="HR Berlin")
        answer_all(each, session, Random(number))
    assert "&lt;i&gt;Ann 0&lt;/i&gt;" in board.get(f"board/{session}").text
    board.post(f"board/{session}/do/reveal")
    board.post(f"board/{session}/do/add-action", {"do": "Name one goal", "owner": "Ines", "due": "2027-01-31"})
    path = tmp_path / "answers.json"
    path.write_bytes(board.get(f"board/{session}/files/responses.json").data)
    assert not list(check(json.loads(path.read_text()), load_schema("responses")))
    found = open_file(path, read_model())[0].responses
    assert {rater.department for rater in found.raters} == {"HR Berlin"}
    assert (found.minimum_group, found.actions[0].owner) == (2, "Ines")


def test_an_anonymous_session_gives_nobody_the_answers_of_single_people(server):
    board, session, _ = play_to_reveal(server, ROOM)
    assert board.get(f"board/{session}/files/responses.json").status == 404
    assert "responses.json" not in board.get(f"board/{session}/files").text
    entry = json.loads(board.get(f"board/{session}/files/result.json").text)["results"][0]
    assert not list(check({"format": "sociable-result/1", "results": [entry], "trend": []}, load_schema("result")))
    assert all(end % 5 == 0 for end in entry["uncertainty"]["indices"])


def test_actions_of_last_time_are_asked_after(server, board):
    past, session, _ = play_to_reveal(server, ROOM)
    past.post(f"board/{session}/do/add-action", {"do": "Name one goal", "owner": "Ines", "due": "2027-01-31"})
    assert "31 January 2027" in past.get(f"board/{session}/actions").text
    assert past.post(f"board/{session}/do/add-action", {"do": "", "due": "soon"}).status == 422
    result = past.get(f"board/{session}/files/result.json").data
    again = new_with_file(board, result)
    phones = join_all(server, again[1], ROOM)
    for phone in phones:
        answer_all(phone, again[0], Random(2))
    board.post(f"board/{again[0]}/do/reveal")
    page = board.get(f"board/{again[0]}/actions").text
    assert "Agreed last time" in page
    number = re.search(r'name="number" value="(\d+)"', page).group(1)
    board.post(f"board/{again[0]}/do/mark-action", {"number": number, "outcome": "done"})
    assert "Done" in board.get(f"board/{again[0]}/actions").text


def new_with_file(board, data: bytes) -> tuple[str, str]:
    """Make a session with a file of last time, as a browser sends it."""
    from tests.workshop.server import SETUP

    fields = {**SETUP, "form_token": board.token()}
    parts = [f'--line\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()]
    head = '--line\r\nContent-Disposition: form-data; name="before"; filename="result.json"\r\n\r\n'
    body = b"".join([*parts, head.encode(), data, b"\r\n--line--\r\n"])
    reply = board.ask("board/new", body, {"Content-Type": "multipart/form-data; boundary=line"})
    assert reply.status == 303, reply.text
    code = re.search(r'class="code">([^<]+)<', board.ask(reply.place).text).group(1).replace(" ", "")
    return reply.place.rsplit("/", 1)[1], code


def test_closing_unrevealed_warns_and_keeps_everything(server, board):
    session, code = make_session(board)
    phones = join_all(server, code, ROOM[:3])
    for phone in phones:
        answer_all(phone, session, Random(1))
    assert "The answers have been shown to nobody" in board.get(f"board/{session}/end").text
    board.post(f"board/{session}/do/close")
    assert "This workshop is closed" in phones[0].get(f"s/{session}/").text
    assert phones[0].answer(session, 1, "experiment").status == 409
    assert server.phone().post("", {"code": code}).status == 422
    board.post(f"board/{session}/do/reopen")
    board.post(f"board/{session}/do/reveal")
    assert "First vote of 3 people" in board.get(f"board/{session}/item/1").text


def test_deleting_deletes_and_says_what_remains(server, board):
    session, code = make_session(board, organisation="Gone Ltd")
    phone = server.phone()
    phone.join(code)
    assert "backups made before" in board.get(f"board/{session}/end").text
    assert board.post(f"board/{session}/do/delete").status == 409
    assert board.post(f"board/{session}/do/delete", {"sure": "yes"}).status == 303
    assert "Gone Ltd" not in board.get("board").text
    assert board.get(f"board/{session}").status == 404
    assert phone.get(f"s/{session}/").status == 404


def test_the_board_open_twice_shows_the_same_and_a_reveal_pressed_twice_is_one(server, board):
    session, code = make_session(board)
    other = server.board()
    for phone in join_all(server, code, ROOM[:3]):
        answer_all(phone, session, Random(1))
    assert [each.post(f"board/{session}/do/reveal").status for each in (board, other)] == [303, 303]
    assert board.get(f"board/{session}/people").text.count("Answers shown:") == 1
    assert strip(board.get(f"board/{session}/item/1").data) == strip(other.get(f"board/{session}/item/1").data)
