"""A whole workshop in real browsers: a facilitator and eight participants, one coming back, the server killed once."""

from __future__ import annotations

import io
import json
import re
import signal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page, expect

from sociable_assessment.model_file import read_model
from sociable_assessment.opened_files import open_file
from sociable_assessment.portfolio import read_portfolio
from tests.workshop.server import Server, start

AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}}
DISSENT = "Research: <b>only the shop has</b>"
DEPARTMENTS = ("Brand",) * 4 + ("Research",) * 4
VOTES = ("Not yet", "Experiment", "Goal-led", "Organisation-wide")
SMALL = """(least) => {
  const wide = document.documentElement.scrollWidth > innerWidth ? ["too wide"] : [];
  const hit = [...document.querySelectorAll("a, button, select, input:not([type=hidden]), summary, textarea, .choice")]
    .filter((each) => each.checkVisibility() && !each.closest(".choice > *") && !each.matches(".skip-link"))
    .map((each) => each.matches(".choice input") ? each.closest(".choice") : each)
    .filter((each) => each.getBoundingClientRect().height < 43.5);
  const texts = [...document.querySelectorAll("main *")].filter((each) => each.checkVisibility()
    && !each.closest("svg") && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const tiny = texts.filter((each) => parseFloat(getComputedStyle(each).fontSize) < least);
  const name = (each) => each.outerHTML.slice(0, 90);
  return [...wide, ...hit.map(name), ...tiny.map((each) => "tiny " + name(each))];
}"""


