"""What tests let a room do: join, answer, and show the answers."""

from __future__ import annotations

from random import Random

from tests.workshop.server import Phone, Server, make_session

OPTIONS = ("not-yet", "experiment", "goal-led", "organisation-wide")
QUICK = 9  # questions of the quick form


def join_all(server: Server, code: str, departments: tuple[str, ...], **values: str) -> list[Phone]:
    """Let somebody of each department named join."""
    phones = []
    for number, department in enumerate(departments, start=1):
        phone = server.phone()
        named = {"name": f"Person {number}"} if values else {}
        phone.join(code, department=department, **named)
        phones.append(phone)
    return phones


def answer_all(phone: Phone, session: str, draw: Random, questions: int = QUICK) -> None:
    """Answer every question, in one way or another."""
    token = phone.token()
    for number in range(1, questions + 1):
        reply = phone.post(f"s/{session}/q/{number}", {"answer": draw.choice(OPTIONS)}, token)
        assert reply.status == 303, reply.text


def play_to_reveal(server: Server, departments: tuple[str, ...], seed: int = 1, **values: str):
    """Play a session up to the reveal; gives the board, the session's id and the phones."""
    board = server.board()
    session, code = make_session(board, **values)
    draw = Random(seed)
    phones = join_all(server, code, departments)
    for phone in phones:
        answer_all(phone, session, draw)
    assert board.post(f"board/{session}/do/reveal").place.endswith("agenda")
    return board, session, phones


def item_of(board: Phone, session: str, number: int = 1) -> str:
    """Read the id of a question from its page on the board."""
    page = board.get(f"board/{session}/item/{number}").text
    return page.split('name="item" value="')[1].split('"')[0]
