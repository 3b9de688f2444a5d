"""Files up and down, and what a bot tells of itself."""

import aiohttp

from tests.client_compat.client_process import ClientProcess
from tests.support.process_harness import Person

RECEIPT = "收据 🧾\n".encode()


async def fetched(client_process: ClientProcess, file_id: str) -> bytes:
    async with client_process.sandbox.session.get(f"{client_process.sandbox.address}/sandbox/file/{file_id}") as answer:
        return await answer.read()


async def test_a_document_of_a_person_is_fetched_byte_by_byte(client_process: ClientProcess, person: Person) -> None:
    form = aiohttp.FormData({"user_id": str(person.id), "kind": "document", "caption": "paid"}, quote_fields=False)
    form.add_field("file", RECEIPT, filename="收据.pdf", content_type="application/pdf")

    async with client_process.sandbox.session.post(
        f"{client_process.sandbox.address}/sandbox/upload", data=form
    ) as answer:
        assert answer.status == 200

    assert await client_process.tells("document", user=person.id) == {
        "name": "收据.pdf", "mime": "application/pdf", "size": len(RECEIPT), "caption": "paid",
        "content": RECEIPT.hex(),
    }  # fmt: skip


async def test_a_document_of_the_bot_arrives_and_can_be_replaced(client_process: ClientProcess, person: Person) -> None:
    await client_process.hears(person, "/try replace")

    assert await client_process.tells("replaced", user=person.id) == {"name": "新.txt", "caption": "new"}
    document = (await person.screen())["document"]
    assert document["file_name"] == "新.txt"
    assert await fetched(client_process, document["file_id"]) == b"CODE-2\n"


async def test_the_bot_introduces_itself(client_process: ClientProcess, person: Person) -> None:
    await client_process.sandbox.post("users", id=person.id, username=f"ann{person.id}")

    await client_process.hears(person, "/try introduce")

    assert await client_process.tells("introduced", user=person.id) == {
        "commands": [["shop", "商店"]], "short": "Short", "chat": f"ann{person.id}", "webhook": "",
    }  # fmt: skip


async def test_a_person_who_blocks_the_bot_is_noticed(client_process: ClientProcess, person: Person) -> None:
    await client_process.sandbox.post("block", user_id=person.id, blocked=True)
    assert await client_process.tells("member", user=person.id) == {"status": "kicked"}

    await client_process.hears(person, "back again")

    assert await client_process.tells("member", user=person.id) == {"status": "member"}
