"""Goods that were given, each with its number, and the exchange of one that does not work."""

from typing import Any

from sqlalchemy import Row, select, update

from services.domain.stock.stock import GivenItem, StockState
from services.storage.repository import Repository
from services.storage.tables import periods, stock


class GivenGoods(Repository):
    """Goods that belong to buyers."""

    async def of_order(self, order_id: str) -> tuple[GivenItem, ...]:
        """The goods of an order, in the order of sale."""
        given = (
            select(stock).where(stock.c.order_id == order_id, stock.c.state == StockState.GIVEN).order_by(stock.c.id)
        )
        return tuple(await self._all(self._item, given))

    async def of_subscription(self, subscription_id: str) -> tuple[GivenItem, ...]:
        """The goods that a subscription gave last: those of its newest order that took any from stock."""
        given = (
            select(stock)
            .join(periods, periods.c.order_id == stock.c.order_id)
            .where(periods.c.subscription_id == subscription_id, stock.c.state == StockState.GIVEN)
            .order_by(periods.c.starts_at.desc(), stock.c.id)
        )
        found = await self._all(self._item, given)
        return tuple(item for item in found if item.order_id == found[0].order_id)

    async def get(self, item_id: int) -> GivenItem | None:
        """One of them by its number, whether it is valid or was replaced; for admins."""
        return await self._first(self._item, select(stock).where(stock.c.id == item_id, stock.c.order_id.is_not(None)))

    async def withdraw(self, order_id: str, item_id: int) -> bool:
        """Make one of the goods of an order invalid for good; False if it is none of them (any more)."""
        this = update(stock).where(
            stock.c.id == item_id, stock.c.order_id == order_id, stock.c.state == StockState.GIVEN
        )
        return await self._change(this.values(state=StockState.VOID)) == 1

    async def add_held(self, order_id: str) -> int:
        """Give what an order, which has its goods already, holds beyond them; returns its number."""
        held = update(stock).where(stock.c.order_id == order_id, stock.c.state == StockState.HELD)
        return await self._number(held.values(state=StockState.GIVEN).returning(stock.c.id))

    def _item(self, row: Row[Any]) -> GivenItem:
        return GivenItem(row.id, row.order_id, self._vault.decrypt(row.secret))