def inspect(page: Page, least: float = 16) -> None:
    """Find what axe finds, and what is too wide, too small to be hit or too small to be read; light and dark.

    The board grows with the projector's screen: what is 28 px at 1920 px is as large on the wall at 1280 px.
    """
    page.wait_for_load_state()  # with its style sheet
    before = page.viewport_size
    for scheme, sizes in (("light", (390, 1280)), ("dark", (1920,))):
        page.emulate_media(color_scheme=scheme)
        for width in sizes:
            page.set_viewport_size({"width": width, "height": 900})
            smallest = max(16, least * width / 1920) if width == 1280 else least
            assert (page.url, width, page.evaluate(SMALL, smallest)) == (page.url, width, [])
        page.set_viewport_size({"width": sizes[0], "height": 900})
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run()")
        told = [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
        assert (page.url, told) == (page.url, [])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


def inspect_drawing(page: Page, least: float) -> None:
    """Find what is too small to be read in a drawing on a projector's full screen."""
    before = page.viewport_size
    page.set_viewport_size({"width": 1920, "height": 1080})
    sizes = page.locator("figure svg tspan").evaluate_all(
        "all => all.map(each => { const at = each.getScreenCTM();"
        "return Math.hypot(at.a, at.b) * parseFloat(getComputedStyle(each).fontSize) })"
    )
    assert min(sizes) >= least
    page.set_viewport_size(before)


def tab_to(page: Page, test: str) -> None:
    """Press Tab until the element in focus passes a test, as a keyboard user would look for it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const on = document.activeElement; return Boolean({test}) }}"):
            return
    message = f"Tab never reached: {test}"
    raise AssertionError(message)


def make_by_keyboard(board: Page) -> str:
    """Make a session with the keyboard alone; gives the join code."""
    tab_to(board, "on.textContent === 'New session'")
    board.keyboard.press("Enter")
    board.wait_for_url("**/board/new")
    inspect(board)
    tab_to(board, "on.name === 'organisation'")
    board.keyboard.type("Aurora City Museum")
    tab_to(board, "on.name === 'wave'")
    board.keyboard.type("2026")
    tab_to(board, "on.name === 'form'")
    board.keyboard.press("ArrowDown")
    tab_to(board, "on.name === 'departments'")
    board.keyboard.press("Control+a")
    board.keyboard.type("Brand\nResearch")
    tab_to(board, "on.textContent === 'Make the session'")
    board.keyboard.press("Enter")
    return board.locator(".code").inner_text().replace(" ", "")


def join(phone: Page, url: str, code: str, department: str) -> str:
    """Join with the code; gives the return code."""
    phone.goto(url)
    phone.get_by_label("Join code").fill(code.lower())
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_label("Your department").select_option(label=department)
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_role("heading", name="You are in")).to_be_visible()
    return phone.locator(".code").inner_text()


def answer(phone: Page, place: int, first: int = 1, last: int = 9) -> None:
    """Answer questions, one page each."""
    for number in range(first, last + 1):
        phone.get_by_role("radio", name=VOTES[(place + number * (place % 3)) % 3]).check()
        phone.get_by_role("button", name="Save and go on").click()


def answer_by_keyboard(phone: Page, questions: int) -> None:
    """Answer questions with the keyboard alone."""
    for number in range(1, questions + 1):
        expect(phone.locator(".where")).to_have_text(f"Question {number} of 9")
        tab_to(phone, "on.type === 'radio'")
        phone.keyboard.press("Space")
        phone.keyboard.press("ArrowDown")
        tab_to(phone, "on.textContent === 'Save and go on'")
        with phone.expect_navigation():
            phone.keyboard.press("Enter")


def download(board: Page, name: str) -> bytes:
    with board.expect_download(timeout=60_000) as waiting:
        board.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


@pytest.fixture
def running(tmp_path):
    """The server, which the test may kill and start again; it is ended in any case."""
    servers = [start(tmp_path / "workshop.sqlite")]
    yield servers
    servers[-1].process.send_signal(signal.SIGINT)
    assert servers[-1].process.wait(30) == 0
    assert "Every answer is in the store." in servers[-1].log.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_whole_workshop(running, open_page, tmp_path):
    said: list[str] = []
    board = open_page(viewport={"width": 1280, "height": 800})
    board.on("console", lambda message: said.append(message.text))
    phones, back = come_in(running[0], board, open_page)
    answer_while_the_server_dies(running, phones, tmp_path)
    phones[7] = come_back(running[-1], open_page(**PHONE), back[7])
    show(board, phones[7])
    vote_again(board, phones)
    agree(board)
    conclude(board)
    names = ("report.html", "report.docx", "report.xlsx", "report.json", "result.json")
    check_files({name: download(board, name) for name in names}, tmp_path)
    close(board, phones[1])
    assert [each for each in said if "Content Security" in each] == []


def come_in(server: Server, board: Page, open_page) -> tuple[list[Page], list[str]]:
    """Make a session; eight people join, half of them without scripts."""
    board.goto(server.board_url)
    inspect(board)
    code = make_by_keyboard(board)
    inspect(board, 28)
    phones = [open_page(**PHONE, java_script_enabled=number % 2 == 0) for number in range(8)]
    back = [join(phone, server.url, code, DEPARTMENTS[place]) for place, phone in enumerate(phones)]
    inspect(phones[0])
    phones[0].goto(server.url)
    inspect(phones[0])
    phones[0].go_back()
    expect(board.get_by_text("8 people")).to_be_visible(timeout=20_000)  # the board looks again by itself
    for phone in phones:
        phone.get_by_role("link", name="To the questions").click()
    inspect(phones[0])
    return phones, back


def answer_while_the_server_dies(running: list[Server], phones: list[Page], folder: Path) -> None:
    """Answer, one with the keyboard alone; the server is killed in between, and the last phone stops half-way."""
    answer_by_keyboard(phones[0], 9)
    inspect(phones[0])
    for place, phone in enumerate(phones[1:4], start=1):
        answer(phone, place)
    for place, phone in enumerate(phones[4:], start=4):
        answer(phone, place, last=4)
    running[0].process.kill()
    running[0].process.wait()
    running.append(start(folder / "workshop.sqlite", port=running[0].port))
    for place, phone in enumerate(phones[4:7], start=4):
        answer(phone, place, first=5)


def come_back(server: Server, phone: Page, code: str) -> Page:
    """Come back on another phone with the return code."""
    phone.goto(f"{server.url}return")
    inspect(phone)
    phone.get_by_label("Return code").fill(code)
    phone.get_by_role("button", name="Go on where I was").click()
    expect(phone.get_by_role("heading", name="4 of 9 answered")).to_be_visible()
    return phone


def show(board: Page, last: Page) -> None:
    """Show the answers: asked whether to wait for the last one, the facilitator does."""
    board.get_by_role("button", name="Show the answers").click()
    expect(board.get_by_role("heading", name="1 of 8 have not finished")).to_be_visible()
    inspect(board, 28)
    board.get_by_role("link", name="Wait for them").click()
    last.get_by_role("link", name="Go on", exact=True).click()
    answer(last, 7, first=5)
    expect(board.get_by_text("8 finished. 72 of 72 answers.")).to_be_visible(timeout=20_000)
    board.get_by_role("button", name="Show the answers").click()
    expect(board.get_by_role("heading", name=re.compile("Discuss"))).to_be_visible()
    inspect(board, 28)


def vote_again(board: Page, phones: list[Page]) -> None:
    """Discuss the first question against the clock, and vote again."""
    board.locator(".agenda a").first.click()
    expect(board.get_by_text("First vote of 8 people")).to_be_visible()
    board.get_by_role("button", name="Start two minutes").click()
    expect(board.locator(".timer")).to_have_text(re.compile("1:5"), timeout=10_000)
    board.get_by_role("button", name="Vote again on phones").click()
    for place, phone in enumerate(phones):
        phone.goto(re.sub(r"(/s/[0-9a-f]{16}/).*", r"\1", phone.url))
        phone.get_by_role("link", name="Vote again").click()
        if place == 0:
            inspect(phone)
        phone.get_by_role("radio", name="Goal-led" if place else "Not yet").check()
        phone.get_by_role("button", name="Vote").click()
    expect(board.get_by_text("8 of 8 have voted")).to_be_visible(timeout=20_000)
    board.get_by_role("button", name="Show the second vote").click()
    expect(board.get_by_text("Second vote of 8 people")).to_be_visible()
    inspect(board, 28)


def agree(board: Page) -> None:
    """Record a consensus with its reason, and a dissent with its own."""
    board.get_by_label("We agree on").select_option(label="Goal-led")
    board.get_by_label("Because").fill("The shop and the newsletter have goals")
    board.get_by_label("Who disagrees: what, and why").fill(DISSENT)
    board.get_by_role("button", name="Record").click()
    expect(board.get_by_text("Agreed: Goal-led")).to_be_visible()
    expect(board.locator(".dissent")).to_contain_text(DISSENT)
    inspect(board, 28)


def conclude(board: Page) -> None:
    """See where the house stands, and write down who does what."""
    for page in ("Position", "Departments", "Next step", "Actions"):
        board.get_by_role("link", name=page, exact=True).click()
        board.locator(f"nav a[aria-current]:text-is('{page}')").wait_for()
        inspect(board, 28)
        if page == "Position":
            inspect_drawing(board, 28)
    board.get_by_label("What").first.fill("Name one goal for the page")
    board.get_by_label("Who sees to it").fill("Ines")
    board.get_by_label("Until").fill("2027-01-31")
    board.get_by_role("button", name="Add").click()
    expect(board.get_by_role("rowheader", name="Name one goal for the page")).to_be_visible()
    for page in ("People", "Files"):
        board.get_by_role("link", name=page, exact=True).click()
        board.locator(f"nav a[aria-current]:text-is('{page}')").wait_for()
        inspect(board)


def close(board: Page, phone: Page) -> None:
    """Close the session."""
    board.get_by_role("link", name="Close", exact=True).click()
    inspect(board)
    board.get_by_role("button", name="Close the session").click()
    phone.reload()
    expect(phone.get_by_role("heading", name="This workshop is closed")).to_be_visible()


def check_files(files: dict[str, bytes], folder: Path) -> None:
    """Compare all files with each other, and open the result where it is opened next."""
    entry = json.loads(files["result.json"])["results"][0]
    (item, agreed), *none = entry["consensus"].items()
    assert (none, agreed["option"], agreed["dissent"]) == ([], "goal-led", DISSENT)
    assert (entry["raters"], sum(entry["items"][item]["votes"].values())) == (8, 8)
    assert entry["actions"] == [{"do": "Name one goal for the page", "owner": "Ines", "due": "2027-01-31"}]
    told = json.loads(files["report.json"])["results"][0]
    assert {key: told[key] for key in ("index", "stage", "consensus", "actions")} == {
        key: entry[key] for key in ("index", "stage", "consensus", "actions")
    }
    html = files["report.html"].decode()
    assert f'value="{entry["index"]!r}"' in html
    word = ZipFile(io.BytesIO(files["report.docx"])).read("word/document.xml").decode()
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    for text in (html, word, " ".join(cells)):
        assert "only the shop has" in text
    for text in (html, word):
        assert "Name one goal for the page" in text
    path = folder / "result.json"
    path.write_bytes(files["result.json"])
    assert open_file(path, read_model())[0].entry["index"] == entry["index"]
    assert read_portfolio([path], read_model()).entries[0]["consensus"] == entry["consensus"]
