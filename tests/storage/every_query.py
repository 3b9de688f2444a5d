"""A day in a shop: everything that it asks its database for, seldom things too, once each."""

from dataclasses import replace
from datetime import UTC
from typing import Any, cast

from aiogram.fsm.storage.base import StorageKey

from bot.intake.inbox import InboxProcessor, parse_update
from bot.jobs import health_monitor, jobs
from bot.telegram.fsm_storage import DatabaseFsmStorage
from services.customers.directory import CustomerDirectory
from services.domain.legal.consent import DocumentKind
from services.domain.messaging.notice import Notice
from services.domain.messaging.send_outcome import Sent
from services.domain.orders.order import OrderState
from services.domain.payments.receipt import Receipt
from services.domain.staff.audit import COMMAND_LINE, AuditAction, AuditEntry, AuditFilter, AuditKind
from services.domain.staff.member import VALID_FOR, Invitation, Member
from services.domain.staff.role import Role
from services.domain.subscriptions.subscription import SubscriptionState
from services.domain.support.incident import Announcement, IncidentKind
from services.domain.support.ticket import TicketState, Topic
from services.domain.system.update import UpdateState
from services.domain.values.clock import DAY, MINUTE
from services.domain.values.language import Language, LocalizedText
from services.messaging.outbox import Outbox
from services.messaging.rate_limit.limiter import RateLimiter
from services.staff.audit import AuditLog
from services.support.status import ServiceStatus
from services.support.tickets import SupportDesk
from services.system.heartbeats import Heartbeats
from tests.bot.intake.inbox_harness import BOT, words
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ADMIN, ShopHarness

EMBY, ACCESS, TRANSFER, SCARCE = "emby-month", "all-access", "transfer-only", "music"
"""Products of the test shop. Nothing of the past is of the scarce one."""


class TicketMessage:
    """Everything arrives."""

    async def deliver(self, _prepared: object) -> Sent:
        return Sent(1)

    async def notify(self, _notice: object) -> Sent:
        return Sent(1)


