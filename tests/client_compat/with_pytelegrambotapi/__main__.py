"""A client: pyTelegramBotAPI, which knows nothing of the sandbox but the address in its documented `API_URL`."""

import io
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
import telebot
from telebot import apihelper
from telebot.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    PreCheckoutQuery,
    Update,
)

from tests.client_compat.report import tell
from tests.client_compat.with_pytelegrambotapi.trials import TRIALS, invoice, labels

REFUSALS = (apihelper.ApiException, requests.RequestException)


class Failures(telebot.ExceptionHandler):
    """A poll that is refused comes here, and so does a mistake in this file."""

    def handle(self, exception: Exception) -> bool:
        if isinstance(exception, REFUSALS):
            refused(None, exception)
        else:
            tell("mistake", words=repr(exception))
        return True


apihelper.API_URL = os.environ["TELEGRAM"] + "/bot{0}/{1}"
apihelper.FILE_URL = os.environ["TELEGRAM"] + "/file/bot{0}/{1}"
bot = telebot.TeleBot(os.environ["TOKEN"], exception_handler=Failures(), num_threads=1)  # several lose the order


def marked(text: str, entities: list[Any] | None, kind: str) -> list[str]:
    """This client leaves it to the bot to cut a text where its entities say, in UTF-16."""
    code = text.encode("utf-16-le")
    spans = [(found.offset * 2, (found.offset + found.length) * 2) for found in entities or [] if found.type == kind]
    return [code[start:end].decode("utf-16-le") for start, end in spans]


@bot.message_handler(commands=["start"])
def started(message: Message) -> None:
    person = message.from_user
    tell(
        "start", user=person.id, name=person.full_name, language=person.language_code, chat=message.chat.type,
        text=message.text, marked=marked(message.text, message.entities, "bot_command"),
    )  # fmt: skip
    keyboard = InlineKeyboardMarkup()
    keyboard.add(InlineKeyboardButton("Buy", callback_data="buy", style="success"))
    keyboard.add(InlineKeyboardButton("Site", url="https://example.com/"))
    sent = bot.reply_to(message, f"Hello 👋 <b>{person.first_name}</b>", parse_mode="HTML", reply_markup=keyboard)
    tell(
        "sent", user=person.id, message=sent.message_id, text=sent.text, bold=marked(sent.text, sent.entities, "bold"),
        buttons=[button.text for button in labels(sent)],
    )  # fmt: skip


@bot.callback_query_handler(func=lambda _: True)
def pressed(query: CallbackQuery) -> None:
    user, message = query.from_user.id, query.message
    tell("press", user=user, data=query.data, under=message.text, message=message.message_id)
    edited = bot.edit_message_text("Chosen", message.chat.id, message.message_id)
    tell("edited", user=user, text=edited.text, is_dated=edited.edit_date is not None)
    bot.answer_callback_query(query.id, "One moment", show_alert=True)
    try:
        bot.answer_callback_query(query.id, "Again")
    except REFUSALS as refusal:
        refused(user, refusal)
    invoice(bot, user, payload="order-1")


@bot.pre_checkout_query_handler(func=lambda _: True)
def asked_before_payment(query: PreCheckoutQuery) -> None:
    tell(
        "question", user=query.from_user.id, total=query.total_amount, currency=query.currency,
        payload=query.invoice_payload,
    )  # fmt: skip
    if query.invoice_payload == "gone":
        bot.answer_pre_checkout_query(query.id, ok=False, error_message="Sold out")
    else:
        bot.answer_pre_checkout_query(query.id, ok=True)


@bot.message_handler(content_types=["successful_payment"])
def paid(message: Message) -> None:
    payment, user = message.successful_payment, message.from_user.id
    tell(
        "paid", user=user, total=payment.total_amount, currency=payment.currency, payload=payment.invoice_payload,
        charge=payment.telegram_payment_charge_id,
    )  # fmt: skip
    file = InputFile(io.BytesIO(b"CODE-1\n"), file_name="编码.txt")
    sent = bot.send_document(message.chat.id, file, caption="<i>Yours</i>", parse_mode="HTML")
    italic = marked(sent.caption, sent.caption_entities, "italic")
    tell("goods", user=user, name=sent.document.file_name, size=sent.document.file_size, italic=italic)


@bot.message_handler(commands=["refund"])
def refund(message: Message) -> None:
    user = message.from_user.id
    try:
        tell("refund", user=user, done=bot.refund_star_payment(user, message.text.split()[1]))
    except REFUSALS as refusal:
        refused(user, refusal)


# This client has no name for the kind of such a message.
@bot.message_handler(content_types=[None], func=lambda message: message.refunded_payment)
def refunded(message: Message) -> None:
    payment = message.refunded_payment
    ledger = bot.get_star_transactions().transactions
    mine = [entry for entry in ledger if entry.id == payment.telegram_payment_charge_id]
    tell(
        "refunded", user=message.from_user.id, total=payment.total_amount, charge=payment.telegram_payment_charge_id,
        came=[entry.source is not None for entry in mine],
    )  # fmt: skip


@bot.message_handler(commands=["typing"])
def typing(message: Message) -> None:
    bot.send_chat_action(message.chat.id, "typing")


@bot.message_handler(content_types=["document"])
def given(message: Message) -> None:
    document = message.document
    content = bot.download_file(bot.get_file(document.file_id).file_path)
    tell(
        "document", user=message.from_user.id, name=document.file_name, mime=document.mime_type,
        size=document.file_size, caption=message.caption, content=content.hex(),
    )  # fmt: skip


@bot.my_chat_member_handler()
def member(change: ChatMemberUpdated) -> None:
    tell("member", user=change.from_user.id, status=change.new_chat_member.status)


@bot.message_handler(commands=["try"])
def tried(message: Message) -> None:
    """Do what must be refused, and tell in what words it was."""
    _, trial, *more = message.text.split()
    try:
        TRIALS[trial](bot, message, *more)
    except REFUSALS as refusal:
        refused(message.from_user.id, refusal)
    else:
        tell("done", user=message.from_user.id)


def refused(user: int | None, refusal: Exception) -> None:
    told = refusal if isinstance(refusal, apihelper.ApiTelegramException) else None
    parameters = told.result_json.get("parameters", {}) if told else {}
    tell(
        "refused", user=user, error=f"{type(refusal).__name__} {told.error_code}" if told else type(refusal).__name__,
        words=told.description if told else str(refusal), retry_after=parameters.get("retry_after"),
    )  # fmt: skip


def main() -> None:
    try:
        me = bot.get_me()
    except REFUSALS as refusal:
        refused(None, refusal)
        return
    tell("ready", user=me.id, name=me.first_name, username=me.username)
    if "PORT" in os.environ:
        post(int(os.environ["PORT"]))
    else:
        bot.infinity_polling(long_polling_timeout=20, allowed_updates=[])


class Hook(BaseHTTPRequestHandler):
    """This client has no server of its own without two more packages; its examples show this."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_telegram = self.headers["X-Telegram-Bot-Api-Secret-Token"] == os.environ["SECRET"]
        self.send_response(200 if is_telegram else 403)
        self.send_header("Content-Length", "0")
        self.end_headers()
        if is_telegram:
            bot.process_new_updates([Update.de_json(body.decode())])

    def log_message(self, *_: object) -> None:
        """Standard output is for what the client tells."""


def post(port: int) -> None:
    with ThreadingHTTPServer(("127.0.0.1", port), Hook) as server:
        bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=os.environ["SECRET"])
        server.serve_forever()


if __name__ == "__main__":
    main()
