"""The file `.env` as people save it: read, or refused in a line that names the file and what to do."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.cli.doctor.settings_checks import look_at_settings
from bot.settings.env_file import KNOWN, encoding_of, unknown, warn_of
from bot.settings.errors import SettingsError
from bot.settings.load import load_settings

FILES = Path(__file__).parent / "env"
FACTS = "BOT_TOKEN=42:SANDBOX-TOKEN\r\nMANUAL_PAYEE_ZH=示例银行\r\n"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KNOWN:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def env(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def refusal(file: Path) -> str:
    with pytest.raises(SettingsError) as error:
        load_settings(file)
    return str(error.value)


def test_a_file_as_powershell_writes_it_is_read() -> None:
    settings = load_settings(FILES / "utf16.env")

    assert (settings.providers["manual"].payee.zh, settings.telegram.admins) == ("示例银行", (1003,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_8_and_utf_16_are_read_with_and_without_a_mark(env: Path, encoding: str) -> None:
    env.write_bytes(FACTS.encode(encoding))

    assert load_settings(env).providers["manual"].payee.zh == "示例银行"


def test_any_other_encoding_is_refused_in_a_line_that_names_the_file_and_what_to_do() -> None:
    file = FILES / "gbk.env"

    assert refusal(file) == f"{file} is not UTF-8 (line 5): save it as UTF-8, in Notepad by Save as…, Encoding: UTF-8"


@pytest.mark.parametrize("encoding", ["big5", "cp1251", "koi8-r", "latin-1", "utf-32"])
def test_no_other_encoding_is_guessed(env: Path, encoding: str) -> None:
    word = {"big5": "銀行帳號", "latin-1": "grün"}.get(encoding, "банк")
    env.write_bytes(f"MANUAL_PAYEE_EN={word}\n".encode(encoding))

    assert str(env) in refusal(env)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('# mine\n\nBOT_TOKEN="42:SANDBOX-TOKEN\nADMIN_IDS=1003\n', 3),
        ('BOT_TOKEN="42:SANDBOX-TOKEN\nADMIN_IDS=1003\nSHOP_NAME="Tea House"\n', 1),
        ("BOT_TOKEN='42:SANDBOX-TOKEN\nADMIN_IDS=1003\nSHOP_NAME='Tea'\n", 1),
        ('ADMIN_IDS=1003\nexport BOT_TOKEN="42:SANDBOX-TOKEN\nSHOP_SITE=x"', 2),
        ('ADMIN_IDS=1003\n\n\nBOT_TOKEN="42:SANDBOX-TOKEN', 4),
    ],
)
def test_a_mark_that_is_not_closed_is_named_with_its_line_and_its_value_is_not(env: Path, text: str, line: int) -> None:
    env.write_text(text, encoding="utf-8")

    told = refusal(env)

    assert told.startswith(f"{env}, line {line}: the quotation mark of ")
    assert "is not closed" in told
    assert "SANDBOX" not in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("BOT_TOKEN 42:SANDBOX-TOKEN\n", "line 1: expected NAME=value"),
        ("\n=x\n", "line 2: expected NAME=value"),
        ('SHOP_NAME="Tea" House\n', "line 1: something follows the closing quotation mark of SHOP_NAME"),
    ],
)
def test_a_line_that_means_nothing_is_named(env: Path, text: str, told: str) -> None:
    env.write_text(text, encoding="utf-8")

    assert refusal(env).startswith(f"{env}, {told}")


def test_a_value_of_several_lines_is_no_mistake(env: Path) -> None:
    env.write_text('MANUAL_PAYEE_EN="Bank A\nIBAN=DE00 1234"\nMANUAL_PAYEE_ZH="it\'s"  # a note\n', encoding="utf-8")

    assert load_settings(env).providers["manual"].payee.en == "Bank A\nIBAN=DE00 1234"


def test_a_file_that_cannot_be_read_is_named(env: Path) -> None:
    env.mkdir()

    assert refusal(env).startswith(f"{env} cannot be read (Is a directory)")


def test_no_file_is_no_mistake(env: Path) -> None:
    assert encoding_of(env) == encoding_of(None)
    assert unknown(env) == {}


def test_an_unknown_setting_is_named_with_the_nearest_known_one(env: Path) -> None:
    env.write_text("PAYMENT_METHOD=stars\nadmin_ids=1\nCOMPOSE_FILE=a.yml\n#NO=1\n", encoding="utf-16")
    env.chmod(0o600)

    told = [str(one) for one in look_at_settings(load_settings(env), env) if not one.fine]

    assert told == [
        f"!!  {env}: there is no setting PAYMENT_METHOD: PAYMENT_METHODS is meant?",
        f"!!  {env}: there is no setting COMPOSE_FILE: take it out",
    ]


@pytest.mark.parametrize(("mode", "is_open"), [(0o600, False), (0o400, False), (0o644, True), (0o640, True)])
def test_a_file_that_others_can_read_is_named(env: Path, mode: int, *, is_open: bool) -> None:
    env.write_text("ADMIN_IDS=1003\n", encoding="utf-8")
    env.chmod(mode)

    told = [str(one) for one in look_at_settings(load_settings(env), env) if not one.fine]

    named = f"!!  {env} can be opened by others (mode {mode:04o}), and has secrets: run chmod 600 {env}"
    assert told == ([named] if is_open else [])


@pytest.mark.parametrize("where", ["the file", "the environment"])
def test_a_setting_of_an_earlier_version_is_told_in_one_line_and_harms_nothing(
    env: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    env.write_text(f"ADMIN_IDS=1003\nREDIS_URL={'CANARY' if where == 'the file' else ''}\n", encoding="utf-8")
    env.chmod(0o600)
    if where == "the environment":
        monkeypatch.setenv("REDIS_URL", "CANARY")

    told = [str(one) for one in look_at_settings(load_settings(env), env) if not one.fine]
    with capture_logs() as logged:
        warn_of(env)

    assert told == [f"!!  REDIS_URL does nothing any more: take it out of {env} or of the environment"]
    assert [(line["event"], line["name"]) for line in logged] == [("setting_retired", "REDIS_URL")]
    assert "CANARY" not in str(logged)


def test_a_setting_of_an_earlier_version_that_is_empty_is_not_worth_a_word(env: Path) -> None:
    env.write_text("REDIS_URL=\n", encoding="utf-8")
    env.chmod(0o600)

    with capture_logs() as logged:
        warn_of(env)

    assert logged == []


def test_the_start_says_what_the_doctor_would_say_of_the_file(env: Path) -> None:
    env.write_text("PAYMENT_METHOD=stars\n", encoding="utf-8")
    env.chmod(0o644)

    with capture_logs() as logged:
        warn_of(env)

    assert [(line["event"], line.get("nearest"), line.get("mode")) for line in logged] == [
        ("setting_unknown", "PAYMENT_METHODS", None),
        ("settings_open_to_others", None, "0644"),
    ]
