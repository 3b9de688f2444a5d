from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError

from bot.settings.errors import SettingsError
from bot.settings.load import load_settings
from bot.settings.sections import FIELDS, Settings
from services.domain.policy import Policy
from services.domain.subscriptions.subscription import ReminderOffset
from services.domain.values.clock import DAY, MINUTE
from services.domain.values.language import LocalizedText
from services.settings import SettingsSection, setting

EXAMPLE = Path(__file__).parents[3] / ".env.example"
TOKEN = "7000000001:AAcanaryCANARYcanaryCANARYcanary000"
KEYS = ["Zmlyc3Qga2V5LCAzMiBieXRlcywgZm9yIHRlc3RzICE=", "b3RoZXIga2V5LCAzMiBieXRlcywgZm9yIHRlc3RzICE="]


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FIELDS:
        monkeypatch.delenv(name.upper(), raising=False)


def load(**overrides: object) -> Settings:
    return load_settings(env_file=None, **overrides)


def refusal(**overrides: object) -> str:
    with pytest.raises(SettingsError) as error:
        load(**overrides)
    assert error.value.__cause__ is None
    return str(error.value)


def test_a_shop_without_any_setting_has_the_documented_defaults() -> None:
    settings = load()

    assert settings.telegram.token is None
    assert (settings.telegram.api.url, settings.telegram.admins) == ("https://api.telegram.org", ())
    assert settings.storage.address.shown == "sqlite+aiosqlite:///data/shop.sqlite3"
    assert (settings.shop.catalog, settings.shop.terms) == (Path("data/catalog.yaml"), Path("data/terms"))
    assert (settings.shop.name, settings.shop.zone, settings.orders.methods) == (
        LocalizedText("OceanMart", "云海Mart"),
        UTC,
        ("stars",),
    )
    assert (settings.orders.order_ttl, settings.orders.hold_grace) == (15 * MINUTE, 5 * MINUTE)
    assert (settings.web.host, settings.web.port, settings.log.format) == ("127.0.0.1", 8080, "console")
    assert settings.policy == Policy()


def test_what_an_owner_chose_of_sales_stock_and_receipts_becomes_the_policy() -> None:
    policy = load(sale_notices="false", low_stock="10", receipt_hold_hours="24").policy

    assert (policy.sale_notices, policy.low_stock, policy.receipt_hold) == (False, 10, DAY)
    assert "LOW_STOCK: read '-1'" in refusal(low_stock="-1")
    assert "RECEIPT_HOLD_HOURS: read '0'" in refusal(receipt_hold_hours="0")


def test_the_example_lists_exactly_the_settings() -> None:
    assert set(dotenv_values(EXAMPLE)) == {name.upper() for name in FIELDS}


def test_the_example_says_the_defaults() -> None:
    assert load_settings(env_file=EXAMPLE) == load()


def test_each_setting_of_the_example_is_explained() -> None:
    blocks = EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")

    assert all(block.startswith("# ") for block in blocks)


def test_the_environment_wins_over_the_file_and_a_word_in_the_call_over_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("SHOP_NAME=File\nSHOP_SITE=https://file.example\nWEB_PORT=1\nUNKNOWN=x\n", encoding="utf-8-sig")
    monkeypatch.setenv("SHOP_NAME", "Environment")
    monkeypatch.setenv("WEB_PORT", "2")

    settings = load_settings(env_file=file, web_port=3)

    assert (settings.shop.name, settings.shop.site, settings.web.port) == (
        LocalizedText("Environment", "Environment"),
        "https://file.example",
        3,
    )


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_PORT", "")
    monkeypatch.setenv("BOT_TOKEN", "")

    assert load() == load_settings(env_file=Path("no such file"))


def test_an_empty_variable_of_the_environment_wins_over_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("WEB_PORT=1\nWEBHOOK_URL=https://shop.example/x\n", encoding="utf-8")
    monkeypatch.setenv("WEB_PORT", "")
    monkeypatch.setenv("WEBHOOK_URL", "")

    assert load_settings(env_file=file) == load()


