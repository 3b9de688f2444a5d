"""Every button of every screen, in both languages, as customers of all kinds and as the owner."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tests.e2e import fixtures
from tests.e2e.context import GONE, UNCHANGED, StoryContext
from tests.e2e.crawler import Crawler
from tests.e2e.expected_texts import EN, ZH
from tests.e2e.people import Owner
from tests.e2e.screen_lint import ScreenLint, lint_of
from tests.support.process_harness import ROOT, keys, sandbox_running, shop_running

OWNERS = {"owner": 9001, "en": 9002, "zh": 9003}
COMMANDS = (
    "/start", "/shop", "/orders", "/subscriptions", "/support", "/paysupport", "/status", "/language", "/terms",
    "/privacy", "/help", "/start p_emby-30", "/start p_nothing", "/nonsense", "4711",
)  # fmt: skip
TWICE = 2
DESK = ("/admin", "/stock", "/pending", "/order", "/resend", "/refund", "/catalog", "/hide", "/show", "/publish_terms")
WORK_LISTS = tuple(f"a-pile:{work_list}" for work_list in ("waiting", "attention", "refunds", "dead"))


@pytest.fixture(scope="module")
async def story(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[StoryContext]:
    """A shop of its own for the crawler, since it leaves nothing as it was."""
    folder = tmp_path_factory.mktemp("crawled")
    ids = ",".join(map(str, OWNERS.values()))
    async with sandbox_running() as sandbox, shop_running(sandbox, folder, stock=(), ADMIN_IDS=ids) as shop:
        for owner in OWNERS.values():
            await sandbox.post("users", id=owner, first_name="Owner", language_code="en")
        await Owner(sandbox, OWNERS["owner"]).opens_up(*fixtures.SLUGS)
        yield StoryContext(sandbox, shop, Path())


@pytest.fixture(scope="module")
def titles() -> tuple[str, ...]:
    """Return the titles of the products, the longest first."""
    catalog = yaml.safe_load((ROOT / "data/catalog.example.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((title for one in catalog["products"] for title in one["title"].values()), key=len)[::-1])


def lint(words: SimpleNamespace) -> ScreenLint:
    """Knows what may stand in the other language: names, and the way to that language."""
    names = ("Telegram Stars", "NoteHarbor Pro", "OceanMart", "Emby", "Subsonic", "Language", "语言")
    return lint_of(words.code, "English version", "English", "中文版", "中文", *names)


async def test_no_customer_ever_stands_before_a_wall(story: StoryContext, titles: tuple[str, ...]) -> None:
    story.forgiven |= {UNCHANGED, GONE}
    olivia = Owner(story.sandbox, OWNERS["owner"])
    rich = [await story.customer(words) for words in (EN, ZH)]
    for one in rich:
        await fixtures.a_past(story, one, olivia)
    for one in rich:
        await fixtures.a_present(one, olivia)
    others = [await comes(words) for words in (EN, ZH) for comes in (story.stranger, story.customer)]

    crawled = [Crawler(one, lint(one.words), titles) for one in (*rich, *others)]
    crawled[-1].times = TWICE
    await asyncio.gather(*(crawler.crawl(COMMANDS) for crawler in crawled))

    report(crawled)
    assert [fault for crawler in crawled for fault in crawler.faults] == []
    assert all(len(crawler.screens) >= 60 for crawler in crawled[:2])
    assert all(len(crawler.screens) >= 30 for crawler in crawled[2:])
    assert sum(crawler.presses for crawler in crawled) >= 600
    assert all({"tm", "tn"} <= offered(crawler) for crawler in crawled)


async def test_a_button_is_pressed_although_the_shop_has_just_taken_its_message_away(
    story: StoryContext, titles: tuple[str, ...]
) -> None:
    ann = await story.customer(EN)
    number, crawler = await ann.orders("emby-30"), Crawler(ann, lint(EN), titles)
    await crawler.arrive()
    invoice = next(message for message in await ann.from_bot() if "invoice" in message)
    await ann.pays_for(number)
    await ann.loses(invoice)

    await crawler.press(invoice, keys(invoice)[-1])

    assert crawler.faults == []


async def test_no_owner_ever_stands_before_a_wall(story: StoryContext, titles: tuple[str, ...]) -> None:
    story.forgiven |= {UNCHANGED, GONE, "incident"}
    await fixtures.a_dead_letter(story, Owner(story.sandbox, OWNERS["owner"]))

    crawled = [await at_a_full_desk(story, words, titles) for words in (EN, ZH)]
    crawled[-1][0].times = TWICE
    await asyncio.gather(*(crawler.crawl(seeds, WORK_LISTS) for crawler, seeds in crawled))

    report([crawler for crawler, _ in crawled])
    assert [fault for crawler, _ in crawled for fault in crawler.faults] == []
    assert all(len(crawler.screens) >= 80 for crawler, _ in crawled)
    assert sum(crawler.presses for crawler, _ in crawled) >= 400


async def at_a_full_desk(
    story: StoryContext, words: SimpleNamespace, titles: tuple[str, ...]
) -> tuple[Crawler, tuple[str, ...]]:
    """An owner of a language for whom everything waits, and the commands to begin with."""
    ann, bob, me = await story.customer(words), await story.customer(words), Owner(story.sandbox, OWNERS[words.code])
    await me.says("/start")
    await me.taps(words.language)
    delivered, owed = await fixtures.a_desk(story, ann, bob, Owner(story.sandbox, OWNERS["owner"]))
    orders = [f"/{command} {delivered}" for command in ("order", "resend", "refund")]
    others = [f"/order {owed}", "/order NOPE", "/stock emby-30", "/stock nope", f"/refund {delivered} 4711"]
    return Crawler(me, lint(words), titles), (*DESK, *orders, *others)


def test_the_lint_sees_keys_holes_and_the_other_language() -> None:
    english, chinese = lint_of("en", "中文"), lint_of("zh", "Telegram Stars", "Emby")

    assert english.faults_of("Order order-paid", "en") == ["the key order-paid"]
    assert english.faults_of("In { $days } days", "en") == ["a hole ({)", "a hole ($d)", "a hole (})"]
    assert english.faults_of("Choose 中文 or 您", "en") == ["not en (您)"]
    assert chinese.faults_of("请 try again in a minute。", "zh") == ["not zh (try again in a minute)"]
    assert chinese.faults_of("Telegram Stars 付款，发送 /paysupport，Emby 30 天", "zh") == []


def offered(crawler: Crawler) -> set[str]:
    """Return the prefixes of the callback data of all buttons on all screens."""
    return {
        key["callback_data"].partition(":")[0]
        for message in crawler.screens.values()
        for key in keys(message)
        if "callback_data" in key
    }


def report(crawled: list[Crawler]) -> None:
    """Print how much was seen."""
    for crawler in crawled:
        seen = f"{len(crawler.screens)} screens, {crawler.presses} presses"
        print(f"{crawler.lint.code} {crawler.person.id}: {seen}")
