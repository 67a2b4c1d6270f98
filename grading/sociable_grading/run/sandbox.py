"""The walls: what a learner's code can see, reach and use up.

The zygote builds a small tree once, read-only, of the interpreter, the system's libraries and the installed
packages, and makes it its root. Each submission gets namespaces of its own, empty folders to write to, a user
without rights, limits, and a filter of system calls.
"""

from __future__ import annotations

import os
import resource
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sociable_grading.run import kernel_calls as kernel
from sociable_grading.run.limits import MEGABYTE, Limits
from sociable_grading.run.syscall_filter import write_filter

FIRST_USER = 60_000
SLOTS = 100  # users that a run takes; the kernel counts processes by user, and two runs shall not share any
WORK = "/assignment"
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32")
_ETC = ("ld.so.cache", "localtime", "fonts", "mime.types", "alternatives")
_DEVICES = ("null", "zero", "full", "random", "urandom")
_OWN = ("sociable_course", "sociable_assessment", "sociable_data", "sociable_grading")
_LOCKED = kernel.MS_NOSUID | kernel.MS_NODEV
_TMP = Path("/tmp")  # noqa: S108 - where packages may lie on a build machine
_ASIDE = "/packages"
_under_tmp: list[Path] = []  # filled when the tree is built, before any submission is seen
_ROOT = "root:x:0:0::/:/bin/false\n"
_PASSWD = "learner:x:{user}:{user}::/tmp:/bin/false\n"  # noqa: S105 - no password in it


@dataclass(frozen=True, slots=True)
class Walls:
    """How far a run can be isolated.

    `root` tells whether an unused user can be taken; else the namespaces are those of an unprivileged user.
    """

    isolated: bool
    root: bool


def find_walls() -> Walls:
    """Try what the kernel allows, in a process that ends at once.

    Returns:
        The walls that can be built; not isolated where it allows neither.
    """
    root = os.geteuid() == 0
    child = os.fork()
    if child == 0:
        try:
            kernel.unshare(_namespaces(root=root))
            write_filter()
        except (OSError, KeyError):
            os._exit(1)
        os._exit(0)
    return Walls(os.waitpid(child, 0)[1] == 0, root)


def _namespaces(*, root: bool) -> int:
    own = kernel.NEW_NS | kernel.NEW_PID | kernel.NEW_NET | kernel.NEW_IPC | kernel.NEW_UTS
    return own if root else own | kernel.NEW_USER


def leave_machine(*, root: bool) -> None:
    """Go to namespaces of one's own; the next child is the first process there.

    Args:
        root: as in `Walls`.
    """
    user, group = os.geteuid(), os.getegid()
    kernel.set_dumpable(allowed=True)
    kernel.unshare(_namespaces(root=root))
    if not root:
        _map_user(user, group)
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)


def _map_user(user: int, group: int) -> None:
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def seen_places() -> list[Path]:
    """List what is seen of the machine: the interpreter, its packages, the system's programs and libraries.

    Returns:
        Existing folders; none lies within another, and none is a checkout.
    """
    prefixes = [sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, *_SYSTEM]
    packages = [_package_folder(name) for name in _OWN]
    sites = [each for each in sys.path if each.endswith(("site-packages", "dist-packages"))]
    packages.append(sys.pycache_prefix)
    found = sorted({Path(each) for each in [*prefixes, *sites, *filter(None, packages)] if Path(each).is_dir()})
    return [each for each in found if not any(other in each.parents for other in found)]


def _package_folder(name: str) -> str | None:
    spec = find_spec(name)
    return str(Path(spec.origin).parent) if spec is not None and spec.origin is not None else None


def build_root(tree: Path, first_slot: int) -> None:
    """Build the tree and make it the root; from here on nothing else of the machine can be seen.

    Args:
        tree: an empty folder to mount it on.
        first_slot: of the run's.
    """
    kernel.mount("tmpfs", str(tree), "tmpfs", _LOCKED, "mode=755,size=4m")
    (tree / "tmp").mkdir()
    kernel.mount("tmpfs", str(tree / "tmp"), "tmpfs", _LOCKED, "mode=755,size=64m")
    for place in seen_places():
        _show(place, tree)
        if _TMP in place.parents:
            _show_aside(place, tree)
    for name in ("proc", "tmp", WORK[1:], "dev", "etc", "dev/pts", "dev/shm"):
        (tree / name).mkdir(exist_ok=True, parents=True)
    for path in [Path("/dev", name) for name in _DEVICES] + [Path("/etc", name) for name in _ETC]:
        _show(path, tree)
    for link, target in {"ptmx": "pts/ptmx", "fd": "/proc/self/fd", "stdin": "/proc/self/fd/0"}.items():
        (tree / "dev" / link).symlink_to(target)
    users = {_user(slot) for slot in range(first_slot, first_slot + SLOTS)}
    (tree / "etc" / "passwd").write_text(_ROOT + "".join(_PASSWD.format(user=user) for user in sorted(users)))
    (tree / "etc" / "hosts").write_text("127.0.0.1 localhost\n")
    kernel.mount("proc", str(tree / "proc"), "proc", _LOCKED | kernel.MS_NOEXEC)
    kernel.pivot_into(str(tree))
    kernel.mount("none", "/", flags=kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | _LOCKED)


