"""All that there is in one history: people, a shop, a Telegram, a file, and a book in which it is written down."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.settings.load import load_settings
from bot.settings.sections import Settings
from sandbox.api.json_types import Json
from sandbox.api.params import Upload
from sandbox.clock import Clock
from sandbox.world import DEFAULT_TOKEN
from tests.simulation.fault_rates import FaultRates
from tests.simulation.in_memory_api import Telegram
from tests.simulation.invariants import Invariants, WatchedWorld
from tests.simulation.people import ADMIN_TASTES, Person
from tests.simulation.shop_process import ShopSupervisor
from tests.simulation.virtual_time import SimulatedEnvironment, simulated_environment
from tests.support.databases import KEY, sqlite_url

ADMIN = 9001
BUYERS = (1001, 1002, 1003, 1004)
VETERANS = BUYERS[:2]
"""Those who have accepted the terms before the history begins."""
SLUGS = ("code", "link", "forever")
CATALOG = Path(__file__).parent / "catalog.yaml"
FAST = Path("/dev/shm")
"""Memory that looks like a disk, if there is any: a killed process loses nothing that is written, fsync or not."""
DAYS = (0.0, 0.3, 1.0, 1.0)
"""The strengths of the faults; half of all days are as bad as it gets."""
LATE = (2, 5, 10)
PAID = "SELECT number FROM orders WHERE paid_at IS NOT NULL ORDER BY id"


@dataclass
class Outcome:
    """The result of a history: no complaints, it is to be hoped."""

    seed: int
    complaints: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    tally: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Equal for equal histories."""
        return hashlib.sha256("\n".join(self.log).encode()).hexdigest()


@dataclass
class Simulation:
    """Everything that there is."""

    environment: SimulatedEnvironment
    folder: Path
    outcome: Outcome

    def __post_init__(self) -> None:
        chance = self.chance = self.environment.chance
        self.world = WatchedWorld(users=tuple(_users()), clock=Clock(self.environment.wall.telegram))
        self.fault_rates = FaultRates(chance, chance.choice(DAYS))
        self.telegram = Telegram(self.world, self.fault_rates, self.note, copy_context())
        file = self.folder / "shop.sqlite3"
        self.invariants = Invariants(file, self.world)
        self.program = ShopSupervisor(settings_on(file), self.telegram, chance.choice(LATE), self.note)
        self.buyers = [Person(self.world, self.fault_rates, buyer, self.note) for buyer in BUYERS]
        self.admin = Person(
            self.world, self.fault_rates, ADMIN, self.note, ADMIN_TASTES, ("/admin", "/pending", "/start")
        )
        self.goods = 0

    def note(self, what: str) -> None:
        """A line of the history."""
        self.outcome.log.append(f"{self.environment.loop.time():.6f} {what}")

    def upload(self, slug: str, count: int) -> Upload:
        """Goods that nobody has seen before."""
        first, self.goods = self.goods, self.goods + count
        codes = [f"SIM-{number:05d}" for number in range(first, self.goods)]
        lines = [f"https://example.com/{code}" for code in codes] if slug == "link" else codes
        return Upload(f"{slug}.txt", "\n".join(lines).encode(), "text/plain")

    def let_pass(self, seconds: int) -> None:
        """Move business time, for Telegram's people and the shop."""
        self.note(f"business time moves by {seconds}")
        self.world.clock.advance(seconds)
        self.program.follow()

    def numbers(self) -> list[str]:
        """The numbers of orders that were paid, as an admin reads them."""
        return [row["number"] for row in self.invariants.read(PAID)]


def _users() -> Iterator[Json]:
    for place, buyer in enumerate(BUYERS):
        person = {"id": buyer, "first_name": f"Buyer {buyer}", "language_code": ("en", "zh-hans")[place % 2]}
        yield person | {"started": buyer in VETERANS}
    yield {"id": ADMIN, "first_name": "Olivia", "language_code": "en", "role": "admin"}


@cache
def _flat() -> dict[str, object]:
    return {
        "bot_token": DEFAULT_TOKEN,
        "bot_api_url": "https://telegram.invalid",
        "admin_ids": str(ADMIN),
        "taps_per_second": 30,
        "secret_keys": KEY.decode(),
        "catalog": str(CATALOG),
        "payment_methods": "stars,manual",
        "manual_payee_en": "Bank of Nowhere",
        "manual_payee_zh": "无名银行",
    }


def settings_on(file: Path) -> Settings:
    """The settings of a shop on this file."""
    return load_settings(env_file=None, **_flat(), database_url=sqlite_url(file))


@contextmanager
def simulated(seed: int, outcome: Outcome) -> Iterator[Simulation]:
    """A world on an empty file, for as long as the block lasts."""
    place = FAST if FAST.is_dir() else None
    with simulated_environment(seed) as given, tempfile.TemporaryDirectory(dir=place) as folder:
        yield Simulation(given, Path(folder), outcome)
