"""What people typed is shown and never run, in every format."""

import csv
import zipfile
from io import StringIO

import docx
import openpyxl
import pytest

from sociable_assessment.report import write_report
from sociable_assessment.report.sheets import RISKY
from tests.assessment.reports import HOSTILE, Page, all_texts, hostile, model


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("hostile")
    write_report(model(), [hostile()], place)
    return place


@pytest.fixture(scope="module")
def texts(folder):
    return all_texts(folder)


def one(folder, ending):
    return next(folder.glob(f"*.{ending}"))


def seen(text):
    """An attack as it can be shown: what has no place in a document is marked, and a return becomes a mark too."""
    return text.replace("\r", "\ufffd").replace("\x00", "\ufffd").replace("\x07", "\ufffd")


@pytest.mark.parametrize("attack", HOSTILE, ids=repr)
@pytest.mark.parametrize("ending", [".html", ".xlsx", ".docx", ".csv"])
def test_every_attack_is_shown_as_it_was_typed(texts, attack, ending):
    assert seen(attack) in texts[ending]


def test_the_page_holds_no_element_that_was_typed(folder):
    page = Page(one(folder, "html").read_text("utf-8"))
    assert {tag for tag, _ in page.tags} & {"script", "img", "b", "iframe"} == set()
    assert [name for _, found in page.tags for name in found if name.startswith("on")] == []
    assert [tag for tag, _ in page.tags].count("style") == 1


def test_the_workbook_computes_its_own_formulas_only(folder):
    book = openpyxl.load_workbook(one(folder, "xlsx"))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert [text for text in formulas if any(word in text for word in ("HYPERLINK", "cmd", "http", "1+1"))] == []


def test_a_typed_formula_stays_text_when_its_cell_is_edited(folder):
    book = openpyxl.load_workbook(one(folder, "xlsx"))
    risky = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s" and str(cell.value).startswith(RISKY)
    ]
    assert len(risky) > 5
    assert [cell.coordinate for cell in risky if not cell.quotePrefix] == []


def test_agreed_actions_that_look_like_formulas_are_text_in_their_sheet(folder):
    cells = [cell for row in openpyxl.load_workbook(one(folder, "xlsx"))["Agreed actions"]["A3:B13"] for cell in row]
    assert [cell.value for cell in cells[::2]] == [seen(attack) for attack in HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [c.coordinate for c in cells if c.value.startswith(RISKY) and not c.quotePrefix] == []


def test_the_workbook_has_no_links_or_macros(folder):
    with zipfile.ZipFile(one(folder, "xlsx")) as parts:
        assert [name for name in parts.namelist() if "external" in name.lower() or "vba" in name.lower()] == []
        assert b"hyperlink" not in b"".join(parts.read(n) for n in parts.namelist() if "worksheets/sheet" in n).lower()


def test_no_cell_of_the_csv_begins_as_a_formula_does(folder):
    rows = list(csv.reader(StringIO(one(folder, "csv").read_text("utf-8-sig"))))
    texts = [cell for row in rows[1:] for cell in row if not is_number(cell)]
    assert [cell for cell in texts if cell.lstrip(" ").startswith(RISKY)] == []
    assert any(cell.startswith("'=cmd") for cell in texts)


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_the_document_has_no_field_but_the_page_number(folder):
    with zipfile.ZipFile(one(folder, "docx")) as parts:
        body = parts.read("word/document.xml").decode()
        footers = "".join(parts.read(name).decode() for name in parts.namelist() if "footer" in name)
    assert "fldSimple" not in body
    assert "instrText" not in body
    assert footers.count("w:instr=") == 1
    assert docx.Document(str(one(folder, "docx"))).core_properties.author == ""
