from typing import cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import CommandObject
from aiogram.methods import (
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotDescription,
    BotShortDescription,
    Chat,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    User,
)

from handlers.admin.permissions import menu_of
from handlers.customers import start
from handlers.system import fallback
from handlers.ui import bot_profile, home
from handlers.ui.callbacks import ChooseLanguage
from handlers.ui.hints import Hints
from handlers.ui.staff_menus import StaffMenus
from handlers.ui.text.translations import Texts
from services.catalog.file import fields
from services.customers.directory import CustomerDirectory
from services.domain.customers.customer import Customer
from services.domain.policy import Policy
from services.domain.staff.role import Role
from services.domain.values.language import Language
from services.messaging.outbox import MessageSender, Outbox
from services.messaging.rate_limit.limiter import RateLimiter
from services.staff.members import StaffDirectory
from services.storage.database import Database
from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.ui.builders import BOTH, EN, LIBRARY, ZH, data, fits, labels, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
each_language = pytest.mark.parametrize("language", Language)


@each_language
def test_the_guess_is_the_first_button(language: Language) -> None:
    outgoing = start.render_languages(language, EN, "p7")

    assert fits(outgoing)
    assert outgoing.keyboard is not None
    [[likely], [other]] = outgoing.keyboard.inline_keyboard
    assert (likely.style, other.style) == ("primary", None)
    assert likely.callback_data == ChooseLanguage(language=language, return_to="p7").pack()


@each_language
def test_the_question_is_asked_in_both_languages(language: Language) -> None:
    asked = said(start.render_languages(language, EN))

    assert "Choose your language" in asked
    assert "请选择语言" in asked


@both
def test_home_leads_everywhere(t: Texts) -> None:
    outgoing = home.render_home(t)

    assert fits(outgoing)
    assert data(outgoing) == ["shop", "os:0", "subs", "su:support"]


@both
def test_help_names_every_command(t: Texts) -> None:
    explained = t("help")

    assert [command for command in bot_profile.COMMANDS if f"/{command}" not in explained and command != "help"] == []


@both
def test_who_just_types_is_shown_the_way(t: Texts) -> None:
    outgoing = fallback.render_not_understood(t)

    assert fits(outgoing)
    assert data(outgoing) == ["shop", "su:support"]


@both
def test_a_command_that_there_is_not_leads_to_help(t: Texts) -> None:
    outgoing = fallback.render_not_understood(t, command=True)

    assert fits(outgoing)
    assert "/help" in outgoing.text
    assert t("not-understood") not in outgoing.text


@pytest.mark.parametrize(("typed", "said_"), [("/order 7K2M-94QD", "unknown-command"), ("hello", "not-understood")])
async def test_commands_and_small_talk_are_told_apart(typed: str, said_: str, ann: CustomerDriver) -> None:
    screen = FakeScreen()

    await fallback.not_understood(AdminFixture().writes(typed), Hints(), context(ann.customer, screen))

    assert screen.sent[-1].text == EN(said_)


@both
@pytest.mark.parametrize("waited", [True, False])
async def test_cancel_says_what_it_has_ended(t: Texts, *, waited: bool) -> None:
    screen = FakeScreen()

    await fallback.cancel(None, waited, screen, t)

    [outgoing] = screen.sent
    assert fits(outgoing)
    assert outgoing.text == t("cancel-done" if waited else "cancel-nothing")
    assert data(outgoing) == ["os:0", "shop"]


@both
def test_the_menu_is_what_telegram_takes(t: Texts) -> None:
    menu = bot_profile.menu(menu_of(Role.OWNER) + bot_profile.COMMANDS, t)

    assert all(1 <= len(one.command) <= 32 and 3 <= len(one.description) <= 40 for one in menu if t is EN)
    assert all(1 <= len(one.description) <= 40 for one in menu)
    assert len({one.command for one in menu}) == len(menu)


@both
def test_the_descriptions_are_what_telegram_takes(t: Texts) -> None:
    assert 0 < len(t.plain("bot-description")) <= 512
    assert 0 < len(t.plain("bot-short-description")) <= 120


# What happens at /start, with the services behind it.


@pytest.fixture
def outbox(shop: ShopHarness) -> Outbox:
    return Outbox(shop.db, shop.clock, shop.policy, cast("MessageSender", None), RateLimiter(shop.real))


@pytest.fixture
def directory(shop: ShopHarness) -> CustomerDirectory:
    return CustomerDirectory(shop.db, shop.clock)


@pytest.fixture
async def stranger(directory: CustomerDirectory) -> Customer:
    return await directory.get_or_create(1001, "Ann", "en")


