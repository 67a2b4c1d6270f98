"""Nobody gets in where they don't belong, and nothing that somebody sends is ever executed."""

from __future__ import annotations

import contextlib
import csv
import http.client
import io
import re
from random import Random

import openpyxl
import pytest

from tests.workshop.play import answer_all, item_of, play_to_reveal
from tests.workshop.server import make_session, serve

ROOM = ("brand",) * 4
EVIL = "<img src=x onerror=alert(1)>\"'=cmd|calc"


@pytest.fixture(scope="module")
def board(server):
    return server.board()


def sessions_pages(session: str) -> list[str]:
    names = ("agenda", "item/1", "position", "steps", "departments", "actions", "people", "end", "files")
    return ["board", "board/new", f"board/{session}", *(f"board/{session}/{name}" for name in names)]


def test_the_board_is_for_whoever_holds_the_token(server, board):
    session, code = make_session(board)
    participant = server.phone()
    participant.join(code)
    for phone in (server.phone(), participant):
        for path in [*sessions_pages(session), f"board/{session}/files/result.json"]:
            assert phone.ask(path).status == 403, path
        assert phone.post(f"board/{session}/do/reveal").status == 403
        assert phone.post("board/new", {"organisation": "Mine"}).status == 403
        assert phone.ask("board?token=wrong").status == 403
    assert "token=" not in board.get("board").text


def test_the_boards_token_is_swapped_for_a_cookie_that_no_script_reads(server):
    reply = server.phone().ask(server.board_url.removeprefix(server.url))
    cookie = reply.headers["Set-Cookie"]
    assert all(part in cookie for part in ("sociable_board=", "HttpOnly", "SameSite=Strict", "Path=/board"))
    assert "token" not in reply.place


def test_a_participants_cookie_opens_one_session_and_no_other(server, board):
    (one, code), (other, _) = make_session(board), make_session(board)
    phone = server.phone()
    phone.join(code)
    for cookie in phone.jar:
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert cookie.get_nonstandard_attr("SameSite") == "Strict"
    token = next(cookie.value for cookie in phone.jar if cookie.name == f"sociable_{one}")
    forged = phone.ask(f"s/{other}/q/1", headers={"Cookie": f"sociable_{other}={token}"})
    assert (forged.status, "not in the workshop" in forged.text) == (409, True)


def test_forms_come_from_our_own_pages_alone(server, board):
    session, code = make_session(board)
    phone, stranger = server.phone(), server.phone()
    phone.join(code)
    body = {"answer": "experiment"}
    assert phone.post(f"s/{session}/q/1", body, token="").status == 403
    assert phone.post(f"s/{session}/q/1", body, token=stranger.token()).status == 403
    sent = f"form_token={phone.token()}&answer=experiment".encode()
    assert phone.ask(f"s/{session}/q/1", sent, {"Sec-Fetch-Site": "cross-site"}).status == 403
    assert phone.ask(f"s/{session}/q/1", sent, {"Sec-Fetch-Site": "same-origin"}).status == 303


def test_a_join_code_can_not_be_guessed(tmp_path):
    with serve(tmp_path / "guessed.sqlite") as server:
        _, code = make_session(server.board())
        phone = server.phone()
        token = phone.token()
        replies = [phone.post("", {"code": f"AAAA{n:02d}"}, token) for n in range(25)]
        assert "Too many wrong codes" in replies[-1].text
        assert phone.post("", {"code": code}, token).status == 422  # not even the right one, for a while
        assert phone.get(f"join/{code}").status == 409
        assert phone.post("return", {"code": "AAAAAAAAAA"}, token).status == 422
        assert server.phone().ask("board?token=guess").status == 429


def test_names_and_notes_are_shown_and_never_executed(server, board):
    session, code = make_session(board, organisation=EVIL, who="named", departments=f"{EVIL}\nBrand")
    phones = []
    for number in range(4):
        phone = server.phone()
        phone.join(code, name=f"{EVIL}{number}", department=EVIL)
        answer_all(phone, session, Random(number))
        phone.answer(session, 1, "experiment" if number else "not-yet", evidence=EVIL)
        phones.append(phone)
    board.post(f"board/{session}/do/reveal")
    item = item_of(board, session)
    agreed = {"item": item, "seen": "0", "option": "experiment", "reason": EVIL, "dissent": EVIL}
    board.post(f"board/{session}/do/agree", agreed)
    board.post(f"board/{session}/do/add-action", {"do": EVIL, "owner": EVIL})
    pages = [*sessions_pages(session), f"board/{session}/files/report.html"]
    texts = [board.get(path).text for path in pages] + [phones[0].get(f"s/{session}/").text]
    assert any("&lt;img" in text for text in texts)
    assert not [text for text in texts if "<img" in text]


