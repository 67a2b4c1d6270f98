"""How far the open answers could still move an organisation."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.model_file import read_model
from sociable_assessment.readings import Reading
from sociable_assessment.standing import find_missing, stand
from tests.assessment.models import examples
from tests.assessment.standings import all_at, responses_of, standing_of

ITEMS = [item.id for item in read_model().items]
OPTIONS = [option.id for option in read_model().items[0].options]
SOME = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(OPTIONS))


def test_nothing_answered_has_no_bounds():
    found = standing_of({})
    assert found.bounds is None
    assert (found.known, found.asked) == (0, 28)


def test_everything_answered_leaves_nothing_open():
    assert standing_of(all_at("goal-led")).bounds is None


@examples(60)
@given(SOME, st.data())
def test_every_completion_lies_within_the_bounds(answers, data):
    begun = standing_of(answers)
    rest = {item: data.draw(st.sampled_from(OPTIONS)) for item in ITEMS if item not in answers}
    done = standing_of(answers | rest).position
    if begun.bounds is not None:
        for axis in ("index", "across", "up"):
            low, high = getattr(begun.bounds, axis)
            assert low - 1e-9 <= getattr(done, axis) <= high + 1e-9


@examples(60)
@given(SOME)
def test_one_more_answer_never_widens_the_bounds(answers):
    before, after = standing_of(answers), standing_of({ITEMS[0]: OPTIONS[1]} | answers)
    if before.bounds and after.bounds:
        assert before.bounds.across[0] - 1e-9 <= after.bounds.across[0]
        assert after.bounds.across[1] <= before.bounds.across[1] + 1e-9


def test_open_parts_are_named_with_their_counts():
    answers = {name: option for name, option in all_at("goal-led").items() if not name.startswith("goals-n")}
    assert find_missing(standing_of(answers)) == [("Goals and measures", 3, 4)]


def test_an_item_that_does_not_apply_is_not_asked():
    model = read_model()
    found = stand(model, responses_of(all_at("goal-led")))
    readings = dict(found.readings) | {"goals-named": Reading("not-applicable")}
    assert find_missing(replace(found, readings=readings)) == []
