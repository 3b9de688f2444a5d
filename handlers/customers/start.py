"""Hello: the language, the terms, the way in; and what is heard when somebody leaves or comes back."""

import re

from aiogram import Bot, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, ChatMemberUpdated

from handlers.catalog.storefront import show_product
from handlers.legal.consent import offer_terms
from handlers.ui.bot_profile import set_chat_commands
from handlers.ui.callbacks import ChooseLanguage, ShowProduct
from handlers.ui.home import render_home
from handlers.ui.keyboards import PRIMARY, button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.return_to import FIRST_START, destination, sanitize, to_product
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts, Translations
from services.catalog.catalog import Catalog
from services.customers.directory import CustomerDirectory
from services.domain.customers.customer import Customer
from services.domain.errors import NotFound
from services.domain.idempotency import ActKey
from services.domain.values.language import Language
from services.legal.consents import ConsentRegistry
from services.messaging.outbox import Outbox
from services.orders.checkout import Checkout
from services.stock.back_in_stock import BackInStock

router = Router(name=__name__)
_PRODUCT_LINK = re.compile(r"p_([a-z0-9-]{1,32})")
"""Only what can be the slug of a product is looked up: a link may hold anything, and not all of it is text."""


@router.message(Command("start"))
async def start(
    event: object,
    command: CommandObject,
    catalog: Catalog,
    checkout: Checkout,
    customer: Customer,
    library: Translations,
    outbox: Outbox,
    restocking: BackInStock,
    screen: Screen,
    t: Texts,
) -> None:
    """Ask strangers for their language; lead everybody else to the product of the link, or home."""
    await outbox.mark_reachable(customer.id)
    link = _PRODUCT_LINK.fullmatch((command.args or "").lower())
    onward = await _linked(link[1], catalog) if link else ""
    if customer.language is None:
        await screen.show(render_languages(customer.guess, library, onward or FIRST_START))
    elif link and not onward:
        await screen.show(render_home(t, t("start-not-for-sale")))
    else:
        await _continue_to(event, onward, catalog, checkout, customer, restocking, screen, t)


async def _linked(slug: str, catalog: Catalog) -> str:
    """Return the target of a deep link; an empty text if nothing of that name is on sale."""
    try:
        card = await catalog.card_of(slug)
    except NotFound:
        return ""
    return to_product(card.product.id)


async def _continue_to(
    event: object,
    onward: str,
    catalog: Catalog,
    checkout: Checkout,
    customer: Customer,
    restocking: BackInStock,
    screen: Screen,
    t: Texts,
) -> None:
    goal = destination(onward)
    if isinstance(goal, ShowProduct):
        await show_product(event, goal, catalog, checkout, customer, restocking, screen, t)
    else:
        await screen.show(render_home(t))


@router.message(Command("language"))
async def ask_language(_event: object, customer: Customer, library: Translations, screen: Screen) -> None:
    """Choose again; the present language comes first."""
    await screen.show(render_languages(customer.speaks, library))


@router.callback_query(ChooseLanguage.filter())
async def choose_language(
    event: CallbackQuery,
    callback_data: ChooseLanguage,
    act: ActKey,
    acquaintance: CustomerDirectory,
    admins: frozenset[int],
    bot: Bot,
    catalog: Catalog,
    checkout: Checkout,
    consents: ConsentRegistry,
    customer: Customer,
    library: Translations,
    restocking: BackInStock,
    screen: Screen,
) -> None:
    """Keep the language, and go on in it: a first start continues with the terms, a link with its product."""
    t = library.for_language(callback_data.language)
    customer, changed = await acquaintance.choose_language(customer, callback_data.language, act.to("language"))
    screen.toast(t.plain("language-chosen"))
    if callback_data.onward == FIRST_START:
        await offer_terms(consents, customer, screen, t, FIRST_START)
    else:
        await _continue_to(event, callback_data.onward, catalog, checkout, customer, restocking, screen, t)
    if changed:
        await set_chat_commands(bot, customer.id, t, admin=customer.id in admins)


def render_languages(first: Language, library: Translations, onward: str = "") -> OutgoingMessage:
    """Two languages to choose from, the likely one first; the question is asked in both, and greets who is new."""
    order = (first, first.other)
    text: list[str] = []
    for language in order:
        text += [library.for_language(language)("welcome-language" if onward else "change-language"), Html("")]
    choices = [
        button(
            library.for_language(language).plain("language-name"),
            ChooseLanguage(language=language, onward=sanitize(onward)),
            PRIMARY if language is first else None,
        )
        for language in order
    ]
    return OutgoingMessage(lines(text[:-1]), keyboard(*column(choices)))


@router.message(Command("help"))
async def help_(_event: object, house: ShopInfo, screen: Screen, t: Texts) -> None:
    """Show the commands, and where else the shop is found."""
    site = [t("help-site", site=house.site)] if house.site else []
    contact = [t("help-contact", contact=house.support_contact)] if house.support_contact else []
    await screen.show(OutgoingMessage(lines([t("help"), *site, *contact]), render_home(t).keyboard))


@router.my_chat_member()
async def on_block_changed(event: ChatMemberUpdated, outbox: Outbox) -> None:
    """Somebody has blocked the bot in private, or has let it in again: what waited for that is sent."""
    if event.chat.type != ChatType.PRIVATE:
        return
    if event.new_chat_member.status == ChatMemberStatus.KICKED:
        await outbox.mark_unreachable(event.from_user.id)
    else:
        await outbox.mark_reachable(event.from_user.id)
