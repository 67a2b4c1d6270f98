"""What all tests share: where the checkout is, and which files belong to it."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUICK = ROOT / "tests" / "quick"


def checkout_files() -> list[str]:
    """List the files of the checkout, relative to it: what git has, and what it would take."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted(name for name in listed if name and (ROOT / name).is_file())
