"""From the first word to the money back, as four clients read it that are not ours."""

import asyncio
from typing import Any

from tests.client_compat.client_process import ClientProcess
from tests.support.process_harness import Person

NAMED = {"first_name": "李伟 🐋", "last_name": "Wu", "language_code": "zh-hans"}
CODE = b"CODE-1\n"


async def buys(client_process: ClientProcess, person: Person) -> dict[str, Any]:
    """Press, and pay what is asked for."""
    await person.taps("Buy")
    await client_process.tells("invoice", user=person.id)
    return await person.pays()


async def test_a_person_and_what_they_say_are_read(client_process: ClientProcess) -> None:
    await client_process.sandbox.post("users", id=2501, **NAMED)

    await client_process.sandbox.post("send", user_id=2501, text="/start 🐋gift")

    assert await client_process.tells("start", user=2501) == {
        "name": "李伟 🐋 Wu", "language": "zh-hans", "chat": "private", "text": "/start 🐋gift", "marked": ["/start"],
    }  # fmt: skip


async def test_a_message_with_markup_and_buttons_comes_back_as_it_was_sent(client_process: ClientProcess) -> None:
    await client_process.sandbox.post("users", id=2502, **NAMED)

    await client_process.sandbox.post("send", user_id=2502, text="/start")

    sent = await client_process.tells("sent", user=2502)
    (seen,) = await Person(client_process.sandbox, 2502).from_bot()
    assert sent == {
        "message": seen["message_id"], "text": "Hello 👋 李伟 🐋", "bold": ["李伟 🐋"], "buttons": ["Buy", "Site"],
    }  # fmt: skip
    assert seen["text"] == sent["text"]
    assert [row[0].get("style") for row in seen["reply_markup"]["inline_keyboard"]] == ["success", None]


async def test_a_button_is_pressed_and_answered_once(client_process: ClientProcess, person: Person) -> None:
    screen = await person.screen()

    pressed = await person.taps("Buy")

    assert await client_process.tells("press", user=person.id) == {
        "data": "buy", "under": screen["text"], "message": screen["message_id"],
    }  # fmt: skip
    assert await client_process.tells("edited", user=person.id) == {"text": "Chosen", "is_dated": True}
    assert pressed["answer"] == {"text": "One moment", "show_alert": True, "url": None}
    assert await client_process.tells("refused", user=person.id) == client_process.refusal(
        400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_purchase_is_asked_paid_and_delivered(client_process: ClientProcess, person: Person) -> None:
    await person.taps("Buy")
    assert await client_process.tells("invoice", user=person.id) == {"total": 50, "currency": "XTR", "pays": [True]}

    outcome = await person.pays()

    assert outcome["outcome"] == "paid"
    money = {"total": 50, "currency": "XTR", "payload": "order-1"}
    assert await client_process.tells("question", user=person.id) == money
    assert await client_process.tells("paid", user=person.id) == money | {"charge": outcome["charge_id"]}
    assert await client_process.tells("goods", user=person.id) == {
        "name": "编码.txt",
        "size": len(CODE),
        "italic": ["Yours"],
    }
    assert await client_process.sandbox.problems() == []


async def test_a_payment_that_the_bot_declines_costs_nothing(client_process: ClientProcess, person: Person) -> None:
    await client_process.hears(person, "/try decline")
    await client_process.tells("done", user=person.id)

    outcome = await person.pays()

    assert outcome == {"outcome": "declined", "error_message": "Sold out"}
    assert (await client_process.tells("question", user=person.id))["payload"] == "gone"


async def test_money_goes_back_once(client_process: ClientProcess, person: Person) -> None:
    charge = (await buys(client_process, person))["charge_id"]
    await client_process.tells("goods", user=person.id)

    await client_process.hears(person, f"/refund {charge}")

    assert await client_process.tells("refund", user=person.id) == {"done": True}
    assert await client_process.tells("refunded", user=person.id) == {
        "total": 50,
        "charge": charge,
        "came": [True, False],
    }
    await client_process.hears(person, f"/refund {charge}")
    await client_process.tells(
        "refused", user=person.id, words=client_process.client.words("Bad Request: CHARGE_ALREADY_REFUNDED")
    )


async def test_two_who_buy_at_once_get_each_their_own(client_process: ClientProcess, person: Person) -> None:
    other = await client_process.meets(person.id + 5000)

    outcomes = await asyncio.gather(buys(client_process, person), buys(client_process, other))

    charges = [(await client_process.tells("paid", user=one.id))["charge"] for one in (person, other)]
    assert charges == [outcome["charge_id"] for outcome in outcomes]
    assert len(set(charges)) == 2
