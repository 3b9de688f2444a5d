"""The shop in which every act is rehearsed: something of everything that a handler may be about."""

from typing import Any

from bot.app import publish_files
from handlers.ui.callbacks import AcceptTerms, ChooseLanguage, SubmitReceipt, WriteSupport
from sandbox.api.params import Upload
from sandbox.users.chats import Invoice
from services.domain.customers.customer import Customer
from services.domain.legal.consent import DocumentKind
from services.domain.orders.order import Order
from services.domain.orders.purchase_request import PurchaseRequest
from services.domain.payments.payment import Charge
from services.domain.support.ticket import Topic
from services.domain.system.update import InboxUpdate
from services.domain.values.ids import new_id
from services.domain.values.language import Language
from services.domain.values.secret import Secret
from tests.simulation.retry_harness import RetryHarness

ANN, LI, BEN, STRANGER, OLIVIA = 1001, 1002, 1003, 1004, 9001
CAST = (
    {"id": ANN, "first_name": "Ann", "language_code": "en"},
    {"id": LI, "first_name": "Li", "language_code": "zh-hans"},
    {"id": BEN, "first_name": "Ben", "language_code": "en"},
    {"id": STRANGER, "first_name": "Sam", "language_code": "en"},
    {"id": OLIVIA, "first_name": "Olivia", "language_code": "en", "role": "admin"},
)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0"
PICTURE = Upload("receipt.png", PNG, "image/png")


async def furnished(stage: RetryHarness) -> None:
    """Two customers and a third one, an admin, and what they have done so far; `stage.facts` names it."""
    await publish_files(stage.shop)
    await stage.does(OLIVIA, "/admin")
    for buyer, language in ((ANN, Language.EN), (LI, Language.ZH), (BEN, Language.EN)):
        await stage.does(buyer, "/start")
        await stage.does(buyer, ChooseLanguage(language=language))
        await stage.does(buyer, AcceptTerms(version=1, language=language))
    for slug in ("code", "link"):
        lines = [f"https://example.com/{slug}-{number}" for number in range(20)]
        await stage.shop.stock_importer.store(slug, [Secret(line) for line in lines], OLIVIA)
    spare = await stage.shop.stock_importer.store("link", [Secret("https://example.com/spare")], OLIVIA)
    stage.facts["batch"] = spare.batch.id
    await _of_ann(stage)
    await _of_li(stage)
    await _of_ben(stage)
    letter = InboxUpdate(stage.box.bot_id, 7, ANN, "message", {"update_id": 7}, stage.shop.now())
    async with stage.shop.db.begin() as tx:
        await tx.inbox.store([letter], 0)
        await tx.inbox.mark_dead(letter, "KeyError")
    older = {(DocumentKind.PRIVACY, language): "<b>Privacy</b>" for language in Language}
    await stage.shop.consents.publish(DocumentKind.PRIVACY, older)


async def _of_ann(stage: RetryHarness) -> None:
    """A paid order, an open one for Stars, and one whose receipt is to be decided."""
    paid = await _paid(stage, ANN, "code")
    stage.facts |= {"paid": paid, "open": await order(stage, ANN, "code", "stars")}
    async with stage.shop.db.read() as reading:
        stage.facts["running"] = (await reading.subscriptions.all_of(ANN, 0, 1))[0].id
    stage.facts["review"] = await _in_review(stage, ANN, "link")


async def _of_li(stage: RetryHarness) -> None:
    """An order that waits for its transfer."""
    stage.facts["transfer"] = await order(stage, LI, "code", "manual")


async def _of_ben(stage: RetryHarness) -> None:
    """A transfer that was received, Stars that only a person can give back, and a question with a photo."""
    received = await _in_review(stage, BEN, "link")
    await stage.shop.receipt_review.approve(received["payment"], OLIVIA)
    await seen(stage, BEN, received["order"])
    stage.facts["received"] = received["order"]
    await stage.shop.refunds.request((await _paid(stage, BEN, "code")).number, "fault", OLIVIA)
    stuck = await _paid(stage, BEN, "code")
    async with stage.shop.db.begin() as tx:
        paid = (await tx.payments.of_order(stuck.id))[0]
        await tx.refunds.add(paid.id, "fault", OLIVIA, stage.shop.now(), by_person=True)
        stage.facts["stuck"] = (await tx.refunds.for_person(1))[0].id
    await stage.does(BEN, WriteSupport(topic=Topic.SUPPORT))
    await stage.does(BEN, PICTURE)
    [asked] = await stage.shop.support.waiting()
    async with stage.shop.db.read() as reading:
        stage.facts |= {"ticket": asked.id, "post": (await reading.tickets.posts(asked.id, 1))[0].id}


async def _paid(stage: RetryHarness, buyer: int, slug: str) -> Order:
    """An order whose Stars have come and whose goods were seen."""
    opened = await order(stage, buyer, slug, "stars")
    asked = Invoice("", "", opened.id, "XTR", opened.total.amount)
    charge = stage.box.payments.charge(stage.box.people.users[buyer], asked)
    await stage.shop.charge_processor.apply_charge(Charge("stars", charge.id, opened.id, buyer, opened.total))
    await seen(stage, buyer, opened)
    stage.facts.setdefault("charge", charge.id)
    return opened


async def _in_review(stage: RetryHarness, buyer: int, slug: str) -> dict[str, Any]:
    opened = await order(stage, buyer, slug, "manual")
    await stage.does(buyer, SubmitReceipt(order=opened.id))
    await stage.does(buyer, PICTURE)
    async with stage.shop.db.read() as reading:
        payment = (await reading.payments.of_order(opened.id))[0]
        [piece] = await reading.receipts.of_payment(payment.id, 1)
    return {"order": opened, "payment": payment.id, "seen": payment.submitted_at, "piece": piece.id}


async def order(stage: RetryHarness, buyer: int, slug: str, method: str) -> Order:
    """An open order."""
    customer, wanted = await known(stage, buyer), await stage.shop.stock_importer.product(slug)
    quote = await stage.shop.checkout.quote(customer, wanted.id, 1, method, None)
    return await stage.shop.checkout.open(customer, PurchaseRequest(wanted.id, 1, method, quote.total.amount, new_id()))


async def known(stage: RetryHarness, buyer: int) -> Customer:
    """Somebody who has spoken to the bot."""
    return await stage.shop.directory.get_or_create(buyer, "", None)


async def seen(stage: RetryHarness, buyer: int, bought: Order) -> None:
    """The buyer has looked at the goods."""
    opened = await stage.shop.orders.open(await known(stage, buyer), bought.id)
    await stage.shop.orders.mark_seen(opened)
