"""The trials of the bot: mostly calls that must be refused."""

import io
from typing import Any

from telebot import TeleBot
from telebot.types import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    LabeledPrice,
    Message,
    ReplyParameters,
)

from tests.client_compat.report import tell

MISSING = 999_999


def single(**action: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("A", **action)]])


def labels(message: Message) -> list[InlineKeyboardButton]:
    return [button for row in message.reply_markup.keyboard for button in row]


def invoice(bot: TeleBot, user: int, **chosen: Any) -> None:
    asked: dict[str, Any] = {"title": "Pass", "description": "A month", "payload": "gone", "currency": "XTR"}
    asked |= {"prices": [LabeledPrice("30 days", 50)]} | chosen
    sent = bot.send_invoice(
        user, asked["title"], asked["description"], asked["payload"], None, asked["currency"], asked["prices"]
    )
    pays = [bool(button.pay) for button in labels(sent)]
    tell("invoice", user=user, total=sent.invoice.total_amount, currency=sent.invoice.currency, pays=pays)


def introduce(bot: TeleBot, message: Message) -> None:
    where = {"scope": BotCommandScopeChat(message.chat.id), "language_code": "zh"}
    bot.set_my_commands([BotCommand("shop", "商店")], **where)
    bot.set_my_short_description("Short")
    found = bot.get_my_commands(**where)
    tell(
        "introduced", user=message.chat.id, commands=[[one.command, one.description] for one in found],
        short=bot.get_my_short_description().short_description, chat=bot.get_chat(message.chat.id).username,
        webhook=bot.get_webhook_info().url,
    )  # fmt: skip


def replace(bot: TeleBot, message: Message) -> None:
    sent = bot.send_document(message.chat.id, InputFile(io.BytesIO(b"CODE-1\n"), "old.txt"))
    media = InputMediaDocument(InputFile(io.BytesIO(b"CODE-2\n"), "新.txt"), caption="new")
    edited = bot.edit_message_media(media, message.chat.id, sent.message_id)
    tell("replaced", user=message.chat.id, name=edited.document.file_name, caption=edited.caption)


def unchanged(bot: TeleBot, message: Message) -> None:
    sent = bot.send_message(message.chat.id, "same")
    bot.edit_message_text("same", message.chat.id, sent.message_id)


def send(bot: TeleBot, message: Message, text: str = "x", **more: Any) -> None:
    bot.send_message(message.chat.id, text, **more)


TRIALS: dict[str, Any] = {
    "to": lambda bot, _, user: bot.send_message(int(user), "Hi"),
    "introduce": introduce,
    "replace": replace,
    "decline": lambda bot, message: invoice(bot, message.chat.id),
    "unchanged": unchanged,
    "unknown-query": lambda bot, _: bot.answer_callback_query("1"),
    "edit-missing": lambda bot, message: bot.edit_message_text("x", message.chat.id, MISSING),
    "edit-theirs": lambda bot, message: bot.edit_message_text("x", message.chat.id, message.message_id),
    "delete-missing": lambda bot, message: bot.delete_message(message.chat.id, MISSING),
    "reply-missing": lambda bot, message: send(bot, message, reply_parameters=ReplyParameters(MISSING)),
    "empty": lambda bot, message: send(bot, message, ""),
    "long": lambda bot, message: send(bot, message, "x" * 4097),
    "long-caption": lambda bot, message: bot.send_document(
        message.chat.id, InputFile(io.BytesIO(b"x"), "x.txt"), caption="x" * 1025
    ),
    "broken-markup": lambda bot, message: send(bot, message, "<oops>", parse_mode="HTML"),
    "no-title": lambda bot, message: invoice(bot, message.chat.id, title=""),
    "no-reason": lambda bot, _: bot.answer_pre_checkout_query("1", ok=False),
    "idle-button": lambda bot, message: send(bot, message, reply_markup=single()),
    "long-data": lambda bot, message: send(bot, message, reply_markup=single(callback_data="x" * 65)),
    "two-prices": lambda bot, message: invoice(bot, message.chat.id, prices=[LabeledPrice("x", 1)] * 2),
    "free": lambda bot, message: invoice(bot, message.chat.id, prices=[LabeledPrice("x", 0)]),
    "long-payload": lambda bot, message: invoice(bot, message.chat.id, payload="x" * 129),
    "unknown-file": lambda bot, message: bot.send_document(message.chat.id, "nonsense"),
    "unknown-path": lambda bot, _: bot.get_file("nonsense"),
}
