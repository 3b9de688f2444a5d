import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from hypothesis import given
from hypothesis import strategies as st

from services.catalog.file import CatalogSnapshot, Changed, compare, dump, parse
from services.catalog.file.fields import DEAREST
from services.domain.catalog.product import Category, Kind, Product, Renewal, StockDisplay
from services.domain.errors import FileProblem, FileRefused
from services.domain.values.blank import is_blank
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money
from services.stock.file import read
from tests.architecture.places import CATALOG_FILE, STOCK_FILE
from tests.architecture.source import modules

EXAMPLE = Path("data/catalog.example.yaml")
STOCK = Path("data/stock.example")

EMBY = Category("emby", LocalizedText("Emby", "Emby"))
EMBY_30 = Product(
    slug="emby-30",
    category="emby",
    title=LocalizedText("Emby 30", "Emby 30 天"),
    description=LocalizedText("Films and series.", "电影和剧集。"),
    instructions=LocalizedText("1. Redeem.\n2. Watch.", "1. 兑换。\n2. 观看。"),
    kind=Kind.LICENSE_CODE,
    prices={Currency.XTR: 250, Currency.CNY: 990},
    duration_days=30,
)
SNAPSHOT = CatalogSnapshot((EMBY,), (EMBY_30,))
FILE = """\
categories:
  - slug: emby
    title: {en: Emby, zh: Emby}
products:
  - slug: emby-30
    category: emby
    kind: license_code
    title: {en: Emby 30, zh: Emby 30 天}
    description:
      en: Films and series.
      zh: 电影和剧集。
    instructions:
      en: |
        1. Redeem.
        2. Watch.
      zh: |
        1. 兑换。
        2. 观看。
    prices:
      XTR: 250
      CNY: 9.90
    duration_days: 30
"""

slugs = st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True) | st.sampled_from(
    ["no", "null", "1e3", "0x1f", "-", "1-1", "on"]
)
letters = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp"],
    exclude_characters="\ufeff\ufffe\uffff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)


