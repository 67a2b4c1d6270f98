"""Small models of the published families, written in our format from their rules, with values worked out by hand.

Compensatory (OWASP SAMM), a ladder (ODI Open Data Pathway), a cumulative gate (C2M2) and deductions (SPRS, of CMMC).
"""

from fractions import Fraction

import pytest
from hypothesis import given

from sociable_assessment.model_file import parse_model
from sociable_assessment.scoring import Score
from tests.assessment.models import assess, dice, examples

HEAD = 'format = "sociable-model/1"\nversion = "1.0.0"\n'


def _items(answers: str, parents: dict[str, str], more: str = "") -> str:
    return "\n".join(
        f'[[items]]\nid = "{name}"\nparent = "{parent}"\nanswers = "{answers}"\nquestion = "{name}?"\n{more}'
        for name, parent in parents.items()
    )


def _nodes(combine: str, parents: dict[str, str]) -> str:
    return "\n".join(f'[[nodes]]\nid = "{n}"\nparent = "{p}"\ncombine = "{combine}"' for n, p in parents.items())


# ---------------------------------------------------------------- SAMM: a mean of means

FUNCTIONS = {"governance": ["strategy", "policy", "education"], "design": ["threats", "requirements", "architecture"]}
PRACTICES = {practice: function for function, practices in FUNCTIONS.items() for practice in practices}
LEVELS = {f"{practice}-{level}": practice for practice in PRACTICES for level in (1, 2, 3)}
STREAMS = {f"{level}-{stream}": level for level in LEVELS for stream in "ab"}
SAMM = f"""{HEAD}
id = "samm"
title = "Six of the fifteen practices"
[[answer_sets.share.options]]
id = "no"
value = 0
text = "No"
[[answer_sets.share.options]]
id = "some"
value = 0.25
text = "Yes, for some of our applications"
[[answer_sets.share.options]]
id = "half"
value = 0.5
text = "Yes, for at least half of our applications"
[[answer_sets.share.options]]
id = "most"
value = 1
text = "Yes, for most or all of our applications"
{_nodes("mean", dict.fromkeys(FUNCTIONS, "samm"))}
{_nodes("sum", PRACTICES)}
{_nodes("mean", LEVELS)}
{_items("share", STREAMS)}
"""
SHARES = {"no": Fraction(0), "some": Fraction(1, 4), "half": Fraction(1, 2), "most": Fraction(1)}


def _samm(votes: dict[str, str]) -> dict[str, Fraction]:
    """The published formulas: a level is the mean of its streams, a practice the sum of its levels, the rest means."""
    level = {name: (SHARES[votes[f"{name}-a"]] + SHARES[votes[f"{name}-b"]]) / 2 for name in LEVELS}
    practice = {name: sum(level[f"{name}-{n}"] for n in (1, 2, 3)) for name in PRACTICES}
    function = {name: sum(practice[each] for each in each_of) / 3 for name, each_of in FUNCTIONS.items()}
    return {**practice, **function, "samm": sum(function.values()) / len(function)}


@given(dice)
@examples(30)
def test_samm_scores_as_its_formulas_say(dice):
    model = parse_model(SAMM, "samm")
    votes = dice.votes(model, others=())
    expected = {name: float(value) for name, value in _samm(votes).items()}
    scores = assess(model, votes).scores
    assert {name: scores[name].value for name in expected} == pytest.approx(expected)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_samm_compensates_one_level_alone_gives_1_of_3_whichever_it_is(level):
    model = parse_model(SAMM, "samm")
    votes = {name: "most" if f"-{level}-" in name else "no" for name in STREAMS}
    found = assess(model, votes).scores["samm"]
    assert (found.value, found.minimum, found.maximum) == (1, 0, 3)


def test_samm_by_hand():
    votes = dict.fromkeys(STREAMS, "no") | {
        "strategy-1-a": "most", "strategy-1-b": "half",  # 0.75
        "strategy-2-a": "some", "strategy-2-b": "no",  # 0.125
        "policy-3-a": "half", "policy-3-b": "half",  # 0.5
        "threats-1-a": "most", "threats-1-b": "most",  # 1
    }  # fmt: skip
    scores = assess(parse_model(SAMM, "samm"), votes).scores
    expected = {"strategy": 0.875, "policy": 0.5, "governance": 1.375 / 3, "design": 1 / 3, "samm": 2.375 / 6}
    assert {name: scores[name].value for name in expected} == pytest.approx(expected)


# ---------------------------------------------------------------- ODI Pathway: the first negative answer decides

QUESTIONS = ("awareness", "plan", "roles", "process", "improvement")


def _activity(name: str) -> str:
    first, *rest = (f'{{ item = "{name}-{question}", option = "yes" }}' for question in QUESTIONS)
    rungs = [f"{{ value = 2, gate = [{first}, {rest[0]}] }}"]
    rungs += [f"{{ value = {value}, gate = [{clause}] }}" for value, clause in enumerate(rest[1:], 3)]
    return f"""
[[nodes]]
id = "{name}"
parent = "theme"
combine = "ladder"
base = 1
rungs = [{", ".join(rungs)}]
{_items("yes-no", dict.fromkeys([f"{name}-{question}" for question in QUESTIONS], name))}
"""


PATHWAY = f"""{HEAD}
id = "pathway"
title = "One theme of two activities"
[answer_sets.yes-no]
options = [{{ id = "no", value = 0, text = "No" }}, {{ id = "yes", value = 1, text = "Yes" }}]
[[nodes]]
id = "theme"
combine = "sum"
{_activity("release")}
{_activity("support")}
"""


