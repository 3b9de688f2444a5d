"""A sandbox in this process: over HTTP for the shop, and called directly by the tests."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from aiohttp import ClientSession

from bot.app import assemble
from bot.first_start import publish_files
from bot.settings.load import load_settings
from bot.settings.sections import Settings
from sandbox.api import api_errors
from sandbox.control.control import ENDPOINTS
from sandbox.control.control_request import RequestError
from sandbox.server import Server
from sandbox.world import World
from services.domain.legal.consent import DocumentKind, Evidence
from services.domain.values.language import Language
from services.domain.values.secret import Secret
from tests.support.process_harness import OLIVIA, ROOT, Sandbox, settings_for

SEED = int(os.environ.get("SEED", "20261123"))
NOWHERE = Sandbox("http://127.0.0.1:1", cast("ClientSession", None))
"""An address without a Telegram: for settings of commands that need none."""
SLUG, PRICE = "emby-30", 250


@dataclass
class InProcessSandbox(Sandbox):
    """The sandbox of this very process: orders are given by a call instead of a request."""

    session: ClientSession = field(default=cast("ClientSession", None))
    world: World = field(default_factory=World)

    async def get(self, path: str, **query: object) -> Any:
        return await self._call("GET", path, query)

    async def post(self, path: str, **body: object) -> Any:
        return await self._call("POST", path, body)

    async def _call(self, verb: str, path: str, fields: dict[str, object]) -> Any:
        if path.startswith("chats/"):
            path, fields = "chats/{chat_id}", {"chat_id": int(path.removeprefix("chats/"))}
        work = next(work for known, where, work in ENDPOINTS if (known, where) == (verb, path))
        try:
            return await work(self.world, fields)
        except RequestError as refusal:
            raise AssertionError(f"{path} {fields}: {refusal}") from refusal


@asynccontextmanager
async def in_process_sandbox(world: World | None = None) -> AsyncIterator[InProcessSandbox]:
    """A sandbox for as long as the block lasts."""
    world = world or World()
    async with Server(world) as server:
        yield InProcessSandbox(server.url.rstrip("/"), world=world)
        world.updates.end_poll(api_errors.webhook_set())


async def invite(sandbox: InProcessSandbox, guests: Sequence[int]) -> None:
    """Forget what happened; the admin and these guests have started the bot."""
    await sandbox.post("reset")
    sandbox.world.events._events.clear()
    await admit(sandbox, (OLIVIA, *guests))


async def admit(sandbox: InProcessSandbox, guests: Sequence[int]) -> None:
    """These guests have started the bot, beside whoever has already."""
    for guest in guests:
        await sandbox.post("users", id=guest, first_name=f"Guest {guest}", language_code="en", started=True)
        sandbox.world.chats.private(sandbox.world.people.users[guest])


def settings_in(sandbox: Sandbox, folder: Path, **chosen: str) -> dict[str, str]:
    """The environment of a shop that sells for Stars."""
    return settings_for(sandbox, folder, **({"PAYMENT_METHODS": "stars"} | chosen))


def read_settings(environment: dict[str, str]) -> Settings:
    """The settings that a process with this environment would read."""
    foreign = {"PATH", "HOME", "LANG", "LC_ALL", "COVERAGE_PROCESS_START"}
    return load_settings(None, **{name.lower(): environment[name] for name in environment.keys() - foreign})


async def furnish_shop(settings: Settings, codes: Sequence[str], guests: Sequence[int]) -> None:
    """Make a database in which a sale can begin: goods on the codes, and guests who have accepted the terms."""
    shop = await assemble(settings)
    await publish_files(shop)
    await shop.stock_importer.store(SLUG, [Secret(code) for code in codes], OLIVIA)
    document = await shop.consents.document(DocumentKind.TERMS, Language.EN)
    for guest in guests:
        stranger = await shop.directory.get_or_create(guest, f"Guest {guest}", "en")
        customer, _ = await shop.directory.choose_language(stranger, Language.EN)
        await shop.consents.accept(customer, document.version, Language.EN, Evidence("inline_button", 7, 8))
    await shop.close()


async def act_aside(module: str, *arguments: object) -> int:
    """Run a campaign in a process of its own, which can fork; returns its exit code."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return await (await asyncio.create_subprocess_exec(*command, cwd=ROOT, start_new_session=True)).wait()


def codes_of(count: int, word: str = "CHAOS") -> list[str]:
    """Codes that cannot be mistaken for anything else."""
    return [f"{word}-{number:04d}-{number * 7919 % 9973:04d}" for number in range(count)]


def copy_database(template: Path, folder: Path) -> Path:
    """A fresh copy of a furnished database."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(template, folder / "shop.sqlite3"))
