"""Goods that are taken off sale without being sold, and put back."""

from sqlalchemy import func, select, update

from services.domain.stock.stock import StockState
from services.storage.connection.connection import Connection
from services.storage.stock.stock import SALE_ORDER, of_product
from services.storage.tables import stock


async def withdraw(connection: Connection, product_id: int, count: int | None) -> int:
    """Take free goods of a product off sale, first those that would be sold first; None takes all. How many it were."""
    first = select(stock.c.id).where(of_product(product_id)).order_by(*SALE_ORDER).limit(count)
    done = await connection.execute(
        update(stock).where(stock.c.id.in_(first), stock.c.state == StockState.FREE).values(state=StockState.VOID)
    )
    return done.rowcount


async def put_back(connection: Connection, product_id: int) -> int:
    """Put what was taken off sale back, where it was in the order of sale; returns how many."""
    theirs = of_product(product_id, StockState.VOID) & stock.c.order_id.is_(None)
    done = await connection.execute(update(stock).where(theirs).values(state=StockState.FREE))
    return done.rowcount


async def count_withdrawn(connection: Connection, product_id: int) -> int:
    """Return how many goods of a product are off sale."""
    theirs = of_product(product_id, StockState.VOID) & stock.c.order_id.is_(None)
    return int(await connection.scalar(select(func.count()).select_from(stock).where(theirs)) or 0)
