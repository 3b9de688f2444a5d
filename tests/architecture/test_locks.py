import json
import re
from pathlib import Path

import pytest

from tests.architecture.places import CLIENT
from tools.lock import DEV, ROOT, RUN, wanted

NODE = ROOT / CLIENT
LOCKS = pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda lock: lock.name)


def locked(lock: Path) -> dict[str, list[str]]:
    """Each package of a lock, with its hashes."""
    found: dict[str, list[str]] = {}
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith(("#", "-")):
            requirement, hashes = re.fullmatch(r"(\S+)(?: ; [^-]+)?((?: +--\S+)*) *", line).groups()  # type: ignore[union-attr]
            found[requirement] = hashes.split()
    return found


def name(requirement: str) -> str:
    return re.split(r"[\[<>=~!; ]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def versions(lock: Path) -> dict[str, str]:
    return {name(requirement): requirement.partition("==")[2] for requirement in locked(lock)}


@pytest.mark.parametrize(("asked", "lock"), list(zip(wanted(), (RUN, DEV), strict=True)), ids=["run", "dev"])
def test_everything_that_is_asked_for_is_locked(asked: list[str], lock: Path) -> None:
    assert asked
    assert {name(one) for one in asked} - versions(lock).keys() == set()


def loose(lock: Path) -> list[str]:
    """Packages that are not one version with its hashes."""
    return [
        requirement
        for requirement, hashes in locked(lock).items()
        if not re.fullmatch(r"[\w.-]+==[\w.!+]+", requirement)
        or not hashes
        or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)
    ]


@LOCKS
def test_everything_that_is_locked_is_one_version_with_its_hashes(lock: Path) -> None:
    assert locked(lock)
    assert loose(lock) == []


def test_what_is_locked_loosely_is_noticed(tmp_path: Path) -> None:
    known = f"--hash=sha256:{'0' * 64}"
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"one==1 {known}\ntwo>=2 {known}\nthree==3\nfour==4 --hash=md5:0\n", encoding="utf-8")

    assert loose(lock) == ["two>=2", "three==3", "four==4"]


@LOCKS
def test_no_lock_says_where_packages_come_from(lock: Path) -> None:
    assert re.findall(r"https?:|file://|(?m:^)-", lock.read_text(encoding="utf-8")) == []


def test_tests_run_with_the_versions_of_the_shop() -> None:
    run, dev = versions(RUN), versions(DEV)

    assert run.keys() & dev.keys()
    assert {one: (run[one], dev[one]) for one in run.keys() & dev.keys() if run[one] != dev[one]} == {}


def test_what_a_client_needs_of_node_is_locked_with_hashes_and_without_addresses() -> None:
    lock = (NODE / "package-lock.json").read_text(encoding="utf-8")
    asked = json.loads((NODE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = {name: package for name, package in json.loads(lock)["packages"].items() if name}

    assert asked
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert re.findall(r"https?:|resolved", lock) == []
