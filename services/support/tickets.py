"""The tickets: customers write, admins answer, and nobody needs to know anybody's account.

Admins get one notice a conversation while its words are unread: what is written meanwhile joins the conversation, and
is told again after an hour at the earliest. So one customer's messages do not hide what admins must read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.customers.customer import Customer
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import AlreadyDecided, TooManyMessages, present
from services.domain.messaging.media import Media, MediaKind
from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.policy import Policy
from services.domain.staff.audit import AuditAction, AuditEntry
from services.domain.support.ticket import Ticket, TicketMessage, TicketState, Topic
from services.domain.values.clock import DAY, HOUR, MINUTE, Clock
from services.domain.values.ids import new_id, new_number
from services.domain.values.secret import Secret
from services.staff.alerts import alert_admins
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import Transaction

SHOWN = 10
PAGE = 8
AN_HOUR = 30
"""So many messages one customer may send in an hour, each file of an album being one."""
TOLD_AGAIN = HOUR
RUNS_FOR = 7 * DAY
"""So long after the last word a conversation that is not closed takes what its customer writes, without a button."""
ALBUM = HOUR


@dataclass(frozen=True, slots=True)
class TicketSummary:
    """A ticket in a list: its customer, and its newest words."""

    ticket: Ticket
    name: str
    newest: TicketMessage | None


@dataclass(frozen=True)
class SupportDesk:
    """Takes questions to the admins and answers back."""

    db: Database
    now: Clock
    policy: Policy
    dispatch: OutboxPort

    async def ask(
        self,
        customer: Customer,
        topic: Topic,
        text: str,
        media: Media | None = None,
        dedup_key: str | None = None,
        album: str | None = None,
        order: str | None = None,
    ) -> Ticket:
        """Add to the running conversation about a topic, or open one, and tell the admins. Raises TooManyMessages.

        `dedup_key` names the message: asking again with it changes nothing. `order` is the number of the order
        that it is about, if the customer said so.
        """
        async with self.db.begin() as tx:
            now = self.now()
            if (known := await tx.tickets.said(dedup_key)) is not None:
                return known
            ticket = await tx.tickets.open_of(customer.id, topic) or await self._open(tx, customer, topic)
            await tx.tickets.move(ticket.id, TicketState.OPEN, now)
            await tx.tickets.post(TicketMessage(ticket.id, customer.id, now, Secret(text), media, dedup_key, album))
            await self._refuse_many(tx, customer, now)
            if await tx.tickets.mark_alerted(ticket.id, now, now - TOLD_AGAIN):
                said = {**_said(ticket, text, media, album), **({"order": order} if order else {})}
                await alert_admins(
                    tx, self.policy, "admin-ticket", None, name=customer.name, customer=customer.id, **said
                )
        self.dispatch.wake()
        return ticket

    async def _open(self, tx: Transaction, customer: Customer, topic: Topic) -> Ticket:
        now = self.now()
        ticket = Ticket(new_id(), new_number(), customer.id, topic, TicketState.OPEN, now, now, now)
        await tx.tickets.add(ticket)
        return ticket

    async def _refuse_many(self, tx: Transaction, customer: Customer, now: int) -> None:
        """The message under way is written already, and taken back with the transaction."""
        times = await tx.tickets.times_of(customer.id, now - HOUR, AN_HOUR + 1)
        if len(times) > AN_HOUR:
            minutes = max(-((now - HOUR - times[0]) // MINUTE), 1)
            raise TooManyMessages(limit=AN_HOUR, minutes=minutes)

    async def running(self, customer: Customer) -> Ticket | None:
        """The conversation to which a customer's words belong although no button was pressed for them."""
        async with self.db.read() as reading:
            return await reading.tickets.running(customer.id, self.now() - RUNS_FOR)

    async def said(self, dedup_key: str) -> Ticket | None:
        """The conversation that a message has joined; None if it has not yet."""
        async with self.db.read() as reading:
            return await reading.tickets.said(dedup_key)

    async def album(self, author_id: int, album: str | None) -> TicketMessage | None:
        """The first post of the album that somebody is sending, if some of it has come."""
        if album is None:
            return None
        async with self.db.read() as reading:
            return await reading.tickets.album(author_id, album, self.now() - ALBUM)

    async def answer(
        self,
        ticket_id: str,
        admin_id: int,
        text: str,
        media: Media | None = None,
        dedup_key: str | None = None,
        album: str | None = None,
        seen: int | None = None,
    ) -> Ticket:
        """Send an answer to the customer, once per `dedup_key`. Raises NotFound, AlreadyDecided (the ticket is closed).

        `seen` is the newest post (id) that the admin was shown, None if it is all: a ticket with newer words of its
        customer goes on waiting for the shop. The rest of an album changes nothing about that.
        """
        async with self.db.begin() as tx:
            if (known := await tx.tickets.said(dedup_key)) is not None:
                return known
            ticket = present(await tx.tickets.get(ticket_id))
            is_rest = album is not None and await tx.tickets.album(admin_id, album, self.now() - ALBUM) is not None
            if not await tx.tickets.move(ticket_id, ticket.state if is_rest else TicketState.ANSWERED, self.now()):
                raise AlreadyDecided
            if not is_rest and not await tx.tickets.read(ticket_id, seen):
                await tx.tickets.move(ticket_id, TicketState.OPEN, self.now())
            said = TicketMessage(ticket_id, admin_id, self.now(), Secret(text), media, dedup_key, album)
            post = await tx.tickets.post(said)
            params = {**_said(ticket, text, media, album), "by": admin_id}
            await tx.notices.add(Notice(ticket.customer_id, "ticket-answer", params))
            answered = present(await tx.tickets.get(ticket_id))
            entry = AuditEntry(
                AuditAction.TICKET_ANSWERED,
                f"ticket:{ticket.number}",
                {"ticket": ticket.state},
                {"ticket": answered.state, "post": post},
            )
            await record(tx, entry, admin_id, dedup_key and f"answer:{dedup_key}", self.now())
        self.dispatch.wake()
        return answered

    async def close(self, ticket_id: str, admin_id: int, key: str | None = None) -> Ticket:
        """Close a ticket. Raises NotFound, AlreadyDecided if it is closed already (by another act than `key`)."""
        async with self.db.begin() as tx:
            ticket = present(await tx.tickets.get(ticket_id))
            if await tx.outcomes.find(key) is not None:
                return ticket
            if not await tx.tickets.move(ticket_id, TicketState.CLOSED, self.now()):
                raise AlreadyDecided
            await tx.tickets.read(ticket_id)
            before, after = {"ticket": ticket.state}, {"ticket": TicketState.CLOSED}
            entry = AuditEntry(AuditAction.TICKET_CLOSED, f"ticket:{ticket.number}", before, after)
            await record(tx, entry, admin_id, key, self.now())
            await tx.outcomes.put(key, {})
        return ticket

    async def read(self, ticket_id: str) -> tuple[Ticket, Sequence[TicketMessage]]:
        """A ticket with its newest posts; for admins, who have read it then. Raises NotFound."""
        async with self.db.read() as reading:
            ticket = present(await reading.tickets.get(ticket_id))
            posts = await reading.tickets.posts(ticket_id, SHOWN)
        if ticket.told_at is not None and posts:
            async with self.db.begin() as tx:
                await tx.tickets.read(ticket_id, posts[-1].id)
        return ticket, posts

    async def get(self, ticket_id: str) -> Ticket:
        """A ticket without its posts; for admins. Raises NotFound."""
        async with self.db.read() as reading:
            return present(await reading.tickets.get(ticket_id))

    async def who(self, ticket: Ticket) -> Customer | None:
        """Return the customer of a conversation; for admins."""
        async with self.db.read() as reading:
            return await reading.customers.find(ticket.customer_id)

    async def post(self, post_id: int) -> TicketMessage:
        """One post; for admins. Raises NotFound."""
        async with self.db.read() as reading:
            return present(await reading.tickets.get_post(post_id))

    async def page(self, state: TicketState, number: int = 0) -> tuple[list[TicketSummary], bool]:
        """Conversations in a state, a page of them, and whether there is a next one; for admins."""
        async with self.db.read() as reading:
            found = await reading.tickets.page(state, max(number, 0) * PAGE, PAGE + 1)
            newest = await reading.tickets.newest([ticket.id for ticket in found[:PAGE]])
            who = {one.customer_id: await reading.customers.find(one.customer_id) for one in found[:PAGE]}
        return [_summary(one, who[one.customer_id], newest.get(one.id)) for one in found[:PAGE]], len(found) > PAGE

    async def waiting(self) -> list[Ticket]:
        """Tickets that wait for an answer, the longest first."""
        return [summary.ticket for summary in (await self.page(TicketState.OPEN))[0]]


def _summary(ticket: Ticket, customer: Customer | None, newest: TicketMessage | None) -> TicketSummary:
    return TicketSummary(ticket, customer.name if customer else "", newest)


def _said(ticket: Ticket, text: str, media: Media | None, album: str | None) -> dict[str, NoticeValue]:
    """`photo` is what a version before this one looks for."""
    photo = media.file_id if media and media.kind is MediaKind.PHOTO else None
    return {
        "ticket": ticket.id,
        "number": ticket.number,
        "topic": ticket.topic,
        "text": text,
        "photo": photo,
        "media": str(media) if media else None,
        "album": int(album is not None),
    }
