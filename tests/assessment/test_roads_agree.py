"""Both roads from a table to results give the same numbers, for any model and any table; and so does each step."""

import csv
from dataclasses import replace

import pytest
from hypothesis import given

from sociable_assessment.batch import judge_columns, judge_stages, locate_columns, score_columns, stage_columns
from sociable_assessment.batch_readings import count_votes, read_votes
from sociable_assessment.gates import judge, judge_stage
from sociable_assessment.model_file import read_model
from sociable_assessment.position import locate, place
from sociable_assessment.readings import read_all, tally
from sociable_assessment.response_table import read_table
from sociable_assessment.scoring import score
from tests.assessment.models import Dice, a_model, an_item, dice, examples
from tests.assessment.roads import bare, by_column, by_rater, codes_of, tables, trends

SHIPPED = read_model()
CLOSE = 1e-9


def write(path, model, draw, organisations=3):
    """Write a random table: some raters of some organisations in some waves, in any order of rows and columns."""
    keys = ["organisation", "rater", *draw.sample(["department", "wave", "sector"], draw.randint(0, 3))]
    items = draw.sample([item.id for item in model.items], draw.randint(1, len(model.items)))
    columns = draw.shuffled([*keys, *items])
    rows = [
        {"organisation": name, "rater": f"r{n}", "wave": wave, "sector": f"sector of {name}"}
        for name in (f"O {n}" for n in range(draw.randint(1, organisations)))
        for wave in ({"": ""} if "wave" not in keys else draw.some(["2025", "2026", ""], 3))
        for n in range(draw.randint(1, draw.choice((1, 3, 12))))
    ]
    for row in rows:
        row |= {"department": draw.choice(["", *(model.departments or ("any",))])}
        row |= {item: _cell(draw, model.item_by_id[item]) for item in items}
    delimiter = draw.choice(",;\t")
    with path.open("w", encoding="utf-8", newline="") as file:
        quoting = draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        writer = csv.DictWriter(file, columns, extrasaction="ignore", delimiter=delimiter, quoting=quoting)
        writer.writeheader()
        writer.writerows(draw.shuffled(rows))


def _cell(draw, item):
    option = draw.choice(item.options)
    words = [option.id, option.id.upper(), item.anchors[item.rank(option.id)], f" {option.id} "]
    return draw.choice([*words, option.id, "?", "", "n/a: not ours", 'N/A: so, "they"\nsay'])


def random_model(draw):
    return replace(draw.model(), departments=draw.choice(((), ("brand", "research", "other-homes"))))


def flat(data, where=()):
    """Lay nested data out as pairs of place and value, floats apart from the rest."""
    if isinstance(data, dict):
        return [pair for key, value in data.items() for pair in flat(value, (*where, key))]
    if isinstance(data, list | tuple):
        return [(where, "length", len(data)), *(p for n, value in enumerate(data) for p in flat(value, (*where, n)))]
    return [(where, "value", data)]


def same(first, second):
    """Tell whether nested data is the same, floats to nine places."""
    pairs = zip(flat(first), flat(second), strict=True)
    return [
        (one, two)
        for one, two in pairs
        if one != two
        and not (one[:2] == two[:2] and isinstance(one[2], float) and one[2] == pytest.approx(two[2], abs=CLOSE))
    ] == []


@examples(80)
@given(dice)
def test_both_roads_give_the_same_table(tmp_path_factory, draw: Dice):
    model, path = random_model(draw), tmp_path_factory.mktemp("roads") / "answers.csv"
    write(path, model, draw)
    assert same(*tables(path, model))


@examples(80)
@given(dice)
def test_both_roads_give_the_same_entries_and_trend(tmp_path_factory, draw: Dice):
    model, path = random_model(draw), tmp_path_factory.mktemp("roads") / "answers.csv"
    write(path, model, draw)
    assert same(*([bare(entry) for entry in road(path, model)] for road in (by_rater, by_column)))
    assert same(*trends(path, model))


