"""One of several replicas, as production runs it, but with shorter leases: `python -m tests.chaos.replica run`.

What a dead process held is in doubt for seconds instead of a minute, so that a campaign of kills does not take hours.
"""

import sys
from functools import partial

import bot.app
from bot.__main__ import main
from services.domain.values.clock import SECOND
from services.messaging import outbox, send_results

LEASE, COPY_AFTER = 15 * SECOND, 3 * SECOND


def hurry() -> None:
    """Shorten what only the death of a process makes long."""
    outbox.LEASE, outbox.MAX_WAIT_FOR_SLOT = LEASE, LEASE // 2
    send_results.COPY_AFTER = COPY_AFTER
    bot.app.Outbox = partial(bot.app.Outbox, lease=LEASE)  # type: ignore[misc, assignment]


if __name__ == "__main__":
    hurry()
    sys.exit(main(sys.argv[1:]))
