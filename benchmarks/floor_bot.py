"""The floor: what a purchase costs a bot that makes the same Bot API calls and does nothing else.

Plain aiogram on uvloop, its own polling, asynchronous filters, constant texts, no storage: no order, no stock, no
consent, and a code from a counter. It loses what is under way when it is ended, and every customer could pay for
nothing. Nobody should run it; it shows where the price of aiogram and Telegram ends and the price of the shop begins.
"""

import itertools
import os
import signal
from collections.abc import Sequence

import uvloop
from aiogram import Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, Filter
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LabeledPrice,
    LinkPreviewOptions,
    Message,
    PreCheckoutQuery,
)

router = Router()
serial = itertools.count(1)

CARD = """<b>Emby 30</b>

Films and series on our Emby server, on every device you own.
2 devices at the same time, 4K where the source has it.

📦 You receive a license code, here in this chat, within seconds.
⏳ Lasts 30 days from delivery
<b>⭐ 250</b> (Telegram Stars)
✅ in stock"""
CONFIRM = """<b>Is everything right?</b>

Emby 30 × 1
⏳ 30 days from delivery
Total: <b>⭐ 250</b> (Telegram Stars)

Digital goods are delivered at once and can't be returned. No refunds, except for a technical fault of ours or where \
the law requires it. With “Confirm” you order under our terms."""
OPENED = """<b>Order</b>
Emby 30 × 1

⏳ Reserved for you. Pay with the button below, or the order closes by itself. Nothing is charged."""
GOODS = """<b>Thank you!</b> Here is your order.
1 × Emby 30

🔑 Tap the code to copy it:
<code>FLOOR-{number:06d}</code>

📖 <b>How to use it</b>
<blockquote>1. Open https://example.com/redeem and choose “Emby”.
2. Enter your license code and choose a name and password.</blockquote>"""


class Pressed(Filter):
    """The button's data begins so."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    async def __call__(self, query: CallbackQuery) -> bool:
        """Return whether it does."""
        return (query.data or "").startswith(self.prefix)


class Paid(Filter):
    """The message says that a payment has arrived."""

    async def __call__(self, message: Message) -> bool:
        """Return whether it does."""
        return message.successful_payment is not None


def board(rows: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup:
    """One button a row."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data)] for text, data in rows]
    )


async def turn(query: CallbackQuery, text: str, rows: Sequence[tuple[str, str]]) -> int:
    """Change the screen; returns its message id."""
    assert isinstance(query.message, Message)
    await query.message.edit_text(text, reply_markup=board(rows))
    return query.message.message_id


@router.message(Command("shop"))
async def shop(message: Message) -> None:
    rows = [("Emby", "c:emby"), ("All access", "c:access"), ("Software", "c:software"), ("Orders", "o:")]
    await message.answer("<b>OceanMart</b>\nWhat are you looking for?", reply_markup=board(rows))


@router.callback_query(Pressed("c:"))
async def category(query: CallbackQuery) -> None:
    rows = [("Emby 30 · ⭐ 250", "p:1"), ("Emby 365 · ⭐ 2500", "p:2"), ("‹ Back", "s:")]
    await turn(query, "<b>Emby</b>\nChoose a product to see what you get and what it costs.", rows)
    await query.answer()


@router.callback_query(Pressed("p:"))
async def product(query: CallbackQuery) -> None:
    rows = [("Buy · ⭐ 250", "w:1:stars"), ("Manual transfer · ¥25.00", "w:1:manual"), ("1 ×", "q:1"), ("‹ Back", "c:")]
    await turn(query, CARD, rows)
    await query.answer()


@router.callback_query(Pressed("w:"))
async def way(query: CallbackQuery) -> None:
    await turn(query, CONFIRM, [("✓ Confirm", "b:1"), ("Terms", "t:"), ("‹ Back", "p:1")])
    await query.answer()


@router.callback_query(Pressed("b:"))
async def confirm(query: CallbackQuery, bot: Bot) -> None:
    screen = await turn(query, OPENED, [("Cancel order", "x:"), ("‹ Shop", "s:")])
    await bot.send_invoice(
        query.from_user.id,
        title="Emby 30",
        description="Emby 30 × 1. Delivered in this chat within seconds.",
        payload=str(screen),
        currency="XTR",
        prices=[LabeledPrice(label="Emby 30", amount=250)],
        start_parameter="p_emby-30",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Pay ⭐ 250", pay=True)]]),
    )
    await query.answer()


@router.pre_checkout_query()
async def allow(query: PreCheckoutQuery) -> None:
    await query.answer(ok=True)


@router.message(Paid())
async def paid(message: Message, bot: Bot) -> None:
    assert message.successful_payment is not None
    chat, screen = message.chat.id, int(message.successful_payment.invoice_payload)
    await bot.edit_message_text(
        "<b>Payment received</b>\n✅ Your goods come in a message of their own, within seconds.",
        chat_id=chat,
        message_id=screen,
        reply_markup=board([("📦 Show order", "o:"), ("‹ Shop", "s:")]),
    )
    await message.answer(GOODS.format(number=next(serial)), reply_markup=board([("My orders", "o:")]))
    await bot.delete_message(chat, screen + 1)


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    properties = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    bot = Bot(os.environ["BOT_TOKEN"], session=session, default=properties)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    await bot.get_me()
    print("shop_opened", flush=True)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    uvloop.run(main())
