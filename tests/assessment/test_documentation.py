"""`assessment/README.md` is true: each block on it is run, each table held to the schemas, columns and options.

What stands behind a fence's language tells what the block is; a page does not show it.

    toml NAME, json NAME, csv NAME    a whole file, kept for the commands that follow; a model must be sound
    toml refused NAME                 a model with faults; a command that follows shows them
    toml fragment NAME                keys that a reader adds to the model NAME; entries of the same id are replaced
    json excerpt NAME                 part of one entry of the result file NAME, numbers rounded as they are shown
    console                           commands after "$ ", and all that they print
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sociable_assessment import agenda, agreement, departments, uncertainty
from sociable_assessment.command_line import main
from sociable_assessment.errors import InputError
from sociable_assessment.model_check import find_faults
from sociable_assessment.model_file import parse_model, read_model
from sociable_assessment.schema import load_schema
from sociable_assessment.tables import column_names
from tests import ROOT

ROOM = ROOT / "assessment"
PAGE = (ROOM / "README.md").read_text("utf-8")
EXAMPLES = ROOM / "sociable_assessment" / "examples"
CODE = re.compile(r"`([^`\n]+)`")


# ---------------------------------------------------------------- reading the page


class Block(NamedTuple):
    line: int
    language: str
    role: str
    name: str
    text: str


def find_blocks(page: str) -> list[Block]:
    found = []
    for match in re.finditer(r"^```(\w*)([^\n]*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        *role, name = match[2].split() or [""]
        line = page[: match.start()].count("\n") + 1
        found.append(Block(line, match[1], role[0] if role else "", name, match[3]))
    return found


def find_tables(page: str) -> dict[str, list[list[str]]]:
    """The rows of each table, by the text of its first heading."""
    found: dict[str, list[list[str]]] = {}
    for table in re.findall(r"(?:^\|.*\|$\n?)+", page, re.MULTILINE):
        rows = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table.strip().splitlines()]
        found.setdefault(rows[0][0].strip(), []).extend([rows[0], *rows[2:]])
    return found


def codes(text: str) -> set[str]:
    """Every word in the text's code spans."""
    return {word for span in CODE.findall(text) for word in re.findall(r"[\w<>.-]+", span)}


# ---------------------------------------------------------------- running the page


def run_page(page: str, folder: Path) -> list[str]:
    """Do what the page says, from top to bottom, and tell what is not so."""
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    problems = []
    for block in find_blocks(page):
        try:
            problems += [f"line {block.line}: {problem}" for problem in run_block(block, folder)]
        except (ValueError, OSError, LookupError) as error:
            problems.append(f"line {block.line}: {error!r}")
    return problems


def run_block(block: Block, folder: Path) -> Iterator[str]:
    path = folder / block.name
    match block.language, block.role:
        case "toml", "":
            path.write_text(block.text, "utf-8")
            yield from find_faults(tomllib.loads(block.text))
        case "toml", "refused":
            path.write_text(block.text, "utf-8")
            if not find_faults(tomllib.loads(block.text)):
                yield f"{block.name} is not refused"
        case "toml", "fragment":
            yield from find_faults(extend(tomllib.loads(path.read_text("utf-8")), tomllib.loads(block.text)))
        case (("json" | "csv"), ""):
            path.write_text(block.text, "utf-8")
        case "json", "excerpt":
            yield from compare_excerpt(json.loads(block.text, parse_float=Decimal), json.loads(path.read_text("utf-8")))
        case "console", "":
            yield from run_commands(block.text, folder)
        case _:
            yield f"a block of an unknown kind: {block.language} {block.role}"


