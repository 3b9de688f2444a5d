"""The least that a bot of aiogram can be: it answers /start and stores nothing. `python -m benchmarks.bare ADDRESS`.

With `--idle` it only imports aiogram and waits to be ended: what every bot of it weighs.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import Message

TOKEN = "42:SANDBOX-TOKEN"


async def hello(message: Message) -> None:
    await message.answer("Hello")


async def main(address: str) -> None:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    dispatcher = Dispatcher()
    dispatcher.message.register(hello, CommandStart())
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    if sys.argv[1] == "--idle":
        print("imported", flush=True)
        sys.stdin.read()
    else:
        asyncio.run(main(sys.argv[1]))
