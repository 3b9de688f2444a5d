import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.settings import key_ring as keys
from bot.settings.key_ring import KEY_FILE, KeysError, key_ring

FIRST, SECOND = b"Zmlyc3Qga2V5LCAzMiBieXRlcywgZm9yIHRlc3RzICE=", b"b3RoZXIga2V5LCAzMiBieXRlcywgZm9yIHRlc3RzICE="


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".keys" / "secret.key"


def keep(file: Path, content: bytes, mode: int = 0o600) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    file.chmod(mode)


def test_configured_keys_come_first_and_in_their_order(file: Path) -> None:
    keep(file, SECOND)
    configured = [SecretStr(FIRST.decode()), SecretStr(SECOND.decode())]

    assert key_ring(configured, may_create=False, file=file) == (FIRST, SECOND)


def test_the_first_start_makes_a_key_that_only_the_owner_can_open(file: Path) -> None:
    with capture_logs() as told:
        ring = key_ring([], may_create=True, file=file)

    assert [len(key) for key in ring] == [44]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]
    assert [(line["log_level"], line["file"]) for line in told] == [("warning", str(file))]
    assert told[0]["event"] == "secret_key_created"
    assert "keep a copy" in told[0]["advice"]
    assert ring[0].decode() not in str(told)


def test_the_next_start_reads_the_same_key_and_says_nothing(file: Path) -> None:
    ring = key_ring([], may_create=True, file=file)

    with capture_logs() as told:
        again = key_ring([], may_create=False, file=file)

    assert (again, told) == (ring, [])


def test_of_many_first_starts_at_once_all_get_one_key(file: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        rings = set(pool.map(lambda _: key_ring([], may_create=True, file=file), range(64)))

    assert len(rings) == 1


def test_a_start_that_comes_second_takes_the_key_of_the_first(file: Path) -> None:
    keep(file, FIRST)

    keys._first(file, may_create=True)

    assert key_ring([], may_create=False, file=file) == (FIRST,)
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]


def test_a_file_may_hold_several_keys(file: Path) -> None:
    keep(file, FIRST + b"\n\n  " + SECOND + b"\r\n")

    assert key_ring([], may_create=False, file=file) == (FIRST, SECOND)


def test_a_missing_key_is_never_replaced_while_goods_need_it(file: Path) -> None:
    with pytest.raises(KeysError, match="is missing, but the database holds goods"):
        key_ring([], may_create=False, file=file)

    assert not file.parent.exists()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_key_that_others_can_open_is_refused(file: Path, mode: int) -> None:
    keep(file, FIRST, mode)

    with pytest.raises(KeysError, match=rf"mode {mode:04o}\): run chmod 600"):
        key_ring([], may_create=True, file=file)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"canary", "a key of 6 characters that is no Fernet key"),
        (FIRST[:-2], "a key of 42 characters that is no Fernet key"),
        (FIRST + b"\ncanary", "a key of 6 characters that is no Fernet key"),
        ("schlüssel".encode(), "cannot be read"),
    ],
)
def test_a_broken_key_file_is_told_without_showing_it(file: Path, content: bytes, complaint: str) -> None:
    keep(file, content)

    with pytest.raises(KeysError, match=complaint) as refusal:
        key_ring([], may_create=True, file=file)

    assert "canary" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert file.read_bytes() == content


def test_a_broken_configured_key_is_told_without_showing_it() -> None:
    with pytest.raises(KeysError, match="SECRET_KEYS holds a key of 6 characters") as refusal:
        key_ring([SecretStr("canary")], may_create=True)

    assert "canary" not in str(refusal.value)


def test_a_folder_in_the_way_is_told(file: Path) -> None:
    file.mkdir(parents=True)

    with pytest.raises(KeysError, match="cannot be read"):
        key_ring([], may_create=True, file=file)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("not a folder", encoding="utf-8")

    with pytest.raises(KeysError, match="cannot be made"):
        key_ring([], may_create=True, file=tmp_path / "keys" / "secret.key")


def test_the_key_is_kept_apart_from_the_data() -> None:
    root = Path(__file__).parents[3]

    assert KEY_FILE.relative_to(root) == Path(".keys/secret.key")
    assert ".keys/" in (root / ".gitignore").read_text(encoding="utf-8").splitlines()