def extend(data: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Add keys to a model, and entries to its lists; those of the same id are replaced."""
    joined = {**data, **more}
    for key in ("nodes", "items", "stages"):
        new = {each["id"] for each in more.get(key, [])}
        joined[key] = [each for each in data.get(key, []) if each["id"] not in new] + more.get(key, [])
    return {key: value for key, value in joined.items() if value}


def compare_excerpt(shown: dict[str, Any], result: dict[str, Any]) -> list[str]:
    about = ("organisation", "wave")
    own = {key: shown[key] for key in about if key in shown}
    for entry in result["results"]:
        if not list(differ(own, {key: entry[key] for key in about}, "")):
            return list(differ(shown, entry, "entry"))
    return [f"no entry of {own}"]


def differ(shown: Any, found: Any, where: str) -> Iterator[str]:
    if isinstance(shown, dict) and isinstance(found, dict):
        for key, value in shown.items():
            yield from differ(value, found.get(key, "absent"), f"{where}.{key}")
    elif isinstance(shown, list) and isinstance(found, list) and len(shown) == len(found):
        for place, pair in enumerate(zip(shown, found, strict=True)):
            yield from differ(*pair, f"{where}.{place}")
    elif isinstance(shown, Decimal) and isinstance(found, float):
        if round(Decimal(found), -int(shown.as_tuple().exponent)) != shown:
            yield f"{where}: shown {shown}, is {found}"
    elif shown != found:
        yield f"{where}: shown {shown!r}, is {found!r}"


def run_commands(text: str, folder: Path) -> Iterator[str]:
    status = 0
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        printed, status = (f"{status}\n", 0) if command == "echo $?" else run_command(command, folder)
        if squeeze(printed) != squeeze(shown):
            yield f"{command} prints\n{printed}"


def run_command(command: str, folder: Path) -> tuple[str, int]:
    name, *arguments = shlex.split(command)
    if name != "sociable-assess":
        raise ValueError(command)
    screen = StringIO()
    with chdir(folder), redirect_stdout(screen), redirect_stderr(screen):
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
    return screen.getvalue(), status


def squeeze(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder that the page leaves behind, and what was not as it says."""
    folder = tmp_path_factory.mktemp("page")
    return folder, run_page(PAGE, folder)


@pytest.fixture
def folder(ran: tuple[Path, list[str]]) -> Path:
    return ran[0]


def test_every_block_is_true(ran):
    assert ran[1] == []


def test_every_file_on_the_page_is_used_by_a_command():
    blocks = find_blocks(PAGE)
    typed = " ".join(block.text for block in blocks if block.language == "console")
    assert [block.name for block in blocks if block.name and block.name not in typed] == []


SOUND = """
```toml m.toml
format = "sociable-model/1"
id = "m"
version = "1.0.0"
title = "M"
answer_sets.s.options = [{ id = "no", value = 0, text = "No" }, { id = "yes", value = 3, text = "Yes" }]
items = [{ id = "a", answers = "s", question = "A?" }, { id = "b", answers = "s", question = "B?", weight = 2 }]
```
```csv r.csv
organisation,rater,a,b
Oak,1,yes,no
```
```console
$ sociable-assess score r.csv --model m.toml -o r.json
1 result in r.json
$ echo $?
0
```
```json excerpt r.json
{"organisation": {"name": "Oak"}, "index": 33.3, "nodes": {"m": {"value": 1}}}
```
```toml fragment m.toml
[renamed]
old = "a"
```
"""


def test_a_sound_page_has_no_problem(tmp_path):
    assert run_page(SOUND, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param('id = "m"\n', "", "line 2: the file: 'id' is missing", id="a model with a fault"),
        pytest.param("items = [", "items = ", "line 2: TOMLDecodeError", id="no TOML"),
        pytest.param("```toml m.toml", "```toml refused m.toml", "line 2: m.toml is not refused", id="a sound one"),
        pytest.param('old = "a"', 'old = "z"', "'old' became 'z'", id="a fragment that does not fit"),
        pytest.param("Oak,1,yes,no", "Oak,1,yes,nein", "line 14: sociable-assess score", id="responses with a fault"),
        pytest.param("1 result ", "2 results ", "prints\n1 result", id="other words"),
        pytest.param("$ echo $?\n0", "$ echo $?\n1", "line 14: echo $? prints\n0", id="another exit status"),
        pytest.param("$ sociable", "$ sociable-course\n$ sociable", "line 14: ValueError", id="another command"),
        pytest.param("33.3", "33.4", "entry.index: shown 33.4, is 33.33", id="another number"),
        pytest.param('"m": {"value": 1}', '"m": {"valeu": 1}', "shown 1, is 'absent'", id="another key"),
        pytest.param('"Oak"}', '"Ash"}', "no entry of", id="another organisation"),
        pytest.param(
            "0\n```\n```json", "0\n```\n```yaml", "line 20: a block of an unknown kind: yaml", id="another kind"
        ),
    ],
)
def test_a_planted_fault_is_found(tmp_path, old, new, told):
    assert old in SOUND
    assert [each for each in run_page(SOUND.replace(old, new), tmp_path) if told in each]


# ---------------------------------------------------------------- tables against schemas