def test_sections_are_read_from_flat_names() -> None:
    settings = load(
        bot_token=TOKEN,
        bot_api_url="http://127.0.0.1:8081/",
        admin_ids=" 11, 22,11,",
        payment_methods="manual,stars",
        manual_payee_en=" Bank A ",
        manual_payee_zh="甲银行",
        secret_keys=",".join(KEYS),
        reminder_days="1, 14,1",
        grace_days="0",
        timezone="Asia/Shanghai",
        log_format="json",
    )

    assert settings.telegram.api.url == "http://127.0.0.1:8081"
    assert settings.telegram.admins == settings.policy.admins == (11, 22)
    assert settings.orders.methods == ("manual", "stars")
    assert settings.providers["manual"].payee == LocalizedText(en="Bank A", zh="甲银行")
    assert [key.get_secret_value() for key in settings.storage.keys] == KEYS
    assert settings.subscriptions.stages == (
        ReminderOffset(14),
        ReminderOffset(1),
        ReminderOffset(0),
        ReminderOffset(-3),
    )
    assert (settings.subscriptions.grace, settings.shop.zone) == (0, ZoneInfo("Asia/Shanghai"))


def test_settings_can_be_given_as_values() -> None:
    settings = load(admin_ids=(11, 22), reminder_days=[2], web_port=0, secret_keys=load(secret_keys=KEYS).storage.keys)

    assert (settings.telegram.admins, settings.web.port) == ((11, 22), 0)
    assert settings.subscriptions.stages == (ReminderOffset(2), ReminderOffset(0), ReminderOffset(-3))
    assert len(settings.storage.keys) == 2


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        load().web.port = 1  # type: ignore[misc]


def test_the_grace_is_counted_in_days() -> None:
    assert load(grace_days=5).policy.grace == 5 * DAY


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("admin_ids", "12,abc"),
        ("admin_ids", "1087968824"),
        ("admin_ids", "777000,5"),
        ("admin_ids", "0"),
        ("admin_ids", "-5"),
        ("admin_ids", "٣"),
        ("bot_api_url", "api.telegram.org"),
        ("bot_api_url", "ftp://a.example"),
        ("bot_api_local", "perhaps"),
        ("payment_methods", "stars,cash"),
        ("payment_methods", ","),
        ("order_ttl_minutes", "0"),
        ("order_ttl_minutes", "1.5"),
        ("hold_grace_minutes", "-1"),
        ("reminder_days", "7,0"),
        ("reminder_days", "soon"),
        ("grace_days", "366"),
        ("timezone", "Mars/Base"),
        ("timezone", "../../etc/passwd"),
        ("webhook_url", "http://shop.example/telegram"),
        ("webhook_url", "https://shop.example"),
        ("webhook_url", "https://shop.example/readyz"),
        ("webhook_url", "https://shop.example:8080/telegram"),
        ("webhook_url", "https://shop.example:0/telegram"),
        ("webhook_url", "https://shop.example:99999/telegram"),
        ("webhook_url", "https://shop.example/telegram?secret=1"),
        ("web_port", "65536"),
        ("web_port", "http"),
        ("log_format", "xml"),
        ("shop_site", "shop.example"),
        ("shop_name", "x" * 33),
    ],
)
def test_a_wrong_setting_names_itself_what_was_read_and_what_is_expected(name: str, read: str) -> None:
    told = refusal(**{name: read})

    assert told == f"{name.upper()}: read {read!r}, expected {FIELDS[name].description}"


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("bot_token", "canary", "[hidden]"),
        ("secret_keys", f"{KEYS[0]},canary", "[hidden]"),
        ("webhook_secret", "canary", "[hidden]"),
        ("webhook_secret", f"canary{'é' * 32}", "[hidden]"),
        ("database_url", "mysql://user:canary@host/x", "mysql://[hidden]"),
        ("database_url", "canary", "[hidden]"),
        ("database_url", "sqlite://", "sqlite://[hidden]"),
        ("telegram_proxy", "canary.example:1080", "[hidden]"),
        ("telegram_proxy", "socks4://canary.example:1080", "socks4://[hidden]"),
        ("telegram_proxy", "http://canary.example", "http://[hidden]"),
        ("telegram_proxy", "http://canary.example:3128/path", "http://[hidden]"),
    ],
)
def test_a_wrong_secret_is_not_shown(name: str, value: str, read: str) -> None:
    told = refusal(**{name: value})

    assert told == f"{name.upper()}: read {read}, expected {FIELDS[name].description}"


def test_a_token_in_the_wrong_place_is_not_shown() -> None:
    told = refusal(admin_ids=TOKEN, web_port=f"https://api.telegram.org/bot{TOKEN}/getMe")

    assert TOKEN not in told
    assert told.count("[hidden]") == 2


def test_a_very_long_value_is_cut() -> None:
    assert len(refusal(admin_ids="x" * 10_000)) < 300


def test_all_wrong_settings_are_told_at_once() -> None:
    told = refusal(web_port="x", log_format="y", grace_days="z")

    assert [line.split(":")[0] for line in told.splitlines()] == ["GRACE_DAYS", "WEB_PORT", "LOG_FORMAT"]


