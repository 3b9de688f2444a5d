"""A canary code and a canary token go through a whole journey, and are found nowhere but in the buyer's own chat."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.world import World
from services.domain.values.clock import DAY
from tests.chaos.buyer import Buyer, ask, told, until
from tests.chaos.world import InProcessSandbox, furnish_shop, in_process_sandbox, invite, read_settings, settings_in
from tests.support.process_harness import ANN, OLIVIA, ShopProcess

CODE = "CANARY-CODE-7Q2W-19XK"
TOKEN = "4242424242:CANARY_TOKEN_aBcDeFgHiJkLmNoPqRsTuV"
FORMS = [CODE, TOKEN.partition(":")[2], CODE.lower(), CODE.encode("utf-16-le").decode("latin-1")]
GROUP = -1_002_000_000_001


@pytest.fixture(params=["json", "console"])
def log_format(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def holders(places: dict[str, bytes]) -> Iterator[str]:
    """The places that hold a canary."""
    for name, content in places.items():
        if any(form.encode("latin-1") in content for form in FORMS):
            yield name


def whereabouts(world: World, shop: ShopProcess, folder: Path) -> dict[str, bytes]:
    """Everything in which nobody may find goods: log, files, and what the bot said in other chats."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    chats = {str(chat): repr(told(world, chat)).encode() for chat in (OLIVIA, GROUP)}
    return files | chats | {"log": "\n".join(shop.log).encode()}


async def trouble(sandbox: InProcessSandbox, buyer: Buyer, database: Path) -> None:
    """All that can go wrong with goods: a person must help, words that nobody can read, a group, a question."""
    await sandbox.post("faults", method="sendMessage", kind="blocked", times=1, after=1)
    await buyer.buys()
    await until(
        lambda: bool(ask(database, "SELECT 1 FROM deliveries WHERE state = 'UNREACHABLE'")), "a failed delivery"
    )
    poison = {"message_id": 7, "date": "never", "chat": {"id": ANN}, "from": {"id": ANN}, "text": f"{CODE} {TOKEN}"}
    await sandbox.post("update", update={"message": poison})
    await until(lambda: bool(ask(database, "SELECT 1 FROM inbox WHERE state = 'DEAD'")), "a dead letter")
    await sandbox.post("groups", title="Group", members=[ANN], id=GROUP)
    await sandbox.post("send", user_id=ANN, chat_id=GROUP, text="/orders")
    await buyer.says("/support")
    await buyer.says("Where is my code?")


async def help_out(sandbox: InProcessSandbox, buyer: Buyer, database: Path) -> None:
    """The admin looks at everything and sends again; the buyer comes back and looks."""
    number = ask(database, "SELECT number FROM orders")[0][0]
    admin = sandbox.person(OLIVIA)
    for words in ("/admin", f"/order {number}", "/pending", f"/resend {number}"):
        await admin.says(words)
    await buyer.says("/start")
    await until(lambda: bool(ask(database, "SELECT 1 FROM deliveries WHERE state IN ('SENT', 'SEEN')")), "goods")
    assert CODE in await buyer.looks()
    await sandbox.advance(40 * DAY // 1000)


async def test_goods_and_token_are_nowhere_but_with_their_owner(tmp_path: Path, log_format: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    async with in_process_sandbox(World(token=TOKEN)) as sandbox:
        await invite(sandbox, [ANN])
        shop = ShopProcess(settings_in(sandbox, folder, BOT_TOKEN=TOKEN, LOG_FORMAT=log_format))
        await furnish_shop(read_settings(shop.environment), [CODE], [ANN])
        await shop.start()
        buyer, database = Buyer(sandbox, ANN), folder / "shop.sqlite3"

        await trouble(sandbox, buyer, database)
        await help_out(sandbox, buyer, database)
        alive = list(holders(whereabouts(sandbox.world, shop, folder)))
        assert await shop.stop() == 0

        assert CODE in repr(told(sandbox.world, ANN))
        assert (alive, list(holders(whereabouts(sandbox.world, shop, folder)))) == ([], [])
        assert told(sandbox.world, OLIVIA)
        assert told(sandbox.world, GROUP)
        assert len(shop.log) > 3