async def starts(shop: ShopHarness, outbox: Outbox, customer: Customer, payload: str = "") -> FakeScreen:
    screen = FakeScreen()
    acts = context(customer, screen, LIBRARY.for_language(customer.speaks))
    command = CommandObject(command="start", args=payload)
    await start.start(None, command, shop.catalog, outbox, pages(shop), acts)
    return screen


async def chooses(
    shop: ShopHarness, directory: CustomerDirectory, customer: Customer, button: ChooseLanguage
) -> FakeScreen:
    screen = FakeScreen()
    screen.bot = Telegram()
    menus = StaffMenus(shop.staff_directory, menu_of)
    await start.choose_language(None, button, directory, menus, pages(shop), context(customer, screen))
    return screen


async def test_a_stranger_chooses_a_language_first(shop: ShopHarness, outbox: Outbox, stranger: Customer) -> None:
    screen = await starts(shop, outbox, stranger)

    assert data(screen.shown[-1]) == ["lang:en:start", "lang:zh:start"]


async def test_then_come_the_terms_in_that_language(
    shop: ShopHarness, directory: CustomerDirectory, stranger: Customer
) -> None:
    chosen = ChooseLanguage(language=Language.ZH, return_to="start")

    screen = await chooses(shop, directory, stranger, chosen)

    assert ZH.plain("terms-remark-first") in said(screen.shown[-1])
    assert ZH.plain("button-accept") in labels(screen.shown[-1])
    assert (await directory.get_or_create(1001, "Ann", "en")).language is Language.ZH


async def test_a_link_to_a_product_survives_the_choice(
    shop: ShopHarness, outbox: Outbox, directory: CustomerDirectory, stranger: Customer
) -> None:
    asked = await starts(shop, outbox, stranger, "p_windows")

    screen = await chooses(shop, directory, stranger, ChooseLanguage.unpack(data(asked.shown[-1])[1]))

    assert "windows 中文" in said(screen.shown[-1])


async def test_who_is_known_is_welcomed(shop: ShopHarness, outbox: Outbox, ann: CustomerDriver) -> None:
    screen = await starts(shop, outbox, ann.customer)

    assert screen.shown == [home.render_home(EN)]


async def test_who_is_known_goes_straight_to_the_product(
    shop: ShopHarness, outbox: Outbox, bob: CustomerDriver
) -> None:
    screen = await starts(shop, outbox, bob.customer, "p_windows")

    assert "windows 中文" in said(screen.shown[-1])


async def test_a_link_is_read_in_small_letters(shop: ShopHarness, outbox: Outbox, ann: CustomerDriver) -> None:
    screen = await starts(shop, outbox, ann.customer, "P_Windows")

    assert "windows" in said(screen.shown[-1])


@pytest.mark.parametrize("payload", ["p_nothing", "p_secret"])
async def test_a_link_to_nothing_on_sale_says_so_at_home(
    shop: ShopHarness, outbox: Outbox, ann: CustomerDriver, payload: str
) -> None:
    screen = await starts(shop, outbox, ann.customer, payload)

    assert screen.shown == [home.render_home(EN, EN("start-not-for-sale"))]
    assert fits(screen.shown[0])


@pytest.mark.parametrize(
    "payload", ["p_", "group", "windows", "p_<b>", "p_" + "x" * 62, "p_\0a", "p_\ud800", "p_a b", "p_windows\n"]
)
async def test_what_no_product_can_be_called_is_a_plain_start(
    shop: ShopHarness, outbox: Outbox, ann: CustomerDriver, payload: str
) -> None:
    screen = await starts(shop, outbox, ann.customer, payload)

    assert screen.shown == [home.render_home(EN)]


@pytest.mark.parametrize("slug", ["a", "emby-30", "0" * 32, "-", "a" * 33, "é", "a_b", "a b", ""])
def test_a_link_names_what_a_catalog_can_hold(slug: str) -> None:
    assert bool(start._PRODUCT_LINK.fullmatch(f"p_{slug}")) == bool(fields._SLUG.fullmatch(slug))


async def test_the_language_can_be_changed_later(
    shop: ShopHarness, directory: CustomerDirectory, ann: CustomerDriver
) -> None:
    screen = FakeScreen()
    await start.ask_language(None, context(ann.customer, screen))

    done = await chooses(shop, directory, ann.customer, ChooseLanguage.unpack(data(screen.shown[-1])[1]))

    assert done.toasts == [ZH.plain("language-chosen")]
    assert done.shown == [home.render_home(ZH)]


async def test_help_is_help(ann: CustomerDriver) -> None:
    screen = FakeScreen()

    await start.help_(None, screen.shop_info, screen, EN)

    assert fits(screen.shown[-1])
    assert ann.customer.reachable


