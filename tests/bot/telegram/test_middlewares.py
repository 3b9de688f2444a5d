from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pytest
from aiogram import Dispatcher, Router
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import Update

from bot.telegram.fsm_storage import DatabaseFsmStorage
from bot.telegram.middlewares import BURST, PER_SECOND, CustomerContext, Throttle
from handlers.admin.access import InPerson, StaffAccess
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.translations import Texts, Translations
from services.customers.directory import CustomerDirectory
from services.domain.customers.customer import Customer
from services.domain.policy import Policy
from services.domain.staff.member import Member
from services.domain.staff.role import Role
from services.domain.values.clock import SECOND
from services.domain.values.language import Language
from services.messaging.rate_limit.limiter import MESSAGES_PER_SECOND
from services.staff.members import StaffDirectory
from services.storage.database import Database
from tests.bot.telegram.fake_bot import GROUP, message, person, press, private, recorded_bot
from tests.support.service_harness import ManualClock

LIBRARY = Translations(shop="OceanMart", support="@ocean")
OWNER = 9001
CROWD = MappingProxyType({"id": GROUP, "type": "supergroup", "title": "Friends"})


@dataclass
class DispatcherFixture:
    """A dispatcher with nothing but the middlewares, and a handler that notes whom it was introduced to."""

    db: Database
    real: ManualClock
    met: list[tuple[Customer, Texts, Screen]] = field(default_factory=list)
    admins_met: int = 0
    paid: int = 0
    waited: list[bool] = field(default_factory=list)
    welcomed: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bot, self.recorded = recorded_bot()
        shop_info = ShopInfo(
            site="", support_contact="@ocean", payees={}, bot_username="ocean_bot", read_documents=dict
        )
        staff = StaffDirectory(self.db, Policy(admins=(OWNER,)))
        self.dispatcher = Dispatcher(storage=DatabaseFsmStorage(self.db, self.real), staff_directory=staff)
        self.directory = CustomerDirectory(self.db, self.real)
        self.dispatcher.update.outer_middleware(Throttle(self.directory, staff, LIBRARY, real=self.real))
        introduction = CustomerContext(self.directory, LIBRARY, shop_info, self._welcome)
        self.dispatcher.update.outer_middleware(introduction)
        self.dispatcher.include_router(self._router())

    def _router(self) -> Router:
        admins, everybody = Router(), Router()
        admins.message.filter(InPerson())
        admins.message.middleware(StaffAccess())
        admins.message.register(self._meet_admin, Command("admin"))
        everybody.message.register(self._meet)
        everybody.callback_query.register(self._meet)
        everybody.pre_checkout_query.register(self._pay)
        both = Router()
        both.include_routers(admins, everybody)
        return both

    async def _meet(self, _event: object, customer: Customer, t: Texts, screen: Screen, *, waited: bool) -> None:
        self.met.append((customer, t, screen))
        self.waited.append(waited)

    async def _meet_admin(self, _event: object, customer: Customer, t: Texts, screen: Screen) -> None:
        self.admins_met += 1
        self.met.append((customer, t, screen))

    async def _welcome(self, customer_id: int) -> None:
        self.welcomed.append(customer_id)
        async with self.db.begin() as tx:
            await tx.customers.mark_reachable(customer_id)

    async def _pay(self, _event: object) -> None:
        self.paid += 1

    async def hears(self, *updates: Update) -> None:
        for update in updates:
            await self.dispatcher.feed_update(self.bot, update)


@pytest.fixture
def dispatcher(db: Database, real: ManualClock) -> DispatcherFixture:
    return DispatcherFixture(db, real)


def blocking() -> Update:
    before, after = ({"status": status, "user": person(42), "until_date": 0} for status in ("member", "kicked"))
    change = {"chat": private(1001), "from": person(), "date": 1, "old_chat_member": before, "new_chat_member": after}
    return Update.model_validate({"update_id": 1, "my_chat_member": change})


def payment() -> Update:
    body = {"id": "1", "from": person(), "currency": "XTR", "total_amount": 1, "invoice_payload": "order"}
    return Update.model_validate({"update_id": 1, "pre_checkout_query": body})