async def a_day(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    """Morning to evening."""
    outbox = Outbox(shop.db, shop.clock, shop.policy, TicketMessage(), RateLimiter())
    await _arrivals(shop, ann)
    await _purchases(shop, ann, bob, outbox)
    await _scarcity(shop, ann, bob, outbox)
    await _money(shop, ann, outbox)
    await _looks(shop, ann)
    await _admins(shop, ann)
    await _staff(shop, ann)
    await _jobs(shop, ann, outbox)
    await _fellows(shop)
    await _seldom(shop, ann)


async def _nobody(*_: object) -> None:
    """Handles updates, and buries them."""


async def _arrivals(shop: ShopHarness, ann: CustomerDriver) -> None:
    people = CustomerDirectory(shop.db, shop.clock)
    customer = await people.get_or_create(7_000, "New", "zh-hans")
    await people.choose_language(customer, Language.ZH)
    await people.language_of(customer.id)
    await shop.consents.has_accepted(ann.customer)
    await shop.consents.latest_consent(ann.customer)
    await shop.consents.document(DocumentKind.TERMS, Language.EN)
    await shop.catalog.categories()
    await shop.catalog.page("all", 0)
    await shop.catalog.card((await shop.product(EMBY)).id)


async def _purchases(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, outbox: Outbox) -> None:
    for slug in (EMBY, ACCESS, TRANSFER):
        await shop.stocks(slug, *(f"{slug} {number}" for number in range(4)))
    for slug in (EMBY, ACCESS):
        await shop.catalog.card_of(slug)
        order = await ann.buys(slug)
        await outbox.collect()
        await ann.reads(order)
    access = (await shop.product(ACCESS)).id
    running = next(one for one in await shop.renewals.of(ann.customer) if one.product_id == access)
    await shop.renewals.overview(ann.customer)
    await shop.renewals.renewable(ann.customer, running.id)
    renewed = await ann.buys(ACCESS, renews=running.id)
    await ann.reads(renewed)
    held = await bob.opens(EMBY)
    await shop.checkout.save_message_ids(held.id, screen_message_id=1)
    await shop.checkout.get(bob.customer, held.id)
    await shop.checkout.in_review(held)
    await bob.cancels(held)
    await bob.opens(ACCESS)
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    for _ in range(2):
        await shop.checkout.expire_due()


async def _scarcity(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, outbox: Outbox) -> None:
    goods = await shop.product(SCARCE)
    stored = await shop.stocks(SCARCE, "only one")
    late = await ann.opens(SCARCE)
    await ann.cancels(late)
    await shop.stock_importer.undo(stored.batch.id, ADMIN)
    await ann.pays(late)
    await ann.reads(late)
    await shop.back_in_stock.is_asked(bob.customer, goods.id)
    await shop.back_in_stock.subscribe(bob.customer, goods.id)
    await shop.back_in_stock.unsubscribe(bob.customer, goods.id)
    await shop.back_in_stock.subscribe(bob.customer, goods.id)
    await shop.stock_importer.preview(SCARCE, ["first", "second"])
    await shop.stocks(SCARCE, "first", "second", "third")
    await shop.back_in_stock.notify_due()
    await outbox.collect()
    async with shop.db.begin() as tx:
        await tx.waitlist.put_back(goods.id, bob.id)


async def _money(shop: ShopHarness, ann: CustomerDriver, outbox: Outbox) -> None:
    order = await ann.opens(TRANSFER, method="manual")
    asked = await shop.receipts.ask(ann.customer, Receipt("bank 42"), "1001:7", "album")
    other = await shop.receipts.ask(ann.customer, Receipt("bank 41"), "1001:8")
    assert asked is not None
    assert other is not None
    await shop.receipts.album(ann.customer, "album")
    await shop.receipts.dismiss(ann.customer, other.receipt)
    await shop.receipts.submit_kept(ann.customer, order.id, asked.receipt)
    await shop.receipts.submit(ann.customer, order.id, Receipt("bank 40"), "1001:9")
    await shop.receipt_review.part(asked.receipt)
    await shop.receipt_review.alert_undecided()
    await shop.orders.in_review([order])
    [payment] = await shop.payments(order)
    await shop.receipt_review.waiting(0)
    await shop.receipt_review.case(payment.id)
    await shop.receipt_review.approve(payment.id, ADMIN)
    again = await ann.opens(TRANSFER, method="manual")
    await shop.receipts.submit(ann.customer, again.id, Receipt("bank 43"))
    await shop.receipt_review.reject((await shop.payments(again))[0].id, ADMIN, "no such transfer")
    twice = await ann.buys(EMBY)
    await ann.pays(twice, "twice")
    await outbox.collect()
    await shop.refunds.has_due()
    await shop.refunds.process_due()
    await shop.refunds.refundable(twice.number)
    await shop.refunds.request(twice.number, "a fault of ours", ADMIN)
    await shop.refunds.request(order.number, "a fault of ours", ADMIN)
    await shop.reconciliation.run()
    await outbox.collect()


async def _looks(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.orders.page(ann.customer, 0)
    await shop.orders.page(ann.customer, 1)
    support = SupportDesk(shop.db, shop.clock, shop.policy, shop.outbox)
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "Where is it?", None, "once", "album")
    await support.album(ann.id, "album")
    await support.running(ann.customer)
    _, posts = await support.read(ticket.id)
    await support.post(posts[-1].id)
    for state in TicketState:
        await support.page(state)
    await support.answer(ticket.id, ADMIN, "Here.", None)
    await support.close(ticket.id, ADMIN)


async def _admins(shop: ShopHarness, ann: CustomerDriver) -> None:
    found, _more = await shop.orders.page(ann.customer, 0)
    order = next(one for one in found if one.state is OrderState.DELIVERED)
    await shop.orders.details(order.number)
    await shop.orders.resend(order.number, ADMIN)
    await shop.orders.resend_own(ann.customer, order.id)
    await shop.orders.sent_at(order)
    await _cases(shop, ann)
    await shop.work_queue.counts()
    await shop.work_queue.sold_out()
    await shop.work_queue.refunds()
    await shop.work_queue.dead_letters()
    for state in (OrderState.WAITING, OrderState.ATTENTION):
        await shop.work_queue.orders(state)
    await shop.stock_importer.levels()
    await shop.catalog.snapshot()
    await shop.catalog.set_hidden("books", ADMIN, hidden=True)
    await shop.catalog.set_hidden("books", ADMIN, hidden=False)
    shelf = await shop.catalog.snapshot()
    await shop.catalog.replace(replace(shelf, products=shelf.products[1:]), ADMIN)
    await shop.consents.publish(DocumentKind.PRIVACY, {(DocumentKind.PRIVACY, one): "new" for one in Language})


async def _staff(shop: ShopHarness, ann: CustomerDriver) -> None:
    now, member = shop.clock(), Member(ann.id, Role.SUPPORT, ADMIN, shop.clock())
    async with shop.db.begin() as tx:
        for key in ("first", "second"):
            await tx.invitations.add(Invitation(key, Role.SUPPORT, ADMIN, now, now + VALID_FOR))
        await tx.invitations.find("first")
        await tx.invitations.unused(now, 10)
        await tx.invitations.accept("first", ann.id, now)
        await tx.invitations.withdraw("second")
        await tx.invitations.clear(now)
        await tx.staff.put(member)
        await tx.staff.change(replace(member, role=Role.AUDITOR), Role.SUPPORT)
    await shop.staff_directory.find(ann.id)
    await shop.staff_directory.every()
    async with shop.db.begin() as tx:
        await tx.staff.remove(ann.id)


async def _cases(shop: ShopHarness, ann: CustomerDriver) -> None:
    """Goods that do not work: one is replaced, one refused, and one is left."""
    await shop.stocks(EMBY, *(f"working {number}" for number in range(6)))
    order = await ann.buys(EMBY, 3)
    await ann.reads(order)
    goods = await shop.cases.goods(ann.customer, order.id)
    replaced, refused, _ = [await shop.cases.open(ann.customer, order.id, item.id) for item in goods.items]
    await shop.cases.page()
    await shop.cases.replace(replaced.id, ADMIN)
    await shop.cases.refuse(refused.id, "code-works", ADMIN)
    [running, *_] = await shop.renewals.of(ann.customer)
    async with shop.db.read() as reading:
        await reading.given.of_subscription(running.id)


async def _jobs(shop: ShopHarness, ann: CustomerDriver, outbox: Outbox) -> None:
    """The ticks of the process, a restart, and the inbox with all that can come of an update."""
    updates = [parse_update(BOT, words(number), shop.real()) for number in range(4)]
    async with shop.db.begin() as tx:
        await tx.inbox.store(updates[:3], shop.real())
        await tx.inbox.insert(updates[3:], [], shop.real())
        await tx.inbox.has_left(BOT, "me", "pre_checkout_query")
        await tx.inbox.claim_unowned(BOT, "me", "pre_checkout_query", 10, 0)
        await tx.inbox.claim_unowned(BOT, "me", "pre_checkout_query", 10, 0, [1001])
        await tx.inbox.claim(BOT, 10, shop.real() + MINUTE, all_leases=True)
        await tx.inbox.finish(BOT, [0], UpdateState.DONE)
        await tx.inbox.note_recoveries(updates[1], 1)
        await tx.inbox.postpone(updates[1], 1, "KeyError", 0)
        await tx.inbox.mark_dead(updates[2], "KeyError")
        await tx.outcomes.put("42:7:close-ticket", await tx.outcomes.find("42:6:close-ticket") or {})
        await tx.notices.later(1, 0, "flood")
    await shop.work_queue.retry_dead_letters(ADMIN)
    await shop.work_queue.discard_dead_letters(ADMIN)
    await DatabaseFsmStorage(shop.db, shop.clock).set_state(StorageKey(BOT, ann.id, ann.id), "waits")
    shop.clock.forward(29 * DAY)
    for _ in range(2):
        await shop.checkout.expire_due()
    await shop.renewals.has_due()
    await shop.renewals.remind_due()
    shop.real.forward(DAY)
    await outbox.collect()
    await outbox.recover()
    await outbox.mark_reachable(1001)
    await outbox.mark_unreachable(1001)
    for tick in jobs(cast("Any", shop), cast("Any", None), InboxProcessor(shop.db, BOT, _nobody, _nobody)):
        await tick.work()
    health = health_monitor(cast("Any", shop), BOT)
    await health.inbox_age()
    await health.outbox_age()
    await _heartbeats(shop)
    await _loses_its_bearer(shop, ann)
    await outbox.collect()


async def _heartbeats(shop: ShopHarness) -> None:
    """The shop serves, is down for a while, and tells of it, and of an incident."""
    heartbeats = Heartbeats(shop.db, shop.clock)
    for _ in range(2):
        await heartbeats.beat(well=True)
        shop.real.forward(10 * MINUTE)
    touched = frozenset({(await shop.product(ACCESS)).id})
    words = LocalizedText("Slow", "缓慢")
    told = await shop.incidents.announce(Announcement(IncidentKind.DEGRADED, words, words, touched), ADMIN, "slow")
    await shop.incidents.update(told.id, words, ADMIN, "slower")
    await shop.incident_board.open()
    await ServiceStatus(shop.db, shop.clock, UTC).report()
    shop.clock.forward(MINUTE)
    await shop.incidents.close(told.id, ADMIN, "over")
    found = (await shop.extensions.preview(told.id)).counts.subscriptions
    await shop.extensions.begin(told.id, 3, found, ADMIN, "extend")
    await shop.extensions.go_on()
    await shop.extensions.of(told.id)
    await shop.incidents.view(told.id)
    await shop.incidents.page()


async def _loses_its_bearer(shop: ShopHarness, ann: CustomerDriver) -> None:
    """Somebody takes goods to send them, and dies."""
    await ann.buys(ACCESS)
    async with shop.db.begin() as tx:
        await tx.deliveries.claim(1, MINUTE)
    shop.real.forward(2 * MINUTE)


async def _fellows(shop: ShopHarness) -> None:
    """Several processes: one claims customers and dies, another takes them over."""
    updates = [parse_update(BOT, words(number), shop.real()) for number in range(10, 14)]
    users = {update.user_id for update in updates if update.user_id is not None}
    async with shop.db.begin() as tx:
        await tx.leases.take("dead", "dead", MINUTE)
        await tx.user_owners.claim_users(BOT, users, "dead")
        await tx.user_owners.notify(["dead"])
        await tx.inbox.insert(updates, [], shop.real())
        await tx.leases.renew("dead", MINUTE)
        await tx.leases.holders()
    shop.real.forward(2 * MINUTE)
    async with shop.db.begin() as tx:
        await tx.user_owners.has_orphans(BOT)
        await tx.leases.end_expired()
        await tx.user_owners.take_over(BOT, "me")
        await tx.user_owners.release_idle(BOT, "me", shop.real())
        await tx.leases.end(["me"])


async def _audits(shop: ShopHarness) -> None:
    """Look through the audit log."""
    audit = AuditLog(shop.db, shop.clock)
    await audit.look(AuditEntry(AuditAction.ORDER_VIEWED, "order:7"), ADMIN, "42:1:look")
    for chosen in (
        AuditFilter(),
        AuditFilter(actor=ADMIN),
        AuditFilter(actor=COMMAND_LINE),
        AuditFilter(subject="order:7"),
        *(AuditFilter(kind=kind) for kind in AuditKind),
    ):
        await audit.page(chosen)
        await audit.page(chosen, 10**9)
    await audit.get((await audit.newest_about(["order:7", "ticket:7"])).id)
    async with shop.db.read() as reading:
        await reading.audit.end()


async def _seldom(shop: ShopHarness, ann: CustomerDriver) -> None:
    """Do the rare things that happen when something goes wrong, as the rows see it."""
    await (await arrives(shop, 7_001, "Newer", Language.EN)).accepts(version=1)
    [running, *_] = await shop.renewals.of(ann.customer)
    await _audits(shop)
    async with shop.db.begin() as tx:
        await tx.consents.end()
        await tx.notices.drop(1, "stale")
        await tx.notices.park(1, "blocked")
        await tx.notices.merge([1], Notice(ADMIN, "admin-sales"))
        await tx.notices.requeue(ann.id)
        await tx.payments.with_same_receipt(1)
        await tx.products.drop_category("nothing")
        await tx.refunds.get(1)
        await tx.refunds.seize(1, MINUTE)
        await tx.refunds.later(1, 0, "flood")
        await tx.refunds.to_person(1, "no interface")
        await tx.stock.samples()
        await tx.stock.newest_batch(running.product_id)
        for interval in await tx.subscriptions.intervals(running.id):
            await tx.subscriptions.move_interval(interval)
        await tx.subscriptions.shorten(running.id, running.order_id, running.ends_at, None)
        await tx.subscriptions.move(running.id, SubscriptionState.SUSPENDED)
