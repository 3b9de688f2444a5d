"""The shop as production runs it, but with leases of seconds: `python -m tests.e2e.short_lease_process run`.

A story of somebody who is stopped for longer than his lease lasts need not take half a minute.
"""

import sys

from bot.__main__ import main
from bot.runtime import leader
from services.domain.values.clock import SECOND

leader.LEASE_MS, leader.RENEW_EVERY, leader.TRY_EVERY = 4 * SECOND, 1.0, 0.5

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
