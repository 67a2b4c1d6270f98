"""How often somebody may do something, so that one phone can't take the workshop from the others.

Time is monotonic: a clock that jumps neither frees nor locks anybody.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

_MOST_KEPT = 20_000  # callers that are remembered; the one not seen longest is forgotten first


@dataclass
class Bucket:
    """Allows `burst` things at once, and `rate` a second after that, for each caller apart.

    >>> bucket = Bucket(burst=2, rate=1, clock=lambda: 0.0)
    >>> [bucket.take("a"), bucket.take("a"), bucket.take("a"), bucket.take("b")]
    [True, True, False, True]
    """

    burst: float
    rate: float
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, caller: str) -> bool:
        """Count one thing.

        Args:
            caller: who does it.

        Returns:
            Whether it is allowed.
        """
        left = self.left(caller)
        allowed = left >= 1
        self._left[caller] = (left - 1 if allowed else left, self.clock())
        self._left.move_to_end(caller)
        if len(self._left) > _MOST_KEPT:
            self._left.popitem(last=False)
        return allowed

    def left(self, caller: str) -> float:
        """Tell how many things a caller may do now.

        Args:
            caller: who.

        Returns:
            A number, perhaps with a fraction.
        """
        left, then = self._left.get(caller, (self.burst, self.clock()))
        return min(self.burst, left + (self.clock() - then) * self.rate)


def _guesses() -> Bucket:
    return Bucket(burst=20, rate=1 / 30)


def _all_guesses() -> Bucket:
    return Bucket(burst=600, rate=1)


def _from_address() -> Bucket:
    return Bucket(burst=600, rate=60)


def _joining() -> Bucket:
    return Bucket(burst=600, rate=1)


def _from_device() -> Bucket:
    return Bucket(burst=30, rate=3)


def _reading_from_address() -> Bucket:
    return Bucket(burst=6000, rate=200)  # sixty phones that look again every eight seconds ask eight times a second


def _reading_from_device() -> Bucket:
    return Bucket(burst=300, rate=10)


@dataclass
class Limits:
    """All limits of a server.

    Wrong codes are counted for each address and over all. Posts are counted for each address, where a whole room
    may stand behind one, and for each device that has joined. Pages are counted for each browser, and for each
    address only until it has a cookie.
    """

    guesses: Bucket = field(default_factory=_guesses)
    all_guesses: Bucket = field(default_factory=_all_guesses)
    posts: Bucket = field(default_factory=_from_address)
    joins: Bucket = field(default_factory=_joining)
    device_posts: Bucket = field(default_factory=_from_device)
    pages: Bucket = field(default_factory=_reading_from_address)
    device_pages: Bucket = field(default_factory=_reading_from_device)

    def may_guess(self, address: str) -> bool:
        """Tell whether an address may try a code; once all together guessed too often, only who never did may.

        Args:
            address: the caller's network.

        Returns:
            Whether it may.
        """
        if self.all_guesses.left("") < 1:
            return self.guesses.left(address) >= self.guesses.burst
        return self.guesses.left(address) >= 1

    def note_wrong(self, address: str) -> None:
        """Count a wrong code.

        Args:
            address: the caller's network.
        """
        self.guesses.take(address)
        self.all_guesses.take("")


def network_of(address: str) -> str:
    """Name the network that an address belongs to: one home has millions of IPv6 addresses.

    Args:
        address: an address, as the server saw it.

    Returns:
        An IPv4 address, or the first half of an IPv6 address.

    >>> network_of("192.0.2.7"), network_of("2001:db8::1:2:3:4")
    ('192.0.2.7', '2001:db8:0:0')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, IPv6Address):
        return (
            str(found.ipv4_mapped)
            if found.ipv4_mapped
            else ":".join(f"{int(p, 16):x}" for p in found.exploded.split(":")[:4])
        )
    return str(found)
