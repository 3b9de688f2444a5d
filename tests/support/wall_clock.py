"""The wall clock of this process, which a test may set: forward or back, while real code looks at it."""

import time
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Self

import apscheduler.schedulers.base
import apscheduler.triggers.interval
import pytest


@dataclass
class ShiftedWallClock:
    """The seconds by which the clock on the wall is ahead of the true time. Uptime does not notice."""

    ahead: float = 0.0

    def hang(self, patch: pytest.MonkeyPatch) -> None:
        """Every clock of the process that can be set is this one from now on."""
        wall, true_time, true_time_ns = self, time.time, time.time_ns

        class Told(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Self:
                return cls.fromtimestamp(time.time(), tz)

        patch.setattr(time, "time", lambda: true_time() + wall.ahead)
        patch.setattr(time, "time_ns", lambda: true_time_ns() + int(wall.ahead * 1e9))
        for module in (apscheduler.schedulers.base, apscheduler.triggers.interval):
            patch.setattr(module, "datetime", Told)
