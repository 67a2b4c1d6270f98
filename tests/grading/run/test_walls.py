"""Each wall holds by itself; and where there can be none, nothing runs unless that is said in so many words."""

import ctypes
import errno
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sociable_grading.run import kernel_calls, sandbox, syscall_filter
from sociable_grading.run.protocol import FrameError, body_length, decode, encode
from sociable_grading.verdicts import GRADED
from tests import ROOT
from tests.grading.run.course import SMALL, START, CourseFolder, environment, fill
from tests.grading.run.test_class import RIGHT

pytestmark = pytest.mark.slow


def in_a_child(work):
    """Do something in a process of its own, and give what it gives."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told)


def try_calls():
    kernel_calls.refuse_new_privileges()
    kernel_calls.install_filter(syscall_filter.write_filter())
    library = ctypes.CDLL(None, use_errno=True)

    def number(*call):
        ctypes.set_errno(0)
        return library.syscall(*call) < 0 and ctypes.get_errno()

    machine = list(syscall_filter._ARCHITECTURES).index(os.uname().machine)
    refused = {name: number(numbers[machine], 0, 0, 0, 0, 0) for name, numbers in syscall_filter._REFUSED.items()}
    fresh = number(syscall_filter._CLONE[machine], 0x10000000 | 17, 0, 0, 0, 0)
    clone3 = number(syscall_filter._CLONE3[machine], 0, 0)
    families = [number(syscall_filter._SOCKET[machine], family, 1, 0) for family in (1, 2, 10, 16, 17, 38, 40)]
    return [sorted(set(refused.values())), fresh, clone3, families, os.getpid() > 0]


def test_the_filter_refuses_what_it_names_and_nothing_else():
    refused, fresh, clone3, families, works = in_a_child(try_calls)
    assert refused == [errno.EPERM]
    assert (fresh, clone3, works) == (errno.EPERM, errno.ENOSYS, True)
    assert families[4:] == [errno.EAFNOSUPPORT] * 3
    assert errno.EAFNOSUPPORT not in families[:3]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_jumps_of_the_filter_stay_within_it(machine):
    steps = list(struct.iter_unpack("<HBBI", syscall_filter.write_filter(machine)))
    for place, (code, yes, no, _) in enumerate(steps):
        assert place + 1 + max(yes, no) < len(steps) or code == 6
    assert steps[-1][0] == 6


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1", b"SGF1\xff\xff\xff\xff", b'{"ok":1}'])
def test_what_is_no_frame_is_refused(head):
    with pytest.raises(FrameError):
        body_length(head)


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b'"x"', b"[" * 100_000, b"\xff"])
def test_a_frame_without_an_object_is_refused(body):
    with pytest.raises(FrameError):
        decode(body)


def test_a_frame_comes_back_as_it_was():
    frame = encode({"a": "zoë \ud800"})
    assert body_length(frame[:8]) == len(frame) - 8
    assert decode(frame[8:]) == {"a": "zoë ?"}


def test_no_place_that_is_seen_holds_a_source_or_a_gradebook():
    places = sandbox.seen_places()
    secret = [ROOT / "grading" / "source", ROOT / "course" / "lessons", ROOT / "grading" / "gradebook.db"]
    assert [path for path in secret for place in places if place == path or place in path.parents] == []
    assert not [place for place in places if place == ROOT or place in ROOT.parents]


def without_walls():
    """The command in a process to which the kernel refuses namespaces."""
    kernel_calls.refuse_new_privileges()
    kernel_calls.install_filter(syscall_filter.write_filter())


@pytest.fixture(scope="module")
def course(small_course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("walls") / "course"
    shutil.copytree(small_course.folder, folder, ignore=shutil.ignore_patterns("submitted", "autograded"))
    copied = CourseFolder(folder)
    copied.hand_in(SMALL, "ann", fill(copied.released(SMALL), RIGHT))
    return copied


def test_it_refuses_where_the_kernel_allows_no_walls(course):
    command = [sys.executable, "-c", START, "run", SMALL, "--again"]
    done = subprocess.run(
        command,
        cwd=course.folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=without_walls,
    )
    assert done.returncode == 2
    assert "--no-isolation" in done.stderr
    assert "ann" not in course.verdicts(SMALL)


def test_without_isolation_it_grades_and_says_so(course):
    said = course.grade(SMALL, "--no-isolation", "--again", "--student", "ann")
    verdict = course.verdicts(SMALL)["ann"]
    assert (verdict.state, verdict.isolated) == (GRADED, False)
    assert course.rows(SMALL)["ann"]["mean-test"][0] == 3
    assert "WITHOUT ISOLATION" in said
    assert "1 graded" in course.grade(SMALL, "--student", "ann")  # behind walls: another verdict
    assert course.verdicts(SMALL)["ann"].isolated


def closed_folders(paths):
    """List the outermost folders above some paths that only their owner may enter."""
    closed = {parent for path in paths for parent in path.parents if not parent.stat().st_mode & 1}
    return sorted(each for each in closed if closed.isdisjoint(each.parents))


def script_for(folder, aside, command, paths):
    """Write a script that runs a command as a user without rights, who can read Python and nothing else of ours."""
    hidden = [path for path in paths if closed_folders([path])]
    lines = ["set -e"]
    for place, path in enumerate(hidden):
        lines += [f"mkdir {aside}/{place}", f"mount --bind {path} {aside}/{place}"]
    lines += [f"mount -t tmpfs -o mode=755 tmpfs {closed}" for closed in closed_folders(paths)]
    for place, path in enumerate(hidden):
        lines += [f"mkdir -p {path}", f"mount --bind {aside}/{place} {path}"]
    user = "setpriv --reuid 54321 --regid 54321 --clear-groups --no-new-privs"
    return "\n".join([*lines, f"cd {folder}", f"exec {user} env HOME={folder} {command}"])


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root, to become nobody")
def test_a_user_without_rights_grades_as_well(course):
    looks = RIGHT | {
        "mean": "import os\nmean = 4\nprint('user', os.getuid(), os.listdir('/proc/1') and 'p')\nos.kill(-1, 9)"
    }
    course.hand_in(SMALL, "bob", fill(course.released(SMALL), looks))
    for path in [course.folder, *course.folder.rglob("*")]:
        os.chown(path, 54321, 54321)
    paths = [Path(sys.base_prefix).resolve(), Path(sys.prefix), ROOT, course.folder]
    (course.folder / "go.py").write_text(START)
    with tempfile.TemporaryDirectory(dir="/var/tmp") as aside:
        script = script_for(course.folder, aside, f"{sys.executable} go.py run {SMALL} --again", paths)
        command = [shutil.which("unshare"), "-m", shutil.which("bash"), "-c", script]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0, done.stdout + done.stderr
    verdicts = course.verdicts(SMALL)
    assert {verdicts[name].state for name in ("ann", "bob")} == {GRADED}
    assert verdicts["ann"].isolated
    rows = course.rows(SMALL)
    assert [rows[name]["mean-test"][0] for name in ("ann", "bob")] == [3, 3]


def test_abstract_sockets_of_the_machine_are_out_of_reach(course):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0sociable-test")
        server.listen()
        code = "import socket\nmean = 4\nprint('reached', socket.socket(socket.AF_UNIX).connect_ex('\\0sociable-test'))"
        course.hand_in(SMALL, "cat", fill(course.released(SMALL), RIGHT | {"mean": code}))
        course.grade(SMALL, "--student", "cat")
    shown = json.dumps(course.autograded(SMALL, "cat"))
    assert f"reached {errno.ECONNREFUSED}" in shown
