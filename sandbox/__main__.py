"""`python -m sandbox`: serve until told to stop, and say in one line where."""

import argparse
import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from sandbox.api.json_types import Json
from sandbox.control.control_request import RequestError, checked_profile, pace
from sandbox.server import Server
from sandbox.users.users import DEFAULT_USERS
from sandbox.world import DEFAULT_TOKEN, World

PORTS = range(65_536)


def arguments() -> argparse.Namespace:
    """The command line, checked."""
    grammar = parser()
    given = grammar.parse_args()
    if not given.token.partition(":")[0].isdigit() or not given.token.partition(":")[2]:
        grammar.error(f"--token: expected <digits>:<anything>, got {len(given.token)} characters without that form")
    return given


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    grammar = argparse.ArgumentParser(prog="python -m sandbox", description="Telegram in a world, for bots under test.")
    grammar.add_argument("--host", default="127.0.0.1", help="address to serve on (default: loopback only)")
    grammar.add_argument("--port", type=port_from, default=8081, help="0 takes a free port (default: 8081)")
    grammar.add_argument("--token", default=DEFAULT_TOKEN, help="the token that the bot uses: <digits>:<anything>")
    grammar.add_argument("--title", default="Sandbox", help="the bot's name until it sets one itself")
    grammar.add_argument(
        "--users",
        type=users_from,
        default=DEFAULT_USERS,
        metavar="FILE",
        help="a JSON array of people, instead of Ann, Li Wei and Olivia",
    )
    grammar.add_argument("--flood", action="store_true", help="enforce Telegram's sending limits")
    grammar.add_argument(
        "--retry-pace",
        type=pace_from,
        default=1.0,
        metavar="N",
        help="scale of a webhook's retry times; 0.01 for tests",
    )
    grammar.add_argument("--post-anywhere", action="store_true", help="post to webhooks on other machines, too")
    return grammar


def port_from(text: str) -> int:
    """A port that there is."""
    port = int(text) if text.isascii() and text.isdigit() else -1
    if port not in PORTS:
        msg = f"a port is a whole number from 0 to {PORTS[-1]}, not {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return port


def pace_from(text: str) -> float:
    """A scale for the waits of retries."""
    try:
        return pace(text)
    except RequestError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def users_from(path: str) -> tuple[Json, ...]:
    """The people in a file, each with the fields that `POST /sandbox/users` takes."""
    try:
        return _people(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError, RequestError) as problem:
        raise argparse.ArgumentTypeError(f"{path} holds no JSON array of people: {problem}") from None


def _people(given: object) -> tuple[Json, ...]:
    if not isinstance(given, list):
        raise RequestError(f"it is {_kind(given)}")
    return tuple(map(_person, given))


def _person(one: object) -> Json:
    if not isinstance(one, dict):
        raise RequestError(f"a person is an object, not {_kind(one)}")
    return checked_profile(one)


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "an array", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


async def serve(given: argparse.Namespace) -> None:
    """Serve until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    world = World(
        given.token,
        given.title,
        given.users,
        limits_floods=given.flood,
        retry_pace=given.retry_pace,
        posts_anywhere=given.post_anywhere,
    )
    async with Server(world, given.host, given.port) as server:
        print(f"sandbox: {server.url}", flush=True)
        await stop.wait()


def main() -> int:
    """Serve; returns an exit code: 1 if the port cannot be had."""
    given = arguments()
    try:
        asyncio.run(serve(given))
    except OSError as error:
        print(f"sandbox: {given.host}:{given.port} cannot be had ({os.strerror(error.errno or 0)})", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
