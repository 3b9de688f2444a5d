"""A client: aiogram, on which the shop stands, with its strict models."""

import asyncio
import os
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramAPIError, TelegramRetryAfter
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.methods import GetUpdates, SendChatAction
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    ErrorEvent,
    InlineKeyboardButton,
    Message,
    MessageEntity,
    PreCheckoutQuery,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.client_compat.report import tell
from tests.client_compat.with_aiogram.trials import TRIALS, invoice, keyboard, labels

dispatcher = Dispatcher()


class Failures(BaseRequestMiddleware):
    """This client asks again when a poll is refused, and tells nobody but its log."""

    async def __call__(self, make_request: Any, bot: Bot, method: Any) -> Any:
        try:
            return await make_request(bot, method)
        except AiogramError as refusal:
            if isinstance(method, GetUpdates):
                refused(None, refusal)
            raise


def marked(text: str, entities: list[MessageEntity] | None, kind: str) -> list[str]:
    return [found.extract_from(text) for found in entities or [] if found.type == kind]


@dispatcher.message(CommandStart())
async def started(message: Message) -> None:
    person = message.from_user
    tell(
        "start", user=person.id, name=person.full_name, language=person.language_code, chat=message.chat.type,
        text=message.text, marked=marked(message.text, message.entities, "bot_command"),
    )  # fmt: skip
    buy = InlineKeyboardButton(text="Buy", callback_data="buy", style="success")
    site = InlineKeyboardButton(text="Site", url="https://example.com/")
    sent = await message.answer(
        f"Hello 👋 <b>{person.first_name}</b>", parse_mode="HTML", reply_markup=keyboard(buy, site)
    )
    tell(
        "sent", user=person.id, message=sent.message_id, text=sent.text, bold=marked(sent.text, sent.entities, "bold"),
        buttons=[button.text for button in labels(sent)],
    )  # fmt: skip


@dispatcher.callback_query()
async def pressed(query: CallbackQuery, bot: Bot) -> None:
    user, message = query.from_user.id, query.message
    tell("press", user=user, data=query.data, under=message.text, message=message.message_id)
    edited = await message.edit_text("Chosen")
    tell("edited", user=user, text=edited.text, is_dated=edited.edit_date is not None)
    await query.answer("One moment", show_alert=True)
    try:
        await query.answer("Again")
    except AiogramError as refusal:
        refused(user, refusal)
    await invoice(bot, user, payload="order-1")


@dispatcher.pre_checkout_query()
async def asked_before_payment(query: PreCheckoutQuery) -> None:
    tell(
        "question", user=query.from_user.id, total=query.total_amount, currency=query.currency,
        payload=query.invoice_payload,
    )  # fmt: skip
    if query.invoice_payload == "gone":
        await query.answer(ok=False, error_message="Sold out")
    else:
        await query.answer(ok=True)


@dispatcher.message(F.successful_payment)
async def paid(message: Message) -> None:
    payment, user = message.successful_payment, message.from_user.id
    tell(
        "paid", user=user, total=payment.total_amount, currency=payment.currency, payload=payment.invoice_payload,
        charge=payment.telegram_payment_charge_id,
    )  # fmt: skip
    file = BufferedInputFile(b"CODE-1\n", "编码.txt")
    sent = await message.answer_document(file, caption="<i>Yours</i>", parse_mode="HTML")
    italic = marked(sent.caption, sent.caption_entities, "italic")
    tell("goods", user=user, name=sent.document.file_name, size=sent.document.file_size, italic=italic)


@dispatcher.message(Command("refund"))
async def refund(message: Message, command: CommandObject, bot: Bot) -> None:
    user = message.from_user.id
    try:
        tell("refund", user=user, done=await bot.refund_star_payment(user, command.args))
    except AiogramError as refusal:
        refused(user, refusal)


@dispatcher.message(F.refunded_payment)
async def refunded(message: Message, bot: Bot) -> None:
    payment = message.refunded_payment
    ledger = (await bot.get_star_transactions()).transactions
    mine = [entry for entry in ledger if entry.id == payment.telegram_payment_charge_id]
    tell(
        "refunded", user=message.from_user.id, total=payment.total_amount, charge=payment.telegram_payment_charge_id,
        came=[entry.source is not None for entry in mine],
    )  # fmt: skip


@dispatcher.message(Command("typing"))
async def typing(message: Message) -> SendChatAction:
    """Return a call that this client puts into its answer to a webhook."""
    return SendChatAction(chat_id=message.chat.id, action="typing")


@dispatcher.message(F.document)
async def given(message: Message, bot: Bot) -> None:
    document = message.document
    content = await bot.download(document)
    tell(
        "document", user=message.from_user.id, name=document.file_name, mime=document.mime_type,
        size=document.file_size, caption=message.caption, content=content.read().hex(),
    )  # fmt: skip


@dispatcher.my_chat_member()
async def member(change: ChatMemberUpdated) -> None:
    tell("member", user=change.from_user.id, status=change.new_chat_member.status)


@dispatcher.message(Command("try"))
async def tried(message: Message, command: CommandObject, bot: Bot) -> None:
    """Do what must be refused, and tell in what words it was."""
    trial, *more = command.args.split()
    try:
        await TRIALS[trial](bot, message, *more)
    except AiogramError as refusal:
        refused(message.from_user.id, refusal)
    else:
        tell("done", user=message.from_user.id)


def refused(user: int | None, refusal: AiogramError) -> None:
    wait = refusal.retry_after if isinstance(refusal, TelegramRetryAfter) else None
    words = refusal.message if isinstance(refusal, TelegramAPIError | ClientDecodeError) else str(refusal)
    tell("refused", user=user, error=type(refusal).__name__, words=words, retry_after=wait)


@dispatcher.errors()
async def failed(event: ErrorEvent) -> None:
    tell("mistake", words=repr(event.exception))


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["TELEGRAM"]))
    session.middleware(Failures())
    async with Bot(os.environ["TOKEN"], session=session) as bot:
        try:
            me = await bot.me()
        except AiogramError as refusal:
            refused(None, refusal)
            return
        tell("ready", user=me.id, name=me.first_name, username=me.username)
        if "PORT" in os.environ:
            await post(bot, int(os.environ["PORT"]), os.environ["SECRET"])
        else:
            await dispatcher.start_polling(bot, close_bot_session=False)


async def post(bot: Bot, port: int, secret: str) -> None:
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret).register(app, "/hook")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=secret)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
