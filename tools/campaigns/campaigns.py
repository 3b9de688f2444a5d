"""The campaigns of `make chaos`: how much they play, and what makes them red."""

import asyncio

import asyncpg

from tests.chaos.disk_recording import is_possible
from tests.support import databases
from tools.campaigns.runner import Campaign


def needs_postgres() -> str:
    """Return why nothing can be played on PostgreSQL here; an empty text if it can."""
    try:
        asyncio.run(databases.server())
    except (OSError, asyncpg.PostgresError) as error:
        return f"no PostgreSQL at {databases.SERVER.host}:{databases.SERVER.port} ({error})"
    return ""


def needs_library() -> str:
    """The same for what is asked of a disk."""
    return "" if is_possible() else "this Python hides its SQLite library"


CROWD = (
    "5,000 buyers want one of 50 codes in the same moment, in {}; the seed says who stands at which door and who is "
    "before whom. Checked by what each buyer was told and by orders, payments, stock and deliveries. Red: a payment "
    "without a code (lost); a code too many, or two for an order (second code); a buyer who heard neither *paid* nor "
    "*sold out*, an order that is still open, or goods that are still held (stuck); a code that nobody got."
)

TRIALS = "tools.campaigns.trials"
CAMPAIGNS = (
    Campaign(
        "kills", "kills", 20, 500, f"{TRIALS}:kills",
        "Somebody buys while the shop is killed (SIGKILL) before or after a commit or a call of the Bot API, one to "
        "four times in a purchase, and is started again each time: first at every point of an undisturbed purchase, "
        "then where the seed wants it. A kill counts when the dead process has written down where it died. Red: "
        "somebody paid without seeing the goods (lost), has more than was paid for, or what somebody else has (second "
        "code), an update, order, delivery or hold that still waits at the end, or a buyer who waited in vain "
        "(stuck); Stars that do not add up, or an unmarked copy. Telegram's payments, the chats and the database are "
        "counted each for itself.",
    ),
    Campaign(
        "power-loss", "images", 20, 5_000, f"{TRIALS}:power_loss",
        "A sale is recorded down to each write, and the shop is opened on what a disk may hold when the power fails at "
        "any moment of it, on each tenth image with a second cut "
        "([0015](../adr/0015-power-loss-record-and-replay.md)). Red: a purchase that was acknowledged and is "
        "not there (lost); goods of somebody that are free or somebody else's (second code); a file that is damaged or "
        "cannot be opened (stuck); and two controls with weaker PRAGMAs that lose nothing, since then nothing is "
        "proved.",
        needs_library,
    ),
    Campaign(
        "rush-sqlite-2", "buyers", 5, 5_000, f"{TRIALS}:rush_sqlite_2", CROWD.format("2 processes on one SQLite file"),
    ),
    Campaign(
        "rush-sqlite-8", "buyers", 5, 5_000, f"{TRIALS}:rush_sqlite_8", CROWD.format("8 processes on one SQLite file"),
    ),
    Campaign(
        "rush-postgres-3", "buyers", 5, 5_000, f"{TRIALS}:rush_postgres_3", CROWD.format("3 replicas on PostgreSQL"),
        needs_postgres,
    ),
    Campaign(
        "mutations", "inputs", 20, 10_000, f"{TRIALS}:mutations",
        "Updates that no Telegram would send: forged buttons, payments and senders, fields that are gone or something "
        "else. Before them a victim buys, at whose order they aim; after them somebody else buys. Counted in the "
        "inbox. Red: a buyer without goods (lost); goods that nobody paid for, or said in another chat (second code); "
        "an update that is neither done nor a dead letter (stuck); a dead letter for another reason than those "
        "that are known.",
    ),
    Campaign(
        "simulation", "seeds", 40, 50, f"{TRIALS}:simulation",
        "A seed is a history of 200 steps of people, an admin, faults of the network, kills and jumping clocks, "
        "checked after each step ([0021](../adr/0021-deterministic-simulation.md)). Red: an update that was stored "
        "and never finished, a charge that was never booked, or goods that were paid for and never read (lost); goods "
        "that were given or read without payment (second code); whatever still waits when faults are over and time has "
        "passed (stuck); anything else that does not add up.",
    ),
    Campaign(
        "model", "lives", 20, 250, f"{TRIALS}:model",
        "A life is 50 steps of three buyers at one product, with crashes at any statement; after each step the "
        "database is compared with a model of two pages. Red: any difference, in the words of Hypothesis, which "
        "ends the portion.",
    ),
    Campaign(
        "sigterm", "restarts", 5, 20, f"{TRIALS}:sigterm",
        "The shop is stopped (SIGTERM) and started again while two people write without a pause. Red: a word that was "
        "not answered, or not passed on to support (lost); a second answer or post (second); a stop with another exit "
        "code than 0 (stuck), or one that takes too long.",
    ),
    Campaign(
        "sigkill", "restarts", 5, 20, f"{TRIALS}:sigkill",
        "The process is killed (SIGKILL) at some call of a purchase and started again, for 20 buyers one after the "
        "other; the checks are those of the kills.",
    ),
    Campaign(
        "reminders", "reminders", 1, 10_000, f"{TRIALS}:reminders",
        "10,000 reminders are due when three replicas on PostgreSQL start; one of the three is killed and started "
        "again 50 times while they go out, every second time the one that leads and sends them; the first of these "
        "hangs before, until its lease is over. Counted in the chats. Red: a customer without a reminder (lost); more "
        "repetitions than kills, since each death may leave one message in doubt (second); a reminder that the "
        "database does not call sent (stuck); three for one customer, a 429 of Telegram, 30 seconds in which nothing "
        "goes out, or trouble in a log.",
        needs_postgres,
    ),
    Campaign(
        "fleet", "purchases", 1, 300, f"{TRIALS}:fleet",
        "300 people buy at three replicas on PostgreSQL behind a balancer. Meanwhile each replica is killed; all are "
        "upgraded one by one to a version with a newer schema, beside which an old one is killed and comes back; and "
        "one is taken back to the old version. The checks are those of the kills. Also red: more than 30 messages a "
        "second, or trouble in a log.",
        needs_postgres,
    ),
)  # fmt: skip
"""Each campaign grows evenly with the others."""
