from dataclasses import replace
from statistics import mean, median_low

import pytest
from hypothesis import given

from sociable_assessment.errors import InputError
from sociable_assessment.readings import Reading, Tally, read, read_all, tally
from sociable_assessment.responses import Answer, Consensus, Organisation, Rater, Responses
from tests.assessment.models import a_model, a_rater, an_item, assess, dice, examples, rank_of, respond, scale

ITEM = an_item("a", options=scale("no", "partly", "yes", values=(0, 1, 5)))
ONE = a_model([ITEM])


@given(dice)
@examples(200)
def test_an_item_reads_as_the_lower_median_option_and_the_mean_value(dice):
    ranks = [dice.randrange(3) for _ in range(dice.randint(1, 9))]
    counts = tuple(ranks.count(rank) for rank in range(3))
    found = read(ITEM, Tally(counts))
    assert (found.rank, found.value) == (median_low(ranks), pytest.approx(mean((0, 1, 5)[rank] for rank in ranks)))


@given(dice)
@examples(100)
def test_all_voting_for_one_option_read_exactly_as_that_option(dice):
    values = sorted(dice.randint(-200, 400) / 10 for _ in range(3))
    item = an_item("a", options=scale("no", "partly", "yes", values=values))
    rank, size = dice.randrange(3), dice.randint(1, 30)
    counts = tuple(size if place == rank else 0 for place in range(3))
    assert read(item, Tally(counts)) == Reading("answered", rank, values[rank])


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        (["n/a", "n/a", "yes"], "not-applicable"),
        (["n/a", "yes"], "answered"),
        (["n/a", "?", "", "?"], "not-applicable"),
        (["n/a", "n/a", "yes", "yes", "?"], "answered"),
        (["?", ""], "unknown"),
        ([], "unknown"),
    ],
)
def test_an_item_is_not_applicable_when_most_who_judged_it_say_so(votes, expected):
    panel = [{"a": vote} for vote in votes]
    assert assess(ONE, *panel).readings["a"].status == expected


@given(dice)
@examples(200)
def test_a_recorded_consensus_is_as_if_all_raters_had_voted_so(dice):
    model = dice.model()
    panel = dice.panel(model)
    agreed = {item.id: dice.choice(item.options).id for item in model.items if dice.flip()}
    assert assess(model, *panel, consensus=agreed) == assess(model, *[{**each, **agreed} for each in panel])


def test_a_consensus_stands_where_nobody_voted_and_where_most_found_the_item_not_applicable():
    panel = [{"a": "n/a"}, {"a": "n/a"}]
    assert assess(ONE, *panel, consensus={"a": "yes"}).readings["a"] == Reading("answered", 2, 5)


@given(dice)
@examples(200)
def test_one_rater_choosing_better_never_lowers_an_answer_or_the_stage(dice):
    model = dice.model()
    panel = dice.panel(model)
    before, after = assess(model, *panel), assess(model, *dice.improve(model, panel))
    pairs = [(before.readings[name], reading) for name, reading in after.readings.items()]
    assert [pair for pair in pairs if pair[0].rank is not None and pair[1].rank < pair[0].rank] == []
    assert [pair for pair in pairs if pair[0].value is not None and pair[1].value < pair[0].value - 1e-9] == []
    assert rank_of(model, after.position.stage) >= rank_of(model, before.position.stage)
    assert rank_of(model, after.position.could_be) >= rank_of(model, before.position.could_be)


def test_options_outside_their_set_are_refused_all_at_once():
    panel = [a_rater("ann", {"a": "yes"}), a_rater("bob", {"a": "often"}), a_rater("cem", {"a": "3"})]
    responses = Responses(Organisation("Museum"), tuple(panel), consensus={"a": Consensus("best")})
    with pytest.raises(InputError) as caught:
        tally(ONE, responses)
    assert caught.value.faults == (
        "rater 'bob', item 'a': no option 'often'; allowed: no, partly, yes",
        "rater 'cem', item 'a': no option '3'; allowed: no, partly, yes",
        "consensus, item 'a': no option 'best'; allowed: no, partly, yes",
    )


@pytest.mark.parametrize("option", ["", "0", "No", "no ", "dont_know", "unanswered", "not_applicable"])
def test_an_unknown_option_never_counts_as_the_lowest_nor_as_no_answer(option):
    rater = Rater("ann", {"a": Answer(option=option)})
    with pytest.raises(InputError, match="no option"):
        tally(ONE, Responses(Organisation("Museum"), (rater,)))


@pytest.mark.parametrize("word", ["dont_know", "unanswered", "not_applicable"])
def test_an_option_may_be_called_like_the_answers_that_are_none(word):
    item = an_item("a", options=scale("no", word))
    assert tally(a_model([item]), respond({"a": word}))["a"] == Tally((0, 1))


def test_evidence_alone_is_no_answer():
    rater = Rater("ann", {"a": Answer(evidence="see the wiki")})
    assert tally(ONE, Responses(Organisation("Museum"), (rater,)))["a"] == Tally((0, 0, 0), unanswered=1)


def test_answers_to_items_outside_the_model_do_not_count():
    responses = respond({"a": "yes", "other": "yes"})
    assert tally(ONE, responses) == {"a": Tally((0, 0, 1))}


def test_an_item_without_a_tally_is_unknown():
    assert read_all(ONE, {})["a"] == Reading("unknown")


def test_votes_are_counted_apart_from_dont_know_not_applicable_and_no_answer():
    responses = respond({"a": "no"}, {"a": "yes"}, {"a": "?"}, {"a": "n/a"}, {"a": ""}, {"a": "no"}, {})
    expected = Tally((2, 0, 1), dont_know=1, not_applicable=1, unanswered=2)
    assert tally(ONE, responses) == {"a": expected}
    assert tally(ONE, replace(responses, consensus={"a": Consensus("yes")}))["a"] == replace(expected, consensus=2)
