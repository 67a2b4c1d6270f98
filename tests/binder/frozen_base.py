"""What repo2docker puts into every image before our own packages: a base environment, frozen by conda."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

from packaging.utils import canonicalize_name

LOCKS = Path(str(distribution("jupyter-repo2docker").locate_file("repo2docker"))) / "buildpacks" / "conda"
PACKAGE = re.compile(r"/(?P<name>[^/]+)-(?P<version>[^-/]+)-(?P<build>[^-/]+)\.(?:conda|tar\.bz2)#")
# Where conda cuts a package differently from its Python distribution.
OTHER_NAMES = {
    "brotli-python": "brotli",
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}
NO_DISTRIBUTIONS = {"bleach-with-css", "jsonschema-with-format-nongpl", "jupyterhub-singleuser", "python", "python_abi"}


def read_base(lock: str) -> dict[str, str]:
    """Read the Python distributions of a lock of repo2docker's: name and version.

    Raises:
        ValueError: the lock pins no JupyterLab, so it is written in another way than we read it.
    """
    found = [match.groupdict() for match in PACKAGE.finditer(lock)]
    chosen = [each for each in found if "py" in each["build"] and each["name"] not in NO_DISTRIBUTIONS]
    pins = {canonicalize_name(OTHER_NAMES.get(each["name"], each["name"])): each["version"] for each in chosen}
    if "jupyterlab" not in pins:
        msg = "repo2docker's lock has no jupyterlab in it; has its form changed?"
        raise ValueError(msg)
    return pins


def base_pins(python: str) -> dict[str, str]:
    """Read what repo2docker's base holds for a Python such as 3.11."""
    return read_base((LOCKS / f"environment.py-{python}-linux-64.lock").read_text(encoding="utf-8"))
