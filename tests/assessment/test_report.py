"""The report: its files, that they tell the same, that a bad input leaves nothing behind."""

import itertools
import json
import re
from dataclasses import replace

import openpyxl
import pytest

from sociable_assessment.command_line import main
from sociable_assessment.errors import InputError
from sociable_assessment.model import with_form
from sociable_assessment.report import FORMATS, folder, write_report
from sociable_assessment.result_file import write_entries
from tests.assessment import reports
from tests.assessment.planting import run
from tests.assessment.reports import DAY, EXAMPLES, Page, alike, example, model, numbers_of, panel

FULL = ["bank", "parts_maker", "museum_2025", "museum_2026"]


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(folder, "today", lambda: DAY)


def save(path, *entries):
    with path.open("w", encoding="utf-8") as file:
        write_entries(file, entries)
    return path


def written(place, ending):
    (path,) = place.glob(f"*.{ending}")
    return path


# ---------------------------------------------------------------- the files


def test_each_format_is_one_file_named_after_organisation_and_wave(tmp_path):
    paths = write_report(model(), [example()], tmp_path / "new")
    assert [path.name for path in paths] == [f"report-fenwater-savings-bank-fictional-2026.{each}" for each in FORMATS]
    assert sorted((tmp_path / "new").iterdir()) == sorted(paths)


def test_several_results_get_a_report_each_and_an_overview(tmp_path):
    paths = write_report(model(), [example(name) for name in FULL], tmp_path, ["html", "csv"])
    assert [path.name for path in paths[:2]] == ["overview.html", "overview.csv"]
    assert len(paths) == 10


def test_names_that_no_system_takes_become_names_that_every_system_takes(tmp_path):
    names = ["../../etc/passwd", "Ärzte & Söhne", "会社", "公司", "x" * 300]
    entries = [panel(alike("experiment"), name=name) for name in names]
    paths = write_report(model(), entries, tmp_path, ["csv"])
    assert [path.name for path in paths[:5]] == [
        *("overview.csv", "report-etc-passwd.csv", "report-arzte-sohne.csv", "report.csv", "report-no-2.csv"),
    ]
    assert max(len(path.name) for path in paths) < 100


@pytest.mark.parametrize("name", FULL)
def test_all_formats_tell_the_same_numbers(tmp_path, name):
    entry = example(name)
    write_report(model(), [entry], tmp_path)
    expected, form = numbers_of(entry), model()
    assert reports.read_json(written(tmp_path, "json")) == expected
    assert reports.read_csv(written(tmp_path, "csv")) == expected
    assert reports.read_xlsx(written(tmp_path, "xlsx")) == expected
    assert reports.read_html(written(tmp_path, "html"), form) == expected
    assert same_when_rounded(reports.read_docx(written(tmp_path, "docx"), form), expected)


def same_when_rounded(shown, expected):
    pairs = [(s, e) for name, cells in expected.parts.items() for s, e in zip(shown.parts[name], cells, strict=True)]
    pairs += [(shown.questions[name], value) for name, value in expected.questions.items()]
    return all(s == e if e is None else s == pytest.approx(e, abs=0.051) for s, e in pairs)


def test_a_number_changed_in_one_format_would_be_seen(tmp_path):
    entry = example()
    write_report(model(), [entry], tmp_path, ["html"])
    path = written(tmp_path, "html")
    path.write_text(path.read_text("utf-8").replace(repr(entry["index"]), "45.9"), "utf-8")
    assert reports.read_html(path, model()) != numbers_of(entry)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_any_number_of_raters_is_reported(tmp_path, count):
    votes = [alike("experiment" if n % 2 else "goal-led") for n in range(count)]
    write_report(model(), [panel(*votes)], tmp_path)
    assert reports.read_html(written(tmp_path, "html"), model()).parts[model().id][0] is not None or count == 0
    assert reports.read_xlsx(written(tmp_path, "xlsx")) == reports.read_csv(written(tmp_path, "csv"))


def test_a_short_form_is_reported_on_its_own_questions(tmp_path):
    quick = with_form(model(), "quick")
    votes = {item.id: "experiment" for item in quick.items}
    entry = panel(votes) | {}
    assert entry["form"] == "full"
    path = EXAMPLES / "bank.json"
    assert main(["score", str(path), "--form", "quick", "--no-bootstrap", "-o", str(tmp_path / "r.json")]) == 0
    assert main(["report", str(tmp_path / "r.json"), "-o", str(tmp_path / "out")]) == 0
    page = Page(written(tmp_path / "out", "html").read_text("utf-8"))
    assert len(page.tables["Every question"]) == len(quick.items) + 1
    assert "Quick form, 9 questions: take the result as indicative" in page.text


