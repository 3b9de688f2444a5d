"""Stars: the question, the ten seconds, the charge, the refund, and the ledger that a bot can reconcile with."""

import asyncio
from typing import Any

import pytest

from tests.sandbox.telegram import Telegram, invoice_fields


async def checkout(
    telegram: Telegram, message_id: int, *, answer: dict[str, Any] | None = None, **fields: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Pay, and answer the question that the bot gets; `answer` None leaves it unanswered."""
    paying = asyncio.create_task(telegram.control("pay", user_id=1001, message_id=message_id, **fields))
    found = await telegram.updates(timeout=5)
    query = found[-1]["pre_checkout_query"]
    if answer is not None:
        await telegram.ok("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], **answer)
    return query, await paying


async def fresh_invoice(telegram: Telegram, **more: Any) -> int:
    await telegram.start()
    message = await telegram.invoice(**more)
    await telegram.updates()
    return message["message_id"]


async def balance(telegram: Telegram, user_id: int = 1001) -> int:
    users = (await telegram.look("state"))["users"]
    return next(user["balance"] for user in users if user["id"] == user_id)


async def test_a_payment_asks_the_bot_then_charges_then_tells(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    query, paid = await checkout(telegram, message_id, answer={"ok": True})
    assert (query["currency"], query["total_amount"], query["invoice_payload"]) == ("XTR", 50, "order-1")
    payment = (await telegram.updates())[0]["message"]["successful_payment"]
    assert paid["outcome"] == "paid"
    assert payment["telegram_payment_charge_id"] == paid["charge_id"]
    assert (payment["total_amount"], payment["invoice_payload"]) == (50, "order-1")
    assert await balance(telegram) == 99_950
    assert await telegram.ok("getMyStarBalance") == {"amount": 50}


async def test_an_invoice_shows_a_pay_button_of_its_own(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    pressed = await telegram.control("press", user_id=1001, message_id=message_id, row=0, col=0)
    assert pressed["kind"] == "pay"
    assert await telegram.updates() == []


async def test_true_in_capitals_is_still_yes(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    _, paid = await checkout(telegram, message_id, answer={"ok": "True"})
    assert paid["outcome"] == "paid"


async def test_a_declined_checkout_costs_nothing_and_says_why(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    _, outcome = await checkout(telegram, message_id, answer={"ok": False, "error_message": "Sold out"})
    assert outcome == {"outcome": "declined", "error_message": "Sold out"}
    assert await balance(telegram) == 100_000
    assert await telegram.updates() == []


async def test_a_checkout_without_an_answer_times_out_and_cannot_be_answered_later(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    query, outcome = await checkout(telegram, message_id)
    assert outcome == {"outcome": "timeout", "error_message": "BOT_PRECHECKOUT_TIMEOUT"}
    late = await telegram.refused("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert late == (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await balance(telegram) == 100_000


async def test_a_checkout_the_buyer_cannot_afford_never_reaches_the_bot(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    await telegram.control("users", id=1001, balance=49)
    outcome = await telegram.control("pay", user_id=1001, message_id=message_id)
    assert outcome["outcome"] == "declined"
    assert await telegram.updates() == []


async def test_an_invoice_can_be_paid_again_with_a_new_charge(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    _, first = await checkout(telegram, message_id, answer={"ok": True})
    await telegram.updates()
    _, second = await checkout(telegram, message_id, answer={"ok": True})
    assert first["charge_id"] != second["charge_id"]


async def test_a_payment_whose_news_is_lost_stands_in_the_ledger(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    _, paid = await checkout(telegram, message_id, answer={"ok": True}, lose_update=True)
    assert await telegram.updates() == []
    entry = (await telegram.ok("getStarTransactions"))["transactions"][0]
    assert entry["id"] == paid["charge_id"]
    assert entry["source"]["invoice_payload"] == "order-1"
    assert entry["source"]["user"]["id"] == 1001


async def test_the_news_of_a_payment_can_come_twice(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    await checkout(telegram, message_id, answer={"ok": True}, duplicate_update=True)
    first, second = await telegram.updates()
    assert first["message"] == second["message"]
    assert first["update_id"] != second["update_id"]


async def test_a_refund_returns_the_stars_once_and_carries_the_charges_id(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    _, paid = await checkout(telegram, message_id, answer={"ok": True})
    await telegram.updates()
    charge = {"user_id": 1001, "telegram_payment_charge_id": paid["charge_id"]}
    assert await telegram.ok("refundStarPayment", **charge) is True
    assert await telegram.refused("refundStarPayment", **charge) == (400, "Bad Request: CHARGE_ALREADY_REFUNDED")
    assert await balance(telegram) == 100_000
    told = (await telegram.updates())[0]["message"]["refunded_payment"]
    assert told["telegram_payment_charge_id"] == paid["charge_id"]
    incoming, outgoing = (await telegram.ok("getStarTransactions"))["transactions"]
    assert incoming["id"] == outgoing["id"] == paid["charge_id"]
    assert "source" in incoming
    assert "receiver" in outgoing


async def test_a_charge_belongs_to_its_payer(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    _, paid = await checkout(telegram, message_id, answer={"ok": True})
    foreign = {"user_id": 1002, "telegram_payment_charge_id": paid["charge_id"]}
    assert (await telegram.refused("refundStarPayment", **foreign))[0] == 400


async def test_transactions_are_paged_oldest_first(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    charges = []
    for _ in range(3):
        _, paid = await checkout(telegram, message_id, answer={"ok": True})
        charges.append(paid["charge_id"])
        await telegram.updates()
    page = (await telegram.ok("getStarTransactions", offset=1, limit=1))["transactions"]
    assert [entry["id"] for entry in page] == [charges[1]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prices": [{"label": "a", "amount": 1}, {"label": "b", "amount": 1}]}, "STARS_INVOICE_INVALID"),
        ({"prices": []}, "STARS_INVOICE_INVALID"),
        ({"need_name": True}, "STARS_INVOICE_INVALID"),
        ({"need_phone_number": True}, "STARS_INVOICE_INVALID"),
        ({"need_email": True}, "STARS_INVOICE_INVALID"),
        ({"need_shipping_address": True}, "STARS_INVOICE_INVALID"),
        ({"is_flexible": "1"}, "STARS_INVOICE_INVALID"),
        ({"prices": [{"label": "a", "amount": 0}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"payload": "字" * 43}, "INVOICE_PAYLOAD_INVALID"),
        ({"prices": "nonsense"}, "can't parse prices JSON object"),
    ],
)
async def test_an_invoice_that_telegram_would_not_show_is_refused(
    telegram: Telegram, change: dict[str, Any], words: str
) -> None:
    await telegram.start()
    fields = invoice_fields() | change
    assert await telegram.refused("sendInvoice", chat_id=1001, **fields) == (400, f"Bad Request: {words}")


async def test_the_first_button_of_an_invoice_must_pay(telegram: Telegram) -> None:
    await telegram.start()
    markup = {"inline_keyboard": [[{"text": "Back", "callback_data": "b"}], [{"text": "Pay", "pay": True}]]}
    refused = await telegram.refused("sendInvoice", chat_id=1001, reply_markup=markup, **invoice_fields())
    assert refused == (400, "Bad Request: BUTTON_POS_INVALID")


async def test_a_link_sells_to_anyone_and_may_renew(telegram: Telegram) -> None:
    link = await telegram.ok("createInvoiceLink", subscription_period=2_592_000, **invoice_fields())
    paying = asyncio.create_task(telegram.control("pay-link", user_id=1002, link=link))
    query = (await telegram.updates(timeout=5))[0]["pre_checkout_query"]
    await telegram.ok("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert (await paying)["outcome"] == "paid"
    message = (await telegram.updates())[0]["message"]
    payment = message["successful_payment"]
    assert payment["is_first_recurring"] is True
    assert payment["subscription_expiration_date"] == message["date"] + 2_592_000


async def test_a_subscription_lasts_thirty_days_or_is_refused(telegram: Telegram) -> None:
    refused = await telegram.refused("createInvoiceLink", subscription_period=60, **invoice_fields())
    assert refused == (400, "Bad Request: SUBSCRIPTION_PERIOD_INVALID")


async def test_nobody_spends_the_same_stars_twice(telegram: Telegram) -> None:
    message_id = await fresh_invoice(telegram)
    await telegram.control("users", id=1001, balance=50)
    tries = [asyncio.create_task(telegram.control("pay", user_id=1001, message_id=message_id)) for _ in range(2)]
    while len(telegram.world.updates) < 2:  # noqa: ASYNC110 - the server runs in this very loop
        await asyncio.sleep(0)
    for update in await telegram.updates():
        await telegram.ok("answerPreCheckoutQuery", pre_checkout_query_id=update["pre_checkout_query"]["id"], ok=True)
    outcomes = sorted([(await attempt)["outcome"] for attempt in tries])
    assert outcomes == ["declined", "paid"]
    assert await balance(telegram) == 0
