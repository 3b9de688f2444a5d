"""The words of the command line: `python -m bot COMMAND …`."""

import argparse
from pathlib import Path
from typing import Any

from services.stock.file import ENCODINGS, NO, SIGNS, YES

PORTS = range(65_536)


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    words = argparse.ArgumentParser(
        prog="python -m bot", description="OceanMart: a Telegram shop that delivers by itself."
    )
    commands = words.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="serve customers until stopped")
    commands.add_parser("check", help="the doctor: is everything ready to sell?")
    commands.add_parser("whoami", help="your Telegram id, for ADMIN_IDS: write to the bot, and read it here")
    commands.add_parser("migrate", help="bring the database to the newest schema")
    _goods(commands)
    _copies(commands)
    _people(commands)
    play = commands.add_parser("demo", help="the shop against the built-in sandbox, in the browser")
    play.add_argument("--port", type=_port, default=8080)
    play.add_argument("--no-open", action="store_true", help="do not open the browser")
    return words


def _goods(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the name of this type to itself
    snapshot = commands.add_parser("catalog", help="read or write the catalog as a YAML file")
    snapshot.add_argument("direction", choices=["import", "export"])
    snapshot.add_argument("file", type=Path)
    stock = commands.add_parser("import-stock", help="import codes or links from a .txt or .csv file")
    stock.add_argument("product", help="the product's slug, for example emby-30")
    stock.add_argument("file", type=Path)
    stock.add_argument("--encoding", choices=ENCODINGS)
    stock.add_argument(
        "--separator", choices=list(SIGNS), help="what separates the columns; line: the whole line is sold"
    )
    stock.add_argument("--heading", choices=[YES, NO], help="whether the first line is a heading and not sold")
    stock.add_argument("--column", type=_column, metavar="N", help="the column that is sold, from 1")
    aside = commands.add_parser("quarantine", help="take codes off sale, or put them back")
    aside.add_argument("product", help="the product's slug, for example emby-30")
    aside.add_argument(
        "what", nargs="?", type=_moved, metavar="COUNT|all|back", help="how many to take off sale; nothing only looks"
    )


def _copies(commands: Any) -> None:  # noqa: ANN401
    commands.add_parser("backup", help="write a verified copy of the SQLite database").add_argument("file", type=Path)
    commands.add_parser("restore", help="try a backup and put it in the place of the database").add_argument(
        "file", type=Path
    )
    copy = commands.add_parser("copy-database", help="copy the whole shop into an empty database")
    copy.add_argument("source", metavar="FROM", help="the address of a database, or a file of SQLite")
    copy.add_argument("target", metavar="TO", help="the same, of an empty one")


def _people(commands: Any) -> None:  # noqa: ANN401
    commands.add_parser("books", help="write what came in, day by day, as a table (CSV)").add_argument(
        "file", type=Path
    )
    copy = commands.add_parser("export", help="write what is kept of a customer to a file (JSON)")
    copy.add_argument("customer", type=_person, metavar="ID", help="the customer's Telegram id")
    copy.add_argument("file", type=Path)
    away = commands.add_parser("erase", help="erase a customer; orders and payments stay")
    away.add_argument("customer", type=_person, metavar="ID", help="the customer's Telegram id")
    away.add_argument("--yes", action="store_true", help="you have a backup, and mean it")
    proof = commands.add_parser("verify", help="try the evidence of consent")
    proof.add_argument("--known", metavar="HASH", help="a newest hash that was written down earlier")


def _moved(word: str) -> str | int:
    if word in {"all", "back"}:
        return word
    return _whole(word, "how many is a whole number from 1, or all, or back")


def _person(word: str) -> int:
    return _whole(word, "a Telegram id is a whole number, like 123456789")


def _whole(word: str, expected: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word)):
        msg = f"{expected}; not {word!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(word)


def _column(word: str) -> int:
    """Counted from 1 by people, from 0 here."""
    return _whole(word, "a column is a whole number from 1") - 1


def _port(word: str) -> int:
    port = int(word) if word.isascii() and word.isdigit() else -1
    if port not in PORTS:
        msg = f"a port is a whole number from 0 to {PORTS[-1]}, not {word!r}"
        raise argparse.ArgumentTypeError(msg)
    return port
