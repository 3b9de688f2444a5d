"""/publish_terms: the documents as they lie on disk beside those in force, and the button that puts them in force."""

import hashlib
from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command

from handlers.admin.ui.callbacks import PublishTerms, ShowPublish
from handlers.admin.ui.keyboards import menu_button
from handlers.admin.ui.uploads import problems
from handlers.ui.keyboards import PRIMARY, button, close_button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.errors import FileRefused
from services.domain.legal.consent import DocumentDiff, DocumentKind
from services.domain.values.language import Language
from services.legal.consents import ConsentRegistry, Files, unfit

router = Router(name=__name__)
DIGEST = 12


@router.message(Command("publish_terms"))
@router.callback_query(ShowPublish.filter())
async def show_publish(
    _event: object, consents: ConsentRegistry, shop_info: ShopInfo, screen: Screen, t: Texts
) -> None:
    """Show what publishing would change, or what keeps the files from being published."""
    try:
        files = _fit(shop_info)
    except FileRefused as refused:
        await screen.show(render_unfit(refused, t))
        return
    await screen.show(render_editions(await consents.diff_with_published(files), t))


@router.callback_query(PublishTerms.filter())
async def publish_terms(
    _event: object, callback_data: PublishTerms, consents: ConsentRegistry, shop_info: ShopInfo, context: Context
) -> None:
    """Put the files in force, if they are still those that were shown."""
    screen, t = context.screen, context.t
    key = context.act.to("publish-terms")
    if (done := await consents.published(key)) is not None:
        await screen.show(render_published(done, t))
        return
    try:
        files = _fit(shop_info)
    except FileRefused as refused:
        await screen.show(render_unfit(refused, t))
        return
    editions = await consents.diff_with_published(files)
    if callback_data.digest != _digest(editions):
        screen.toast(t.plain("admin-terms-moved"), alert=True)
        await screen.show(render_editions(editions, t))
        return
    versions = await consents.publish_all(_changed(editions), files, context.customer.id, key)
    await screen.show(render_published(versions, t))


def _fit(shop_info: ShopInfo) -> Files:
    """The files as they lie on disk. Raises FileRefused for those that are amiss or that Telegram could not show."""
    files = shop_info.read_documents()
    if found := unfit(files):
        raise FileRefused(*found)
    return files


def _changed(editions: Sequence[DocumentDiff]) -> list[DocumentKind]:
    """The documents of which any language differs, in the order of DocumentKind."""
    return [kind for kind in DocumentKind if any(one.changed and one.kind is kind for one in editions)]


def _digest(editions: Sequence[DocumentDiff]) -> str:
    shown = "\n".join(f"{one.kind} {one.version} {one.language} {one.sha256}" for one in editions)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def render_editions(editions: Sequence[DocumentDiff], t: Texts) -> OutgoingMessage:
    """Each file: what it is, how large, whether it differs from what is in force."""
    told = [_edition(one, t) for one in editions]
    changed = _changed(editions)
    close = close_button(t)
    if not changed:
        return OutgoingMessage(
            lines([t("admin-terms-title"), Html(""), *told, Html(""), t("admin-terms-same")]), keyboard([close])
        )
    asks = [t("admin-terms-asks-again")] if DocumentKind.TERMS in changed else []
    publish = button(t.plain("button-admin-publish"), PublishTerms(digest=_digest(editions)), PRIMARY)
    uncertain_attempts = [
        doubt for kind in changed for doubt in _uncertain([one for one in editions if one.kind is kind], t)
    ]
    text = lines([t("admin-terms-title"), Html(""), *told, Html(""), *uncertain_attempts, *asks, t("admin-terms-ask")])
    return OutgoingMessage(text, keyboard([publish], [close]))


def _uncertain(editions: Sequence[DocumentDiff], t: Texts) -> list[Html]:
    """Return what does not match between the two languages of a document."""
    names = {one.language: t(f"admin-document-{one.kind}-{one.language}") for one in editions}
    changed = [one.language for one in editions if one.changed]
    dates = [one.dated or t("admin-terms-undated") for one in sorted(editions, key=lambda one: one.language)]
    found = []
    if len(changed) == 1:
        found.append(t("admin-terms-one-sided", changed=names[changed[0]], same=names[changed[0].other]))
    if len(set(dates)) > 1:
        english, chinese = names[Language.EN], names[Language.ZH]
        found.append(t("admin-terms-dates", english=english, chinese=chinese, first=dates[0], second=dates[1]))
    return found


def _edition(one: DocumentDiff, t: Texts) -> Html:
    return t(
        "admin-terms-changed" if one.changed else "admin-terms-unchanged",
        document=t(f"admin-document-{one.kind}-{one.language}"),
        version=str(one.version),
        digest=one.sha256[:DIGEST],
        size=one.size,
    )


def render_unfit(refused: FileRefused, t: Texts) -> OutgoingMessage:
    """Render the parts of a document that Telegram could not show, with file, line and tag."""
    again = button(t.plain("button-admin-terms-again"), ShowPublish())
    text = lines([t("admin-terms-unfit"), Html(""), *problems(refused, t)])
    return OutgoingMessage(text, keyboard([again], [close_button(t)]))


def render_published(versions: dict[DocumentKind, int], t: Texts) -> OutgoingMessage:
    """Render the documents in force."""
    told = [t(f"admin-published-{kind}", version=str(version)) for kind, version in versions.items()]
    asks = [t("admin-terms-asks-again")] if DocumentKind.TERMS in versions else []
    return OutgoingMessage(lines([*told, *asks]), keyboard([menu_button(t)]))
