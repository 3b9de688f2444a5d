"""The program of a client as a process of its own, and what it tells of what it has read."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.client_compat.clients import Client
from tests.support.process_harness import PATIENCE, ROOT, Person, Sandbox

TOKEN = "42:SANDBOX-TOKEN"
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL")

Told = dict[str, Any]


@dataclass
class ClientProcess:
    """A client, the sandbox that it talks to, and what it has told and nobody has asked for yet."""

    client: Client
    sandbox: Sandbox
    process: asyncio.subprocess.Process
    told: list[Told] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    has_ended: bool = False
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def listen(self) -> None:
        """Take in what the program prints until it ends."""
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            text = line.decode(errors="replace").rstrip()
            async with self._news:
                self.log.append(text)
                if text.startswith('{"saw"'):
                    self.told.append(json.loads(text))
                self._news.notify_all()
        async with self._news:
            self.has_ended = True
            self._news.notify_all()

    async def tells(self, saw: str, **about: object) -> Told:
        """The first thing of this kind and about this that the client tells, taken from what it has told."""
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                await self._news.wait_for(lambda: self._found(saw, about) or self._is_lost())
        except TimeoutError:
            raise AssertionError(self._silence(saw, about)) from None
        found = self._found(saw, about)
        self.told = [told for told in self.told if told["saw"] != "mistake"]
        assert found is not None, self._silence(saw, about)
        self.told.remove(found)
        return {key: value for key, value in found.items() if key not in {"saw", *about}}

    def _found(self, saw: str, about: Told) -> Told | None:
        wanted = ({"saw": saw} | about).items()
        return next((told for told in self.told if wanted <= {key: told.get(key) for key, _ in wanted}.items()), None)

    def _is_lost(self) -> bool:
        return self.has_ended or any(told["saw"] == "mistake" for told in self.told)

    def _silence(self, saw: str, about: Told) -> str:
        return f"{self.client.name} tells of no {saw} {about}:\n" + "\n".join(self.log[-20:])

    async def meets(self, user_id: int, **profile: object) -> Person:
        """Somebody new who has started the bot."""
        await self.sandbox.post("users", id=user_id, first_name="Ann", **profile)
        person = Person(self.sandbox, user_id)
        await self.hears(person, "/start")
        await self.tells("sent", user=user_id)
        return person

    async def hears(self, person: Person, text: str) -> None:
        """A person writes."""
        await self.sandbox.post("send", user_id=person.id, text=text)

    async def tries(self, person: Person, trial: str) -> Told:
        """Have the client do what must be refused; returns what it says."""
        await self.hears(person, f"/try {trial}")
        return await self.tells("refused", user=person.id)

    def refusal(self, code: int, description: str) -> Told:
        """Return the client's words for a refusal of the Bot API."""
        return {"error": self.client.errors[code], "words": self.client.words(description), "retry_after": None}


@asynccontextmanager
async def judging(client: Client, sandbox: Sandbox, **environment: str) -> AsyncIterator[ClientProcess]:
    """The program of a client, started; it need not come far."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    given = {"TELEGRAM": sandbox.address, "TOKEN": TOKEN} | client.environment() | environment
    process = await asyncio.create_subprocess_exec(
        *client.command, cwd=ROOT, env=inherited | given,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    client_process = ClientProcess(client, sandbox, process)
    listener = asyncio.create_task(client_process.listen())
    try:
        yield client_process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await listener
