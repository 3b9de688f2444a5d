"""Renews both requirements locks from pyproject.toml: `make lock`.

Each version is pinned with the hashes of its files, and no address or folder of packages is written down: where they
come from is a matter of the machine that installs them. The lock of the tests holds everything, made under the lock of
the shop, so that tests never run against other versions than customers do.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
COMPILE = (
    "piptools", "compile", "--quiet", "--generate-hashes", "--no-emit-index-url",
    "--no-emit-find-links", "--no-emit-trusted-host", "--no-emit-options", "--no-header", "--no-annotate",
    "--strip-extras", "--allow-unsafe",
)  # fmt: skip


def wanted() -> tuple[list[str], list[str]]:
    """Return the requirements in pyproject.toml: to run, and to test."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["project"]["dependencies"], project["dependency-groups"]["dev"]


def renew(target: Path, names: Iterable[str], *, under: Path | None = None, upgrade: bool = False) -> None:
    """Write one lock. Without `upgrade`, what is locked already keeps its version where that still fits."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "wanted.in"
        source.write_text("\n".join([*([f"-c {under}"] if under else []), *names]) + "\n", encoding="utf-8")
        options = ["--upgrade"] if upgrade else []
        command = [sys.executable, "-m", *COMPILE, *options, "--output-file", str(target), str(source)]
        subprocess.run(command, cwd=ROOT, check=True)


def main(argv: list[str] | None = None) -> None:
    """Renew both, the lock of the shop first."""
    parser = argparse.ArgumentParser(prog="python -m tools.lock", description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = parser.parse_args(argv).upgrade
    run, dev = wanted()
    renew(RUN, run, upgrade=upgrade)
    renew(DEV, [*run, *dev], under=RUN, upgrade=upgrade)


if __name__ == "__main__":
    main()
