"""One import by chat: each message is kept first, then read, shown as a dry run, and imported or given up.

The draft is a row and its id is in the buttons, so nothing here depends on what the conversation remembers: it knows
only for which draft the next message is meant. A file is read again from Telegram each time.
"""

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass

from aiogram.exceptions import AiogramError
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin.stock import stock_views as screens
from handlers.admin.stock.dry_run_views import render_report
from handlers.admin.ui.states import StockStates
from handlers.admin.ui.uploads import Upload, accept, fetch
from handlers.ui.filters import is_command
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Product
from services.domain.errors import FileProblem, FileRefused, NoChange
from services.domain.stock.stock import DraftPart, DraftState, StockDraft, StockReport
from services.domain.values.clock import SECOND, uptime
from services.stock.file import LARGEST_FILE, Aspect, Option, lost_signs, options
from services.stock.stock_import import DryRun, ImportResult, StockImporter

TOO_BIG = FileProblem(0, "", "stock-lines-big", expected="5 MB")
TELL_EVERY = 3 * SECOND
ID_LENGTH = 21
COMMAND = "/stock"


def goods_of(arguments: str) -> tuple[str, str]:
    """Return the arguments of the command: a product (slug), and goods beside or below it."""
    first, _, below = arguments.strip().partition("\n")
    slug, _, beside = first.strip().partition(" ")
    return slug.lower(), f"{beside.strip()}\n{below}".strip()


def draft_of(admin_id: int, message_id: int) -> str:
    """The id of the draft that a message begins: the same when its update comes again."""
    return "m" + hashlib.sha256(f"stock:{admin_id}:{message_id}".encode()).hexdigest()[:ID_LENGTH]


async def awaited(state: FSMContext) -> str | None:
    """The draft that the next message is meant for; None if something else is awaited."""
    if await state.get_state() != StockStates.goods.state:
        return None
    return str((await state.get_data())["draft"])