def texts(most: int, extra: str = "") -> st.SearchStrategy[str]:
    alphabet = st.one_of(letters, st.sampled_from(" '\"#:-?&*!|>%@`{}[],~=<\\天⭐" + extra))
    written = st.text(alphabet, min_size=1, max_size=most // 2).map(str.strip).filter(lambda text: not is_blank(text))
    return written | st.sampled_from(
        ["no", "null", "~", "1e3", "9.90", "0x10", "2026-11-23", "- a", "a: b", "<<", "=", "yes"]
    )


def words(most: int, extra: str = "") -> st.SearchStrategy[LocalizedText]:
    return st.builds(LocalizedText, texts(most, extra), texts(most, extra))


@st.composite
def snapshots(draw: st.DrawFn) -> CatalogSnapshot:
    categories = draw(st.lists(st.builds(Category, slugs, words(32)), max_size=4, unique_by=lambda one: one.slug))
    if not categories:
        return CatalogSnapshot()
    days = draw(st.none() | st.integers(1, 3650))
    product = st.builds(
        Product,
        slug=slugs,
        category=st.sampled_from([category.slug for category in categories]),
        title=words(32),
        description=words(200, "\n"),
        instructions=words(200, "\n") | st.just(LocalizedText()),
        kind=st.sampled_from(Kind),
        prices=st.dictionaries(st.sampled_from(Currency), st.integers(1, DEAREST), min_size=1),
        duration_days=st.just(days),
        renewal=st.sampled_from(Renewal if days else [Renewal.REPLACE]),
        max_quantity=st.integers(1, 50),
        stock_display=st.sampled_from(StockDisplay),
        photo=st.sampled_from(
            [None, "https://example.com/a.png?b=c#d", "AgACAgIAAxkBAAI_demo-file-id", "https://example.com"]
        ),
        hidden=st.booleans(),
    )
    return CatalogSnapshot(
        tuple(categories), tuple(draw(st.lists(product, max_size=4, unique_by=lambda one: one.slug)))
    )


def problems(source: str | bytes) -> list[FileProblem]:
    with pytest.raises(FileRefused) as refused:
        parse(source)
    return list(refused.value.problems)


def only(source: str | bytes) -> tuple[int, str, str]:
    (problem,) = problems(source)
    return problem.line, problem.field, problem.key.removeprefix("catalog-file-")


def changed(old: str, new: str) -> str:
    assert FILE.count(old) == 1
    return FILE.replace(old, new)


def test_a_file_is_read_in_its_order_and_to_the_letter() -> None:
    snapshot = parse(FILE)

    assert snapshot == SNAPSHOT


@pytest.mark.parametrize("disguise", ["\ufeff{}", "{}\n\n# the end"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("as_bytes", [True, False])
def test_windows_files_are_welcome(disguise: str, end: str, *, as_bytes: bool) -> None:
    text = disguise.format(FILE).replace("\n", end)

    snapshot = parse(text.encode() if as_bytes else text)

    assert snapshot == SNAPSHOT


@given(snapshots())
def test_what_is_written_reads_back_the_same(snapshot: CatalogSnapshot) -> None:
    read = parse(dump(snapshot))

    assert read == snapshot


@given(snapshots())
def test_the_same_snapshot_is_always_written_the_same(snapshot: CatalogSnapshot) -> None:
    written = dump(snapshot)

    assert dump(parse(written)) == written


def test_a_written_file_is_pleasant_to_edit() -> None:
    written = dump(SNAPSHOT)

    assert written.endswith("""
products:
  - slug: emby-30
    category: emby
    kind: license_code
    title:
      en: Emby 30
      zh: Emby 30 天
    description:
      en: Films and series.
      zh: 电影和剧集。
    instructions:
      en: |
        1. Redeem.
        2. Watch.
      zh: |
        1. 兑换。
        2. 观看。
    prices:
      XTR: 250
      CNY: 9.90
    duration_days: 30
    renewal: replace
    max_quantity: 1
    stock_display: exact
""")


def test_the_database_id_is_no_business_of_the_file() -> None:
    written = dump(CatalogSnapshot((EMBY,), (replace(EMBY_30, id=7),)))

    assert parse(written) == SNAPSHOT


def test_yaml_guesses_nothing() -> None:
    text = changed("en: Films and series.", "en: no").replace("title: {en: Emby 30,", "title: {en: 1e3,")

    product = parse(text).products[0]

    assert (product.title.en, product.description.en) == ("1e3", "no")


def test_what_is_left_empty_is_left_out() -> None:
    text = FILE + "    photo:\n    stock_display: ~\n    renewal: null\n    hidden: false\n"

    snapshot = parse(text)

    assert snapshot == SNAPSHOT


def test_every_option_can_be_written() -> None:
    options = [
        "renewal: extend",
        "max_quantity: 50",
        "stock_display: few",
        "photo: https://a.example/b",
        "hidden: true",
    ]
    text = FILE + "".join(f"    {option}\n" for option in options)

    (product,) = parse(text).products

    assert product == replace(
        EMBY_30,
        renewal=Renewal.EXTEND,
        max_quantity=50,
        stock_display=StockDisplay.FEW,
        photo="https://a.example/b",
        hidden=True,
    )


def test_all_mistakes_are_told_at_once_and_in_order() -> None:
    text = (
        changed("kind: license_code", "kind: licence")
        .replace("XTR: 250", "XTR: 1e3")
        .replace("duration_days: 30", "color: red")
    )

    found = [(problem.line, problem.key) for problem in problems(text)]

    assert found == [(7, "catalog-file-choice"), (20, "catalog-file-price"), (22, "catalog-file-unknown")]


PRODUCT = "products[emby-30]"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("duration_days: 30", "colour: red", (22, PRODUCT, "unknown")),
        ("duration_days: 30", "[a]: red", (22, PRODUCT, "unknown")),
        ("duration_days: 30", "kind: license_code", (22, PRODUCT, "repeated")),
        ("    kind: license_code\n", "", (5, f"{PRODUCT}.kind", "missing")),
        ("kind: license_code", "kind:", (7, f"{PRODUCT}.kind", "missing")),
        ("kind: license_code", "kind: [license_code]", (7, f"{PRODUCT}.kind", "choice")),
        ("kind: license_code", "kind: License_Code", (7, f"{PRODUCT}.kind", "choice")),
        ("slug: emby-30", "slug: Emby 30", (5, "products[1].slug", "slug")),
        ("slug: emby-30", "slug: " + "a" * 33, (5, "products[1].slug", "slug")),
        ("  - slug: emby-30\n    category", "  - category", (5, "products[1].slug", "missing")),
        ("category: emby", "category: movies", (6, f"{PRODUCT}.category", "category")),
        ("category: emby", "category: ''", (6, f"{PRODUCT}.category", "category")),
        ("zh: Emby 30 天}", "zh: ''}", (8, f"{PRODUCT}.title.zh", "missing")),
        ("{en: Emby 30, zh: Emby 30 天}", "{en: Emby 30}", (8, f"{PRODUCT}.title.zh", "missing")),
        ("{en: Emby 30, zh: Emby 30 天}", "Emby 30", (8, f"{PRODUCT}.title", "table")),
        ("{en: Emby 30, zh: Emby 30 天}", "{en: Emby 30, zh: [一]}", (8, f"{PRODUCT}.title.zh", "text")),
        ("{en: Emby 30, zh: Emby 30 天}", "{en: Emby 30, zh: 一, fr: un}", (8, f"{PRODUCT}.title", "unknown")),
        ("{en: Emby 30, zh", "{en: " + "a" * 33 + ", zh", (8, f"{PRODUCT}.title.en", "long")),
        ("{en: Emby 30, zh", "{en: " + "🌊" * 17 + ", zh", (8, f"{PRODUCT}.title.en", "long")),
        ("{en: Emby 30, zh", '{en: "a\\nb", zh', (8, f"{PRODUCT}.title.en", "character")),
        ("en: Films and series.", "en: " + "a" * 701, (10, f"{PRODUCT}.description.en", "long")),
        ("en: Films and series.", 'en: "a\\u202eb"', (10, f"{PRODUCT}.description.en", "character")),
        ("en: Films and series.", 'en: "a\\tb"', (10, f"{PRODUCT}.description.en", "character")),
        ("XTR: 250", "XTR: 1e3", (20, f"{PRODUCT}.prices.XTR", "price")),
        ("XTR: 250", "XTR: 2_500", (20, f"{PRODUCT}.prices.XTR", "price")),
        ("XTR: 250", "XTR: 0250", (20, f"{PRODUCT}.prices.XTR", "price")),
        ("XTR: 250", "XTR: -1", (20, f"{PRODUCT}.prices.XTR", "price")),
        ("XTR: 250", "XTR: ２５０", (20, f"{PRODUCT}.prices.XTR", "price")),
        ("XTR: 250", "XTR: 2.5", (20, f"{PRODUCT}.prices.XTR", "whole")),
        ("XTR: 250", "XTR: 0", (20, f"{PRODUCT}.prices.XTR", "free")),
        ("XTR: 250", "XTR: 1000000000001", (20, f"{PRODUCT}.prices.XTR", "dear")),
        ("XTR: 250", "EUR: 250", (20, f"{PRODUCT}.prices", "unknown")),
        ("CNY: 9.90", "CNY: 9.901", (21, f"{PRODUCT}.prices.CNY", "decimals")),
        ("CNY: 9.90", "CNY: 0.00", (21, f"{PRODUCT}.prices.CNY", "free")),
        ("CNY: 9.90", "CNY: 9,90", (21, f"{PRODUCT}.prices.CNY", "price")),
        ("CNY: 9.90", "CNY: {a: 1}", (21, f"{PRODUCT}.prices.CNY", "price")),
        ("\n      XTR: 250\n      CNY: 9.90", " {}", (19, f"{PRODUCT}.prices", "priceless")),
        ("\n      XTR: 250\n      CNY: 9.90", " {XTR: ~}", (19, f"{PRODUCT}.prices", "priceless")),
        ("\n      XTR: 250\n      CNY: 9.90", " 250", (19, f"{PRODUCT}.prices", "table")),
        ("\n      XTR: 250\n      CNY: 9.90", "", (19, f"{PRODUCT}.prices", "missing")),
        ("duration_days: 30", "duration_days: 0", (22, f"{PRODUCT}.duration_days", "number")),
        ("duration_days: 30", "duration_days: 3651", (22, f"{PRODUCT}.duration_days", "number")),
        ("duration_days: 30", "duration_days: 30.0", (22, f"{PRODUCT}.duration_days", "number")),
        ("duration_days: 30", "duration_days: 1e3", (22, f"{PRODUCT}.duration_days", "number")),
        ("duration_days: 30", "max_quantity: 51", (22, f"{PRODUCT}.max_quantity", "number")),
        ("duration_days: 30", "renewal: extend", (22, f"{PRODUCT}.renewal", "endless")),
        ("duration_days: 30", "renewal: sometimes", (22, f"{PRODUCT}.renewal", "choice")),
        ("duration_days: 30", "stock_display: some", (22, f"{PRODUCT}.stock_display", "choice")),
        ("duration_days: 30", "hidden: yes", (22, f"{PRODUCT}.hidden", "choice")),
        ("duration_days: 30", "photo: http://example.com/a.png", (22, f"{PRODUCT}.photo", "photo")),
        ("duration_days: 30", "photo: a.png", (22, f"{PRODUCT}.photo", "photo")),
        (
            "  - slug: emby\n",
            "  - slug: emby\n    title: {en: a, zh: b}\n  - slug: emby\n",
            (4, "categories[emby]", "twin"),
        ),
        ("categories:\n", "shop: a\ncategories:\n", (1, "catalog", "unknown")),
        ("    duration_days: 30\n", "  - [a]\n", (22, "products[2]", "table")),
        ("categories:\n", "categories: &here\n", (1, "", "alias")),
        ("en: Films and series.", "en: *here", (10, "", "alias")),
        ("duration_days: 30", "duration_days: !!int 30", (22, "", "tag")),
        ("duration_days: 30", "\tduration_days: 30", (22, "", "tab")),
        ("duration_days: 30", "duration_days:\t30", (22, "", "tab")),
        ("en: Films and series.", "en: Films: series.", (10, "", "syntax")),
        ("en: Films and series.", "en: 'Films and series.", (10, "", "syntax")),
        ("en: Films and series.", 'en: "\\UFFFFFFFF"', (10, "", "syntax")),
        ("en: Films and series.", "en: [[[[[[[a]]]]]]]", (10, "", "deep")),
        ("en: Films and series.", "en: a\u202eb", (10, "", "hidden")),
        ("en: Films and series.", "en: a\0b", (10, "", "hidden")),
        ("en: Films and series.", "en: a\u2028b", (10, "", "hidden")),
        ("en: Films and series.", "en: a # \ud800", (10, "", "hidden")),
        ("    duration_days: 30\n", "---\na: b\n", (22, "", "documents")),
    ],
)
def test_every_mistake_names_its_line_its_field_and_itself(old: str, new: str, expected: tuple[int, str, str]) -> None:
    text = changed(old, new)

    assert only(text) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", (0, "", "empty")),
        ("# nothing\n", (0, "", "empty")),
        ("catalog", (1, "catalog", "table")),
        ("categories: []\nproducts: emby", (2, "products", "list")),
        ("categories: []\n", (1, "products", "missing")),
        (b"categories: []\nproducts: \xff\n", (2, "", "encoding")),
        ("#" * 1_000_001, (0, "", "big")),
        ("#" + "海" * 333_334, (0, "", "big")),
        ("[" * 100_000, (1, "", "deep")),
    ],
)
def test_a_file_can_be_wrong_as_a_whole(source: str | bytes, expected: tuple[int, str, str]) -> None:
    assert only(source) == expected


