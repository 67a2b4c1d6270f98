"""One fault at a time, planted in a sound JSON file: refused with a message that says where and what is allowed."""

import pytest

from tests.assessment.planting import JSON, OPTIONS, one_fault, plant, refuse_on_both_roads

BEA = JSON[JSON.index('    {"id": "bea"') : JSON.index('    {"id": "cem"')]
RATERS = JSON[JSON.index("[") : JSON.index(',\n  "consensus')]
END = JSON[JSON.index('"raters"') :]
CONSENSUS = JSON[JSON.index('{"goals-tactics"') : -3]
DEPARTMENTS = (
    "brand, product-development, public-relations, customer-service, human-resources, research, management, other"
)
CUT = "it may be cut off or edited by hand"
ANSWER = "is not one answer: exactly one of `option`, `dont_know` and `not_applicable`"
EMPTY = "is not a text: it is empty"

FAULTS = {  # what is planted: the text replaced, its replacement, and what the message says
    # --- answers
    "unknown option": ('{"option": "organisation-wide"}', '{"option": "sometimes"}', f"rater 'cem', goals-named: 'sometimes' is not one of {OPTIONS}"),
    "option in words": ('{"option": "organisation-wide"}', '{"option": "Goal led"}', f"rater 'cem', goals-named: 'Goal led' is not one of {OPTIONS}"),
    "number as an option": ('{"option": "organisation-wide"}', '{"option": 3}', "rater 'cem', goals-named, option: 3 is not text"),
    "blank option": ('{"option": "organisation-wide"}', '{"option": " "}', f"rater 'cem', goals-named, option: ' ' {EMPTY}"),
    "bare option": ('{"option": "organisation-wide"}', '"organisation-wide"', "rater 'cem', goals-named: 'organisation-wide' is not a table of keys"),
    "list of options": ('{"option": "organisation-wide"}', '["organisation-wide"]', 'rater \'cem\', goals-named: ["organisation-wide"] is not a table of keys'),
    "null answer": ('{"option": "organisation-wide"}', "null", "rater 'cem', goals-named: null is not a table of keys"),
    "null option": ('{"option": "organisation-wide"}', '{"option": null}', "rater 'cem', goals-named, option: null is not text"),
    "NaN as an option": ('{"option": "organisation-wide"}', '{"option": NaN}', "rater 'cem', goals-named, option: NaN is not text"),
    "empty answer": ('{"option": "organisation-wide"}', "{}", f"rater 'cem', goals-named: {{}} {ANSWER}"),
    "evidence without an answer": ('{"option": "organisation-wide"}', '{"evidence": "x"}', f'rater \'cem\', goals-named: {{"evidence": "x"}} {ANSWER}'),
    "option and don't know": ('{"option": "organisation-wide"}', '{"option": "not-yet", "dont_know": true}', f'rater \'cem\', goals-named: {{"option": "not-yet", "dont_know": true}} {ANSWER}'),
    "option and not applicable": ('{"option": "organisation-wide"}', '{"option": "not-yet", "not_applicable": "x"}', ANSWER),
    "don't know is false": ('"goals-named": {"dont_know": true}', '"goals-named": {"dont_know": false}', "rater 'bea', goals-named, dont_know: false is not true"),
    "don't know is a word": ('"goals-named": {"dont_know": true}', '"goals-named": {"dont_know": "yes"}', "rater 'bea', goals-named, dont_know: 'yes' is not true"),
    "not applicable without a reason": ('"nobody visits"', '""', "rater 'bea', people-groups, not_applicable: '' is not a reason: not applicable needs one"),
    "not applicable is true": ('"nobody visits"', "true", "rater 'bea', people-groups, not_applicable: true is not text"),
    "n/a as an option": ('{"not_applicable": "nobody visits"}', '{"option": "n/a"}', f"rater 'bea', people-groups: 'n/a' is not one of {OPTIONS}"),
    "key too many": ('"evidence": "Written, in May"', '"evidnce": "Written"', "rater 'ann', goals-named, evidnce: no such key 'evidnce'; did you mean 'evidence'?"),
    "unknown item": ('"goals-named": {"dont_know": true}', '"gaols-named": {"dont_know": true}', "no item 'gaols-named' in social-maturity 1.0.0; did you mean 'goals-named'?"),
    # --- raters
    "rater twice": ('"id": "cem"', '"id": "bea"', "rater 'bea' stands 2 times; give each person an id of their own"),
    "number as an id": ('"id": "cem"', '"id": 7', "rater number 3, id: 7 is not text"),
    "infinity as an id": ('"id": "cem"', '"id": Infinity', "rater number 3, id: Infinity is not text"),
    "endless number as an id": ('"id": "cem"', f'"id": {"7" * 9999}', "rater number 3, id: Infinity is not text"),
    "empty id": ('"id": "cem"', '"id": ""', f"rater number 3, id: '' {EMPTY}"),
    "no id": ('"id": "cem", ', "", "rater number 3: 'id' is missing"),
    "no answers": (BEA, '{"id": "bea"},', "rater 'bea': 'answers' is missing"),
    "answers in a list": (BEA, '{"id": "bea", "answers": []},\n', "rater 'bea': [] is not a table of keys"),
    "rater is a name": (BEA, '"bea",\n', "rater number 2: 'bea' is not a table of keys"),
    "raters by name": (RATERS, '{"ann": {}}', 'raters: {"ann": {}} is not a list'),
    "nobody": (END, '"raters": []}', "raters: there is nobody's answer, and no consensus either"),
    "unknown department": ('"customer-service"', '"sales"', f"rater 'cem', department: 'sales' is not one of {DEPARTMENTS}"),
    "department in words": ('"customer-service"', '"Customer service"', "rater 'cem', department: 'Customer service' is not one of brand"),
    "department is null": ('"customer-service"', "null", "rater 'cem', department: null is not text"),
    "30 February": ("2026-09-15", "2026-02-30", "rater 'cem', assessed_on: '2026-02-30' is not a date such as 2026-09-14"),
    "day first": ("2026-09-15", "31.12.2026", "rater 'cem', assessed_on: '31.12.2026' is not a date such as 2026-09-14"),
    # --- consensus
    "consensus on an unknown option": ('"option": "experiment", "reason"', '"option": "some", "reason"', f"consensus, goals-tactics: 'some' is not one of {OPTIONS}"),
    "consensus on an unknown item": ('"goals-tactics"', '"gaols-tactics"', "no item 'gaols-tactics' in social-maturity 1.0.0; did you mean 'goals-tactics'?"),
    "consensus without an option": ('"option": "experiment", "reason"', '"reason"', "consensus, goals-tactics: 'option' is missing"),
    "consensus in a list": (CONSENSUS, "[]", "consensus: [] is not a table of keys"),
    # --- about it all
    "no format": ('"format": "sociable-responses/1",', "", "the file: 'format' is missing"),
    "other format": ("sociable-responses/1", "sociable-responses/2", "format: 'sociable-responses/2' is not 'sociable-responses/1'"),
    "no model": ('"model": {"id": "social-maturity", "version": "1.0.0"},', "", "the file: 'model' is missing"),
    "model is a name": ('{"id": "social-maturity", "version": "1.0.0"}', '"social-maturity"', "model: 'social-maturity' is not a table of keys"),
    "other model": ('"id": "social-maturity"', '"id": "open-data"', "model: the answers are to model 'open-data', and this is 'social-maturity'; name the right one with --model"),
    "newer version": ('"1.0.0"', '"1.1.0"', "model: the answers are to version 1.1.0, newer than this model (1.0.0); update Sociable"),
    "garbage version": ('"1.0.0"', '"v1"', "model: model version 'v1' is not a version such as 1.0.0"),
    "unknown form": ('"full"', '"quik"', "form: no form 'quik' in this model; did you mean 'quick'?"),
    "organisation is a name": ('{"name": "Aurora Museum", "sector": "museum", "size": "50-249"}', '"Aurora"', "organisation: 'Aurora' is not a table of keys"),
    "organisation in a list": ('{"name": "Aurora Museum", "sector": "museum", "size": "50-249"}', "[]", "organisation: [] is not a table of keys"),
    "organisation without a name": ('"name": "Aurora Museum", ', "", "organisation: 'name' is missing"),
    "blank organisation": ('"Aurora Museum"', '"\\n"', f"organisation, name: '\\n' {EMPTY}"),
    "number as a size": ('"50-249"', "50", "organisation, size: 50 is not text"),
    "number as a wave": ('"wave": "2026"', '"wave": 2026', "wave: 2026 is not text"),
    "key at the top": ('"wave"', '"waves"', "waves: no such key 'waves'; did you mean 'wave'?"),
    "key twice": ('"wave": "2026",', '"wave": "2026", "wave": "2025",', "key 'wave' stands twice in one object"),
    "item twice": ('"use-need": {"option": "not-yet"}', '"people-groups": {"option": "not-yet"}', "key 'people-groups' stands twice in one object"),
    "half a character": ("Aurora Museum", "Aurora \\ud83d", "it holds half a character, \\ud83d; write that text anew"),
    # --- not JSON, or not ours
    "cut off in a text": (END[50:], "", f"line 8, column 33: this is not JSON (Unterminated string starting at); {CUT}"),
    "cut off after a comma": (JSON[JSON.index('\n  "raters') :], "", f"line 6, column 18: this is not JSON (it ends too early); {CUT}"),
    "cut off in a key": (JSON[JSON.index('s": [') :], "", "line 7, column 3: this is not JSON (Unterminated string"),
    "last braces cut off": (CONSENSUS[-1] + "\n}\n", "", f"this is not JSON (it ends too early); {CUT}"),
    "comma too many": ('"wave": "2026",', '"wave": "2026",,', "line 6, column 18: this is not JSON (Expecting property name"),
    "two files in one": (JSON, JSON + JSON, "line 26, column 1: this is not JSON (Extra data)"),
    "list": (JSON, f"[{JSON}]", 'this is not a responses file: it has no "format": "sociable-responses/1"'),
    "text": (JSON, '"goal-led"', 'this is not a responses file: it has no "format": "sociable-responses/1"'),
    "table": (JSON, "organisation,rater\nAurora,ann\n", "line 1, column 1: this is not JSON (Expecting value)"),
    "deep nesting": (JSON, "[" * 100_000 + "]" * 100_000, "this is not our JSON: it is nested too deeply"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_refused_with_its_place_and_what_is_allowed(name, tmp_path, capsys):
    old, new, expected = FAULTS[name]
    path = tmp_path / "answers.json"
    path.write_text(plant(JSON, old, new), "utf-8")
    assert expected in one_fault(refuse_on_both_roads(capsys, path), path)
