"""What a workshop adds to responses and results: departments of its own, a smallest group, agreed actions."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from sociable_assessment.errors import InputError
from sociable_assessment.model_file import read_model
from sociable_assessment.opened_files import open_file
from sociable_assessment.report import write_report
from sociable_assessment.report.privacy import withhold
from sociable_assessment.response_file import merge, parse_responses, read_responses, to_data, write_responses
from sociable_assessment.responses import AgreedAction, Answer, Consensus, Organisation, Rater, Responses
from sociable_assessment.result import describe
from sociable_assessment.result_file import write_entries
from sociable_assessment.schema import check, load_schema
from tests.assessment.reports import all_texts

MODEL = read_model()
ACTIONS = (AgreedAction("Name one goal", "Ines", "2027-01-31"), AgreedAction("Ask ten customers"))


def house(*departments: str, **more) -> Responses:
    answers = {item.id: Answer(option="experiment") for item in MODEL.items}
    raters = tuple(Rater(f"r{n}", answers, name) for n, name in enumerate(departments))
    plain = Responses(Organisation("Aurora"), raters, model_id=MODEL.id, model_version=MODEL.version)
    return replace(plain, **more)


FULL = house("HR Berlin", "HR Berlin", departments=("HR Berlin", "brand"), minimum_group=2, actions=ACTIONS)


def test_they_are_written_read_and_valid(tmp_path):
    path = tmp_path / "answers.json"
    write_responses(path, FULL)
    assert not list(check(json.loads(path.read_text()), load_schema("responses")))
    assert read_responses(path, MODEL) == FULL


def test_a_file_without_a_workshop_stays_as_it_was():
    assert not {"departments", "minimum_group", "actions"} & set(to_data(house("brand")))
    entry = describe(MODEL, house("brand"), resamples=0)
    assert not {"minimum_group", "actions"} & set(entry)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"departments": ["brand"]}, "'HR Berlin' is not one of brand"),
        ({"minimum_group": 1}, "minimum_group"),
        ({"actions": [{"owner": "Ines"}]}, "do"),
        ({"actions": [{"do": "x", "due": "soon"}]}, "action number 1, due: 'soon' is not a date"),
        ({"actions": [{"do": "x", "by": "Ines"}]}, "by"),
    ],
)
def test_a_fault_in_them_is_told(change, told):
    with pytest.raises(InputError) as caught:
        parse_responses(json.dumps(to_data(FULL) | change), MODEL, "answers.json")
    assert told in str(caught.value)


def test_a_smallest_group_of_ones_own_holds_in_result_and_report():
    entry = describe(MODEL, house(*["brand"] * 4, *["research"] * 4, minimum_group=4), resamples=0)
    assert entry["departments"]["minimum_group"] == 4
    assert None not in entry["departments"]["index"]["goals"].values()
    strict = describe(MODEL, house(*["brand"] * 4, *["research"] * 4, minimum_group=5), resamples=0)
    assert set(strict["departments"]["index"]["goals"].values()) == {None}
    few = describe(MODEL, house(*["brand"] * 4, minimum_group=5), resamples=0)
    assert withhold(few)["items"]["goals-named"]["votes"] is None


def test_actions_stand_in_the_report_and_are_found_when_the_result_is_opened_again(tmp_path):
    entry = describe(MODEL, FULL, resamples=0)
    with (tmp_path / "result.json").open("w") as file:
        write_entries(file, [entry])
    assert not list(check(json.loads((tmp_path / "result.json").read_text()), load_schema("result")))
    assert open_file(tmp_path / "result.json", MODEL)[0].actions == ACTIONS
    write_report(MODEL, [entry], tmp_path / "report", ["html", "docx"])
    texts = all_texts(tmp_path / "report")
    for text in (texts[".html"], texts[".docx"]):
        assert "Ask ten customers" in text
        assert "31 January 2027" in text
    assert "Agreed in the room" in texts[".html"]


def test_the_table_keeps_reason_and_dissent_beside_what_was_agreed(tmp_path):
    agreed = {"goals-named": Consensus("goal-led", "Two of seven accounts", "Brand: only one")}
    entry = describe(MODEL, house(*["brand"] * 4, consensus=agreed), resamples=0)
    (path,) = write_report(MODEL, [entry], tmp_path, ["csv"])
    rows = csv.DictReader(StringIO(path.read_text("utf-8-sig")))
    told = [(row["id"], row["consensus"], row["reason"], row["dissent"]) for row in rows if row["consensus"]]
    assert told == [("goals-named", "goal-led", "Two of seven accounts", "Brand: only one")]


def test_files_of_one_workshop_that_are_merged_keep_everything():
    other = replace(house("brand", minimum_group=3, actions=ACTIONS[1:]), raters=(Rater("x", {}, "brand"),))
    joined = merge([("a.json", FULL), ("b.json", other)])[0]
    assert (joined.departments, joined.minimum_group, joined.actions) == (("HR Berlin", "brand"), 3, ACTIONS)
