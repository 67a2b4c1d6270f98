"""The workshop as a server of its own: Tornado, one process, until Ctrl-C."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from tornado.httpserver import HTTPServer

from sociable_assessment.errors import InputError
from sociable_assessment.workshop.application import make_application
from sociable_assessment.workshop.board_access import LARGEST_UPLOAD
from sociable_assessment.workshop.room import Room
from sociable_assessment.workshop.setting_up import model_of

_SLOW = 30  # seconds that a request's head may take
_ELSEWHERE = ("192.0.2.1", 9)  # an address for documentation: nothing is sent there, only the way to it is asked for


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the server listens, and with which certificate; `trusts_proxy` takes addresses from a proxy's headers."""

    listen: str
    port: int
    certificate: Path | None = None
    key: Path | None = None
    trusts_proxy: bool = False


def name_address(spot: Spot, base: str) -> str:
    """Name the address that phones open.

    Args:
        spot: where the server listens.
        base: the path of the workshop.

    Returns:
        A URL; of a server that listens everywhere, with this machine's address in its network.

    >>> name_address(Spot("127.0.0.1", 8877), "/")
    'http://127.0.0.1:8877/'
    """
    name = find_own_address() if ip_address(spot.listen).is_unspecified else spot.listen
    host = f"[{name}]" if ":" in name else name
    return f"{'https' if spot.certificate else 'http'}://{host}:{spot.port}{base}"


def find_own_address() -> str:
    """Find this machine's address in its network; nothing is sent.

    Returns:
        The address; the machine's name where it has none.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def read_certificate(spot: Spot) -> ssl.SSLContext | None:
    """Read the certificate.

    Args:
        spot: where the server listens.

    Returns:
        What encrypts; None without a certificate.

    Raises:
        InputError: the files can't be read, or don't belong together.
    """
    if spot.certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(spot.certificate, spot.key)
    except (OSError, ssl.SSLError) as error:
        fault = (
            f"it can't be used as a certificate, with key {spot.key or 'in the same file'}: {error.strerror or error}"
        )
        raise InputError(str(spot.certificate), [fault]) from None
    return context


def serve(room: Room, spot: Spot, tell: Callable[[], object]) -> None:
    """Serve until Ctrl-C.

    Args:
        room: what the server knows.
        spot: where it listens.
        tell: is called once it can be reached.

    Raises:
        InputError: the certificate can't be used.
    """
    logging.getLogger("tornado").setLevel(logging.ERROR)
    for text in room.models:
        model_of(text)  # read now, and not while the first person waits
    asyncio.run(_serve(room, spot, read_certificate(spot), tell))


async def _serve(room: Room, spot: Spot, context: ssl.SSLContext | None, tell: Callable[[], object]) -> None:
    server = HTTPServer(
        make_application(room),
        ssl_options=context,
        xheaders=spot.trusts_proxy,
        max_body_size=LARGEST_UPLOAD,
        max_header_size=16 * 1024,
        body_timeout=_SLOW,
        idle_connection_timeout=2 * _SLOW,
    )
    server.listen(spot.port, spot.listen, backlog=1024)
    stopped = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        try:
            asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
        except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt there
            break
    tell()
    await stopped.wait()
    server.stop()
    await server.close_all_connections()