async def test_a_speaker_is_introduced_in_his_language(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(message(**{"from": person(1002, "zh-hans")}))

    ((customer, t, screen),) = dispatcher.met
    assert (customer.id, customer.name, t.language, screen.chat_id) == (1002, "Ann", Language.ZH, 1002)


async def test_whoever_speaks_can_be_written_to_again(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(message())
    async with dispatcher.db.begin() as tx:
        await tx.customers.mark_unreachable(1001, 1)
    dispatcher.directory.invalidate(1001)

    await dispatcher.hears(message(), message())

    assert dispatcher.welcomed == [1001]


async def test_who_blocks_the_bot_is_not_welcomed_back(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(message())
    async with dispatcher.db.begin() as tx:
        await tx.customers.mark_unreachable(1001, 1)
    dispatcher.directory.invalidate(1001)

    await dispatcher.hears(blocking())

    assert dispatcher.welcomed == []


async def test_a_pressed_button_is_answered_although_the_handler_says_nothing(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(press())

    assert dispatcher.recorded.names == ["AnswerCallbackQuery"]


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_elsewhere_a_command_is_answered_with_the_way_to_the_private_chat(
    dispatcher: DispatcherFixture, kind: str
) -> None:
    await dispatcher.hears(message("/shop", {**CROWD, "type": kind}))

    (call,) = dispatcher.recorded.calls
    assert isinstance(call, SendMessage)
    assert call.chat_id == GROUP
    assert "t.me/ocean_bot?start=" in str(call.reply_markup)
    assert dispatcher.met == []


@pytest.mark.parametrize(("said", "answers"), [("/start@Ocean_Bot now", 1), ("/start@other_bot", 0), ("/start@", 0)])
async def test_elsewhere_a_command_for_another_bot_is_not_answered(
    dispatcher: DispatcherFixture, said: str, answers: int
) -> None:
    await dispatcher.hears(message(said, dict(CROWD)))

    assert dispatcher.recorded.names == ["SendMessage"] * answers


async def test_in_a_forum_the_answer_stands_in_the_topic_of_the_question(dispatcher: DispatcherFixture) -> None:
    in_topic = message("/shop", dict(CROWD), message_thread_id=9, is_topic_message=True)
    in_thread = message("/shop", dict(CROWD), message_thread_id=9)

    await dispatcher.hears(in_topic, in_thread)

    assert [call.message_thread_id for call in dispatcher.recorded.calls if isinstance(call, SendMessage)] == [9, None]


async def test_a_group_that_became_a_supergroup_ends_quietly(dispatcher: DispatcherFixture) -> None:
    async def moved(bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109 - as aiogram has it
        del bot, timeout
        raise TelegramMigrateToChat(method=method, message="group chat was upgraded", migrate_to_chat_id=-5)

    dispatcher.recorded.make_request = moved  # type: ignore[method-assign]

    await dispatcher.hears(message("/shop", dict(CROWD)))

    assert dispatcher.met == []


async def test_what_people_tell_each_other_in_a_group_is_none_of_our_business(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(message("hello", dict(CROWD)), message(None, dict(CROWD), new_chat_title="x"))

    assert (dispatcher.met, dispatcher.recorded.calls) == ([], [])


async def test_a_button_in_a_group_shows_nothing_to_the_group(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(press(chat=dict(CROWD)))

    (call,) = dispatcher.recorded.calls
    assert isinstance(call, AnswerCallbackQuery)
    assert call.show_alert
    assert dispatcher.met == []


async def test_admins_are_nobody_in_a_group(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(message("/admin", dict(CROWD), **{"from": person(OWNER)}))

    assert (dispatcher.met, dispatcher.admins_met) == ([], 0)


async def test_an_admin_is_known_by_his_id(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(message("/admin", private(OWNER), **{"from": person(OWNER)}), message("/admin"))

    assert (dispatcher.admins_met, len(dispatcher.met)) == (1, 2)


async def test_who_speaks_as_a_channel_or_anonymously_is_no_admin(dispatcher: DispatcherFixture) -> None:
    disguise = {"id": -100_777, "type": "channel", "title": "Somebody"}

    await dispatcher.hears(message("/admin", private(OWNER), sender_chat=disguise, **{"from": person(OWNER)}))

    assert dispatcher.admins_met == 0


async def test_bots_and_nobody_are_not_served(dispatcher: DispatcherFixture) -> None:
    robot = person(77, is_bot=True)
    nobody = Update.model_validate({"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": private()}})

    await dispatcher.hears(message(**{"from": robot}), nobody)

    assert (dispatcher.met, dispatcher.recorded.calls) == ([], [])


@pytest.mark.parametrize(("said", "left"), [("/help", None), ("a photo of my receipt", "waiting:receipt")])
async def test_a_command_ends_what_was_waited_for(dispatcher: DispatcherFixture, said: str, left: str | None) -> None:
    context: FSMContext = dispatcher.dispatcher.fsm.get_context(dispatcher.bot, 1001, 1001)
    await context.set_state("waiting:receipt")

    await dispatcher.hears(message(said))

    assert await context.get_state() == left


async def test_who_has_ended_something_by_a_command_can_be_told_so(dispatcher: DispatcherFixture) -> None:
    await dispatcher.dispatcher.fsm.get_context(dispatcher.bot, 1001, 1001).set_state("waiting:receipt")

    await dispatcher.hears(message("a reference"), message("/cancel"), message("/cancel"))

    assert dispatcher.waited == [False, True, False]


async def test_nobody_occupies_the_shop_alone(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(*[message() for _ in range(BURST + 5)])
    await dispatcher.hears(message(**{"from": person(1002)}))

    assert [customer.id for customer, _, _ in dispatcher.met] == [1001] * BURST + [1002]


async def test_who_presses_too_fast_is_told_so(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(*[message() for _ in range(BURST)])

    await dispatcher.hears(press(), press())

    assert [call.text[:10] for call in dispatcher.recorded.calls if isinstance(call, AnswerCallbackQuery)] == [
        "One moment"
    ] * 2


async def test_who_is_too_fast_is_told_so_in_the_chosen_language(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(*[message() for _ in range(BURST)])
    customer, *_ = dispatcher.met[0]
    await dispatcher.directory.choose_language(customer, Language.ZH)

    await dispatcher.hears(press(), message())

    slow_down = LIBRARY.for_language(Language.ZH).plain("error-slow-down")
    assert [call.text for call in dispatcher.recorded.calls if isinstance(call, AnswerCallbackQuery | SendMessage)] == [
        slow_down,
        slow_down,
    ]


@pytest.mark.parametrize("remembered", [True, False])
async def test_elsewhere_a_customer_is_answered_in_the_chosen_language(
    dispatcher: DispatcherFixture,
    remembered: bool,  # noqa: FBT001 - a case
) -> None:
    await dispatcher.hears(message())
    customer, *_ = dispatcher.met[0]
    await dispatcher.directory.choose_language(customer, Language.ZH)
    if not remembered:
        dispatcher.directory.invalidate(customer.id)

    await dispatcher.hears(message("/shop", dict(CROWD)), press(chat=dict(CROWD)))

    refusal = LIBRARY.for_language(Language.ZH).plain("group-only-private")
    assert [call.text for call in dispatcher.recorded.calls if isinstance(call, AnswerCallbackQuery | SendMessage)] == [
        refusal
    ] * 2


async def test_who_writes_too_fast_is_told_so_once(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(*[message() for _ in range(BURST + 10)])
    dispatcher.real.forward(SECOND)
    await dispatcher.hears(*[message() for _ in range(PER_SECOND + 5)])
    dispatcher.real.forward(60 * SECOND)

    await dispatcher.hears(*[message() for _ in range(BURST + 5)])

    told = [call.text[:10] for call in dispatcher.recorded.calls if isinstance(call, SendMessage)]
    assert told == ["One moment", "One moment"]


async def test_one_person_uses_up_a_small_part_of_what_the_bot_may_say(dispatcher: DispatcherFixture) -> None:
    for _ in range(60):
        await dispatcher.hears(*[message() for _ in range(50)])
        dispatcher.real.forward(SECOND)
    await dispatcher.hears(message(**{"from": person(1002)}))

    handled = [customer.id for customer, _, _ in dispatcher.met]
    assert (handled.count(1001), handled[-1]) == (BURST + 59 * PER_SECOND, 1002)
    assert PER_SECOND * 10 <= MESSAGES_PER_SECOND


@pytest.mark.parametrize("who", [OWNER, 1003], ids=["owner", "manager"])
async def test_what_staff_paste_in_many_messages_is_never_too_fast(dispatcher: DispatcherFixture, who: int) -> None:
    await dispatcher.hears(message(**{"from": person(1003)}))
    async with dispatcher.db.begin() as tx:
        await tx.staff.put(Member(1003, Role.MANAGER, OWNER, 1))
    pasted = [message("CODE", private(who), **{"from": person(who)}) for _ in range(5 * BURST)]

    await dispatcher.hears(*pasted)

    assert (len(dispatcher.met), dispatcher.recorded.calls) == (1 + 5 * BURST, [])


async def test_patience_is_rewarded(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(*[message() for _ in range(BURST)])
    dispatcher.real.forward(SECOND)

    await dispatcher.hears(*[message() for _ in range(PER_SECOND + 5)])

    assert len(dispatcher.met) == BURST + PER_SECOND


async def test_money_always_passes(dispatcher: DispatcherFixture) -> None:
    receipt: dict[str, Any] = {
        "currency": "XTR",
        "total_amount": 1,
        "invoice_payload": "order",
        "telegram_payment_charge_id": "c",
        "provider_payment_charge_id": "",
    }
    await dispatcher.hears(*[message() for _ in range(BURST)])

    await dispatcher.hears(payment(), message(None, successful_payment=receipt))

    assert (dispatcher.paid, len(dispatcher.met)) == (1, BURST + 1)


async def test_a_private_chat_of_somebody_else_is_no_place_to_talk(dispatcher: DispatcherFixture) -> None:
    await dispatcher.hears(message("hello", chat=private(1002)))

    assert dispatcher.met == []
