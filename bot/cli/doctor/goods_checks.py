"""The doctor's look at what customers are to read and buy, before they do: documents and catalog."""

import hashlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

from bot.cli.doctor import example_texts
from bot.cli.doctor.finding import Finding, fine, todo
from bot.settings.legal_documents import read_documents, unreadable_catalog
from bot.settings.problem_texts import sentences
from bot.settings.sections import FIELDS, Settings
from services.catalog.file import CatalogSnapshot, compare, parse
from services.domain.errors import FileRefused
from services.domain.legal.consent import DocumentKind, day_of
from services.domain.values.language import Language, LocalizedText
from services.legal.consents import Files, unfit

_PLACEHOLDER = re.compile(r"\bexample\.(?:com|org|net)\b")


def look_at_documents(settings: Settings) -> Iterator[Finding]:
    """The findings about documents: that they are there, can be shown, are the shop's own and name it."""
    folder = settings.shop.terms
    try:
        files = read_documents(folder)
    except FileRefused as refused:
        yield from (todo(f"{folder}/{one}") for one in sentences(refused.problems))
        return
    found = [
        *(f"{folder}/{one}" for one in sentences(unfit(files))),
        *_foreign(folder, files, settings.shop.name),
        *_apart(folder, files),
    ]
    yield from map(todo, found)
    if not found:
        yield fine(f"terms and privacy policy are in {folder}, in both languages")


def _foreign(folder: Path, files: Files, shop: LocalizedText) -> Iterator[str]:
    """The signs of another shop's documents: the project's example, another name, no name."""
    for (kind, language), body in files.items():
        file, words = f"{folder}/{kind}.{language}.html", _plain(body)
        if hashlib.sha256(body.encode()).hexdigest() in example_texts.DOCUMENTS:
            yield f"{file} is the example: have your lawyer write your own (data/terms/README.md)"
        yield from (
            f"{file} names {name}, and SHOP_NAME is {shop[language]}: put your own name there"
            for name in example_texts.NAMES
            if _plain(name) in words and _plain(name) not in _plain(shop.en + shop.zh)
        )
        if kind is DocumentKind.TERMS and _plain(shop[language]) not in words:
            yield f"{file} does not name your shop ({shop[language]}): say who sells, or correct SHOP_NAME"


def _apart(folder: Path, files: Files) -> Iterator[str]:
    """Documents whose languages name different versions."""
    for kind in DocumentKind:
        english, chinese = (day_of(files[kind, language]) for language in (Language.EN, Language.ZH))
        if english != chinese:
            told = f"{english or 'no version'} in English and {chinese or 'no version'} in Chinese"
            yield f"{folder}/{kind}.*.html: the version lines say {told}: bring both to the same"


def _plain(body: str) -> str:
    """A text as it is compared: without tags, space and capitals."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", body))).casefold()


def look_at_catalog_file(settings: Settings, *, database_exists: bool) -> Iterator[Finding]:
    """The catalog file of the first start; once the database exists, its own catalog is sold."""
    file = settings.shop.catalog
    if database_exists and not file.exists() and file == FIELDS["catalog"].default:
        return
    try:
        snapshot = parse(file.read_bytes())
    except OSError as error:
        yield todo(unreadable_catalog(file, error))
    except FileRefused as refused:
        yield from (todo(f"{file}: {one}") for one in sentences(refused.problems))
    else:
        yield fine(f"{file} is a valid catalog of {len(snapshot.products)} products")
        if not database_exists:
            yield from check_prices_and_stock(snapshot)


def check_prices_and_stock(snapshot: CatalogSnapshot) -> Iterator[Finding]:
    """The findings about goods: that they are the shop's own."""
    if not compare(parse(example_texts.CATALOG.read_bytes()), snapshot):
        yield todo("the catalog is the example: write down what you sell, and send it to the bot by /catalog")
        return
    for product in snapshot.products:
        words = (product.title, product.description, product.instructions)
        found = _PLACEHOLDER.search(" ".join(f"{one.en} {one.zh}" for one in words))
        if found and not product.hidden:
            yield todo(f"{product.slug} sends its buyers to {found[0]}, an address of the example: put your own there")
