"""A client: python-telegram-bot, which knows nothing of the sandbox but the address in its documented `base_url`."""

import os
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)
from telegram.error import RetryAfter, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PreCheckoutQueryHandler,
    filters,
)

from tests.client_compat.report import tell
from tests.client_compat.with_python_telegram_bot.trials import TRIALS, invoice

Context = ContextTypes.DEFAULT_TYPE
KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Buy", callback_data="buy", style="success")],
        [InlineKeyboardButton("Site", url="https://example.com/")],
    ]
)


async def started(update: Update, _: Context) -> None:
    message, person = update.message, update.effective_user
    tell(
        "start", user=person.id, name=person.full_name, language=person.language_code, chat=message.chat.type,
        text=message.text, marked=list(message.parse_entities().values()),
    )  # fmt: skip
    sent = await message.reply_text(f"Hello 👋 <b>{person.first_name}</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    buttons = [button.text for row in sent.reply_markup.inline_keyboard for button in row]
    bold = list(sent.parse_entities(["bold"]).values())
    tell("sent", user=person.id, message=sent.message_id, text=sent.text, bold=bold, buttons=buttons)


async def pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    tell("press", user=query.from_user.id, data=query.data, under=query.message.text, message=query.message.message_id)
    edited = await query.edit_message_text("Chosen")
    tell("edited", user=query.from_user.id, text=edited.text, is_dated=edited.edit_date is not None)
    await query.answer("One moment", show_alert=True)
    try:
        await query.answer("Again")
    except TelegramError as refusal:
        refused(query.from_user.id, refusal)
    await invoice(context.bot, query.from_user.id, payload="order-1")


async def asked_before_payment(update: Update, _: Context) -> None:
    query = update.pre_checkout_query
    tell(
        "question", user=query.from_user.id, total=query.total_amount, currency=query.currency,
        payload=query.invoice_payload,
    )  # fmt: skip
    if query.invoice_payload == "gone":
        await query.answer(ok=False, error_message="Sold out")
    else:
        await query.answer(ok=True)


async def paid(update: Update, _: Context) -> None:
    payment, user = update.message.successful_payment, update.effective_user.id
    tell(
        "paid", user=user, total=payment.total_amount, currency=payment.currency, payload=payment.invoice_payload,
        charge=payment.telegram_payment_charge_id,
    )  # fmt: skip
    sent = await update.message.reply_document(b"CODE-1\n", "<i>Yours</i>", filename="编码.txt", parse_mode="HTML")
    italic = list(sent.parse_caption_entities(["italic"]).values())
    tell("goods", user=user, name=sent.document.file_name, size=sent.document.file_size, italic=italic)


async def refund(update: Update, context: Context) -> None:
    user = update.effective_user.id
    try:
        tell("refund", user=user, done=await context.bot.refund_star_payment(user, context.args[0]))
    except TelegramError as refusal:
        refused(user, refusal)


async def refunded(update: Update, context: Context) -> None:
    payment = update.message.refunded_payment
    ledger = (await context.bot.get_star_transactions()).transactions
    mine = [entry for entry in ledger if entry.id == payment.telegram_payment_charge_id]
    tell(
        "refunded", user=update.effective_user.id, total=payment.total_amount,
        charge=payment.telegram_payment_charge_id, came=[entry.source is not None for entry in mine],
    )  # fmt: skip


async def typing(update: Update, _: Context) -> None:
    await update.message.reply_chat_action("typing")


async def given(update: Update, _: Context) -> None:
    document = update.message.document
    content = await (await document.get_file()).download_as_bytearray()
    tell(
        "document", user=update.effective_user.id, name=document.file_name, mime=document.mime_type,
        size=document.file_size, caption=update.message.caption, content=bytes(content).hex(),
    )  # fmt: skip


async def member(update: Update, _: Context) -> None:
    change = update.my_chat_member
    tell("member", user=change.from_user.id, status=change.new_chat_member.status)


async def tried(update: Update, context: Context) -> None:
    """Do what must be refused, and tell in what words it was."""
    trial, *more = context.args
    try:
        await TRIALS[trial](context.bot, update.message, *more)
    except TelegramError as refusal:
        refused(update.effective_user.id, refusal)
    else:
        tell("done", user=update.effective_user.id)


def refused(user: int | None, refusal: TelegramError) -> None:
    wait = refusal.retry_after if isinstance(refusal, RetryAfter) else None
    tell("refused", user=user, error=type(refusal).__name__, words=refusal.message, retry_after=wait)


async def failed(_: object, context: Context) -> None:
    """A poll that is refused comes here, and so does a mistake in this file."""
    if isinstance(context.error, TelegramError):
        refused(None, context.error)
    else:
        tell("mistake", words=repr(context.error))


async def ready(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    tell("ready", user=application.bot.id, name=application.bot.first_name, username=application.bot.username)


def application(address: str, token: str) -> Application[Any, Any, Any, Any, Any, Any]:
    made = (
        Application.builder()
        .token(token)
        .base_url(f"{address}/bot")
        .base_file_url(f"{address}/file/bot")
        .post_init(ready)
        .build()
    )
    made.add_handlers(
        [
            CommandHandler("start", started),
            CommandHandler("try", tried),
            CommandHandler("refund", refund),
            CommandHandler("typing", typing),
            CallbackQueryHandler(pressed),
            PreCheckoutQueryHandler(asked_before_payment),
            MessageHandler(filters.SUCCESSFUL_PAYMENT, paid),
            MessageHandler(filters.StatusUpdate.REFUNDED_PAYMENT, refunded),
            MessageHandler(filters.Document.ALL, given),
            ChatMemberHandler(member, ChatMemberHandler.MY_CHAT_MEMBER),
        ]
    )
    made.add_error_handler(failed)
    return made


def post(made: Application[Any, Any, Any, Any, Any, Any], port: int, secret: str) -> None:
    url = f"http://127.0.0.1:{port}/hook"
    made.run_webhook("127.0.0.1", port, "hook", webhook_url=url, secret_token=secret, bootstrap_retries=0)


def main() -> None:
    made = application(os.environ["TELEGRAM"], os.environ["TOKEN"])
    try:
        if "PORT" in os.environ:
            post(made, int(os.environ["PORT"]), os.environ["SECRET"])
        else:
            made.run_polling(poll_interval=0, bootstrap_retries=0)
    except TelegramError as refusal:
        refused(None, refusal)


if __name__ == "__main__":
    main()
