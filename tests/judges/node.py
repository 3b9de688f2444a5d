"""grammY, installed as its lock says: npm compares every archive with the hash in the lock before it unpacks it.

Without Node, npm or their registry the judge cannot come: its tests are skipped, but fail under CI=1.
"""

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.databases import CI
from tests.stage import ROOT

SOURCE = Path(__file__).parent / "with_grammy"
CACHE = ROOT / ".judges_cache"
LISTS = ("package.json", "package-lock.json", ".npmrc")
NO_WAY_OUT = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED")


def node_modules() -> Path:
    """The folder of what grammY is made of, installed once for each state of its lock."""
    if missing := [program for program in ("node", "npm") if shutil.which(program) is None]:
        absent(f"{' and '.join(missing)} is not installed")
    wanted = b"".join((SOURCE / name).read_bytes() for name in LISTS)
    folder = CACHE / hashlib.sha256(wanted).hexdigest()[:16]
    if not folder.exists():
        install(folder)
    return folder / "node_modules"


def install(folder: Path) -> None:
    """Under another name first, so that nobody finds half of it."""
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as made:
        for name in LISTS:
            shutil.copy(SOURCE / name, made)
        npm = subprocess.run(
            ["npm", "ci", "--prefer-offline"], cwd=made, capture_output=True, text=True, check=False, timeout=300
        )
        if npm.returncode and NO_WAY_OUT.search(npm.stderr):
            absent(f"npm reaches no registry: {npm.stderr[-300:]}")
        assert npm.returncode == 0, npm.stderr
        shutil.copytree(made, folder, dirs_exist_ok=True)


def absent(why: str) -> None:
    (pytest.fail if CI else pytest.skip)(f"grammY cannot judge: {why}")