def moved(status: ChatMemberMember | ChatMemberBanned, kind: str = "private") -> ChatMemberUpdated:
    member = ChatMemberMember(user=User(id=42, is_bot=True, first_name="Shop"))
    return ChatMemberUpdated(
        chat=Chat(id=1001, type=kind),
        from_user=User(id=1001, is_bot=False, first_name="Ann"),
        date=0,  # type: ignore[arg-type]
        old_chat_member=member,
        new_chat_member=status,
    )


async def test_who_blocks_the_bot_is_out_of_reach_until_he_lets_it_in(
    shop: ShopHarness, outbox: Outbox, ann: CustomerDriver
) -> None:
    bot = User(id=42, is_bot=True, first_name="Shop")
    blocked = ChatMemberBanned(user=bot, until_date=0)  # type: ignore[arg-type]

    await start.on_block_changed(moved(blocked), outbox)
    away = await met(shop, ann)
    await start.on_block_changed(moved(ChatMemberMember(user=bot)), outbox)

    assert not away.reachable
    assert (await met(shop, ann)).reachable


async def test_being_thrown_out_of_a_group_is_not_being_blocked(
    shop: ShopHarness, outbox: Outbox, ann: CustomerDriver
) -> None:
    blocked = ChatMemberBanned(user=User(id=42, is_bot=True, first_name="Shop"), until_date=0)  # type: ignore[arg-type]

    await start.on_block_changed(moved(blocked, "supergroup"), outbox)

    assert (await met(shop, ann)).reachable


async def met(shop: ShopHarness, driver: CustomerDriver) -> Customer:
    async with shop.db.read() as reading:
        found = await reading.customers.find(driver.id)
    assert found is not None
    return found


# How the bot introduces itself.


class Telegram(Bot):
    """Telegram's memory of a bot, and what was written into it."""

    def __init__(self) -> None:
        super().__init__("42:TOKEN")
        self.memory: dict[tuple[object, ...], object] = {}
        self.written: list[TelegramMethod[object]] = []

    async def __call__(self, method: object, request_timeout: int | None = None) -> object:  # type: ignore[override]
        match method:
            case GetMyCommands(scope=scope, language_code=code):
                return self.memory.get(("commands", str(scope), code), [])
            case GetMyDescription(language_code=code):
                return BotDescription(description=str(self.memory.get(("about", code), "")))
            case GetMyShortDescription(language_code=code):
                return BotShortDescription(short_description=str(self.memory.get(("brief", code), "")))
            case SetMyCommands(commands=commands, scope=scope, language_code=code):
                self.memory["commands", str(scope), code] = commands
            case SetMyDescription(description=about, language_code=code):
                self.memory["about", code] = about
            case SetMyShortDescription(short_description=brief, language_code=code):
                self.memory["brief", code] = brief
            case _:
                raise AssertionError(method)
        self.written.append(cast("TelegramMethod[object]", method))
        return request_timeout is None


@pytest.fixture
def menus(db: Database) -> StaffMenus:
    """The menus of one owner."""
    return StaffMenus(StaffDirectory(db, Policy(admins=(9001,))), menu_of)


async def test_the_profile_is_written_once_in_both_languages(menus: StaffMenus) -> None:
    bot, shop_info = Telegram(), FakeScreen().shop_info

    await bot_profile.update_bot_profile(bot, LIBRARY, menus, shop_info)
    first = len(bot.written)
    await bot_profile.update_bot_profile(bot, LIBRARY, menus, shop_info)

    assert first == 2 * (2 + 1 + 1)
    assert len(bot.written) == first


async def test_admins_see_their_commands_first(menus: StaffMenus) -> None:
    bot = Telegram()

    await bot_profile.update_bot_profile(bot, LIBRARY, menus, FakeScreen().shop_info)

    menus = [menu for menu in bot.memory.values() if isinstance(menu, list)]
    assert all(isinstance(one, BotCommand) for menu in menus for one in menu)
    assert sorted(menu[0].command for menu in menus) == ["admin", "admin", "shop", "shop"]


async def test_a_chosen_language_changes_the_menu_of_the_chat() -> None:
    bot = Telegram()

    await bot_profile.set_chat_commands(bot, 1001, ZH)

    [menu] = bot.written
    assert isinstance(menu, SetMyCommands)
    assert menu.commands[0].description == ZH.plain("command-shop")


async def test_a_refusal_of_telegram_does_not_stop_the_start(menus: StaffMenus) -> None:
    class Forgetful(Telegram):
        async def __call__(self, method: object, request_timeout: int | None = None) -> object:  # type: ignore[override]
            if isinstance(method, SetMyCommands) and "9001" in str(method.scope):
                raise TelegramBadRequest(method, "Bad Request: chat not found")
            return await super().__call__(method, request_timeout)

    bot = Forgetful()

    await bot_profile.update_bot_profile(bot, LIBRARY, menus, FakeScreen().shop_info)

    assert len(bot.written) == 2 * (2 + 1)
