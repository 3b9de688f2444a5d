"""An admin at work: messages as Telegram brings them, files that lie with Telegram, and a memory for conversations."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any, cast

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Chat, Document, Message, PhotoSize

from handlers.ui.navigation.context import Context
from services.domain.customers.customer import Customer
from services.domain.idempotency import ActKey
from services.domain.values.language import Language
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context

ADMIN = 9001
OLIVIA = Customer(ADMIN, "Olivia", Language.EN, Language.EN, "pseudonym")
PRIVATE = Chat(id=ADMIN, type="private")


@dataclass
class TelegramFiles:
    """The files that Telegram keeps, and how often each was fetched."""

    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    async def download(self, file: str, destination: IO[bytes]) -> None:
        self.fetched.append(file)
        destination.write(self.files[file])


@dataclass
class AdminFixture:
    """One admin, one conversation, one screen."""

    screen: FakeScreen = field(default_factory=FakeScreen)
    files: TelegramFiles = field(default_factory=TelegramFiles)
    state: FSMContext = field(
        default_factory=lambda: FSMContext(MemoryStorage(), StorageKey(bot_id=42, chat_id=ADMIN, user_id=ADMIN))
    )
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(100))

    def __post_init__(self) -> None:
        self.screen.bot = cast("Bot", self.files)

    @property
    def context(self) -> Context:
        """The admin who acts anew."""
        return context(OLIVIA, self.screen, update_id=next(self.numbers))

    @property
    def act(self) -> ActKey:
        """A key that no other act has."""
        return ActKey(42, next(self.numbers))

    def writes(self, text: str | None = None, **params: Any) -> Message:
        """A message of the admin."""
        at = datetime(2026, 11, 23, tzinfo=UTC)
        return Message(message_id=next(self.numbers), date=at, chat=PRIVATE, text=text, **params)

    def edits(self, message: Message, text: str, at: int = 1) -> Message:
        """The same message, with other words."""
        return message.model_copy(update={"text": text, "edit_date": at, "entities": None})

    def uploads(self, name: str, content: bytes, size: int | None = None) -> Message:
        """A document of the admin; `size` is what Telegram says of it."""
        file_id = f"file-{len(self.files.files)}"
        self.files.files[file_id] = content
        document = Document(
            file_id=file_id, file_unique_id=file_id, file_name=name, file_size=len(content) if size is None else size
        )
        return self.writes(document=document)

    def photographs(self) -> Message:
        return self.writes(photo=[PhotoSize(file_id="p", file_unique_id="p", width=9, height=9)])

    async def memory(self) -> str:
        """All that the conversation remembers, as it would be stored."""
        return repr(await self.state.get_data())