def test_an_empty_shop_is_a_catalog_too() -> None:
    snapshot = parse("categories: []\nproducts: []\n")

    assert snapshot == CatalogSnapshot()
    assert parse(dump(snapshot)) == snapshot


def test_a_slug_is_sold_once() -> None:
    text = FILE + FILE.partition("products:\n")[2]

    assert only(text) == (23, "products[emby-30]", "twin")


def test_what_is_quoted_from_a_file_is_short_and_visible() -> None:
    (problem,) = problems(changed("kind: license_code", 'kind: "\\e' + "x" * 100 + '"'))

    assert problem.found == "�" + "x" * 58 + "…"
    assert problem.expected == "license_code, subscription_link"


def test_the_largest_price_is_still_a_price() -> None:
    (product,) = parse(changed("XTR: 250", f"XTR: {DEAREST}")).products

    assert product.price(Currency.XTR) == Money(DEAREST, Currency.XTR)


@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(data: Any) -> None:
    start = data.draw(st.integers(0, len(FILE)))
    length = data.draw(st.integers(0, 30))
    patch = data.draw(st.text(st.sampled_from("{}[]:,-?&*!|>'\"%@#\\\n\t ~aU0F<=.") | st.characters(), max_size=12))

    try:
        snapshot = parse(FILE[:start] + patch + FILE[start + length :])
    except FileRefused as refused:
        found = refused.problems
    else:
        found = () if parse(dump(snapshot)) == snapshot else (FileProblem(0, "", "lost"),)

    assert all(0 <= problem.line <= FILE.count("\n") + 14 and problem.key != "lost" for problem in found)


