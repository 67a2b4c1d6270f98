"""`sociable-assess workshop`: a room full of people answers on phones; and the store's backup and restore."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sociable_assessment.errors import SociableError
from sociable_assessment.listening import HERE, add_listening, check_port
from sociable_assessment.model import DEFAULT
from sociable_assessment.model_file import read_model, read_model_text

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

PORT = 8877

_EPILOG = """examples:
  sociable-assess workshop                             try it out, on this machine only
  sociable-assess workshop --listen 0.0.0.0            phones in the same network can join
  sociable-assess workshop --listen 0.0.0.0 --certfile room.pem --keyfile room.key
  sociable-assess workshop backup monday.sqlite        copy the store, also while it is in use
  sociable-assess workshop restore monday.sqlite
"""


class WorkshopError(SociableError):
    """The workshop can't be served here; the message says what to do."""


def add_to(commands: Commands) -> None:
    """Add the command.

    Args:
        commands: the parser's commands.
    """
    parser = commands.add_parser(
        "workshop",
        help="let a room full of people answer on phones",
        description="Serve a workshop until Ctrl-C: people join with a code and answer on phones, hidden until the "
        "facilitator shows all answers at once; then the room discusses, agrees and takes its report home.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_listening(parser, PORT)
    parser.add_argument("--certfile", type=Path, metavar="FILE", help="a certificate: what is sent is encrypted then")
    parser.add_argument("--keyfile", type=Path, metavar="FILE", help="its key, if it is not in the same file")
    parser.add_argument("--address", type=web_address, metavar="URL", help="what phones open, if it is another address")
    parser.add_argument("--prefix", type=path_prefix, default="/", metavar="PATH", help="the path behind a proxy")
    parser.add_argument("--behind-proxy", action="store_true", help="trust the addresses that a proxy reports")
    told = "a model's TOML file that a session can ask; may be given several times (default: social-maturity)"
    parser.add_argument("--model", action="append", metavar="MODEL", help=told)
    add_store(parser)
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(metavar="ACTION", title="actions, instead of serving")
    backup = actions.add_parser("backup", help="copy the store into a file")
    backup.add_argument("file", type=Path, metavar="FILE", help="where the copy shall stand")
    backup.set_defaults(run=run_backup)
    back = actions.add_parser("restore", help="put a copy in the place of the store")
    back.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")
    back.add_argument("--replace", action="store_true", help="replace a store that has sessions")
    back.set_defaults(run=run_restore)
    for each in (backup, back):
        add_store(each)


def add_store(parser: argparse.ArgumentParser) -> None:
    """Let the store be named.

    Args:
        parser: a parser.
    """
    told = "where answers are kept: a file, or a URL of PostgreSQL (default: a file among Jupyter's data)"
    parser.add_argument("--store", default=argparse.SUPPRESS, metavar="FILE|URL", help=told)


def find_store(chosen: argparse.Namespace) -> str:
    """Find the store that is meant.

    Args:
        chosen: the parsed arguments.

    Returns:
        A file or a URL.
    """
    from jupyter_core.paths import jupyter_data_dir

    return getattr(chosen, "store", None) or str(Path(jupyter_data_dir(), "sociable", "workshop.sqlite"))


def web_address(text: str) -> str:
    """Read the address of a proxy.

    >>> web_address("https://room.example.org/assess")
    'https://room.example.org/assess/'
    """
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        msg = f"'{text}' is not an address such as https://room.example.org/"
        raise argparse.ArgumentTypeError(msg)
    return f"{text.rstrip('/')}/"


def path_prefix(text: str) -> str:
    """Read the path below which a proxy shows the workshop.

    >>> path_prefix("workshop"), path_prefix("/")
    ('/workshop/', '/')
    """
    if not all(char.isalnum() or char in "/-_.~" for char in text):
        msg = f"'{text}' is not a path such as /workshop/"
        raise argparse.ArgumentTypeError(msg)
    bare = text.strip("/")
    return f"/{bare}/" if bare else "/"


def read_models(sources: Sequence[str]) -> tuple[str, ...]:
    """Read the models that sessions can ask; a bad one is refused before anything else.

    Args:
        sources: TOML files, or ids of models that ship with Sociable.

    Returns:
        Their TOML.

    Raises:
        SociableError: one can't be read, has faults, or has the id of another.
    """
    found = {read_model(source).id: read_model_text(source) for source in sources}
    if len(found) < len(sources):
        msg = "Two of the models have the same id, so that nobody could tell their results apart. Name one of them."
        raise WorkshopError(msg)
    return tuple(found.values())


def run(chosen: argparse.Namespace) -> int:
    """Serve the workshop until Ctrl-C.

    Args:
        chosen: the parsed arguments.

    Returns:
        0.

    Raises:
        WorkshopError: a package is missing.
        SociableError: the port, the store, the model or the certificate is not to be had.
    """
    models = read_models(chosen.model or [DEFAULT])
    check_port(chosen.listen, chosen.port)
    store = find_store(chosen)
    try:
        from sociable_assessment.workshop.room import Room
        from sociable_assessment.workshop.serving import Spot, name_address, serve
        from sociable_assessment.workshop.store import name_place, open_store
    except ModuleNotFoundError as error:
        msg = f"The workshop needs the package {error.name}. Install it with: pip install 'sociable[workshop]'"
        raise WorkshopError(msg) from error
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    spot = Spot(chosen.listen, chosen.port, chosen.certfile, chosen.keyfile, chosen.behind_proxy)
    where = chosen.address or name_address(spot, chosen.prefix)
    room = Room(open_store(store), models, base=chosen.prefix, address=where)
    here = (
        where
        if chosen.address
        else name_address(Spot(_own(chosen.listen), chosen.port, chosen.certfile), chosen.prefix)
    )
    serve(
        room, spot, lambda: print(announce(where, here, room.board_token, name_place(store), spot.listen), flush=True)
    )
    print("\nThe workshop is closed. Every answer is in the store.")
    return 0


def _own(listen: str) -> str:
    return HERE if ip_address(listen).is_unspecified else listen


def announce(where: str, here: str, token: str, store: str, listen: str) -> str:
    """Say how to open the board, who can join, and where answers are kept.

    Args:
        where: what phones open.
        here: what this machine's browser opens.
        token: the board's token.
        store: the store's name.
        listen: the address that is listened on.

    Returns:
        The text.

    >>> print(announce("http://127.0.0.1:8877/", "http://127.0.0.1:8877/", "secret", "w.sqlite", "127.0.0.1"))
    The workshop is ready. Open the board, for you alone, in a browser on this machine:
    <BLANKLINE>
        http://127.0.0.1:8877/board?token=secret
    <BLANKLINE>
    It works on this machine only; --listen lets phones in.
    Answers are kept in w.sqlite. To close the workshop, press Ctrl-C here.
    """
    if ip_address(listen).is_loopback and where == here:
        who = "It works on this machine only; --listen lets phones in."
    elif where.startswith("https:"):
        who = f"Phones join at {where}"
    else:
        who = f"Phones join at {where}\nWhat they send is not encrypted on the way; --certfile encrypts it."
    return f"""The workshop is ready. Open the board, for you alone, in a browser on this machine:

    {here}board?token={token}

{who}
Answers are kept in {store}. To close the workshop, press Ctrl-C here."""


def run_backup(chosen: argparse.Namespace) -> int:
    """Copy the store.

    Args:
        chosen: the parsed arguments.

    Returns:
        0.
    """
    from sociable_assessment.workshop.backup import back_up

    count = back_up(find_store(chosen), chosen.file)
    print(f"{chosen.file}: {count} session{'' if count == 1 else 's'}. It holds answers; keep it as you keep them.")
    return 0


def run_restore(chosen: argparse.Namespace) -> int:
    """Put a copy in the place of the store.

    Args:
        chosen: the parsed arguments.

    Returns:
        0.
    """
    from sociable_assessment.workshop.backup import restore

    store = find_store(chosen)
    count = restore(chosen.file, store, replace=chosen.replace)
    print(f"{store}: {count} session{'' if count == 1 else 's'} from {chosen.file}.")
    return 0
