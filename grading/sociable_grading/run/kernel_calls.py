"""The few calls to the Linux kernel that Python has no name for, by ctypes.

Each raises OSError as Python's own do. Nothing here decides what is allowed: see `sandbox`.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct

NEW_NS, NEW_UTS, NEW_IPC, NEW_USER, NEW_PID, NEW_NET = (
    *(0x00020000, 0x04000000, 0x08000000),
    *(0x10000000, 0x20000000, 0x40000000),
)
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    *(1, 2, 4, 8, 32),
    *(4096, 16384, 1 << 18),
)
_DETACH = 2
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _SET_SECCOMP, _DROP_BOUND, _SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38
_FILTER = 2
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_LAST_CAPABILITY = 63
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def enter(descriptor: int, kind: int) -> None:
    """Enter a namespace that is open as a file."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), "setns")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount something.

    Args:
        source: what.
        target: where.
        kind: the file system's name; "" for a bind.
        flags: MS_… together.
        options: the file system's own.
    """
    words = [text.encode() or None for text in (source, target, kind, options)]
    done = _libc.mount(words[0], words[1], words[2], ctypes.c_ulong(flags), words[3])
    _check(done, f"mount {target}")


def pivot_into(folder: str) -> None:
    """Make a mounted folder the root, and let go of the old one.

    Args:
        folder: the new root; it must be a mount of its own.
    """
    os.chdir(folder)
    _check(_libc.syscall(_PIVOT_ROOT[platform.machine()], b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", _DETACH), "umount")
    os.chdir("/")


def _control(option: int, *values: int) -> None:
    filled = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    _check(_libc.prctl(ctypes.c_int(option), *filled), f"prctl {option}")


def die_with_parent(signal: int) -> None:
    """Ask for a signal when the parent ends."""
    _control(_SET_DEATH_SIGNAL, signal)


def set_dumpable(*, allowed: bool) -> None:
    """Let others of the same user look into this process, or not."""
    _control(_SET_DUMPABLE, int(allowed))


def drop_privileges() -> None:
    """Give up every capability, for this process and all that it starts, for good."""
    for capability in range(_LAST_CAPABILITY + 1):
        if _libc.prctl(_DROP_BOUND, ctypes.c_ulong(capability), 0, 0, 0) < 0:
            break
    header = struct.pack("<Ii", _CAPABILITY_VERSION, 0)
    _check(_libc.syscall(_CAPSET[platform.machine()], header, bytes(24)), "capset")
    refuse_new_privileges()


def refuse_new_privileges() -> None:
    """No program that is started from here gains rights, whatever its file says."""
    _control(_SET_NO_NEW_PRIVS, 1)


def install_filter(program: bytes) -> None:
    """Install a filter of system calls; it can't be taken off again.

    Args:
        program: instructions of classic BPF, eight bytes each.
    """
    kept = ctypes.create_string_buffer(program, len(program))
    whole = struct.pack("@HxxxxxxP", len(program) // 8, ctypes.addressof(kept))
    done = _libc.prctl(_SET_SECCOMP, ctypes.c_ulong(_FILTER), whole, 0, 0)
    _check(done, "seccomp")
