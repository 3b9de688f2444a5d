"""/catalog: the catalog as a file, out and in again; /hide and /show for a single product.

An uploaded file is compared before it is applied. The button carries a hash of the comparison: if the shelf or the file
is another one by then, the new comparison is shown instead.
"""

import asyncio
import hashlib

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin.catalog import catalog_views as screens
from handlers.admin.ui.callbacks import ApplyCatalog, ChooseProduct, SetHidden, ShowCatalogFile
from handlers.admin.ui.states import CatalogStates
from handlers.admin.ui.uploads import Upload, accept, fetch
from handlers.ui.filters import HasTextOrFile
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.catalog.catalog import Catalog, ChangeCounts
from services.catalog.file import CatalogSnapshot, Diff, compare, dump, parse
from services.catalog.file.parse import LARGEST_FILE
from services.domain.errors import FileProblem, FileRefused

router = Router(name=__name__)
TOO_BIG = FileProblem(0, "", "catalog-file-big", expected="1 MB")


@router.message(Command("catalog"))
@router.callback_query(ShowCatalogFile.filter())
async def show_catalog_file(event: object, state: FSMContext, catalog: Catalog, context: Context) -> None:
    """Send the catalog as a file; one that comes along, or comes next, is compared with it."""
    await state.set_state(CatalogStates.file)
    await state.set_data({})
    if isinstance(event, Message) and event.document:
        await _compare(event, state, catalog, context)
        return
    await context.screen.send(screens.render_export(dump(await catalog.snapshot()), context.t))


@router.message(StateFilter(CatalogStates.file), HasTextOrFile())
async def catalog_file(message: Message, state: FSMContext, catalog: Catalog, context: Context) -> None:
    """A changed catalog comes in."""
    screen, t = context.screen, context.t
    if message.document:
        await _compare(message, state, catalog, context)
    else:
        await screen.show(screens.render_expected(t))


@router.callback_query(ApplyCatalog.filter())
async def apply_catalog(
    _event: object, callback_data: ApplyCatalog, state: FSMContext, catalog: Catalog, context: Context
) -> None:
    """Apply the changes, if they are still those that were shown."""
    screen, t = context.screen, context.t
    key = context.act.to("apply-catalog")
    done = await catalog.applied(key)
    if done is None:
        kept = await state.get_data() if await state.get_state() == CatalogStates.file.state else {}
        if "file_id" not in kept:
            screen.toast(t.plain("admin-catalog-outdated"), alert=True)
            return
        snapshot, diff, digest = await _read(Upload(**kept), catalog, context.screen.bot)
        if digest != callback_data.digest:
            screen.toast(t.plain("admin-catalog-moved"), alert=True)
            await screen.show(screens.render_diff(diff, digest, t))
            return
        done = ChangeCounts.of(await catalog.replace(snapshot, context.customer.id, key))
    await state.clear()
    await screen.show(screens.render_applied(done, t))


@router.message(Command("hide", "show"))
async def hide_or_show(_message: Message, command: CommandObject, catalog: Catalog, context: Context) -> None:
    """Take a product off the shelf or put it back: the one named, or one that is chosen."""
    screen, t = context.screen, context.t
    hidden = command.command == "hide"
    slug = (command.args or "").strip().lower()
    if slug:
        await catalog.set_hidden(slug, context.customer.id, context.act.to("hide"), hidden=hidden)
        await screen.show(screens.render_hidden(slug, t, hidden=hidden))
    else:
        await screen.show(screens.render_choice(await catalog.snapshot(), 0, t, hidden=hidden))


@router.callback_query(ChooseProduct.filter())
async def choose_product(
    _event: object, callback_data: ChooseProduct, catalog: Catalog, screen: Screen, t: Texts
) -> None:
    """The products that can be hidden, or shown again."""
    snapshot = await catalog.snapshot()
    await screen.show(screens.render_choice(snapshot, callback_data.page, t, hidden=callback_data.hidden))


@router.callback_query(SetHidden.filter())
async def set_hidden(_event: object, callback_data: SetHidden, catalog: Catalog, context: Context) -> None:
    """Take this product off the shelf, or put it back."""
    slug, hidden = callback_data.slug, callback_data.hidden
    await catalog.set_hidden(slug, context.customer.id, context.act.to("hide"), hidden=hidden)
    await context.screen.show(screens.render_hidden(slug, context.t, hidden=hidden))


async def _compare(message: Message, state: FSMContext, catalog: Catalog, context: Context) -> None:
    screen, t = context.screen, context.t
    assert message.document is not None, "the caller has looked"
    try:
        upload = accept(message.document, LARGEST_FILE, TOO_BIG)
        _, diff, digest = await _read(upload, catalog, context.screen.bot)
    except FileRefused as refused:
        await screen.show(screens.render_refused(refused, t))
        return
    await state.set_data(upload.as_state)
    await screen.show(screens.render_diff(diff, digest, t))


async def _read(upload: Upload, catalog: Catalog, bot: Bot) -> tuple[CatalogSnapshot, Diff, str]:
    """The shelf of a file, what it would change now, and a hash of that change. Raises FileRefused."""
    snapshot = await asyncio.to_thread(parse, await fetch(bot, upload))
    current = await catalog.snapshot()
    change = f"{dump(current)}\0{dump(snapshot)}"
    return snapshot, compare(current, snapshot), hashlib.sha256(change.encode()).hexdigest()[:16]
