"""A draft taken apart into entries, and put together again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.draft import list_files
from sociable_assessment.draft_entries import find_changes, from_entries, put_changes, to_entries
from sociable_assessment.model_file import read_model
from sociable_assessment.response_file import read_responses
from sociable_assessment.responses import Answer, Organisation, Rater, Responses
from tests.assessment.models import examples

MODEL = read_model()
ITEMS = [item.id for item in MODEL.items]
ANSWERS = st.dictionaries(
    st.sampled_from(ITEMS),
    st.builds(Answer, option=st.sampled_from(["not-yet", "goal-led"]), evidence=st.sampled_from(["", "page 3"])),
)
RATERS = st.dictionaries(st.sampled_from(["self", "a/b", "r 2", "ü"]), ANSWERS, min_size=2)


@examples(60)
@given(RATERS)
def test_what_is_taken_apart_comes_together_again(raters):
    responses = Responses(
        Organisation(""),
        tuple(Rater(name, answers) for name, answers in raters.items()),
        model_id=MODEL.id,
        model_version=MODEL.version,
    )
    entries = to_entries(responses, {"name": "Aurora", "form": ""}, "self")
    found, details, current, problems = from_entries(entries, MODEL)
    assert found.raters == responses.raters
    assert (details, current, problems) == ({"name": "Aurora"}, "self", [])


@pytest.mark.parametrize("each", list_files(None), ids=lambda each: each.label)
def test_every_example_comes_back_whole(each):
    responses = read_responses(each.path, MODEL)
    found = from_entries(to_entries(responses, {}, ""), MODEL)[0]
    assert (found.raters, found.consensus) == (responses.raters, responses.consensus)


def test_nothing_given_is_nothing_to_keep():
    assert to_entries(Responses(Organisation(""), (Rater("self", {}),)), {"name": "", "form": ""}, "self") == {}


KEYS = st.sampled_from(["a", "b", "c"])
ENTRIES = st.dictionaries(KEYS, st.integers())


@examples(60)
@given(ENTRIES, ENTRIES)
def test_changes_lead_from_one_state_to_the_other(before, after):
    assert put_changes(before, find_changes(before, after)) == after


@examples(60)
@given(
    st.dictionaries(st.text(), st.one_of(st.none(), st.integers(), st.text(), st.dictionaries(st.text(), st.text())))
)
def test_no_spoiled_draft_breaks_anything(entries):
    keys = ["answer/self/goals-named", "rater/self", "consensus/goals-named", "version", "current", "details/form"]
    spoiled = {**entries, **dict(zip(keys, entries.values(), strict=False))}
    found, _, _, _ = from_entries(spoiled, MODEL)
    assert isinstance(found, Responses)