OBJECTS = {  # where an object stands in a schema, and the table that lists its keys
    ("model",): "Model key",
    ("model", "node"): "Node key",
    ("model", "rungs"): "Rung key",
    ("model", "item"): "Item key",
    ("model", "clause"): "Clause key",
    ("model", "stage"): "Stage key",
    ("model", "form"): "Form key",
    ("model", "axis"): "Axis key",
    ("responses",): "Responses key",
    ("responses", "answer"): "Answer key",
    ("result",): "Result key",
    ("result", "entry"): "Entry key",
    ("result", "step"): "Step key",
    ("result", "node"): "Node result key",
    ("result", "item"): "Item result key",
    ("result", "target"): "Target key",
    ("result", "change"): "Change key",
}


def described(place: tuple[str, ...]) -> dict[str, Any]:
    schema = load_schema(place[0])
    found = schema["$defs"][place[1]] if place[1:] else schema
    return found["items"] if found["type"] == "array" else found


def inner_keys(schema: Any) -> set[str]:
    """The keys of the objects inside an object, without those that have a definition of their own."""
    if isinstance(schema, list):
        return set().union(*map(inner_keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())) | set().union(*map(inner_keys, schema.values()))


def table_faults(page: str, place: tuple[str, ...]) -> list[str]:
    """Tell where a table departs from its schema: keys, which are needed, and the keys inside."""
    schema, table = described(place), find_tables(page).get(OBJECTS[place], [[]])
    rows = {key: row for row in table[1:] for key in codes(row[0])}
    faults = [f"no row for '{key}'" for key in schema["properties"].keys() - rows.keys()]
    faults += [f"no such key '{key}'" for key in rows.keys() - schema["properties"].keys()]
    if "Needed" in table[0]:
        needed = {key for key, row in rows.items() if row[1] == "yes"}
        faults += [f"'{key}': is it needed?" for key in needed ^ set(schema.get("required", ()))]
    for key in rows.keys() & schema["properties"].keys():
        faults += [
            f"'{key}' does not name '{inner}'"
            for inner in inner_keys(schema["properties"][key]) - codes(str(rows[key]))
        ]
    return sorted(faults)


@pytest.mark.parametrize("place", OBJECTS, ids="-".join)
def test_a_table_lists_the_keys_of_its_schema(place):
    assert table_faults(PAGE, place) == []


def test_every_definition_with_keys_has_a_table():
    found = {(name, key) for name in ("model", "responses", "result") for key in load_schema(name)["$defs"]}
    assert {place for place in found if inner_keys(load_schema(place[0])["$defs"][place[1]])} == {
        place for place in OBJECTS if place[1:]
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("| `weight` ", "| `wieght` ", ["no row for 'weight'", "no such key 'wieght'"]),
        ("| `combine` | yes |", "| `combine` | |", ["'combine': is it needed?"]),
    ],
)
def test_a_planted_fault_in_a_table_is_found(old, new, told):
    head = PAGE.index("| Node key")
    assert table_faults(PAGE[:head] + PAGE[head:].replace(old, new, 1), ("model", "node")) == told


# ---------------------------------------------------------------- the rest of what the page states


def test_every_option_of_every_command_is_explained(folder):
    helps = [run_command(f"sociable-assess {name} --help", folder)[0] for name in ("", "validate", "score", "report")]
    options = {option for text in helps for option in re.findall(r"(?<![\w-])--?[a-z][\w-]*", text)}
    assert {"--model", "-o", "--no-bootstrap"} <= options
    assert options - codes(PAGE) == set()


def test_the_columns_of_a_result_table_are_listed():
    rows = find_tables(PAGE)["Result column"][1:]
    named = [name for row in rows for name in CODE.findall(row[0])]
    assert named == [name.replace("use.", "NODE.") for name in column_names(one_dimension())]


def one_dimension() -> Any:
    model = read_model()
    kept = tuple(node for node in model.nodes if node.id == "use")
    return type("Form", (), {"map": model.map, "dimensions": kept})


def test_the_values_in_the_table_of_ways_to_combine_are_those_of_its_result(folder):
    header, *rows = find_tables(PAGE)["`a`, `b`"]
    entries = json.loads((folder / "ways.json").read_text("utf-8"))["results"]
    shown = {(entry["organisation"]["name"], node): entry["nodes"][node]["value"] for entry in entries for node in WAYS}
    assert codes(" ".join(header[1:])) == set(WAYS)
    assert {(row[0], node): number(row[1 + place]) for row in rows for place, node in enumerate(WAYS)} == shown