@given(snapshots())
def test_a_snapshot_does_not_differ_from_itself(snapshot: CatalogSnapshot) -> None:
    diff = compare(snapshot, snapshot)

    assert not diff


@given(snapshots(), snapshots())
def test_every_product_of_the_new_snapshot_is_accounted_for(old: CatalogSnapshot, new: CatalogSnapshot) -> None:
    diff = compare(old, new)

    touched = {change.slug for change in diff.products.changed}
    after = {product.slug: product for product in old.products if product.slug not in touched}
    after |= {product.slug: product for product in diff.products.added}
    assert all(after.get(product.slug, product) == product for product in new.products)
    assert {product.slug for product in diff.products.removed}.isdisjoint(product.slug for product in new.products)


def test_a_change_names_its_field_as_the_file_does() -> None:
    cheaper = replace(EMBY_30, prices={Currency.XTR: 200}, title=LocalizedText("Emby 30", "Emby"), hidden=True, id=9)

    diff = compare(SNAPSHOT, CatalogSnapshot((replace(EMBY, title=LocalizedText("Emby", "影音")),), (cheaper,)))

    assert diff.categories.changed == (Changed("emby", "title.zh", "Emby", "影音"),)
    assert diff.products.changed == (
        Changed("emby-30", "title.zh", "Emby 30 天", "Emby"),
        Changed("emby-30", "prices.XTR", Money(250, Currency.XTR), Money(200, Currency.XTR)),
        Changed("emby-30", "prices.CNY", Money(990, Currency.CNY), None),
        Changed("emby-30", "hidden", old=False, new=True),
    )