@pytest.mark.parametrize("form", [None, "quick"])
@pytest.mark.parametrize("seed", range(3))
def test_both_roads_agree_on_the_shipped_model_and_its_form(form, seed, tmp_path):
    path = tmp_path / "answers.csv"
    write(path, SHIPPED, Dice(seed, 6), organisations=5)
    assert same(*tables(path, SHIPPED, form))
    assert same(*([bare(entry) for entry in road(path, SHIPPED, form)] for road in (by_rater, by_column)))
    assert same(*trends(path, SHIPPED, form))


@examples(100)
@given(dice)
def test_each_step_by_columns_is_its_plain_form(tmp_path_factory, draw: Dice):
    model, path = random_model(draw), tmp_path_factory.mktemp("roads") / "answers.csv"
    write(path, model, draw)
    codes, (found, _) = codes_of(path, model), read_table(path, model)
    votes = count_votes(model, codes, codes.owner, len(codes.owners))
    readings = read_votes(model, votes)
    scores = score_columns(model, readings)
    stages = [stage_columns(judge_stages(model, readings), len(found), could=could) for could in (False, True)]
    for n, each in enumerate(found):
        tallies = tally(model, each)
        plain = read_all(model, tallies)
        plain_scores = score(model, plain)
        position = place(model, plain, plain_scores)
        assert {item: votes[item].tally(n) for item in votes} == tallies
        assert same([_plain(readings[i], n) for i in plain], [(r.rank, r.value, r.status) for r in plain.values()])
        assert same(
            {node: [_number(getattr(s, key)[n]) for key in NUMBERS] for node, s in scores.items()},
            {node: [getattr(s, key) for key in NUMBERS] for node, s in plain_scores.items()},
        )
        names = [stage.id for stage in model.stages]
        assert [names[held[n]] for held in stages] == [position.stage, position.could_be]
        for clause in (clause for stage in model.stages for clause in stage.gate):
            one, many = judge(model, clause, plain), judge_columns(model, clause, readings)
            assert (one.holds, one.could_hold, one.set_aside) == (many.holds[n], many.could_hold[n], many.set_aside[n])
        for stage, gates in zip(model.stages, judge_stages(model, readings), strict=True):
            alone = judge_stage(model, stage.gate, plain)
            assert [(v.holds, v.could_hold) for v in alone] == [(m.holds[n], m.could_hold[n]) for m in gates]
        for axis in (model.map.across, model.map.up):
            assert same(_number(locate_columns(axis, scores)[n]), locate(axis, plain_scores))


NUMBERS = ("value", "index", "coverage", "answered", "asked")


def _number(value):
    return None if value != value else value.item()  # noqa: PLR0124 - only NaN differs from itself


def _plain(reading, n):
    if not reading.applies[n]:
        return None, None, "not-applicable"
    rank = reading.rank[n].item()
    return (None, None, "unknown") if rank < 0 else (rank, reading.value[n].item(), "answered")


def test_a_thousand_organisations_in_several_parts_come_out_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr("sociable_assessment.codes.CHUNK", 97)
    path, draw = tmp_path / "answers.csv", Dice(5, 6)
    model = a_model([an_item("a"), an_item("b")])
    rows = draw.shuffled(range(1_200))
    cells = [f"O{n % 1_100},r{n},{draw.choice(['no', 'yes', '?', ''])},{draw.choice(['no', 'partly'])}" for n in rows]
    path.write_text("\n".join(["organisation,rater,a,b", *cells]), "utf-8")
    assert same(*tables(path, model))
    assert same(*([bare(entry) for entry in road(path, model)] for road in (by_rater, by_column)))


def test_numbers_that_differ_are_told_apart():
    assert same({"a": [1.0, None, "x"]}, {"a": [1.0 + 1e-12, None, "x"]})
    assert not same({"a": [1.0]}, {"a": [1.001]})
    assert not same({"a": [1.0]}, {"a": [None]})
    assert not same({"a": "x"}, {"a": "y"})
