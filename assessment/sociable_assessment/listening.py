"""Where a server listens: address and port as the command line gives them, and whether they can be had."""

from __future__ import annotations

import argparse
import errno
import os
import socket
from ipaddress import ip_address

from sociable_assessment.errors import SociableError

HERE = "127.0.0.1"
HIGHEST_PORT = 65535


class ListenError(SociableError):
    """Nothing can be served at this address or port; the message says what to do."""


def add_listening(parser: argparse.ArgumentParser, port: int) -> None:
    """Add the options that say where a server listens.

    Args:
        parser: the command's.
        port: the usual one.

    >>> parser = argparse.ArgumentParser()
    >>> add_listening(parser, 8866)
    >>> parser.parse_args(["--listen", "0.0.0.0"])
    Namespace(port=8866, listen='0.0.0.0')
    """
    parser.add_argument("--port", type=port_number, default=port, metavar="N", help="the port (default: %(default)s)")
    parser.add_argument(
        "--listen", type=address, default=HERE, metavar="ADDRESS", help="who may come (default: this machine only)"
    )


def port_number(text: str) -> int:
    """Read a port number from the command line.

    >>> port_number("8866")
    8866
    """
    if not (text.isdecimal() and 0 < int(text) <= HIGHEST_PORT):
        msg = f"'{text}' is not a port: a number from 1 to {HIGHEST_PORT}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def address(text: str) -> str:
    """Read an address of this machine from the command line.

    >>> address("0.0.0.0")
    '0.0.0.0'
    """
    try:
        return str(ip_address(text))
    except ValueError:
        msg = f"'{text}' is not an address such as {HERE}, or 0.0.0.0 for every way into this machine"
        raise argparse.ArgumentTypeError(msg) from None


def check_port(listen: str, port: int) -> None:
    """Make sure that the port can be had. It is never another one: browsers keep answers by address and port.

    Args:
        listen: the address to listen on.
        port: the port.

    Raises:
        ListenError: another program has it, it is reserved, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":  # a port that was just closed is free; elsewhere this option means something else
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, port))
        except OSError as error:
            raise ListenError(_say_fault(error, listen, port)) from None


def _say_fault(error: OSError, listen: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program, perhaps by one that is open already. Name another: --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{listen} is no address of this machine. Take one that it has, or 0.0.0.0 for all of them."
    return f"Port {port} on {listen} cannot be used ({error.strerror}). Name another: --port."