def test_waves_of_one_organisation_tell_what_has_changed(tmp_path):
    entries = [example("museum_2025"), example("museum_2026")]
    write_report(model(), entries, tmp_path, ["html"])
    overview = Page((tmp_path / "overview.html").read_text("utf-8"))
    rows = overview.tables["Index, 2025 and 2026"]
    whole = next(row for row in rows if row[0] == "The whole")
    assert whole[1:3] == [entry["index"] for entry in entries]
    assert whole[3] == round(entries[1]["index"]) - round(entries[0]["index"])
    later = Page(next(tmp_path.glob("*2026.html")).read_text("utf-8"))
    assert "From Experiment to Goal-led." in later.text
    assert "Since 2025" not in Page(next(tmp_path.glob("*2025.html")).read_text("utf-8")).text


def test_a_target_shows_the_gap(tmp_path, capsys):
    both = [EXAMPLES / "museum_2025.json", "--target", EXAMPLES / "museum_2026.json"]
    run(capsys, "score", *both, "--no-bootstrap", "-o", tmp_path / "r.json")
    assert run(capsys, "report", tmp_path / "r.json", "-o", tmp_path / "out").status == 0
    assert "From here to the target" in Page(written(tmp_path / "out", "html").read_text("utf-8")).tables


def test_nothing_answered_is_said_and_not_an_error(tmp_path, capsys):
    path = save(tmp_path / "r.json", panel({}))
    done = run(capsys, "report", path, "-o", tmp_path / "out")
    assert done.status == 1
    assert "Nobody has answered a question yet" in Page(written(tmp_path / "out", "html").read_text("utf-8")).text


# ---------------------------------------------------------------- the page


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    place = tmp_path_factory.mktemp("page")
    write_report(model(), [example("museum_2026")], place, ["html"])
    return Page(written(place, "html").read_text("utf-8"))


def test_the_page_fetches_and_runs_nothing(page):
    assert {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "embed", "img"} == set()
    assert [name for _, found in page.tags for name in found if name.startswith("on")] == []
    links = [found[name] for _, found in page.tags for name in ("href", "src") if name in found]
    assert all(link.startswith("#") for link in links)


def test_the_page_says_its_language_and_has_landmarks_and_captions(page):
    tags = [tag for tag, _ in page.tags]
    assert ("html", {"lang": "en-GB"}) in page.tags
    assert [tags.count(tag) for tag in ("main", "header", "nav", "h1")] == [1, 1, 1, 1]
    assert tags.count("table") == tags.count("caption")
    assert [found.get("aria-label", "") != "" for tag, found in page.tags if tag == "svg"].count(False) == 0


def test_headings_leave_no_level_out(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_ids_differ_and_links_lead_somewhere(page):
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    assert {found["href"][1:] for tag, found in page.tags if tag == "a"} <= set(ids)


SLIPS = re.compile(r"\bNone[.,;]|\bnan\b|[{}]|  \.|\.\.|\b1 (?:questions|person-days|raters|changes|people)\b")


@pytest.mark.parametrize("name", [*FULL, "one", "two", "none"])
def test_a_sentence_has_no_slip_that_templates_make(tmp_path, name):
    small = {"one": [alike("experiment")], "two": [alike("experiment"), alike("goal-led")], "none": []}
    entry = panel(*small[name]) if name in small else example(name)
    write_report(model(), [entry], tmp_path, ["html"])
    text = Page(written(tmp_path, "html").read_text("utf-8")).text.partition("Where it stands")[2]
    assert text
    assert SLIPS.findall(text) == []


# ---------------------------------------------------------------- what is refused


def refuse(entries, place, formats=FORMATS, **how):
    with pytest.raises(InputError) as caught:
        write_report(model(), entries, place, formats, **how)
    return caught.value.faults


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"model": {"id": "bakery", "version": "1.0.0"}}, "it was scored with model 'bakery'", id="model"),
        pytest.param({"model": {"id": "social-maturity", "version": "0.9.0"}}, "version '0.9.0' of", id="version"),
        pytest.param({"form": "long"}, "has no form 'long'", id="form"),
        pytest.param({"stage": "organisation-wide"}, "the stage is given as 'organisation-wide'", id="stage"),
    ],
)
def test_a_result_that_does_not_fit_the_model_is_refused(tmp_path, change, told):
    faults = refuse([example(**change)], tmp_path / "out")
    assert len(faults) == 1
    assert told in faults[0]
    assert not (tmp_path / "out").exists()


