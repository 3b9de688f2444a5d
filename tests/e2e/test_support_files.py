"""Files in a conversation with the shop: every kind and an album, to the owner and back."""

from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.e2e.people import PATIENT, Customer, Owner, Visitor, picture
from tests.support.process_harness import Message, NotInTime, keys, said

KINDS = ("photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker")
BARE = ("video_note", "sticker")


async def sends(person: Visitor, kind: str, caption: str = "", album: str = "") -> str:
    """Send a file; returns its id."""
    form = aiohttp.FormData({"user_id": str(person.id), "kind": kind, "caption": caption, "media_group_id": album})
    form.add_field("file", picture(90), filename=f"{kind}.png", content_type="image/png")
    async with person.sandbox.session.post(f"{person.sandbox.address}/sandbox/upload", data=form) as answer:
        assert answer.status == 200, await answer.text()
        return file_of((await answer.json())["message"], kind)


def file_of(message: Message, kind: str) -> str:
    """The id of the file of this kind in a message; empty if there is none."""
    found = message.get(kind) or {}
    return str((found[-1] if isinstance(found, list) else found).get("file_id", ""))


async def receives(person: Visitor, seq: int, kind: str, file_id: str) -> Message:
    """Wait until the bot has brought this file."""

    def brings(event: dict[str, Any]) -> bool:
        message = event.get("message") or {}
        by_bot = event["kind"] == "message" and event["chat_id"] == person.id and message["from"].get("is_bot")
        return bool(by_bot) and file_of(message, kind) == file_id

    return dict((await person.sandbox.until(seq, brings, f"{kind} {file_id}"))["message"])


@dataclass(frozen=True)
class Exchange:
    """An exchange with files, as each of the two people reads it: `words` lead the answer, or stand below it."""

    question: str
    brought: Message
    answer: str
    answered: Message
    words: Message

    @property
    def is_whole(self) -> bool:
        """True if the words of both have come along with their files."""
        return self.question in said(self.brought) and self.answer in said(self.answered)

    @property
    def is_one_message(self) -> bool:
        """True if the file of the answer and its words came as one."""
        return bool(self.words["message_id"] == self.answered["message_id"])


async def there_and_back(ann: Customer, olivia: Owner, kind: str) -> Exchange:
    """A file of this kind with words, and one in answer; what cannot have words has them below."""
    seq = await ann.sandbox.seq()
    question, answer = ("", "") if kind in BARE else (f"Look, a {kind} 看 {ann.id}", f"Here, a {kind} {ann.id}")
    asked = await sends(ann, kind, question)
    brought = await receives(olivia, seq, kind, asked)
    notice = await olivia.waits(seq, str(ann.id)) if kind in BARE else brought
    await olivia.taps("Reply", notice)
    seq = await ann.sandbox.seq()
    answered = await receives(ann, seq, kind, await sends(olivia, kind, answer))
    return Exchange(question, brought, answer, answered, await ann.waits(seq, ann.words.support_answer))


async def opens_files(olivia: Owner, notice: Message, count: int) -> None:
    """Open the whole conversation until it has so many files, and then each of them."""
    for _ in range(PATIENT):
        seq = await olivia.sandbox.seq()
        await olivia.taps("Whole conversation", notice)
        shown = (await olivia.hears(seq, "the whole conversation"))["message"]
        files = [key["callback_data"] for key in keys(shown) if key["text"].startswith("📎")]
        if len(files) == count:
            for data in files:
                await olivia.sandbox.post("press", user_id=olivia.id, message_id=shown["message_id"], data=data)
            return
    raise NotInTime(f"{count} files in a conversation")


async def test_a_file_of_every_kind_reaches_the_owner_and_is_answered_with_one(ann: Customer, olivia: Owner) -> None:
    await ann.says("/support")

    exchanged = {kind: await there_and_back(ann, olivia, kind) for kind in KINDS}

    assert [kind for kind, one in exchanged.items() if not one.is_whole] == []
    assert tuple(kind for kind, one in exchanged.items() if not one.is_one_message) == BARE


async def test_an_album_reaches_the_owner_and_is_answered_with_one(ann: Customer, olivia: Owner) -> None:
    question, answer = (f"Three {ann.id}", "", ""), (f"All {ann.id}", "", "")
    await ann.says("/support")
    seq = await ann.sandbox.seq()

    files = [await sends(ann, "photo", caption, f"1{ann.id}") for caption in question]
    notice = await receives(olivia, seq, "photo", files[0])
    opened = await ann.sandbox.seq()
    await opens_files(olivia, notice, len(files))
    brought = [await receives(olivia, opened, "photo", file_id) for file_id in files]
    await olivia.taps("Reply", notice)
    seq = await ann.sandbox.seq()
    sent = [await sends(olivia, "photo", caption, f"2{ann.id}") for caption in answer]
    answered = [await receives(ann, seq, "photo", file_id) for file_id in sent]

    assert question[0] in said(notice)
    assert "More files came with it" in said(notice)
    assert question[0] in said(brought[0])
    assert answer[0] in said(answered[0])
