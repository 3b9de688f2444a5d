"""A stop and a start again and again, while people write without a pause.

`python -m tests.chaos.soak FOLDER ROUNDS SEED`.

Each text has exactly one answer, and each message to support becomes exactly one post: a stop by SIGTERM finishes what
it has begun. The report is one JSON object.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from pathlib import Path
from time import monotonic

from bot.serve import DRAIN_SECONDS
from sandbox.world import World
from services.support.tickets import AN_HOUR
from tests.chaos.buyer import ask, told, until
from tests.chaos.crash_campaign import prepare
from tests.chaos.fork_server import ShopForker, beside
from tests.chaos.world import InProcessSandbox, admit, copy_database, in_process_sandbox, invite, settings_in
from tests.support.process_harness import said

TALKER, FIRST_ASKER = 1001, 1002
POINTER, PASSED_ON = "I understand buttons and commands", "Your message has arrived"
PAUSE = 0.05
MOST_OPEN = 15
MOST_ANSWERS = 12
LONGEST = DRAIN_SECONDS + 20.0
"""Seconds that a stop may take: Python and the connections need some on a busy machine after the work has ended."""


class Writers:
    """People who write without a pause: one just talks, another one asks support.

    Support takes so many messages an hour of one person; whoever has written them is followed by the next one.
    """

    def __init__(self, sandbox: InProcessSandbox) -> None:
        self._sandbox = sandbox
        self._asker = FIRST_ASKER
        self.sent: Counter[int] = Counter()

    @property
    def asked(self) -> int:
        """Return how many messages support was sent."""
        return self.sent.total() - self.sent[TALKER]

    async def _write(self, guest: int, text: str) -> None:
        await self._sandbox.post("send", user_id=guest, text=text)

    async def keep_writing(self) -> None:
        """Write until cancelled, whether somebody listens or not."""
        while True:
            for guest in self._patient():
                if guest != TALKER:
                    await self._write(guest, "/support")
                await self._write(guest, f"words {self.sent[guest]}")
                self.sent[guest] += 1
            if self.sent[self._asker] == AN_HOUR:
                self._asker += 1
                await admit(self._sandbox, [self._asker])
            await asyncio.sleep(PAUSE)

    def _patient(self) -> list[int]:
        """Return those who wait for few answers: the others write no more, or the shop would rightly skip them."""
        answers = self.answers()
        return [guest for guest in (TALKER, self._asker) if self.sent[guest] - answers[guest] < MOST_OPEN]

    def answers(self) -> Counter[int]:
        """Return the number of answers that each has had."""
        awaited = {guest: POINTER if guest == TALKER else PASSED_ON for guest in self.sent}
        return Counter({guest: count(self._sandbox.world, guest, words) for guest, words in awaited.items()})


def count(world: World, guest: int, words: str) -> int:
    """Return how many messages with these words a guest has had."""
    return sum(kind == "message" and words in said(message) for kind, message in told(world, guest))


async def soak(shops: ShopForker, template: Path, folder: Path, rounds: int, seed: int) -> dict[str, object]:
    """Start and stop the shop so many times; returns what was sent and answered, and the longest stop."""
    chance, stops, codes = random.Random(seed), [], []
    database = copy_database(template, folder)
    async with in_process_sandbox() as sandbox:
        await invite(sandbox, (TALKER, FIRST_ASKER))
        environment = settings_in(sandbox, folder, SECRET_KEYS=(template.parent / "key").read_text())
        voices = Writers(sandbox)
        writing = asyncio.create_task(voices.keep_writing())
        for number in range(rounds + 1):
            wanted = voices.answers().total() + chance.randint(1, MOST_ANSWERS)
            shops.closing = False
            life = asyncio.create_task(shops.run(environment, folder, None))
            await until(lambda wanted=wanted: voices.answers().total() >= wanted, "answers")
            if number == rounds:
                writing.cancel()
                await until(lambda: voices.answers() == voices.sent, "an answer to every word")
            begun = monotonic()
            shops.end()
            codes.append(await life)
            stops.append(monotonic() - begun)
        posts = ask(database, "SELECT count(*) FROM ticket_posts")[0][0]
        said_and_told = {"sent": voices.sent, "answers": voices.answers(), "asked": voices.asked, "posts": posts}
        return {**said_and_told, "codes": codes, "longest": max(stops)}


def main(folder: Path, rounds: int, seed: int) -> int:
    """The whole soak."""
    template = prepare(folder)

    def perform(shops: ShopForker) -> None:
        report = asyncio.run(soak(shops, template, folder / "soak", rounds, seed))
        (folder / "report.json").write_text(json.dumps(report))

    return beside(perform)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
