"""The command as a process of its own: progress, being stopped and killed, what it imports, and how much memory."""

import json
import os
import pty
import signal
import statistics
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from sociable_assessment.model_file import read_model
from tests import ROOT
from tests.assessment.planting import run
from tests.assessment.roads import bare
from tests.lock import read_project

EXAMPLES = ROOT / "assessment" / "sociable_assessment" / "examples"
MODEL = read_model()
PURE = next(c["source_modules"] for c in read_project()["tool"]["importlinter"]["contracts"] if c["id"] == "pure-core")
READING = (
    "response_file",
    "response_table",
    "result",
    "result_file",
    "trend",
    "tables",
    "score_command",
    "command_line",
)
HEAVY = {"pandas", "numpy", "plotly", "ipywidgets", "anywidget", "jsonschema", "tqdm", "scipy", "krippendorff"}
MAIN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from sociable_assessment.command_line import main
status = main(sys.argv[1:])
"""
PATIENCE = 60  # seconds until a process must have come to something
ROWS = 200_000
MOST_MEMORY = 400e6


def _write(path, rows, organisations):
    """Write a table of so many rows; the answers come from a few hundred different lines."""
    options = [*(option.id for option in MODEL.items[0].options), "?", ""]
    lines = [",".join(options[(n * 7 + k * k) % len(options)] for k in range(len(MODEL.items))) for n in range(300)]
    with path.open("w", encoding="utf-8") as file:
        file.write(f"organisation,rater,department,{','.join(item.id for item in MODEL.items)}\n")
        file.writelines(f"O{n % organisations},r{n},brand,{lines[n % 300]}\n" for n in range(rows))
    return path


@pytest.fixture(scope="session")
def long_work(tmp_path_factory):
    """A table that takes many seconds to describe as JSON."""
    return _write(tmp_path_factory.mktemp("long") / "answers.csv", 9_000, 3_000)


@pytest.fixture(scope="session")
def big_table(tmp_path_factory):
    return _write(tmp_path_factory.mktemp("big") / "answers.csv", ROWS, 2_000)


def _run(code, *arguments, **how):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE, **how)


def _start(*arguments, stderr=subprocess.PIPE):
    command = [sys.executable, "-c", f"{MAIN}sys.exit(status)", "score", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr)


def _wait_until(process, done):
    end = time.monotonic() + PATIENCE
    while not done():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)


# ---------------------------------------------------------------- progress


@pytest.fixture
def terminal():
    """A terminal of 80 columns: what is shown on it is read from the first end, the second is for the process."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    yield ours, theirs
    os.close(ours)


def _watch(terminal, until=()):
    """Read what is shown, up to some words or its end."""
    shown = b""
    while not any(word in shown for word in until):
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # Linux's way to say that nobody writes any more
            break
        if not piece:
            break
        shown += piece
    return shown.decode()


@pytest.mark.parametrize("road", [["--no-bootstrap"], ["--form", "quick"]])
def test_progress_is_shown_on_a_terminal(road, terminal, tmp_path):
    ours, theirs = terminal
    process = _start(EXAMPLES / "museum.csv", *road, "-o", tmp_path / "result.json", stderr=theirs)
    os.close(theirs)
    shown = _watch(ours)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert [bar for bar in ("reading:", "scoring:") if bar not in shown] == []
    assert shown.endswith(f"2 results in {tmp_path / 'result.json'}\r\n")


# ---------------------------------------------------------------- stopped, and killed


def test_a_process_that_is_killed_leaves_no_half_file_and_the_old_one_whole(long_work, tmp_path):
    output = tmp_path / "result.json"
    output.write_text("old")
    process = _start(long_work, "--no-bootstrap", "-o", output)
    _wait_until(process, lambda: any(beside.stat().st_size for beside in tmp_path.glob(".result*")))
    process.kill()
    process.communicate(timeout=PATIENCE)
    assert output.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path != output and not path.name.startswith(".")] == []


@pytest.mark.parametrize(("road", "word"), [(["--no-bootstrap"], b"scoring"), ([], b"reading"), ([], b"scoring")])
def test_ctrl_c_ends_the_work_without_output_or_traceback(road, word, terminal, long_work, tmp_path):
    ours, theirs = terminal
    process = _start(long_work, *road, "-o", tmp_path / "result.json", stderr=theirs)
    os.close(theirs)
    shown = _watch(ours, until=[word])
    process.send_signal(signal.SIGINT)
    shown += _watch(ours)
    out, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, list(tmp_path.iterdir())) == (130, b"", [])
    assert "sociable-assess: stopped; nothing was written\r\n" in shown
    assert "Traceback" not in shown


