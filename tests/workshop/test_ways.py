"""What people do by mistake in a session: each is asked about or told, and nothing that was typed is lost."""

from __future__ import annotations

from random import Random

from tests.workshop.picture import carry_cookies
from tests.workshop.play import OPTIONS, answer_all, item_of, join_all, play_to_reveal
from tests.workshop.server import make_session

ROOM = ("brand", "brand", "brand", "research", "research", "research", "")


def test_opening_a_vote_while_another_is_open_asks_first_on_a_page_of_its_own(server):
    board, session, phones = play_to_reveal(server, ROOM)
    one, two = item_of(board, session), item_of(board, session, 2)
    board.post(f"board/{session}/do/open-vote", {"item": one})
    phones[0].post(f"s/{session}/vote", {"answer": OPTIONS[1]})
    reply = board.post(f"board/{session}/do/open-vote", {"item": two})
    assert (reply.status, reply.place) == (303, f"/board/{session}/sure/open-vote?item={two}")
    asked = board.get(reply.place).text
    assert "is open: 1 has voted" in asked
    assert f'href="/board/{session}/item/1"' in asked
    assert "Your second vote is in" in phones[0].get(f"s/{session}/").text
    sure = board.post(f"board/{session}/do/open-vote", {"item": two, "sure": "yes"})
    assert sure.place == f"/board/{session}/item/2"
    assert "You have heard the others" in phones[0].get(f"s/{session}/").text


def test_opening_the_only_vote_or_the_same_again_asks_nothing(server):
    board, session, _ = play_to_reveal(server, ROOM)
    item = item_of(board, session)
    for _ in range(2):
        assert board.post(f"board/{session}/do/open-vote", {"item": item}).place == f"/board/{session}/item/1"
    assert board.ask(f"board/{session}/sure/open-vote?item={item}").place == f"/board/{session}/item/1"
    assert board.get(f"board/{session}/sure/open-vote?item=none").status == 404


def test_a_vote_is_opened_by_a_form_with_its_token_alone(server):
    board, session, phones = play_to_reveal(server, ROOM)
    item = item_of(board, session)
    refused = board.post(f"board/{session}/do/open-vote", {"item": item, "sure": "yes"}, token="0" * 32)
    assert refused.status == 403
    assert board.get(f"board/{session}/do/open-vote?item={item}&sure=yes").status == 405
    assert "A second vote" not in phones[0].get(f"s/{session}/").text


def test_an_agreement_that_is_refused_shows_what_was_typed_and_changes_nothing(server):
    board, session, phones = play_to_reveal(server, ROOM)
    item = item_of(board, session)
    typed = {"item": item, "seen": "0", "option": "experiment", "reason": "Two <b>accounts</b>", "dissent": "Brand: no"}
    assert board.post(f"board/{session}/do/agree", {**typed, "reason": "First"}).status == 303
    board.post(f"board/{session}/do/open-vote", {"item": item})
    stale = board.post(f"board/{session}/do/agree", typed)
    assert (stale.status, "Another window" in stale.text) == (409, True)
    for text in ("Two &lt;b&gt;accounts&lt;/b&gt;", "Brand: no", "We agree on: Experiment"):
        assert text in stale.text
    assert f'href="/board/{session}/item/1"' in stale.text
    assert "First" in board.get(f"board/{session}/item/1").text
    assert "A second vote" in phones[0].get(f"s/{session}/").text
    empty = board.post(f"board/{session}/do/agree", {**typed, "seen": "1", "option": ""})
    assert (empty.status, "Brand: no" in empty.text) == (422, True)


def test_the_list_of_workshops_is_one_link_from_every_page_of_the_board(server):
    board, session, _ = play_to_reveal(server, ROOM)
    for path in ("agenda", "item/1", "position", "actions", "people", "files", "end"):
        assert '<a href="/board">Workshops</a>' in board.get(f"board/{session}/{path}").text, path


def test_a_return_code_in_the_field_for_join_codes_leads_to_the_page_for_return_codes(server):
    for typed in ("3H7KM NCDFG", "3h7kmncdfg"):
        told = server.phone().post("", {"code": typed})
        assert (told.status, "as a return code has" in told.text) == (422, True)
        assert 'class="button" href="/return"' in told.text or 'href="/return" class="button"' in told.text
    wrong = server.phone().post("", {"code": "3H7KMN"}).text
    assert "no workshop with this code" in wrong
    assert "as a return code has" not in wrong


def test_a_browser_goes_back_past_the_question_before_an_early_reveal(server, page):
    board = server.board()
    session, code = make_session(board)
    for phone in join_all(server, code, ROOM[:4])[:3]:
        answer_all(phone, session, Random(1))
    carry_cookies(board, page)
    address = f"{server.url}board/{session}"
    page.goto(address)
    page.get_by_role("button", name="Show the answers").click()
    page.wait_for_url(f"{address}/sure")
    page.get_by_role("button", name="Show the answers now").click()
    page.wait_for_url(f"{address}/agenda")
    page.go_back()
    page.wait_for_url(f"{address}/agenda")