def test_a_formula_that_somebody_writes_stays_text_in_every_file(server):
    board, session, _ = play_to_reveal(server, ROOM)
    evil = '=HYPERLINK("http://x","y")'
    agreed = {"item": item_of(board, session), "seen": "0", "option": "experiment", "reason": evil, "dissent": evil}
    board.post(f"board/{session}/do/agree", agreed)
    board.post(f"board/{session}/do/add-action", {"do": evil, "owner": "@SUM(A1)"})
    book = openpyxl.load_workbook(io.BytesIO(board.get(f"board/{session}/files/report.xlsx").data))
    formulas = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert not [formula for formula in formulas if "HYPERLINK" in formula or "@SUM" in formula]
    table = board.get(f"board/{session}/files/report.csv").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]


TRICKS = [
    "/..%2f..%2fetc/passwd",
    "/s/../board",
    "/s/0000000000000000/../../board",
    "//evil.example/",
    "/join/%0d%0aSet-Cookie:%20a=b",
    "/board/%00",
    "/style.css/../../session.py",
    "/s/zzzz/",
    "/" + "a" * 5000,
]


@pytest.mark.parametrize("path", TRICKS)
def test_tricks_with_paths_lead_nowhere(server, path):
    with contextlib.closing(http.client.HTTPConnection(server.url.split("/")[2], timeout=30)) as connection:
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", "evil.example")
        connection.putheader("X-Forwarded-Host", "evil.example")
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode()
    assert answer.status in {403, 404, 409}, text
    assert "evil.example" not in text + str(answer.headers)
    assert "a=b" not in str(answer.headers)
    assert_guarded(dict(answer.headers))


def assert_guarded(headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in headers["Cache-Control"]
    assert "Server" not in headers


def test_every_page_and_every_error_carries_the_headers_and_no_inline_code(server, board):
    session, code = make_session(board)
    phone = server.phone()
    phone.join(code)
    replies = [board.get("board"), board.get(f"board/{session}"), phone.get(f"s/{session}/q/1"), phone.get("nowhere")]
    replies += [phone.post(f"s/{session}/q/1", {"answer": "x"}), phone.ask("board"), server.phone().get(f"join/{code}")]
    for reply in replies:
        assert_guarded(reply.headers)
        assert not re.search(r"<style|<script>|<[a-z][^<>]*\s(on\w+|style)=|javascript:", reply.text)


def test_what_is_too_long_is_refused_and_nothing_is_kept(server, board):
    session, code = make_session(board)
    phone = server.phone()
    phone.join(code)
    assert phone.answer(session, 1, "experiment", evidence="x" * 20_000).status == 413
    assert phone.answer(session, 1, "experiment", evidence="x" * 1001).status == 422
    many = {f"field{n}": "1" for n in range(50)}
    assert phone.post(f"s/{session}/q/1", {"answer": "experiment", **many}).status == 400
    with contextlib.suppress(OSError):  # the server hangs up while it is being sent
        assert phone.ask("", b"x" * 3_000_000).status in {400, 413}
    assert "0 answered" in phone.get(f"s/{session}/q/1").text


def test_logs_hold_no_answer_no_code_and_no_token(server, board):
    session, code = make_session(board)
    phone = server.phone()
    phone.join(code)
    phone.answer(session, 1, "experiment", evidence="a secret note")
    phone.answer(session, 1, "no option of ours")
    phone.get(f"join/{code}x")
    said = server.log.read_text(encoding="utf-8").split("Answers are kept")[-1]
    secrets = ["a secret note", "no option", code, *(cookie.value for cookie in phone.jar)]
    assert [each for each in secrets if each and each in said] == []


def test_a_device_that_sends_without_end_is_slowed_and_others_are_not(server, board):
    session, code = make_session(board)
    loud, quiet = server.phone(), server.phone()
    loud.join(code)
    quiet.join(code)
    token = loud.token()
    statuses = [loud.post(f"s/{session}/q/1", {"answer": "experiment"}, token).status for _ in range(60)]
    assert statuses[0] == 303
    assert statuses.count(429) > 10
    assert [quiet.answer(session, number, "experiment").status for number in range(1, 10)] == [303] * 9
