"""The start: the language, the terms, the first page; and the updates of customers who block or unblock the bot."""

import re
from dataclasses import replace

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import ChatMemberUpdated

from handlers.ui.bot_profile import set_chat_commands
from handlers.ui.callbacks import ChooseLanguage, ShowProduct
from handlers.ui.home import render_home
from handlers.ui.keyboards import PRIMARY, button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.navigation.return_to import FIRST_START, destination, sanitize, to_product
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.staff_menus import StaffMenus
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.catalog.catalog import Catalog
from services.customers.directory import CustomerDirectory
from services.domain.errors import NotFound
from services.domain.values.language import Language
from services.messaging.outbox import Outbox

router = Router(name=__name__)
_PRODUCT_LINK = re.compile(r"p_([a-z0-9-]{1,32})")
"""Only what can be the slug of a product is looked up: a link may hold anything, and not all of it is text."""


@router.message(Command("start"))
async def start(
    _event: object, command: CommandObject, catalog: Catalog, outbox: Outbox, pages: Pages, context: Context
) -> None:
    """Ask new customers for their language; lead everybody else to the product of the link, or home."""
    customer, screen, t = context.customer, context.screen, context.t
    await outbox.mark_reachable(customer.id)
    link = _PRODUCT_LINK.fullmatch((command.args or "").lower())
    return_to = await _linked(link[1], catalog) if link else ""
    if customer.language is None:
        await screen.show(render_languages(customer.guess, t, return_to or FIRST_START))
    elif link and not return_to:
        await screen.show(render_home(t, t("start-not-for-sale")))
    else:
        await _continue_to(return_to, pages, context)


async def _linked(slug: str, catalog: Catalog) -> str:
    """Return the target of a deep link; an empty text if nothing of that name is on sale."""
    try:
        card = await catalog.card_of(slug)
    except NotFound:
        return ""
    return to_product(card.product.id)


async def _continue_to(return_to: str, pages: Pages, context: Context) -> None:
    goal = destination(return_to)
    if isinstance(goal, ShowProduct):
        await pages.product(goal, context)
    else:
        await context.screen.show(render_home(context.t))


@router.message(Command("language"))
async def ask_language(_event: object, context: Context) -> None:
    """Choose again; the present language comes first."""
    await context.screen.show(render_languages(context.customer.speaks, context.t))


@router.callback_query(ChooseLanguage.filter())
async def choose_language(
    _event: object,
    callback_data: ChooseLanguage,
    directory: CustomerDirectory,
    staff_menus: StaffMenus,
    pages: Pages,
    context: Context,
) -> None:
    """Keep the language, and go on in it: a first start continues with the terms, a link with its product."""
    t, chosen = context.t.for_language(callback_data.language), callback_data.language
    customer, changed = await directory.choose_language(context.customer, chosen, context.act.to("language"))
    context = replace(context, customer=customer, t=t)
    context.screen.toast(t.plain("language-chosen"))
    if callback_data.return_to == FIRST_START:
        await pages.terms(FIRST_START, context)
    else:
        await _continue_to(callback_data.return_to, pages, context)
    if changed:
        await set_chat_commands(context.screen.bot, customer.id, t, await staff_menus.of(customer.id))


def render_languages(first: Language, t: Texts, return_to: str = "") -> OutgoingMessage:
    """Two languages to choose from, the likely one first; the question is asked in both, and greets who is new."""
    order = (first, first.other)
    text: list[str] = []
    for language in order:
        text += [t.for_language(language)("welcome-language" if return_to else "change-language"), Html("")]
    choices = [
        button(
            t.for_language(language).plain("language-name"),
            ChooseLanguage(language=language, return_to=sanitize(return_to)),
            PRIMARY if language is first else None,
        )
        for language in order
    ]
    return OutgoingMessage(lines(text[:-1]), keyboard(*column(choices)))


@router.message(Command("help"))
async def help_(_event: object, shop_info: ShopInfo, screen: Screen, t: Texts) -> None:
    """Show the commands, and where else the shop is found."""
    site = [t("help-site", site=shop_info.site)] if shop_info.site else []
    contact = [t("help-contact", contact=shop_info.support_contact)] if shop_info.support_contact else []
    await screen.show(OutgoingMessage(lines([t("help"), *site, *contact]), render_home(t).keyboard))


@router.my_chat_member()
async def on_block_changed(event: ChatMemberUpdated, outbox: Outbox) -> None:
    """A customer has blocked the bot in private, or has unblocked it: then the waiting messages are sent."""
    if event.chat.type != ChatType.PRIVATE:
        return
    if event.new_chat_member.status == ChatMemberStatus.KICKED:
        await outbox.mark_unreachable(event.from_user.id)
    else:
        await outbox.mark_reachable(event.from_user.id)
