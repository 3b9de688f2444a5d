"""The first `make demo`: it says how long it takes, counts what it fetches, and fails when that fails."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.places import ROOT

PYTHON = """#!/bin/sh
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python;;
    *"-m pip"*) printf 'Collecting one==1\\n  Downloading one\\nProcessing two.whl\\nInstalling\\n'; exit {code};;
esac
"""


@pytest.mark.parametrize("code", [0, 1])
def test_the_first_set_up_shows_how_far_it_is(tmp_path: Path, code: int) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").write_text("one==1 \\\n    --hash=sha256:1\ntwo==2 \\\n    --hash=sha256:2\n")
    python = tmp_path / "python"
    python.write_text(PYTHON.replace("{code}", str(code)))
    python.chmod(0o755)

    said = subprocess.run(
        ["make", "setup", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert "the first time takes 1 to 3 minutes" in said.stdout
    assert "2 of 2 packages" in said.stdout
    assert (said.returncode == 0, (tmp_path / ".venv/.run").exists()) == (code == 0, code == 0)
