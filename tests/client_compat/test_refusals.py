"""Every refusal in the official server's words, as each client's own exceptions repeat them."""

import pytest

from tests.client_compat.client_process import ClientProcess
from tests.support.process_harness import Person

MESSAGE = {
    "unchanged": "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message",
    "unknown-query": "query is too old and response timeout expired or query ID is invalid",
    "edit-missing": "message to edit not found",
    "edit-theirs": "message can't be edited",
    "delete-missing": "message to delete not found",
    "reply-missing": "message to be replied not found",
    "empty": "message text is empty",
    "long": "message is too long",
    "long-caption": "message caption is too long",
    "no-title": 'parameter "title" is required',
    "no-reason": 'parameter "error_message" is required',
    "idle-button": "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    "long-data": "BUTTON_DATA_INVALID",
    "two-prices": "STARS_INVOICE_INVALID",
    "free": "CURRENCY_TOTAL_AMOUNT_INVALID",
    "long-payload": "INVOICE_PAYLOAD_INVALID",
    "unknown-file": "wrong file identifier/HTTP URL specified",
    "unknown-path": "invalid file_id",
}


@pytest.mark.parametrize("trial", MESSAGE)
async def test_what_cannot_be_done_is_refused_in_telegrams_words(
    client_process: ClientProcess, person: Person, trial: str
) -> None:
    refused = await client_process.tries(person, trial)

    assert refused == client_process.refusal(400, f"Bad Request: {MESSAGE[trial]}")


async def test_broken_markup_is_explained(client_process: ClientProcess, person: Person) -> None:
    refused = await client_process.tries(person, "broken-markup")

    assert refused["error"] == client_process.client.errors[400]
    assert refused["words"].startswith(client_process.client.words("Bad Request: can't parse entities: "))


async def test_who_never_wrote_is_no_chat(client_process: ClientProcess, person: Person) -> None:
    await client_process.sandbox.post("users", id=2601, first_name="Quiet")

    refused = await client_process.tries(person, "to 2601")

    assert refused == client_process.refusal(400, "Bad Request: chat not found")


async def test_who_blocked_the_bot_is_out_of_reach(client_process: ClientProcess, person: Person) -> None:
    other = await client_process.meets(person.id + 5000)
    await client_process.sandbox.post("block", user_id=other.id, blocked=True)

    refused = await client_process.tries(person, f"to {other.id}")

    assert refused == client_process.refusal(403, "Forbidden: bot was blocked by the user")


async def test_who_deleted_the_account_is_told_apart(client_process: ClientProcess, person: Person) -> None:
    other = await client_process.meets(person.id + 5000)
    await client_process.sandbox.post("users", id=other.id, deactivated=True)

    refused = await client_process.tries(person, f"to {other.id}")

    assert refused == client_process.refusal(403, "Forbidden: user is deactivated")
