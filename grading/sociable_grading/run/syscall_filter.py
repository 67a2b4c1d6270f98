"""Which system calls a learner's code may not make: those that reach around the other walls.

A short list of what is refused, not of what is allowed: numpy, threads and subprocesses must work. The walls are
the namespaces, the user and the limits; this filter makes the kernel behind them a smaller target.
"""

from __future__ import annotations

import errno
import platform
import struct

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_NAMESPACES = 0x7E020080  # every CLONE_NEW… flag, that of time included

# x86-64, arm64
_REFUSED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
}
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)
_FAMILIES = (1, 2, 10, 16)  # within the machine, the two of the internet (there is no network), kernel's answers


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("<HBBI", code, yes, no, value)


def _refuse(number: int) -> bytes:
    return _step(_RETURN, _ERRNO | number)


def write_filter(machine: str = "") -> bytes:
    """Write the filter.

    Args:
        machine: the processor's family; "" for this one.

    Returns:
        Instructions of classic BPF, eight bytes each.

    Raises:
        KeyError: no filter is known for this processor.

    >>> len(write_filter("x86_64")) % 8
    0
    """
    machine = machine or platform.machine()
    place = list(_ARCHITECTURES).index(machine)
    steps = [
        _step(_LOAD, _ARCHITECTURE_AT),
        _step(_EQUAL, _ARCHITECTURES[machine], yes=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER_AT),
    ]
    if machine == "x86_64":
        steps += [_step(_AT_LEAST, _X32, no=1), _step(_RETURN, _KILL)]
    for numbers in _REFUSED.values():
        steps += [_step(_EQUAL, numbers[place], no=1), _refuse(errno.EPERM)]
    steps += [_step(_EQUAL, _CLONE3[place], no=1), _refuse(errno.ENOSYS)]  # the C library falls back on clone
    steps += [*_on_clone(_CLONE[place]), *_on_socket(_SOCKET[place]), _step(_RETURN, _ALLOW)]
    return b"".join(steps)


def _on_clone(number: int) -> list[bytes]:
    inside = [_step(_LOAD, _FIRST_ARGUMENT_AT), _step(_ANY_BIT, _NAMESPACES, no=1), _refuse(errno.EPERM)]
    return [_step(_EQUAL, number, no=len(inside) + 1), *inside, _step(_RETURN, _ALLOW)]


def _on_socket(number: int) -> list[bytes]:
    left = len(_FAMILIES)
    tests = [_step(_EQUAL, family, yes=left - place) for place, family in enumerate(_FAMILIES)]
    inside = [_step(_LOAD, _FIRST_ARGUMENT_AT), *tests, _refuse(errno.EAFNOSUPPORT)]
    return [_step(_EQUAL, number, no=len(inside) + 1), *inside, _step(_RETURN, _ALLOW)]
