"""The bytes of who is erased are in no file any more, and an older backup does not bring them back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.cli.database.backup import backup
from bot.cli.database.restore import restore
from bot.cli.personal_data import export
from bot.runtime.erasures import erase_brought_back, erasures_file, read_erasures
from services.customers.personal_data import PersonalData
from services.domain.support.ticket import Topic
from services.domain.values.clock import DAY
from services.domain.values.language import Language
from services.support.tickets import SupportDesk
from tests.bot.cli.test_commands import chosen, opened
from tests.support import databases
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ShopHarness

ANN = 700_100_200_300


async def lives(shop: ShopHarness) -> CustomerDriver:
    """A person who has bought something, said something and shown a receipt."""
    ann = await arrives(shop, ANN, "Annegret Unmistakable", Language.EN)
    await ann.accepts(1)
    await shop.stocks("windows", "CODE")
    await shop.arrives(await ann.buys("windows"))
    await SupportDesk(shop.db, shop.clock, shop.policy, shop.outbox).ask(ann.customer, Topic.SUPPORT, "My secret words")
    await shop.notices()
    return ann


def traces(file: Path) -> set[bytes]:
    """Everything that only this person's rows hold, as it is stored: ciphertexts of the name and of what was said."""
    with closing(sqlite3.connect(file)) as read:
        names = read.execute("SELECT name FROM customers WHERE id = ?", (ANN,)).fetchall()
        return {bytes(text) for (text,) in names + read.execute("SELECT text FROM ticket_posts").fetchall()}


def found(needles: set[bytes], *files: Path) -> list[str]:
    return [
        f"{file.name}: {needle[:12]!r}"
        for file in files
        if file.exists()
        for needle in needles
        if needle in file.read_bytes()
    ]


async def test_no_byte_of_a_person_is_left_and_an_older_backup_does_not_bring_it_back(tmp_path: Path) -> None:
    place = tmp_path / "shop.sqlite3"
    url = databases.sqlite_url(place)
    older, later, exported = tmp_path / "older.sqlite3", tmp_path / "later.sqlite3", tmp_path / "bob.json"
    async with opened(url) as shop:
        await shop.furnish()
        ann, bob = await lives(shop), await arrives(shop, 1002, "Bob", Language.EN)
        data = PersonalData(shop.db, shop.clock, shop.policy)
        assert await backup(shop.db.url, older) == 0
        needles = traces(older)
        assert len(found(needles, older)) == len(needles) == 2

        await data.ask_erasure(ann.customer)
        shop.clock.forward(DAY)
        assert await data.erase_due() == [ANN]
        await erase_brought_back(data, erasures_file(shop.db.url))
        async with shop.db.begin() as tx:
            await tx.notices.forget((await tx.notices.claim(10, 1))[0].id)
        await shop.db.shrink_log()

        log = place.with_name("shop.sqlite3-wal")
        assert await backup(shop.db.url, later) == 0
        assert await export(chosen(url), bob.id, exported) == 0
        said = {b"Annegret", b"secret words", str(ANN).encode()}
        assert found(needles | said, place, log, later, exported, erasures_file(shop.db.url)) == []

    assert await restore(chosen(url), older) == 0
    assert len(found(needles, place)) == 2
    async with opened(url) as shop:
        await erase_brought_back(PersonalData(shop.db, shop.clock, shop.policy), tmp_path / "nowhere.txt")
        async with shop.db.read() as reading:
            assert await reading.customers.find(ANN) is None
        await shop.db.shrink_log()
        assert found(needles, place, place.with_name("shop.sqlite3-wal")) == []


async def test_the_file_alone_takes_a_person_away_from_a_backup_on_a_new_machine(tmp_path: Path) -> None:
    url, file = databases.sqlite_url(tmp_path / "new.sqlite3"), tmp_path / "new.erasures.txt"
    async with opened(url) as shop:
        await shop.furnish()
        ann = await lives(shop)
        file.write_text(f"{ann.customer.pseudonym} 7KQ2-M9XF 1795446840000\nnonsense\n", encoding="utf-8")

        assert erasures_file(shop.db.url) == file
        await erase_brought_back(PersonalData(shop.db, shop.clock, shop.policy), file)

        async with shop.db.read() as reading:
            assert await reading.customers.find(ANN) is None
    assert read_erasures(file) == [(ann.customer.pseudonym, "7KQ2-M9XF", 1_795_446_840_000)]
