"""The learner's image without Docker: repo2docker's steps, run in an environment of their own.

Left out are what only Docker can show: conda's interpreter, Ubuntu's packages, the size of the image.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests import ROOT, checkout_files
from tests.binder.frozen_base import base_pins
from tests.lock import LEARNER

# Variables of ours that an image has none of.
OURS = ("PYTHON", "JUPYTER", "IPYTHON", "VIRTUAL_ENV", "BINDER", "SOCIABLE", "CI", "XDG")
UV = str(Path(sys.executable).with_name("uv"))


def runtime_python() -> str:
    """Read which Python the image has, such as 3.11."""
    return (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")


@dataclass(frozen=True)
class Image:
    """An environment and the home of its user."""

    prefix: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the image's programs see."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        path = f"{self.prefix / 'bin'}{os.pathsep}{os.defpath}"
        return kept | {"PATH": path, "HOME": str(self.home), "REPO_DIR": str(self.home)}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program in the home, as the image's user would; it must succeed."""
        return succeed(command, cwd=self.home, env=self.environment)

    def installed(self) -> dict[str, str]:
        """List the distributions of the environment: name and version."""
        lines = succeed([UV, "pip", "freeze", "--python", str(self.prefix)]).stdout.splitlines()
        pins = (line.split("==") for line in lines if "==" in line)
        return {canonicalize_name(name): version for name, version in pins}

    def files(self) -> list[str]:
        """List the files of the home."""
        return sorted(str(path.relative_to(self.home)) for path in self.home.rglob("*") if path.is_file())


def succeed(
    command: Sequence[str], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program that must succeed."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def build_image(folder: Path) -> Image:
    """Do what the Dockerfile does, in its order: base, requirements, checkout, postBuild."""
    image = Image(folder / "env", folder / "home")
    image.home.mkdir()
    make_environment(image)
    shutil.copytree(ROOT / "binder", image.home / "binder")
    install(image, "--requirement", LEARNER)
    copy_checkout(image.home)
    image.run("./binder/postBuild")
    return image


def make_environment(image: Image) -> None:
    """Make the base environment: repo2docker's own versions, under the Python of these tests."""
    succeed([UV, "venv", "--quiet", "--python", sys.executable, str(image.prefix)])
    install(image, "--no-deps", *(f"{name}=={version}" for name, version in base_pins(runtime_python()).items()))


def install(image: Image, *what: str) -> None:
    """Install packages; uv resolves as pip does, and keeps what it once fetched."""
    succeed([UV, "pip", "install", "--quiet", "--python", str(image.prefix), *what], cwd=image.home)


def copy_checkout(home: Path) -> None:
    """Put what a clone holds into the home, beside what a home has already."""
    for name in checkout_files():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, home / name)
    (home / ".git").mkdir()
    (home / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (home / ".bashrc").touch()


# --- checkers ----------------------------------------------------------------------------------------------------

# What postBuild leaves; the welcome page leads to the examples, too.
OPENED = re.compile(
    r"README\.md|LICENSE(-content)?|binder/start|course/welcome\.md|course/notebooks/([^./][^/]*/)*[^./][^/]*"
    r"|assessment/(README\.md|self_assessment\.(ipynb|png)|portfolio\.ipynb|workshop\.png|WORKSHOP(_SECURITY)?\.md|sociable_assessment/examples/[^/]+)"
)
OF_ANY_HOME = re.compile(r"\.bashrc|\.cache/.*|\.local/.*")
SECRET = re.compile(r"BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)")


def leftovers(files: Iterable[str]) -> list[str]:
    """List the files of the home that a learner has no use for, or must not see."""
    return [name for name in files if not (OPENED.fullmatch(name) or OF_ANY_HOME.fullmatch(name))]


def read_pins(text: str) -> dict[str, str]:
    """Read the pins that hold here from a file of requirements."""
    asked = [Requirement(line) for line in text.splitlines() if line and not line.startswith("#")]
    chosen = [each for each in asked if each.marker is None or each.marker.evaluate()]
    return {canonicalize_name(each.name): next(iter(each.specifier)).version for each in chosen}


def older_than_base(pins: Mapping[str, str], base: Mapping[str, str]) -> list[str]:
    """List our pins that would take a package of the base back to an older version."""
    shared = pins.keys() & base.keys()
    return sorted(f"{name} {pins[name]} < {base[name]}" for name in shared if Version(pins[name]) < Version(base[name]))


def strangers(installed: Mapping[str, str], *known: Iterable[str]) -> list[str]:
    """List the installed packages that nobody named."""
    return sorted(set(installed).difference(*known))


def graders(installed: Iterable[str]) -> list[str]:
    """List the installed packages that build, grade or test lessons."""
    return sorted({"jupytext", "nbgrader", "playwright", "pytest"} & set(installed))


def differing(installed: Mapping[str, str], pins: Mapping[str, str]) -> list[str]:
    """List the packages that are not installed as pinned."""
    return sorted(
        f"{name} {installed.get(name)}, not {pin}" for name, pin in pins.items() if installed.get(name) != pin
    )
