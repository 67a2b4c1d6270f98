"""A year of service, simulated: what holds for all assumptions, and what lesson 03 says of ours."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociable_assessment.markup import to_html
from sociable_course import service, service_picture
from sociable_course.quiz import read_quiz
from tests import ROOT

QUIZ = read_quiz(ROOT / "course" / "lessons" / "03_people_as_product" / "quiz.toml")
SHARE = st.floats(0, 1)
STEPS = st.builds(
    service.Step,
    id=st.just("any"),
    title=st.just("Any"),
    asked=st.floats(0, 1000),
    minutes=st.floats(1, 90),
    alike=SHARE,
    private=SHARE,
    by_colleagues=st.booleans(),
)
HOUSES = st.builds(
    service.Organisation,
    title=st.just("Any"),
    people=st.integers(1, 60),
    willing=SHARE,
    breach=st.floats(0, 2000),
    steps=st.tuples(STEPS),
    fit=st.just(("any",)),
)
OPEN = st.sampled_from([where for where in service.PLACES if where != "stay"])
WHO = st.sampled_from(list(service.ROLES))
SEED = st.integers(0, 3)


def follow(house, where, who, seed, *, marketing=False):
    return service.simulate(house, {"any": (where, who)}, seed, marketing=marketing)["any"]


@given(HOUSES, WHO, SEED)
def test_what_stays_as_it_is_saves_costs_and_breaks_nothing(house, who, seed):
    assert follow(house, "stay", who, seed).net == 0


@given(HOUSES, OPEN, WHO, SEED)
def test_nothing_is_negative_but_the_balance(house, where, who, seed):
    year = follow(house, where, who, seed)
    assert min(year.saved, year.work, year.harm) >= 0
    assert year.net == pytest.approx(year.saved - year.work - year.harm)


@given(HOUSES, OPEN, WHO, SEED)
def test_no_more_is_saved_than_what_is_asked_alike(house, where, who, seed):
    step = house.steps[0]
    assert follow(house, where, who, seed).saved <= 12 * step.asked * step.alike * step.minutes / 60 + 1e-9


@given(HOUSES, WHO, SEED)
def test_inside_the_house_nobody_outside_sees_a_harm(house, who, seed):
    assert follow(house, "inside", who, seed).harm == 0


@given(HOUSES, OPEN, WHO, SEED)
def test_internal_marketing_never_silences_anyone(house, where, who, seed):
    without, heard = (follow(house, where, who, seed, marketing=each) for each in (False, True))
    assert heard.saved >= without.saved - 1e-9


@given(HOUSES, OPEN, SEED)
def test_a_facilitator_never_silences_anyone(house, where, seed):
    alone, helped = (follow(house, where, who, seed) for who in ("nobody", "facilitator"))
    assert helped.saved >= alone.saved - 1e-9


@given(HOUSES, OPEN, WHO, SEED)
def test_the_same_seed_gives_the_same_year(house, where, who, seed):
    service._follow.cache_clear()
    first = follow(house, where, who, seed)
    service._follow.cache_clear()
    assert follow(house, where, who, seed) == first


def test_the_clinic_saves_nothing_worth_having_even_where_a_breach_is_free():
    for willing in service_picture.DIALS["willing_to_be_seen"].values():
        for heard in ("yes", "no"):
            for breach in service_picture.DIALS["cost_of_a_breach"].values():
                picture = service_picture.draw_plans(service.CLINIC.title, willing, heard, breach)
                assert "no plan gains an hour" in picture.finding


# --- what the lesson says ---


def medians(house, *, marketing=True):
    return {kind: median(service_picture.repeat(house, kind, marketing=marketing)) for kind in service_picture.PLANS}


def test_the_banks_four_plans_are_as_told():
    heard, not_heard = medians(service.BANK), medians(service.BANK, marketing=False)
    assert set(service_picture.repeat(service.BANK, "told")) == {0}
    assert heard["all"] == pytest.approx(-1700, abs=50)
    assert max(service_picture.repeat(service.BANK, "all")) < 0
    assert (heard["expert"], heard["fit"]) == (pytest.approx(480, abs=10), pytest.approx(760, abs=10))
    assert (not_heard["expert"], not_heard["fit"]) == (pytest.approx(280, abs=5), pytest.approx(730, abs=5))


def test_help_makes_the_directors_plan_worse():
    heard = medians(service.BANK)
    assert heard["all"] < heard["told"] == 0 < heard["expert"] < heard["fit"]


def test_the_facilitator_stops_paying_where_most_are_willing():
    picture = service_picture.draw_plans(service.BANK.title, "0.75")
    assert "“Fitting steps, experts alone” gains most" in picture.finding


def test_the_firm_with_a_product_gains_most_a_head_and_the_clinic_nothing():
    heads = {
        name: median(hours / house.people for hours in service_picture.repeat(house, "fit"))
        for name, house in service.ORGANISATIONS.items()
    }
    assert {name: round(hours) for name, hours in heads.items()} == {
        "museum": 7,
        "bank": 9,
        "clinic": -1,
        "couplings": 15,
    }


def test_the_museums_worked_blueprint_gains_in_each_open_step():
    plan = {"visit": "facilitator", "object": "expert", "school": "facilitator"}
    for step, who in plan.items():
        years = [service.simulate(service.MUSEUM, {step: ("public", who)}, seed)[step] for seed in service.SEEDS]
        assert median(year.net for year in years) > 0
        assert min(median(_nets(service.MUSEUM, step, "public", each)) for each in service.ROLES) > 0
    assert median(_nets(service.MUSEUM, "loss", "public", "facilitator")) < 0


def _nets(house, step, where, who):
    return [service.simulate(house, {step: (where, who)}, seed)[step].net for seed in service.SEEDS]


@pytest.mark.parametrize("step", QUIZ.parts["bank-blueprint"].steps, ids=lambda step: step.id)
def test_what_the_banks_key_takes_is_what_the_simulation_finds(step):
    """Nothing that the key refuses gains more than its best row, and nothing that it takes loses."""
    nets = {
        (where, who): median(_nets(service.BANK, step.id, where, who))
        for where in service.PLACES
        for who in service.ROLES
    }
    taken = {(where, who) for row in step.accepted for where in row["where"] for who in row["who"]}
    best = max(nets[each] for each in taken)
    assert all(nets[each] >= 0 for each in taken)
    assert all(nets[each] <= best for each in nets.keys() - taken)


def test_the_assumptions_that_the_lesson_lists_are_those_of_the_model():
    text = (ROOT / "course" / "lessons" / "03_people_as_product" / "lesson.py").read_text("utf-8")
    for name, where in (("in public", "public"), ("among members", "members"), ("inside the house", "inside")):
        place = service.PLACES[where]
        shares = " | ".join(
            f"{each:.0%}".replace("%", " %") for each in (place.customers, place.colleagues, place.seen)
        )
        assert f"| {name} | {place.barrier:g} | {shares} |" in text
    for name, who in (("nobody new", "nobody"), ("an expert", "expert"), ("a facilitator", "facilitator")):
        role = service.ROLES[who]
        assert f"| {name} | {role.help:g} | {role.hours:g} | {role.answer:g} | {role.slips:.0%}"[:-1] in text
    flat = " ".join(text.replace("\n# ", " ").split())
    for said in (
        f"willingness is {service.BANK.willing:g} on average",
        f"adds {service._MARKETING:g} within six months, and takes {service._MARKETING_HOURS:g} hours a person",
        f"writes {service._RATE:g} answers a month at each open step, and a step takes {service._MOST} at most.",
        f"{service._NEEDED} answers serve two thirds",
        f"One answer in {1 / service._WRONG:g} is wrong, which takes {service._MEND} hours to mend",
        f"one in {1 / service._LEAK:g} shows too much, which takes {service.BANK.breach:g}",
    ):
        assert said in flat


# --- pictures ---

FITTING = {
    f"{step.id}.{name}": options[0]
    for step in QUIZ.parts["bank-blueprint"].steps
    for name, options in step.accepted[0].items()
}
OPENED = FITTING | {f"{step}.where": "public" for step in ("app", "dispute", "arrears", "rule")}
PICTURES = {
    **{f"plans, {kind}": lambda k=kind: service_picture.reveal_plans(k) for kind in service_picture.PLANS},
    **{f"house, {t}": lambda t=t: service_picture.draw_plans(t) for t in service_picture.DIALS["organisation"]},
    **{f"gains, {name}": lambda n=name: service_picture.draw_gains(n) for name in service.ORGANISATIONS},
    "blueprint, fitting": lambda: service_picture.draw_blueprint(FITTING),
    "blueprint, opened": lambda: service_picture.draw_blueprint(OPENED),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_a_title_a_finding_a_captioned_table_and_a_source(name):
    picture = PICTURES[name]()
    assert picture.figure.layout.title.text
    assert "All assumed" in picture.figure.layout.title.subtitle.text.replace("<br>", " ")
    assert "<caption>" in to_html(picture.table)
    assert picture.source.endswith(".")


def test_a_blueprint_shows_what_comes_of_it_with_internal_marketing_and_without():
    fitting, opened = (service_picture.draw_blueprint(choices).finding for choices in (FITTING, OPENED))
    assert "gains about 760 hours" in fitting
    assert "Without internal marketing it gains about 730 hours" in fitting
    assert "loses about" in opened
