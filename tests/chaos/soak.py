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

from bot.run import DRAIN_SECONDS
from sandbox.box import Box
from tests.chaos.buyer import ask, told, until
from tests.chaos.kills import prepare
from tests.chaos.warm import Shops, beside
from tests.chaos.world import Inside, copy_database, invite, settings_in, world
from tests.stage import said

TALKER, ASKER = 1001, 1002
POINTER, PASSED_ON = "I understand buttons and commands", "Your message has arrived"
PAUSE = 0.05
MOST_OPEN = 15
MOST_ANSWERS = 12
LONGEST = DRAIN_SECONDS + 20.0
"""Seconds that a stop may take: Python and the connections need some on a busy machine after the work has ended."""


class Voices:
    """Two people who write without a pause: one just talks, the other one asks support."""

    def __init__(self, sandbox: Inside) -> None:
        self._sandbox = sandbox
        self.sent: Counter[int] = Counter()

    async def _write(self, guest: int, text: str) -> None:
        await self._sandbox.post("send", user_id=guest, text=text)

    async def keep_writing(self) -> None:
        """Write until cancelled, whether somebody listens or not."""
        while True:
            for guest in self._patient():
                if guest == ASKER:
                    await self._write(guest, "/support")
                await self._write(guest, f"words {self.sent[guest]}")
                self.sent[guest] += 1
            await asyncio.sleep(PAUSE)

    def _patient(self) -> list[int]:
        """Whoever waits for too many answers writes no more: the shop would rightly pass over such a flood."""
        answers = self.answers()
        return [guest for guest in (TALKER, ASKER) if self.sent[guest] - answers[guest] < MOST_OPEN]

    def answers(self) -> Counter[int]:
        """How many answers each has had."""
        return Counter(
            {TALKER: count(self._sandbox.box, TALKER, POINTER), ASKER: count(self._sandbox.box, ASKER, PASSED_ON)}
        )


def count(box: Box, guest: int, words: str) -> int:
    """How many messages with these words a guest has had."""
    return sum(kind == "message" and words in said(message) for kind, message in told(box, guest))


async def soak(shops: Shops, template: Path, folder: Path, rounds: int, seed: int) -> dict[str, object]:
    """Start and stop the shop so many times; returns what was sent and answered, and the longest stop."""
    chance, stops, codes = random.Random(seed), [], []
    database = copy_database(template, folder)
    async with world() as sandbox:
        await invite(sandbox, (TALKER, ASKER))
        environment = settings_in(sandbox, folder, SECRET_KEYS=(template.parent / "key").read_text())
        voices = Voices(sandbox)
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
        return {"sent": voices.sent, "answers": voices.answers(), "posts": posts, "codes": codes, "longest": max(stops)}


def main(folder: Path, rounds: int, seed: int) -> int:
    """The whole soak."""
    template = prepare(folder)

    def perform(shops: Shops) -> None:
        report = asyncio.run(soak(shops, template, folder / "soak", rounds, seed))
        (folder / "report.json").write_text(json.dumps(report))

    return beside(perform)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