def test_what_is_new_and_what_is_gone_are_told() -> None:
    music = Category("music", LocalizedText("Music", "音乐"))
    song = replace(EMBY_30, slug="song", category="music")

    diff = compare(SNAPSHOT, CatalogSnapshot((music,), (song,)))

    assert (diff.categories.added, diff.products.added) == ((music,), (song,))
    assert diff.products.removed == (EMBY_30,)
    assert not diff.categories.removed, "a product that is only hidden still stands in it"


def test_an_empty_category_can_go() -> None:
    diff = compare(CatalogSnapshot((EMBY,)), CatalogSnapshot())

    assert diff.categories.removed == (EMBY,)


def test_hiding_what_is_hidden_is_no_change() -> None:
    diff = compare(CatalogSnapshot((EMBY,), (replace(EMBY_30, hidden=True),)), CatalogSnapshot())

    assert not diff


def test_another_order_is_a_change() -> None:
    other = replace(EMBY_30, slug="emby-365")

    diff = compare(CatalogSnapshot((EMBY,), (EMBY_30, other)), CatalogSnapshot((EMBY,), (other, EMBY_30)))

    assert diff
    assert diff.products.reordered
    assert not diff.categories.reordered


def test_the_example_catalog_is_valid_and_complete() -> None:
    snapshot = parse(EXAMPLE.read_bytes())

    goods = {product.slug: product for product in snapshot.products}
    assert parse(dump(snapshot)) == snapshot
    assert {"emby-30", "emby-365", "all-access-30"} <= set(goods)
    assert all({Currency.XTR, Currency.CNY} <= set(product.prices) for product in snapshot.products)
    assert all(product.instructions for product in snapshot.products)
    assert {product.stock_display for product in snapshot.products} == set(StockDisplay)
    assert {product.renewal for product in snapshot.products} == set(Renewal)
    assert None in {product.duration_days for product in snapshot.products}


