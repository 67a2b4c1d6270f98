"""Files that are no text of ours at all: refused before anything in them is taken, each with what to do next."""

import zlib
from zipfile import ZipFile

import pytest

from tests.assessment.planting import JSON, TABLE, one_fault, plant, refuse_on_both_roads

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
TEXTS = {"csv": TABLE, "json": JSON}
LONG = {  # so long that a fault at the end lies far beyond the first look
    "csv": TABLE + "".join(f"Borealis,r{n},brand,2026-09-14,2026,,,,?,goal-led,,\n" for n in range(500)),
    "json": plant(JSON, '"wave": "2026",', f'"wave": "2026",{" " * 20_000}'),
}
NOT_UTF8 = "the text is not UTF-8 (Windows-1252, perhaps); save it as UTF-8 ('CSV UTF-8')"
BINARY = "it holds binary data, not text; export it as CSV (UTF-8), or save it as JSON"
UTF16 = "the text is UTF-16; save it as UTF-8 (in a spreadsheet: 'CSV UTF-8')"
LATE = {"csv": "line 505", "json": "line 24"}
LAST = {"csv": "r499,brand,2026", "json": "Less, says one"}


def _plant_late(kind, word):
    return plant(LONG[kind], LAST[kind], word)


UNREADABLE = {  # how the bytes come about, from a text and its ending, and what the message says
    "Windows-1252 at the start": (lambda text, _: text.replace("Aurora", "Musée", 1).encode("cp1252"), NOT_UTF8),
    "Windows-1252 curly quote": (lambda text, _: text.replace("nobody", "nobody’s", 1).encode("cp1252"), NOT_UTF8),
    "Latin-1 late": (lambda _, kind: _plant_late(kind, "Café").encode("latin-1"), f"{{late}}: {NOT_UTF8}"),
    "UTF-8 cut in a character": (lambda _, kind: LONG[kind].encode() + "é".encode()[:1], NOT_UTF8),
    "UTF-16 with a mark": (lambda text, _: text.encode("utf-16"), UTF16),
    "UTF-16 without a mark": (lambda text, _: text.encode("utf-16-le"), UTF16),
    "UTF-16, big end first": (lambda text, _: text.encode("utf-16-be"), UTF16),
    "UTF-32": (lambda text, _: text.encode("utf-32-be"), BINARY),
    "empty": (lambda *_: b"", "the file is empty"),
    "whitespace": (lambda *_: b" \r\n\n\t ", "the file is empty"),
    "byte order mark alone": (lambda *_: b"\xef\xbb\xbf", "the file is empty"),
    "picture": (lambda *_: PNG + bytes(range(256)) * 9, BINARY),
    "compressed": (lambda text, _: zlib.compress(text.encode()) + b"\0", BINARY),
    "NUL in the middle": (lambda text, _: text.replace("nobody", "no\0body").encode(), BINARY),
    "NUL late": (lambda _, kind: _plant_late(kind, "no\0body").encode(), BINARY),
    "old spreadsheet": (lambda *_: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), BINARY),
}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_utf8_text_is_refused_with_what_to_do(name, kind, tmp_path, capsys):
    spoil, expected = UNREADABLE[name]
    path = tmp_path / f"answers.{kind}"
    path.write_bytes(spoil(TEXTS[kind], kind))
    assert expected.format(late=LATE[kind]) in one_fault(refuse_on_both_roads(capsys, path), path)


@pytest.mark.parametrize("kind", TEXTS)
def test_a_spreadsheet_is_refused_with_how_to_export_it(kind, tmp_path, capsys):
    path = tmp_path / f"answers.{kind}"
    with ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    fault = one_fault(refuse_on_both_roads(capsys, path), path)
    assert fault == "this is a spreadsheet or ZIP file (XLSX?); in the spreadsheet choose 'Save as', CSV UTF-8"


@pytest.mark.parametrize("kind", TEXTS)
def test_a_folder_is_refused(kind, tmp_path, capsys):
    path = tmp_path / f"answers.{kind}"
    path.mkdir()
    assert one_fault(refuse_on_both_roads(capsys, path), path) == "this is a folder; name a file in it"


@pytest.mark.parametrize("kind", TEXTS)
def test_a_missing_file_is_refused_with_whether_its_folder_exists(kind, tmp_path, capsys):
    here, nowhere = tmp_path / f"answers.{kind}", tmp_path / "gone" / f"answers.{kind}"
    expected = [f"there is no such file; the folder '{tmp_path}' exists"]
    expected += [f"there is no such file; the folder '{nowhere.parent}' is missing"]
    assert expected == [one_fault(refuse_on_both_roads(capsys, path), path) for path in (here, nowhere)]
