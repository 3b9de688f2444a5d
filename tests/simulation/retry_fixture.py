"""The shop in which every act is rehearsed: something of everything that a handler may be about."""

from typing import Any

from bot.first_start import publish_files
from handlers.ui.callbacks import AcceptTerms, ChooseLanguage, SubmitReceipt, WriteSupport
from sandbox.api.params import Upload
from sandbox.users.chats import Invoice
from services.domain.customers.customer import Customer
from services.domain.legal.consent import DocumentKind
from services.domain.orders.order import Order
from services.domain.orders.purchase_request import PurchaseRequest
from services.domain.payments.payment import Charge
from services.domain.support.case import Case
from services.domain.support.incident import Announcement, Incident, IncidentKind, IncidentState
from services.domain.support.ticket import Topic
from services.domain.system.update import InboxUpdate
from services.domain.values.clock import HOUR
from services.domain.values.ids import new_id
from services.domain.values.language import Language, LocalizedText
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


async def furnished(harness: RetryHarness) -> None:
    """Two customers and a third one, an admin, and what they have done so far; `harness.facts` names it."""
    await publish_files(harness.shop)
    await harness.does(OLIVIA, "/admin")
    for buyer, language in ((ANN, Language.EN), (LI, Language.ZH), (BEN, Language.EN)):
        await harness.does(buyer, "/start")
        await harness.does(buyer, ChooseLanguage(language=language))
        await harness.does(buyer, AcceptTerms(version=1, language=language))
    for slug in ("code", "link"):
        lines = [f"https://example.com/{slug}-{number}" for number in range(20)]
        await harness.shop.stock_importer.store(slug, [Secret(line) for line in lines], OLIVIA)
    spare = await harness.shop.stock_importer.store("link", [Secret("https://example.com/spare")], OLIVIA)
    harness.facts["batch"] = spare.batch.id
    await _of_ann(harness)
    await _of_li(harness)
    await _of_ben(harness)
    words = LocalizedText("Slow", "缓慢")
    announced = Announcement(IncidentKind.DEGRADED, words, words)
    harness.facts["incident"] = (await harness.shop.incidents.announce(announced, OLIVIA, "slow")).id
    now = harness.shop.now()
    over = Incident("V" * 22, "0000-0000", IncidentKind.OUTAGE, IncidentState.CLOSED, words, now - HOUR, now + 1)
    async with harness.shop.db.begin() as tx:
        await tx.incidents.add(over, OLIVIA)
    harness.facts["over"] = over.id
    update = InboxUpdate(harness.world.bot_id, 7, ANN, "message", {"update_id": 7}, harness.shop.now())
    async with harness.shop.db.begin() as tx:
        await tx.inbox.store([update], 0)
        await tx.inbox.mark_dead(update, "KeyError")
    older = {(DocumentKind.PRIVACY, language): "<b>Privacy</b>" for language in Language}
    await harness.shop.consents.publish(DocumentKind.PRIVACY, older)


async def _of_ann(harness: RetryHarness) -> None:
    """A paid order, an open one for Stars, and one whose receipt is to be decided."""
    paid = await _paid(harness, ANN, "code")
    harness.facts |= {"paid": paid, "open": await order(harness, ANN, "code", "stars")}
    async with harness.shop.db.read() as reading:
        harness.facts["item"] = (await reading.given.of_order(paid.id))[0].id
        harness.facts["running"] = (await reading.subscriptions.all_of(ANN, 0, 1))[0].id
    harness.facts["review"] = await _in_review(harness, ANN, "link")


async def _of_li(harness: RetryHarness) -> None:
    """An order that waits for its transfer."""
    harness.facts["transfer"] = await order(harness, LI, "code", "manual")


async def _of_ben(harness: RetryHarness) -> None:
    """A transfer that was received, Stars that only a person can give back, and a question with a photo."""
    received = await _in_review(harness, BEN, "link")
    await harness.shop.receipt_review.approve(received["payment"], OLIVIA)
    await seen(harness, BEN, received["order"])
    harness.facts["received"] = received["order"]
    harness.facts["case"] = (await _reported(harness, BEN, received["order"])).id
    await harness.shop.refunds.request((await _paid(harness, BEN, "code")).number, "fault", OLIVIA)
    stuck = await _paid(harness, BEN, "code")
    async with harness.shop.db.begin() as tx:
        paid = (await tx.payments.of_order(stuck.id))[0]
        await tx.refunds.add(paid.id, "fault", OLIVIA, harness.shop.now(), by_person=True)
        harness.facts["stuck"] = (await tx.refunds.for_person(1))[0].id
    await harness.does(BEN, WriteSupport(topic=Topic.SUPPORT))
    await harness.does(BEN, PICTURE)
    [asked] = await harness.shop.support.waiting()
    async with harness.shop.db.read() as reading:
        harness.facts |= {"ticket": asked.id, "post": (await reading.tickets.posts(asked.id, 1))[0].id}


async def _paid(harness: RetryHarness, buyer: int, slug: str) -> Order:
    """An order whose Stars have come and whose goods were seen."""
    opened = await order(harness, buyer, slug, "stars")
    asked = Invoice("", "", opened.id, "XTR", opened.total.amount)
    charge = harness.world.payments.charge(harness.world.people.users[buyer], asked)
    await harness.shop.charge_processor.apply_charge(Charge("stars", charge.id, opened.id, buyer, opened.total))
    await seen(harness, buyer, opened)
    harness.facts.setdefault("charge", charge.id)
    return opened


async def _reported(harness: RetryHarness, buyer: int, order: Order) -> Case:
    """A code that does not work, as its buyer says."""
    customer = await known(harness, buyer)
    [item] = (await harness.shop.cases.goods(customer, order.id)).items
    return await harness.shop.cases.open(customer, order.id, item.id)


async def _in_review(harness: RetryHarness, buyer: int, slug: str) -> dict[str, Any]:
    opened = await order(harness, buyer, slug, "manual")
    await harness.does(buyer, SubmitReceipt(order=opened.id))
    await harness.does(buyer, PICTURE)
    async with harness.shop.db.read() as reading:
        payment = (await reading.payments.of_order(opened.id))[0]
        [part] = await reading.receipts.of_payment(payment.id, 1)
    return {"order": opened, "payment": payment.id, "seen": payment.submitted_at, "part": part.id}


async def order(harness: RetryHarness, buyer: int, slug: str, method: str) -> Order:
    """An open order."""
    customer, wanted = await known(harness, buyer), await harness.shop.stock_importer.product(slug)
    quote = await harness.shop.checkout.quote(customer, wanted.id, 1, method, None)
    return await harness.shop.checkout.open(
        customer, PurchaseRequest(wanted.id, 1, method, quote.total.amount, new_id())
    )


async def known(harness: RetryHarness, buyer: int) -> Customer:
    """Somebody who has spoken to the bot."""
    return await harness.shop.directory.get_or_create(buyer, "", None)


async def seen(harness: RetryHarness, buyer: int, bought: Order) -> None:
    """The buyer has looked at the goods."""
    opened = await harness.shop.orders.open(await known(harness, buyer), bought.id)
    await harness.shop.orders.mark_seen(opened)
