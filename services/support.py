"""Customers write, people answer: a ticket carries it to and fro, so that nobody needs to know anybody's account."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.alerts import tell_admins
from services.domain.clock import Clock
from services.domain.customer import Customer
from services.domain.errors import Decided, NotFound
from services.domain.ids import new_id, new_number
from services.domain.notice import Notice
from services.domain.policy import Policy
from services.domain.secret import Secret
from services.domain.ticket import Post, Ticket, TicketState, Topic
from services.handover import Dispatch
from services.storage.database import Database
from services.storage.transaction import Transaction

SHOWN = 10


@dataclass(frozen=True)
class Support:
    """Takes questions to the admins and answers back."""

    db: Database
    now: Clock
    policy: Policy
    dispatch: Dispatch

    async def ask(
        self, customer: Customer, topic: Topic, text: str, photo: str | None, once: str | None = None
    ) -> Ticket:
        """Add to the running conversation about a topic, or open one, and tell the admins.

        `once` names the message: asking with the same one again changes nothing.
        """
        async with self.db.begin() as tx:
            ticket = await tx.tickets.open_of(customer.id, topic) or await self._open(tx, customer, topic)
            await tx.tickets.move(ticket.id, TicketState.OPEN, self.now())
            if not await tx.tickets.post(Post(ticket.id, customer.id, self.now(), Secret(text), photo, once)):
                return ticket
            await tell_admins(
                tx,
                self.policy,
                "admin-ticket",
                None,
                ticket=ticket.id,
                number=ticket.number,
                topic=topic,
                name=customer.name,
                text=text,
                photo=photo,
            )
        self.dispatch.nudge()
        return ticket

    async def _open(self, tx: Transaction, customer: Customer, topic: Topic) -> Ticket:
        now = self.now()
        ticket = Ticket(new_id(), new_number(), customer.id, topic, TicketState.OPEN, now, now)
        await tx.tickets.add(ticket)
        return ticket

    async def answer(
        self, ticket_id: str, admin_id: int, text: str, photo: str | None, once: str | None = None
    ) -> Ticket:
        """Bring an answer to the customer, each `once` one time. Raises NotFound, Decided if the ticket is closed."""
        async with self.db.begin() as tx:
            ticket = await tx.tickets.get(ticket_id)
            if ticket is None:
                raise NotFound
            if not await tx.tickets.move(ticket_id, TicketState.ANSWERED, self.now()):
                raise Decided
            if not await tx.tickets.post(Post(ticket_id, admin_id, self.now(), Secret(text), photo, once)):
                return ticket
            said = {"number": ticket.number, "topic": ticket.topic, "text": text, "photo": photo}
            facts = {**said, "ticket": ticket.id, "by": admin_id}
            await tx.notices.add(Notice(ticket.customer_id, "ticket-answer", facts))
        self.dispatch.nudge()
        return ticket

    async def close(self, ticket_id: str) -> Ticket:
        """Nothing is left to say. Raises NotFound, Decided if it is closed already."""
        async with self.db.begin() as tx:
            ticket = await tx.tickets.get(ticket_id)
            if ticket is None:
                raise NotFound
            if not await tx.tickets.move(ticket_id, TicketState.CLOSED, self.now()):
                raise Decided
        return ticket

    async def read(self, ticket_id: str) -> tuple[Ticket, Sequence[Post]]:
        """A ticket with its newest posts; for admins. Raises NotFound."""
        async with self.db.read() as reading:
            ticket = await reading.tickets.get(ticket_id)
            if ticket is None:
                raise NotFound
            return ticket, await reading.tickets.posts(ticket_id, SHOWN)

    async def waiting(self) -> list[Ticket]:
        """Tickets that wait for an answer."""
        async with self.db.read() as reading:
            return await reading.tickets.waiting(SHOWN)
