"""The trials of the bot: mostly calls that must be refused."""

from typing import Any

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    LabeledPrice,
    Message,
    ReplyParameters,
)

from tests.client_compat.report import tell

MISSING = 999_999


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[button] for button in buttons])


def labels(message: Message) -> list[InlineKeyboardButton]:
    return [button for row in message.reply_markup.inline_keyboard for button in row]


async def invoice(bot: Bot, user: int, **chosen: Any) -> None:
    asked: dict[str, Any] = {"title": "Pass", "description": "A month", "payload": "gone", "currency": "XTR"}
    asked |= {"prices": [LabeledPrice(label="30 days", amount=50)]} | chosen
    sent = await bot.send_invoice(user, **asked)
    pays = [bool(button.pay) for button in labels(sent)]
    tell("invoice", user=user, total=sent.invoice.total_amount, currency=sent.invoice.currency, pays=pays)


async def introduce(bot: Bot, message: Message) -> None:
    where = (BotCommandScopeChat(chat_id=message.chat.id), "zh")
    await bot.set_my_commands([BotCommand(command="shop", description="商店")], *where)
    await bot.set_my_short_description("Short")
    found = await bot.get_my_commands(*where)
    tell(
        "introduced", user=message.chat.id, commands=[[one.command, one.description] for one in found],
        short=(await bot.get_my_short_description()).short_description,
        chat=(await bot.get_chat(message.chat.id)).username, webhook=(await bot.get_webhook_info()).url,
    )  # fmt: skip


async def replace(bot: Bot, message: Message) -> None:
    sent = await bot.send_document(message.chat.id, BufferedInputFile(b"CODE-1\n", "old.txt"))
    media = InputMediaDocument(media=BufferedInputFile(b"CODE-2\n", "新.txt"), caption="new")
    edited = await bot.edit_message_media(media, chat_id=message.chat.id, message_id=sent.message_id)
    tell("replaced", user=message.chat.id, name=edited.document.file_name, caption=edited.caption)


async def unchanged(_: Bot, message: Message) -> None:
    sent = await message.answer("same")
    await sent.edit_text("same")


def edit(message: Message, message_id: int) -> Any:
    return message.bot.edit_message_text("x", chat_id=message.chat.id, message_id=message_id)


def press(message: Message, **action: str) -> Any:
    return message.answer("x", reply_markup=keyboard(InlineKeyboardButton(text="A", **action)))


def priced(bot: Bot, message: Message, *amounts: int) -> Any:
    return invoice(bot, message.chat.id, prices=[LabeledPrice(label="x", amount=amount) for amount in amounts])


TRIALS: dict[str, Any] = {
    "to": lambda bot, _, user: bot.send_message(int(user), "Hi"),
    "introduce": introduce,
    "replace": replace,
    "decline": lambda bot, message: invoice(bot, message.chat.id),
    "unchanged": unchanged,
    "unknown-query": lambda bot, _: bot.answer_callback_query("1"),
    "edit-missing": lambda _, message: edit(message, MISSING),
    "edit-theirs": lambda _, message: edit(message, message.message_id),
    "delete-missing": lambda bot, message: bot.delete_message(message.chat.id, MISSING),
    "reply-missing": lambda _, message: message.answer("x", reply_parameters=ReplyParameters(message_id=MISSING)),
    "empty": lambda _, message: message.answer(""),
    "long": lambda _, message: message.answer("x" * 4097),
    "long-caption": lambda _, message: message.answer_document(BufferedInputFile(b"x", "x"), caption="x" * 1025),
    "broken-markup": lambda _, message: message.answer("<oops>", parse_mode="HTML"),
    "no-title": lambda bot, message: invoice(bot, message.chat.id, title=""),
    "no-reason": lambda bot, _: bot.answer_pre_checkout_query("1", ok=False),
    "idle-button": lambda _, message: press(message),
    "long-data": lambda _, message: press(message, callback_data="x" * 65),
    "two-prices": lambda bot, message: priced(bot, message, 1, 1),
    "free": lambda bot, message: priced(bot, message, 0),
    "long-payload": lambda bot, message: invoice(bot, message.chat.id, payload="x" * 129),
    "unknown-file": lambda _, message: message.answer_document("nonsense"),
    "unknown-path": lambda bot, _: bot.get_file("nonsense"),
}