@dataclass(frozen=True, slots=True)
class StockImport:
    """An import by one admin in one conversation."""

    context: Context
    state: FSMContext
    stock_importer: StockImporter

    @property
    def admin_id(self) -> int:
        """The admin who imports."""
        return self.context.customer.id

    @property
    def screen(self) -> Screen:
        """The screen that shows the import."""
        return self.context.screen

    @property
    def t(self) -> Texts:
        """The texts of the admin."""
        return self.context.t

    async def begin(self, draft_id: str, product: Product) -> StockDraft:
        """Wait for goods of a product."""
        await self.stock_importer.drafts.open(draft_id, self.admin_id, product.slug)
        await self.state.set_state(StockStates.goods)
        await self.state.set_data({"draft": draft_id})
        found = await self.find(draft_id)
        return found or StockDraft(draft_id, self.admin_id, product.slug, 0)

    async def find(self, draft_id: str) -> StockDraft | None:
        """A draft of this admin, unless it is gone."""
        return await self.stock_importer.drafts.find(draft_id, self.admin_id)

    async def find_open(self, draft_id: str) -> StockDraft | None:
        """A draft that can still be imported; the outcome of a closed one is shown."""
        draft = await self.find(draft_id)
        if draft is None:
            self.screen.toast(self.t.plain("admin-stock-outdated"), alert=True)
        elif draft.state != DraftState.OPEN:
            await self.tell_outcome(draft)
            return None
        return draft

    async def take(self, message: Message, text: str, draft: StockDraft, note: Html | None = None) -> None:
        """Keep what has come, then show the dry run. Telegram cuts long texts, so they add up; a file stands alone."""
        earlier = [part for part in draft.goods if part.message_id != message.message_id]
        refused = bool(draft.file in earlier if draft.file else earlier and message.document)
        if not (text or message.document):
            await self.screen.show(screens.render_not_goods(draft.id, self.t))
            return
        try:
            part = DraftPart(message.message_id) if refused else _part(message, text)
            draft = await self.stock_importer.drafts.put(draft, part)
            await self.show(draft, self.t("admin-stock-one-file") if refused else note)
        except FileRefused as error:
            await self.stock_importer.drafts.put(draft, DraftPart(message.message_id, edited_at=_edited_at(message)))
            await self.screen.show(screens.render_refused(error, draft.id, self.t))

    async def retake(self, message: Message, draft: StockDraft) -> None:
        """Replace the goods of an edited message by what it says now."""
        slug, text = draft.product, message.text or ""
        if is_command(text):
            slug, text = goods_of(text.partition(" ")[2]) if text.startswith(COMMAND) else ("", "")
        if slug == draft.product:
            await self.take(message, text, draft, self.t("admin-stock-edited"))
            return
        gone = DraftPart(message.message_id, edited_at=_edited_at(message))
        await self.show(await self.stock_importer.drafts.put(draft, gone), self.t("admin-stock-edited-away"))

    async def show(self, draft: StockDraft, note: Html | None = None) -> None:
        """The dry run of a draft; `note` is what has just happened. Raises FileRefused."""
        await self.screen.show(render_report(await self.read(draft), draft, self.t, note))

    async def read(self, draft: StockDraft) -> DryRun:
        """Return the dry run of a draft, read as its admin has chosen. Raises FileRefused."""
        source, name = await self._source(draft)
        return await self.stock_importer.dry_run(draft.product, source, name, draft.choices)

    async def reading_options(self, draft: StockDraft, run: DryRun, what: Aspect) -> tuple[Option, ...]:
        """The options of reading a draft in another way. Raises FileRefused."""
        source, name = await self._source(draft)
        kind = run.product.kind
        return await asyncio.to_thread(options, source, name, kind, draft.choices, run.reading, what)

    async def _source(self, draft: StockDraft) -> tuple[str | bytes, str | None]:
        """A file, fetched anew, or all that was pasted."""
        file = draft.file
        if file is None or file.file_id is None:
            return draft.text, None
        return await fetch(self.screen.bot, Upload(file.file_id, file.file_name or "")), file.file_name

    async def store(self, draft: StockDraft) -> StockDraft:
        """Import what is new; left as it is: what is imported already, what must be asked about. Raises FileRefused."""
        if draft.state != DraftState.OPEN:
            return draft
        run = await self.read(draft)
        if run.reading.must_ask:
            return draft
        try:
            done = await self._store(draft, run.product, run.report)
        except NoChange:
            return await self.stock_importer.drafts.close(draft, DraftState.IMPORTED)
        return await self.stock_importer.drafts.close(draft, DraftState.IMPORTED, done.added, done.served)

    async def _store(self, draft: StockDraft, product: Product, report: StockReport) -> ImportResult:
        told_at = uptime()

        async def tell(done: int) -> None:
            nonlocal told_at
            if uptime() - told_at >= TELL_EVERY:
                told_at = uptime()
                with suppress(AiogramError):  # how far it is may be missed
                    await self.screen.show(screens.render_progress(product, done, len(report.new), self.t))

        return await self.stock_importer.store(product.slug, report.new, self.admin_id, batch_id=draft.id, told=tell)

    async def tell_outcome(self, draft: StockDraft) -> None:
        """Show the outcome of a draft, and delete the messages that brought the goods; those that stay are named."""
        if await awaited(self.state) == draft.id:
            await self.state.clear()
        await self.screen.show(await self._outcome(draft))
        gone = [await self.screen.remove(part.message_id) for part in draft.parts]
        if not all(gone):
            await self.screen.show(await self._outcome(draft, left=gone.count(False)))

    async def _outcome(self, draft: StockDraft, left: int = 0) -> OutgoingMessage:
        if draft.state == DraftState.DROPPED:
            return screens.render_cancelled(self.t, left)
        product = await self.stock_importer.product(draft.product)
        return screens.render_stored(product, draft, await self.stock_importer.free(product), self.t, left)


def _part(message: Message, text: str) -> DraftPart:
    if message.document is None:
        lost = lost_signs(message.text or "", message.entities or ())
        return DraftPart(message.message_id, text=text, edited_at=_edited_at(message), lost_signs=lost)
    upload = accept(message.document, LARGEST_FILE, TOO_BIG)
    return DraftPart(message.message_id, file_id=upload.file_id, file_name=upload.name, edited_at=_edited_at(message))


def _edited_at(message: Message) -> int:
    return message.edit_date or 0
