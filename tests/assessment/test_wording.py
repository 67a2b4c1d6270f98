"""The sentences say what the numbers say."""

from __future__ import annotations

from sociable_assessment.errors import InputError
from sociable_assessment.findings import alert, headline, message, reasons
from sociable_assessment.markup import to_html
from sociable_assessment.model import with_form
from sociable_assessment.model_file import read_model
from sociable_assessment.regions import regions
from sociable_assessment.wording import say_ahead, say_holding, say_index, say_missing, say_open, say_standing
from tests.assessment.standings import all_at, standing_of


def test_an_index_comes_with_its_coverage():
    assert say_index(standing_of(all_at("experiment"))) == "Index 33 of 100, from 28 of 28 answers."


def test_too_few_answers_say_how_many_it_takes():
    found = standing_of({"use-departments": "experiment"})
    assert say_index(found) == "No index yet: it takes 20 of 28 answers, and there is 1."
    assert say_missing(found).startswith("Still open: People and motives (0 of 4)")


def test_open_answers_that_could_lift_the_stage_are_told():
    answers = all_at("goal-led")
    del answers["goals-named"]
    assert say_open(standing_of(answers)) == "It could be Goal-led, depending on 1 open answer."
    assert say_open(standing_of(all_at("goal-led"))) == ""


def test_a_place_ahead_of_its_stage_says_what_holds_it():
    found = standing_of(all_at("organisation-wide", goals_named="experiment"))
    assert say_ahead(found, regions(found.model)) == "held at Experiment by: Goals and measures"
    assert say_holding(found.model, found.position.unmet) == "Goals and measures"


def test_a_place_in_its_own_region_says_nothing():
    found = standing_of(all_at("organisation-wide"))
    assert say_ahead(found, regions(found.model)) == ""


def test_the_short_sum_is_made_to_be_read_out():
    assert say_standing(standing_of({})) == "Answer to see your place."
    assert say_standing(standing_of(all_at("goal-led"))) == "Goal-led. Index 67 of 100, from 28 of 28 answers."


def test_the_headline_is_announced_and_names_the_quick_form():
    quick = with_form(read_model(), "quick")
    written = to_html(headline(standing_of(all_at("goal-led"), model=quick)))
    assert 'role="status"' in written
    assert "quick form: indicative only" in written


def test_reasons_name_questions_not_ids():
    written = to_html(reasons(standing_of(all_at("goal-led", goals_named="experiment"))))
    assert "What is the goal of each account you run" in written
    assert "goals-named" not in written
    assert "Key question, must be at Goal-led" in written
    assert "Experiment → Goal-led" in written
    assert "(1 person-day)" in written


def test_a_key_question_is_not_told_twice():
    written = to_html(reasons(standing_of(all_at("goal-led", goals_named="experiment", goals_measures="experiment"))))
    holding = written.split("Next step")[0]
    assert holding.count("What is the goal of each account you run") == 1


def test_the_highest_stage_has_no_next_step():
    written = to_html(reasons(standing_of(all_at("organisation-wide"))))
    assert "Nothing: this is the highest stage." in written
    assert "Next step" not in written


def test_an_unknown_item_in_the_next_step_is_to_be_answered_first():
    answers = all_at("goal-led")
    del answers["goals-named"]
    assert "Answer this first" in to_html(reasons(standing_of(answers)))


def test_messages_keep_both_live_regions():
    for shown in (message("Saved."), alert("No.", ValueError("x"))):
        written = to_html(shown)
        assert 'role="status"' in written
        assert 'role="alert"' in written


def test_an_input_error_is_told_fault_by_fault_up_to_twelve():
    written = to_html(alert("Not taken.", InputError("/far/away/a.json", [f"fault {n} <b>" for n in range(15)])))
    assert "a.json" in written
    assert "/far/away" not in written
    assert written.count("<li>") == 12
    assert "and 3 faults more" in written
    assert "<b>" not in written
