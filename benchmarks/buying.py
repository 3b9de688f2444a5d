"""The buyers of a benchmark: they buy step by step, as a person does, and time each step.

A purchase is: /shop, category, product, way to pay, confirm, pre-checkout, payment, goods. Whoever answers to these
steps can be measured: the shop, and the floor bot.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.support.process_harness import Message, Person, Sandbox, keys

STEPS = ("/shop", "category", "product", "way to pay", "confirm", "pay", "goods")
TAPS = (("category", "c:"), ("product", "p:"), ("way to pay", "w:"), ("confirm", "b:"))
FIRST_BUYER = 500_000
SETTLING = 10
"""So many people at once."""
FAR_AHEAD = 10**9
"""No event has this number yet: who asks for what follows it gets none, but the number of the newest."""


@dataclass
class Waits:
    """The waits of each step, in milliseconds."""

    of: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})

    @contextlib.contextmanager
    def measure(self, step: str) -> Iterator[None]:
        """Time one step."""
        start = time.perf_counter()
        yield
        self.of[step].append((time.perf_counter() - start) * 1000)

    def all(self) -> list[float]:
        """Every wait after a tap, whichever it was."""
        return [wait for waits in self.of.values() for wait in waits]


async def newcomers(sandbox: Sandbox, count: int) -> list[Person]:
    """People who have never spoken to the bot."""
    return [await sandbox.newcomer(FIRST_BUYER + number) for number in range(count)]


async def settle_in(people: Sequence[Person]) -> None:
    """Language and terms for everybody, before anything is measured."""

    async def one_after_another(some: Sequence[Person]) -> None:
        for person in some:
            await _settle(person)

    await asyncio.gather(*(one_after_another(people[number::SETTLING]) for number in range(SETTLING)))


async def _settle(buyer: Person) -> None:
    await buyer.says("/start")
    await buyer.taps("English")
    while not any("Accept" in key["text"] for key in keys(await buyer.screen())):
        await buyer.taps("Next")
    await buyer.taps("Accept")


async def buy(buyer: Person, waits: Waits, think: float = 0) -> None:
    """One purchase, step by step, as a person makes it who thinks so many seconds before each tap.

    Nothing is read but what is new: an old chat must not make a purchase dearer.
    """
    sandbox = buyer.sandbox
    with waits.measure("/shop"):
        seq = await _seq(sandbox)
        await sandbox.post("send", user_id=buyer.id, text="/shop")
        shelves = (await buyer.hears(seq, "the shelves"))["message"]
    for step, data in TAPS:
        await asyncio.sleep(think)
        with waits.measure(step):
            await _press(buyer, shelves["message_id"], data)
    seq = await _seq(sandbox)
    invoice = next(message for message in reversed(await _since(buyer, shelves)) if "invoice" in message)
    await asyncio.sleep(think)
    paid = time.perf_counter()
    with waits.measure("pay"):
        outcome = await sandbox.post("pay", user_id=buyer.id, message_id=invoice["message_id"])
    assert outcome["outcome"] == "paid", outcome
    await buyer.waits(seq, "Thank you!")
    waits.of["goods"].append((time.perf_counter() - paid) * 1000)


async def _seq(sandbox: Sandbox) -> int:
    return int((await sandbox.get("events", since=FAR_AHEAD))["seq"])


async def _since(buyer: Person, message: Message) -> list[Message]:
    chat = await buyer.sandbox.get(f"chats/{buyer.id}", since=message["message_id"])
    return list(chat["messages"])


async def _press(buyer: Person, message_id: int, prefix: str) -> None:
    """Press the first button whose data begins so."""
    message = (await _since(buyer, {"message_id": message_id}))[0]
    data = next(key["callback_data"] for key in keys(message) if key.get("callback_data", "").startswith(prefix))
    await buyer.sandbox.post("press", user_id=buyer.id, message_id=message_id, data=data)


async def buy_at_once(people: Sequence[Person], at_once: int, waits: Waits, think: float = 0) -> float:
    """Let everybody buy, so many at once; returns how many seconds it took."""

    async def one_after_another(some: Sequence[Person]) -> None:
        for person in some:
            await buy(person, waits, think)

    start = time.perf_counter()
    await asyncio.gather(*(one_after_another(people[number::at_once]) for number in range(at_once)))
    return time.perf_counter() - start
