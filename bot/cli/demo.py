"""`make demo`: the very shop that production runs, on a fresh database, against the built-in sandbox.

The sandbox is a program of its own and so is the shop; this one only starts both, imports the stock and opens the page.
"""

import asyncio
import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import webbrowser
from pathlib import Path

import aiohttp
from cryptography.fernet import Fernet

from bot.app import assemble
from bot.cli.stock import import_stock
from bot.first_start import publish_files
from bot.settings.load import load_settings
from bot.settings.sections import FIELDS

FOLDERS = Path("data/demo")
TOKEN = "42:SANDBOX-TOKEN"  # noqa: S105 - the sandbox's own, worth nothing anywhere else
ADMIN = "9001"
STOCK = Path("data/stock.example")
SOLD_OUT = "vault-100gb-365"
"""One product begins without stock: what is sold out, and back, can be seen at once."""
TRIES, EVERY = 150, 0.2


def _chosen(address: str, folder: Path) -> dict[str, str]:
    """The settings of the demo, all of them: nothing real is touched, whatever the owner's .env says."""
    return dict.fromkeys(map(str.upper, FIELDS), "") | {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": address,
        "ADMIN_IDS": ADMIN,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/shop.sqlite3",
        "SECRET_KEYS": Fernet.generate_key().decode(),
        "CATALOG": "data/catalog.example.yaml",
        "TERMS_DIR": "data/terms",
        "PAYMENT_METHODS": "stars,manual",
        "MANUAL_PAYEE_EN": "OceanMart demo account\nBank of Nowhere, 0000 1234 5678\nThis is a demo: transfer nothing.",
        "MANUAL_PAYEE_ZH": "云海Mart 演示账户\n无名银行 0000 1234 5678\n仅为演示，请勿真的转账。",
        "SHOP_NAME": "OceanMart|云海Mart",
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": "0",
        "LOG_FORMAT": "console",
    }


def _fresh_folder(address: str) -> Path:
    """An empty place for the database: two demos on two ports do not disturb each other."""
    folder = FOLDERS / address.rpartition(":")[2]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


async def demo(port: int, *, open_page: bool) -> int:
    """Run sandbox and shop until Ctrl+C; returns an exit code."""
    print("Setting up a shop of its own …", flush=True)
    play = asyncio.ensure_future(_play(port, open_page=open_page))
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, play.cancel)
    try:
        return await play
    except asyncio.CancelledError:
        print("The demo is over.")
        return 0


async def _play(port: int, *, open_page: bool) -> int:
    sandbox = await _start("-m", "sandbox", "--port", str(port), "--title", "OceanMart", out=subprocess.PIPE)
    try:
        return await _with_sandbox(sandbox, open_page=open_page)
    finally:
        await _stop(sandbox)


async def _with_sandbox(sandbox: asyncio.subprocess.Process, *, open_page: bool) -> int:
    assert sandbox.stdout is not None, "the sandbox tells its address"
    told = (await sandbox.stdout.readline()).decode().strip()
    if not told:
        print("The sandbox did not start. Is the port taken? Try another one: make demo PORT=8090", file=sys.stderr)
        return 1
    address = told.removeprefix("sandbox: ").rstrip("/")
    chosen = _chosen(address, _fresh_folder(address))
    await _fill(chosen)
    await _start_the_bot(address)
    shop = await _start("-m", "bot", "run", env=os.environ | chosen)
    try:
        return await _invite(shop, sandbox, address, open_page=open_page)
    finally:
        await _stop(shop)


async def _fill(chosen: dict[str, str]) -> None:
    """Terms, catalog and stock, as an owner would bring them in."""
    overrides: dict[str, object] = {name.lower(): value for name, value in chosen.items()}
    shop = await assemble(load_settings(env_file=None, **overrides))
    try:
        await publish_files(shop)
        with contextlib.redirect_stdout(io.StringIO()):
            for file in sorted(file for file in STOCK.glob("*.txt") if file.stem != SOLD_OUT):
                await import_stock(shop, file.stem, file)
    finally:
        await shop.close()


async def _start_the_bot(address: str) -> None:
    """As the admin, so that notices reach her from the beginning."""
    async with aiohttp.ClientSession() as session:
        await session.post(f"{address}/sandbox/users", json={"id": int(ADMIN), "started": True})


async def _invite(
    shop: asyncio.subprocess.Process, sandbox: asyncio.subprocess.Process, address: str, *, open_page: bool
) -> int:
    await _introduced(address)
    print(f"\n  OceanMart is open: {address}/\n  Buy something, switch to the admin, move the clock. Ctrl+C ends it.")
    print(f"  {SOLD_OUT} is sold out: ask for it as a customer, then send its codes as the admin, with /stock\n")
    sys.stdout.flush()
    if open_page:
        await asyncio.to_thread(webbrowser.open, f"{address}/")
    ends = [asyncio.ensure_future(process.wait()) for process in (shop, sandbox)]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    print("The shop or the sandbox has ended unexpectedly; see its output above.", file=sys.stderr)
    return 1


async def _introduced(address: str) -> None:
    """Wait until the shop introduces itself to the sandbox: from then on a tap is answered at once."""
    async with aiohttp.ClientSession() as session:
        for _ in range(TRIES):
            async with session.get(f"{address}/sandbox/calls") as answer:
                told = await answer.json()
            if any(call["method"] != "getMe" for call in told["calls"]):
                return
            await asyncio.sleep(EVERY)


async def _start(
    *arguments: str, env: dict[str, str] | None = None, out: int | None = None
) -> asyncio.subprocess.Process:
    """A Python program of ours, in a process group of its own: Ctrl+C reaches it through us, in the right order."""
    return await asyncio.create_subprocess_exec(sys.executable, *arguments, env=env, stdout=out, start_new_session=True)


async def _stop(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    await process.wait()
