"""Faults on demand look to each client like those of a network, and a lost answer like one."""

import pytest

from tests.client_compat.client_process import ClientProcess
from tests.support.process_harness import Person

HAPPENED = {"server_error": 0, "html_502": 0, "not_sent": 0, "bad_json": 1, "lost_reply": 1}


async def heard(person: Person) -> int:
    """Return how often the bot said Hi."""
    return [message.get("text") for message in await person.from_bot()].count("Hi")


async def test_a_flood_says_how_long_to_wait(client_process: ClientProcess, person: Person) -> None:
    await client_process.sandbox.post("faults", method="sendMessage", kind="flood", retry_after=7)

    refused = await client_process.tries(person, f"to {person.id}")

    assert (refused["error"], refused["retry_after"]) == (client_process.client.errors[429], 7)


@pytest.mark.parametrize("kind", HAPPENED)
async def test_a_fault_is_the_clients_own_kind_of_failure(
    client_process: ClientProcess, person: Person, kind: str
) -> None:
    await client_process.sandbox.post("faults", method="sendMessage", kind=kind)

    refused = await client_process.tries(person, f"to {person.id}")

    assert refused["error"] == client_process.client.faults[kind]
    assert await heard(person) == HAPPENED[kind]


async def test_a_slow_answer_is_an_answer(client_process: ClientProcess, person: Person) -> None:
    await client_process.sandbox.post("faults", method="sendMessage", kind="slow", seconds=0.2)

    await client_process.hears(person, f"/try to {person.id}")

    assert await client_process.tells("done", user=person.id) == {}
    assert await heard(person) == 1


async def test_a_payment_told_twice_is_the_same_payment(client_process: ClientProcess, person: Person) -> None:
    await person.taps("Buy")
    await client_process.tells("invoice", user=person.id)

    outcome = await person.pays(duplicate_update=True)

    charges = [(await client_process.tells("paid", user=person.id))["charge"] for _ in range(2)]
    assert charges == [outcome["charge_id"]] * 2