def test_ctrl_c_in_the_middle_of_writing_takes_the_file_away(long_work, tmp_path):
    process = _start(long_work, "--no-bootstrap", "-o", tmp_path / "result.json")
    _wait_until(process, lambda: any(beside.stat().st_size for beside in tmp_path.iterdir()))
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, list(tmp_path.iterdir())) == (130, [])
    assert told == b"sociable-assess: stopped; nothing was written\n"


def test_a_reader_that_has_seen_enough_ends_it_quietly(long_work):
    process = _start(long_work, "--no-bootstrap", "--json")
    process.stdout.read(1_000)
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    process.wait(PATIENCE)
    assert b"Traceback" not in told
    assert b"Exception" not in told


# ---------------------------------------------------------------- what is loaded


def _loaded_by(*modules):
    code = f"import sys, {', '.join(modules)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    found = _run(code)
    assert found.returncode == 0, found.stderr
    return set(found.stdout.split())


def test_importing_the_package_takes_no_time():
    code = "import time; start = time.perf_counter(); import sociable_assessment; print(time.perf_counter() - start)"
    assert statistics.median(float(_run(code).stdout) for _ in range(5)) < 0.1


def test_importing_the_package_loads_nothing_but_itself():
    bare = _loaded_by("time")
    assert _loaded_by("time", "sociable_assessment") - bare == {"sociable_assessment"}


def test_the_core_needs_the_standard_library_alone():
    strange = _loaded_by("time", *PURE) - _loaded_by("time") - set(sys.stdlib_module_names)
    assert strange == {"sociable_assessment"}


def test_reading_and_scoring_need_the_standard_library_alone():
    modules = [f"sociable_assessment.{name}" for name in READING]
    strange = _loaded_by("time", *modules) - _loaded_by("time") - set(sys.stdlib_module_names)
    assert strange == {"sociable_assessment"}


def test_heavy_packages_are_not_part_of_python_s_own_start():
    assert _loaded_by("time") & HEAVY == set()


# ---------------------------------------------------------------- in a browser kernel


BLOCK = f"""
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {sorted(HEAVY - {"tqdm"})}:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Block())
"""


def test_all_works_without_pandas_and_numpy(tmp_path, capsys):
    sources = [EXAMPLES / name for name in ("museum_2025.json", "museum_2026_consensus.json", "parts_maker.csv")]
    ways = [("plain.json", []), ("quick.json", ["--no-bootstrap"]), ("quick.csv", ["--no-bootstrap"])]
    work = [
        ["score", str(source), "--form", "quick", *road, "-o", f"{source.stem}_{output}"]
        for source in sources
        for output, road in ways
    ]
    code = f"{BLOCK}import json\nfrom sociable_assessment.command_line import main\n"
    here, there = tmp_path / "with", tmp_path / "without"
    for folder in (here, there):
        folder.mkdir()
    blocked = _run(f"{code}print(*map(main, json.loads(sys.argv[1])))", json.dumps(work), cwd=there)
    usual = [run(capsys, *each[:-1], here / each[-1]).status for each in work]
    assert (blocked.stdout.split(), blocked.returncode) == ([*map(str, usual)], 0), blocked.stderr
    assert {p.name: _numbers(p) for p in here.iterdir()} == {p.name: _numbers(p) for p in there.iterdir()}
    assert len(list(there.iterdir())) == len(work)


def _numbers(path):
    if path.suffix == ".csv":
        return path.read_text("utf-8")
    entries = json.loads(path.read_text("utf-8"))["results"]
    return [bare(entry) for entry in entries]


def test_the_blocker_blocks():
    assert "ModuleNotFoundError: numpy" in _run(f"{BLOCK}import numpy").stderr


# ---------------------------------------------------------------- memory


def test_two_hundred_thousand_rows_take_little_memory(big_table, tmp_path):
    peak = "import pathlib; print(next(l for l in pathlib.Path('/proc/self/status').open() if l.startswith('VmHWM')))"
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell a process's peak memory")
    output = tmp_path / "result.csv"
    found = _run(MAIN + peak, "score", big_table, "--no-bootstrap", "-o", output)
    assert found.returncode == 0, found.stderr
    assert output.read_text("utf-8").count("\n") == 2_001
    assert int(found.stdout.split()[1]) * 1024 < MOST_MEMORY
