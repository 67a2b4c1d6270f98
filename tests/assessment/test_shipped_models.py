from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from sociable_assessment.model import with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.regions import regions
from tests.assessment.models import assess, highest, lowest

FOLDER = Path(str(files("sociable_assessment").joinpath("models")))
MODELS = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.toml"))
FORMS = [(name, form) for name in MODELS for form in ["full", *(each.id for each in read_model(FOLDER / name).forms)]]


def test_there_is_a_shipped_model():
    assert MODELS != []


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_form_of_a_shipped_model_reaches_every_stage(name, form):
    model = with_form(read_model(FOLDER / name), form)
    stage = {"worst": assess(model, lowest(model)).position.stage, "best": assess(model, highest(model)).position.stage}
    assert stage == {"worst": model.stages[0].id, "best": model.stages[-1].id}


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_one_next_step_after_another_leads_from_the_lowest_stage_to_the_highest(name, form):
    model = with_form(read_model(FOLDER / name), form)
    votes, climbed = lowest(model), []
    while step := assess(model, votes).step:
        votes |= {each.item: model.item_by_id[each.item].options[each.to].id for each in step.steps}
        climbed.append(step.stage)
    assert climbed == [stage.id for stage in model.stages[1:]]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_stage_of_a_shipped_model_begins_further_on(name, form):
    starts = regions(with_form(read_model(FOLDER / name), form))
    assert [pair for pair in pairwise(starts) if pair[1].index <= pair[0].index] == []


@pytest.mark.parametrize("name", MODELS)
def test_every_item_of_a_shipped_model_says_all_that_a_rater_needs(name):
    model = read_model(FOLDER / name)
    lacking = [i.id for i in model.items if not (i.evidence and i.who and i.source and i.actions and i.question)]
    assert lacking == []


def test_ours_has_seven_dimensions_of_four_items_and_five_key_items_in_its_gates():
    model = read_model()
    assert [len(model.items_under[node.id]) for node in model.dimensions] == [4] * 7
    asked = {clause.item for stage in model.stages for clause in stage.gate if clause.item}
    assert asked == {item.id for item in model.items if item.key}
    assert len(asked) == 5


MINUTES = {"full": 20, "quick": 5}
WORDS_A_MINUTE = 200  # slow silent reading of English prose (Brysbaert 2019 finds 238 on average)
SECONDS_TO_CHOOSE = 12


def minutes_to_answer(model):
    """Estimate how long a form takes: reading every question and anchor once, then choosing."""
    texts = [text for item in model.items for text in (item.question, *item.anchors)]
    return sum(len(text.split()) for text in texts) / WORDS_A_MINUTE + len(model.items) * SECONDS_TO_CHOOSE / 60


@pytest.mark.parametrize("form", MINUTES)
def test_a_form_of_our_model_is_answered_in_the_time_it_promises(form):
    assert minutes_to_answer(with_form(read_model(), form)) < MINUTES[form]


def test_our_model_has_seven_dimensions_of_four_items_each_fully_described():
    model = read_model()
    assert [len(model.items_under[node.id]) for node in model.dimensions] == [4] * 7
    assert all(item.evidence and item.who and item.source and item.title != item.id for item in model.items)
    assert all(len(item.actions) == item.top for item in model.items)
