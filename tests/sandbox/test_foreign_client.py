"""aiogram as the client: what a real library sends is taken, and what it gets back fits its strict models."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    LabeledPrice,
)

from tests.sandbox.telegram import Telegram

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Buy", callback_data="buy", style="success")]]
)


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url.rstrip("/")))
    async with Bot(telegram.box.token, session=session, default=DefaultBotProperties(parse_mode="HTML")) as made:
        yield made


async def no_problems(telegram: Telegram) -> bool:
    return (await telegram.look("problems"))["problems"] == []


async def test_a_conversation_with_a_keyboard(telegram: Telegram, bot: Bot) -> None:
    await telegram.start()
    (update,) = await bot.get_updates(timeout=1, allowed_updates=["message", "callback_query"])
    sent = await bot.send_message(update.message.chat.id, "<b>Hi</b>", reply_markup=KEYBOARD)
    assert sent.html_text == "<b>Hi</b>"
    pressing = asyncio.create_task(telegram.order("press", user_id=1001, message_id=sent.message_id, text="Buy"))
    (pressed,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    await pressed.callback_query.answer("Bought").as_(bot)
    assert (await pressing)["answer"]["text"] == "Bought"
    edited = await sent.edit_text("Done").as_(bot)
    assert edited.text == "Done"
    assert await no_problems(telegram)


async def test_a_purchase_and_its_refund(telegram: Telegram, bot: Bot) -> None:
    await telegram.start()
    prices = [LabeledPrice(label="30 days", amount=50)]
    invoice = await bot.send_invoice(
        1001, title="Pass", description="A month", payload="order-1", currency="XTR", prices=prices, provider_token=""
    )
    assert invoice.reply_markup.inline_keyboard[0][0].pay
    paying = asyncio.create_task(telegram.order("pay", user_id=1001, message_id=invoice.message_id))
    updates = await bot.get_updates(offset=-1, timeout=5)
    while updates[-1].pre_checkout_query is None:
        updates = await bot.get_updates(offset=updates[-1].update_id + 1, timeout=5)
    await updates[-1].pre_checkout_query.answer(ok=True).as_(bot)
    charge_id = (await paying)["charge_id"]
    (paid,) = await bot.get_updates(offset=updates[-1].update_id + 1, timeout=5)
    assert paid.message.successful_payment.telegram_payment_charge_id == charge_id
    assert await bot.refund_star_payment(1001, charge_id)
    transactions = (await bot.get_star_transactions()).transactions
    assert [bool(entry.source) for entry in transactions] == [True, False]
    assert (await bot.get_my_star_balance()).amount == 0
    assert await no_problems(telegram)


async def test_a_document_in_chunked_multipart(telegram: Telegram, bot: Bot) -> None:
    await telegram.start()
    sent = await bot.send_document(1001, BufferedInputFile(b"CODE-1\n", "编码.txt"), caption="<i>yours</i>")
    assert sent.document.file_name == "编码.txt"
    downloaded = await bot.download(sent.document)
    assert downloaded.read() == b"CODE-1\n"
    media = InputMediaDocument(media=BufferedInputFile(b"CODE-2\n", "new.txt"))
    edited = await bot.edit_message_media(media=media, chat_id=1001, message_id=sent.message_id)
    assert edited.document.file_name == "new.txt"
    assert await no_problems(telegram)


async def test_the_bot_introduces_itself(telegram: Telegram, bot: Bot) -> None:
    await telegram.start()
    await bot.set_my_commands([BotCommand(command="shop", description="商店")], BotCommandScopeChat(chat_id=1001), "zh")
    assert (await bot.get_my_commands(BotCommandScopeChat(chat_id=1001), "zh"))[0].description == "商店"
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description()).short_description == "Short"
    assert (await bot.me()).id == 42
    assert (await bot.get_chat(1001)).first_name == "Ann"
    assert (await bot.get_webhook_info()).url == ""
    assert await no_problems(telegram)


async def test_refusals_become_the_librarys_exceptions(telegram: Telegram, bot: Bot) -> None:
    await telegram.start()
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(1001, "<oops>")
    await telegram.order("faults", method="sendMessage", kind="flood", retry_after=3)
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(1001, "x")
    assert flood.value.retry_after == 3
    await telegram.order("block", user_id=1001, blocked=True)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(1001, "x")
    await bot.set_webhook("https://a.example/")
    with pytest.raises(TelegramConflictError):
        await bot.get_updates()