WAYS = ("mean", "sum", "min", "ladder")


def number(cell: str) -> float | None:
    return None if cell.startswith("none") else float(cell.split(maxsplit=1)[0].rstrip(":"))


def test_the_shares_of_random_panels_that_seem_to_agree_are_right():
    header, *rows = find_tables(PAGE)["Panel of"]
    for row in rows:
        for options, share in zip(header[1:], row[1:], strict=True):
            found = 100 * passing(int(row[0]), int(options.split()[0]))
            assert f"{found:.1f} %" == share


def passing(raters: int, options: int) -> float:
    limit = 0.3 * (options**2 - 1) / 12 * raters * (raters - 1) + 1e-9
    return sum(share for spread, share in agreement._random_spreads(raters, options) if spread <= limit)


def test_every_message_explained_is_one_that_a_fault_brings(tmp_path):
    rows = find_tables(PAGE)["The message says"][1:]
    quoted = [said for row in rows for said in re.findall(r"\*([^*]+)\*", row[0])]
    parts = {part.strip() for said in quoted for part in said.split("…")}
    told = [block.text for block in find_blocks(PAGE) if block.language == "console"]
    told += [refuse_model(text) for text in bad_models()] + [refuse_table(tmp_path, *each) for each in BAD_TABLES]
    assert len(parts) > 20
    assert {part for part in parts if not any(part in message for message in told)} == set()


def bad_models() -> list[str]:
    here = Path(__file__).parent
    garden = (here / "garden.toml").read_text("utf-8")
    planted = tomllib.loads((here / "faults.toml").read_text("utf-8"))
    return [*(garden.replace(old, new) for old, new, _ in planted.values()), *TOML_SLIPS]


TOML_SLIPS = (
    'a = { 0 = "no", 0.5 = "half" }',
    "a = [{ value = 0,25 }]",
    '[items]\nid = "a"\n[[items]]\nid = "b"',
    '[stages]\nid = "a"\n[stages]\nid = "b"',
    'a = [\n  { id = "a" }\n  { id = "b" }\n]',
    "a = \u201cb\u201d",
    'a = "The "hot" list"',
)


def refuse_model(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_model(text, "garden.toml")
    return str(caught.value)


BAD_TABLES = (
    ("ways", "organisation,rater,a1,Comments\nOak,1,never,none\n"),
    ("ways", "organisation,a1,b1\nOak,never,daily\n"),
    ("ways", "organisation,rater,a1\nOak,1,never,too\n"),
    ("ways", "organisation,rater,model,a1\nOak,1,ways 9.0.0,never\n"),
    ("ways", "organisation,rater,model,a1\nOak,1,ponds,never\n"),
    ("ways", "organisation,rater,q1,q2\nOak,never,daily\n"),
    ("ways", "organisation,rater,a1,b9,model\nOak,1,never,daily,ways 0.9.0\n"),
    ("ways", "sep=;\norganisation;rater;a1\nOak;1;never\n"),
    ("ways", "organisation,rater,a1\nOak,J\xfcrgen,never\n"),
    ("chain", "organisation,rater,dough-1-a\nOak,1,0.250\n"),
)


def refuse_table(folder: Path, name: str, text: str) -> str:
    model = next(block.text for block in find_blocks(PAGE) if block.name == f"{name}.toml")
    (folder / f"{name}.toml").write_text(model, "utf-8")
    (folder / "bad.csv").write_text(text, "latin-1")
    printed, status = run_command(f"sociable-assess score bad.csv --model {name}.toml", folder)
    assert status == 2
    return printed


@pytest.mark.parametrize(
    "stated",
    [
        f"From {uncertainty.BOOTSTRAP_FROM} raters",
        f"{uncertainty.RESAMPLES:,} panels",
        f"at least {departments.MINIMUM_GROUP} of its people",
        f"at most {agenda.LENGTH} items",
    ],
)
def test_a_number_stated_is_the_number_used(stated):
    assert stated in PAGE


def test_every_path_and_every_section_that_the_page_points_to_exists():
    sections = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    }
    targets = set(re.findall(r"\]\(([^)]+)\)", PAGE)) | set(re.findall(r"^#:schema (\S+)$", PAGE, re.MULTILINE))
    inside = {target[1:] for target in targets if target.startswith("#")}
    files = {target.partition("#")[0] for target in targets if not target.startswith(("#", "http"))}
    assert inside - sections == set()
    assert [name for name in files if not (ROOM / name).exists()] == []
