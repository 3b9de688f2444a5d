"""grammY, installed as its lock says: npm compares every archive with the hash in the lock before it unpacks it.

Without Node, npm or their registry this client cannot run: its tests are skipped, but fail under CI=1.
"""

import hashlib
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from tests.support.databases import CI
from tests.support.process_harness import ROOT

SOURCE = Path(__file__).parent / "with_grammy"
CACHE = ROOT / ".judges_cache"
LISTS = ("package.json", "package-lock.json", ".npmrc")
NO_WAY_OUT = re.compile(
    r"^npm error code (ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|ENOTCACHED)$", re.MULTILINE
)


def node_modules() -> Path:
    """The folder of what grammY is made of; without it the test is skipped, or fails."""
    found = prepared()
    if isinstance(found, str):
        (pytest.fail if CI else pytest.skip)(f"grammY cannot run: {found}")
    return found


@cache
def prepared() -> Path | str:
    """The folder, installed once for each state of the lock; or what is missing."""
    missing = [program for program in ("node", "npm") if shutil.which(program) is None]
    if missing:
        return f"not installed: {', '.join(missing)}"
    wanted = b"".join((SOURCE / name).read_bytes() for name in LISTS)
    folder = CACHE / hashlib.sha256(wanted).hexdigest()[:16]
    problem = None if folder.exists() else install(folder)
    return problem or folder / "node_modules"


def install(folder: Path) -> str | None:
    """Under another name first, so that nobody finds half of it; the reason if there is no way to the registry."""
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as made:
        for name in LISTS:
            shutil.copy(SOURCE / name, made)
        npm = subprocess.run(
            ["npm", "ci", "--prefer-offline"], cwd=made, capture_output=True, text=True, check=False, timeout=300
        )
        if npm.returncode and (problem := NO_WAY_OUT.search(npm.stderr)):
            return f"npm reaches no registry ({problem[1]})"
        assert npm.returncode == 0, npm.stderr
        with suppress(OSError):  # another worker was faster
            Path(made).rename(folder)
    assert folder.exists()
    return None
