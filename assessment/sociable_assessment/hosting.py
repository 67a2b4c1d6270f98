"""Where the app runs: on one's own machine or for visitors of a server, and whether strangers can come."""

from __future__ import annotations

from collections.abc import Mapping

_BINDER = ("BINDER_SERVICE_HOST", "BINDER_LAUNCH_HOST", "BINDER_REQUEST", "BINDER_REPO_URL")


def is_public(environment: Mapping[str, str]) -> bool:
    """Tell whether the server is a public one, which forgets and which nobody vouches for.

    Args:
        environment: the environment variables; `SOCIABLE_PUBLIC` set to 1 or 0 decides.

    Returns:
        True on Binder.

    >>> is_public({"BINDER_SERVICE_HOST": "x"}), is_public({})
    (True, False)
    """
    decided = environment.get("SOCIABLE_PUBLIC", "")
    return decided == "1" or (decided != "0" and any(environment.get(name) for name in _BINDER))


def has_visitors(environment: Mapping[str, str]) -> bool:
    """Tell whether the notebook's folder may belong to others than the one who answers.

    Args:
        environment: the environment variables.

    Returns:
        False only in a notebook session of Jupyter; under Voilà, and wherever it can't be told, True.

    >>> has_visitors({"JPY_SESSION_NAME": "a.ipynb"})
    False
    >>> has_visitors({"JPY_SESSION_NAME": "a.ipynb", "SERVER_SOFTWARE": "voila/0.5.13"}), has_visitors({})
    (True, True)
    """
    voila = environment.get("SERVER_SOFTWARE", "").startswith("voila") or "VOILA_REQUEST_URL" in environment
    return voila or not environment.get("JPY_SESSION_NAME")
