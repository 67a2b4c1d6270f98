"""nbgrader's plain road with lesson 01, each step with nbgrader itself and formgrader in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
import sys

import pytest

from sociable_grading.command_line import main
from sociable_grading.course_folder import find_course
from sociable_grading.report import read_report, to_json
from tests.browser.lab import PATIENCE, free_port, started, wait_for
from tests.grading.road.classroom import (
    BEHIND,
    LESSON,
    QUIZ,
    SOLVED,
    Nbgrader,
    code,
    download_my_work,
    fill,
    make_course,
    text,
)

pytestmark = pytest.mark.slow

SECRETS = [
    "HIDDEN",
    "divided by ties, not by ends of ties",
    "abs(given",
    "another number than 48.7",
    "Nobody could count them",
]
ATTACK = "<script>window.hacked = 1</script><img src='https://example.org/x.png' onerror='window.hacked = 1'>"
EXTRA = [
    code("import numpy as np\nimport plotly.graph_objects as go", "own-imports"),
    code("go.Figure(go.Bar(x=np.arange(3), y=np.arange(3) + 0.5), layout={'title': 'My own bars'})", "own-bars"),
    code("go.Figure(go.Pie(labels=['watch', 'write'], values=[90, 10]))", "own-pie"),
    code(f'from IPython.display import HTML\nHTML("""{ATTACK}<p>kept words</p>""")', "own-html"),
    text(f"**My note** {ATTACK}", "own-note"),
]
PREDICTED = {p.id: p.options[0].id if p.options else p.minimum for p in QUIZ.predictions}
OFFER = "Who: the 212 night nurses of our hospital. Their reason: to sleep in on Mondays. " * 5


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("road"))


@pytest.fixture(scope="module")
def nbgrader(tmp_path_factory):
    exchange = tmp_path_factory.mktemp("exchange")
    exchange.chmod(0o777)
    return Nbgrader(tmp_path_factory.mktemp("jupyter"), exchange)


@pytest.fixture(scope="module")
def released(place, nbgrader):
    """Lesson 01, released through an exchange by our command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("SOCIABLE_EXCHANGE", str(nbgrader.exchange))
        assert main(["release", LESSON, "--due", "2100-01-01T00:00Z"]) == 0
    return nbgrader.exchange / "sociable" / "outbound" / LESSON


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Where Ann works."""
    return tmp_path_factory.mktemp("ann")


def shared(nbgrader):
    return ["--course", "sociable", f"--Exchange.root={nbgrader.exchange}"]


@pytest.fixture(scope="module")
def handed_in(place, nbgrader, released, desk, tmp_path_factory):
    """Ann fetches and submits with nbgrader; Ben and Cat hand in through Moodle; Dan and Eve don't."""
    nbgrader.run(desk, "fetch_assignment", LESSON, *shared(nbgrader))
    fill(desk / LESSON, desk / LESSON / f"{LESSON}.ipynb", {"top-fifth": SOLVED}, [], offer=OFFER, **PREDICTED)
    nbgrader.run(desk, "submit", LESSON, "--student", "ann", *shared(nbgrader))
    nbgrader.run(place / "grading", "collect", LESSON)

    downloads = tmp_path_factory.mktemp("downloads")
    work = tmp_path_factory.mktemp("ben")
    wrong = {"top_fifth": [41, 97.4], "before_platforms": _first_wrong("before-platforms")}
    fill(work, released / f"{LESSON}.ipynb", {}, EXTRA, offer="Our customers. " * 30, **wrong)
    (downloads / "Ben Müller_31_assignsubmission_file_work.zip").write_bytes(download_my_work(work))
    (downloads / f"Cat O'Hara_32_assignsubmission_file_{LESSON}.ipynb").write_text('{"cells": [', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert main(["collect", str(downloads), "--roster", "roster.csv"]) == 1
    return place / "grading" / "submitted"


def _first_wrong(name):
    return next(option.id for option in QUIZ.parts[name].options if not option.right)


@pytest.fixture(scope="module")
def graded(place, nbgrader, handed_in):  # noqa: ARG001 - what comes before
    """What `nbgrader autograde` makes of it, and our report of that."""
    with pytest.raises(AssertionError, match="cat"):  # it fails on one of three, and says so in its exit status
        nbgrader.run(place / "grading", "autograde", LESSON)
    return to_json(read_report(find_course(place), LESSON))


@pytest.fixture(scope="module")
def formgrader(place, nbgrader, graded):  # noqa: ARG001 - what comes before
    """A Jupyter server in the course's folder, as the README starts it; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", f"--port={port}", "--ip=127.0.0.1"]
    command += ["--IdentityProvider.token=", "--allow-root"]
    log = nbgrader.private / "server.log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", nbgrader.environment()["PYTHONPATH"])
        with (
            log.open("w+", encoding="utf-8") as said,
            started(command, nbgrader.private, said, place / "grading") as process,
        ):
            wait_for(f"http://127.0.0.1:{port}/api", process, said)
            yield f"http://127.0.0.1:{port}/formgrader"


@pytest.fixture(scope="module")
def marked(formgrader, open_page):
    """Ann's and Ben's offers, marked in formgrader; what the pages showed on the way."""
    page = open_page(viewport={"width": 1300, "height": 1200})
    listed = f"{formgrader}/gradebook/{LESSON}/{LESSON}"
    seen = {"before": read_totals(page, listed)}
    page.goto(listed)
    page.wait_for_selector("table tbody tr a", timeout=PATIENCE * 1000)
    links = page.evaluate("[...new Set([...document.querySelectorAll('table tbody tr a')].map(each => each.href))]")
    for address in [each for each in links if "/submissions/" in each]:
        page.goto(address)
        page.wait_for_selector("#offer-task", timeout=PATIENCE * 1000)
        who = "ann" if "212 night nurses" in page.inner_text("body") else "ben"
        seen[who] = look(page)
        mark(page, 5 if who == "ann" else 1)
    seen["after"] = read_totals(page, listed)
    return seen


def read_totals(page, address):
    page.goto(address)
    page.wait_for_selector("table tbody tr a", timeout=PATIENCE * 1000)
    return page.locator("table tbody tr").all_inner_texts()


def look(page):
    return {
        "panel": page.locator(".nbgrader_cell", has=page.locator("#offer-task")).inner_text(),
        "text": page.inner_text("body"),
        "hacked": page.evaluate("window.hacked"),
        "pictures": page.evaluate("[...document.images].map(each => [each.alt, each.naturalWidth > 0])"),
        "beside": page.evaluate(
            "() => { const cells = [...document.querySelectorAll('.nbgrader_cell table')]"
            ".find(each => each.innerText.includes('What was written')).rows[1].cells;"
            "return [...cells].map(each => each.getBoundingClientRect()).map(each => [each.left, each.top]) }"
        ),
    }


def mark(page, points):
    page.fill("#offer-task", str(points))
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        page.press("#offer-task", "Tab")


@pytest.fixture(scope="module")
def given_back(place, nbgrader, desk, marked):  # noqa: ARG001 - what comes before
    """Feedback and exports after a person has marked."""
    nbgrader.run(place / "grading", "generate_feedback", LESSON, "--force")
    nbgrader.run(place / "grading", "release_feedback", LESSON)
    nbgrader.run(desk, "fetch_feedback", LESSON, *shared(nbgrader))
    nbgrader.run(place / "grading", "export", "--to", "grades.csv")
    return place / "grading" / "feedback"


# --- the road ---


def test_what_is_released_is_what_learners_find_in_the_exchange(released, place):
    found = (released / f"{LESSON}.ipynb").read_text("utf-8")
    assert found == (place / "grading" / "release" / LESSON / f"{LESSON}.ipynb").read_text("utf-8")
    assert not [secret for secret in SECRETS[:4] if secret in found]


def test_the_released_notebook_runs_on_where_nothing_is_answered(released):
    cells = {
        cell["id"]: "".join(cell["source"]) for cell in json.loads((released / f"{LESSON}.ipynb").read_text())["cells"]
    }
    assert cells["top-fifth"].endswith("# your code here, in place of pass\npass")


def test_work_from_the_exchange_and_from_a_platform_lie_side_by_side(handed_in):
    there = {
        path.parents[1].name: sorted(each.name for each in path.parent.iterdir())
        for path in handed_in.glob("*/*/*.ipynb")
    }
    both = [f"{LESSON}.ipynb", "answers.json", "timestamp.txt"]
    assert there == {"ann": sorted([*both, "submission_secret.txt"]), "ben": both, "cat": [both[0], both[2]]}


def test_nbgrader_grades_and_what_waits_or_failed_has_no_score(graded):
    states = {each["student"]: (each["state"], each["score"]) for each in graded["learners"]}
    none = ("not graded", None)
    missing = ("missing", None)
    assert states == {"ann": none, "ben": none, "cat": none, "dan": missing, "eve": missing}
    cells = {each["student"]: {c["cell"]: c["score"] for c in each["cells"]} for each in graded["learners"]}
    assert cells["ann"]["top-fifth-test"] == 4
    assert cells["ben"]["top-fifth-test"] == 0
    reasons = {each["student"]: each["reason"] for each in graded["learners"]}
    assert "offer-task" in reasons["ann"]
    assert "nbgrader failed" in reasons["cat"]


@pytest.mark.usefixtures("graded")
def test_a_graded_notebook_keeps_its_pictures_and_not_forty_megabytes_of_scripts(place):
    path = place / "grading" / "autograded" / "ann" / LESSON / f"{LESSON}.ipynb"
    assert path.stat().st_size < 1_000_000
    assert "_widget_data" in path.read_text("utf-8")


def test_the_report_counts_misconceptions_in_all_tries(graded):
    counted = {each["id"]: (each["learners"], each["in_the_end"]) for each in graded["misconceptions"]}
    assert counted[BEHIND[41.0]] == (1, 0)
    assert counted[BEHIND[97.4]] == (1, 1)


# --- formgrader ---


def test_the_rubric_stands_beside_the_text_that_it_is_for(marked):
    (left, top), (right, beside) = marked["ann"]["beside"]
    assert right > left
    assert beside == top
    panel = marked["ann"]["panel"]
    assert "212 night nurses" in panel
    for words in ("Nobody could count them", "We will monitor it", "340 fitters who install"):
        assert words in panel


def test_a_mark_given_in_formgrader_changes_the_total(marked):
    assert totals(marked["before"]) == [0, 4]
    assert totals(marked["after"]) == [1, 9]


def totals(rows):
    return sorted(float(re.search(r"([\d.]+)\s*/\s*10\b", row)[1]) for row in rows)


def test_figures_are_drawn_and_widgets_are_told_in_formgrader(marked):
    assert all(drawn for _, drawn in marked["ann"]["pictures"])
    assert len(marked["ann"]["pictures"]) >= 8
    assert any(alt == "My own bars" for alt, _ in marked["ben"]["pictures"])
    assert "its numbers are" in marked["ben"]["text"]  # a pie is not drawn; nothing is lost
    assert "Three networks, and no platform in any of them" in marked["ann"]["text"]


def test_a_learners_script_does_not_run_in_the_instructors_browser(marked):
    assert marked["ben"]["hacked"] is None
    assert "kept words" in marked["ben"]["text"]


# --- what learners get back ---


def test_feedback_shows_figures_and_scores_and_no_hidden_test(given_back, browser):
    from tests.browser.chromium import Guard

    guard = Guard()
    page = guard.open_page(browser)
    for who, total in (("ann", "9.0 / 10.0"), ("ben", "1.0 / 10.0")):
        html = (given_back / who / LESSON / f"{LESSON}.html").read_text("utf-8")
        assert not [secret for secret in SECRETS if secret in html]
        page.set_content(html)
        assert f"Score: {total}" in page.inner_text("body")
        assert "Not marked yet" not in html
        pictures = page.evaluate("[...document.images].map(each => each.naturalWidth > 0)")
        assert pictures
        assert all(pictures)
        assert page.evaluate("window.hacked") is None
    page.context.close()
    assert guard.outside == []


def test_feedback_comes_back_through_the_exchange(given_back, desk):
    [fetched] = desk.rglob("feedback/**/*.html")
    assert fetched.read_bytes() == (given_back / "ann" / LESSON / f"{LESSON}.html").read_bytes()


@pytest.mark.usefixtures("given_back")
def test_both_exports_say_in_words_what_has_no_score(place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    assert main(["export", LESSON]) == 1
    ours = capsys.readouterr().out
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(ours))}
    marks = {name: (row[f"{LESSON} (of 10)"], row[f"{LESSON} state"]) for name, row in rows.items()}
    assert marks["ann"] == ("9", "graded")
    assert marks["ben"] == ("1", "graded")
    assert marks["cat"][0] == ""
    assert marks["cat"][1].startswith("not graded: ")
    assert marks["dan"] == ("", "missing: nothing was handed in")
    assert rows["ann"]["email"] == "ann@example.org"
    theirs = (place / "grading" / "grades.csv").read_bytes().decode()
    assert theirs == ours


@pytest.mark.usefixtures("given_back")
def test_the_report_on_the_terminal_names_everybody(place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    assert main(["report", LESSON, "-o", str(place / "class.csv")]) == 1
    said = capsys.readouterr().out
    assert "2 graded, 1 not graded, 2 missing" in said
    assert "points of 2: from 1 to 9, median 5" in said
    assert len((place / "class.csv").read_text("utf-8").splitlines()) == 6
