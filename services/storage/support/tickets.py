"""Rows of conversations between customers and the people behind the shop."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, case, func, select, update

from services.domain.messaging.media import Media, MediaKind
from services.domain.support.ticket import Ticket, TicketMessage, TicketState, Topic
from services.storage.repository import Repository, picked
from services.storage.tables import posts, tickets
from services.storage.tables.columns import in_states

OPENED = ("id", "number", "customer_id", "topic", "state", "opened_at", "updated_at", "waits_since")


class Tickets(Repository):
    """Tickets and their posts; what people write is ciphertext."""

    async def _newest(self, *conditions: Any) -> Ticket | None:  # noqa: ANN401 - SQL expressions
        return await self._first(
            _ticket, select(tickets).where(*conditions).order_by(tickets.c.updated_at.desc(), tickets.c.id).limit(1)
        )

    async def open_of(self, customer_id: int, topic: Topic) -> Ticket | None:
        """The running conversation of a customer about a topic."""
        return await self._newest(
            tickets.c.customer_id == customer_id, tickets.c.topic == topic, tickets.c.state != TicketState.CLOSED
        )

    async def running(self, customer_id: int, since: int) -> Ticket | None:
        """The conversation of a customer in which something was said last, if that was not before a moment."""
        return await self._newest(
            tickets.c.customer_id == customer_id, tickets.c.updated_at >= since, tickets.c.state != TicketState.CLOSED
        )

    async def get(self, ticket_id: str) -> Ticket | None:
        """A ticket by its id; for admins."""
        return await self._newest(tickets.c.id == ticket_id)

    async def page(self, state: TicketState, offset: int, limit: int) -> list[Ticket]:
        """Tickets in a state: those that wait for the shop as long as they wait, others by when they last moved."""
        order = tickets.c.waits_since if state is TicketState.OPEN else tickets.c.updated_at.desc()
        return await self._all(
            _ticket,
            select(tickets).where(in_states(tickets.c.state, state)).order_by(order).offset(offset).limit(limit),
        )

    async def count_waiting(self, limit: int) -> int:
        """Return how many tickets wait for the shop, counted no further than `limit`."""
        some = select(tickets.c.id).where(in_states(tickets.c.state, TicketState.OPEN)).limit(limit)
        return await self._count(some)

    async def add(self, ticket: Ticket) -> None:
        """Open a ticket."""
        await self._run(tickets.insert().values(picked(ticket, OPENED)))

    async def move(self, ticket_id: str, to: TicketState, now: int) -> bool:
        """Set the state of a ticket that is not closed; False if it is. Who waits already waits as long as before."""
        since = case((tickets.c.state == to, tickets.c.waits_since), else_=now)
        return (
            await self._change(
                update(tickets)
                .where(tickets.c.id == ticket_id, tickets.c.state != TicketState.CLOSED)
                .values(state=to, updated_at=now, waits_since=since)
            )
            == 1
        )

    async def mark_alerted(self, ticket_id: str, now: int, again_before: int) -> bool:
        """Note that the admins are told of new words; False if they were told since and nobody has read them."""
        return (
            await self._change(
                update(tickets)
                .where(tickets.c.id == ticket_id, tickets.c.told_at.is_(None) | (tickets.c.told_at <= again_before))
                .values(told_at=now)
            )
            == 1
        )

    async def read(self, ticket_id: str, up_to: int | None = None) -> bool:
        """An admin has read what was written, up to a post (id); False if its customer has written more since."""
        customer = await self._connection.scalar(
            select(tickets.c.customer_id).where(tickets.c.id == ticket_id).with_for_update()
        )
        newer = select(posts.c.id).where(posts.c.ticket_id == ticket_id, posts.c.author_id == customer).limit(1)
        if up_to is not None and await self._has(newer.where(posts.c.id > up_to)):
            return False
        await self._run(
            update(tickets).where(tickets.c.id == ticket_id, tickets.c.told_at.is_not(None)).values(told_at=None)
        )
        return True

    async def said(self, dedup_key: str | None) -> Ticket | None:
        """The ticket that a message was written to; None if it was not yet."""
        if dedup_key is None:
            return None
        return await self._newest(tickets.c.id.in_(select(posts.c.ticket_id).where(posts.c.dedup_key == dedup_key)))

    async def post(self, post: TicketMessage) -> int | None:
        """Add what somebody wrote; returns its id, None if this very message was added before."""
        is_photo = post.media is not None and post.media.kind is MediaKind.PHOTO
        return await self._insert_once(
            posts,
            ticket_id=post.ticket_id,
            author_id=post.author_id,
            at=post.at,
            text=self._vault.encrypt(post.text),
            photo=post.media.file_id if post.media and is_photo else None,
            media=str(post.media) if post.media and not is_photo else None,
            dedup_key=post.dedup_key,
            album=post.album,
        )

    async def times_of(self, author_id: int, since: int, limit: int) -> list[int]:
        """Return the times at which somebody wrote since a moment, oldest first, at most `limit` of them."""
        return await self._values(
            select(posts.c.at)
            .where(posts.c.author_id == author_id, posts.c.at > since)
            .order_by(posts.c.at)
            .limit(limit)
        )

    async def album(self, author_id: int, album: str, since: int) -> TicketMessage | None:
        """The first post of an album that somebody has begun to send."""
        return await self._first(
            self._post,
            select(posts)
            .where(posts.c.author_id == author_id, posts.c.at >= since, posts.c.album == album)
            .order_by(posts.c.at, posts.c.id)
            .limit(1),
        )

    async def posts(self, ticket_id: str, limit: int) -> list[TicketMessage]:
        """The newest posts of a ticket, in order."""
        rows = await self._run(
            select(posts).where(posts.c.ticket_id == ticket_id).order_by(posts.c.id.desc()).limit(limit)
        )
        return [self._post(row) for row in rows][::-1]

    async def get_post(self, post_id: int) -> TicketMessage | None:
        """One post; for admins."""
        return await self._first(self._post, select(posts).where(posts.c.id == post_id))

    async def newest(self, ticket_ids: Sequence[str]) -> dict[str, TicketMessage]:
        """The newest post of each of some tickets."""
        last = select(func.max(posts.c.id)).where(posts.c.ticket_id.in_(ticket_ids)).group_by(posts.c.ticket_id)
        rows = await self._run(select(posts).where(posts.c.id.in_(last)))
        return {row.ticket_id: self._post(row) for row in rows}

    def _post(self, row: Row[Any]) -> TicketMessage:
        return TicketMessage(
            ticket_id=row.ticket_id,
            author_id=row.author_id,
            at=row.at,
            text=self._vault.decrypt(row.text),
            media=Media(MediaKind.PHOTO, row.photo) if row.photo else Media.read(row.media),
            dedup_key=row.dedup_key,
            album=row.album,
            id=row.id,
        )


def _ticket(row: Row[Any]) -> Ticket:
    read = {"topic": Topic(row.topic), "state": TicketState(row.state)}
    return Ticket(told_at=row.told_at, **picked(row, OPENED) | read)
