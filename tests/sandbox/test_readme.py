"""The README for other bot authors is true: its examples run as they stand, and it leaves nothing out."""

import re
import shlex
from argparse import ArgumentParser
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox import Server, Timings, World
from sandbox.__main__ import parser
from sandbox.control.control import ENDPOINTS
from sandbox.control.fault_requests import UPDATES
from sandbox.faults.faults import KINDS, OF_POSTS

README = (Path(__file__).parents[2] / "sandbox/README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^ {4}(curl .+)$", README, re.MULTILINE)
FORM = "application/x-www-form-urlencoded"
GRAMMAR = ArgumentParser()
GRAMMAR.add_argument("-X")
GRAMMAR.add_argument("-d", action="append", default=[])
GRAMMAR.add_argument("-F", action="append", default=[])
GRAMMAR.add_argument("address")


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """A client of a sandbox that is impatient at checkout and posts to nobody."""
    world = World(timings=Timings(pre_checkout=0.01))
    async with Server(world) as server, aiohttp.ClientSession(server.url) as client:
        yield client


async def test_the_examples_are_one_session_that_runs_as_it_stands(http: aiohttp.ClientSession) -> None:
    told = {}
    for example in EXAMPLES:
        status, answer = await curl(http, example)
        told[example] = f"{status} {answer}" if status != 200 or "error" in answer else "fine"

    assert {example: words for example, words in told.items() if words != "fine"} == {}
    assert len(told) > 20


def test_no_endpoint_is_left_out() -> None:
    named = set(re.findall(r"`(GET|POST|DELETE) ([a-z-]+(?:/[a-z_{}]+)?)", README))

    assert {(verb, path) for verb, path, _ in ENDPOINTS} - named == set()


def test_no_fault_and_no_option_is_left_out() -> None:
    options = {option for action in parser()._actions for option in action.option_strings if option.startswith("--")}
    words = set(re.findall(r"`([a-z_0-9]+)`", README))

    assert words >= KINDS | OF_POSTS | UPDATES
    assert options - {"--help"} <= set(re.findall(r"`(--[a-z-]+)", README))


async def curl(http: aiohttp.ClientSession, example: str) -> tuple[int, dict[str, Any]]:
    """Do what the command would do; nobody listens on port 9."""
    there = example.replace("$S", "/sandbox").replace("$B", "/bot42:SANDBOX-TOKEN").replace(":9000", ":9")
    said = GRAMMAR.parse_args(shlex.split(there)[1:])
    verb = said.X or ("POST" if said.d or said.F else "GET")
    address = said.address.replace("timeout=25", "timeout=0")
    async with http.request(verb, address, **body(said.d, said.F)) as response:
        return response.status, await response.json()


def body(data: list[str], parts: list[str]) -> dict[str, Any]:
    """Return the body of `-d` or `-F`."""
    if not parts:
        return {"data": "&".join(data).encode(), "headers": {"Content-Type": FORM}} if data else {}
    form = aiohttp.FormData()
    for name, _, value in (part.partition("=") for part in parts):
        upload = {"filename": value[1:]} if value.startswith("@") else {}
        form.add_field(name, b"content" if upload else value, **upload)
    return {"data": form}
