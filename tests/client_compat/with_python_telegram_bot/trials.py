"""The trials of the bot: mostly calls that must be refused."""

from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    LabeledPrice,
    Message,
)

from tests.client_compat.report import tell

MISSING = 999_999


async def invoice(bot: Bot, user: int, **chosen: Any) -> None:
    asked: dict[str, Any] = {"title": "Pass", "description": "A month", "payload": "gone", "currency": "XTR"}
    sent = await bot.send_invoice(user, **(asked | {"prices": [LabeledPrice("30 days", 50)]} | chosen))
    pays = [bool(button.pay) for row in sent.reply_markup.inline_keyboard for button in row]
    tell("invoice", user=user, total=sent.invoice.total_amount, currency=sent.invoice.currency, pays=pays)


def single(**action: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("A", **action)]])


async def introduce(bot: Bot, message: Message) -> None:
    where = {"scope": BotCommandScopeChat(message.chat_id), "language_code": "zh"}
    await bot.set_my_commands([BotCommand("shop", "商店")], **where)
    await bot.set_my_short_description("Short")
    found = await bot.get_my_commands(**where)
    tell(
        "introduced", user=message.chat_id, commands=[[one.command, one.description] for one in found],
        short=(await bot.get_my_short_description()).short_description,
        chat=(await bot.get_chat(message.chat_id)).username, webhook=(await bot.get_webhook_info()).url,
    )  # fmt: skip


async def replace(bot: Bot, message: Message) -> None:
    sent = await bot.send_document(message.chat_id, b"CODE-1\n", filename="old.txt")
    media = InputMediaDocument(b"CODE-2\n", filename="新.txt", caption="new")
    edited = await bot.edit_message_media(media, message.chat_id, sent.message_id)
    tell("replaced", user=message.chat_id, name=edited.document.file_name, caption=edited.caption)


async def unchanged(bot: Bot, message: Message) -> None:
    sent = await bot.send_message(message.chat_id, "same")
    await bot.edit_message_text("same", message.chat_id, sent.message_id)


TRIALS: dict[str, Any] = {
    "to": lambda bot, _, user: bot.send_message(int(user), "Hi"),
    "introduce": introduce,
    "replace": replace,
    "decline": lambda bot, message: invoice(bot, message.chat_id),
    "unchanged": unchanged,
    "unknown-query": lambda bot, _: bot.answer_callback_query("1"),
    "edit-missing": lambda bot, message: bot.edit_message_text("x", message.chat_id, MISSING),
    "edit-theirs": lambda bot, message: bot.edit_message_text("x", message.chat_id, message.message_id),
    "delete-missing": lambda bot, message: bot.delete_message(message.chat_id, MISSING),
    "reply-missing": lambda bot, message: bot.send_message(message.chat_id, "x", reply_to_message_id=MISSING),
    "empty": lambda bot, message: bot.send_message(message.chat_id, ""),
    "long": lambda bot, message: bot.send_message(message.chat_id, "x" * 4097),
    "long-caption": lambda bot, message: bot.send_document(message.chat_id, b"x", "x" * 1025),
    "broken-markup": lambda bot, message: bot.send_message(message.chat_id, "<oops>", parse_mode="HTML"),
    "no-title": lambda bot, message: invoice(bot, message.chat_id, title=""),
    "no-reason": lambda bot, _: bot.answer_pre_checkout_query("1", ok=False),
    "idle-button": lambda bot, message: bot.send_message(message.chat_id, "x", reply_markup=single()),
    "long-data": lambda bot, message: bot.send_message(
        message.chat_id, "x", reply_markup=single(callback_data="x" * 65)
    ),
    "two-prices": lambda bot, message: invoice(bot, message.chat_id, prices=[LabeledPrice("x", 1)] * 2),
    "free": lambda bot, message: invoice(bot, message.chat_id, prices=[LabeledPrice("x", 0)]),
    "long-payload": lambda bot, message: invoice(bot, message.chat_id, payload="x" * 129),
    "unknown-file": lambda bot, message: bot.send_document(message.chat_id, "nonsense"),
    "unknown-path": lambda bot, _: bot.get_file("nonsense"),
}
