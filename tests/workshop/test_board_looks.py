"""What a room sees at the back: bars on one scale, and the thing that matters without scrolling."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest
from playwright.sync_api import Page

from tests.workshop.picture import carry_cookies
from tests.workshop.play import OPTIONS, answer_all, item_of, join_all
from tests.workshop.server import Phone, make_session

SCREENS = {"1280x720": (1280, 720), "1920x1080": (1920, 1080)}
LONG = "Customer service and complaints handling"
ROOM = ("IT",) * 5 + (LONG,) * 5
QUESTION = 5  # its title takes two lines
LEAST = 3  # pixels by which browsers round a column
BOXES = "all => all.map(each => each.getBoundingClientRect()).map(box => [box.top, box.bottom, box.width])"


@dataclass(frozen=True)
class Played:
    """A session whose answers are still hidden, and one that has discussed a question."""

    board: Phone
    answering: str
    discussed: str


@pytest.fixture(scope="module")
def played(server) -> Played:
    """A full room, in two sessions of one board."""
    board = server.board()
    answering, code = make_session(board, form="full", departments=f"IT\n{LONG}")
    join_all(server, code, ROOM * 3)
    discussed, code = make_session(board, form="full", departments=f"IT\n{LONG}")
    phones, draw = join_all(server, code, ROOM), Random(5)
    for phone in phones[3:]:
        answer_all(phone, discussed, draw, 28)
    for phone in phones[:3]:  # of IT, only two answer the last questions
        answer_all(phone, discussed, draw, 22)
    board.post(f"board/{discussed}/do/reveal", {"sure": "yes"})
    vote_again(board, discussed, phones)
    return Played(board, answering, discussed)


def vote_again(board: Phone, session: str, phones: list[Phone]) -> None:
    """Discuss a question, and show its second vote."""
    item = item_of(board, session, QUESTION)
    board.post(f"board/{session}/do/discuss", {"item": item})
    board.post(f"board/{session}/do/open-vote", {"item": item})
    for place, phone in enumerate(phones):
        phone.post(f"s/{session}/vote", {"answer": OPTIONS[place % 3]})
    board.post(f"board/{session}/do/show-vote", {"item": item})


@pytest.fixture(params=SCREENS.values(), ids=SCREENS)
def open_board(request, server, played, page):
    """Opens a page of the board on a projector's full screen."""
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    carry_cookies(played.board, page)

    def visit(path: str) -> Page:
        page.goto(f"{server.url}board/{path}")
        return page

    return visit


def boxes(page: Page, what: str) -> list[tuple[float, float, float]]:
    """Measure where each begins, where it ends, and how wide it is; there is at least one."""
    found = page.locator(what).evaluate_all(BOXES)
    assert found
    return found


def is_seen(page: Page, what: str) -> bool:
    """Tell whether all of it is on the screen before anybody scrolls."""
    height = page.viewport_size["height"]
    return all(top >= 0 and bottom <= height for top, bottom, _ in boxes(page, what))


def test_the_button_that_shows_the_answers_is_on_the_screen_with_thirty_people_in(open_board, played):
    assert is_seen(open_board(played.answering), "text='Show the answers'")


def test_the_whole_map_is_on_the_screen(open_board, played):
    assert is_seen(open_board(f"{played.discussed}/position"), "figure svg")


def test_both_votes_on_a_question_are_on_the_screen_with_the_way_on(open_board, played):
    page = open_board(f"{played.discussed}/item/{QUESTION}")
    assert page.locator(".bars").count() == 2
    assert is_seen(page, ".bars")
    assert is_seen(page, "text='Next →'")
    (strip, _, _), (_, record, _) = *boxes(page, ".stay"), *boxes(page, "text='Record'")
    assert record <= strip  # which stays at the foot of the screen, above what is longer


@pytest.mark.parametrize("place", ["departments", f"item/{QUESTION}"])
def test_departments_bars_are_on_one_scale_however_long_the_name(open_board, played, place):
    widths = [width for _, _, width in boxes(open_board(f"{played.discussed}/{place}"), ".grid rect.back")]
    assert min(widths) > 100
    assert max(widths) - min(widths) < LEAST


def test_the_boards_pages_stand_in_one_line(open_board, played):
    tops = {top for top, _, _ in boxes(open_board(f"{played.discussed}/agenda"), ".top nav a")}
    assert len(tops) == 1


def test_a_dash_among_departments_is_explained(played):
    text = played.board.get(f"board/{played.discussed}/departments").text
    assert 'aria-label="not shown"' in text
    assert "A dash: fewer than 3 people voted there, or it would let others be worked out." in text
