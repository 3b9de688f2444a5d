"""Publishing documents by chat: what differs is shown first, and only that is put in force."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings.legal_documents import read_documents
from handlers.admin.legal import publish_terms
from handlers.admin.legal.publish_terms import render_editions, render_published
from handlers.admin.ui.callbacks import PublishTerms
from handlers.ui.text.translations import Texts
from services.domain.legal.consent import DocumentDiff, DocumentKind, day_of
from services.domain.values.language import Language
from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.ui.builders import BOTH, EN, data, fits, said
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
Files = dict[tuple[DocumentKind, Language], str]


def files(**changed: str) -> Files:
    """The documents as the test shop has published them, some of them changed (`terms_en="…"`)."""
    every = ((kind, one) for kind in DocumentKind for one in Language)
    return {(kind, one): changed.get(f"{kind}_{one}", f"{kind} {one}") for kind, one in every}


def holding(documents: Files) -> AdminFixture:
    admin = AdminFixture()
    admin.screen.shop_info = replace(admin.screen.shop_info, read_documents=lambda: documents)
    return admin


async def look(admin: AdminFixture, shop: ShopHarness) -> str | None:
    """Send /publish_terms; returns what the publish button says, if there is one."""
    await publish_terms.show_publish(None, shop.consents, admin.screen.shop_info, admin.screen, EN)
    return next((one.split(":")[1] for one in data(admin.screen.shown[-1]) if one.startswith("a-publish")), None)


async def publish(admin: AdminFixture, shop: ShopHarness, digest: str) -> None:
    pressed = PublishTerms(digest=digest)
    await publish_terms.publish_terms(None, pressed, shop.consents, admin.screen.shop_info, admin.context)


async def version(shop: ShopHarness, kind: DocumentKind) -> int:
    return (await shop.consents.document(kind, Language.EN)).version


async def test_what_did_not_change_cannot_be_published(shop: ShopHarness) -> None:
    admin = holding(files())

    assert await look(admin, shop) is None


async def test_changed_terms_are_published_and_asked_for_again(shop: ShopHarness) -> None:
    admin = holding(files(terms_en="new words", terms_zh="新条款"))
    digest = await look(admin, shop)
    assert digest is not None
    assert await version(shop, DocumentKind.TERMS) == 1

    await publish(admin, shop, digest)

    assert await version(shop, DocumentKind.TERMS) == 2
    assert await version(shop, DocumentKind.PRIVACY) == 1
    assert EN("admin-terms-asks-again") in admin.screen.shown[-1].text


async def test_a_changed_privacy_policy_asks_nobody_again(shop: ShopHarness) -> None:
    admin = holding(files(privacy_zh="新政策"))
    digest = await look(admin, shop)
    assert digest is not None
    assert EN("admin-terms-asks-again") not in admin.screen.shown[-1].text

    await publish(admin, shop, digest)

    assert (await version(shop, DocumentKind.TERMS), await version(shop, DocumentKind.PRIVACY)) == (1, 2)


async def test_files_that_changed_after_they_were_shown_are_not_published(shop: ShopHarness) -> None:
    documents = files(terms_en="one")
    admin = holding(documents)
    digest = await look(admin, shop)
    assert digest is not None
    documents[DocumentKind.TERMS, Language.EN] = "two"

    await publish(admin, shop, digest)

    assert await version(shop, DocumentKind.TERMS) == 1
    assert admin.screen.toasts == [EN.plain("admin-terms-moved")]


async def test_pressing_publish_twice_makes_one_version(shop: ShopHarness) -> None:
    admin = holding(files(terms_en="one"))
    digest = await look(admin, shop)
    assert digest is not None

    await publish(admin, shop, digest)
    await publish(admin, shop, digest)

    assert await version(shop, DocumentKind.TERMS) == 2


@both
def test_the_report_names_size_and_hash(t: Texts) -> None:
    editions = [
        DocumentDiff(kind, one, 3, f"{number:064x}", 54_321, changed=number % 2 == 0)
        for number, (kind, one) in enumerate((kind, one) for kind in DocumentKind for one in Language)
    ]

    outgoing = render_editions(editions, t)

    assert fits(outgoing)
    assert "54,321" in said(outgoing)
    assert "000000000000…" in said(outgoing)
    assert fits(render_published({DocumentKind.TERMS: 4, DocumentKind.PRIVACY: 2}, t))


async def test_files_that_telegram_cannot_show_are_named_and_not_published(shop: ShopHarness) -> None:
    admin = holding(files(terms_en="new words\n<p>x</p>", terms_zh="新条款"))

    assert await look(admin, shop) is None
    assert "terms.en.html, line 2" in admin.screen.shown[-1].text
    assert "&lt;p&gt;" in admin.screen.shown[-1].text
    await publish(admin, shop, "0" * 16)

    assert await version(shop, DocumentKind.TERMS) == 1


@both
def test_one_language_alone_and_version_lines_that_differ_are_named_before_publishing(t: Texts) -> None:
    def outgoing(*, zh_changed: bool, zh: str) -> str:
        publish_terms = [
            DocumentDiff(DocumentKind.TERMS, Language.EN, 1, "a" * 64, 9, changed=True, dated="2026-11-24"),
            DocumentDiff(DocumentKind.TERMS, Language.ZH, 1, "b" * 64, 9, changed=zh_changed, dated=zh),
        ]
        return said(render_editions(publish_terms, t))

    names = {one: t(f"admin-document-terms-{one}") for one in Language}
    alone = t("admin-terms-one-sided", changed=names[Language.EN], same=names[Language.ZH])
    dates = {"english": names[Language.EN], "chinese": names[Language.ZH], "first": "2026-11-24"}

    assert alone in outgoing(zh_changed=False, zh="2026-11-23")
    assert t("admin-terms-dates", second="2026-11-23", **dates) in outgoing(zh_changed=False, zh="2026-11-23")
    assert t("admin-terms-dates", second=t("admin-terms-undated"), **dates) in outgoing(zh_changed=True, zh="")
    assert outgoing(zh_changed=True, zh="2026-11-24").count("⚠️") == 2  # the two files differ, and nothing else


def test_the_version_line_is_read_in_both_languages() -> None:
    assert day_of("<b>Terms</b>\nVersion 2026-11-23\n\n2020-01-01") == "2026-11-23"
    assert day_of("<b>条款</b>\n版本 2026-11-23\n") == "2026-11-23"
    assert day_of("<b>Terms</b>\nVersion 7\n\n2020-01-01") == ""


async def test_a_file_that_is_not_there_is_named_and_nothing_is_an_incident(shop: ShopHarness, tmp_path: Path) -> None:
    admin = holding(files())
    admin.screen.shop_info = replace(admin.screen.shop_info, read_documents=lambda: read_documents(tmp_path))

    assert await look(admin, shop) is None
    assert "terms.en.html" in admin.screen.shown[-1].text
    assert "privacy.zh.html" in admin.screen.shown[-1].text
