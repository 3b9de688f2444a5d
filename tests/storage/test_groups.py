"""Writers of one process share their commits, and nothing else."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from services.storage.connection.connection import Connection
from services.storage.sqlite.engine import SqliteEngine
from tests.support.databases import sqlite_url

MANY = 20
Write = Callable[[Connection], Awaitable[None]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with two tables, one of which refers to the other."""
    path = tmp_path / "notes.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT)")
        connection.execute("CREATE TABLE replies (note INTEGER REFERENCES notes (id))")
    connection.close()
    return path


@pytest.fixture
async def file(path: Path) -> AsyncIterator[SqliteEngine]:
    opened = SqliteEngine(make_url(sqlite_url(path)))
    yield opened
    await opened.close()


@pytest.fixture
def commits(file: SqliteEngine) -> list[object]:
    """Every commit since."""
    heard: list[object] = []
    event.listen(file.writer.sync_engine, "commit", heard.append)
    return heard


def notes(path: Path) -> list[int]:
    """Return the notes on the disk, as another process sees them."""
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("SELECT id FROM notes ORDER BY id")]
    finally:
        connection.close()


def note(number: int, words: str = "") -> Write:
    async def write(connection: Connection) -> None:
        await connection.execute(text("INSERT INTO notes VALUES (:id, :words)"), {"id": number, "words": words})

    return write


def and_then(first: Write, failure: BaseException) -> Write:
    async def write(connection: Connection) -> None:
        await first(connection)
        raise failure

    return write


async def hold_up(connection: Connection, gate: threading.Event) -> None:
    """From now on the thread of a connection waits for the gate before it does anything else."""
    line: Any = (await connection.get_raw_connection()).driver_connection
    line._tx.put_nowait((None, gate.wait))


async def fill(connection: Connection) -> None:
    """Write more than there is room for."""
    pages = await connection.scalar(text("PRAGMA page_count"))
    await connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    await note(2, "x" * 1_000_000)(connection)


async def do(file: SqliteEngine, write: Write) -> None:
    async with file.begin() as connection:
        await write(connection)


async def in_line(file: SqliteEngine, *writes: Write) -> list[asyncio.Task[None]]:
    """Writers who came in this order and all stand in line before the first of them begins."""
    async with file._writer_lock:
        writers = [asyncio.create_task(do(file, write)) for write in writes]
        await asyncio.sleep(0)
    return writers


async def all_at_once(file: SqliteEngine, *writes: Write) -> list[BaseException | None]:
    """Return the result of each of them."""
    return await asyncio.gather(*await in_line(file, *writes), return_exceptions=True)


async def test_who_writes_at_the_same_time_shares_commits(
    file: SqliteEngine, path: Path, commits: list[object]
) -> None:
    outcomes = await all_at_once(file, *map(note, range(MANY)))

    assert (outcomes, notes(path)) == ([None] * MANY, list(range(MANY)))
    assert len(commits) == 1


async def test_who_writes_alone_commits_alone(file: SqliteEngine, path: Path, commits: list[object]) -> None:
    for number in range(3):
        await do(file, note(number))

    assert (notes(path), len(commits)) == ([0, 1, 2], 3)


async def test_nobody_goes_on_before_it_is_on_the_disk(file: SqliteEngine, path: Path) -> None:
    seen = []

    async def writes_and_looks(number: int) -> None:
        await do(file, note(number))
        seen.append(number in notes(path))

    await asyncio.gather(*map(writes_and_looks, range(MANY)))

    assert seen == [True] * MANY


@pytest.mark.parametrize("place", [0, 1, 4])
async def test_who_fails_takes_back_what_is_his_alone(file: SqliteEngine, path: Path, place: int) -> None:
    writes = [note(number) for number in range(5)]
    writes[place] = and_then(and_then(note(place), ValueError("never mind")), ValueError("never mind"))

    outcomes = await all_at_once(file, *writes)

    assert [type(outcome) for outcome in outcomes] == [ValueError if n == place else type(None) for n in range(5)]
    assert notes(path) == [number for number in range(5) if number != place]


