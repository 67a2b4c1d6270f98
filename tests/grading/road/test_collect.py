"""Work that comes through a learning platform: whose it is, which version counts, what is refused, missing or late."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from datetime import datetime

import pytest

from sociable_assessment.errors import InputError
from sociable_grading.collect import NEW, OLDER, REPLACED, UNCHANGED, collect, say
from sociable_grading.collect_names import read_name
from sociable_grading.collect_roster import read_roster
from sociable_grading.command_line import main
from sociable_grading.course_folder import open_gradebook
from tests.grading.road.classroom import LESSON, ROSTER, answer, download_my_work, fill, write_zip


@pytest.fixture
def roster(course):
    return read_roster(course.root / "roster.csv")


@pytest.fixture
def downloads(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


@pytest.fixture
def work(course, tmp_path):
    """Writes a learner's folder, and gives it."""

    def write(name="work", **answers):
        folder = tmp_path / name
        fill(folder, course.grading / "release" / LESSON / f"{LESSON}.ipynb", {}, [], **{"top_fifth": 48.7, **answers})
        return folder

    return write


def at(path, time):
    seconds = datetime.fromisoformat(f"{time}+00:00").timestamp()
    os.utime(path, (seconds, seconds))
    return path


def states(collected):
    return {each.learner.id: each.state for each in collected.taken}


def remarks(collected):
    return "\n".join(say(collected))


# --- names ---


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("Ann Lee_31_assignsubmission_file_work.zip", "ann"),
        ("Ann Lee_31_assignsubmission_file_", "ann"),
        ("Lee Ann_31_assignsubmission_file", "ann"),
        ("Ben Mu\N{COMBINING DIAERESIS}ller_32_assignsubmission_file_my_work.zip", "ben"),
        ("Cat O'Hara_33_assignsubmission_file_a.ipynb", "cat"),
        ("Participant_4711_assignsubmission_file_a.ipynb", "ann"),
        ("leeann_4711_99_work.zip", "ann"),
        ("mullerben_12_99_work-1.zip", "ben"),
        ("oharacat_LATE_12_99_work.zip", "cat"),
        ("dan.zip", "dan"),
        ("dan_work.ipynb", "dan"),
        ("dan", "dan"),
    ],
)
def test_a_platforms_name_tells_whose_work_it_is(roster, name, learner):
    assert read_name(name, roster).learner == roster.by_id[learner]


@pytest.mark.parametrize("name", ["daniela.zip", "Zoe Nobody_1_assignsubmission_file_a.zip", "grades.csv", "poe.zip"])
def test_a_name_that_says_nobody_is_told(roster, name):
    found = read_name(name, roster)
    assert found.learner is None
    assert "roster" in found.fault


def test_canvas_says_what_is_late(roster):
    assert read_name("oharacat_LATE_12_99_work.zip", roster).late
    assert not read_name("oharacat_12_99_work.zip", roster).late