def test_every_example_product_has_valid_and_clearly_fake_stock() -> None:
    snapshot = parse(EXAMPLE.read_bytes())

    stock = {one.slug: read((STOCK / f"{one.slug}.txt").read_bytes(), None, one.kind) for one in snapshot.products}

    assert {path.stem for path in STOCK.iterdir()} == set(stock)
    assert not any(one.malformed or one.unusual or one.must_ask for one in stock.values())
    assert all("demo" in line.text.lower() for one in stock.values() for line in one.lines)
    assert sorted(len({line.text for line in one.lines}) for one in stock.values()) == [3, 40, 40, 40, 40, 40]


def test_chinese_texts_of_the_example_use_chinese_punctuation() -> None:
    snapshot = parse(EXAMPLE.read_bytes())

    texts = [text for one in snapshot.products for text in (one.title.zh, one.description.zh, one.instructions.zh)]
    assert not [text for text in texts if re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text)]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("file", "prefix", "sources"),
    [("admin/catalog", "catalog-file-", CATALOG_FILE), ("admin/stock", "stock-line", STOCK_FILE)],
)
def test_every_problem_has_a_sentence_and_every_sentence_a_problem(
    language: str, file: str, prefix: str, sources: str
) -> None:
    resource = FluentParser().parse(Path(f"locales/{language}/{file}.ftl").read_text(encoding="utf-8"))

    keys = {
        key
        for source in modules(sources)
        for key in re.findall(r'"((?:catalog-file|stock-lines?)-[a-z-]+)"', source.text)
    }
    named = {entry.id.name for entry in resource.body if isinstance(entry, Message)}
    assert {name for name in named if name.startswith(prefix)} == keys


@pytest.mark.parametrize(("file", "prefix"), [("admin/catalog", "catalog-file-"), ("admin/stock", "stock-line")])
def test_both_languages_tell_the_same_facts(file: str, prefix: str) -> None:
    english, chinese = (
        {
            line.partition(" =")[0]: set(re.findall(r"\$[a-z]+", line))
            for line in Path(f"locales/{language}/{file}.ftl").read_text(encoding="utf-8").splitlines()
            if " = " in line and line.startswith(prefix)
        }
        for language in ("en", "zh")
    )

    assert english == chinese
    assert set().union(*english.values()) <= {"$line", "$field", "$found", "$expected"}
