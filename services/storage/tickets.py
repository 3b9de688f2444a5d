"""Rows of conversations between customers and the people behind the shop."""

from typing import Any

from sqlalchemy import Row, func, select, update

from services.domain.ticket import Post, Ticket, TicketState, Topic
from services.storage import tables
from services.storage.connection import Connection
from services.storage.dialect import insert
from services.storage.tables.columns import among
from services.storage.vault import Vault

T, P = tables.tickets, tables.posts


class Tickets:
    """Tickets and their posts; what people write is ciphertext."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def _list(self, *conditions: Any, limit: int) -> list[Ticket]:  # noqa: ANN401 - SQL expressions
        rows = await self._connection.execute(
            select(T).where(*conditions).order_by(T.c.updated_at.desc(), T.c.id).limit(limit)
        )
        return [_ticket(row) for row in rows]

    async def open_of(self, customer_id: int, topic: Topic) -> Ticket | None:
        """The running conversation of a customer about a topic."""
        found = await self._list(
            T.c.customer_id == customer_id, T.c.topic == topic, T.c.state != TicketState.CLOSED, limit=1
        )
        return found[0] if found else None

    async def get(self, ticket_id: str) -> Ticket | None:
        """A ticket by its id; for admins."""
        found = await self._list(T.c.id == ticket_id, limit=1)
        return found[0] if found else None

    async def waiting(self, limit: int) -> list[Ticket]:
        """Tickets that wait for the shop."""
        return await self._list(among(T.c.state, TicketState.OPEN), limit=limit)

    async def count_waiting(self, limit: int) -> int:
        """How many tickets wait for the shop, counted no further than `limit`."""
        some = select(T.c.id).where(among(T.c.state, TicketState.OPEN)).limit(limit)
        return int(await self._connection.scalar(select(func.count()).select_from(some.subquery())) or 0)

    async def add(self, ticket: Ticket) -> None:
        """Open a ticket."""
        await self._connection.execute(
            T.insert().values(
                id=ticket.id,
                number=ticket.number,
                customer_id=ticket.customer_id,
                topic=ticket.topic,
                state=ticket.state,
                opened_at=ticket.opened_at,
                updated_at=ticket.updated_at,
            )
        )

    async def move(self, ticket_id: str, to: TicketState, now: int) -> bool:
        """Set the state of a ticket that is not closed; False if it is."""
        done = await self._connection.execute(
            update(T).where(T.c.id == ticket_id, T.c.state != TicketState.CLOSED).values(state=to, updated_at=now)
        )
        return done.rowcount == 1

    async def post(self, post: Post) -> bool:
        """Add what somebody wrote; False if this very message was added before."""
        done = await self._connection.execute(
            insert(self._connection, P)
            .values(
                ticket_id=post.ticket_id,
                author_id=post.author_id,
                at=post.at,
                text=self._vault.seal(post.text),
                photo=post.photo,
                once=post.once,
            )
            .on_conflict_do_nothing()
            .returning(P.c.id)
        )
        return done.one_or_none() is not None

    async def posts(self, ticket_id: str, limit: int) -> list[Post]:
        """The newest posts of a ticket, in order."""
        rows = await self._connection.execute(
            select(P).where(P.c.ticket_id == ticket_id).order_by(P.c.id.desc()).limit(limit)
        )
        found = [Post(row.ticket_id, row.author_id, row.at, self._vault.open(row.text), row.photo) for row in rows]
        return found[::-1]


def _ticket(row: Row[Any]) -> Ticket:
    return Ticket(
        id=row.id,
        number=row.number,
        customer_id=row.customer_id,
        topic=Topic(row.topic),
        state=TicketState(row.state),
        opened_at=row.opened_at,
        updated_at=row.updated_at,
    )