def test_an_index_changed_by_hand_is_found(tmp_path):
    entry = example()
    entry["nodes"]["use"]["index"] = 99.0
    (fault,) = refuse([entry], tmp_path / "out")
    assert "the index of 'use' is given as 99, and its votes give 41.24" in fault


def test_all_faults_come_in_one_message(tmp_path):
    entries = [example(), example(), example(model={"id": "bakery", "version": "1.0.0"}, wave="2027")]
    faults = refuse(entries, tmp_path / "missing" / "out", ["html", "pdf"])
    assert [
        part
        for part in ("no format 'pdf'", "is missing; make it first", "2 results", "'bakery'")
        if not any(part in f for f in faults)
    ] == []


def test_no_results_are_refused(tmp_path):
    assert refuse([], tmp_path / "out") == ("there is no result in it: score some responses first",)


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "_is_installed", lambda module: module != "docx")
    (fault,) = refuse([example()], tmp_path / "out")
    assert fault == "docx needs the package python-docx: install sociable[lab], or leave docx out of --format"


def test_a_report_that_may_have_been_edited_is_not_overwritten_by_the_command(tmp_path, capsys):
    path, out = save(tmp_path / "r.json", example()), tmp_path / "out"
    assert run(capsys, "report", path, "-o", out, "--format", "csv").status == 0
    edited = written(out, "csv")
    edited.write_bytes(b"edited")
    refused = run(capsys, "report", path, "-o", out, "--format", "csv,json")
    assert refused.status == 2
    assert "perhaps edited: name another folder, or add --replace" in refused.err
    assert [each.read_bytes() for each in out.iterdir()] == [b"edited"]
    assert run(capsys, "report", path, "-o", out, "--format", "csv", "--replace").status == 0
    assert edited.read_bytes() != b"edited"


def test_a_failure_on_the_way_leaves_the_folder_as_it_was(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    (tmp_path / "kept.txt").write_text("kept")
    monkeypatch.setattr(folder, "write_csv", fail)
    assert refuse([example()], tmp_path, ["json", "csv"]) == ("it can't be written: No space left on device",)
    assert refuse([example()], tmp_path / "new", ["json", "csv"]) == ("it can't be written: No space left on device",)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_faults_of_several_files_come_together(tmp_path, capsys):
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    done = run(capsys, "report", bad, tmp_path / "none.json", "-o", tmp_path / "out")
    assert done.status == 2
    assert "2 files: 2 faults" in done.err
    assert not (tmp_path / "out").exists()


def test_a_report_of_its_own_is_not_taken_for_a_result(tmp_path, capsys):
    path = save(tmp_path / "r.json", example())
    run(capsys, "report", path, "-o", tmp_path / "out", "--format", "json")
    done = run(capsys, "report", written(tmp_path / "out", "json"), "-o", tmp_path / "again")
    assert done.status == 2
    assert "this is not a result file" in done.err


# ---------------------------------------------------------------- other models


def test_a_model_without_stages_map_or_actions_is_reported(tmp_path):
    form = replace(model(), stages=(), map=None, forms=())
    votes = panel(alike("goal-led"))
    entry = votes | {"stage": None, "could_be": None, "held_by": [], "set_aside": [], "explanation": "", "map": None}
    write_report(form, [entry | {"next_step": None}], tmp_path)
    page = Page(written(tmp_path, "html").read_text("utf-8"))
    assert "This model has no stages, so no next step follows from it." in page.text
    assert openpyxl.load_workbook(written(tmp_path, "xlsx"))["Summary"]["A4"].value == "Index now"


def test_the_json_is_what_may_be_shown(tmp_path):
    write_report(model(), [example()], tmp_path, ["json"])
    data = json.loads(written(tmp_path, "json").read_text("utf-8"))
    assert (data["format"], data["made_on"]) == ("sociable-report/1", "2026-11-22")