def _show_aside(path: Path, tree: Path) -> None:
    """Show packages that lie under /tmp in a second place, as each submission has a /tmp of its own over the first."""
    _under_tmp.append(path)
    _show(path, tree, f"{_ASIDE[1:]}/{len(_under_tmp)}")


def _show(path: Path, tree: Path, name: str | None = None) -> None:
    """Show a file or folder of the machine at the same place in the tree, read-only; a link stays a link."""
    if not path.exists():
        return
    place = tree / (name or str(path)[1:])
    place.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        place.symlink_to(path.readlink())
        return
    if path.is_dir():
        place.mkdir(exist_ok=True)
    else:
        place.touch()
    kernel.mount(str(path), str(place), flags=kernel.MS_BIND | kernel.MS_REC)
    flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_NOSUID
    locked = 0 if stat.S_ISCHR(path.stat().st_mode) else kernel.MS_NODEV | kernel.MS_RDONLY
    _tighten(str(place), flags | locked)


def _tighten(place: str, flags: int) -> None:
    """Remount with flags; an unprivileged user may not take off those that the machine's mount has."""
    for extra in (0, _mount_flags(place)):
        try:
            kernel.mount("none", place, flags=flags | extra)
        except PermissionError:
            continue
        return
    msg = f"{place} can't be made read-only"
    raise PermissionError(msg)


def _mount_flags(place: str) -> int:
    """Give the flags of a mount; statvfs calls the common ones by the numbers that mount takes."""
    found = os.statvfs(place).f_flag
    relatime, noatime, nodiratime = 4096, 1024, 2048
    pairs = {relatime: 1 << 21, noatime: 1024, nodiratime: 2048, 1: 1, 2: 2, 4: 4, 8: 8}
    return sum(flag for bit, flag in pairs.items() if found & bit)


def _user(slot: int) -> int:
    return FIRST_USER + slot if os.geteuid() == 0 else os.geteuid()


def enter_own(limits: Limits, slot: int) -> None:
    """Isolate one submission from the others; called in the first process of its process namespace.

    Args:
        limits: what it may use.
        slot: which user it runs as; no two at the same time have the same.
    """
    kernel.unshare(kernel.NEW_NS | kernel.NEW_NET | kernel.NEW_IPC | kernel.NEW_UTS)
    user = _user(slot)
    owned = f",uid={user},gid={user}" if os.geteuid() == 0 else ""
    sizes = {WORK: limits.disk, "/tmp": limits.disk, "/dev/shm": limits.disk}  # noqa: S108 - its own, and empty
    for place, size in sizes.items():
        kernel.mount("tmpfs", place, "tmpfs", _LOCKED, f"mode=700,size={size}m,nr_inodes=20000{owned}")
    for number, packages in enumerate(_under_tmp, start=1):
        packages.mkdir(parents=True)
        kernel.mount(f"{_ASIDE}/{number}", str(packages), flags=kernel.MS_BIND | kernel.MS_REC)
        _tighten(
            str(packages), kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_RDONLY
        )
    kernel.mount("proc", "/proc", "proc", _LOCKED | kernel.MS_NOEXEC)
    kernel.mount("devpts", "/dev/pts", "devpts", kernel.MS_NOSUID | kernel.MS_NOEXEC, "newinstance,ptmxmode=666")
    os.chdir(WORK)


def limit_process(limits: Limits) -> None:
    """Set what a process, and all that it starts, may use.

    Args:
        limits: how much.
    """
    bounds: Mapping[int, int] = {
        resource.RLIMIT_AS: limits.memory * MEGABYTE,
        resource.RLIMIT_NPROC: limits.processes,
        resource.RLIMIT_FSIZE: limits.file_size * MEGABYTE,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for kind, bound in bounds.items():
        hard = resource.getrlimit(kind)[1]
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))


def become_learner(limits: Limits, slot: int) -> None:
    """Give up every right; what follows is the learner's code.

    Args:
        limits: what it may use.
        slot: as in `enter_own`.
    """
    if os.geteuid() == 0:
        user = _user(slot)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    limit_process(limits)
    kernel.drop_privileges()
    kernel.set_dumpable(allowed=True)
    kernel.install_filter(write_filter())