def test_what_does_not_fit_together_is_told_beside_what_is_wrong_by_itself() -> None:
    told = refusal(web_port="x", payment_methods="manual", manual_payee_en="Bank A", bot_api_url="ftp://a.example")

    assert [line.split(":")[0] for line in told.splitlines()] == ["BOT_API_URL", "MANUAL_PAYEE_ZH", "WEB_PORT"]


def test_a_setting_is_complained_of_once() -> None:
    told = refusal(webhook_url="https://shop.example/telegram", webhook_secret="short")

    assert [line.split(":")[0] for line in told.splitlines()] == ["WEBHOOK_SECRET"]


def test_a_manual_transfer_needs_a_payee_in_both_languages() -> None:
    told = refusal(payment_methods="manual", manual_payee_en="Bank A", manual_payee_zh="  ")

    assert told.startswith("MANUAL_PAYEE_ZH: read '  ', expected where to transfer")


def test_a_webhook_without_a_secret_is_refused() -> None:
    told = refusal(webhook_url="https://shop.example/telegram")

    assert told.startswith("WEBHOOK_SECRET: read nothing, expected 32 to 256 characters")


@pytest.mark.parametrize(("length", "fits"), [(31, False), (32, True), (256, True), (257, False)])
def test_the_secret_of_a_webhook_has_32_to_256_characters(length: int, *, fits: bool) -> None:
    given = {"webhook_url": "https://shop.example/telegram", "webhook_secret": "x" * length}

    told = "" if fits else refusal(**given)

    assert told.startswith("WEBHOOK_SECRET") is not fits
    assert not fits or load(**given).webhook is not None


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("https://shop.example:443/telegram", "https://api.telegram.org"),
        ("https://shop.example:8443/telegram", "https://api.telegram.org"),
        ("https://shop.example:9443/telegram", "http://127.0.0.1:8081"),
        ("http://127.0.0.1:9443/telegram", "http://127.0.0.1:8081"),
    ],
)
def test_telegram_posts_to_four_ports_and_a_server_of_ones_own_to_any(url: str, server: str) -> None:
    settings = load(webhook_url=url, webhook_secret="x" * 32, bot_api_url=server)

    assert settings.webhook is not None
    assert settings.webhook.url == url


def test_a_misspelt_override_is_a_bug() -> None:
    with pytest.raises(TypeError, match="there is no setting web_prot"):
        load(web_prot=1)


def test_only_running_needs_the_token() -> None:
    assert load(bot_token=TOKEN).require_token() == TOKEN
    with pytest.raises(SettingsError, match="BOT_TOKEN: read nothing, expected the token"):
        load().require_token()


def test_nothing_secret_is_seen_in_the_settings() -> None:
    url = "postgresql+asyncpg://shop:p%40ssword-1@db/shop?ssl=canary"
    posts = {"webhook_url": "https://shop.example/telegram", "webhook_secret": "canary" * 6}
    settings = load(bot_token=TOKEN, secret_keys=KEYS, database_url=url, **posts)

    assert settings.storage.address.shown == "postgresql+asyncpg://shop:***@db/shop"
    assert set(settings.secrets) == {TOKEN, *KEYS, "p@ssword-1", url, "canary" * 6}
    assert not [secret for secret in settings.secrets if secret in repr(settings)]


@pytest.mark.parametrize("password", ["p/ss", "p#ss", "p?ss", "p[ss", "p]ss"])
def test_a_password_that_no_address_elsewhere_could_hold_is_hidden_too(password: str) -> None:
    url = f"postgresql+asyncpg://shop:{password}@db/shop"

    assert set(load(database_url=url).secrets) == {url, password}


@pytest.mark.parametrize(
    ("secret", "hidden"),
    [
        ("canary", {"canary"}),
        ("socks5://me:p[ss@host:1080", {"socks5://me:p[ss@host:1080"}),
        ("https://shop.example/", set()),
        ("socks5://me:p%40ss@host:1080", {"p@ss", "socks5://me:p%40ss@host:1080"}),
    ],
)
def test_the_secrets_of_any_section_are_hidden_and_addresses_without_a_password_are_not(
    secret: str, hidden: set[str]
) -> None:
    class Section(SettingsSection):
        key: SecretStr = setting("any_key", SecretStr(""), "a key")

    assert set(Section(any_key=secret).secrets()) == hidden  # type: ignore[call-arg]
    assert secret not in repr(Section(any_key=secret))  # type: ignore[call-arg]