def test_two_learners_of_one_name_are_not_guessed(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("id;first_name;last_name;lms_id\nann1;Ann;Lee;1\nann2;Ann;Lee;2\n", encoding="utf-8-sig")
    roster = read_roster(path)
    assert "ann1 and ann2" in read_name("Ann Lee_31_assignsubmission_file_a.zip", roster).fault
    assert read_name("leeann_2_9_a.zip", roster).learner == roster.by_id["ann2"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id,first_name\nann,Ann\n", "the column 'last_name' is missing"),
        ("id,id,first_name,last_name\na,a,A,L\n", "the column 'id' stands twice"),
        (ROSTER + "../x,Zoe,Kay,,\n", "row 7: '../x' can't be an id"),
        (ROSTER + "zoe,,,,\n", "row 7: the name is missing"),
        (ROSTER + "ANN,Anne,Lea,,\n", "'ann' is used for more than one learner"),
        (ROSTER + "zoe,Zoe,Kay,,4711\n", "'4711' is used for more than one learner"),
    ],
)
def test_a_faulty_roster_is_refused_in_words(tmp_path, text, fault):
    (tmp_path / "roster.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_roster(tmp_path / "roster.csv")
    assert fault in str(caught.value)


# --- what is taken ---


def test_zips_bare_files_and_folders_come_out_alike(course, roster, downloads, work):
    done = work()
    (downloads / "Ann Lee_1_assignsubmission_file_work.zip").write_bytes(download_my_work(done))
    for name in (f"{LESSON}.ipynb", "answers.json"):
        (downloads / f"Ben Müller_2_assignsubmission_file_{name}").write_bytes((done / name).read_bytes())
        (downloads / f"oharacat_3_9{name == 'answers.json':d}_{name}").write_bytes((done / name).read_bytes())
        folder = downloads / "Dan Poe_4_assignsubmission_file"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes((done / name).read_bytes())
    collected = collect(course, LESSON, downloads, roster)
    assert states(collected) == dict.fromkeys(["ann", "ben", "cat", "dan"], NEW)
    assert [each.id for each in collected.missing] == ["eve"]
    assert collected.refused == ()
    for who in ("ann", "ben", "cat", "dan"):
        place = course.step("submitted", who, LESSON)
        assert sorted(path.name for path in place.iterdir()) == [f"{LESSON}.ipynb", "answers.json", "timestamp.txt"]
        assert (place / "answers.json").read_bytes() == (done / "answers.json").read_bytes()
    with open_gradebook(course) as gradebook:
        assert {each.id: each.email for each in gradebook.students}["ann"] == "ann@example.org"


def test_a_second_run_changes_nothing_and_a_newer_version_replaces(course, roster, downloads, work):
    path = downloads / "ann.zip"
    path.write_bytes(download_my_work(work()))
    at(path, "2026-11-01T10:00:00")
    assert states(collect(course, LESSON, downloads, roster)) == {"ann": NEW}
    assert states(collect(course, LESSON, downloads, roster)) == {"ann": UNCHANGED}
    path.write_bytes(download_my_work(work("newer", top_fifth=41)))
    at(path, "2026-11-02T10:00:00")
    assert states(collect(course, LESSON, downloads, roster)) == {"ann": REPLACED}
    stamp = course.step("submitted", "ann", LESSON) / "timestamp.txt"
    assert stamp.read_text() == "2026-11-02 10:00:00.000000 UTC"
    path.write_bytes(download_my_work(work("older", top_fifth=97.4)))
    at(path, "2026-10-01T10:00:00")
    assert states(collect(course, LESSON, downloads, roster)) == {"ann": OLDER}
    assert stamp.read_text() == "2026-11-02 10:00:00.000000 UTC"


def test_of_two_versions_the_later_counts_and_the_other_is_named(course, roster, downloads, work):
    first, second = downloads / "leeann_4711_1_work.zip", downloads / "leeann_4711_2_work-1.zip"
    first.write_bytes(download_my_work(work()))
    second.write_bytes(download_my_work(work("second", top_fifth=41)))
    at(first, "2026-11-02T10:00:00")
    at(second, "2026-11-01T10:00:00")
    collected = collect(course, LESSON, downloads, roster)
    assert collected.taken[0].doubles == (second.name,)
    assert f"handed in 2 times: took {first.name}" in remarks(collected)
    taken = json.loads((course.step("submitted", "ann", LESSON) / "answers.json").read_text("utf-8"))
    assert taken["answers"]["top-fifth"]["value"] != 41


def test_lateness_is_told_by_the_clock_and_by_the_platform(course, roster, downloads, work):
    with open_gradebook(course) as gradebook:
        gradebook.update_or_create_assignment(LESSON, duedate=datetime(2026, 11, 1, 12))  # noqa: DTZ001 - nbgrader's
    done = download_my_work(work())
    for name, time in (("ann", "2026-11-01T11:59:00"), ("ben", "2026-11-01T15:30:00"), ("dan", "2026-11-05T15:30:00")):
        (downloads / f"{name}.zip").write_bytes(done)
        at(downloads / f"{name}.zip", time)
    (downloads / "oharacat_LATE_12_99_work.zip").write_bytes(done)
    at(downloads / "oharacat_LATE_12_99_work.zip", "2026-11-01T10:00:00")
    late = {each.learner.id: each.late for each in collect(course, LESSON, downloads, roster).taken}
    assert late == {"ann": "", "ben": "late by 3 hours", "cat": "the platform calls it late", "dan": "late by 4 days"}


def test_answers_without_a_notebook_are_taken_with_the_released_one(course, roster, downloads, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    answer(own, top_fifth=48.7)
    (downloads / "dan_answers (1).json").write_bytes((own / "answers.json").read_bytes())
    collected = collect(course, LESSON, downloads, roster)
    place = course.step("submitted", "dan", LESSON)
    released = course.grading / "release" / LESSON / f"{LESSON}.ipynb"
    assert (place / f"{LESSON}.ipynb").read_bytes() == released.read_bytes()
    assert "the released one stands in" in remarks(collected)


def test_odd_files_are_remarked_and_nothing_of_them_is_lost(course, roster, downloads, work):
    notebook = (work() / f"{LESSON}.ipynb").read_bytes()
    other = json.dumps({"format": "sociable-answers/1", "lesson": "00_start_here", "answers": {}})
    write_zip(downloads / "ann.zip", my_copy__ipynb=notebook, sitecustomize__py="import os", answers__json=other)
    (downloads / "ben.ipynb").write_text("{", encoding="utf-8")
    said = remarks(collect(course, LESSON, downloads, roster))
    assert "ann: the notebook was called 'my_copy.ipynb'" in said
    assert "ann: left out: 'sitecustomize.py'" in said
    assert "these are the answers to lesson '00_start_here'" in said
    assert "ben: the notebook can't be read as one; it is kept as it is" in said
    assert (course.step("submitted", "ben", LESSON) / f"{LESSON}.ipynb").read_text() == "{"
    assert not (course.step("submitted", "ann", LESSON) / "sitecustomize.py").exists()


# --- what is refused ---


def escaping(path):
    write_zip(path, **{"../../evil__ipynb": "{}"})


def absolute(path):
    write_zip(path, **{"/tmp/evil__ipynb": "{}"})  # noqa: S108 - a name in a zip


def on_a_drive(path):
    write_zip(path, **{"C:\\evil__ipynb": "{}"})


def linked(path):
    entry = zipfile.ZipInfo("answers.json")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")


def crowded(path):
    write_zip(path, **{f"n{number}__txt": "" for number in range(300)})


def swollen(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.ipynb", b"0" * 60_000_000)


def huge(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.bin", b"0" * 45_000_000)


def broken(path):
    write_zip(path, a__ipynb="{}" * 1000)
    data = bytearray(path.read_bytes())
    data[40:200] = b"x" * 160
    path.write_bytes(data)


def nested(path):
    write_zip(path, more__zip="PK")


def empty(path):
    write_zip(path)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (escaping, "would be written outside its folder"),
        (absolute, "would be written outside its folder"),
        (on_a_drive, "would be written outside its folder"),
        (linked, "is a link or no file"),
        (crowded, "200 are the most"),
        (swollen, "has more than 50,000,000 bytes"),
        (huge, "200,000,000 are the most"),
        (broken, "broken, or locked"),
        (nested, "is a zip in a zip"),
        (empty, "there is no notebook and there are no answers in it"),
    ],
)
def test_an_unsafe_zip_is_refused_and_the_others_are_taken(course, downloads, work, spoil, reason):
    roster = read_roster(course.root / "roster.csv")
    spoil(downloads / "ann.zip")
    (downloads / "ben.zip").write_bytes(download_my_work(work()))
    collected = collect(course, LESSON, downloads, roster)
    assert states(collected) == {"ben": NEW}
    assert [each.startswith("ann.zip: ") and reason in each for each in collected.refused] == [True]
    assert "ann" in [each.id for each in collected.missing]
    assert not list(course.root.parent.rglob("evil*"))


def test_a_link_among_the_downloads_is_left_alone(course, roster, downloads):
    (downloads / "ann.ipynb").symlink_to(course.root / "roster.csv")
    collected = collect(course, LESSON, downloads, roster)
    assert "link" in collected.refused[0]
    assert collected.taken == ()


# --- the command ---


def test_the_command_says_what_came_of_it(course, downloads, work, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    (downloads / "ann.zip").write_bytes(download_my_work(work()))
    (downloads / "stranger.zip").write_bytes(b"")
    assert main(["collect", str(downloads), "--roster", "roster.csv", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [each["student"] for each in said["taken"]] == ["ann"]
    assert said["missing"] == ["ben", "cat", "dan", "eve"]
    assert said["refused"][0].startswith("stranger.zip: ")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["collect", "nowhere", "--roster", "roster.csv"], "there is no such folder"),
        (["collect", ".", "--roster", "nowhere.csv"], "there is no such file"),
        (["collect", ".", "--roster", "roster.csv", "--lesson", "09_none"], "sociable-grade release 09_none"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(course, monkeypatch, capsys, arguments, fault):
    monkeypatch.chdir(course.root)
    assert main(arguments) == 2
    assert fault in capsys.readouterr().err
    assert not (course.grading / "submitted").exists()
