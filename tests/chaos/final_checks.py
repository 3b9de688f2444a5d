"""The final checks, from outside: what people saw, what they paid, and what stands in the database at the end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sandbox.world import World
from tests.chaos.buyer import COPY, ask, deliveries, told
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.world import PRICE
from tests.support.process_harness import codes, said

STUCK = (
    "SELECT count(*) FROM inbox WHERE state = 'OPEN'",
    "SELECT count(*) FROM deliveries WHERE state NOT IN ('SENT', 'SEEN', 'WITHDRAWN')",
    "SELECT count(*) FROM orders WHERE state IN ('PENDING', 'PAID', 'WAITING', 'ATTENTION')",
    "SELECT count(*) FROM stock_items WHERE state = 'HELD'",
)
GIVEN = """
SELECT orders.customer_id, count(*) FROM stock_items JOIN orders ON orders.id = order_id
 WHERE stock_items.state = 'GIVEN' GROUP BY orders.customer_id
"""


def count_failures(world: World, database: Path | str, on_sale: Sequence[str], guests: Sequence[int]) -> FailureCounts:
    """Counted from the books of Telegram, the chats and the database, each for itself."""
    given: dict[object, object] = dict(ask(database, GIVEN))  # type: ignore[arg-type]
    lost = second = 0
    for guest in guests:
        paid, had = charged(world, guest), (len(seen(world, guest, set(on_sale))), int(str(given.get(guest, 0))))
        lost += max(0, paid - min(had))
        second += max(0, max(had) - paid)
    owners = Counter(code for guest in guests for code in seen(world, guest, set(on_sale)))
    second += sum(count - 1 for count in owners.values())
    return FailureCounts(lost, second, sum(int(str(ask(database, question)[0][0])) for question in STUCK))


def broken_promises(world: World, database: Path | str, on_sale: Sequence[str], guests: Sequence[int]) -> list[str]:
    """Every promise of the shop that was broken, in words; nothing if all is well."""
    broken = [one for guest in guests for one in _of_guest(world, database, set(on_sale), guest)]
    return [*broken, *_of_database(world, database, len(guests)), *_of_secrecy(world, set(on_sale), guests)]


def seen(world: World, chat_id: int, on_sale: set[str]) -> set[str]:
    """The goods that were ever shown in a chat."""
    return {code for _, message in told(world, chat_id) for code in codes(message)} & on_sale


def charged(world: World, guest: int) -> int:
    """Return how many payments of a guest have not gone back."""
    return sum(charge.user.id == guest and not charge.refunded for charge in list(world.payments._charges.values()))


def _of_guest(world: World, database: Path | str, on_sale: set[str], guest: int) -> Iterator[str]:
    goods, paid = seen(world, guest, on_sale), charged(world, guest)
    if paid > len(goods):
        yield f"lost order: {guest} paid {paid} times and saw {goods}"
    if len(goods) > paid:
        yield f"second code: {guest} paid {paid} times and saw {goods}"
    user = world.people.users[guest]
    if user.balance + paid * PRICE != user.opening_balance:
        yield f"Stars of {guest}: {user.balance} left of {user.opening_balance} after {paid} payments"
    yield from _of_deliveries(world, guest)
    states = ask(database, f"SELECT state FROM orders WHERE customer_id = {guest} AND state != 'CANCELLED'")
    if Counter(states) != Counter({("DELIVERED",): paid}):
        yield f"orders of {guest}: {states} for {paid} payments"


def _of_deliveries(world: World, guest: int) -> Iterator[str]:
    marks = Counter(COPY in said(prepared) for prepared in deliveries(world, guest))
    if marks[False] > 1 or marks[True] > 1:
        yield f"copies for {guest}: {marks[False]} unmarked, {marks[True]} marked"


def _of_database(world: World, database: Path | str, guests: int) -> Iterator[str]:
    paid = sum(not charge.refunded for charge in list(world.payments._charges.values()))
    if world.payments.balance != paid * PRICE:
        yield f"the shop has {world.payments.balance} Stars of {paid} payments"
    given = ask(database, "SELECT order_id FROM stock_items WHERE state = 'GIVEN'")
    if len(given) != paid or len(set(given)) != paid:
        yield f"{len(given)} goods given to {len(set(given))} orders for {paid} payments"
    owed = ask(database, "SELECT count(*) FROM orders JOIN stock_items ON order_id = orders.id WHERE NOT "
                         "(orders.state = 'DELIVERED' AND stock_items.state = 'GIVEN')")  # fmt: skip
    if owed != [(0,)]:
        yield f"{owed[0][0]} goods are bound to orders that are not delivered"
    periods = ask(database, "SELECT count(*) FROM subscription_periods")
    if periods != [(paid,)]:
        yield f"{periods} periods for {paid} payments"
    if paid > guests:
        yield f"{paid} payments of {guests} guests"


def _of_secrecy(world: World, on_sale: set[str], guests: Sequence[int]) -> Iterator[str]:
    owners = Counter(code for guest in guests for code in seen(world, guest, on_sale))
    shared = [code for code, count in owners.items() if count > 1]
    if shared:
        yield f"one code for several people: {shared}"
    for chat_id in set(world.chats.all) - set(guests):
        if strange := [code for code in on_sale for _, message in told(world, chat_id) if code in said(message)]:
            yield f"goods in the chat {chat_id}: {strange}"
