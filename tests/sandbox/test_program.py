"""The program itself: one line when it serves, a clean end when it is told to stop, an explained refusal to start."""

import asyncio
import json
import re
import signal
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest


async def started(*arguments: str) -> asyncio.subprocess.Process:
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "sandbox", "--port", "0", *arguments, **pipes)


async def test_it_says_where_it_serves_and_ends_cleanly_while_a_poll_waits(tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    users.write_text(json.dumps([{"id": 5, "first_name": "Zoë"}]), encoding="utf-8")
    process = await started("--token", "77:SECRET", "--title", "Ocean", "--users", str(users))
    line = (await process.stdout.readline()).decode()
    url = re.fullmatch(r"sandbox: (http://127\.0\.0\.1:\d+/)\n", line)[1]
    state = json.load(await asyncio.to_thread(urlopen, f"{url}sandbox/state"))
    assert (state["bot"]["id"], state["bot"]["first_name"]) == (77, "Ocean")
    assert [user["first_name"] for user in state["users"]] == ["Zoë"]
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2].strip("/")))
    writer.write(b"GET /bot77:SECRET/getUpdates?timeout=50 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    await writer.drain()
    process.send_signal(signal.SIGTERM)
    out, err = await asyncio.wait_for(process.communicate(), 10)
    writer.close()
    await reader.read()
    assert (process.returncode, out, err) == (0, b"", b"")


async def test_a_token_without_its_form_is_explained_and_not_repeated() -> None:
    process = await started("--token", "nonsense")
    _, err = await process.communicate()
    assert process.returncode == 2
    assert b"expected <digits>:<anything>" in err
    assert b"nonsense" not in err


async def test_users_that_cannot_be_read_are_explained(tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    users.write_text('[{"id": "one"}]', encoding="utf-8")
    process = await started("--users", str(users))
    _, err = await process.communicate()
    assert process.returncode == 2
    assert b"id must be a whole number, not 'one'" in err


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('{"id": 1001}', "it is an object"),
        ('"Ann"', "it is a text"),
        ('["Ann"]', "a person is an object, not a text"),
        ("[5, null]", "a person is an object, not a number"),
        ("[" * 100_000, "recursion"),
    ],
)
async def test_users_of_another_shape_are_explained_in_words(tmp_path: Path, written: str, told: str) -> None:
    users = tmp_path / "users.json"
    users.write_text(written, encoding="utf-8")
    process = await started("--users", str(users))
    _, err = await process.communicate()
    assert process.returncode == 2
    assert "holds no JSON array of people" in err.decode()
    assert told in err.decode()


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
async def test_a_port_that_there_is_not_is_explained(port: str) -> None:
    process = await started(f"--port={port}")
    _, err = await process.communicate()
    assert process.returncode == 2
    assert f"a port is a whole number from 0 to 65535, not '{port}'" in err.decode()


async def test_a_pace_slower_than_telegrams_is_explained() -> None:
    process = await started("--retry-pace", "2")
    _, err = await process.communicate()
    assert process.returncode == 2
    assert b"the pace of retries must be between 0 and 1, not '2'" in err
