"""A screen on screen: what handlers show, kept in order, without a Telegram behind it."""

from typing import cast

from aiogram import Bot

from handlers.ui.message import OutgoingMessage
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo

HOUSE = ShopInfo("https://example.com", "", {}, "shop_bot", dict)


class FakeScreen(Screen):
    """Remembers drafts and toasts instead of sending them; Telegram can be out of reach (`away`)."""

    def __init__(self) -> None:
        super().__init__(cast("Bot", None), 1001)
        self.shop_info = HOUSE
        self.shown: list[OutgoingMessage] = []
        self.sent: list[OutgoingMessage] = []
        self.toasts: list[str] = []
        self.removed: list[int] = []
        self.stubborn: set[int] = set()
        self.away = False

    async def show(self, outgoing: OutgoingMessage) -> int:
        if self.away:
            raise ConnectionError
        self.shown.append(outgoing)
        return len(self.shown)

    async def send(self, outgoing: OutgoingMessage) -> int:
        self.sent.append(outgoing)
        return await self.show(outgoing)

    async def remove(self, message_id: int) -> bool:
        self.removed.append(message_id)
        return message_id not in self.stubborn

    def toast(self, text: str, *, alert: bool = False) -> None:
        assert len(text) <= 200, f"{text!r} ({alert=}) is cut"
        self.toasts.append(text)