async def test_a_commit_that_fails_has_failed_for_all_who_shared_it(file: SqliteEngine, path: Path) -> None:
    async def reply_to_nobody(connection: Connection) -> None:
        await connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        await connection.exec_driver_sql("INSERT INTO replies VALUES (999)")

    outcomes = await all_at_once(file, note(1), reply_to_nobody, note(2))
    after = await all_at_once(file, note(3))

    assert [type(outcome).__name__ for outcome in outcomes] == ["IntegrityError"] * 3
    assert (after, notes(path)) == ([None], [3])


async def test_what_a_full_disk_has_undone_is_undone_for_all_who_came_before(file: SqliteEngine, path: Path) -> None:
    async def make_room(connection: Connection) -> None:
        await connection.exec_driver_sql("PRAGMA max_page_count=100000")

    first, filled, third = await all_at_once(file, note(1), fill, note(3))
    await do(file, make_room)
    await do(file, note(4))

    assert isinstance(filled, DBAPIError)
    told = {number for number, outcome in ((1, first), (3, third)) if outcome is None}
    assert notes(path) == [*sorted(told), 4]


async def test_who_is_cancelled_takes_nobody_along(file: SqliteEngine, path: Path) -> None:
    async def dawdle(connection: Connection) -> None:
        await note(1)(connection)
        await asyncio.sleep(60)

    writers = await in_line(file, note(0), dawdle, note(2), note(3))
    await asyncio.sleep(0.01)
    before = notes(path)

    for place in (1, 3):
        writers[place].cancel()
    await asyncio.wait(writers)

    assert [writer.cancelled() for writer in writers] == [False, True, False, True]
    assert (before, notes(path)) == ([], [0, 2])


async def test_who_is_cancelled_within_a_statement_spoils_no_connection(file: SqliteEngine, path: Path) -> None:
    gate, held = threading.Event(), asyncio.Event()

    async def is_slow(connection: Connection) -> None:
        await note(1)(connection)
        await hold_up(connection, gate)
        held.set()
        await note(2)(connection)

    writers = await in_line(file, note(0), is_slow, note(3))
    await held.wait()
    writers[1].cancel()
    gate.set()
    await asyncio.wait(writers)

    assert [writer.cancelled() for writer in writers] == [False, True, False]
    assert notes(path) == [0, 3]


async def test_who_is_cancelled_within_a_commit_is_told_when_it_has_ended(file: SqliteEngine, path: Path) -> None:
    gate, held = threading.Event(), asyncio.Event()

    async def ends_slowly(connection: Connection) -> None:
        await note(1)(connection)
        await hold_up(connection, gate)
        held.set()

    writing = asyncio.create_task(do(file, ends_slowly))
    await held.wait()
    following = asyncio.create_task(do(file, note(2)))
    for _ in range(2):
        await asyncio.sleep(0)
        writing.cancel()
    await asyncio.wait([writing], timeout=0.05)
    before = writing.done()
    gate.set()
    await asyncio.wait([writing, following])

    assert (before, writing.cancelled(), notes(path)) == (False, True, [1, 2])


async def test_what_sqlite_has_undone_is_not_told_as_done(file: SqliteEngine, path: Path) -> None:
    async def overlooks_a_full_disk(connection: Connection) -> None:
        await note(1)(connection)
        with suppress(DBAPIError):
            await fill(connection)

    with pytest.raises(SQLAlchemyError, match="undone"):
        await do(file, overlooks_a_full_disk)
    await do(file, note(4))

    assert notes(path) == [4]


async def test_who_stood_in_line_and_went_leaves_nobody_waiting(file: SqliteEngine, path: Path) -> None:
    async def lets_the_other_go(connection: Connection) -> None:
        await note(0)(connection)
        asyncio.get_running_loop().call_soon(writers[1].cancel)

    writers = await in_line(file, lets_the_other_go, note(1))
    await asyncio.wait_for(writers[0], 5)

    assert (writers[1].cancelled(), notes(path)) == (True, [0])