def _path(activity: str, answers: str) -> dict[str, str]:
    words = {"y": "yes", "n": "no", "?": "?", "-": "n/a"}
    return {f"{activity}-{question}": words[each] for question, each in zip(QUESTIONS, answers, strict=False)}


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        *(("n", 1), ("yn", 1), ("yyn", 2), ("yyyn", 3), ("yyyyn", 4), ("yyyyy", 5)),
        *(("ynyyy", 1), ("yyn?y", 2), ("yy?", None)),
    ],
)
def test_in_the_pathway_the_first_negative_answer_decides_and_the_rest_is_not_asked(answers, level):
    model = parse_model(PATHWAY, "pathway")
    assert assess(model, _path("release", answers)).scores["release"].value == level


def test_a_theme_of_the_pathway_is_the_sum_of_levels_over_five_times_the_activities():
    model = parse_model(PATHWAY, "pathway")
    theme = assess(model, {**_path("release", "yyyn"), **_path("support", "yyyyy")}).scores["theme"]
    assert (theme.value, theme.minimum, theme.maximum, theme.value / theme.maximum) == (8, 2, 10, 0.8)


# ---------------------------------------------------------------- C2M2: a cumulative gate

GROUPS = {f"{domain}-mil{n}": domain for domain in ("asset", "threat") for n in (1, 2, 3)}
MILS = {f"{group}{letter}": group for group in GROUPS for letter in "ab"}


def _domain(name: str) -> str:
    clauses = (f'{{ of = ["{name}-mil{n}"], at_least = 1, option = "largely" }}' for n in (1, 2, 3))
    rungs = ", ".join(f"{{ value = {n}, gate = [{clause}] }}" for n, clause in enumerate(clauses, 1))
    return f'[[nodes]]\nid = "{name}"\ncombine = "ladder"\nbase = 0\nrungs = [{rungs}]'


C2M2 = f"""{HEAD}
id = "c2m2"
title = "Two domains"
combine = "min"
[answer_sets.implemented]
options = [
  {{ id = "not", value = 0, text = "Not implemented" }},
  {{ id = "partially", value = 1, text = "Partially implemented" }},
  {{ id = "largely", value = 2, text = "Largely implemented" }},
  {{ id = "fully", value = 3, text = "Fully implemented" }},
]
{_domain("asset")}
{_domain("threat")}
{_nodes("mean", GROUPS)}
{_items("implemented", MILS)}
"""


def _mil(domain: str, *groups: str) -> dict[str, str]:
    words = {"N": "not", "P": "partially", "L": "largely", "F": "fully", "U": ""}
    items = [item for item in MILS if item.startswith(domain)]
    return {item: words[letter] for item, letter in zip(items, "".join(groups), strict=True)}


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ("NN NN NN", 0),
        ("LP FF FF", 0),
        ("LF PF FF", 1),
        ("LF FL LN", 2),
        ("LF FL LL", 3),
        ("FF NN FF", 1),
        ("LF NU UU", 1),
        ("PU UU UU", 0),
    ],
)
def test_a_c2m2_level_needs_all_practices_of_it_and_of_those_below(answers, level):
    model = parse_model(C2M2, "c2m2")
    assert assess(model, _mil("asset", *answers.split())).scores["asset"].value == level


@given(dice)
@examples(60)
def test_c2m2_is_as_its_published_rule_and_the_whole_as_good_as_its_weakest_domain(dice):
    model = parse_model(C2M2, "c2m2")
    votes = dice.votes(model, others=())
    reached = {}
    for domain in ("asset", "threat"):
        reached[domain] = 0
        for level in (1, 2, 3):
            groups = {f"{domain}-mil{n}" for n in range(1, level + 1)}
            upto = [votes[item] for item, group in MILS.items() if group in groups]
            bad, good = sum(v in {"not", "partially"} for v in upto), sum(v in {"largely", "fully"} for v in upto)
            if bad == 0 and good > 0 and reached[domain] == level - 1:
                reached[domain] = level
    scores = assess(model, votes).scores
    expected = {**reached, "c2m2": min(reached.values())}
    assert {name: scores[name].value for name in expected} == expected


# ---------------------------------------------------------------- SPRS: deductions from 110

POINTS = {"limit-access": 5, "control-flow": 1, "separate-duties": 1, "audit": 3, "boundary": 5}
SPRS = f"""{HEAD}
id = "sprs"
title = "Six of the 110 requirements"
combine = "sum"
base = 110
[answer_sets.met]
options = [{{ id = "no", value = -1, text = "No" }}, {{ id = "yes", value = 0, text = "Yes" }}]
[answer_sets.factors]
options = [
  {{ id = "none", value = -5, text = "Not implemented" }},
  {{ id = "remote", value = -3, text = "For remote and privileged users" }},
  {{ id = "all", value = 0, text = "For all users" }},
]
{"".join(_items("met", {name: "sprs"}, f"weight = {points}") + chr(10) for name, points in POINTS.items())}
{_items("factors", {"two-factors": "sprs"})}
"""


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({}, Score(110, 90, 110, 6, 6)),
        ({"limit-access": "no", "audit": "no", "control-flow": "no"}, Score(101, 90, 110, 6, 6)),
        ({"two-factors": "remote"}, Score(107, 90, 110, 6, 6)),
        ({**dict.fromkeys(POINTS, "no"), "two-factors": "none"}, Score(90, 90, 110, 6, 6)),
        ({"limit-access": "n/a", "audit": "no"}, Score(107, 95, 110, 5, 5)),
        ({"audit": "?"}, Score(None, None, None, 5, 6, missing=("audit",))),
    ],
)
def test_sprs_deducts_the_points_of_what_is_not_met_and_nothing_for_what_does_not_apply(votes, expected):
    model = parse_model(SPRS, "sprs")
    met = {**dict.fromkeys(POINTS, "yes"), "two-factors": "all"}
    assert assess(model, {**met, **votes}).scores["sprs"] == expected