async def test_who_was_told_to_end_does_not_keep_the_next_from_the_disk(file: SqliteEngine, path: Path) -> None:
    async def breaks_the_closing_off(connection: Connection) -> None:
        await note(1)(connection)
        assert file._group is not None
        assert file._group.closing is not None
        file._group.closing.cancel()
        await asyncio.sleep(0)

    first, second, third = await in_line(file, note(0), breaks_the_closing_off, note(2))
    await asyncio.wait_for(asyncio.wait([first, second, third]), 5)

    assert notes(path) == [0, 1, 2]


async def test_what_is_under_way_is_on_the_disk_when_the_file_is_closed(path: Path) -> None:
    file = SqliteEngine(make_url(sqlite_url(path)))
    writing = [asyncio.create_task(do(file, note(number))) for number in range(MANY)]
    await asyncio.sleep(0)

    await file.close()
    await asyncio.gather(*writing)

    assert notes(path) == list(range(MANY))


async def test_a_new_file_that_another_program_writes_to_is_waited_for(path: Path) -> None:
    """SQLite waits for no writer when a file is switched to WAL: `busy_timeout` does not count there."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.2, other.execute, "COMMIT")
    engine = SqliteEngine(make_url(sqlite_url(path)))

    async with engine.begin() as connection:
        mode = (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar()

    await engine.close()
    other.close()
    assert mode == "wal"


async def test_what_sqlite_has_undone_is_told_as_done_to_nobody_of_a_group(file: SqliteEngine, path: Path) -> None:
    async def overlooks_a_full_disk(connection: Connection) -> None:
        with suppress(DBAPIError):
            await fill(connection)

    outcomes = await all_at_once(file, note(1), overlooks_a_full_disk, note(3))

    told = {number for number, outcome in ((1, outcomes[0]), (3, outcomes[2])) if outcome is None}
    assert isinstance(outcomes[1], SQLAlchemyError)
    assert set(notes(path)) == told


@pytest.mark.parametrize("fails", [False, True])
async def test_who_writes_nothing_costs_the_others_nothing(file: SqliteEngine, path: Path, *, fails: bool) -> None:
    async def nothing(_connection: Connection) -> None:
        if fails:
            raise ValueError

    failing = and_then(note(5), ValueError("never mind"))
    outcomes = await all_at_once(file, nothing, note(1), nothing, nothing, failing, nothing, note(6))

    ends = [type(outcome) for outcome in outcomes]
    assert [end is ValueError for end in ends] == [fails, False, fails, fails, True, fails, False]
    assert notes(path) == [1, 6]


async def test_who_goes_on_after_a_statement_that_was_broken_off_has_a_savepoint_of_his_own(
    file: SqliteEngine, path: Path
) -> None:
    gate = threading.Event()

    async def goes_on(connection: Connection) -> None:
        await hold_up(connection, gate)
        asyncio.get_running_loop().call_later(0.05, gate.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(note(1)(connection), 0.01)

    outcomes = await all_at_once(file, note(0), goes_on, and_then(note(2), ValueError("never mind")))

    assert [type(outcome) for outcome in outcomes] == [type(None), type(None), ValueError]
    assert notes(path) == [0, 1]


async def test_a_lock_that_is_not_given_is_asked_for_again_before_anything_is_written(
    file: SqliteEngine, path: Path
) -> None:
    async def tries_twice(connection: Connection) -> None:
        await connection.exec_driver_sql("PRAGMA busy_timeout=1")

    async def overlooks(connection: Connection) -> None:
        for number in (1, 2):
            with suppress(DBAPIError):
                await note(number)(connection)

    await do(file, tries_twice)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await do(file, overlooks)
    other.execute("COMMIT")
    other.close()

    assert notes(path) == []


async def test_a_look_at_one_moment_that_was_broken_off_holds_no_later_look(file: SqliteEngine, path: Path) -> None:
    held = asyncio.Event()

    async def look() -> None:
        async with file.read(frozen=True) as connection:
            await connection.exec_driver_sql("SELECT id FROM notes")
            held.set()
            await asyncio.sleep(60)

    looking = asyncio.create_task(look())
    await held.wait()
    looking.cancel()
    await asyncio.wait([looking])
    await do(file, note(1))

    async with file.read() as connection:
        assert list((await connection.exec_driver_sql("SELECT id FROM notes")).scalars()) == [1]
    assert notes(path) == [1]
